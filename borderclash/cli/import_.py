"""``borderclash import``: a spreadsheet of claims becomes a claim file."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from borderclash.cli import outputs, shared

if TYPE_CHECKING:
    from pathlib import Path

    from borderclash.model import Dataset

File = Annotated[str, typer.Argument(metavar="FILE", help="A spreadsheet saved as CSV, or - for standard input.")]
All = Annotated[bool, typer.Option("--all", help="Show every problem; else the first 100 of each rule.")]


def import_(
    file: File, output: outputs.Output = None, overwrite: outputs.Overwrite = False, all_: All = False
) -> None:
    """Make a claim file of a spreadsheet: a row a claim, with the columns that `borderclash init --csv` writes.

    What does not fit is told on standard error by row and column, and then nothing is written: exit code 1. With
    warnings alone the file is written all the same.
    """
    from borderclash.problems import MOST_SHOWN
    from borderclash.reading import sources
    from borderclash.reading.settings import find
    from borderclash.spreadsheet.checking import check, claim_text
    from borderclash.spreadsheet.importing import import_sheet
    from borderclash.spreadsheet.problems import lines
    from borderclash.spreadsheet.reading import read

    target = outputs.target(output, overwrite)
    settings = find(file)
    with shared.progress() as stage:
        stage(f"reading {file}")
        source = sources.read(file)
        sheet = read(source.content)
        imported = import_sheet(sheet)
        stage("checking")
        place = str(target.file or source.name)
        dataset, faults = check(imported, place, settings)
        text = claim_text(imported, faults)
    sys.stderr.writelines(lines(faults, source.name, sheet.header, None if all_ else MOST_SHOWN))
    counts = {severity: sum(fault.severity == severity for fault in faults) for severity in ("error", "warning")}
    summary = shared.counted(row=len(sheet.rows), **counts)
    if text is None:
        shared.note(f"{summary}: nothing was written")
        raise typer.Exit(1)
    shared.note(summary)
    folder = os.path.dirname(place)
    saved = [os.path.join(folder, each.snapshot) for each in dataset.sources.values() if each.snapshot]
    outputs.emit([text], target, [source.name, *saved, *([str(settings.file)] if settings.file else ())])
    _tell_next(dataset, target.file)


def _tell_next(dataset: Dataset, output: Path | None) -> None:
    """Say what was written, and what can be done with it."""
    claims = sum(len(question.claims) for event in dataset.events for question in event.questions)
    written = shared.counted(event=len(dataset.events), claim=claims)
    if output is None:
        shared.note(f"wrote a claim file to standard output: {written}")
        shared.note("next: keep it with `-o claims.yaml`, or pass it on to `borderclash compare -`")
    else:
        shared.note(f"wrote {output}: {written}")
        shared.note(f"next: borderclash compare {shared.shell_word(str(output))}")
