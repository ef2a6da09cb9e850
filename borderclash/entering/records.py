"""JSON to entries: one record, a list of them, or one behind the other as in JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from borderclash.entering.entry import Entry
from borderclash.problems import Location, Problem, Refused, UsageError
from borderclash.reading.documents import Loaded, decode
from borderclash.reading.locate import Lines, locate
from borderclash.reading.sources import Input
from borderclash.spreadsheet.yaml_text import Unquoted

_SPACE = re.compile(r"[ \t\r\n]*")
_FORM = (
    'a claim is an object such as {"event": "clash", "question": "soldiers-killed", "party": "north", "value": 58}'
)


def read_records(source: Input) -> list[Entry]:
    """Return the entries of a JSON text, each with the places of its fields.

    Raises `Refused` with all that is wrong, and `UsageError` where nothing stands in it.
    """
    loaded = Loaded()
    text = decode(source, loaded)
    if text is None:
        raise Refused(locate(loaded.findings, loaded.texts))
    if not text.strip():
        raise UsageError(f"`{source.name}` is empty", f"{_FORM}, several are a list of them, or a line each")
    reader = _Reader(source.name, text)
    entries, problems = [], []
    for record, places in reader.records():
        try:
            entries.append(Entry.from_record(record, places))
        except Refused as refused:
            problems += refused.problems
    if problems or reader.problems:
        raise Refused([*problems, *reader.problems])
    return entries


class _Reader:
    """Reads records one after the other, and notes where each and its fields begin."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.lines = Lines(text)
        self.problems: list[Problem] = []
        # Numbers as they are written: 1.50 is not 1.5 to a reader.
        self.decoder = json.JSONDecoder(
            parse_float=Unquoted,
            parse_int=Unquoted,
            parse_constant=self._refuse_constant,
            object_pairs_hook=self._pairs,
        )

    def records(self) -> Iterator[tuple[dict[str, Any], dict[str, Location]]]:
        """Yield each record with the places of its fields, until there is no more or something cannot be read."""
        try:
            at = self._skip(0)
            if self.text[at] != "[":
                while at < len(self.text):
                    record, at = self._record(at)
                    yield from record
                    at = self._skip(at)
                return
            at = self._skip(at + 1)
            while self.text[at : at + 1] != "]":
                record, at = self._record(at)
                yield from record
                at = self._separator(at, "]")
            if (end := self._skip(at + 1)) < len(self.text):
                self._tell("something stands behind the list", end, "put all claims into one list")
        except json.JSONDecodeError as error:
            self._tell(f"this is not JSON: {error.msg.lower()}", error.pos, _FORM)
        except RecursionError:
            self._tell("this is nested too deep", 0, _FORM)

    def _record(self, at: int) -> tuple[list[tuple[dict[str, Any], dict[str, Location]]], int]:
        """Return the record that begins at a place, in a list that is empty for what is none, and its end."""
        start = at
        if self.text[at : at + 1] != "{":
            _, end = self.decoder.raw_decode(self.text, at)
            self._tell("this is no claim", at, _FORM)
            return [], end
        record: dict[str, Any] = {}
        places = {"": self._location(start)}
        at = self._skip(at + 1)
        while self.text[at : at + 1] != "}":
            if self.text[at : at + 1] != '"':
                raise json.JSONDecodeError("expecting a name in double quotes", self.text, at)
            name, end = self.decoder.raw_decode(self.text, at)
            if name in record:
                self._tell(f"`{name[:60]}` stands here a second time", at, "remove one of the two")
            places[name] = self._location(at)
            end = self._skip(end)
            if self.text[end : end + 1] != ":":
                raise json.JSONDecodeError("expecting a colon", self.text, end)
            self.field = at
            record[name], end = self.decoder.raw_decode(self.text, self._skip(end + 1))
            at = self._separator(end, "}")
        return [(record, places)], at + 1

    def _separator(self, at: int, end: str) -> int:
        """Return where the next thing begins behind a comma, or where the *end* stands."""
        at = self._skip(at)
        if self.text[at : at + 1] == ",":
            at = self._skip(at + 1)
            if self.text[at : at + 1] != end:
                return at
        elif self.text[at : at + 1] == end:
            return at
        raise json.JSONDecodeError(f"expecting a comma or `{end}`", self.text, at)

    def _pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            self._tell(f"`{twice[:60]}` stands here a second time", self.field, "remove one of the two")
        return found

    def _refuse_constant(self, word: str) -> NoReturn:
        raise json.JSONDecodeError(f"`{word}` is no number", self.text, self.field)

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def _tell(self, message: str, at: int, help: str) -> None:
        self.problems.append(Problem("json", "error", message, self._location(at), help))

    def _location(self, at: int) -> Location:
        return self.lines.location(self.name, at, at)
