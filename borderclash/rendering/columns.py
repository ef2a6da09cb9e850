"""Columns of a table in a terminal: how wide each is, and where the text in it breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from borderclash.rendering.styled import LEAST, SPACE, Styled, cells

GUTTER = 2
# The rows of the longest texts are enough to know how high a table gets.
WEIGHED = 50
# A word ends at a space, or behind a hyphen or slash between letters; a date is never broken.
_WORD = re.compile(rf"[^{SPACE}]+?(?:(?<=[^\W\d])[-/](?=[^\W\d])|(?=[{SPACE}])|$)[{SPACE}]*")


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
    """Return before which characters *text* breaks into lines of *width* cells.

    Further lines will be indented as the first is. A word that is wider than a line is not broken.
    """
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
