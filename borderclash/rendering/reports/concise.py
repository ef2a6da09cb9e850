"""Concise: a line a problem, ``file:line:column: severity rule: message (help)``, for editors and scripts.

What else the problem is about follows behind it: ``; first here: file:line:column``.
"""

from __future__ import annotations

from collections.abc import Iterator

from borderclash.escaping import terminal_text
from borderclash.problems import Location
from borderclash.rendering.reports.base import Report, left_out


def write(report: Report) -> Iterator[str]:
    """Yield a line for each problem, then one for each rule of which there are more."""
    for problem in report.problems:
        line = f"{_where(problem.location)}: {problem.severity} {problem.rule}: {problem.message} ({problem.help})"
        related = "".join(f"; {words}: {_where(location)}" for words, location in problem.related)
        yield terminal_text(line + related) + "\n"
    yield from left_out(report)


def _where(location: Location) -> str:
    return f"{location.file}:{location.within}"
