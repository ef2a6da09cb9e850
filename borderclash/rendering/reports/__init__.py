"""The formats of a report of problems, one file each; this is their registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from borderclash.problems import Problem
from borderclash.rendering.reports.base import Options
from borderclash.vocabulary import ReportFormat

Reporter = Callable[[Sequence[Problem], Options], Iterator[str]]


class Report(NamedTuple):
    """A format: how to get its reporter, the suffix of its files, whether people read it, a screen at a time."""

    load: Callable[[], Reporter]
    suffix: str | None = None
    for_people: bool = False


def _full() -> Reporter:
    from borderclash.rendering.reports import full

    return full.write


def _concise() -> Reporter:
    from borderclash.rendering.reports import concise

    return concise.write


def _json() -> Reporter:
    from borderclash.rendering.reports import json_report

    return json_report.write


def _github() -> Reporter:
    from borderclash.rendering.reports import github

    return github.write


def _sarif() -> Reporter:
    from borderclash.rendering.reports import sarif

    return sarif.write


def _junit() -> Reporter:
    from borderclash.rendering.reports import junit

    return junit.write


# Each imports its module when it is asked for.
REPORTS: dict[ReportFormat, Report] = {
    "full": Report(_full, for_people=True),
    "concise": Report(_concise, ".txt", for_people=True),
    "json": Report(_json, ".json"),
    "github": Report(_github),
    "sarif": Report(_sarif, ".sarif"),
    "junit": Report(_junit, ".xml"),
}
SUFFIXES = {report.suffix: format for format, report in REPORTS.items() if report.suffix}


def reporter(format: ReportFormat) -> Reporter:
    """Return the reporter of a format: a function from problems to pieces of text."""
    return REPORTS[format].load()


__all__ = ["REPORTS", "SUFFIXES", "Options", "Report", "Reporter", "reporter"]
