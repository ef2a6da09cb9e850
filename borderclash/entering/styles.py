"""How a claim file is written: what its indentation and its quotes are, for what is inserted."""

from __future__ import annotations

from collections.abc import Sequence

from borderclash.entering.layout import Style
from borderclash.entering.nodes import Node, Tree, column_of, walk


def quotes_of(nodes: Sequence[Node]) -> str | None:
    """Return the quotes that all of some scalars have, ``None`` where they differ or have none."""
    found = {node.style for node in nodes}
    return found.pop() if found in ({"'"}, {'"'}) else None


def style_of(text: str, tree: Tree) -> Style:
    """Return how a document is indented, by the first map and the first list below another."""
    style = Style()
    step = dash = None
    for node in walk(tree.root) if tree.root else ():
        for key, value in node.pairs if not node.flow else ():
            if value.flow or not value.children:
                continue
            if value.kind == "map":
                step = step or column_of(text, value.pairs[0][0].start) - column_of(text, key.start)
            elif dash is None:
                dash = column_of(text, value.open) - column_of(text, key.start)
        if step is not None and dash is not None:
            break
    return style._replace(step=step or style.step, dash=style.dash if dash is None else dash)
