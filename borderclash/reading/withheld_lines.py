"""Lines, and cells, of a file that a problem points at, with a mark in the place of what is withheld."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from borderclash.problems import Location, Problem
from borderclash.reading.documents import WITHHELD
from borderclash.reading.locate import Lines

MARK = "[withheld]"
_COMMENT = re.compile(r"\s#")


def is_shifted(problem: Problem) -> bool:
    """Say whether the cells of a row may be others' than those that they stand under, for a comma too many."""
    cell = problem.location.cell
    if cell is None or problem.rule == "withheld-in-public":
        return False
    return problem.rule == "no-column" or cell.name in (WITHHELD, f"source_{WITHHELD}")


def row_of(problem: Problem) -> tuple[str, str, int] | None:
    """Return the row of a spreadsheet that a problem is in, by file, sheet and number."""
    cell = problem.location.cell
    return (problem.location.file, cell.sheet, cell.row) if cell else None


def by_line(text: str, spans: Iterable[tuple[int, int]]) -> Mapping[int, list[tuple[int, int]]]:
    """Return stretches of a text by the lines that they are in, in characters from the beginning of each.

    A comment behind one belongs to it.
    """
    lines, found = Lines(text), defaultdict(list)
    for start, end in spans:
        at = start
        while True:
            first, stop = lines.span(at)
            behind = stop if _COMMENT.search(text, end, stop) else end
            found[lines.number(at)].append((max(start, first) - first, min(behind, stop) - first))
            if stop >= end or stop >= len(text):
                break
            at = stop + (2 if text.startswith("\r\n", stop) else 1)
    return found


def _parted(start: int, end: int, at: int) -> list[list[int]]:
    return [[start, at], [at, end]] if start < at < end else [[start, end]]


def marked(location: Location, stretches: Iterable[tuple[int, int]]) -> Location:
    """Return a place with a mark in its line for each stretch; what stands before the place keeps its length."""
    source, at = location.source, location.column - 1
    joined: list[list[int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        elif start < end:
            joined.append([start, end])
    # What the place is in the middle of is hidden on both sides of it.
    joined = [part for start, end in joined for part in _parted(start, end, at)]
    if not joined:
        return location
    before, behind, done = "", "", 0
    pointed = False
    for start, end in joined:
        if end <= at:
            before += source[done:start] + MARK
        else:
            pointed |= start <= at
            if done < at:
                before += source[done : min(at, start)]
            behind += source[max(done, at) : start] + MARK
        done = end
    before += source[done:at] if done < at else ""
    behind += source[max(done, at) :]
    before = before if joined[0][0] >= at else before[max(0, len(before) - at) :].rjust(at) if at else ""
    width = 1 if pointed else location.width
    return location._replace(source=before + behind, width=width)
