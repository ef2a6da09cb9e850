"""``borderclash add`` on a terminal: its session, and the rows that it shows."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from borderclash.cli import outputs, shared

if TYPE_CHECKING:
    from borderclash.comparing.rows import Comparison
    from borderclash.entering.entry import Entry

# What a shell reports of a program that an interrupt ended: 128 and the signal's number.

STOPPED = 130


def ask(file: str | None, *given: Entry) -> None:
    """Ask for claims on the terminal, and write each that is wanted; what an entry gives is not asked for.

    With one entry, claims are asked for until no more are wanted; with several, for these alone.

    Raises `Refused` where the files have errors already. Leaves with what a shell reports of an interrupt where it
    is stopped before a claim is written.
    """
    from borderclash.entering.session import Session
    from borderclash.entering.session_terminal import terminal
    from borderclash.entering.writing import Workspace

    if hasattr(sys.stdout, "reconfigure"):
        # A character that the terminal's encoding lacks is better shown as an escape than not at all.
        sys.stdout.reconfigure(errors="backslashreplace")
    session = Session(terminal(shared.width()), lambda: Workspace.open(file), row, waiting)
    try:
        session.run(*given)
    except (KeyboardInterrupt, EOFError):
        sys.stdout.write("\n")
        shared.note("stopped: the claim at hand was not written")
        raise typer.Exit(STOPPED) from None
    finally:
        if session.written:
            shared.note(f"{shared.counted(claim=session.written)} written")


@contextlib.contextmanager
def waiting() -> Iterator[None]:
    """Say that large data are checked, where that takes long."""
    with shared.progress() as stage:
        stage("checking")
        yield


def row(comparison: Comparison, number: int) -> str:
    """Return the rows of a question as they are shown, and the sentence of that which has a claim."""
    from borderclash.presenting.blocks import Note, Section, Table, text
    from borderclash.presenting.comparison_view import ComparisonView, Detail
    from borderclash.presenting.phrasing.rows import RowPhrasing
    from borderclash.rendering.options import Options
    from borderclash.rendering.terminal import render

    options = Options(width=shared.width(), color=False, ascii=outputs.only_ascii(outputs.Target()))
    view = ComparisonView(comparison, Detail(full=True))
    sections = [block for block in view.blocks() if isinstance(block, Section)]
    tables = [block for section in sections for block in section.blocks if isinstance(block, Table)]
    whys = [
        Note(text(RowPhrasing(row).why))
        for event in comparison.events
        for row in event.rows
        if any(claim.number == number for account in row.accounts.values() for claim in account.claims)
    ]
    parts = ("".join(render(blocks, options)).strip("\n") for blocks in (tables, whys))
    return "\n\n".join(part for part in parts if part)
