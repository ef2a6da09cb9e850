"""What every report format takes, and what several of them say of a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from borderclash.escaping import one_line
from borderclash.problems import Location, Problem, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")


@dataclass(frozen=True, slots=True)
class Report:
    """Problems, and what else a report on them may say.

    ``files`` are the names of all files that were checked, also of those without a problem; ``left_out`` says how
    many problems of which rules are not among those here, and ``command`` the one that shows them.
    """

    problems: Sequence[Problem]
    files: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    command: str = "validate"


def where(location: Location) -> str:
    """Return ``file:line:column`` in one inert line, or the file alone where it is meant as a whole."""
    return one_line(f"{location.file}:{location.within}" if location.line else location.file)


def explained(problem: Problem) -> list[str]:
    """Return what is wrong, the remedy and the related places, an inert line each."""
    related = [f"{one_line(words)}: {where(location)}" for words, location in problem.related]
    return [one_line(problem.message), f"help: {one_line(problem.help)}", *related]


def left_out(report: Report) -> Iterator[str]:
    """Yield a line for each rule of which not all problems are shown."""
    for rule, number in report.left_out.items():
        yield f"and {number:,} more of {rule} (`borderclash {report.command} --all` shows them)\n"


def first_of_each_rule(problems: Iterable[Problem], most: int) -> tuple[list[Problem], dict[str, int]]:
    """Return the first *most* problems of each rule, and how many of which rules there are beside them."""
    seen: Counter[str] = Counter()
    shown = []
    for problem in problems:
        seen[problem.rule] += 1
        if seen[problem.rule] <= most:
            shown.append(problem)
    return shown, {rule: number - most for rule, number in seen.items() if number > most}


def worst_first(problem: Problem) -> int:
    """Return the key that sorts errors before warnings before information."""
    return SEVERITIES.index(problem.severity)
