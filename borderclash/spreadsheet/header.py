"""The first row of a sheet that is not as it should be: something above the names of columns, or between them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from borderclash.spreadsheet.columns import NAMES
from borderclash.spreadsheet.sheet import Coordinates

DELIMITERS = ",;\t"
# Titles and remarks above the names take fewer rows than these.
MOST_ROWS = 20
MOST_CHARACTERS = 2**16
# So many names of columns in one row are no accident.
ENOUGH = 3

_SEPARATOR_LINE = re.compile(r'"?sep=.?"?[,;\t]*(?:\r|\n|\Z)', re.IGNORECASE)
_QUOTED = re.compile(r'^[\s"\']*(.*?)[\s"\']*$', re.DOTALL)


def spelling(name: str) -> str:
    """Return the name that *name* would be, written as columns are: `Event Title` is `event_title`."""
    return re.sub(r"[\s_-]+", "_", name.strip()).lower()


class Misplaced(NamedTuple):
    """What stands where the names of the columns should, and what sets off the cells there."""

    message: str
    at: Coordinates
    help: str
    delimiter: str = ","


def misplaced(text: str) -> Misplaced | None:
    """Return what stands in the place of the columns' names in *text*, or between them; ``None`` if nothing."""
    head = text[:MOST_CHARACTERS]
    if _SEPARATOR_LINE.match(head):
        message = "row 1 is a `sep=` line, which is for Excel alone, and not the columns' names"
        help = "remove that row: commas, semicolons and tabs are told apart without"
        return Misplaced(message, Coordinates(1, 0), help)
    by_delimiter = {delimiter: list(_rows(head, delimiter)) for delimiter in DELIMITERS}
    delimiter, rows = max(by_delimiter.items(), key=lambda each: max(map(_names, each[1]), default=0))
    for number, row in enumerate(rows):
        if _names(row) >= ENOUGH:
            return _above(rows[:number], delimiter) if number else None
    return next(_delimiters(head), None)


def _rows(head: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from islice(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), MOST_ROWS)
    except csv.Error:
        return


def _names(row: list[str]) -> int:
    """Return how many names of columns a row has."""
    return len({spelling(cell) for cell in row} & set(NAMES))


def _above(rows: list[list[str]], delimiter: str) -> Misplaced:
    """Return what is wrong with *rows* that stand above the row of the names."""
    filled = [
        (Coordinates(row, column), cell)
        for row, cells in enumerate(rows, 1)
        for column, cell in enumerate(cells)
        if cell.strip()
    ]
    at, words = filled[0] if filled else (Coordinates(1), "")
    what = f"`{words.strip()[:60]}`" if filled else f"{'an empty row' if len(rows) == 1 else 'empty rows'}"
    message = f"the columns' names stand in row {len(rows) + 1}, below {what}"
    which = {1: "row 1", 2: "rows 1 and 2"}.get(len(rows), f"rows 1 to {len(rows)}")
    help = f"remove {which}: the first row has the names"
    if filled:
        help += "; a title for the whole goes into the column `title`"
    return Misplaced(message, at, help, delimiter)


def _delimiters(head: str) -> Iterator[Misplaced]:
    """Yield what is wrong with names that something else than a usual character keeps apart."""
    for row, line in enumerate(re.split("\r\n|\r|\n", head)[:MOST_ROWS], 1):
        every = list(re.finditer(r"\w+", line))
        words = [word for word in every if word[0].lower() in NAMES]
        # In a sentence the same words are but some of many.
        if len({word[0].lower() for word in words}) < ENOUGH or 2 * len(words) < len(every):
            continue
        between = Counter(_QUOTED.sub(r"\1", line[a.end() : b.start()]) for a, b in pairwise(words))
        sign = max((each for each in between if each), key=lambda each: between[each], default="")
        if sign in DELIMITERS and sign:
            message = "the columns' names stand together in one cell, as if the whole row were in quotes"
            help = "take the quotation marks around whole rows away"
        else:
            message = f"the columns' names are set apart by {f'`{sign[:20]}`' if sign else 'spaces'}"
            help = "save the sheet as CSV with commas, semicolons or tabs between the cells"
        yield Misplaced(message, Coordinates(row, 0), help)
