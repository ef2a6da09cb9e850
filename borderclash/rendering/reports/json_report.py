"""JSON: all problems for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from borderclash.problems import Location, Problem
from borderclash.rendering.reports.base import Report

VERSION = 1


def write(report: Report) -> Iterator[str]:
    """Yield the JSON text of a report; lines and columns count from 1, in characters."""
    shown = {"withheld_shown": True} if report.shows_withheld else {}
    data = {"borderclash": VERSION, **shown, "problems": [_problem(problem) for problem in report.problems]}
    yield json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "message": problem.message,
        "help": problem.help,
        **_location(problem.location),
        "related": [{"message": words, **_location(location)} for words, location in problem.related],
    }


def _location(location: Location) -> dict[str, Any]:
    file, line, column, width, _, cell = location
    found: dict[str, Any] = {"file": file, "line": line, "column": column, "width": width}
    if cell is not None:
        found["cell"] = {"row": cell.row, "column": cell.column or None, "name": cell.name or None}
        if cell.sheet:
            found["cell"]["sheet"] = cell.sheet
    return found
