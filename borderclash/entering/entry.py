"""What is known of a claim that is to be added: its fields, and those of what it names and is new."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn

from borderclash.problems import Location, Problem, Refused, UsageError
from borderclash.reading.documents import Loaded, decode
from borderclash.reading.locate import Lines, locate
from borderclash.reading.sources import Input, claims_schema
from borderclash.spreadsheet.columns import BY_NAME, COLUMNS, Column, Thing
from borderclash.spreadsheet.yaml_text import Unquoted
from borderclash.text.suggestions import did_you_mean
from borderclash.values import KINDS

FLAGS = {"yes": True, "true": True, "no": False, "false": False}
# What an answer is not about: the title of the whole.
NAMES = tuple(column.name for column in COLUMNS if column.thing != "dataset")


class Entry(NamedTuple):
    """The answers about one claim, by the names of the columns of a spreadsheet of claims.

    ``event``, ``question``, ``party`` and ``source`` are ids; ``event_title``, ``label``, ``party_name``,
    ``source_title`` and the like are of things that are new; the rest are the fields of the claim. An answer is
    text, as in a spreadsheet, or plain data (a number, a list, ``None`` for what lifts an inherited scope).
    ``places`` say where an answer stands, by its name, and under ``""`` where the whole does. ``others`` are the
    names of new parties that it speaks of beside its own, by id. What is ``confirmed`` to be new may have nearly
    the id of what is there.
    """

    answers: Mapping[str, Any] = MappingProxyType({})
    places: Mapping[str, Location] = MappingProxyType({})
    others: Mapping[str, str] = MappingProxyType({})
    confirmed: bool = False

    @classmethod
    def from_record(cls, record: Mapping[str, Any], places: Mapping[str, Location] | None = None) -> Entry:
        """Return the entry of answers by name, ``cut-off`` as well as ``cut_off``; raises `Refused`.

        What is ``None`` counts as not given, but for the fields of a claim that lift what is inherited by it.
        """
        answers: dict[str, Any] = {}
        named: dict[str, Location] = {}
        for written, value in record.items():
            name = written.replace("-", "_")
            if places and written in places:
                named[name] = places[written]
            if value is not None or (name in BY_NAME and BY_NAME[name].form in ("nullable", "until")):
                answers[name] = value
        entry = cls(answers, {**named, **({"": places[""]} if places and "" in places else {})})
        if faults := list(entry._faults()):
            raise Refused(faults)
        return entry

    def _faults(self) -> Iterator[Problem]:
        for name, value in self.answers.items():
            column = BY_NAME.get(name) if name in NAMES else None
            if column is None:
                help = did_you_mean(name, NAMES, "`borderclash add --help` lists the fields")
                yield self.problem("unknown-field", f"unknown field `{name[:60]}`", name, help)
            elif not _is_text(value):
                message = f"`{name}` holds half of a character, which is no text"
                yield self.problem("encoding", message, name, "write the character itself, as UTF-8")
            elif column.form == "flag" and _flag(value) is None:
                message = f"`{name}` must be yes or no; got `{str(value)[:60]}`"
                yield self.problem("unknown-word", message, name, "write one of them")
            elif column.form == "options" and _options(value) is None:
                message = f"`options` must be a list of id=label; got `{str(value)[:60]}`"
                yield self.problem("options", message, name, "write it as north=The North; south=The South")

    @property
    def event(self) -> str | None:
        """The id of the event."""
        return self._id("event")

    @property
    def question(self) -> str | None:
        """The id of the question."""
        return self._id("question")

    @property
    def party(self) -> str | None:
        """The id of the party."""
        return self._id("party")

    @property
    def sources(self) -> list[str]:
        """The ids of the sources."""
        found = self.answers.get("source")
        ids = found if isinstance(found, list) else _ids(str(found)) if found is not None else []
        return [str(id) for id in ids]

    def _id(self, name: str) -> str | None:
        value = self.answers.get(name)
        return None if value is None or value == "" else str(value)

    def with_answers(self, **answers: Any) -> Entry:
        """Return the entry with some answers given, or taken back where they are ``None``."""
        given = {**self.answers, **answers}
        taken = {name for name, value in answers.items() if value is None}
        return self._replace(answers={name: value for name, value in given.items() if name not in taken})

    def fields(self, thing: Thing, kind: str | None = None) -> dict[str, Any]:
        """Return the fields that are said of a thing, in the order of the format, as they are to be written.

        Those of a claim begin with its party; *kind* is that of its question.
        """
        found: dict[str, Any] = {}
        for name, answer in self.answers.items():
            column = BY_NAME.get(name)
            if column is not None and column.thing == thing and column.field:
                found[column.field] = _value(column, answer, kind)
        if thing == "claim":
            found |= {"party": self.party or ""}
            if self.sources:
                found["source"] = self.sources if len(self.sources) > 1 else self.sources[0]
        order = claims_schema()["definitions"][thing]["properties"]
        return {name: found[name] for name in order if name in found}

    def place(self, name: str = "") -> Location:
        """Return where an answer stands, or would: the option that it is given by."""
        option = Location(f"--{name.replace('_', '-')}" if name else "", 0, 0)
        return self.places.get(name) or self.places.get("") or option

    def problem(self, rule: str, message: str, name: str, help: str) -> Problem:
        """Return an error about an answer."""
        return Problem(rule, "error", message, self.place(name), help)


def _value(column: Column, answer: Any, kind: str | None) -> Any:
    if isinstance(answer, bool) or column.form == "flag":
        flag = _flag(answer)
        return answer if flag is None else flag
    if isinstance(answer, int | float):
        return Unquoted(repr(answer))
    if not isinstance(answer, str) or isinstance(answer, Unquoted):
        return answer
    if column.form == "value":
        return _said(answer, kind)
    if column.form in ("nullable", "until") and answer == "null":
        return None
    if column.form in ("time", "until"):
        return _number(answer) if len(answer) == 4 else answer
    if column.form == "ids":
        ids = _ids(answer)
        return ids if len(ids) > 1 else answer.strip()
    if column.form == "list":
        return _list(answer)
    return _options(answer) if column.form == "options" else answer


def _said(answer: str, kind: str | None) -> Any:
    of = KINDS.get(kind or "")
    if of is None or of.cell not in ("list", "figure"):
        return answer
    if of.cell == "list":
        return _list(answer)
    text = answer.strip()
    # A number of more than digits.
    decimal = r"-?(?:0|[1-9][0-9]*)\.[0-9]+|-[1-9][0-9]*"
    return Unquoted(text) if of.adds and not text.isdecimal() and re.fullmatch(decimal, text) else _number(text)


def _list(answer: str) -> list[str]:
    # Imported here: most claims have no list, and no options.
    from borderclash.spreadsheet.cells import list_items

    return list_items(answer)


def _number(text: str) -> str:
    """Return digits as a number; what has a zero in front is left as text, since a number has none."""
    return Unquoted(text) if text.isascii() and text.isdecimal() and (text[0] != "0" or text == "0") else text


def _ids(text: str) -> list[str]:
    return [part for part in (part.strip() for part in text.replace(",", ";").split(";")) if part]


def _is_text(answer: Any) -> bool:
    """Say whether all texts in an answer are of whole characters."""
    if isinstance(answer, Mapping):
        return all(map(_is_text, (*answer, *answer.values())))
    if isinstance(answer, list):
        return all(map(_is_text, answer))
    return not isinstance(answer, str) or not any("\ud800" <= char <= "\udfff" for char in answer)


def _flag(answer: Any) -> bool | None:
    return answer if isinstance(answer, bool) else FLAGS.get(str(answer).strip().lower())


def _options(answer: Any) -> dict[str, Any] | None:
    if isinstance(answer, Mapping):
        return dict(answer)
    from borderclash.spreadsheet.cells import options_of

    return options_of(str(answer))


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
