"""The summary of a job on GitHub Actions, in Markdown: the counts and a table of what is wrong, errors first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from borderclash.problems import Problem
from borderclash.rendering.reports.base import by_kind, where, worst_first
from borderclash.text.escaping import markdown_text

MAX_ROWS = 100
# GitHub refuses a summary of more than 1 MiB; escaping makes up to 14 characters of one.
MAX_CELL = 200


def write(problems: Sequence[Problem], counts: str, command: str = "validate") -> Iterator[str]:
    """Yield the Markdown text; *counts* is the line that a run of *command* ends with."""
    yield f"## borderclash {command}\n\n{markdown_text(counts)}\n\n"
    if not problems:
        return
    yield "| severity | rule | place | problem | help |\n| --- | --- | --- | --- | --- |\n"
    kinds = by_kind(sorted(problems, key=worst_first))
    for problem, *others in kinds[:MAX_ROWS]:
        places = where(problem.location)
        if others:
            places += f" and {len(others):,} more: {', '.join(where(other.location) for other in others)}"
        cells = (problem.severity, problem.rule, places, problem.message, problem.help)
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |\n"
    yield "\n"
    left = sum(map(len, kinds[MAX_ROWS:]))
    if left > 0:
        yield f"{left} more {'problem is' if left == 1 else 'problems are'} left out.\n\n"


def _cell(text: str) -> str:
    return markdown_text(text if len(text) <= MAX_CELL else f"{text[: MAX_CELL - 3]}...")
