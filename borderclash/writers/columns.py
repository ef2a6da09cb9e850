"""Columns of a table in a terminal: how wide each is, and where the text in it breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

GUTTER = 2
# In a column of words narrower than this, a reader spells instead of reading.
LEAST = 11
# Rows of the longest texts tell well enough how high a table gets.
WEIGHED = 50
# A word ends at a space, or behind a hyphen or slash between letters; a date is never broken.
_WORD = re.compile(r"\S+?(?:(?<=[^\W\d])[-/](?=[^\W\d])|(?=\s)|$)\s*")


def words(text: str) -> list[str]:
    """Return the pieces of *text* between which a line may break; together they are the text."""
    return _WORD.findall(text.strip())


def fit(heads: Sequence[str], lines: Sequence[Sequence[Text]], flexible: int, available: int) -> list[int] | None:
    """Return a width for each column so that all take *available* cells; ``None`` where they do not fit.

    Only the *flexible* first columns are narrowed, none below its longest word, so that rows stay low.
    """
    columns = [[head, *(line[number].plain for line in lines)] for number, head in enumerate(heads)]
    widths = [max(map(cell_len, column)) for column in columns]
    least = widths.copy()
    for number in range(flexible):
        longest = max((_longest_word(text) for text in columns[number]), default=0)
        least[number] = max(longest, min(LEAST, widths[number]))
    available -= GUTTER * (len(heads) - 1)
    if sum(least) > available:
        return None
    spare = available - sum(least)
    widths = [min(width, low + spare) for width, low in zip(widths, least, strict=True)]
    lengths = _lengths_that_break(lines, least[:flexible])
    while sum(widths) > available:
        narrowed = [number for number in range(flexible) if widths[number] > least[number]]
        heights = [max(map(_lines_taken, row, widths)) for row in lengths]
        number = min(
            narrowed, key=lambda number: (_lines_added(lengths, heights, widths, number), -widths[number])
        )
        widths[number] -= 1
    return widths


def _lengths_that_break(lines: Sequence[Sequence[Text]], least: Sequence[int]) -> list[list[int]]:
    """Return the lengths of the cells of the rows that can come to take several lines, the longest first."""
    lengths = [[cell_len(cell.plain) for cell in line[: len(least)]] for line in lines]
    breaking = [row for row in lengths if any(length > low for length, low in zip(row, least, strict=True))]
    return sorted(breaking, key=max, reverse=True)[:WEIGHED]


def _lines_taken(length: int, width: int) -> int:
    return -(-length // width)


def _lines_added(
    lengths: Sequence[Sequence[int]], heights: Sequence[int], widths: Sequence[int], narrowed: int
) -> int:
    """Return about how many lines the rows take more once a column is narrowed by one cell."""
    width = widths[narrowed] - 1
    taken = ((_lines_taken(row[narrowed], width), height) for row, height in zip(lengths, heights, strict=True))
    return sum(lines - height for lines, height in taken if lines > height)


def _longest_word(text: str) -> int:
    indent = len(text) - len(text.lstrip())
    return indent + max((cell_len(word.rstrip()) for word in words(text)), default=0)


def wrapped(text: Text, width: int) -> Text:
    """Return *text* broken into lines of at most *width* cells; further lines are indented as the first is."""
    if cell_len(text.plain) <= width:
        return text
    indent = " " * (len(text.plain) - len(text.plain.lstrip()))
    breaks: list[int] = []
    start = len(indent)
    used = cell_len(indent)
    for word in words(text.plain):
        room = cell_len(word.rstrip())
        if used + room > width and used > len(indent):
            breaks.append(start)
            used = cell_len(indent)
        used += cell_len(word)
        start += len(word)
    lines = text.divide(breaks)
    for line in lines:
        line.rstrip()
    return Text(f"\n{indent}").join(lines)
