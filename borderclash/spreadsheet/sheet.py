"""Sheets of claims as they were read: their cells, where each stands, and what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from borderclash.problems import Location, Problem, Severity, SheetCell
from borderclash.reading.locate import Lines
from borderclash.spreadsheet import cells as codec
from borderclash.spreadsheet.columns import BY_NAME, NAMED, Column, Thing, letter, number_of

MOST_OF_A_NAME = 60


class Coordinates(NamedTuple):
    """A cell, or a whole row where ``column`` is ``None``: rows count from 1, columns and sheets from 0."""

    row: int
    column: int | None = None
    sheet: int = 0


@dataclass
class Sheet:
    """The rows of a sheet that hold anything, by number: the text of each cell that holds more than spaces.

    ``name`` is that of a workbook's sheet. ``header`` are the cells of the row ``top`` that names the columns,
    ``columns`` where each known column stands. ``text`` is what a sheet in CSV was read from, and ``starts`` has
    where rows begin in it, as far as that was noted on reading. The columns of one that is not ``lettered`` have
    names alone.
    """

    name: str = ""
    top: int = 1
    header: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[int, dict[int, str]]] = field(default_factory=list)
    text: str | None = None
    delimiter: str = ","
    starts: dict[int, int] = field(default_factory=lambda: {1: 0})
    lines: Lines | None = None
    # Where the cells of the row that was asked for last begin, as far as they were looked at.
    begun: list[int] = field(default_factory=list)
    lettered: bool = True

    def location(self, file: str, row: int, column: int | None) -> Location:
        """Return where a cell stands, for an editor too, which sees no line of a workbook."""
        named = column is not None and column < len(self.header)
        name = self.header[column or 0][:MOST_OF_A_NAME] if named else ""
        letters = letter(column) if column is not None and self.lettered else ""
        cell = SheetCell(row, letters, name, self.name)
        if self.text is None:
            return Location(file, 0, 1, cell=cell)
        start = self._start(row)
        if start is None:
            return Location(file, row, 1, cell=cell)
        lines = self.lines = self.lines or Lines(self.text)
        start, end = self._span(start, column or 0)
        first, last = lines.span(start)
        width = min(end, last) - start if column is not None else last - start
        return Location(file, lines.number(start), start - first + 1, max(1, width), cell=cell)

    def _start(self, row: int) -> int | None:
        """Return where a row begins; one that was not noted is counted off from the first."""
        if row in self.starts:
            return self.starts[row]
        text, at = self.text or "", 0
        for _ in range(1, row):
            while (at := self._end(at)) < len(text):
                at += 2 if text.startswith("\r\n", at) else 1
                if text[at - 1] in "\r\n":
                    break
            else:
                return None
        return at

    def _span(self, start: int, column: int) -> tuple[int, int]:
        """Return the first character of a cell of the row that begins at *start*, and the one behind it."""
        text = self.text or ""
        if self.begun[:1] != [start]:
            self.begun = [start]
        while len(self.begun) <= column:
            end = self._end(self.begun[-1])
            if end >= len(text) or text[end] in "\r\n":
                break
            self.begun.append(end + 1)
        start = self.begun[min(column, len(self.begun) - 1)]
        return start, self._end(start)

    def _end(self, start: int) -> int:
        # The quotes around it, and what is in them, else all up to the delimiter.
        cell = re.compile(f'(?:"(?:[^"]++|"")*+")?[^{re.escape(self.delimiter)}\r\n]*+')
        match = cell.match(self.text or "", start)
        return match.end() if match else start


@dataclass
class Book:
    """The sheets of a file, and what is wrong in them: a sheet in CSV is a book of one.

    ``complete`` is false where a part could not be read at all, ``misnamed`` says that the columns are not to be
    known by their names. ``notes`` say what was passed over.
    """

    file: str
    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True
    misnamed: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def number_of_rows(self) -> int:
        """How many rows there are below those that name the columns."""
        return sum(len(sheet.rows) for sheet in self.sheets)

    def problem(
        self,
        rule: str,
        message: str,
        at: Coordinates | None,
        help: str,
        severity: Severity = "error",
        related: Iterable[tuple[str, Coordinates]] = (),
    ) -> Problem:
        """Return a problem of the cell, or the row, *at* which it is; ``None`` is the file as a whole."""
        located = tuple((words, self.location(other)) for words, other in related)
        location = self.location(at) if at else Location(self.file, 0, 1)
        return Problem(rule, severity, message, location, help, located)

    def refuse(self, rule: str, message: str, at: Coordinates | None, help: str) -> None:
        """Note a problem for which nothing, or not all, can be read."""
        self.problems.append(self.problem(rule, message, at, help))
        self.complete = False

    def location(self, at: Coordinates) -> Location:
        """Return where a cell stands."""
        sheet = self.sheets[at.sheet] if at.sheet < len(self.sheets) else Sheet(text="")
        return sheet.location(self.file, at.row, at.column)

    def row_words(self, at: Coordinates, beside: Coordinates) -> str:
        """Return the words for a row, with its sheet where that is another one than *beside*'s."""
        sheet = f" of sheet {self.sheets[at.sheet].name}" if at.sheet != beside.sheet else ""
        return f"row {at.row}{sheet}"

    def order(self, location: Location) -> tuple[int, int, int]:
        """Return the key by which places in the book are sorted: sheet, row, column."""
        cell = location.cell
        if cell is None:
            return -1, 0, 0
        sheet = next((number for number, each in enumerate(self.sheets) if each.name == cell.sheet), 0)
        return sheet, cell.row, number_of(cell.column) or self._position(sheet, cell.name)

    def _position(self, sheet: int, name: str) -> int:
        """Return where a column without letters stands, from 1; 0 for a row as a whole."""
        names = (header[:MOST_OF_A_NAME] for header in self.sheets[sheet].header) if name else ()
        return next((number for number, header in enumerate(names, 1) if header == name), 0)

    def columns(self) -> Iterator[str]:
        """Yield the names of the known columns of all sheets."""
        for sheet in self.sheets:
            yield from sheet.columns


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the text of each column that is filled in, and where the columns stand."""

    number: int
    texts: dict[str, str]
    columns: Mapping[str, int]
    sheet: int = 0

    def at(self, name: str) -> Coordinates:
        """Return the cell of a column, where that is missing the one of its name, or else the whole row."""
        column = self.columns.get(name)
        if column is None:
            others = (self.columns.get(other) for other in NAMED.get(name, ()) if other in self.texts)
            column = next(others, None)
        return Coordinates(self.number, column, self.sheet)

    def of(self, thing: Thing) -> Iterator[Column]:
        """Yield the columns of a thing's fields that are filled in here."""
        return (BY_NAME[name] for name in self.texts if BY_NAME[name].thing == thing and BY_NAME[name].field)


def rows(book: Book) -> Iterator[Row]:
    """Yield the rows of all sheets in which a known column is filled in."""
    for number, sheet in enumerate(book.sheets):
        for row, cells in sheet.rows:
            filled = ((name, cells[column]) for name, column in sheet.columns.items() if column in cells)
            texts = {name: text for name, cell in filled if (text := _text(BY_NAME[name], cell))}
            yield Row(row, texts, sheet.columns, number)


def _text(column: Column, cell: str) -> str:
    text = codec.text_of(cell)
    return text.strip() if column.form in ("word", "time", "until", "flag") else text
