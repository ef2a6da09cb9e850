"""What the page shows, as plain records for its template: every text inert, every place on a plot in percent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from borderclash.comparing import selection
from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Comparison, EventComparison, Mirror, Row
from borderclash.escaping import one_line
from borderclash.model import Claim, Party, Question, Source
from borderclash.presenting.blocks import List, Mark, MarkName, Span, Text
from borderclash.presenting.citations import outlet_names
from borderclash.presenting.moments import moments
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import claim_words
from borderclash.presenting.phrasing.numbers import ratio_label
from borderclash.presenting.phrasing.rows import RowPhrasing, mirror_line
from borderclash.presenting.plots import range_plot
from borderclash.rendering.old_marks import VERDICT_MARKS, VERDICT_MEANINGS
from borderclash.rendering.page.columns import Columns, Sizes, Texts, columns, sizes
from borderclash.rendering.page.links import quoted_words, web_address
from borderclash.rendering.page.plots import Plot, plot
from borderclash.values.times import in_words
from borderclash.vocabulary import SortKey, Verdict

# Besides the order of the file, which the page begins with.
ORDERS: tuple[SortKey, ...] = ("gap", "ratio")


class Link(NamedTuple):
    """A source as a claim names it: where it leads, and what it is numbered in the list of sources."""

    name: str
    number: int
    address: str | None
    archived: str | None


class Said(NamedTuple):
    """A claim. ``status`` says what became of it, empty where it stands; ``language`` is that of the quote."""

    words: str
    status: str
    stands: bool
    when: str
    who: str
    locator: str
    quote: str
    language: str | None
    translation: str
    note: str
    links: tuple[Link, ...]


class Cell(NamedTuple):
    """A party's account in a row; ``text`` is empty where it has no claim.

    ``style`` is ``o`` for one that takes no position, else empty.
    """

    party: str
    text: str
    style: str
    contradicts: bool
    claims: tuple[Said, ...]


class ThroughTime(NamedTuple):
    """A row in several moments: for each statement when, who and what, and what became of disagreements by it."""

    title: str
    statements: Sequence[tuple[str, str, str, Sequence[tuple[MarkName, str]]]]


class Line(NamedTuple):
    """A row of a table. ``places`` are where it stands among the others in each of `ORDERS`.

    ``through_time`` has it in several moments, where there are.
    """

    id: str
    label: str
    part: str
    cells: tuple[Cell, ...]
    gap: str
    ratio: str
    verdict: Verdict
    why: str
    plot: Plot | None
    through_time: ThroughTime | None
    places: tuple[int, ...]


class Facing(NamedTuple):
    """A mirror: what two parties say of each other."""

    label: str
    parties: tuple[str, str]
    told: str


class Section(NamedTuple):
    """An event with its table, and how wide its columns have to be."""

    id: str
    columns: Columns
    title: str
    line: str
    parties: tuple[tuple[str, str, str], ...]
    rows: tuple[Line, ...]
    mirrors: tuple[Facing, ...]


class Kept(NamedTuple):
    """A source in the list at the end of the page."""

    number: int
    title: str
    address: str | None
    archived: str | None
    language: str | None
    details: str
    note: str


class Count(NamedTuple):
    """A verdict that occurs, or the mirrors, and in how many rows."""

    word: str
    mark: str
    meaning: str
    number: int


class View(NamedTuple):
    """The whole page."""

    title: str
    as_of: str | None
    counts: tuple[Count, ...]
    rows: int
    plots: bool
    sizes: Sizes
    notes: bool
    parties: Mapping[str, str]
    sections: tuple[Section, ...]
    sources: tuple[Kept, ...]


def view(comparison: Comparison) -> View:
    """Return what the page shows of *comparison*."""
    return _Viewing(comparison).view()


def _text(text: str | None) -> str:
    return one_line(text).strip() if text else ""


class _Viewing:
    """Puts one comparison into records; ``numbers`` gathers the sources that the page must list."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.numbers: dict[str, int] = {}

    def view(self) -> View:
        comparison = self.comparison
        sections = tuple(self._section(table) for table in comparison.events)
        speaking = dict.fromkeys(party.id for table in comparison.events for party in table.parties)
        parties = {id: _text(party.name) for id, party in comparison.parties.items() if id in speaking}
        return View(
            title=_text(comparison.title) or "Claims side by side",
            as_of=comparison.as_of,
            counts=tuple(self._counts()),
            rows=sum(len(section.rows) for section in sections),
            plots=any(line.plot for section in sections for line in section.rows),
            sizes=sizes([section.columns for section in sections]),
            notes=labels.has_notes(comparison),
            parties=parties,
            sections=sections,
            sources=tuple(self._source(comparison.sources[id], number) for id, number in self.numbers.items()),
        )

    def _counts(self) -> Iterator[Count]:
        mirrors = sum(len(table.mirrors) for table in self.comparison.events)
        for word, number in (*self.comparison.verdicts().items(), ("mirror", mirrors)):
            if number:
                yield Count(word, VERDICT_MARKS[word], VERDICT_MEANINGS[word], number)

    def _section(self, table: EventComparison) -> Section:
        places = self._places(table)
        asked: dict[str, int] = {}
        rows: list[Line] = []
        for row in table.rows:
            number = asked[row.question.id] = asked.get(row.question.id, 0) + 1
            name = f"{table.event.id}.{row.question.id}" + (f".{number}" if number > 1 else "")
            rows.append(self._row(row, table, name, places[len(rows)]))
        names = [_text(party.name) for party in table.parties]
        texts = [Texts(row.label, row.part, [cell.text for cell in row.cells], row.gap, row.ratio) for row in rows]
        return Section(
            id=table.event.id,
            columns=columns(names, texts),
            title=_text(table.event.title),
            line=_text(labels.event_line(table)),
            parties=tuple((party.id, _text(party.name), _text(party.note)) for party in table.parties),
            rows=tuple(rows),
            mirrors=tuple(self._mirror(mirror) for mirror in table.mirrors),
        )

    def _places(self, table: EventComparison) -> list[tuple[int, ...]]:
        """Return, for each row of a table, its place among the others in each order."""
        only = Comparison(None, None, {}, {}, (table,))
        by_order = []
        for order in ORDERS:
            sorted_rows = selection.sort_rows(only, order).events[0].rows
            place = {id(row): number for number, row in enumerate(sorted_rows)}
            by_order.append([place[id(row)] for row in table.rows])
        return list(zip(*by_order, strict=True))

    def _row(self, row: Row, table: EventComparison, name: str, places: tuple[int, ...]) -> Line:
        return Line(
            id=name,
            label=_text(labels.question_label(row.question)),
            part=_text(labels.part_label(row, self.comparison.parties, whole=False)),
            cells=tuple(self._cell(row, party) for party in table.parties),
            gap=row.gap.words if row.gap else "",
            ratio=ratio_label(row.gap),
            verdict=row.verdict,
            why=_text(RowPhrasing(row).why),
            plot=plot(range_plot(row)),
            through_time=_through_time(moments(row, table.event, self.comparison.sources)),
            places=places,
        )

    def _cell(self, row: Row, party: Party) -> Cell:
        account = row.accounts[party.id]
        text = _text(RowPhrasing(row, notes=True).cell(party.id))
        return Cell(
            party=_text(party.name),
            text=text,
            style="" if account.positions else "o",
            contradicts=account.self_contradicting,
            claims=tuple(self._said(row.question, account, claim) for claim in account.claims),
        )

    def _said(self, question: Question, account: Account, claim: Claim) -> Said:
        known = [self.comparison.sources[id] for id in claim.sources if id in self.comparison.sources]
        languages = {source.language for source in known}
        attribution = claim.attribution if claim.attribution != "on-record" else None
        who = (claim.speaker, attribution, f"via {claim.via}" if claim.via else None)
        return Said(
            words=_text(claim_words(question, claim)),
            status=_status(account, claim),
            stands=claim in account.positions,
            when=_text(_when(claim, known)),
            who=_text("; ".join(part for part in who if part)),
            locator=_text(claim.locator),
            quote=_text(claim.quote),
            language=languages.pop() if len(languages) == 1 else None,
            translation=_text(claim.translation),
            note=_text(claim.note),
            links=tuple(self._link(source, claim.quote) for source in known),
        )

    def _link(self, source: Source, quote: str | None) -> Link:
        number = self.numbers.setdefault(source.id, len(self.numbers) + 1)
        name = _text(outlet_names((source.id,), self.comparison.sources))
        return Link(name, number, quoted_words(source.url, quote), quoted_words(source.archived, quote))

    def _mirror(self, mirror: Mirror) -> Facing:
        return Facing(
            label=_text(labels.question_label(mirror.question)),
            parties=mirror.parties,
            told=_text(mirror_line(mirror, self.comparison.parties)),
        )

    def _source(self, source: Source, number: int) -> Kept:
        details = (
            source.author,
            source.publisher,
            f"published {in_words(source.published)}" if source.published else None,
            f"retrieved {in_words(source.retrieved)}" if source.retrieved else None,
        )
        return Kept(
            number=number,
            title=_text(source.title or source.url or source.id),
            address=web_address(source.url),
            archived=web_address(source.archived),
            language=source.language if source.title else None,
            details=_text(", ".join(part for part in details if part)),
            note=_text(source.note),
        )


def _through_time(moments: List | None) -> ThroughTime | None:
    if moments is None:
        return None
    statements = []
    for item in moments.items:
        party, *says = item.text
        changes = [(_mark(below.lead), _plain(below.text)) for below in item.below]
        statements.append((_plain(item.lead), _plain((party,)), _plain(says), changes))
    return ThroughTime(_plain(moments.title), statements)


def _mark(lead: Text) -> MarkName:
    return next(run.name for run in lead if isinstance(run, Mark))


def _plain(runs: Sequence[Span | Mark]) -> str:
    return _text("".join(run.text for run in runs if isinstance(run, Span)))


def _status(account: Account, claim: Claim) -> str:
    """Return what became of a position, empty for one that stands and for what is none."""
    if claim.stance not in ("asserts", "denies") or claim in account.positions:
        return ""
    return "withdrawn" if claim.number in account.taken_back else "earlier"


def _when(claim: Claim, sources: Sequence[Source]) -> str:
    if claim.stated:
        return f"stated {in_words(claim.stated)}"
    published = ", ".join(dict.fromkeys(in_words(source.published) for source in sources if source.published))
    return f"published {published}" if published else "undated"
