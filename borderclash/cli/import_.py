"""``borderclash import``: a spreadsheet of claims becomes a claim file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from borderclash.cli import shared

if TYPE_CHECKING:
    from borderclash.settings import Settings
    from borderclash.spreadsheet.importing import Imported
    from borderclash.spreadsheet.problems import Fault

File = Annotated[str, typer.Argument(metavar="FILE", help="A spreadsheet saved as CSV, or - for standard input.")]


def import_(file: File, output: shared.Output = None) -> None:
    """Make a claim file of a spreadsheet: a row a claim, with the columns that `borderclash init --csv` writes.

    What does not fit is told on standard error by row and column, and then nothing is written: exit code 1. With
    warnings alone the file is written all the same.
    """
    from borderclash import sources
    from borderclash.settings import find
    from borderclash.spreadsheet.importing import import_sheet, lifted
    from borderclash.spreadsheet.problems import lines
    from borderclash.spreadsheet.reading import read
    from borderclash.spreadsheet.yaml_text import claim_file

    with shared.progress() as stage:
        stage(f"reading {file}")
        source = sources.read(file)
        sheet = read(source.content)
        imported = import_sheet(sheet)
        stage("checking")
        faults = _faults(imported, str(output or source.name), find(file))
    sys.stderr.writelines(lines(faults, source.name, sheet.header))
    counts = {severity: sum(fault.severity == severity for fault in faults) for severity in ("error", "warning")}
    refused = ": nothing was written" if counts["error"] else ""
    shared.note(shared.counted(row=len(sheet.rows), **counts) + refused)
    if refused:
        raise typer.Exit(1)
    shared.emit(claim_file(lifted(imported.data)), output)


def _faults(imported: Imported, file: str, settings: Settings) -> list[Fault]:
    from borderclash import checking
    from borderclash.spreadsheet.checking import check

    if not imported.columns:
        return imported.faults
    return imported.faults + check(imported, file, settings, checking.today())[1]
