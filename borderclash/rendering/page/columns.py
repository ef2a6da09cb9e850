"""How wide a table's columns have to be for no word to break inside, estimated for one of the widest faces."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from borderclash.language import gettext
from borderclash.presenting.blocks import Column, Table
from borderclash.rendering.charts.typesetting import width
from borderclash.rendering.page.texts import plain

# What the style sheet sets, in pixels: the sizes of the faces, the space beside a column, the verdict's column.
HEAD, LABEL, PART, CELL, WORD = 13, 17, 14, 16, 15
PADDING, VERDICT = 12, 148
# What the sign before a verdict takes with the space around it, and the column before its own.
SIGN = 34
REM = 16
# How much wider than the face that `charts.typesetting` knows a browser's may be.
WIDEST_FACE = 1.15
# A word longer than this breaks after all, or it would take the room of all others.
LONGEST_WORD = 15 * REM
# A column is no narrower than LEAST. A long text takes about LINES lines, but no column wider than TEXT for it.
LEAST, LINES, TEXT = 5.25 * REM, 8, 9 * REM
# In rem: the page where no table makes it wider, its margins with a scroll bar, the widest table that has columns.
PAGE, MARGINS, WIDEST_TABLE = 82, 3.5, 120
# Widths of tables are rounded up to steps of so many rem.
STEP = 2
# The cells of a stacked row stand in several columns where there are more parties than this.
FEW = 4
# Where a browser may end a line: at a space, behind a hyphen or dash, beside a character of East Asia.
_BREAK = re.compile(r" +|(?<=[^\W\d][-\u2013\u2014])(?=[^\W\d])|(?<=[\u2e80-\uffef])|(?=[\u2e80-\uffef])")


class Columns(NamedTuple):
    """The widths of columns in half rem, and of the table in rem (``total``); ``flexible`` take what is left."""

    widths: tuple[int, ...]
    flexible: int
    total: int

    @property
    def size(self) -> str:
        """The classes by which the style sheet knows the table."""
        side_by_side = f"t{self.total} n{self.flexible}" if self.total <= WIDEST_TABLE else "crowd"
        return f"{side_by_side} many" if self.flexible > FEW else side_by_side


class Sizes(NamedTuple):
    """What the style sheet has rules for: widths of page, tables and verdicts in rem, and numbers of parties."""

    page: float
    margins: float
    verdict: float
    totals: tuple[int, ...]
    parties: tuple[int, ...]


def sizes(tables: Sequence[Columns]) -> Sizes:
    """Return the sizes that occur among the tables of a page."""
    fitting = [table for table in tables if table.total <= WIDEST_TABLE]
    totals = sorted({table.total for table in fitting})
    parties = sorted({table.flexible for table in fitting})
    page = max([PAGE, *(total + MARGINS for total in totals)])
    # Half a rem is what the widths of columns are rounded up to.
    wide = [table.widths[-1] / 2 for table in tables if table.widths[-1] / 2 > VERDICT / REM + 0.5]
    return Sizes(page, MARGINS, max([VERDICT / REM, *wide]), tuple(totals), tuple(parties))


def columns(table: Table) -> Columns:
    """Return the widths that the columns of a table need."""
    question = max(
        _word([gettext("Question")], HEAD, bold=True),
        _word((row.group for row in table.rows), LABEL, bold=True),
        _word((row.part for row in table.rows), PART),
    )
    pixels = [question + PADDING]
    for number, column in enumerate(table.columns[1:]):
        cells = [plain(row.cells[number].text) for row in table.rows]
        pixels.append(_column(column, cells) + PADDING if column.id or column.right else _verdict(cells))
    halves = [math.ceil(each / REM * 2) for each in pixels]
    flexible = sum(bool(column.id) for column in table.columns)
    return Columns(tuple(halves), flexible, math.ceil(sum(halves) / 2 / STEP) * STEP)


def _verdict(words: Sequence[str]) -> float:
    """Return what the column of the verdicts needs, in which no word may be broken from its sign."""
    return max([VERDICT, *(SIGN + _width(word.partition(" ")[2], WORD, bold=True) for word in words)])


def _column(column: Column, cells: Sequence[str]) -> float:
    words = max(_word([column.head], HEAD, bold=True), _word(cells, CELL))
    if column.right:
        return words
    longest = max((_width(text, CELL) for text in cells), default=0)
    return max(LEAST, words, min(longest / LINES, TEXT))


def _word(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    words = {word for text in texts for word in _BREAK.split(text)}
    return min(max((_width(word, size, bold=bold) for word in words), default=0), LONGEST_WORD)


def _width(text: str, size: float, *, bold: bool = False) -> float:
    return width(text, size, bold=bold) * WIDEST_FACE
