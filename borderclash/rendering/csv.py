"""CSV: flat records for spreadsheets and scripts. What a spreadsheet would run as a formula comes out as text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal

from borderclash.escaping import csv_text
from borderclash.presenting.records import Lines, Value


class _Echo:
    """A file for a `csv.writer` that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def write(lines: Lines) -> Iterator[str]:
    """Yield the header and the lines, which end in CR and LF."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    # The writer's own type does not say that it returns what its file does.
    yield str(writer.writerow(map(_cell, lines.columns)))
    for row in lines.rows:
        yield str(writer.writerow(map(_cell, row)))


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return csv_text(value)
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
