"""Where a cell stands: by row and column for the spreadsheet program, by line and character for an editor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from borderclash.problems import Location, SheetCell
from borderclash.reading.locate import Lines
from borderclash.spreadsheet.columns import letter

MOST_OF_A_NAME = 60


class Coordinates(NamedTuple):
    """A cell, or a whole row where ``column`` is ``None``. Rows count from 1, the header's; columns from 0."""

    row: int
    column: int | None = None


class Locator:
    """The text of a sheet, and where its rows begin in it, as far as that was noted on reading."""

    def __init__(self, file: str, text: str = "", delimiter: str = ",") -> None:
        self.file = file
        self.header: Sequence[str] = ()
        self.starts = {1: 0}
        self._text = text
        # The quotes around a cell, and what is in them, else all up to the delimiter.
        self._cell = re.compile(f'(?:"(?:[^"]++|"")*+")?[^{re.escape(delimiter)}\r\n]*+')

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text)

    def location(self, at: Coordinates) -> Location:
        """Return where a cell stands; of a row that is no part of the text, that row."""
        row, column = at
        named = column is not None and column < len(self.header)
        name = self.header[column or 0][:MOST_OF_A_NAME] if named else ""
        cell = SheetCell(row, "" if column is None else letter(column), name)
        start = self._start(row)
        if start is None:
            return Location(self.file, row, 1, cell=cell)
        start, end = self._span(start, column or 0)
        first, last = self._lines.span(start)
        width = min(end, last) - start if column is not None else last - start
        return Location(self.file, self._lines.number(start), start - first + 1, max(1, width), cell=cell)

    def _start(self, row: int) -> int | None:
        """Return where a row begins; one that was not noted is counted off from the first."""
        if row in self.starts:
            return self.starts[row]
        at = 0
        for _ in range(1, row):
            while (at := self._end(at)) < len(self._text):
                at += 2 if self._text.startswith("\r\n", at) else 1
                if self._text[at - 1] in "\r\n":
                    break
            else:
                return None
        return at

    def _span(self, start: int, column: int) -> tuple[int, int]:
        """Return the first character of a cell of the row that begins at *start*, and the one behind it."""
        for _ in range(column):
            end = self._end(start)
            if end >= len(self._text) or self._text[end] in "\r\n":
                break
            start = end + 1
        return start, self._end(start)

    def _end(self, start: int) -> int:
        """Return where the cell that begins at *start* ends."""
        match = self._cell.match(self._text, start)
        return match.end() if match else start
