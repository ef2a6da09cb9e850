"""``borderclash timeline``: the accounts through time."""

from __future__ import annotations

from typing import Annotated

from borderclash.cli import outputs, selecting, shared
from borderclash.rendering.formats import OF_ANY_RESULT

Format = Annotated[str | None, outputs.format_option(OF_ANY_RESULT)]


def timeline(
    paths: shared.Paths = None,
    example: shared.Example = False,
    format: Format = None,
    output: outputs.Output = None,
    overwrite: outputs.Overwrite = False,
    event: selecting.Event = None,
    question: selecting.Question = None,
    party: selecting.Party = None,
    with_withheld: selecting.WithWithheld = False,
    language: outputs.InLanguage = None,
    color: shared.Color = "auto",
) -> None:
    """Show who said what when, and when each disagreement began, widened, narrowed and ended.

    A line a statement, in order of time, for each row with several moments; a party's earlier figure beside the
    one that took its place; under it what that made of the disagreements. Rows with one moment follow in short.
    """
    target = outputs.target(output, overwrite)
    chosen = outputs.choose(format, target, OF_ANY_RESULT)
    unasked = not example and shared.shows_example(paths, chosen.name, target.file)
    dataset, read, _ = shared.valid(paths, example=example or unasked, with_withheld=with_withheld)
    from borderclash.presenting.timeline_view import TimelineView

    view = TimelineView(shared.compared(dataset, event, question, party))
    wanted = language or dataset.output_language
    outputs.write(view, chosen, target, read, language=wanted, color=color, example=unasked)
