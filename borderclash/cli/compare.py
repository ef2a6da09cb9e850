"""``borderclash compare``: the side-by-side tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from borderclash.cli import archives, outputs, selecting, shared
from borderclash.cli.archives import Wanted
from borderclash.language import Language, using
from borderclash.problems import UsageError
from borderclash.rendering import formats
from borderclash.rendering.formats import OF_COMPARISON_AND_HISTORY, language_of
from borderclash.vocabulary import DISAGREEMENTS, VERDICTS, SortKey, Verdict

if TYPE_CHECKING:
    from borderclash.cli.provenance import Told
    from borderclash.comparing.rows import Summary
    from borderclash.model import Dataset
    from borderclash.presenting.comparison_shares import Share
    from borderclash.presenting.comparison_view import ComparisonView, Detail
    from borderclash.rendering.formats import AnyFormat

    Work = Callable[[Dataset], Share]

Format = Annotated[
    str | None,
    outputs.format_option(
        OF_COMPARISON_AND_HISTORY,
        "claims-csv: the claims themselves, as a spreadsheet that `borderclash import` reads back. atom: a feed "
        "of what commits of git changed.",
    ),
]
Verdicts = Annotated[
    list[str] | None,
    shared.of_several(
        "--verdict",
        "VERDICT",
        f"Only rows with this verdict ({', '.join(VERDICTS)}); may be repeated, or with commas.",
    ),
]
OneOrigin = Annotated[
    bool, typer.Option("--one-origin", help="Only rows whose answers each go back to one source or one agency.")
]
Sort = Annotated[SortKey, typer.Option("--sort", help="The order of the rows of each table.")]
Full = Annotated[
    bool, typer.Option("--full", help="Put also what one party alone says into the table, instead of below it.")
]
Sources = Annotated[
    bool, typer.Option("--sources", help="Add speaker, agency, outlet, date, quote and note under each table.")
]
Chart = Annotated[
    bool, typer.Option("--chart", help="Draw the figures of each row on one scale below it, in the terminal.")
]
Embed = Annotated[
    bool,
    typer.Option(
        "--embed",
        help="Write one event, or those of its rows that are chosen, as a piece of HTML to paste into a page.",
    ),
]
Page = Annotated[
    str | None,
    typer.Option(
        "--page",
        metavar="URL",
        help="With --embed, and of a feed: the address of the page of the whole comparison, to link to.",
    ),
]
Fresh = Annotated[
    bool,
    typer.Option("--fresh", help="With -o to tables: compare every event anew, also one that has not changed."),
]
Made = Annotated[
    str | None,
    typer.Option(
        "--made",
        metavar="DATE",
        help=(
            "The day that a page, an embed, prose or wikitext says it was made on; "
            "default: SOURCE_DATE_EPOCH, else today."
        ),
        show_default=False,
    ),
]
FailOn = Annotated[
    list[str] | None,
    shared.of_several(
        "--fail-on",
        "VERDICT",
        "Exit with code 1 if a row shown has this verdict; may be repeated, or with commas.",
    ),
]
# Formats that show no claim by itself, whatever is asked for.
WITHOUT_CLAIMS = ("prose", formats.FEED.name)


def compare(
    paths: shared.Paths = None,
    example: shared.Example = False,
    format: Format = None,
    output: outputs.Output = None,
    overwrite: outputs.Overwrite = False,
    event: selecting.Event = None,
    question: selecting.Question = None,
    party: selecting.Party = None,
    verdict: Verdicts = None,
    disagreements: selecting.Disagreements = False,
    one_origin: OneOrigin = False,
    as_of: selecting.AsOf = None,
    sort: Sort = "file",
    full: Full = False,
    sources: Sources = False,
    chart: Chart = False,
    embed: Embed = False,
    page: Page = None,
    fail_on: FailOn = None,
    fresh: Fresh = False,
    with_withheld: selecting.WithWithheld = False,
    made: Made = None,
    language: outputs.InLanguage = None,
    color: shared.Color = "auto",
) -> None:
    """Lay the parties' claims side by side and say where, and by how much, their accounts disagree.

    For each event a table of what at least two parties speak to: a row a question, a column a party, the gap and
    the ratio between the figures, and the verdict. Below it stands what one party alone says. Disagreements are
    data and no failure.
    """
    target = outputs.target(output, overwrite)
    chosen = _chosen(format, target, embed=embed, page=page, chart=chart)
    verdicts = [*_verdicts(verdict), *(DISAGREEMENTS if disagreements else ())]
    failing = _verdicts(fail_on)
    provenance = _provenance(chosen, made, sources)
    # A build must not pass, nor fail, on data that is not its own.
    unasked = not (example or fail_on) and shared.shows_example(paths, chosen.name, target.file)
    from borderclash.presenting.comparison_view import Detail

    wanted = Wanted(chosen, target, Detail(full, sources, chart), language, provenance)
    asked = _Asked(event, question, party, verdicts, as_of, one_origin, sort)
    others = {"--example": example, "--fail-on": fail_on, "--with-withheld": with_withheld, "--fresh": fresh}
    if _otherwise(paths, asked, wanted, page, others):
        return
    read_shares = partial(shared.valid_shares, paths, example=example or unasked, with_withheld=with_withheld)
    view, read, language = _view(read_shares, asked, wanted)
    outputs.write(view, chosen, target, read, language=language, color=color, example=unasked)
    _fail_on(view.summary(), failing)


class _Asked(NamedTuple):
    """What of the data is asked for, and in which order."""

    event: list[str] | None
    question: list[str] | None
    party: list[str] | None
    verdicts: list[Verdict]
    as_of: str | None
    one_origin: bool
    sort: SortKey

    @property
    def filtered(self) -> bool:
        """Whether what is asked for has to match something among all events together."""
        return bool(self.event or self.question or self.party or self.as_of is not None)

    @property
    def whole(self) -> bool:
        """Whether all has to be known before any of it is shown."""
        return bool(self.filtered or self.verdicts or self.one_origin or self.sort != "file")

    def view(self, dataset: Dataset, detail: Detail) -> ComparisonView:
        from borderclash.presenting.comparison_view import ComparisonView

        made = shared.compared(
            dataset, self.event, self.question, self.party, self.verdicts, self.as_of, self.one_origin
        )
        if self.sort != "file":
            from borderclash.comparing.selection import sort_rows

            made = sort_rows(made, self.sort)
        return ComparisonView(made, detail)


def _otherwise(
    paths: list[str] | None, asked: _Asked, wanted: Wanted, page: str | None, others: Mapping[str, object]
) -> bool:
    """Write a feed, or do what `archives.compare` does where a table is named; return whether all is done.

    *others* are the options beside what is asked for.
    """
    if wanted.format.name == formats.FEED.name:
        _feed(paths, asked, wanted, page, others)
        return True
    from borderclash.reading import sources

    fresh = bool(others["--fresh"])
    if not fresh and not any(map(sources.is_table, paths or ())):
        return False
    return archives.compare(paths or (), wanted, whole=asked.whole or bool(others["--fail-on"]), fresh=fresh)


def _feed(
    paths: list[str] | None, asked: _Asked, wanted: Wanted, page: str | None, others: Mapping[str, object]
) -> None:
    from borderclash.cli import feed

    refused = {"--party": asked.party, "--as-of": asked.as_of, "--one-origin": asked.one_origin, **others}
    refused["--verdict, or --disagreements,"] = asked.verdicts
    if given := [option for option, value in refused.items() if value]:
        help = "leave it out; --event and --question say of which rows a feed is"
        raise UsageError(f"{given[0]} does not go with a feed, which tells every change of a row", help)
    feed.compare(paths, wanted.target, wanted.language, asked.event or (), asked.question or (), page)


def _chosen(
    format: str | None, target: outputs.Target, *, embed: bool, page: str | None, chart: bool
) -> AnyFormat[ComparisonView]:
    if embed and not format and (target.file is None or not target.file.suffix):
        format = "html"
    chosen = outputs.choose(format, target, OF_COMPARISON_AND_HISTORY)
    if chart and chosen.name != "terminal":
        help = "leave it out; `borderclash chart -o figure.svg` draws a figure to publish"
        raise UsageError(f"--chart draws in the terminal, not in {chosen.name}", help)
    if not embed:
        if page is not None and chosen.name != formats.FEED.name:
            raise UsageError("--page is of --embed and of a feed alone", "add --embed, or leave it out")
        return chosen
    if chosen.name != "html":
        raise UsageError(f"--embed makes HTML, not {chosen.name}", "write to a file of HTML: -o row.html")
    if page is None:
        shared.note("--embed: without --page, it leads to no page of the whole comparison")
    return formats.embed(page)


def _view(
    valid_shares: Callable[[Work | None], tuple[shared.Valid, list[Share]]], asked: _Asked, wanted: Wanted
) -> tuple[ComparisonView, list[str], Language | None]:
    """Return the view of what is read by *valid_shares*, the files, and the language that is wanted.

    Events of large data are shared out, unless they are filtered.
    """
    work = partial(_share, asked, wanted) if wanted.format.share and not asked.filtered else None
    (dataset, read, files), shares = valid_shares(work)
    view = asked.view(dataset, wanted.detail)
    if shares:
        from borderclash.presenting.comparison_shares import JoinedView

        view = JoinedView(view.comparison, view.detail, shares)
    if wanted.provenance:
        view.provenance = wanted.provenance(files, dataset.by)._replace(withheld=dataset.shows_withheld)
    return view, read, wanted.language or dataset.output_language


def _provenance(format: AnyFormat[ComparisonView], made: str | None, sources: bool) -> Told | None:
    """Return what tells where the output comes from, ``None`` for a format that does not say it.

    Say which of the two options the format has no place for.
    """
    told = None
    if made is not None or format.tells_provenance:
        from borderclash.cli import provenance

        day = provenance.day(made)
        if format.tells_provenance:
            told = partial(provenance.of_files, day)
        else:
            shared.note(f"--made: {format.name} does not say when it was made")
    if sources and format.name in WITHOUT_CLAIMS:
        shared.note(f"--sources: {format.name} has no claims below its rows; json and the page have them")
    return told


def _share(asked: _Asked, wanted: Wanted, dataset: Dataset) -> Share:
    share = wanted.format.share
    assert share  # `_view` asks for it
    language = language_of(wanted.format, wanted.language or dataset.output_language)
    with using(language, isolates=formats.isolates(wanted.format)):
        return share(asked.view(dataset, wanted.detail))


def _verdicts(words: list[str] | None) -> list[Verdict]:
    if not words:
        return []
    from borderclash.comparing import selection

    return selection.verdicts(words)


def _fail_on(summary: Summary, verdicts: list[Verdict]) -> None:
    counts = summary.verdicts
    found = [f"{counts[verdict]} {verdict}" for verdict in verdicts if counts[verdict]]
    if found:
        shared.note(f"--fail-on: {', '.join(found)}")
        raise typer.Exit(1)
