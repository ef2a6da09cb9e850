"""What is wrong with an input, and where: the one type for all inputs, and the error of wrong usage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "information"]
Path = tuple[str | int, ...]
# So many faults of a file's YAML and form are reported: a file that is all faults would come to no end.
MOST_REPORTED = 10_000
FIX_FIRST = "fix these first: what stands behind them has not been looked at"
# So many problems of a rule are shown to people, and the rest counted.
MOST_SHOWN = 100


class Pointer(NamedTuple):
    """Where something is in the data: the path of keys and indices to it in one document of a file.

    ``at`` says whether the value, the key itself or the comment behind the value is meant. ``offsets``, first and
    last in characters, are given where there is no path: in a text that could not be parsed.
    """

    file: str
    document: int = 0
    path: Path = ()
    at: Literal["value", "key", "comment"] = "value"
    offsets: tuple[int, int] | None = None


class Finding(NamedTuple):
    """A problem as a check finds it: it points into the data, lines are not known yet.

    ``related`` is what else the problem is about, each with what is there.
    """

    rule: str
    message: str
    pointer: Pointer
    help: str
    severity: Severity = "error"
    related: tuple[tuple[str, Pointer], ...] = ()

    def located(self, location: Callable[[Pointer], Location]) -> Problem:
        """Return it as it is reported; *location* gives where a place of the data is."""
        related = tuple((words, location(place)) for words, place in self.related)
        return Problem(self.rule, self.severity, self.message, location(self.pointer), self.help, related)


class SheetCell(NamedTuple):
    """A cell of a spreadsheet as its program calls it, or a whole row where ``column``, its letters, is empty.

    ``name`` is that of the column, as far as it has one, ``sheet`` that of the sheet in a workbook.
    """

    row: int
    column: str = ""
    name: str = ""
    sheet: str = ""


class Location(NamedTuple):
    """A stretch of a text: line and column count from 1, in characters; ``width`` is in characters too.

    ``source`` is the line of text itself, ``cell`` the cell of a spreadsheet. Line 0 is the file as a whole, or a
    cell of a workbook, which has no lines.
    """

    file: str
    line: int
    column: int
    width: int = 1
    source: str = ""
    cell: SheetCell | None = None

    @property
    def where(self) -> str:
        """The file and where in it, or the file alone where it is meant as a whole."""
        return f"{self.file}:{self.within}" if self.line or self.cell else self.file

    @property
    def within(self) -> str:
        """Where in the file it is, for people: line and column, or sheet, row, column and the column's name."""
        if self.cell is None:
            return f"{self.line}:{self.column}"
        row, column, name, sheet = self.cell
        if sheet:
            place = f"sheet {sheet}, row {row}" if row else f"sheet {sheet}"
            at = f" ({column}{row})" if column else ""
            return place + (f", column {name or column}{at}" if name or column else "")
        if not row:
            return f"column {name}" if name else "columns"
        return str(row) + (f":{column}" if column else "") + (f" ({name})" if name else "")


class Problem(NamedTuple):
    """A problem as it is reported.

    ``message`` says what is wrong in one line without a capital, ``help`` what to do about it.
    """

    rule: str
    severity: Severity
    message: str
    location: Location
    help: str
    related: tuple[tuple[str, Location], ...] = ()


def reason(error: OSError) -> str:
    """Return why the system refuses, in its own words."""
    return (error.strerror or str(error)).lower()


class UsageError(Exception):
    """Wrong usage or unreadable input; shown as an error with its remedy, exit code 2."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message, help)
        self.message = message
        self.help = help

    def __str__(self) -> str:
        """Return what is wrong, and the remedy."""
        return f"{self.message}; {self.help}"


class Refused(Exception):
    """Answers that are wrong, or a file that cannot be edited: the problems say where and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = list(problems)
