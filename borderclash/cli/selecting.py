"""The options that say which part of the data a command compares."""

from __future__ import annotations

from typing import Annotated

import typer

from borderclash.cli import completion
from borderclash.cli.shared import of_several

Ids = "Only {0} whose id matches; may be repeated, or with commas; * and ? stand for any letters."
Event = Annotated[list[str] | None, of_several("--event", "ID", Ids.format("events"), completion.events)]
Question = Annotated[
    list[str] | None, of_several("--question", "ID", Ids.format("questions"), completion.questions)
]
Party = Annotated[
    list[str] | None,
    of_several(
        "--party",
        "ID",
        Ids.format("parties") + " Verdicts are then those among these parties.",
        completion.parties,
    ),
]
Disagreements = Annotated[
    bool, typer.Option("--disagreements", help="Only rows that disagree: conflict and overlap.")
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only what had been said by the end of DATE (2025-10-12)."),
]
WithWithheld = Annotated[
    bool,
    typer.Option(
        "--with-withheld", help="Show what is withheld, too: for your own eyes, and the output says so first."
    ),
]
