"""The formats of a report of problems, one file each; this is their registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import cast

from borderclash.problems import Problem
from borderclash.rendering.reports.base import Options
from borderclash.vocabulary import ReportFormat

Reporter = Callable[[Sequence[Problem], Options], Iterator[str]]
# By name, so that only the module of the format asked for is imported.
REPORTERS: dict[ReportFormat, str] = {
    "full": "borderclash.rendering.reports.full",
    "concise": "borderclash.rendering.reports.concise",
    "json": "borderclash.rendering.reports.json_report",
    "github": "borderclash.rendering.reports.github",
    "sarif": "borderclash.rendering.reports.sarif",
    "junit": "borderclash.rendering.reports.junit",
}


def reporter(format: ReportFormat) -> Reporter:
    """Return the reporter of a format: a function from problems to pieces of text."""
    return cast(Reporter, import_module(REPORTERS[format]).write)


__all__ = ["REPORTERS", "Options", "Reporter", "reporter"]
