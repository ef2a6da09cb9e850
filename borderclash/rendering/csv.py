"""CSV: flat records for spreadsheets and scripts. What a spreadsheet would run as a formula comes out as text."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import chain

from borderclash.presenting.records import Lines, Value
from borderclash.text.escaping import csv_text


class _Echo:
    """A file for a `csv.writer` that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def write(lines: Lines, safe: Callable[[str], str] = csv_text) -> Iterator[str]:
    """Yield the header and the lines, which end in CR and LF; *safe* makes a text one that is no formula."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    for row in chain([lines.columns], lines.rows):
        # The writer's own type does not say that it returns what its file does.
        yield str(writer.writerow(_cell(value, safe) for value in row))


def _cell(value: Value, safe: Callable[[str], str]) -> str:
    if isinstance(value, str):
        return safe(value)
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
