"""Rows of a table to checked claims: what is sound is taken in at once, anything else as the rows of a sheet are.

So the rules and the messages are those of sheets, with the row and the column of each problem.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from borderclash.checking import Choice, check_loaded
from borderclash.model import Dataset
from borderclash.problems import Problem, Severity
from borderclash.reading.arrow import pa, pc, without_pandas
from borderclash.reading.documents import Document, Loaded, checked
from borderclash.reading.yaml_events import resolve, rewritten
from borderclash.spreadsheet import cells as codec
from borderclash.spreadsheet.checking import Sheets, add_document, known_names
from borderclash.spreadsheet.columns import BY_NAME, HIGH, LOW, Column, Form, Thing
from borderclash.spreadsheet.importing import FLAGS, import_book
from borderclash.spreadsheet.naming import Known
from borderclash.spreadsheet.relation import UNUSUAL, filled
from borderclash.spreadsheet.sheet import Book, Sheet
from borderclash.text.slugs import ID
from borderclash.values import KINDS

IDS = ("event", "question", "party")
# Cells of these forms are taken as they are.
AS_THEY_ARE = ("text", "value")
# In place of null, which else says that a cell is empty.
NOTHING = object()
_UNUSUAL = re.compile(UNUSUAL, re.ASCII)
LeftOut = Counter[tuple[str, Severity]]


class Unusual(Exception):
    """Something that is not to be taken in at once."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as each process knows it: its name, the names of its sheets, and what holds for all of its events.

    ``header`` are documents that declare parties and sources, ``known`` their names, ``choice`` the rules.
    """

    name: str
    sheets: Sequence[str]
    header: Sequence[Document]
    known: Known
    choice: Choice

    @classmethod
    def of(
        cls, name: str, sheets: Sequence[str], documents: Sequence[Document], data: dict[str, Any], choice: Choice
    ) -> Table:
        """Return a table with the *documents* beside it, and the *data* that it declares for all of its events."""
        # What is wrong with the parties is told by who reads them, and is not to be told of each event again.
        header = [*documents, checked(name, 0, data, {}, Loaded())]
        return cls(name, sheets, header, known_names(header), choice)

    def read(self, rows: pa.Table, sources: Mapping[str, Any]) -> tuple[Dataset, list[Problem], LeftOut]:
        """Return the dataset of the rows of some events, with its problems, and how many are left out.

        *sources* are the entries of those that the rows refer to.
        """
        loaded = self.at_once(rows, sources)
        if loaded:
            dataset, findings = check_loaded(loaded, self.choice.names, {self.name})
            if not findings:
                return dataset, [], Counter()
        loaded, sheets = self.as_sheet(rows, sources)
        dataset, findings = check_loaded(loaded, self.choice.names, {self.name})
        problems, left_out = self.choice.problems(findings, loaded, sheets)
        return dataset, problems, Counter(left_out)

    def at_once(self, rows: pa.Table, sources: Mapping[str, Any]) -> Loaded | None:
        """Return the documents of the rows of some events, ``None`` where these have to be read as a sheet is."""
        loaded = Loaded(list(self.header))
        try:
            events = _events(rows)
        except Unusual:
            return None
        data = {"borderclash": 1, **({"sources": sources} if sources else {}), "events": events}
        loaded.documents.append(checked(self.name, 0, data, {}, loaded))
        return None if loaded.findings else loaded

    def as_sheet(self, rows: pa.Table, sources: Mapping[str, Any]) -> tuple[Loaded, Sheets]:
        """Return the same read as the rows of a sheet, with where each cell stands."""
        loaded, sheets = Loaded(list(self.header)), Sheets([self.name])
        if sources:
            data = {"borderclash": 1, "sources": sources}
            loaded.documents.append(Document(self.name, 1, data, data))
        sheets.imported[self.name] = imported = import_book(self._book(rows), self.known)
        add_document(imported, self.name, loaded)
        return loaded, sheets

    def _book(self, rows: pa.Table) -> Book:
        header = [name for name in rows.column_names if name in BY_NAME]
        columns = {name: number for number, name in enumerate(header)}
        sheets = [Sheet(name, top=0, header=header, columns=columns, lettered=False) for name in self.sheets]
        return filled(Book(self.name, sheets), [rows])


# Has another process do a job, and returns how to wait for its result.
Submit = Callable[[Callable[[], Any]], Callable[[], Any]]
Workers = Callable[[Table], AbstractContextManager[Submit]]
# No more batches of events than these are held at once.
AHEAD = 6
_tables: list[Table] = []


def start(table: Table) -> None:
    """Have this process do jobs on a table for another one."""
    without_pandas()
    _tables[:] = [table]


def started() -> Table:
    """Return the table that this process does jobs on."""
    return _tables[0]


def entry(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return what a claim file has for the *fields* of a party or a source, by column; raises `Unusual`."""
    return {BY_NAME[name].field: _READ[BY_NAME[name].form](text) for name, text in fields.items()}


def _events(rows: pa.Table) -> dict[str, Any]:
    texts = _texts(rows)
    of_events, of_questions = _Said("event", texts), _Said("question", texts)
    made: dict[str, Any] = {}
    event_id = question_id = said_of_event = said_of_question = None
    event: dict[str, Any] = {}
    question: dict[str, Any] = {}
    each = zip(texts["event"], of_events.cells, texts["question"], of_questions.cells, _claims(texts), strict=True)
    for id, of_event, id_of_question, of_question, claim in each:
        if id != event_id:
            event = made.get(id) or made.setdefault(_id(id), {"questions": {}})
            event_id, question_id, said_of_event = id, None, None
        if of_event != said_of_event:
            of_events.take(of_event, event)
            said_of_event = of_event
        if id_of_question != question_id:
            questions, question_id = event["questions"], id_of_question
            question = questions.get(question_id) or questions.setdefault(_id(question_id), {"claims": []})
            said_of_question = None
        if of_question != said_of_question:
            of_questions.take(of_question, question)
            said_of_question = of_question
        question["claims"].append(claim)
    for event in made.values():
        for question in event["questions"].values():
            _read_values(question)
    return made


def _texts(rows: pa.Table) -> dict[str, list[Any]]:
    """Return the cells of each column of claims, events and questions that holds anything; raises `Unusual`."""
    named = [name for name in rows.column_names if name in BY_NAME and BY_NAME[name].thing != "dataset"]
    filled = {name: rows.column(name) for name in named if rows.column(name).null_count < rows.num_rows}
    if not filled.keys() >= set(IDS) or any(filled[name].null_count for name in IDS):
        raise Unusual
    if LOW.name in filled or HIGH.name in filled:
        raise Unusual
    for name, column in filled.items():
        plain = BY_NAME[name].form in AS_THEY_ARE and BY_NAME[name].thing == "claim"
        if plain and pc.any(pc.match_substring_regex(column, UNUSUAL)).as_py():
            raise Unusual
    return {name: column.to_pylist() for name, column in filled.items()}


class _Said:
    """What rows say of their events, or of their questions: ``cells`` has that of each row."""

    def __init__(self, thing: Thing, texts: Mapping[str, Sequence[Any]]) -> None:
        own = [BY_NAME[name] for name in texts if BY_NAME[name].thing == thing and BY_NAME[name].field]
        self.columns = own
        number = len(texts["event"])
        self.cells: Iterable[tuple[str | None, ...]]
        self.cells = zip(*(texts[column.name] for column in own), strict=True) if own else repeat((), number)

    def take(self, cells: tuple[str | None, ...], entry: dict[str, Any]) -> None:
        """Take in what a row says of an entry: the same as other rows, or it raises `Unusual`."""
        for column, text in zip(self.columns, cells, strict=True):
            if text is not None:
                value = _read(column.form, text)
                if entry.setdefault(column.field, value) != value:
                    raise Unusual


def _claims(texts: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    own = [BY_NAME[name] for name in texts if BY_NAME[name].thing == "claim" or name in ("party", "source")]
    fields = [column.field or column.name for column in own]
    read = [_cells(column, texts[column.name]) for column in own]
    for values in zip(*read, strict=True):
        claim = {field: value for field, value in zip(fields, values, strict=True) if value is not None}
        if NOTHING in values:
            claim = {field: None if value is NOTHING else value for field, value in claim.items()}
        yield claim


def _cells(column: Column, texts: Sequence[Any]) -> Sequence[Any]:
    """Return what the cells of a column mean, `NOTHING` where that is null; an empty one stays ``None``."""
    if column.form in AS_THEY_ARE:
        return texts
    read: dict[Any, Any] = {None: None}
    for text in set(texts):
        if text is not None:
            value = _id(text) if column.name == "party" else _read(column.form, text)
            read[text] = NOTHING if value is None else value
    return [read[text] for text in texts]


def _read(form: Form, text: str) -> Any:
    if _UNUSUAL.search(text):
        raise Unusual
    return _READ[form](text)


def _read_values(question: dict[str, Any]) -> None:
    """Read the values of a question's claims by its kind."""
    kind = question.get("kind")
    if kind not in KINDS:
        raise Unusual
    form = KINDS[kind].cell
    for claim in question["claims"]:
        if "value" not in claim:
            continue
        if form == "list":
            claim["value"] = codec.list_items(claim["value"])
        elif "options" in question and claim["value"] not in question["options"]:
            raise Unusual  # by its label
        elif form not in ("text", "word"):
            text = claim["value"]
            claim["value"] = value = resolve(text)
            if rewritten(text, value):
                raise Unusual


def _time(text: str) -> str | int:
    return int(text) if len(text) == 4 and text.isascii() and text.isdecimal() and text[0] != "0" else text


def _until(text: str) -> str | int | None:
    return None if text == "null" else _time(text)


def _flag(text: str) -> bool:
    if text not in FLAGS:
        raise Unusual
    return FLAGS[text]


def _id(text: str) -> str:
    if not ID.fullmatch(text):
        raise Unusual
    return text


def _ids(text: str) -> str | list[str]:
    items = codec.list_items(text)
    if not all(map(ID.fullmatch, items)):
        raise Unusual
    return items if len(items) > 1 else items[0]


def _names(text: str) -> str | list[str]:
    items = codec.list_items(text)
    return items if len(items) > 1 else items[0]


def _options(text: str) -> dict[str, str]:
    options = codec.options_of(text)
    if options is None:
        raise Unusual
    return options


_READ: Mapping[str, Callable[[str], Any]] = {
    "word": str,
    "text": str,
    "time": _time,
    "until": _until,
    "nullable": codec.nullable_text,
    "flag": _flag,
    "ids": _ids,
    "names": _names,
    "list": codec.list_items,
    "options": _options,
}
