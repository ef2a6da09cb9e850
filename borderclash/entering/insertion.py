"""Where in a YAML text data goes, and as what text: edits that leave all else as it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from borderclash.entering.layout import Style, block, block_items, flow, pairs, quotes_of, style_of
from borderclash.entering.nodes import (
    Node,
    Tree,
    aliases,
    column_of,
    content_end,
    header,
    keeps_lines,
    last_scalar,
    line_start,
    pair_end,
)
from borderclash.problems import Path
from borderclash.reading.sources import claims_schema
from borderclash.spreadsheet.columns import SECTIONS

_LINE_END = re.compile("\r\n|\r|\n")
_EMPTY_LINE = re.compile(r"(?>\r\n|\r|\n)[ \t]*[\r\n]")
_COMMENT_LINE = re.compile(r"([ \t]*)#[^\r\n]*(?:\r\n|\r|\n|\Z)")
# Compiled where they are used: not every file has brackets.
_REST = r"[ \t]*(?:[ \t]#[^\r\n]*)?(?=[\r\n]|\Z)"
_TO_COMMA = r"(?:\s|(?<=\s)#[^\r\n]*)*,"
# By the length of their path, what is set apart by empty lines: events and questions.
_SET_APART = (1, 3)


class Edit(NamedTuple):
    """A text to be put in place of a stretch of another, which is empty for an insertion."""

    start: int
    end: int
    text: str


class NoRoom(Exception):
    """Nothing can be inserted at a place, given in characters; *related* is another place with what is there."""

    def __init__(
        self, rule: str, message: str, help: str, node: Node, related: tuple[str, Node] | None = None
    ) -> None:
        super().__init__(message)
        self.rule, self.message, self.help, self.node, self.related = rule, message, help, node, related


def order_of(path: Path) -> Sequence[str]:
    """Return the fields of what stands at a path in the order of the format; none where it has ids."""
    of = claims_schema()
    if not path:
        return tuple(of["properties"])
    thing: str | None = {4: "question", 6: "claim"}.get(len(path)) if path[0] == "events" else None
    if len(path) == 2:
        thing = SECTIONS[str(path[0])]
    return tuple(of["definitions"][thing]["properties"]) if thing else ()


def in_order(fields: Mapping[str, Any], order: Sequence[str], neighbour: Sequence[str] = ()) -> dict[str, Any]:
    """Return *fields* in the order of a neighbour's; those it lacks follow what they follow in *order*."""
    names = [name for name in neighbour if name in order]
    before = ""
    for name in order:
        if name not in names:
            names.insert(names.index(before) + 1 if before in names else 0, name)
        before = name
    placed = {name: fields[name] for name in names if name in fields}
    return placed | dict(fields)


def insertions(text: str, tree: Tree, data: Mapping[str, Any]) -> list[Edit]:
    """Return the edits that add *data* to a document, in order of their places.

    What is a map in both is gone into, and a list gets more items. Raises `NoRoom`.
    """
    inserter = _Inserter(text, tree)
    if tree.root is None:
        inserter.begin(data)
    else:
        inserter.graft(tree.root, data, ())
    return sorted(inserter.edits, key=lambda edit: edit.start)


class _Inserter:
    def __init__(self, text: str, tree: Tree) -> None:
        self.text = text
        self.tree = tree
        self.edits: list[Edit] = []
        # Whether the last line, which has no end of its own, was given one.
        self.ended = False
        self.aliases = aliases([tree.root]) if tree.root else {}
        self.style = style_of(text, tree)
        self.roomy = bool(_EMPTY_LINE.search(text))

    def begin(self, data: Mapping[str, Any]) -> None:
        at = self._next_line(self.tree.start) if self.tree.start else len(self.text)
        self._insert_lines(at, self._chunks(data, (), self.style, apart=False))

    def graft(self, node: Node, data: Any, path: Path) -> None:
        self._refuse_shared(node)
        if node.kind == "map" and isinstance(data, Mapping):
            new = {}
            for key, value in data.items():
                there = next((pair for pair in node.pairs if pair[0].value == key), None)
                if there is None:
                    new[key] = value
                elif there[1].empty:
                    self._fill(node, there, value, (*path, key))
                else:
                    self.graft(there[1], value, (*path, key))
            if new:
                self._add_pairs(node, new, path)
        elif node.kind == "list" and isinstance(data, list):
            self._add_items(node, data, path)
        else:
            what = "a map" if isinstance(data, Mapping) else "a list"
            raise NoRoom("no-room", f"this is not {what} that can be added to", f"make it {what}", node)

    def _refuse_shared(self, node: Node) -> None:
        """Refuse what stands in more than one place."""
        help = "write out what is shared, each place for itself"
        if node.kind == "alias":
            message = f"nothing can be added here: an alias (`*{node.anchor}`) stands for what is elsewhere"
            raise NoRoom("alias", message, help, node)
        if node.anchor in self.aliases:
            message = f"nothing can be added here: `&{node.anchor}` is shared with another place"
            raise NoRoom("alias", message, help, node, ("shared with", self.aliases[node.anchor or ""]))
        for key, _ in node.pairs:
            if key.value == "<<" and not key.style:
                message = "nothing can be added here: a merge key (`<<`) brings in what is elsewhere"
                raise NoRoom("merge-key", message, "write the fields out here", key)

    def _fill(self, parent: Node, pair: tuple[Node, Node], data: Any, path: Path) -> None:
        key, value = pair
        if parent.flow or not isinstance(data, Mapping | list):
            at = pair_end(pair, self.text)
            self.edits.append(
                Edit(at, at, ("" if self.text[at - 1] == ":" else ":") + f" {flow(data, self.style)}")
            )
            return
        column = column_of(self.text, key.start)
        if isinstance(data, Mapping):
            lines, deeper = self._chunks(data, path, self.style, apart=False), self.style.step
        else:
            lines, deeper = block_items(data, self.style), self.style.dash
        self._insert_lines(self._next_line(value.end, column), lines, column + deeper)

    def _add_pairs(self, node: Node, data: Mapping[str, Any], path: Path) -> None:
        """Add pairs to a map, each behind what it follows in the format, else at the end."""
        order = order_of(path)
        groups: dict[int, dict[str, Any]] = {}
        for key, value in in_order(data, order).items():
            earlier = order[: order.index(key)] if key in order else ()
            before = [number for number, (name, _) in enumerate(node.pairs) if name.value in earlier]
            before.sort(key=lambda number: order.index(node.pairs[number][0].value))
            groups.setdefault(before[-1] if before else len(node.pairs) - 1, {})[key] = value
        beside = next((value for _, value in reversed(node.pairs) if value.kind == "map" and value.pairs), None)
        style = self._like([node, *([beside] if beside and path else [])])
        for number, group in groups.items():
            if node.flow:
                self._add_in_brackets(node, number, pairs(group, style))
                continue
            column = column_of(self.text, node.pairs[0][0].start)
            apart = self._are_apart(node, path) and not self._keeps_lines(node.pairs[number][1])
            lines = self._chunks(group, path, style, apart, bool(beside and beside.flow))
            at = self._next_line(content_end(node.pairs[number][1], self.text), column)
            self._insert_lines(at, lines, column)

    def _chunks(
        self, data: Mapping[str, Any], path: Path, style: Style, apart: bool, in_brackets: bool = False
    ) -> list[str]:
        """Return the lines of pairs, with an empty line before each where they stand *apart*.

        Sections of a new file do so but for the first.
        """
        lines: list[str] = []
        for key, value in data.items():
            if apart or (lines and not path and isinstance(value, Mapping)):
                lines.append("")
            if in_brackets and path and isinstance(value, Mapping):
                lines.append(f"{pairs({key: ''}, style)[0][:-2]}{flow(value, style)}")
            else:
                lines += block({key: value}, style)
        return lines

    def _add_items(self, node: Node, items: Sequence[Any], path: Path) -> None:
        last = node.items[-1] if node.items else None
        style = self._like([last] if last and last.kind == "map" else [])
        keys = [key.value for key, _ in last.pairs] if last else []
        items = [
            in_order(item, order_of((*path, 0)), keys) if isinstance(item, Mapping) else item for item in items
        ]
        if node.flow:
            parts = [self._in_brackets(item, style, last) for item in items]
            self._add_in_brackets(node, len(node.items) - 1, parts)
            return
        assert last is not None
        column = column_of(self.text, node.open)
        first = last.pairs[0][0].start if last.pairs and not last.flow else last.start
        dash = line_start(self.text, first) + column
        if self.text[dash : dash + 1] == "-" and dash < first:
            style = style._replace(gap=first - dash)
        lines: list[str] = []
        apart = self._are_apart(node, path) and not self._keeps_lines(last)
        for item in items:
            lines += [""] * apart
            if last.flow and isinstance(item, Mapping):
                begin, *others = self._in_brackets(item, style, last, column + style.gap).split("\n")
                lines += ["-" + " " * (style.gap - 1) + begin, *(line[column:] for line in others)]
            else:
                lines += block_items([item], style)
        self._insert_lines(self._next_line(content_end(last, self.text), column), lines, column)

    def _in_brackets(self, item: Any, style: Style, like: Node | None, column: int | None = None) -> str:
        """Return an item in brackets, each pair in a line of its own where those of its neighbour are."""
        first = like.pairs[0][0].start if like and like.flow and like.pairs else 0
        indent = self.text[line_start(self.text, first) : first]
        if like is None or not first or indent.strip(" \t") or not isinstance(item, Mapping):
            return flow(item, style, column)
        body = ",".join(f"\n{indent}{pair}" for pair in pairs(item, style))
        close = self.text[line_start(self.text, like.end - 1) : like.end - 1]
        return f"{{{body}{'' if close.strip() else chr(10) + close}}}"

    def _add_in_brackets(self, node: Node, after: int, parts: Sequence[str]) -> None:
        """Add to a collection in brackets, behind one of what is in it: a line each where these begin lines."""
        text = self.text
        parts = [part.replace("\n", self._newline(node.open)) for part in parts]
        if after < 0:
            self.edits.append(Edit(node.open + 1, node.open + 1, ", ".join(parts)))
            return
        if node.kind == "map":
            first, end = node.pairs[after][0].start, pair_end(node.pairs[after], text)
        else:
            first, end = node.items[after].start, node.items[after].end
        comma = re.compile(_TO_COMMA).match(text, end, node.end)
        line = line_start(self.text, first)
        if text[line:first].strip(" \t"):
            joined = ", ".join(parts)
            edit = Edit(comma.end(), comma.end(), f" {joined},") if comma else Edit(end, end, f", {joined}")
            self.edits.append(edit)
            return
        newline = self._newline(first)
        added = [newline + text[line:first] + part for part in parts]
        behind = comma.end() if comma else end
        rest = re.compile(_REST).match(text, behind)
        if not comma:
            self.edits.append(Edit(end, end, ","))
        at = rest.end() if rest else behind
        self.edits.append(Edit(at, at, ",".join(added) + ("," if comma else "")))

    def _insert_lines(self, at: int, lines: Sequence[str], column: int = 0) -> None:
        """Insert lines before the one that begins at a place, or at the end."""
        newline = self._newline(at)
        text = newline.join(" " * column + line if line else line for line in lines)
        if at and self.text[at - 1] not in "\r\n" and not self.ended:
            self._end_last_line()
            self.ended = True
            text = newline + text
        self.edits.append(Edit(at, at, text + newline))

    def _end_last_line(self) -> None:
        """See to it that a block of text at the end, without a line break, stays the same with one."""
        last = last_scalar(self.tree.root) if self.tree.root else None
        if last is None or last.style not in ("|", ">") or last.end < len(self.text):
            return
        mark = header(last, self.text)
        if "+" in mark[1]:
            help = "end the file with a line break"
            raise NoRoom("no-room", "the file ends within this block of text, without a line break", help, last)
        edit = Edit(mark.end(), mark.end(), "-")
        if "-" not in mark[1] and edit not in self.edits:
            self.edits.append(edit)

    def _keeps_lines(self, node: Node) -> bool:
        """Say whether a node ends with a block of text to which an empty line behind it belongs."""
        last = last_scalar(node)
        return last.style in ("|", ">") and keeps_lines(last, self.text)

    def _are_apart(self, node: Node, path: Path) -> bool:
        """Say whether empty lines stand between what is in a collection."""
        children = node.children
        if len(children) < 2:
            return not path or (self.roomy and path[0] == "events" and len(path) in _SET_APART)
        firsts = [key for key, _ in node.pairs] or children
        # Of fields all tell, since a group of them may be set apart; of all else the last two.
        numbers = range(1 if path and order_of(path) else len(children) - 1, len(children))
        between = ((content_end(children[number - 1], self.text), firsts[number].start) for number in numbers)
        return all(_EMPTY_LINE.search(self.text, *each) for each in between)

    def _next_line(self, at: int, column: int | None = None) -> int:
        """Return where the next line begins, behind comments that are indented further than a column."""
        if not (at and self.text[at - 1] in "\r\n"):
            end = _LINE_END.search(self.text, at)
            at = end.end() if end else len(self.text)
        while column is not None and (comment := _COMMENT_LINE.match(self.text, at)):
            if len(comment[1]) <= column:
                break
            at = comment.end()
        return at

    def _like(self, nodes: Sequence[Node]) -> Style:
        keys = [key for node in nodes for key, _ in node.pairs]
        texts = [value for node in nodes for value in node.children if value.is_text()]
        return self.style._replace(keys=quotes_of(keys), texts=quotes_of(texts))

    def _newline(self, at: int) -> str:
        """Return the end of the line before a place, else of the first line."""
        before = re.search("(\r\n|\r|\n)[^\r\n]*\\Z", self.text[max(0, at - 2000) : at])
        any_end = before[1] if before else None
        first = _LINE_END.search(self.text)
        return any_end or (first[0] if first else "\n")
