"""``borderclash coverage``: which party has answered which question."""

from __future__ import annotations

from typing import Annotated

from borderclash.cli import outputs, selecting, shared
from borderclash.rendering.formats import OF_ANY_RESULT

Format = Annotated[str | None, outputs.format_option(OF_ANY_RESULT)]
Party = Annotated[
    list[str] | None,
    shared.of_several(
        "--party",
        "ID",
        selecting.Ids.format("parties") + " Questions stay, whoever answers them.",
        selecting.parties,
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
    language: outputs.InLanguage = None,
    color: shared.Color = "auto",
) -> None:
    """Show which party has answered which question, and what each has not answered, as far as the files tell.

    A table an event: a row a question, a column a party with a claim on the event. Asserting, denying, declining,
    not knowing and having no claim are kept apart; a dash is no claim in the files, and is not called silence.
    """
    target = outputs.target(output, overwrite)
    chosen = outputs.choose(format, target, OF_ANY_RESULT)
    unasked = not example and shared.shows_example(paths, chosen.name, target.file)
    dataset, read, _ = shared.valid(paths, example=example or unasked)
    from borderclash.comparing.coverage import coverage as of_comparison
    from borderclash.presenting.coverage_view import CoverageView

    comparison = shared.compared(dataset, event, question, as_of=as_of)
    view = CoverageView(of_comparison(comparison, party or ()))
    wanted = language or dataset.output_language
    outputs.write(view, chosen, target, read, language=wanted, color=color, example=unasked)
