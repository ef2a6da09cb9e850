"""What is wrong in a spreadsheet, told by its rows and columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from borderclash.escaping import terminal_text
from borderclash.problems import Severity
from borderclash.spreadsheet.columns import letter


class Cell(NamedTuple):
    """A cell, or a whole row where ``column`` is ``None``. Rows count from 1, the header's; columns from 0."""

    row: int
    column: int | None = None


class Fault(NamedTuple):
    """A problem: what is wrong in one line, what to do about it, and related cells with what is there."""

    rule: str
    message: str
    cell: Cell
    help: str
    severity: Severity = "error"
    related: tuple[tuple[str, Cell], ...] = ()


def lines(faults: Iterable[Fault], file: str, header: Sequence[str], most: int | None = None) -> Iterable[str]:
    """Yield a line for each fault, in the order of the rows, as ``claims.csv:12:F (value): error figure: ...``.

    Of each rule *most* are shown and the rest counted.
    """

    def place(cell: Cell) -> str:
        if cell.column is None:
            return f"{file}:{cell.row}"
        name = header[cell.column][:60] if cell.column < len(header) else ""
        return f"{file}:{cell.row}:{letter(cell.column)}" + (f" ({name})" if name else "")

    seen: Counter[str] = Counter()
    for fault in sorted(set(faults), key=lambda fault: (fault.cell.row, fault.cell.column or 0, fault.message)):
        seen[fault.rule] += 1
        if most is not None and seen[fault.rule] > most:
            continue
        notes = "".join(f"; {words}: {place(cell)}" for words, cell in fault.related)
        line = f"{place(fault.cell)}: {fault.severity} {fault.rule}: {fault.message} ({fault.help}){notes}"
        yield terminal_text(line) + "\n"
    for rule, number in seen.items():
        if most is not None and number > most:
            yield f"and {number - most:,} more of {rule} (--all shows them)\n"
