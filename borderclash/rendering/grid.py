"""A table in a terminal: how wide its columns are, where the text in them breaks, and its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from borderclash.rendering.styled import EMPTY, LEAST, SPACE, Pen, Styled, cells, cut, joined, styled

GUTTER = 2
# The rows of the longest texts are enough to know how high a table gets.
WEIGHED = 50
# A word ends at a space, or behind a hyphen or slash between letters; a date is never broken.
_WORD = re.compile(rf"[^{SPACE}]+?(?:(?<=[^\W\d])[-/](?=[^\W\d])|(?=[{SPACE}])|$)[{SPACE}]*")
_LINE = "\N{BOX DRAWINGS LIGHT HORIZONTAL}"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its headings, its rows of as many cells, the width of each column (see `fit`).

    ``right`` has the numbers of the columns that are set flush right. A row with nothing behind its first cell is
    the heading of those below it. ``below`` has lines to be set across the table below the row of a number.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[Styled]]
    widths: Sequence[int]
    right: range
    ascii: bool = False
    below: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def lines(self, pen: Pen) -> Iterator[str]:
        """Yield the lines of the table, as *pen* paints them, without their ends."""
        heads = [_broken(styled(head, "bold"), width) for head, width in zip(self.heads, self.widths, strict=True)]
        height = max(map(len, heads))
        yield from self._row([[EMPTY] * (height - len(head)) + head for head in heads], pen)
        rule, crossing = ("-", "+") if self.ascii else (_LINE, _LINE)
        yield self._joined([rule * width for width in self.widths], rule * (GUTTER - 1) + crossing, pen)
        close, previous_broken = True, False
        for number, row in enumerate(self.rows):
            if previous_broken and not any(cell.plain for cell in row):
                continue  # what is to be apart is so already
            below = self.below.get(number, ())
            row_cells = [_broken(cell, width) for cell, width in zip(row, self.widths, strict=True)]
            broken = bool(below) or any(len(lines) > 1 for lines in row_cells)
            # Rows of several lines would run into one another; a heading belongs to what is below it.
            if not close and (broken or previous_broken):
                yield from self._row([[EMPTY]] * len(row), pen)
            yield from self._row(row_cells, pen)
            yield from below
            close, previous_broken = not any(cell.plain for cell in row[1:]), broken

    def _row(self, row_cells: Iterable[list[Styled]], pen: Pen) -> Iterator[str]:
        between = " " * (GUTTER - 1) + ("|" if self.ascii else " ")
        for line in zip_longest(*row_cells, fillvalue=EMPTY):
            parts = []
            for number, (cell, width) in enumerate(zip(line, self.widths, strict=True)):
                space = " " * (width - cells(cell.plain)) if number in self.right else ""
                parts.append(space + pen.placed(cell, width - len(space)))
            yield self._joined(parts, between, pen).rstrip()

    def _joined(self, parts: Sequence[str], between: str, pen: Pen) -> str:
        """Return the parts of a line; the first stands where a line begins."""
        if not pen.right_to_left:
            return between.join(parts)
        whole = sum(self.widths) + len(between) * (len(parts) - 1)
        return " " * (pen.width - whole) + between.join(reversed(parts))


def _broken(cell: Styled, width: int) -> list[Styled]:
    """Return the lines of a cell, further ones indented as the first is."""
    breaks = line_breaks(cell.plain, width)
    if not breaks:
        # Where a text is too wide all the same, it is by the spaces at its end.
        return [cell] if cells(cell.plain) <= width else cut(cell, [len(cell.plain)])[:1]
    first, *others = cut(cell, breaks)
    indent = styled(cell.plain[: len(cell.plain) - len(cell.plain.lstrip())])
    return [first, *(joined(indent, line) for line in others)]


def words(text: str) -> list[str]:
    """Return the pieces of *text* between which a line may break; together they are the text."""
    return _WORD.findall(text.strip())


def fit(
    heads: Sequence[str], lines: Iterable[Sequence[Styled]], flexible: int, available: int, label: int = LEAST
) -> list[int] | None:
    """Return a width for each column so that all take *available* cells; ``None`` where they do not fit.

    Of most columns only the head may break; the *flexible* first ones are narrowed so that rows stay low, none
    below its longest word, the first not below *label*.
    """
    texts = [[cell.plain for cell in line] for line in lines]
    columns = list(zip(heads, *texts, strict=True))
    widths = [max(map(cells, column)) for column in columns]
    least = [max([longest_word(head), *map(cells, column)]) for head, *column in columns]
    for number in range(flexible):
        longest = max(map(longest_word, columns[number]))
        least[number] = max(longest, min(LEAST if number else label, widths[number]))
    available -= GUTTER * (len(heads) - 1)
    if sum(least) > available:
        return None
    spare = available - sum(least)
    widths = [min(width, low + spare) for width, low in zip(widths, least, strict=True)]
    return _narrowed(widths, least, _lengths_that_break(texts, least[:flexible]), available)


def _narrowed(
    widths: Sequence[int], least: Sequence[int], lengths: Sequence[Sequence[int]], available: int
) -> list[int]:
    """Return the widths narrowed cell by cell until they are *available* together, so that rows stay low."""
    widths = list(widths)
    flexible = list(zip(*lengths, strict=True))
    by_column = [*flexible, *([()] * (len(widths) - len(flexible)))]
    heights = [max(map(_lines_taken, row, widths)) for row in lengths]
    breaking = [_breaking(column, width) for column, width in zip(by_column, widths, strict=True)]

    def cost(number: int) -> tuple[int, int]:
        """Return about how many lines the rows take more once a column is narrowed by one cell."""
        more = sum(lines - heights[row] for row, lines in breaking[number] if lines > heights[row])
        return more, -widths[number]

    for _ in range(sum(widths) - available):
        number = min((number for number, width in enumerate(widths) if width > least[number]), key=cost)
        for row, lines in breaking[number]:
            heights[row] = max(heights[row], lines)
        widths[number] -= 1
        breaking[number] = _breaking(by_column[number], widths[number])
    return widths


def _lines_taken(length: int, width: int) -> int:
    return -(-length // max(width, 1))


def _breaking(lengths: Sequence[int], width: int) -> list[tuple[int, int]]:
    """Return which of the cells of these *lengths* take more lines in one cell less than *width*, and how many."""
    if width <= 1:
        return []
    return [
        (row, _lines_taken(length, width - 1))
        for row, length in enumerate(lengths)
        if (length - 1) // (width - 1) > (length - 1) // width
    ]


def _lengths_that_break(texts: Iterable[Sequence[str]], least: Sequence[int]) -> list[list[int]]:
    """Return the lengths of the cells of the rows that may take several lines, the longest first."""
    lengths = [[cells(text) for text in line[: len(least)]] for line in texts]
    breaking = [row for row in lengths if any(length > low for length, low in zip(row, least, strict=True))]
    return sorted(breaking, key=max, reverse=True)[:WEIGHED]


@lru_cache(maxsize=8192)
def longest_word(text: str) -> int:
    """Return how many cells a column needs so that no word of *text* breaks, its indent included."""
    indent = len(text) - len(text.lstrip())
    return indent + max((cells(word.rstrip()) for word in words(text)), default=0)


def line_breaks(text: str, width: int) -> list[int]:
    """Return before which characters *text* breaks into lines of *width* cells; no word is broken."""
    if cells(text) <= width:
        return []
    indent = len(text) - len(text.lstrip())
    breaks: list[int] = []
    start = used = indent
    for word in words(text):
        room = cells(word.rstrip())
        if used + room > width and used > indent:
            breaks.append(start)
            used = indent
        used += cells(word)
        start += len(word)
    return breaks
