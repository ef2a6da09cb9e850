"""Concise: a line a problem, ``file:line:column: severity rule: message (help)``, for editors and scripts.

Errors of one kind follow each other, and what is wrong is said of the first. What else a problem is about follows
behind it: ``; first here: file:line:column``.
"""

from __future__ import annotations

from collections.abc import Iterator

from borderclash.problems import Problem
from borderclash.rendering.reports.base import NOT_FOR_PUBLICATION, Report, by_kind, left_out, written_there
from borderclash.text.escaping import terminal_text


def write(report: Report) -> Iterator[str]:
    """Yield a line for each problem, then one for each rule of which there are more."""
    if report.shows_withheld:
        yield f"{NOT_FOR_PUBLICATION}\n"
    for first, *others in by_kind(report.problems):
        yield _line(first, first.message)
        yield from (_line(problem, f"the same of {written_there(problem)}") for problem in others)
    yield from left_out(report)


def _line(problem: Problem, message: str) -> str:
    line = f"{problem.location.where}: {problem.severity} {problem.rule}: {message} ({problem.help})"
    related = "".join(f"; {words}: {location.where}" for words, location in problem.related)
    return terminal_text(line + related) + "\n"
