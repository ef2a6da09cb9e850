"""Concise: a line a problem, ``file:line:column: severity rule: message (help)``, for editors and scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from borderclash.escaping import terminal_text
from borderclash.problems import Problem
from borderclash.rendering.reports.base import Options, left_out


def write(problems: Sequence[Problem], options: Options) -> Iterator[str]:
    """Yield a line for each problem, then one for each rule of which there are more."""
    for problem in problems:
        place = problem.location
        line = f"{place.file}:{place.line}:{place.column}: {problem.severity} {problem.rule}: {problem.message}"
        yield terminal_text(f"{line} ({problem.help})") + "\n"
    yield from left_out(options)
