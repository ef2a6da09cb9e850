"""``borderclash timeline``: the accounts through time."""

from __future__ import annotations

from typing import Annotated

import typer

from borderclash.cli import outputs, selecting, shared
from borderclash.vocabulary import TimelineFormat

SUFFIXES: dict[str, TimelineFormat] = {".md": "markdown", ".json": "json", ".txt": "terminal"}

Format = Annotated[
    TimelineFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="Default: by the suffix of --output (.md, .json, .txt), else terminal.",
        show_default=False,
    ),
]


def timeline(
    paths: shared.Paths = None,
    example: shared.Example = False,
    format: Format = None,
    output: outputs.Output = None,
    overwrite: outputs.Overwrite = False,
    event: selecting.Event = None,
    question: selecting.Question = None,
    party: selecting.Party = None,
    color: shared.Color = "auto",
) -> None:
    """Show who said what when, and when each disagreement began, widened, narrowed and ended.

    A line a statement, in order of time, for each row that was told in several moments; a party's earlier
    figure beside the one that took its place; under it what that made of the disagreements. Rows of one moment
    follow in short.
    """
    target = outputs.target(output, overwrite)
    chosen = format or outputs.format_of(target, SUFFIXES) or "terminal"
    unasked = not example and shared.shows_example(paths, chosen, target.file)
    whole, read = selecting.sound(paths, example=example or unasked)
    dataset = selecting.selected(whole, event, party, None)
    from borderclash.comparing import selection
    from borderclash.comparing.rows import compare
    from borderclash.rendering.old_base import Options
    from borderclash.rendering.timelines import writer

    comparison = compare(dataset)
    if question:
        comparison = selection.keep_questions(comparison, question)
    options = Options(
        width=shared.width(),
        color=outputs.use_color(color, target),
        ascii=outputs.only_ascii(target),
    )
    pieces = writer(chosen)(comparison, options)
    outputs.emit(shared.under_example_heading(pieces, options) if unasked else pieces, target, read)
