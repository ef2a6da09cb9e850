"""SARIF 2.1.0: the format in which code scanning and editors take the results of checks."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from borderclash.problems import Location, Problem, Severity
from borderclash.rendering.reports.base import Report
from borderclash.rules import RULES, page
from borderclash.text.escaping import one_line
from borderclash.vocabulary import PROGRAM_VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "information": "note"}


def write(report: Report) -> Iterator[str]:
    """Yield the JSON text of one run; its rules are those that found something."""
    first: dict[str, Problem] = {}
    for problem in report.problems:
        first.setdefault(problem.rule, problem)
    numbers = {rule: number for number, rule in enumerate(first)}
    driver = {
        "name": "borderclash",
        "version": PROGRAM_VERSION,
        "rules": [_rule(rule, problem.severity) for rule, problem in first.items()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        **({"properties": {"withheldShown": True}} if report.shows_withheld else {}),
        "results": [_result(problem, numbers[problem.rule]) for problem in report.problems],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(name: str, severity: Severity) -> dict[str, Any]:
    """Return the metadata of a rule; what is checked on reading has no file in `rules`, and its name says it."""
    short, help = name.replace("-", " "), "Each result says what to do."
    if name in RULES:
        severity = RULES[name].SEVERITY
        _, short, why = page(name)
        help = f"{short}\n\n{why}"
    return {
        "id": name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": short},
        "help": {"text": help},
        "defaultConfiguration": {"level": LEVELS[severity]},
    }


def _result(problem: Problem, number: int) -> dict[str, Any]:
    result = {
        "ruleId": problem.rule,
        "ruleIndex": number,
        "level": LEVELS[problem.severity],
        "message": _message(f"{one_line(problem.message)}\nhelp: {one_line(problem.help)}"),
        "locations": [_location(problem.location)],
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": id, "message": _message(one_line(words)), **_location(location)}
            for id, (words, location) in enumerate(problem.related, 1)
        ]
    return result


def _message(text: str) -> dict[str, str]:
    # `[words](address)` would be a link even in plain text.
    return {"text": text.replace("](", "] (")}


def _location(location: Location) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(location.file)}}
    if location.line:
        physical["region"] = {
            "startLine": location.line,
            "startColumn": location.column,
            "endColumn": location.column + location.width,
        }
    found = {"physicalLocation": physical}
    # What a viewer shows beside the line, which nobody sees in a spreadsheet program.
    cell = [{"fullyQualifiedName": one_line(location.within)}] if location.cell else []
    return {**found, "logicalLocations": cell} if cell else found


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
