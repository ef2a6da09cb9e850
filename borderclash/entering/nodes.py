"""The values of a YAML text with where each stands in it: a tree of the parser's events, for editing the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from borderclash.reading.yaml_events import closed, events, resolve

_COLON = re.compile(r"[ \t]*:")


class Node:
    """A value: what it is, and where it begins and ends in characters, an anchor and the brackets included.

    ``style`` is the mark of a scalar (a quote, ``|``, ``>``), ``open`` where a collection begins behind its
    anchor. The end of a collection without brackets is that of its last value: see `content_end`.
    """

    __slots__ = ("anchor", "end", "flow", "items", "kind", "open", "pairs", "start", "style", "value")

    def __init__(
        self,
        kind: str,
        start: int,
        end: int,
        *,
        style: str | None = None,
        anchor: str | None = None,
        value: str = "",
        flow: bool = False,
    ) -> None:
        self.kind = kind  # scalar, map, list or alias
        self.start = start
        self.end = end
        self.open = end - 1 if flow else start
        self.flow = flow
        self.style = style
        self.anchor = anchor
        self.value = value
        self.pairs: list[tuple[Node, Node]] = []
        self.items: list[Node] = []

    @property
    def empty(self) -> bool:
        """Whether nothing is written there: ``claims:`` with no more in its line."""
        return self.kind == "scalar" and not self.style and not self.value and self.anchor is None

    @property
    def children(self) -> list[Node]:
        """The values in a collection."""
        return self.items if self.kind == "list" else [value for _, value in self.pairs]

    def get(self, key: str) -> Node | None:
        """Return the value of a key of a map."""
        return next((value for name, value in self.pairs if name.value == key), None)

    def is_text(self) -> bool:
        """Say whether it is a scalar that YAML reads as text."""
        return self.kind == "scalar" and bool(self.style or (self.value and isinstance(resolve(self.value), str)))


class Tree:
    """One document: its value, ``None`` where nothing is written, and where it begins behind its ``---``."""

    def __init__(self, root: Node | None, start: int) -> None:
        self.root = root
        self.start = start


def trees(text: str) -> list[Tree]:
    """Return the documents of *text*, which parses and has no more than keys that are scalars."""
    found: list[Tree] = []
    open_nodes: list[Node] = []
    keys: list[Node | None] = []
    for event in events(closed(text)):
        kind = event.__class__
        if kind is yaml.DocumentStartEvent:
            found.append(Tree(None, event.end_mark.index))
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            open_nodes[-1].end = event.end_mark.index
            open_nodes.pop()
            keys.pop()
        elif kind in (yaml.ScalarEvent, yaml.AliasEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent):
            node = _node(event)
            if not open_nodes:
                found[-1].root = None if node.empty else node
            elif open_nodes[-1].kind == "list":
                open_nodes[-1].items.append(node)
            elif keys[-1] is None:
                keys[-1] = node
            else:
                open_nodes[-1].pairs.append((keys[-1], node))
                keys[-1] = None
            if node.kind in ("map", "list"):
                open_nodes.append(node)
                keys.append(None)
        elif kind is yaml.DocumentEndEvent and event.explicit:
            continue
    return found


def _node(event: Any) -> Node:
    start, end, anchor = event.start_mark.index, event.end_mark.index, event.anchor
    if event.__class__ is yaml.ScalarEvent:
        return Node("scalar", start, end, style=event.style or None, anchor=anchor, value=event.value)
    if event.__class__ is yaml.AliasEvent:
        return Node("alias", start, end, anchor=anchor)
    kind = "map" if event.__class__ is yaml.MappingStartEvent else "list"
    return Node(kind, start, end, flow=bool(event.flow_style), anchor=anchor)


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it, in order."""
    left = [node]
    while left:
        yield (node := left.pop())
        left += reversed(node.children)


def line_start(text: str, at: int) -> int:
    """Return where the line of a character begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def column_of(text: str, at: int) -> int:
    """Return how many characters stand before one in its line."""
    return at - line_start(text, at)


def last_scalar(node: Node) -> Node:
    """Return what a node without brackets ends with: the last scalar, alias or collection in brackets in it."""
    while not node.flow and node.children:
        node = node.children[-1]
    return node


def content_end(node: Node, text: str) -> int:
    """Return where what is written of a node ends, the end of its line and empty lines left out.

    A block of text that keeps the empty lines behind it ends with them.
    """
    last = last_scalar(node)
    if last.kind == "scalar" and last.style in ("|", ">") and not keeps_lines(last, text):
        return last.start + len(text[last.start : last.end].rstrip())
    return min(last.end, len(text))


def header(node: Node, text: str) -> re.Match[str]:
    """Return the first line of a block of text: its mark, and what says how it ends."""
    found = re.compile(r"(?:&\S+\s+)?[|>]([-+0-9]*)").match(text, node.start)
    assert found is not None
    return found


def keeps_lines(node: Node, text: str) -> bool:
    """Say whether a block of text keeps the empty lines behind it."""
    return "+" in header(node, text)[1]


def pair_end(pair: tuple[Node, Node], text: str) -> int:
    """Return where a pair of a map in brackets ends; what is empty ends behind its colon."""
    key, value = pair
    if not value.empty:
        return value.end
    colon = _COLON.match(text, key.end)
    return colon.end() if colon else key.end


def aliases(roots: Iterable[Node]) -> dict[str, Node]:
    """Return an alias of each anchor that has one."""
    return {node.anchor or "": node for root in roots for node in walk(root) if node.kind == "alias"}
