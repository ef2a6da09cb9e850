"""``borderclash validate``: check claim files."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from borderclash.cli import shared
from borderclash.vocabulary import ReportFormat

Format = Annotated[
    ReportFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="full: source line, caret and remedy. concise: a line a problem. json: for programs. "
        "Default: by the suffix of --output, else full.",
        show_default=False,
    ),
]
SUFFIXES: dict[str, ReportFormat] = {".json": "json", ".txt": "concise"}


def validate(
    paths: shared.Paths = None,
    format: Format = None,
    output: shared.Output = None,
    color: shared.Color = "auto",
) -> None:
    """Check claim files: syntax, form, references, figures, dates and accounts that contradict themselves.

    Problems go to standard output, a summary to standard error. Exit code 1 if there is any error; warnings
    alone leave it at 0.
    """
    chosen = format or shared.format_of(output, SUFFIXES) or "full"
    checked = shared.checked(paths)
    from borderclash.reporters import Options, reporter

    options = Options(
        width=shared.width(),
        color=shared.use_color(color, output, sys.stdout),
        ascii=shared.only_ascii(output, sys.stdout),
    )
    shared.emit(reporter(chosen)(checked.problems, options), output)
    shared.note(shared.summary(checked))
    if checked.count("error"):
        raise typer.Exit(1)
