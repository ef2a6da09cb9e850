"""What the commands that report problems share: the format, and where a report goes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from borderclash.cli import outputs, shared
from borderclash.problems import reason
from borderclash.rendering.formats import AnyFormat

if TYPE_CHECKING:
    from borderclash.rendering.reports.base import Report

FORMATS = (
    "full: source line, caret and remedy. concise: a line a problem. json: for programs. github: annotations of a "
    "workflow run, and a job summary. sarif: for code scanning. junit: for test reports of CI servers."
)


def for_people(format: str) -> bool:
    """Say whether a format is for people, who are shown the first problems of each rule."""
    return format in ("full", "concise")


def write(
    report: Report,
    format: AnyFormat[Report],
    target: outputs.Target,
    read: Iterable[str],
    counts: str,
    color: shared.Color,
) -> None:
    """Write a report to where it is asked for, and with ``github`` also to the summary of the job.

    *read* are the files that must not be written over; *counts* is the line that the run ends with.
    """
    outputs.write(report, format, target, read, color=color)
    if format.name == "github":
        from borderclash.rendering.reports import summary

        _add_to_job_summary(summary.write(report.problems, counts, report.command))


def _add_to_job_summary(pieces: Iterable[str]) -> None:
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    try:
        with open(name, "a", encoding="utf-8", newline="") as stream:
            stream.writelines(pieces)
    except OSError as error:
        # The report itself is out; that it lacks a copy must not hide what it says.
        shared.note(f"cannot write the job summary to `{name}`: {reason(error)} (check GITHUB_STEP_SUMMARY)")


All = Annotated[
    bool, typer.Option("--all", help="Show every problem; else full and concise show the first 100 of each rule.")
]
