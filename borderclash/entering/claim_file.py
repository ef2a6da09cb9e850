"""A claim file that is edited as text: what is added is inserted, and all else stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cached_property
from typing import Any

import yaml

from borderclash.entering.insertion import Edit, NoRoom, insertions
from borderclash.entering.layout import Style, block, flow
from borderclash.entering.nodes import Node, Tree, column_of, content_end, header, trees
from borderclash.problems import Location, Path, Problem, Refused
from borderclash.reading import documents, sources
from borderclash.reading.documents import Loaded
from borderclash.reading.locate import Lines, locate
from borderclash.reading.yaml_events import Parsed, parse
from borderclash.reading.yaml_places import offsets
from borderclash.spreadsheet.yaml_text import Unquoted, plain

MARK = "\ufeff"
SHARED = ("alias", "merge-key")
# What stands in the text that was read, from one character to another.
Old = tuple[int, int]


class ClaimFile:
    """A claim file as it was read, and as it was changed since.

    ``content`` are the bytes that were read; ``pieces`` make up the text as it is now, without its byte order
    mark: stretches of the text that was read, and texts that are new.
    """

    def __init__(self, name: str, content: bytes, original: str, pieces: Sequence[Old | str]) -> None:
        self.name = name
        self.content = content
        self.original = original
        self.pieces = tuple(pieces)

    @classmethod
    def read(cls, path: str) -> ClaimFile:
        """Return the file at a path; raises `UsageError` where it cannot be read, `Refused` if it is no text."""
        return cls.of(sources.read(path))

    @classmethod
    def of(cls, source: sources.Input) -> ClaimFile:
        """Return the file of what was read already, as `read` does."""
        loaded = Loaded()
        text = documents.decode(source, loaded)
        if text is None:
            raise Refused(locate(loaded.findings, loaded.texts))
        return cls(source.name, source.content, text, ((0, len(text)),) if text else ())

    @cached_property
    def text(self) -> str:
        """The text as it is now, without a byte order mark."""
        parts = (p if isinstance(p, str) else self.original[slice(*p)] for p in self.pieces)
        return "".join(parts)

    @cached_property
    def parsed(self) -> Parsed:
        """The data of the text as it is now, and what is refused in it."""
        return parse(self.text)

    @property
    def changed(self) -> bool:
        """Whether anything was changed since it was read."""
        return self.text != self.original

    def encoded(self) -> bytes:
        """Return the bytes to write."""
        mark = MARK if self.content.startswith(MARK.encode()) else ""
        return (mark + self.text).encode(errors="surrogatepass")

    def add(self, data: Mapping[str, Any], document: int | None = None) -> ClaimFile:
        """Return the file with *data*, which has the form of a claim file, added to its documents.

        Maps are gone into, new keys are added and lists get more items. Without a *document*, what is added goes
        to that which has the event, else the section. Raises `Refused`.
        """
        parsed, found = self.parsed, self._trees()
        parts = {document: dict(data)} if document is not None else _by_document(found, data)
        found = found or [Tree(None, 0)]
        wanted = list(parsed.documents) or [None]
        edits: list[Edit] = []
        try:
            for index, part in parts.items():
                if wanted[index] is None or wanted[index] == {}:
                    part = {"borderclash": Unquoted("1"), **part}
                edits += insertions(self.text, found[index], part)
                wanted[index] = _merged(wanted[index], part)
        except NoRoom as refused:
            raise Refused([self._problem(refused)]) from None
        self._refuse()
        changed = self._with(sorted(edits, key=lambda edit: edit.start))
        place = found[min(parts, default=0)].root or Node("scalar", 0, 0)
        return changed._checked(wanted, self._problem(_no_room(place)))

    def set_field(self, path: Path, field: str, value: Any) -> ClaimFile:
        """Return the file with a field of what stands at a path, such as ``("sources", "wire")``.

        What the field says already is exchanged. Raises `Refused`, and `KeyError` where nothing stands there.
        """
        parsed, found = self.parsed, self._trees()
        index = next((index for index, tree in enumerate(found) if _at(tree.root, path)), None)
        node = None if index is None else _at(found[index].root, path)
        if index is None or node is None:
            raise KeyError(path)
        there = node.get(field)
        if there is None or there.empty:
            data: Any = {field: value}
            for step in reversed(path):
                data = {step: data}
            return self.add(data, index)
        self._refuse()
        if there.kind == "alias" or there.anchor is not None:
            raise Refused([self._problem(_no_room(there))])
        changed = self._with([self._exchange(node, there, value)])
        wanted = deepcopy(parsed.documents)
        _value_at(wanted[index], path)[field] = plain(value)
        return changed._checked(wanted, self._problem(_no_room(there)))

    def _exchange(self, parent: Node, node: Node, value: Any) -> Edit:
        style = Style()
        if parent.flow:
            return Edit(node.start, node.end, flow(value, style))
        start = next(key.start for key, each in parent.pairs if each is node)
        column = column_of(self.text, start)
        first, *others = block({"k": value}, style)
        if node.style in ("|", ">"):
            # A comment behind its mark.
            at = header(node, self.text).end()
            first += re.split("[\r\n]", self.text[at : node.end], maxsplit=1)[0].rstrip()
        newline = "\r\n" if "\r\n" in self.text else "\n"
        lines = newline.join([first[3:], *(" " * column + line if line else line for line in others)])
        return Edit(node.start, content_end(node, self.text), lines)

    def location(self, path: Path) -> Location | None:
        """Return where what stands at a path is in the text as it is now, ``None`` where nothing is."""
        wanted = {(index, path) for index in range(len(self.parsed.documents))}
        found = offsets(self.text, wanted, more=lambda _: False)
        return next((self._location(self.text, *span.key) for span in found.values()), None)

    def before(self, location: Location) -> Location:
        """Return where a place of the text as it is now was in the text that was read; one of a new text stays."""
        line_start = _line_starts(self.text)[location.line - 1]
        was = self._place_before(line_start + location.column - 1)
        return location if was is None else self._location(self.original, was, was + location.width)

    def _place_before(self, at: int) -> int | None:
        for piece in self.pieces:
            length = len(piece) if isinstance(piece, str) else piece[1] - piece[0]
            if at < length:
                return None if isinstance(piece, str) else piece[0] + at
            at -= length
        return None

    def _trees(self) -> list[Tree]:
        """Return the documents; raises `Refused` for what cannot be read, but for what is shared by two places."""
        if any(refusal.rule not in SHARED for refusal in self.parsed.refusals):
            self._refuse()
        try:
            return trees(self.text)
        except yaml.YAMLError:
            # Behind an alias that is a key nothing was read, and what stands there cannot be.
            self._refuse()
            raise

    def _refuse(self) -> None:
        if self.parsed.refusals:
            problems = (
                Problem(
                    each.rule, "error", each.message, self._location(self.text, each.start, each.end), each.help
                )
                for each in self.parsed.refusals
            )
            raise Refused(list(problems))

    def _with(self, edits: Sequence[Edit]) -> ClaimFile:
        return ClaimFile(self.name, self.content, self.original, list(_pieces(self.pieces, edits)))

    def _checked(self, wanted: Sequence[Any], otherwise: Problem) -> ClaimFile:
        """Return the file, if it now has the *wanted* data and nothing else; else raise `Refused`."""
        if self.parsed.refusals or not _same(self.parsed.documents, wanted):
            raise Refused([otherwise])
        return self

    def _problem(self, refused: NoRoom) -> Problem:
        location = self._location(self.text, refused.node.start, refused.node.end)
        related: tuple[tuple[str, Location], ...] = ()
        if refused.related:
            words, node = refused.related
            related = ((words, self._location(self.text, node.start, node.end)),)
        return Problem(refused.rule, "error", refused.message, location, refused.help, related)

    def _location(self, text: str, start: int, end: int) -> Location:
        return Lines(text).location(self.name, start, end)


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\r\n|\r|\n", text))]


def _no_room(node: Node) -> NoRoom:
    message = "nothing can be added here without a change of what stands around it"
    return NoRoom("no-room", message, "add it by hand, or write this without brackets and anchors", node)


def _by_document(found: Sequence[Tree], data: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    """Return which part of *data* goes to which document: events to their own, sections to where they are.

    A party or a source goes to the document of the first event, if that has such a section.
    """

    def having(*path: str) -> list[int]:
        return [index for index, tree in enumerate(found) if _at(tree.root, path) is not None]

    last = max(0, len(found) - 1)
    new = having("events")[-1:] or [last]
    homes = {id: (having("events", id) or new)[-1] for id in data.get("events", ())}
    first = next(iter(homes.values()), last)
    parts: dict[int, dict[str, Any]] = {}
    for section, entries in data.items():
        if section == "events":
            for id, event in entries.items():
                parts.setdefault(homes[id], {}).setdefault("events", {})[id] = event
            continue
        there = having(section)
        parts.setdefault(first if first in there or not there else there[-1], {})[section] = entries
    return parts


def _at(root: Node | None, path: Path) -> Node | None:
    node = root
    for step in path:
        node = node.get(str(step)) if node is not None else None
    return node


def _value_at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _pieces(pieces: Sequence[Old | str], edits: Sequence[Edit]) -> Iterator[Old | str]:
    """Yield pieces with edits, which are in order, applied to the text that the pieces make up."""
    at = 0
    left = list(edits)
    for number, piece in enumerate(pieces, 1):
        start = at
        end = start + (len(piece) if isinstance(piece, str) else piece[1] - piece[0])
        while left and left[0].start < end + (number == len(pieces)):
            edit = left[0]
            if edit.start > at:
                yield _part(piece, at - start, edit.start - start)
            yield from [edit.text] if edit.text else []
            at = max(at, min(edit.end, end))
            if edit.end > end:
                left[0] = Edit(end, edit.end, "")
                break
            left.pop(0)
        if at < end:
            yield _part(piece, at - start, end - start)
        at = end
    for edit in left:
        yield edit.text


def _part(piece: Old | str, start: int, end: int) -> Old | str:
    return piece[start:end] if isinstance(piece, str) else (piece[0] + start, piece[0] + end)


def _merged(before: Any, data: Any) -> Any:
    if before is None or not isinstance(data, Mapping | list):
        return plain(data)
    if isinstance(data, list):
        return [*before, *plain(data)]
    return before | {key: _merged(before.get(key), value) for key, value in data.items()}


def _same(a: Any, b: Any) -> bool:
    """Say whether data is the same, also in its types."""
    if a.__class__ is not b.__class__:
        return False
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(_same(value, b[key]) for key, value in a.items())
    if isinstance(a, list):
        return len(a) == len(b) and all(map(_same, a, b))
    return bool(a == b) or (a != a and b != b)
