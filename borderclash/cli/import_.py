"""``borderclash import``: a spreadsheet of claims becomes a claim file."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from borderclash.cli import outputs, reports, selecting, shared
from borderclash.problems import UsageError
from borderclash.rendering.formats import OF_PROBLEMS, named

if TYPE_CHECKING:
    from pathlib import Path

    from borderclash.model import Dataset
    from borderclash.problems import Problem

File = Annotated[
    str,
    typer.Argument(metavar="FILE", help="A spreadsheet: CSV, .xlsx or .ods, or - for standard input."),
]
Format = Annotated[
    str | None,
    outputs.format_choice(
        OF_PROBLEMS,
        "Report what is wrong in this format on standard output, which needs --output for the claim file. "
        f"{reports.FORMATS} Default: concise, on standard error.",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="THEIRS=OURS",
        help='What a column in your own words holds: "Killed (min)=low". With nothing behind the = it is left '
        "out. May be repeated.",
    ),
]
Sheets = Annotated[
    list[str] | None,
    typer.Option(
        "--sheet",
        metavar="SHEET",
        help="The sheet of a workbook, by name or number, 1 the first; may be repeated. Default: all that name "
        "columns of claims and are not hidden.",
    ),
]


def import_(
    file: File,
    output: outputs.Output = None,
    overwrite: outputs.Overwrite = False,
    sheet: Sheets = None,
    column: Columns = None,
    format: Format = None,
    all_: reports.All = False,
    with_withheld: selecting.WithWithheld = False,
    color: shared.Color = "auto",
) -> None:
    """Make a claim file of a spreadsheet: a row a claim, with the columns that `borderclash init --csv` writes.

    Names may stand in place of ids, which are made from them. What does not fit is reported by sheet, row and
    column, and with an error nothing is written: exit code 1. With warnings alone the file is written all the
    same.
    """
    target = outputs.target(output, overwrite)
    _refuse(file, target, format)
    from borderclash import checking
    from borderclash.reading import sources
    from borderclash.spreadsheet.checking import check, claim_text
    from borderclash.spreadsheet.columns import OF_WITHHELD
    from borderclash.spreadsheet.importing import import_book
    from borderclash.spreadsheet.reading import Choice, read

    settings = shared.settings(file)
    checks = partial(checking.check_loaded, names=checking.rule_names(settings))
    with shared.progress() as stage:
        stage(f"reading {file}")
        source = sources.read(file)
        imported = import_book(read(source, Choice(sheet or (), _columns(column))))
        stage("checking")
        place = str(target.file or source.name)
        dataset, problems = check(imported, place, checks, shows_withheld=with_withheld)
        text = claim_text(imported, problems)
    folder = os.path.dirname(place)
    saved = [os.path.join(folder, each.snapshot) for each in dataset.sources.values() if each.snapshot]
    read_files = [source.name, *saved, *([str(settings.file)] if settings.file else ())]
    counts = _counts(imported.book.number_of_rows, problems)
    for note in imported.book.notes:
        shared.note(note)
    shown = with_withheld and not set(OF_WITHHELD).isdisjoint(imported.book.columns())
    _report(problems, format, source.name, counts, all_=all_, shows_withheld=shown, color=color)
    if text is None:
        shared.note(f"{counts}: nothing was written")
        raise typer.Exit(1)
    shared.note(counts)
    outputs.emit([text], target, read_files)
    _say_next(dataset, target.file)


def _refuse(file: str, target: outputs.Target, format: str | None) -> None:
    """Raise `UsageError` for a claim file instead of a sheet, and for a report that would have no place."""
    from borderclash.reading.sources import is_claim_file

    if format is not None and target.file is None:
        message = "the report and the claim file cannot both go to standard output"
        raise UsageError(message, "name a file for the claim file: --output claims.yaml")
    if is_claim_file(file):
        message = f"`{file}` is a claim file already, by its name"
        raise UsageError(message, "name a spreadsheet: CSV, .xlsx or .ods")


def _columns(options: list[str] | None) -> dict[str, str]:
    columns = {}
    for option in options or ():
        theirs, sign, ours = option.rpartition("=")
        if not sign or not theirs.strip():
            message = f"`--column {option}` does not say what a column holds"
            raise UsageError(message, 'write it as --column "Killed (min)=low"')
        columns[theirs.strip()] = ours.strip()
    return columns


def _counts(rows: int, problems: list[Problem]) -> str:
    of = {severity: sum(problem.severity == severity for problem in problems) for severity in ("error", "warning")}
    return shared.counted(row=rows, **of)


def _report(
    problems: list[Problem],
    format: str | None,
    file: str,
    counts: str,
    *,
    all_: bool,
    shows_withheld: bool,
    color: shared.Color,
) -> None:
    """Write the report to standard output where a format is asked for, else to standard error."""
    from borderclash.problems import MOST_SHOWN
    from borderclash.rendering.reports import concise
    from borderclash.rendering.reports.base import Report, first_of_each_rule

    chosen = named(format or "concise", OF_PROBLEMS)
    shown = problems
    left_out: dict[str, int] = {}
    if reports.for_people(chosen.name) and not all_:
        shown, left_out = first_of_each_rule(problems, MOST_SHOWN)
    report = Report(shown, (file,), left_out, "import", shows_withheld)
    if format is None:
        sys.stderr.writelines(concise.write(report))
    else:
        reports.write(report, chosen, outputs.Target(), (), counts, color)


def _say_next(dataset: Dataset, output: Path | None) -> None:
    from borderclash.text.escaping import shell_word

    claims = sum(len(question.claims) for event in dataset.events for question in event.questions)
    written = shared.counted(event=len(dataset.events), claim=claims)
    if output is None:
        shared.note(f"wrote a claim file to standard output: {written}")
        shared.note("next: keep it with `-o claims.yaml`, or pass it on to `borderclash compare -`")
    else:
        shared.note(f"wrote {output}: {written}")
        shared.note(f"next: borderclash compare {shell_word(str(output))}")
