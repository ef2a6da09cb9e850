"""``borderclash coverage``: which party has answered which question."""

from __future__ import annotations

from typing import Annotated

import typer

from borderclash.cli import completion, outputs, selecting, shared
from borderclash.vocabulary import CoverageFormat

SUFFIXES: dict[str, CoverageFormat] = {".md": "markdown", ".csv": "csv", ".json": "json", ".txt": "terminal"}

Format = Annotated[
    CoverageFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="Default: by the suffix of --output (.md, .csv, .json, .txt), else terminal.",
        show_default=False,
    ),
]
Party = Annotated[
    list[str] | None,
    typer.Option(
        "--party",
        metavar="ID",
        help=selecting.Ids.format("parties") + " Questions stay, whoever answers them.",
        callback=shared.several,
        autocompletion=completion.parties,
    ),
]


def coverage(
    paths: shared.Paths = None,
    example: shared.Example = False,
    format: Format = None,
    output: outputs.Output = None,
    overwrite: outputs.Overwrite = False,
    event: selecting.Event = None,
    question: selecting.Question = None,
    party: Party = None,
    as_of: selecting.AsOf = None,
    color: shared.Color = "auto",
) -> None:
    """Show which party has answered which question, and what each has not answered, as far as the files tell.

    A table an event: a row a question, a column a party with a claim on the event. Asserting, denying, declining,
    not knowing and having no claim are kept apart; a dash is no claim in the files, and is not called silence.
    """
    target = outputs.target(output, overwrite)
    chosen = format or outputs.format_of(target, SUFFIXES) or "terminal"
    unasked = not example and shared.shows_example(paths, chosen, target.file)
    dataset, read = selecting.sound(paths, example=example or unasked)
    from borderclash.comparing import selection
    from borderclash.comparing.coverage import coverage as of_comparison
    from borderclash.comparing.rows import compare
    from borderclash.rendering.coverage import writer
    from borderclash.rendering.old_base import Options

    parties = selection.matching("party", party, dataset.parties) if party else None
    comparison = compare(selecting.selected(dataset, event, None, as_of), as_of)
    if question:
        comparison = selection.keep_questions(comparison, question)
    options = Options(
        width=shared.width(),
        color=outputs.use_color(color, target),
        ascii=outputs.only_ascii(target),
    )
    pieces = writer(chosen)(of_comparison(comparison, parties), options)
    outputs.emit(shared.under_example_heading(pieces, options) if unasked else pieces, target, read)
