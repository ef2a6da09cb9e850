"""What every report format takes, and what several of them say of a problem."""

from __future__ import annotations

from dataclasses import dataclass

from borderclash.inert import one_line
from borderclash.problems import Position, Problem, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")


@dataclass(frozen=True, slots=True)
class Options:
    """How to write a report: ``width`` is in cells; ``ascii`` leaves out all other characters in rules.

    ``files`` are the names of all files that were checked, also of those without a problem.
    """

    width: int = 80
    color: bool = False
    ascii: bool = False
    files: tuple[str, ...] = ()


def where(position: Position) -> str:
    """Return ``file:line:column`` in one inert line, or the file alone where it is meant as a whole."""
    place = f":{position.line}:{position.column}" if position.line else ""
    return one_line(position.file) + place


def explained(problem: Problem) -> list[str]:
    """Return what is wrong, the remedy and the related places, an inert line each."""
    related = [f"{one_line(words)}: {where(position)}" for words, position in problem.related]
    return [one_line(problem.message), f"help: {one_line(problem.help)}", *related]


def worst_first(problem: Problem) -> int:
    """Return the key that sorts errors before warnings before information."""
    return SEVERITIES.index(problem.severity)
