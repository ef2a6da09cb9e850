"""``compare`` of a table of claims into tables: event by event, so that nothing needs the whole in memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from borderclash.cli import outputs, shared
from borderclash.problems import UsageError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from borderclash.checking import Choice
    from borderclash.presenting.comparison_view import ComparisonView
    from borderclash.reading.documents import Document
    from borderclash.rendering.formats import AnyFormat
    from borderclash.tables.archive import Outcome
    from borderclash.tables.claims import Table


def compare(
    paths: Sequence[str] | None,
    format: AnyFormat[ComparisonView],
    target: outputs.Target,
    *,
    whole: bool,
    fresh: bool,
) -> bool:
    """Compare the one table that *paths* name, where that can be done event by event; return whether it was.

    It can where the files beside it hold no events, and options do not ask for the *whole* to be known. *fresh*
    compares again what has not changed, too; raises `UsageError` where nothing is taken over in any case.
    """
    done = not whole and format.name == "parquet" and _by_event(paths or (), target, fresh=fresh)
    if fresh and not done:
        help = "leave it out; it is for one table of claims, without filters, to -o comparison.parquet"
        raise UsageError("--fresh has nothing to do anew here", help)
    return done


def _by_event(paths: Sequence[str], target: outputs.Target, *, fresh: bool) -> bool:
    from borderclash.reading import sources

    tables = [path for path in paths if sources.is_table(path)]
    if len(tables) != 1 or not target.file:
        return False
    files = sources.find(paths, shared.note)
    documents = _documents([file for file in files if file != tables[0]])
    if documents is None:
        return False
    settings = shared.settings(tables[0])
    read = [*files, *([str(settings.file)] if settings.file else ())]
    outputs.refuse(target, read)
    outputs.refuse_folder(target.file, _refusal(target.file), read)
    from borderclash.checking import Choice, Validation
    from borderclash.problems import MOST_SHOWN

    choice = Choice.of(settings, "error", MOST_SHOWN)
    with shared.progress() as stage:
        stage(f"comparing {tables[0]}")
        outcome = _compared(tables[0], documents, choice, target.file, fresh)
    if outcome is None:
        return False
    found = Validation(tuple(files), outcome.problems, outcome.left_out, ())
    if shared.report_errors(found, "not compared; `borderclash validate` shows each in its place"):
        raise typer.Exit(1)
    counts = shared.counted(event=outcome.compared + outcome.taken_over)
    shared.note(f"wrote {target.file}: {counts}, {outcome.taken_over} of them taken over unchanged")
    return True


def _documents(files: Sequence[str]) -> list[Document] | None:
    """Return what the files beside a table declare; ``None`` where they hold more than that, or have faults."""
    from borderclash.checking import Texts, read_files
    from borderclash.reading.documents import read

    texts = Texts.of(read_files(files, lambda _: None))
    if texts.sheets:
        return None
    for name, text in texts.texts:
        read(name, text, texts.loaded)
    documents = texts.loaded.documents
    if texts.loaded.findings or any(document.data.get("events") for document in documents):
        return None
    return documents


def _refusal(folder: Path) -> str | None:
    from borderclash.rendering.tables.folder import refusal

    return refusal(folder)


def _compared(name: str, documents: list[Document], choice: Choice, folder: Path, fresh: bool) -> Outcome | None:
    """Return what came of the comparison, ``None`` where the table is to be read as a whole."""
    import tempfile

    from borderclash.spreadsheet.relation import Relation
    from borderclash.tables.archive import Archive
    from borderclash.tables.earlier import Earlier

    try:
        with tempfile.TemporaryDirectory(prefix="borderclash-") as temporary:
            relation = Relation(name, temporary)
            if not relation.is_regular:
                return None
            archive = Archive(relation, documents, choice)
            return archive.compare(folder, Earlier(None if fresh else folder), _pool)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help = "choose another folder for --output, or free some room"
        raise UsageError(f"cannot write `{folder}`: {reason}", help) from None


def _pool(table: Table) -> Executor:
    """Return a process for each core; new ones rather than copies of this one, which has threads."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return ProcessPoolExecutor(cores, get_context("spawn"), _start, (table,))


def _start(table: Table) -> None:
    import gc

    from borderclash.tables.archive import start

    # All that is made of some events is let go with them, by the count of references.
    gc.disable()
    start(table)
