"""What every report format takes, and what several of them say of a problem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from borderclash.problems import Location, Problem, Severity
from borderclash.text.escaping import one_line

# What a report begins with that has what is withheld.
NOT_FOR_PUBLICATION = "not for publication: this has what is withheld"
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")


# Such as "`stated` has an offset without a colon: `2025-10-12T18:00+0200`".
_SAID_OF = re.compile("(?P<field>`[^`]+`) (?P<what>.+?): (?P<written>`.*`)", re.DOTALL)


class Report(NamedTuple):
    """Problems, and what else a report on them may say.

    ``files`` are the names of all files that were checked, also of those without a problem; ``left_out`` says how
    many problems of which rules are not among those here, and ``command`` the one that shows them. One that
    ``shows_withheld`` says so first.
    """

    problems: Sequence[Problem]
    files: tuple[str, ...] = ()
    left_out: Mapping[str, int] = {}
    command: str = "validate"
    shows_withheld: bool = False


def where(location: Location) -> str:
    """Return ``file:line:column`` in one inert line, or the file alone where it is meant as a whole."""
    return one_line(location.where)


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


def by_kind(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Return the problems with those of a rule that say the same of what is written together, at the first."""
    kinds: dict[tuple[str, str] | int, list[Problem]] = {}
    for number, problem in enumerate(problems):
        match = _SAID_OF.fullmatch(problem.message) if problem.severity == "error" else None
        key = (problem.rule, match["what"]) if match else number
        kinds.setdefault(key, []).append(problem)
    return list(kinds.values())


def written_there(problem: Problem) -> str:
    """Return which field a problem of a kind is of, and what is written there."""
    match = _SAID_OF.fullmatch(problem.message)
    return f"{match['field']}: {match['written']}" if match else problem.message


def worst_first(problem: Problem) -> int:
    """Return the key that sorts errors before warnings before information."""
    return SEVERITIES.index(problem.severity)
