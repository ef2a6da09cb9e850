"""A sheet of claims as it was read: its cells, where each stands, and what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from borderclash.problems import Location, Problem, Severity, SheetCell
from borderclash.reading.locate import Lines
from borderclash.spreadsheet.columns import letter

MOST_OF_A_NAME = 60


class Coordinates(NamedTuple):
    """A cell, or a whole row where ``column`` is ``None``. Rows count from 1, the header's; columns from 0."""

    row: int
    column: int | None = None


@dataclass
class Spreadsheet:
    """A sheet of claims: its column names, its rows that hold anything, by number, and what is wrong in it.

    A row has the text of each cell that holds more than spaces, by column. ``complete`` is false where a part
    could not be read at all, ``misnamed`` says that the columns are not to be known by their names. ``starts`` has
    where rows begin in the ``text``, as far as that was noted on reading.
    """

    file: str
    text: str = ""
    delimiter: str = ","
    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, dict[int, str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True
    misnamed: bool = False
    starts: dict[int, int] = field(default_factory=lambda: {1: 0})
    lines: Lines | None = None

    def problem(
        self,
        rule: str,
        message: str,
        at: Coordinates,
        help: str,
        severity: Severity = "error",
        related: Iterable[tuple[str, Coordinates]] = (),
    ) -> Problem:
        """Return a problem of the cell, or the row, *at* which it is."""
        located = tuple((words, self.location(other)) for words, other in related)
        return Problem(rule, severity, message, self.location(at), help, located)

    def refuse(self, rule: str, message: str, at: Coordinates, help: str) -> None:
        """Note a problem for which nothing, or not all, can be read."""
        self.problems.append(self.problem(rule, message, at, help))
        self.complete = False

    def location(self, at: Coordinates) -> Location:
        """Return where a cell stands, for an editor too; of a row that is no part of the text, that row."""
        row, column = at
        named = column is not None and column < len(self.header)
        name = self.header[column or 0][:MOST_OF_A_NAME] if named else ""
        cell = SheetCell(row, "" if column is None else letter(column), name)
        start = self._start(row)
        if start is None:
            return Location(self.file, row, 1, cell=cell)
        lines = self.lines = self.lines or Lines(self.text)
        start, end = self._span(start, column or 0)
        first, last = lines.span(start)
        width = min(end, last) - start if column is not None else last - start
        return Location(self.file, lines.number(start), start - first + 1, max(1, width), cell=cell)

    def _start(self, row: int) -> int | None:
        """Return where a row begins; one that was not noted is counted off from the first."""
        if row in self.starts:
            return self.starts[row]
        at = 0
        for _ in range(1, row):
            while (at := self._end(at)) < len(self.text):
                at += 2 if self.text.startswith("\r\n", at) else 1
                if self.text[at - 1] in "\r\n":
                    break
            else:
                return None
        return at

    def _span(self, start: int, column: int) -> tuple[int, int]:
        """Return the first character of a cell of the row that begins at *start*, and the one behind it."""
        for _ in range(column):
            end = self._end(start)
            if end >= len(self.text) or self.text[end] in "\r\n":
                break
            start = end + 1
        return start, self._end(start)

    def _end(self, start: int) -> int:
        """Return where the cell that begins at *start* ends."""
        # The quotes around it, and what is in them, else all up to the delimiter.
        cell = re.compile(f'(?:"(?:[^"]++|"")*+")?[^{re.escape(self.delimiter)}\r\n]*+')
        match = cell.match(self.text, start)
        return match.end() if match else start
