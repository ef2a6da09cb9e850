"""The options that say which part of the data a command compares, and the ids that a shell completes for them.

A shell shows whatever is said here in the middle of what is being typed (``--event <TAB>``), so that this is
silent about all that is wrong, and offers nothing but the ids of the files that the command line names so far.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer

from borderclash.cli.shared import of_several
from borderclash.text.slugs import is_id

EXAMPLE = "--example"


def _completes(section: str) -> Callable[[typer.Context, str], list[str]]:
    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        # Behind a comma, each id that does not stand before it.
        before, comma, _ = incomplete.rpartition(",")
        return [f"{before}{comma}{id}" for id in _ids(ctx, section) if not comma or id not in before.split(",")]

    return complete


events, questions, parties, sources = map(_completes, ("events", "questions", "parties", "sources"))


def _ids(ctx: typer.Context, section: str) -> list[str]:
    # An option that still lacks its value stops the parsing: the paths then are what is left over.
    named = ctx.params.get("paths") or ([ctx.params["file"]] if ctx.params.get("file") else None)
    paths = named or [each for each in ctx.args if each != EXAMPLE]
    example = ctx.params.get("example") or EXAMPLE in ctx.args
    found: dict[Any, None] = {}
    with contextlib.suppress(Exception):
        for data in _documents(paths, example=bool(example)):
            holders = _map(_map(data).get("events")).values() if section == "questions" else [data]
            for holder in holders:
                found |= dict.fromkeys(_map(_map(holder).get(section)))
    return [id for id in found if isinstance(id, str) and is_id(id)]


def _map(data: Any) -> dict[Any, Any]:
    return data if isinstance(data, dict) else {}


def _documents(paths: list[str], *, example: bool) -> Iterable[Any]:
    from borderclash.reading import sources as files
    from borderclash.reading.yaml_events import parse

    if not paths:
        here = not example and os.path.isdir(files.DEFAULT_FOLDER)
        paths = [files.DEFAULT_FOLDER if here else str(files.bundled(files.EXAMPLE))]
    for file in files.find(paths):
        # Standard input and pipes are for the command itself: reading them here would hang the shell.
        if os.path.isfile(file):
            yield from parse(files.read(file).content.decode("utf-8-sig")).documents


Ids = "Only {0} whose id matches; may be repeated, or with commas; * and ? stand for any letters."
Event = Annotated[list[str] | None, of_several("--event", "ID", Ids.format("events"), events)]
Question = Annotated[list[str] | None, of_several("--question", "ID", Ids.format("questions"), questions)]
Party = Annotated[
    list[str] | None,
    of_several(
        "--party",
        "ID",
        Ids.format("parties") + " Verdicts are then those among these parties.",
        parties,
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
