"""``borderclash validate``: check claim files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from borderclash.cli import outputs, shared
from borderclash.problems import UsageError
from borderclash.vocabulary import ReportFormat

if TYPE_CHECKING:
    from borderclash.reading.settings import Settings

Format = Annotated[
    ReportFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="full: source line, caret and remedy. concise: a line a problem. json: for programs. "
        "github: annotations of a workflow run, and a job summary. sarif: for code scanning. junit: for test "
        "reports of CI servers. Default: by the suffix of --output (.txt, .json, .sarif, .xml), else full.",
        show_default=False,
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="RULE",
        help="Check this rule, and beside it only those that no data can do without; may be repeated, or with "
        "commas. all: every rule, also those that only inform. `borderclash rules` lists them.",
        callback=shared.several,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="RULE",
        help="Leave this rule out; may be repeated, or with commas.",
        callback=shared.several,
    ),
]
UpdateHashes = Annotated[
    bool,
    typer.Option(
        "--update-hashes",
        help="First write the missing sha256 of each source that has a snapshot, keeping every byte else.",
    ),
]
All = Annotated[
    bool, typer.Option("--all", help="Show every problem; else full and concise show the first 100 of each rule.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")]
FOR_PEOPLE: tuple[ReportFormat, ...] = ("full", "concise")
SUFFIXES: dict[str, ReportFormat] = {".json": "json", ".txt": "concise", ".sarif": "sarif", ".xml": "junit"}


def validate(
    paths: shared.Paths = None,
    example: shared.Example = False,
    format: Format = None,
    output: outputs.Output = None,
    overwrite: outputs.Overwrite = False,
    select: Select = None,
    ignore: Ignore = None,
    strict: Strict = False,
    all_: All = False,
    update_hashes: UpdateHashes = False,
    color: shared.Color = "auto",
) -> None:
    """Check claim files: syntax, form, references, figures, dates and accounts that contradict themselves.

    Problems go to standard output, a summary to standard error. Exit code 1 if there is any error; warnings
    alone leave it at 0.
    """
    target = outputs.target(output, overwrite)
    chosen = format or outputs.format_of(target, SUFFIXES) or "full"
    if example and update_hashes:
        raise UsageError("--update-hashes does not change the bundled example", "give the paths of your own files")
    inputs = shared.inputs(paths, example=example)
    settings = _settings(inputs[0], select, ignore, strict)
    if update_hashes:
        _update_hashes(inputs, target)
    from borderclash.problems import MOST_SHOWN
    from borderclash.rendering.reports import Options, reporter

    checked = shared.validated(inputs, settings, MOST_SHOWN if chosen in FOR_PEOPLE and not all_ else None)

    options = Options(
        width=shared.width(),
        color=outputs.use_color(color, target),
        ascii=outputs.only_ascii(target),
        files=checked.names,
        left_out={rule: number for (rule, _), number in checked.left_out.items()},
    )
    outputs.emit(reporter(chosen)(checked.problems, options), target, shared.files_read(checked, settings))
    counts = shared.summary(checked)
    if chosen == "github":
        from borderclash.rendering.reports import summary

        _add_to_job_summary(summary.write(checked.problems, counts))
    shared.note(counts)
    if checked.count("error") or (settings.strict and checked.count("warning")):
        raise typer.Exit(1)


def _update_hashes(paths: Sequence[str], target: outputs.Target) -> None:
    from borderclash import overwriting
    from borderclash.reading import hashes, sources

    files = sources.find(paths)
    if target.file is not None:
        # Told before anything is written.
        overwriting.refuse(target.file, files, overwrite=target.overwrite)
    for done in hashes.update_hashes(files):
        what = f"wrote the sha256 of {done.snapshot}" if done.reason is None else f"left alone: {done.reason}"
        shared.note(f"{done.file}: source `{done.source}`: {what}")


def _settings(path: str, select: list[str] | None, ignore: list[str] | None, strict: bool) -> Settings:
    """Return the settings nearest to the data with what the command line says: its choice of rules comes first."""
    from borderclash.reading.settings import find

    found = find(path)
    return replace(
        found,
        select=tuple(select) if select else found.select,
        ignore=(*found.ignore, *(ignore or ())),
        strict=strict or found.strict,
    )


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
