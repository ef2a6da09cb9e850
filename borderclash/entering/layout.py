"""Data to the YAML that is inserted into a claim file, in the style of what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from borderclash.entering.nodes import Node, Tree, column_of, walk
from borderclash.spreadsheet.yaml_text import Unquoted, scalar_text

# A line in brackets is broken behind a comma before it grows longer; a list of words is then written a line each.
WIDTH = 115


class Style(NamedTuple):
    """How a file is written: by how much a map, and a list, is indented below its key, how far the text of an item
    stands behind its dash, and the quotes around keys and around texts, where they have any.
    """

    step: int = 2
    dash: int = 2
    gap: int = 2
    keys: str | None = None
    texts: str | None = None


def block(data: Mapping[str, Any], style: Style) -> list[str]:
    """Return the lines of the pairs of *data* without brackets."""
    lines: list[str] = []
    for key, value in data.items():
        name = f"{_key(key, style)}:"
        if isinstance(value, Mapping) and value:
            lines += [name, *_indented(block(value, style), style.step)]
        elif (
            isinstance(value, Sequence) and not isinstance(value, str) and value and not _fits(value, name, style)
        ):
            lines += [name, *_indented(block_items(value, style), style.dash)]
        elif isinstance(value, str) and not isinstance(value, Unquoted):
            lines += f"{name} {scalar_text(value, quotes=style.texts)}".split("\n")
        else:
            lines.append(f"{name} {flow(value, style)}")
    return lines


def block_items(items: Sequence[Any], style: Style) -> list[str]:
    """Return the lines of the items of a list, each behind a dash."""
    lines: list[str] = []
    for item in items:
        text = block(item, style) if isinstance(item, Mapping) and item else [flow(item, style)]
        first, *others = _indented(text, style.gap)
        lines += ["-" + first[1:], *others]
    return lines


def _fits(value: Sequence[Any], name: str, style: Style) -> bool:
    """Say whether a list stands in brackets behind its name: one of words and numbers that is not too long."""
    return (
        not any(isinstance(item, Mapping) for item in value) and len(name) + len(flow(value, style)) < WIDTH - 15
    )


def _indented(lines: Sequence[str], width: int) -> Iterator[str]:
    return (" " * width + line if line else line for line in lines)


def flow(value: Any, style: Style, column: int | None = None) -> str:
    """Return data in brackets, or a scalar in one line.

    With a *column*, in which it begins, a long map is continued in further lines.
    """
    if isinstance(value, Mapping):
        return "{" + _joined(pairs(value, style), column) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + _joined([flow(item, style) for item in value], column) + "]"
    return scalar_text(_plain(value), flow=True, quotes=style.texts)


def pairs(data: Mapping[str, Any], style: Style) -> list[str]:
    """Return each pair of *data* as it stands in brackets."""
    return [f"{_key(key, style)}: {flow(value, style)}" for key, value in data.items()]


def _joined(parts: Sequence[str], column: int | None) -> str:
    text, length = "", (column or 0) + 1
    for number, part in enumerate(parts):
        length += len(part) + 2
        if number and column is not None and length > WIDTH:
            text, length = f"{text},\n{' ' * (column + 1)}{part}", column + 1 + len(part) + 2
        else:
            text += f", {part}" if number else part
    return text


def _key(key: str, style: Style) -> str:
    return scalar_text(key, flow=True, quotes=style.keys)


def _plain(value: Any) -> Any:
    return Unquoted(repr(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


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
