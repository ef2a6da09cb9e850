"""``borderclash chart``: the figures of an event as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from borderclash.cli import outputs, selecting, shared
from borderclash.language import ENGLISH, RIGHT_TO_LEFT, Language, using
from borderclash.problems import UsageError
from borderclash.vocabulary import DISAGREEMENTS

if TYPE_CHECKING:
    from borderclash.comparing.rows import Comparison
    from borderclash.presenting.chart_view import Chart

SUFFIXES = (".svg", ".png")
LISTED = 12
File = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="The figure: a name in .svg or .png. Required.", show_default=False
    ),
]


def chart(
    paths: shared.Paths = None,
    example: shared.Example = False,
    output: File = None,
    overwrite: outputs.Overwrite = False,
    event: selecting.Event = None,
    question: selecting.Question = None,
    party: selecting.Party = None,
    disagreements: selecting.Disagreements = False,
    as_of: selecting.AsOf = None,
    with_withheld: selecting.WithWithheld = False,
    language: outputs.InLanguage = None,
) -> None:
    """Draw the figures of an event as range plots, to be published.

    A scale a question, a line a position: a point, a range, or an arrow where an end is open. The alternative text
    is written beside the figure: figure.alt.txt beside figure.svg. Needs the extra borderclash[chart].
    """
    file = _file(outputs.target(output))
    dataset, read, _ = shared.valid(paths, example=example, with_withheld=with_withheld)
    wanted = DISAGREEMENTS if disagreements else ()
    comparison = shared.compared(dataset, event, question, party, wanted, as_of)
    with using(_language(language or dataset.output_language or ENGLISH)):
        _draw(comparison, file, read, overwrite=overwrite)


def _language(wanted: Language) -> Language:
    """Return the language of the figure: what draws it lays lines from right to left over one another."""
    if wanted not in RIGHT_TO_LEFT:
        return wanted
    shared.note("the figure is in English, as lines from right to left cannot be drawn")
    return ENGLISH


def _draw(comparison: Comparison, file: Path, read: Sequence[str], *, overwrite: bool) -> None:
    from borderclash.rendering.charts import convert, vega

    made = _only_chart(comparison)
    alternative = vega.alternative_text(made)
    figure = vega.figure(made)

    def drawn() -> Iterator[bytes]:
        if file.suffix.lower() == ".png":
            yield convert.png(figure)
        else:
            yield convert.svg(figure, made.id, made.title, alternative)

    targets = [outputs.Target(each, overwrite) for each in (file, file.with_suffix(".alt.txt"))]
    for target in targets:
        outputs.refuse(target, read)
    # Drawn as it is written, so that a long wait shows progress.
    outputs.emit_bytes(drawn(), targets[0], read)
    outputs.emit([alternative, "\n"], targets[1], read)


def _file(target: outputs.Target) -> Path:
    """Return the file to write; raises `UsageError` where none is given, or none that is a figure."""
    if target.file is None:
        raise UsageError("there is no file to draw to", "name one: --output figure.svg, or figure.png")
    if target.file.suffix.lower() not in SUFFIXES:
        raise UsageError(f"`{target.file}` is no kind of figure", f"let it end in {' or '.join(SUFFIXES)}")
    return target.file


def _only_chart(comparison: Comparison) -> Chart:
    """Return the chart of the event that has figures; raises `UsageError` where there is none, or several."""
    from borderclash.presenting.chart_view import chart

    charts = [made for event in comparison.events if (made := chart(event, comparison))]
    if not charts:
        help = "figures are the positions on questions of `kind: count`, `kind: number` or `kind: time`"
        raise UsageError("there are no figures to draw", help)
    if len(charts) > 1:
        ids = ", ".join(made.id for made in charts[:LISTED]) + (", ..." if len(charts) > LISTED else "")
        raise UsageError(f"{len(charts)} events have figures, and a figure is of one", f"--event is one of: {ids}")
    return charts[0]
