"""``compare`` of a table of claims into tables: event by event, so that nothing needs the whole in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from borderclash.cli import outputs, shared
from borderclash.language import Language, using
from borderclash.problems import UsageError
from borderclash.rendering.formats import AnyFormat, FolderFormat, isolates, language_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from borderclash.checking import Validation
    from borderclash.cli.provenance import Told
    from borderclash.comparing.rows import Comparison
    from borderclash.presenting.comparison_shares import Share
    from borderclash.presenting.comparison_view import ComparisonView, Detail
    from borderclash.reading.documents import Loaded
    from borderclash.reading.settings import Settings
    from borderclash.spreadsheet.relation import Relation
    from borderclash.tables.archive import Archive, Outcome
    from borderclash.tables.claims import Submit, Table

# So many rows are checked as quickly in memory as event by event.
LARGE = 20_000


class Wanted(NamedTuple):
    """What a comparison is written as, and where."""

    format: AnyFormat[ComparisonView]
    target: outputs.Target
    detail: Detail
    language: Language | None
    provenance: Told | None


def compare(paths: Sequence[str], wanted: Wanted, *, whole: bool, fresh: bool) -> bool:
    """Compare the one table that *paths* name, where that can be done event by event; return whether it was.

    It can where the files beside it hold no events, and options do not ask for the *whole* to be known. *fresh*
    compares again what has not changed, too; raises `UsageError` where nothing is taken over in any case.
    """
    into_tables = wanted.format.name == "parquet"
    if into_tables:
        from borderclash.reading.arrow import without_pandas

        without_pandas()
    done = not whole and bool(wanted.format.share) and _by_event(paths, wanted, fresh=fresh)
    if fresh and not (done and into_tables):
        help = "leave it out; it is for one table of claims, without filters, to -o comparison.parquet"
        raise UsageError("--fresh has nothing to do anew here", help)
    return done


def _by_event(paths: Sequence[str], wanted: Wanted, *, fresh: bool) -> bool:
    found = _one_table(paths, shared.note) if wanted.target.file else None
    if found is None:
        return False
    table, files, loaded = found
    settings = shared.settings(table)
    read = [*files, *([str(settings.file)] if settings.file else ())]
    from borderclash.checking import Choice, Validation
    from borderclash.problems import MOST_SHOWN
    from borderclash.spreadsheet.relation import Relation
    from borderclash.tables.archive import Archive

    with tempfile.TemporaryDirectory(prefix="borderclash-") as temporary:
        relation = Relation(table, temporary)
        # Which sources are named openly, only all of the events tell.
        if not relation.is_regular or _withholds(relation, loaded):
            return False
        archive = Archive(relation, loaded.documents, Choice.of(settings, "error", MOST_SHOWN))
        if isinstance(wanted.format, FolderFormat):
            earlier = None if fresh else wanted.target.file
            write = partial(_into_tables, archive, earlier)
            outcome = outputs.write_folder(write, wanted.format, wanted.target, read)
        else:
            outcome = _into_text(archive, wanted, read)
    validation = Validation(tuple(files), outcome.problems, outcome.left_out, ())
    if shared.report_errors(validation, "not compared; `borderclash validate` shows each in its place"):
        raise typer.Exit(1)
    counts = shared.counted(event=outcome.compared + outcome.taken_over)
    into_folder = isinstance(wanted.format, FolderFormat)
    unchanged = f", {outcome.taken_over} of them taken over unchanged" if into_folder else ""
    shared.note(f"wrote {wanted.target.file}: {counts}{unchanged}")
    return True


def validated(paths: Sequence[str], settings: Settings, most: int | None) -> Validation | None:
    """Check the one large table that *paths* name, where that can be done event by event; else ``None``.

    It can where the files beside it hold no events, and have no faults.
    """
    found = _one_table(paths)
    if found is None:
        return None
    table, files, loaded = found
    from borderclash.checking import Choice
    from borderclash.spreadsheet.relation import Relation
    from borderclash.tables import validation

    with tempfile.TemporaryDirectory(prefix="borderclash-") as temporary, shared.progress() as stage:
        stage(f"checking {table}")
        relation = Relation(table, temporary)
        if relation.size < LARGE or not relation.is_regular or _withholds(relation, loaded):
            return None
        choice = Choice.of(settings, most=most)
        return validation.validate(relation, files, loaded, choice, _workers)


def _one_table(
    paths: Sequence[str], note: Callable[[str], None] | None = None
) -> tuple[str, list[str], Loaded] | None:
    """Return the one table that *paths* name, all files, and what those beside it hold.

    ``None`` where there are several tables or none, and where there are events or faults beside it.
    """
    from borderclash.reading import sources

    tables = [path for path in paths if sources.is_table(path)]
    if len(tables) != 1:
        return None
    files = sources.find(paths, note)
    from borderclash.tables.declared import beside

    loaded = beside([file for file in files if file != tables[0]])
    return None if loaded is None or loaded.findings else (tables[0], files, loaded)


def _withholds(relation: Relation, beside: Loaded) -> bool:
    """Say whether a table, or what is declared beside it, has anything that is not to be published."""
    from borderclash.reading.documents import WITHHELD

    return relation.withholds or any(WITHHELD in document.fields for document in beside.documents)


def _into_tables(archive: Archive, earlier: Path | None, folder: Path) -> Outcome:
    from borderclash.tables.earlier import Earlier

    return archive.compare(folder, Earlier(earlier), _workers)


def _into_text(archive: Archive, wanted: Wanted, read: Sequence[str]) -> Outcome:
    from borderclash.comparing.rows import compare
    from borderclash.presenting.comparison_shares import JoinedView
    from borderclash.tables.archive import Refused

    outcome = archive.outcome()
    format, detail = wanted.format, wanted.detail
    assert format.share  # `compare` asks for it
    language = wanted.language or archive.dataset.output_language
    show = partial(_show, format.share, detail, language_of(format, language), isolates(format))
    shares = archive.shown(show, _workers, outcome)
    view = JoinedView(compare(archive.dataset), detail, shares)
    if wanted.provenance:
        view.provenance = wanted.provenance(read, archive.dataset.by)
    with suppress(Refused):
        outputs.write(view, format, wanted.target, read, language=language)
    return outcome


def _show(
    share: Callable[[ComparisonView], Share],
    detail: Detail,
    language: Language,
    isolates: bool,
    comparison: Comparison,
) -> Share:
    from borderclash.presenting.comparison_view import ComparisonView

    with using(language, isolates=isolates):
        return share(ComparisonView(comparison, detail))


def _workers(table: Table) -> AbstractContextManager[Submit]:
    from borderclash.processes.workers import workers
    from borderclash.tables.claims import start

    return workers(start, table)
