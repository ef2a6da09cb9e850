"""JSON: all problems for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from borderclash.problems import Position, Problem
from borderclash.rendering.reports.base import Options

VERSION = 1


def write(problems: Sequence[Problem], options: Options) -> Iterator[str]:
    """Yield the JSON text of a report; lines and columns count from 1, in characters."""
    data = {"borderclash": VERSION, "problems": [_problem(problem) for problem in problems]}
    yield json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "message": problem.message,
        "help": problem.help,
        **_position(problem.position),
        "related": [{"message": words, **_position(position)} for words, position in problem.related],
    }


def _position(position: Position) -> dict[str, Any]:
    return {"file": position.file, "line": position.line, "column": position.column, "width": position.width}
