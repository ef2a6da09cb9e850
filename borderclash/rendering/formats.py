"""The registry of output formats, each with its file, which is imported when it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from borderclash.language import ENGLISH, Language

if TYPE_CHECKING:
    from pathlib import Path

    from borderclash.presenting.comparison_shares import Share
    from borderclash.presenting.comparison_view import ComparisonView
    from borderclash.presenting.difference_view import DifferenceView
    from borderclash.presenting.feed import Feed
    from borderclash.presenting.view import View
    from borderclash.rendering.options import Options
    from borderclash.rendering.reports.base import Report

AnyView = TypeVar("AnyView", contravariant=True)


class Format(NamedTuple, Generic[AnyView]):
    """A format: its name, how it writes a view, and the suffixes of files that are in it.

    ``share`` gives what it takes of a share of the events of a comparison, where these need not be seen whole.
    One that is ``for_readers`` is in the language that is chosen, one for programs in English.
    ``tells_provenance`` says that it tells where the output comes from.
    """

    name: str
    write: Callable[[AnyView, Options], Iterator[str]]
    suffixes: tuple[str, ...] = ()
    share: Callable[[ComparisonView], Share] | None = None
    for_readers: bool = False
    tells_provenance: bool = False


class BinaryFormat(NamedTuple, Generic[AnyView]):
    """A format whose bytes a terminal cannot show."""

    name: str
    write: Callable[[AnyView, Options], Iterator[bytes]]
    suffixes: tuple[str, ...] = ()
    share: None = None
    for_readers: bool = False
    tells_provenance: bool = False


class FolderFormat(NamedTuple, Generic[AnyView]):
    """A format of several files in a folder, written as a whole; ``refusal`` says why there is no place for it."""

    name: str
    write: Callable[[AnyView, Path], None]
    refusal: Callable[[Path], str | None]
    suffixes: tuple[str, ...] = ()
    share: Callable[[ComparisonView], Share] | None = None
    for_readers: bool = False
    tells_provenance: bool = False


AnyFormat = Format[AnyView] | BinaryFormat[AnyView] | FolderFormat[AnyView]


def _terminal(view: View, options: Options) -> Iterator[str]:
    from borderclash.rendering.terminal import render

    return render(view.blocks(), options)


def _markdown(view: View, options: Options) -> Iterator[str]:
    from borderclash.rendering.markdown import render

    return render(view.blocks())


def _csv(view: View, options: Options) -> Iterator[str]:
    from borderclash.rendering.csv import write

    return write(view.lines())


def _json(view: View, options: Options) -> Iterator[str]:
    from borderclash.rendering.json import write

    return write(view.document())


def _xlsx(view: View, options: Options) -> Iterator[bytes]:
    from borderclash.rendering.workbook import write

    return write(view)


def _claims_csv(view: ComparisonView, options: Options) -> Iterator[str]:
    from borderclash.presenting.records import Lines
    from borderclash.rendering.csv import write
    from borderclash.spreadsheet.cells import cell_of
    from borderclash.spreadsheet.writing import columns, rows

    # Without the mark the spreadsheet program that is used most takes the file for one in an old encoding.
    yield "\ufeff"
    names = columns(view.comparison)
    yield from write(Lines(names, rows(view.comparison, names)), cell_of)


def _json_lines(view: ComparisonView, options: Options) -> Iterator[str]:
    from borderclash.rendering.json import lines

    return lines(view.row_records())


def _html(view: ComparisonView, options: Options) -> Iterator[str]:
    from borderclash.rendering.page.writer import render

    return render(view.unfolded.blocks(), view.provenance)


def _wikitext(view: ComparisonView, options: Options) -> Iterator[str]:
    from borderclash.presenting.claim_entries import source_quotes
    from borderclash.rendering.wikitext import render

    # Below a table that lists its claims each quote stands with its claim.
    quotes = {} if view.detail.claims else source_quotes(view.comparison)
    return render(view.in_print.blocks(), quotes, view.provenance)


def _atom(view: DifferenceView, options: Options) -> Iterator[str]:
    from borderclash.presenting.feed import of_difference
    from borderclash.rendering.atom import write

    return write(of_difference(view))


def _feed(feed: Feed, options: Options) -> Iterator[str]:
    from borderclash.rendering.atom import write

    return write(feed)


def _prose(view: ComparisonView, options: Options) -> Iterator[str]:
    from borderclash.presenting.prose import blocks
    from borderclash.rendering.prose import render

    return render(blocks(view))


def _sqlite(view: ComparisonView, options: Options) -> Iterator[bytes]:
    from borderclash.rendering.database import write

    return write(view.tables())


def _parquet(view: ComparisonView, folder: Path) -> None:
    from borderclash.rendering.tables.folder import write

    write(view, folder)


def _no_place(folder: Path) -> str | None:
    from borderclash.rendering.tables.folder import refusal

    return refusal(folder)


def _share(view: ComparisonView, **parts: Any) -> Share:
    from borderclash.presenting.comparison_shares import Share

    return Share(view.summary(), **parts)


def _sections(view: ComparisonView) -> Share:
    return _share(view, sections=tuple(view.sections()))


def _unfolded_sections(view: ComparisonView) -> Share:
    return _sections(view.unfolded)


def _event_records(view: ComparisonView) -> Share:
    return _share(view, tables=tuple(view.event_records()))


def _records(view: ComparisonView) -> Share:
    from borderclash.rendering.json import written

    return _share(view, records=tuple(map(written, view.records())))


def _row_records(view: ComparisonView) -> Share:
    from borderclash.rendering.json import line

    return _share(view, records=tuple(map(line, view.row_records())))


def _full(report: Report, options: Options) -> Iterator[str]:
    # Most runs find nothing, and need no module to say so.
    if not report.problems and not report.left_out:
        return iter(())
    from borderclash.rendering.reports.full import write

    return write(report, options)


def _concise(report: Report, options: Options) -> Iterator[str]:
    from borderclash.rendering.reports.concise import write

    return write(report)


def _report_json(report: Report, options: Options) -> Iterator[str]:
    from borderclash.rendering.reports.json_report import write

    return write(report)


def _github(report: Report, options: Options) -> Iterator[str]:
    from borderclash.rendering.reports.github import write

    return write(report)


def _sarif(report: Report, options: Options) -> Iterator[str]:
    from borderclash.rendering.reports.sarif import write

    return write(report)


def _junit(report: Report, options: Options) -> Iterator[str]:
    from borderclash.rendering.reports.junit import write

    return write(report)


# The first is what a command takes where none is asked for.
OF_ANY_RESULT: tuple[AnyFormat[View], ...] = (
    Format("terminal", _terminal, (".txt",), _sections, for_readers=True),
    Format("markdown", _markdown, (".md",), _sections, for_readers=True),
    Format("csv", _csv, (".csv",), lambda view: _share(view, flat=tuple(view.flat()))),
    Format("json", _json, (".json",), _records),
    BinaryFormat("xlsx", _xlsx, (".xlsx",)),
)
OF_DIFFERENCE: tuple[AnyFormat[DifferenceView], ...] = (
    *OF_ANY_RESULT,
    Format("atom", _atom, (".atom",), for_readers=True),
)
OF_COMPARISON: tuple[AnyFormat[ComparisonView], ...] = (
    *OF_ANY_RESULT,
    Format("claims-csv", _claims_csv),
    Format("html", _html, (".html",), _unfolded_sections, for_readers=True, tells_provenance=True),
    Format("wikitext", _wikitext, (".wiki",), for_readers=True, tells_provenance=True),
    Format("prose", _prose, for_readers=True, tells_provenance=True),
    Format("json-lines", _json_lines, (".jsonl",), _row_records),
    BinaryFormat("sqlite", _sqlite, (".sqlite", ".db")),
    FolderFormat(
        "parquet",
        _parquet,
        _no_place,
        (".parquet",),
        lambda view: _share(view, tables=tuple(view.event_records())),
    ),
)


def embed(page: str | None) -> Format[ComparisonView]:
    """Return the format of an event to stand in another page; *page* is that of the whole comparison, if known."""

    def write(view: ComparisonView, options: Options) -> Iterator[str]:
        from borderclash.rendering.page.embed import render

        return render(view, page)

    return Format("html", write, (".html",), for_readers=True, tells_provenance=True)


# A comparison of one version tells no changes: the command that compares has a feed of the history besides.
FEED: Format[Feed] = Format("atom", _feed, (".atom",), for_readers=True)
OF_COMPARISON_AND_HISTORY: tuple[AnyFormat[Any], ...] = (*OF_COMPARISON, FEED)

OF_PROBLEMS: tuple[AnyFormat[Report], ...] = (
    Format("full", _full),
    Format("concise", _concise, (".txt",)),
    Format("json", _report_json, (".json",)),
    Format("github", _github),
    Format("sarif", _sarif, (".sarif",)),
    Format("junit", _junit, (".xml",)),
)


def names(formats: Sequence[AnyFormat[AnyView]]) -> list[str]:
    """Return what the formats are called."""
    return [format.name for format in formats]


def suffixes(formats: Sequence[AnyFormat[AnyView]]) -> list[str]:
    """Return the suffixes that stand for one of the formats, those of the first, which needs none, at the end."""
    return [suffix for format in (*formats[1:], formats[0]) for suffix in format.suffixes]


def named(name: str, formats: Sequence[AnyFormat[AnyView]]) -> AnyFormat[AnyView]:
    """Return the format of that name; raises `KeyError`."""
    return {format.name: format for format in formats}[name]


def language_of(format: AnyFormat[AnyView], wanted: Language | None) -> Language:
    """Return the language that a format is written in where its readers want one; English where they want none."""
    return wanted if wanted and format.for_readers else ENGLISH


def isolates(format: AnyFormat[AnyView]) -> bool:
    """Say whether texts from right to left are isolated in a format: for readers, but where marks may be seen."""
    return format.for_readers and format.name != "terminal"


def by_suffix(suffix: str, formats: Sequence[AnyFormat[AnyView]]) -> AnyFormat[AnyView] | None:
    """Return the format that a suffix stands for, in whatever case it is written; ``None`` for an unknown one."""
    return next((format for format in formats if suffix.lower() in format.suffixes), None)
