"""Rows of a spreadsheet to the data of a claim file, with the cell that each part of it comes from.

Nothing is guessed: what could be meant in two ways is a problem, reported at its cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from borderclash.problems import Path, Problem
from borderclash.spreadsheet import cells as codec
from borderclash.spreadsheet.columns import BY_NAME, COLUMNS, SECTIONS, Column, Thing
from borderclash.spreadsheet.naming import NOTHING, Known, with_ids
from borderclash.spreadsheet.sheet import Book, Coordinates, Row, rows
from borderclash.spreadsheet.yaml_text import Unquoted
from borderclash.text.folding import fold
from borderclash.values import KINDS

# Of a kind that is not known, which is told elsewhere.
ANY_BOUNDS = ("at least", "at most")

# Digits alone, or a time by ISO 8601: a word beside them could mean more once another stands in front.
_PLAIN = re.compile(r"[-−–]?[0-9][0-9.,'’\s]*%?|[0-9]{4}-[-0-9T:+Z.]+")
Refuse = Callable[[str, str, Coordinates, str], None]


def ranged(row: Row, kind: Any, refuse: Refuse) -> Row:
    """Return the row of a claim with the `value` that its `low` and `high` make, by the *kind* of its question."""
    given = [name for name in ("low", "high") if name in row.texts]
    if not given:
        return row
    texts = {name: text for name, text in row.texts.items() if name not in given}
    if "value" in texts:
        message = f"`value` and `{given[0]}` are both filled in"
        refuse("row", message, row.at(given[0]), "leave one of them empty: low and high are a value by themselves")
        return replace(row, texts=texts)
    words = KINDS[kind].bounds if kind in KINDS else ANY_BOUNDS
    bounds = {name: row.texts[name].strip() for name in given}
    wrong = given if words is None else [name for name in given if not _PLAIN.fullmatch(bounds[name])]
    if wrong or words is None:
        what = f"must be a plain figure; got `{bounds[wrong[0]][:60]}`" if words else f"is no part of a {kind}"
        help = "write digits alone, and any word to them in `value`: at least 18; about 200"
        refuse("figure", f"`{wrong[0]}` {what}", row.at(wrong[0]), help)
        given, texts["value"] = wrong, bounds[wrong[0]]
    else:
        texts["value"] = _between(words, **bounds)
    return replace(row, texts=texts, columns={**row.columns, "value": row.columns[given[0]]})


def _between(words: tuple[str, str], low: str = "", high: str = "") -> str:
    if not high:
        return f"{words[0]} {low}"
    if not low:
        return f"{words[1]} {high}"
    if low == high:
        return low
    digits, others = (re.sub("[^0-9]", "", text) for text in (low, high))
    # As a range, 30 to 40,000 could be thousands on both sides.
    if len(digits) < 4 <= len(others):
        return f"{words[0]} {low} and {words[1]} {high}"
    return f"{low} to {high}"


FLAGS = {"yes": True, "no": False}
# The columns of a claim in the order of its fields in the file.
CLAIM_FIELDS = (
    *("party", "stance", "value", "of", "hedge", "subject", "scope", "measure", "stated", "cut_off", "speaker"),
    *("attribution", "via", "source", "locator", "quote", "translation", "note", "id", "replaces", "restates"),
    "withheld",
)


@dataclass(slots=True)
class Imported:
    """The data of a claim file, and the cell that each path in it comes from.

    Numbers are `yaml_text.Unquoted`: texts that stand in the file without quotes.
    """

    book: Book
    data: dict[str, Any] = field(default_factory=dict)
    cells: dict[Path, Coordinates] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def import_book(book: Book, known: Known = NOTHING) -> Imported:
    """Return the data of the claim file that *book* makes; *known* are the names that other files declare."""
    importer = _Importer(book)
    importer.result.problems += book.problems
    if book.misnamed:
        return importer.result
    named, problems = with_ids(list(rows(book)), book, known)
    importer.result.problems += problems
    for row in named:
        importer.row(row)
    importer.finish()
    return importer.result


class _Importer:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.result = Imported(book)
        # What is said of the whole, each party, source, event and question, by its path in the data.
        self.entries: dict[Path, dict[str, Any]] = {(): {}}
        # Those of each question, read at the end: how depends on the kind, which may stand in a later row.
        self.claims: dict[Path, list[Row]] = {}

    def row(self, row: Row) -> None:
        texts = row.texts
        if any(row.of("dataset")):
            self._fields(row, "dataset", ())
        named = [name for name in ("party", "source", "event") if name in texts]
        is_claim = any(row.of("claim")) or ("question" in texts and "party" in texts)
        if not is_claim and len(named) > 1:
            message = f"this row is no claim, having neither `value` nor `stance`, but names {_listed(named)}"
            self._refuse(
                "row", message, row.at(named[1]), "fill in what was said, or put each in a row of its own"
            )
        self._declare(row, "party", "parties", own_row=not is_claim)
        self._declare(row, "source", "sources", own_row=not is_claim)
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
        self.result.problems.append(self.book.problem(rule, message, cell, help, related=related))

    def _declare(self, row: Row, thing: Thing, section: str, own_row: bool) -> None:
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
            self._fields(row, thing, (section, ids[0]))
        elif own_row and len(ids) > 1:
            self._refuse("row", "this row is no claim, and names several sources", row.at(thing), "name one a row")

    def _question(self, row: Row) -> Path | None:
        """Take in the event and the question of a row, and return the path of the question."""
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
        self._fields(row, "event", ("events", event))
        if question is None:
            return None
        path = ("events", event, "questions", question)
        self._fields(row, "question", path)
        self.claims.setdefault(path, [])
        return path

    def _fields(self, row: Row, thing: Thing, path: Path) -> None:
        """Take in what a row says of a thing; what an earlier row says otherwise is a problem."""
        entry = self.entries.setdefault(path, {})
        if path:
            self.result.cells.setdefault(path, row.at(thing))
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
                message = f"`{column.name}`{of} is not what it is in {self.book.row_words(first, cell)}"
                help = "make the two the same, or leave one of them empty"
                self._refuse("differs", message, cell, help, ("first here", first))

    def _value(self, column: Column, text: str, cell: Coordinates, kind: Any = None) -> Any:
        """Return what the text of a cell means; *kind* is that of the question of a claim."""
        if column.form in ("time", "until"):
            return None if text == "null" and column.form == "until" else _year(text)
        if column.form == "value":
            return _answer(text, kind)
        if column.form == "flag":
            if text not in FLAGS:
                message = f"`{column.name}` must be yes or no; got `{text[:60]}`"
                self._refuse("unknown-word", message, cell, "write one, or nothing")
            return FLAGS.get(text, False)
        if column.form == "options":
            return self._options(text, cell)
        if column.form == "nullable":
            return codec.nullable_text(text)
        if column.form not in ("ids", "names", "list"):
            return text
        items = codec.list_items(text)
        return items if len(items) > 1 or column.form == "list" else items[0]

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
        sections: dict[str, dict[Any, Any]] = {section: {} for section in SECTIONS}
        for (section, id, *of_event), entry in ((path, entry) for path, entry in self.entries.items() if path):
            if of_event:
                claims = self._claims(("events", id, *of_event), entry.get("kind"), entry.get("options", {}))
                made = {**_ordered(entry, "question"), "claims": claims}
                sections["events"][id]["questions"][of_event[1]] = made
            else:
                questions: dict[str, Any] = {"questions": {}} if section == "events" else {}
                sections[str(section)][id] = _ordered(entry, SECTIONS[str(section)]) | questions
        filled = {name: entries for name, entries in sections.items() if entries}
        self.result.data = {"borderclash": Unquoted("1"), **self.entries[()], **filled}

    def _claims(self, question: Path, kind: Any, options: Mapping[str, str]) -> list[dict[str, Any]]:
        claims = []
        for number, row in enumerate(self.claims[question]):
            path = (*question, "claims", number)
            self.result.cells[path] = Coordinates(row.number, None, row.sheet)
            claim: dict[str, Any] = {}
            row = ranged(row, kind, self._refuse)
            for column in (BY_NAME[name] for name in CLAIM_FIELDS if name in row.texts):
                cell, field = row.at(column.name), column.field or column.name
                claim[field] = self._value(column, row.texts[column.name], cell, kind)
                self.result.cells[*path, field] = cell
            if options and "value" in claim:
                claim["value"] = self._option(claim["value"], options, row.at("value"))
            claims.append(claim)
        return claims

    def _option(self, text: str, options: Mapping[str, str], cell: Coordinates) -> str:
        ids = [id for id, label in options.items() if fold(label) == fold(text)] if text not in options else []
        if len(ids) > 1:
            message = f"`{text[:60]}` is the label of two options: `{ids[0]}` and `{ids[1]}`"
            self._refuse("options", message, cell, "write the id of the one that is meant")
        return ids[0] if ids else text


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


def _listed(names: Iterable[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)
