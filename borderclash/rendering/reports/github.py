"""GitHub: a workflow command a problem, errors first, which GitHub Actions shows beside the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from borderclash.problems import Problem, Severity
from borderclash.rendering.reports.base import NOT_FOR_PUBLICATION, Report, explained, worst_first
from borderclash.text.escaping import one_line

COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "information": "notice"}


def write(report: Report) -> Iterator[str]:
    """Yield a command for each problem."""
    if report.shows_withheld:
        yield f"::notice::{NOT_FOR_PUBLICATION}\n"
    for problem in sorted(report.problems, key=worst_first):
        properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(problem))
        yield f"::{COMMANDS[problem.severity]} {properties}::{_data(chr(10).join(explained(problem)))}\n"


def notice(message: str) -> str:
    """Return a command that shows a message which is no problem of a file."""
    return f"::notice title=borderclash::{_data(one_line(message))}"


def _properties(problem: Problem) -> Iterator[tuple[str, str]]:
    file, line, column, width, _, cell = problem.location
    # A path is matched with those of the pull request, which have no `./` in front.
    yield "file", one_line(PurePath(file).as_posix())
    if line:
        yield from (("line", str(line)), ("endLine", str(line)))
        # As in SARIF, the end is the column behind the last character.
        yield from (("col", str(column)), ("endColumn", str(column + width)))
    at = f" at {one_line(problem.location.within)}" if cell else ""
    yield "title", f"borderclash ({problem.rule}{at})"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
