"""A comparison for readers: for each event what at least two parties speak to, then what one party alone says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from borderclash.comparing import selection
from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Comparison, EventComparison, Mirror, Row
from borderclash.folding import fold_or_none
from borderclash.model import Claim, Party, Question
from borderclash.presenting import blocks, comparison_records, comparison_tables
from borderclash.presenting.blocks import (
    NOTHING,
    Alone,
    Block,
    Cell,
    Column,
    Foot,
    Heading,
    Legend,
    Mark,
    Note,
    Section,
    Sources,
    Span,
    Text,
    text,
)
from borderclash.presenting.claim_entries import claim_entry
from borderclash.presenting.moments import moments
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.numbers import ratio_label
from borderclash.presenting.phrasing.rows import RowPhrasing, mirror_cells, mirror_line
from borderclash.presenting.plots import range_plot
from borderclash.presenting.records import Document, Lines, Tables
from borderclash.presenting.sources import shared_sources, source_entries, sources_line
from borderclash.values import Gap
from borderclash.vocabulary import DISAGREEMENTS, VERDICTS, SortKey, Verdict

MEANINGS: Mapping[Verdict, str] = {
    "conflict": "Of two accounts, at most one can be true.",
    "overlap": "Two accounts differ in what they state, yet both can be true.",
    "unlike": "The accounts speak of different things and are not compared.",
    "open": "Free text, laid side by side and not compared.",
    "compatible": "One party denies something, and what the other says can stand beside that.",
    "agree": "The accounts give the same answer, or state the same figure and can both be true.",
    "one-party": "Only one party takes a position.",
    "unanswered": "No party takes a position.",
}
NOTE_MEANING = "A claim has a note, which may limit the answer: "
MIRROR_MEANING = "Two parties speak of each other, which is no contradiction."
# Besides the order of the file, what a reader may sort the rows by.
ORDERS: tuple[SortKey, ...] = ("gap", "ratio")
GAP = Column("Gap", right=True, breaks=False, optional=True)
RATIO = Column("Ratio", right=True, breaks=False, optional=True, joins=True)
VERDICT = Column("Verdict", breaks=False)


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of a comparison is shown.

    ``full`` puts every row into the table. ``claims`` adds the claims behind each cell, ``plots`` where figures
    stand on one scale, ``moments`` the course of rows with several, with the places of rows by other
    orders.
    """

    full: bool = False
    claims: bool = False
    plots: bool = False
    moments: bool = False


class ComparisonView:
    """Puts a comparison into what is shown of it; *detail* says how much, for readers."""

    def __init__(self, comparison: Comparison, detail: Detail) -> None:
        self.comparison = comparison
        self.detail = detail

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of the comparison, an event at a time."""
        comparison = self.comparison
        if comparison.title:
            yield Heading(text(comparison.title), 1)
        if comparison.as_of:
            yield Note(text(f"As it stood at the end of {comparison.as_of}."))
        yield Sources(tuple(source_entries(comparison.sources)))
        for event in comparison.events:
            yield _Event(comparison, event, self.detail).section()
        yield Foot(tuple(_foot(comparison, self.detail)))

    def document(self) -> Document:
        """Return the comparison as nested records."""
        return comparison_records.document(self.comparison)

    def lines(self) -> Lines:
        """Return the comparison as flat records."""
        return comparison_records.lines(self.comparison)

    def tables(self) -> Tables:
        """Return the comparison as the tables of a database."""
        return comparison_tables.tables(self.comparison)


def _foot(comparison: Comparison, detail: Detail) -> Iterator[Block]:
    yield Note(text(labels.counts(comparison), "strong"))
    counts = comparison.verdicts()
    entries = [(verdict_text(verdict), MEANINGS[verdict]) for verdict in VERDICTS if counts[verdict]]
    if any(event.mirrors for event in comparison.events):
        entries.append((MIRROR, MIRROR_MEANING))
    if labels.has_notes(comparison):
        where = "the list under the table has it." if detail.claims else "--sources shows it."
        entries.append((text("[note]"), NOTE_MEANING + where))
    if entries:
        yield Legend(tuple(entries))


MIRROR: Text = (Mark("mirror"), Span(" mirror"))


def verdict_text(verdict: Verdict) -> Text:
    """Return a verdict's word behind its mark."""
    return Mark(verdict, verdict), Span(f" {verdict}", verdict)


class _Event:
    """Puts one event into blocks; ``number`` counts the claims shown."""

    def __init__(self, comparison: Comparison, table: EventComparison, detail: Detail) -> None:
        self.comparison = comparison
        self.table = table
        self.detail = detail
        self.number = 0
        # A source that every cell repeats tells no more than one named above the table.
        self.shared = shared_sources(table)

    def section(self) -> Section:
        """Return the event under its title."""
        table = self.table
        inner: list[Block] = []
        if line := labels.event_line(table):
            inner.append(Note(text(line, "quiet")))
        if self.shared:
            inner.append(Note(text(sources_line(self.shared, self.comparison.sources), "quiet"), self.shared))
        if rows := tuple(self._rows()):
            heads = (Column(party.name, party.id) for party in table.parties)
            inner.append(blocks.Table((Column(""), *heads, GAP, RATIO, VERDICT), rows))
        if entries := tuple(self._alone()):
            inner.append(Alone(entries))
        return Section(Heading(text(table.event.title)), tuple(inner), table.event.id)

    def _rows(self) -> Iterator[blocks.Row]:
        """Yield the rows of the table, a mirror where the first of its own rows stands."""
        left = list(self.table.mirrors)
        for number, row in enumerate(self.table.rows):
            if self.detail.full or not is_alone(row):
                yield self._row(number, self.table.parties)
            for mirror in [mirror for mirror in left if mirrors_row(mirror, row)]:
                left.remove(mirror)
                yield self._mirror(mirror)

    def _alone(self) -> Iterator[tuple[str, tuple[blocks.Row, ...]]]:
        """Yield each party with the rows on which it alone speaks; what a mirror has shown is not repeated."""
        rows = (
            []
            if self.detail.full
            else [
                number
                for number, row in enumerate(self.table.rows)
                if is_alone(row) and not any(mirrors_row(mirror, row) for mirror in self.table.mirrors)
            ]
        )
        for party in self.table.parties:
            own = [number for number in rows if self.table.rows[number].accounts[party.id].claims]
            if own:
                yield party.name, tuple(self._row(number, (party,)) for number in own)

    def _row(self, number: int, parties: Sequence[Party]) -> blocks.Row:
        """Return a row with a cell for each of *parties*; behind those of a whole table gap, ratio and verdict."""
        row = self.table.rows[number]
        words = RowPhrasing(row, notes=True)
        cells = [self._cell(words, row.question, row.accounts[party.id]) for party in parties]
        if parties is self.table.parties:
            cells += [*_measured(row.gap), Cell(verdict_text(row.verdict))]
        return blocks.Row(
            label=text(labels.row_label(row, self.comparison.parties)),
            cells=tuple(cells),
            group=labels.question_label(row.question),
            part=labels.part_label(row, self.comparison.parties, whole=self._has_parts(row)),
            summary=text(words.why),
            telling=row.verdict in DISAGREEMENTS,
            id=row_id(self.table, number),
            verdict=row.verdict,
            plot=range_plot(row) if self.detail.plots else None,
            moments=moments(row, self.table.event, self.comparison.sources) if self.detail.moments else None,
            places=self.places[number] if self.detail.moments else (),
        )

    @cached_property
    def places(self) -> Sequence[tuple[int, ...]]:
        """For each row of the event, its place among the others in each of `ORDERS`."""
        numbers = range(len(self.table.rows))
        orders = [sorted(numbers, key=lambda n: selection.order(self.table.rows[n], key)) for key in ORDERS]
        return [tuple(order.index(number) for order in orders) for number in numbers]

    def _has_parts(self, row: Row) -> bool:
        """Say whether other rows of the same question and subject have a scope, so that this one is the whole."""
        return any(
            other.scope and other.subject == row.subject and other.question.id == row.question.id
            for other in self.table.rows
        )

    def _cell(self, words: RowPhrasing, question: Question, account: Account) -> Cell:
        said = words.cell(account.party.id)
        if said is None:
            return Cell((Mark("no-claim", "quiet"),))
        shown = text(said, "plain" if account.positions else "quiet")
        if account.self_contradicting:
            shown = (*shown, Span(" (contradicts itself)", "warning"))
        return Cell(shown, self._sources(account.claims), tuple(self._claims(question, account)))

    def _sources(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        """Return the ids of the sources of some claims, none where all claims of the event share them."""
        if self.shared:
            return ()
        known = self.comparison.sources
        return tuple(dict.fromkeys(id for claim in claims for id in claim.sources if id in known))

    def _claims(self, question: Question, account: Account) -> Iterator[blocks.ClaimEntry]:
        if self.detail.claims:
            for claim in account.claims:
                self.number += 1
                yield claim_entry(self.number, question, account, claim, self.comparison.sources)

    def _mirror(self, mirror: Mirror) -> blocks.Row:
        """Return a mirror as a row: what each of the two says of the other, in its own column."""
        said = dict(zip(mirror.parties, mirror_cells(mirror, self.comparison.parties), strict=True))
        accounts = dict(zip(mirror.parties, mirror.accounts, strict=True))
        cells = []
        for party in self.table.parties:
            account = accounts.get(party.id)
            claims = tuple(self._claims(mirror.question, account)) if account else ()
            sources = self._sources(account.claims) if account else ()
            cells.append(Cell(text(said.get(party.id, "")), sources, claims))
        return blocks.Row(
            label=text(labels.mirror_label(mirror)),
            cells=(*cells, *_measured(mirror.gap), Cell(MIRROR)),
            group=labels.question_label(mirror.question),
            part=labels.mirror_part(mirror),
            summary=text(mirror_line(mirror, self.comparison.parties)),
        )


def is_alone(row: Row) -> bool:
    """Say whether one party alone speaks on a row, and takes a position; a refusal counts as speaking."""
    return (
        row.verdict == "one-party" and sum(account.state != "no-claim" for account in row.accounts.values()) == 1
    )


def mirrors_row(mirror: Mirror, row: Row) -> bool:
    """Say whether a row is one of the two that a mirror sets side by side."""
    return (
        row.question.id == mirror.question.id
        and row.subject in mirror.parties
        and fold_or_none(row.scope) == fold_or_none(mirror.scope)
    )


def row_id(table: EventComparison, number: int) -> str:
    """Return the id of a row in a document: the ids of event and question, and its number where it has several."""
    question = table.rows[number].question.id
    place = sum(row.question.id == question for row in table.rows[: number + 1])
    return f"{table.event.id}.{question}" + (f".{place}" if place > 1 else "")


def _measured(gap: Gap | None) -> tuple[Cell, Cell]:
    """Return the cells of a gap and of its ratio."""
    ratio = ratio_label(gap, times="")
    return Cell(text(gap.words if gap else "")), Cell((Span(ratio), Mark("times")) if ratio else NOTHING)
