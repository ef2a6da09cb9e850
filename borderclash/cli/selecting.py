"""The options that say which part of the data a command compares."""

from __future__ import annotations

from typing import Annotated

import typer

from borderclash.cli import completion, shared

Ids = "Only {0} whose id matches; may be repeated, or with commas; * and ? stand for any letters."
Event = Annotated[
    list[str] | None,
    typer.Option(
        "--event",
        metavar="ID",
        help=Ids.format("events"),
        callback=shared.several,
        autocompletion=completion.events,
    ),
]
Question = Annotated[
    list[str] | None,
    typer.Option(
        "--question",
        metavar="ID",
        help=Ids.format("questions"),
        callback=shared.several,
        autocompletion=completion.questions,
    ),
]
Party = Annotated[
    list[str] | None,
    typer.Option(
        "--party",
        metavar="ID",
        help=Ids.format("parties") + " Verdicts are then those among these parties.",
        callback=shared.several,
        autocompletion=completion.parties,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only what had been said by the end of DATE (2025-10-12)."),
]
