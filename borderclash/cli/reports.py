"""What the commands that report problems share: the format, and where a report goes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from borderclash.cli import outputs, shared
from borderclash.vocabulary import ReportFormat

if TYPE_CHECKING:
    from borderclash.problems import Problem
    from borderclash.rendering.reports import Options

FORMATS = (
    "full: source line, caret and remedy. concise: a line a problem. json: for programs. github: annotations of a "
    "workflow run, and a job summary. sarif: for code scanning. junit: for test reports of CI servers."
)


def for_people(format: ReportFormat) -> bool:
    """Say whether a format is for people, who are shown the first problems of each rule."""
    from borderclash.rendering.reports import REPORTS

    return REPORTS[format].for_people


def options(target: outputs.Target, color: shared.Color, files: Sequence[str]) -> Options:
    """Return how to write a report on *files* to where it goes."""
    from borderclash.rendering.reports import Options

    return Options(
        width=shared.width(),
        color=outputs.use_color(color, target),
        ascii=outputs.only_ascii(target),
        files=tuple(files),
    )


def write(
    problems: Sequence[Problem],
    format: ReportFormat,
    options: Options,
    target: outputs.Target,
    read: Iterable[str],
    counts: str,
) -> None:
    """Write a report to where it is asked for, and with ``github`` also to the summary of the job.

    *read* are the files that must not be written over; *counts* is the line that the run ends with.
    """
    from borderclash.rendering.reports import reporter

    outputs.emit(reporter(format)(problems, options), target, read)
    if format == "github":
        from borderclash.rendering.reports import summary

        _add_to_job_summary(summary.write(problems, counts, options.command))


def _add_to_job_summary(pieces: Iterable[str]) -> None:
    """Append *pieces* to the file that GitHub Actions shows as the summary of the job, where it names one."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    try:
        with open(name, "a", encoding="utf-8", newline="") as stream:
            stream.writelines(pieces)
    except OSError as error:
        # The report itself is out; that it lacks a copy must not hide what it says.
        reason = (error.strerror or str(error)).lower()
        shared.note(f"cannot write the job summary to `{name}`: {reason} (check GITHUB_STEP_SUMMARY)")


All = Annotated[
    bool, typer.Option("--all", help="Show every problem; else full and concise show the first 100 of each rule.")
]
