"""Rows of a spreadsheet to the data of a claim file, with the cell that each part of it comes from.

Nothing is guessed: what could be meant in two ways is a problem, reported at its cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from borderclash.problems import Path, Problem
from borderclash.spreadsheet import cells as codec
from borderclash.spreadsheet.columns import BY_NAME, COLUMNS, Column, Thing
from borderclash.spreadsheet.locating import Coordinates
from borderclash.spreadsheet.reading import Spreadsheet
from borderclash.spreadsheet.yaml_text import Unquoted
from borderclash.values import KINDS

FLAGS = {"yes": True, "no": False}
# The columns of a claim in the order of its fields in the file.
CLAIM_FIELDS = (
    *("party", "stance", "value", "of", "hedge", "subject", "scope", "measure", "stated", "cut_off", "speaker"),
    *("attribution", "via", "source", "locator", "quote", "translation", "note", "id", "replaces", "restates"),
)
INHERITED = ("subject", "scope", "measure", "cut-off")


@dataclass(slots=True)
class Imported:
    """The data of a claim file, and the cell that each path in it comes from.

    Numbers are `yaml_text.Unquoted`: texts that stand in the file without quotes. ``columns`` has where each
    column stands, nothing where the first row cannot be used.
    """

    sheet: Spreadsheet
    data: dict[str, Any] = field(default_factory=dict)
    cells: dict[Path, Coordinates] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    texts: Mapping[str, str]
    columns: Mapping[str, int]

    def at(self, name: str) -> Coordinates:
        return Coordinates(self.number, self.columns.get(name))

    def of(self, thing: Thing) -> Iterator[Column]:
        """Yield the columns of a thing's fields that are filled in here."""
        return (BY_NAME[name] for name in self.texts if BY_NAME[name].thing == thing and BY_NAME[name].field)


def import_sheet(sheet: Spreadsheet) -> Imported:
    """Return the data of the claim file that *sheet* makes."""
    importer = _Importer(sheet)
    importer.result.problems += sheet.problems
    if sheet.misnamed:
        return importer.result
    columns = importer.result.columns
    for column, name in enumerate(sheet.header):
        if name in BY_NAME:
            columns.setdefault(name, column)
    for number, cells in sheet.rows:
        filled = ((name, cells[column]) for name, column in columns.items() if column in cells)
        texts = {name: text for name, cell in filled if (text := _text(BY_NAME[name], cell))}
        importer.row(_Row(number, texts, columns))
    importer.finish()
    return importer.result


def _text(column: Column, cell: str) -> str:
    text = codec.text_of(cell)
    return text.strip() if column.form in ("word", "time", "flag") else text


class _Importer:
    def __init__(self, sheet: Spreadsheet) -> None:
        self.sheet = sheet
        self.result = Imported(sheet)
        self.title: dict[str, Any] = {}
        self.parties: dict[str, dict[str, Any]] = {}
        self.sources: dict[str, dict[str, Any]] = {}
        self.events: dict[str, dict[str, Any]] = {}
        self.questions: dict[tuple[str, str], dict[str, Any]] = {}
        # Read at the end: how a value is read depends on the kind, which may stand in a later row.
        self.claims: dict[tuple[str, str], list[_Row]] = {}

    def row(self, row: _Row) -> None:
        texts = row.texts
        if "title" in texts:
            self._fields(row, "dataset", (), self.title)
        named = [name for name in ("party", "source", "event") if name in texts]
        is_claim = any(row.of("claim")) or ("question" in texts and "party" in texts)
        if not is_claim and len(named) > 1:
            message = f"this row is no claim, having neither `value` nor `stance`, but names {_listed(named)}"
            self._refuse(
                "row", message, row.at(named[1]), "fill in what was said, or put each in a row of its own"
            )
        self._declare(row, "party", self.parties, "parties", own_row=not is_claim)
        self._declare(row, "source", self.sources, "sources", own_row=not is_claim)
        question = self._question(row)
        if not is_claim:
            return
        for name in ("event", "question", "party"):
            if name not in texts:
                message = f"this claim has no `{name}`"
                self._refuse(
                    "missing-field", message, row.at(name), "fill it in: every row of a claim has its own"
                )
        if question and "party" in texts:
            self.claims[question].append(row)

    def _refuse(
        self, rule: str, message: str, cell: Coordinates, help: str, *related: tuple[str, Coordinates]
    ) -> None:
        self.result.problems.append(self.sheet.problem(rule, message, cell, help, related=related))

    def _declare(
        self, row: _Row, thing: Thing, entries: dict[str, dict[str, Any]], section: str, own_row: bool
    ) -> None:
        """Take in a party or a source, where the row says more of it than its id, or is its own."""
        details = list(row.of(thing))
        ids = codec.list_items(row.texts[thing]) if thing in row.texts else []
        if thing == "party" and ids:
            ids = [row.texts[thing]]
        if details and len(ids) != 1:
            what = f"but no `{thing}`" if not ids else f"and `{thing}` names several"
            message = f"`{details[0].name}` is given, {what}"
            self._refuse(
                "row", message, row.at(details[0].name), f"give it in a row whose `{thing}` is the one meant"
            )
        elif details or (own_row and len(ids) == 1):
            path = (section, ids[0])
            self.result.cells.setdefault(path, row.at(thing))
            self._fields(row, thing, path, entries.setdefault(ids[0], {}))
        elif own_row and len(ids) > 1:
            self._refuse("row", "this row is no claim, and names several sources", row.at(thing), "name one a row")

    def _question(self, row: _Row) -> tuple[str, str] | None:
        """Take in the event and the question of a row, and return the ids of the question."""
        for thing in ("event", "question"):
            details = [column.name for column in row.of(thing)]
            needed = [name for name in ("event", thing) if name not in row.texts]
            if needed and (details or thing in row.texts):
                given = next(iter(details), thing)
                message = f"`{given}` is given, but no {_listed(needed)}"
                self._refuse("row", message, row.at(given), "fill it in, in the same row")
        event, question = row.texts.get("event"), row.texts.get("question")
        if event is None:
            return None
        path: Path = ("events", event)
        self.result.cells.setdefault(path, row.at("event"))
        self._fields(row, "event", path, self.events.setdefault(event, {}))
        if question is None:
            return None
        path = (*path, "questions", question)
        self.result.cells.setdefault(path, row.at("question"))
        self._fields(row, "question", path, self.questions.setdefault((event, question), {}))
        self.claims.setdefault((event, question), [])
        return event, question

    def _fields(self, row: _Row, thing: Thing, path: Path, entry: dict[str, Any]) -> None:
        """Take in what a row says of a thing; what an earlier row says otherwise is a problem."""
        for column in row.of(thing):
            cell = row.at(column.name)
            value = self._value(column, row.texts[column.name], cell)
            at = (*path, column.field)
            if column.field not in entry:
                entry[column.field] = value
                self.result.cells[at] = cell
            elif entry[column.field] != value:
                of = f" of the {thing} `{path[-1]}`" if path else ""
                first = self.result.cells[at]
                message = f"`{column.name}`{of} is not what it is in row {first.row}"
                help = "make the two the same, or leave one of them empty"
                self._refuse("differs", message, cell, help, ("first here", first))

    def _value(self, column: Column, text: str, cell: Coordinates) -> Any:
        if column.form == "time":
            return _year(text)
        if column.form == "flag":
            if text not in FLAGS:
                self._refuse(
                    "unknown-word",
                    f"`{column.name}` must be yes or no; got `{text[:60]}`",
                    cell,
                    "write one, or nothing",
                )
            return FLAGS.get(text, False)
        if column.form == "options":
            return self._options(text, cell)
        if column.form == "ids":
            return _ids(text)
        return codec.list_items(text) if column.form == "list" else text

    def _options(self, text: str, cell: Coordinates) -> dict[str, str]:
        options: dict[str, str] = {}
        for id, label in codec.list_options(text):
            if label is None:
                message = f"`options` must be a list of id=label; got `{id[:60]}`"
                self._refuse("options", message, cell, "write it as north=The North; south=The South")
            elif id in options:
                self._refuse(
                    "options", f"the option `{id[:60]}` is there twice", cell, "give each an id of its own"
                )
            else:
                options[id] = label
        return options

    def finish(self) -> None:
        """Put the data together, fields in the order of the columns."""
        questions: dict[str, dict[str, Any]] = {event: {} for event in self.events}
        for (event, id), entry in self.questions.items():
            path = ("events", event, "questions", id, "claims")
            rows = self.claims[event, id]
            claims = [self._claim(row, entry.get("kind"), (*path, number)) for number, row in enumerate(rows)]
            questions[event][id] = {**_ordered(entry, "question"), "claims": claims}
        sections = {
            "parties": {id: _ordered(entry, "party") for id, entry in self.parties.items()},
            "sources": {id: _ordered(entry, "source") for id, entry in self.sources.items()},
            "events": {
                id: {**_ordered(entry, "event"), "questions": questions[id]} for id, entry in self.events.items()
            },
        }
        filled = {name: entries for name, entries in sections.items() if entries}
        self.result.data = {"borderclash": Unquoted("1"), **self.title, **filled}

    def _claim(self, row: _Row, kind: Any, path: Path) -> dict[str, Any]:
        self.result.cells[path] = Coordinates(row.number)
        claim: dict[str, Any] = {}
        for name in CLAIM_FIELDS:
            if name in row.texts:
                column = BY_NAME[name]
                field = column.field or name
                claim[field] = _claim_value(column, row.texts[name], kind)
                self.result.cells[*path, field] = row.at(name)
        return claim


def _claim_value(column: Column, text: str, kind: Any) -> Any:
    if column.form == "value":
        return _answer(text, kind)
    if column.form == "ids":
        return _ids(text)
    if column.form == "nullable":
        return codec.nullable_text(text)
    return _year(text) if column.form == "time" else text


def _ids(text: str) -> str | list[str]:
    ids = codec.list_items(text)
    return ids if len(ids) > 1 else ids[0]


def _answer(text: str, kind: Any) -> Any:
    form = KINDS[kind].cell if kind in KINDS else "word"
    if form == "list":
        return codec.list_items(text)
    if form == "text":
        return text
    text = text.strip()
    if form == "word":
        return text
    if text.startswith("'"):
        return text[1:]
    return Unquoted(text) if codec.is_number(text) else text


def _year(text: str) -> str:
    """Return a time; a bare year needs no quotes in the file."""
    return Unquoted(text) if len(text) == 4 and text.isascii() and text.isdecimal() and text[0] != "0" else text


def _ordered(entry: Mapping[str, Any], thing: Thing) -> dict[str, Any]:
    return {c.field: entry[c.field] for c in COLUMNS if c.thing == thing and c.field in entry}


def _listed(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def lifted(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same data with what many claims share written once; claims inherit it, so they stay the same."""
    if "events" not in data:
        return dict(data)
    return {**data, "events": {id: _lifted_event(event) for id, event in data["events"].items()}}


def _lifted_event(event: dict[str, Any]) -> dict[str, Any]:
    claims = [claim for question in event["questions"].values() for claim in question["claims"]]
    source = _shared(claims, "source") if claims else None
    head = {name: value for name, value in event.items() if name != "questions"}
    if source is not None:
        head["source"] = source
    fields = ("stated",) if source is not None else ("source", "stated")
    questions = {
        id: _lifted_question(question, fields, {"source"} if source is not None else set())
        for id, question in event["questions"].items()
    }
    return {**head, "questions": questions}


def _lifted_question(question: dict[str, Any], fields: tuple[str, ...], gone: set[str]) -> dict[str, Any]:
    claims = question["claims"]
    shared = {name: _shared(claims, name) for name in fields} if len(claims) > 1 else {}
    shared = {name: value for name, value in shared.items() if value is not None}
    head = {name: value for name, value in question.items() if name != "claims"}

    def says_itself(name: str, value: Any) -> bool:
        if name in INHERITED:
            return bool(value != question.get(name))
        return name not in shared and name not in gone

    left = [{name: value for name, value in claim.items() if says_itself(name, value)} for claim in claims]
    return {**head, **shared, "claims": left}


def _shared(claims: list[dict[str, Any]], name: str) -> Any:
    """Return what all claims say in a field, ``None`` where they differ or one says nothing."""
    first = claims[0].get(name)
    return first if all(claim.get(name) == first for claim in claims) else None
