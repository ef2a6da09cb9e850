"""Completion of ids in a shell (``--event <TAB>``): those of the files that the command line names so far.

A shell shows whatever is said here in the middle of what is being typed, so that this is silent about all that
is wrong, and offers nothing but ids.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from typing import Any

import typer

EXAMPLE = "--example"
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def events(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of the events."""
    return _offered(incomplete, _ids(ctx, "events"))


def questions(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of the questions of all events, each once."""
    return _offered(incomplete, _ids(ctx, "questions"))


def parties(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of the parties."""
    return _offered(incomplete, _ids(ctx, "parties"))


def sources(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of the sources."""
    return _offered(incomplete, _ids(ctx, "sources"))


def _offered(incomplete: str, ids: list[str]) -> list[str]:
    """Return what the word may become: behind a comma, each id that does not stand before it."""
    before, comma, _ = incomplete.rpartition(",")
    return [f"{before}{comma}{id}" for id in ids if not comma or id not in before.split(",")]


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
    return [id for id in found if isinstance(id, str) and ID.fullmatch(id)]


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
