"""``borderclash validate``: check claim files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from borderclash.cli import archives, outputs, reports, selecting, shared
from borderclash.problems import UsageError
from borderclash.rendering.formats import OF_PROBLEMS

if TYPE_CHECKING:
    from borderclash.reading.settings import Settings

Format = Annotated[str | None, outputs.format_option(OF_PROBLEMS, reports.FORMATS)]
Select = Annotated[
    list[str] | None,
    shared.of_several(
        "--select",
        "RULE",
        "Check this rule, and beside it only those that no data can do without; may be repeated, or with "
        "commas. all: every rule, also those that only inform. `borderclash rules` lists them.",
    ),
]
Ignore = Annotated[
    list[str] | None,
    shared.of_several("--ignore", "RULE", "Leave this rule out; may be repeated, or with commas."),
]
UpdateHashes = Annotated[
    bool,
    typer.Option(
        "--update-hashes",
        help="First write the missing sha256 of each source that has a snapshot, keeping every byte else.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")]


def validate(
    paths: shared.Paths = None,
    example: shared.Example = False,
    format: Format = None,
    output: outputs.Output = None,
    overwrite: outputs.Overwrite = False,
    select: Select = None,
    ignore: Ignore = None,
    strict: Strict = False,
    all_: reports.All = False,
    update_hashes: UpdateHashes = False,
    with_withheld: selecting.WithWithheld = False,
    color: shared.Color = "auto",
) -> None:
    """Check claim files: syntax, form, references, figures, dates and accounts that contradict themselves.

    Problems go to standard output, a summary to standard error. Exit code 1 if there is any error; warnings
    alone leave it at 0.
    """
    target = outputs.target(output, overwrite)
    chosen = outputs.choose(format, target, OF_PROBLEMS)
    if example and update_hashes:
        raise UsageError("--update-hashes does not change the bundled example", "give the paths of your own files")
    inputs = shared.inputs(paths, example=example)
    settings = replace(_settings(inputs[0], select, ignore, strict), shows_withheld=with_withheld)
    if update_hashes:
        _update_hashes(inputs, target)
    from borderclash.problems import MOST_SHOWN
    from borderclash.rendering.reports.base import Report

    most = MOST_SHOWN if reports.for_people(chosen.name) and not all_ else None
    checked = archives.validated(inputs, settings, most) or shared.validated(inputs, settings, most)
    left_out = {rule: number for (rule, _), number in sorted(checked.left_out.items())}
    report = Report(checked.problems, checked.names, left_out, shows_withheld=checked.shows_withheld)
    counts = shared.summary(checked)
    reports.write(report, chosen, target, shared.files_read(checked, settings), counts, color)
    shared.note(counts)
    if checked.count("error") or (settings.strict and checked.count("warning")):
        raise typer.Exit(1)


def _update_hashes(paths: Sequence[str], target: outputs.Target) -> None:
    from borderclash.entering import hashes
    from borderclash.reading import sources

    files = sources.find(paths)
    # Before anything is written.
    outputs.refuse(target, files)
    for sheet in filter(sources.is_sheet, files):
        shared.note(f"{sheet}: left alone: in a spreadsheet, fill in `source_sha256` by hand")
    files = [file for file in files if not sources.is_sheet(file)]
    for done in hashes.update_hashes(files):
        what = f"wrote the sha256 of {done.snapshot}" if done.reason is None else f"left alone: {done.reason}"
        shared.note(f"{done.file}: source `{done.source}`: {what}")


def _settings(path: str, select: list[str] | None, ignore: list[str] | None, strict: bool) -> Settings:
    """Return the settings nearest to the data with what the command line says: its choice of rules comes first."""
    found = shared.settings(path)
    return replace(
        found,
        select=tuple(select) if select else found.select,
        ignore=(*found.ignore, *(ignore or ())),
        strict=strict or found.strict,
    )
