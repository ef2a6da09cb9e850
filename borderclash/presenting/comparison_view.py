"""A comparison for readers: for each event what at least two parties speak to, then what one party alone says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Comparison, EventComparison, Mirror, Row, Summary, summary
from borderclash.language import gettext, semicolon
from borderclash.model import Claim, Party
from borderclash.presenting import blocks, comparison_records
from borderclash.presenting.blocks import Block, Cell, Column, Note, Provenance, Section, Span, text
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import QuestionPhrasing
from borderclash.presenting.phrasing.numbers import ratio_label
from borderclash.presenting.phrasing.pieces import Piece, in_all
from borderclash.presenting.phrasing.rows import MirrorPhrasing, RowPhrasing, mirror_line
from borderclash.presenting.records import Document, Lines, Record, Tables, Value, Written
from borderclash.values import Gap
from borderclash.vocabulary import DISAGREEMENTS

if TYPE_CHECKING:
    from borderclash.comparing.mirrors import MirroredRows
    from borderclash.presenting.event_tables import Records


class Detail(NamedTuple):
    """How much of a comparison is shown.

    ``full`` puts every row into the table. ``claims`` adds the claims behind each cell, ``plots`` where figures
    stand on one scale, ``moments`` what a format that unfolds a row needs: its sentence whatever its verdict, its
    course where it has several moments, its place by other orders. ``in_print`` is for readers without a terminal.
    """

    full: bool = False
    claims: bool = False
    plots: bool = False
    moments: bool = False
    in_print: bool = False


class ComparisonView:
    """Puts a comparison of some provenance into what is shown of it; *detail* says how much, for readers."""

    def __init__(self, comparison: Comparison, detail: Detail, provenance: Provenance | None = None) -> None:
        self.comparison = comparison
        self.detail = detail
        told = provenance or Provenance(by=comparison.by)
        self.provenance = told._replace(withheld=comparison.shows_withheld)

    @property
    def unfolded(self) -> ComparisonView:
        """The same for a format that unfolds each row: with the claims behind each cell in any case."""
        detail = self.detail._replace(claims=True, plots=True, moments=True)
        return ComparisonView(self.comparison, detail, self.provenance)

    @property
    def in_print(self) -> ComparisonView:
        """The same for a format that is read where nobody has this program."""
        view = copy(self)
        view.detail = self.detail._replace(in_print=True)
        return view

    def summary(self) -> Summary:
        """Return how much there is in all events."""
        return summary(self.comparison.events)

    def sections(self) -> Iterable[Section]:
        """Yield each event for readers."""
        return (_Event(self.comparison, event, self.detail).section() for event in self.comparison.events)

    def records(self) -> Iterable[Document | Written]:
        """Yield each event as nested records."""
        return map(comparison_records.event, self.comparison.events)

    def row_records(self) -> Iterable[Record | Written]:
        """Yield each row as nested records."""
        return comparison_records.all_rows(self.comparison)

    def flat(self) -> Iterable[Sequence[Value]]:
        """Yield the flat records of all events."""
        return chain.from_iterable(map(comparison_records.event_lines, self.comparison.events))

    def event_records(self) -> Iterable[Records]:
        """Yield the records of each event for column tables."""
        from borderclash.presenting.event_tables import event_records

        return (event_records(event, self.comparison.parties) for event in self.comparison.events)

    def blocks(self) -> Iterator[Block]:
        comparison = self.comparison
        yield from labels.first(shows_withheld=comparison.shows_withheld)
        yield from labels.head(comparison.title, comparison.as_of, comparison.filters)
        yield blocks.Sources(tuple(map(labels.for_readers, comparison.sources.values())))
        yield from self.sections()
        listed, in_print = self.detail.claims, self.detail.in_print
        yield blocks.Foot(tuple(labels.foot(self.summary(), lists_claims=listed, in_print=in_print)))

    def document(self) -> Document:
        return comparison_records.document(self.comparison, self.records(), self.summary)

    def lines(self) -> Lines:
        return comparison_records.lines(self.flat(), shows_withheld=self.comparison.shows_withheld)

    def tables(self) -> Tables:
        """Return the comparison as the tables of a database."""
        from borderclash.presenting import comparison_tables

        return comparison_tables.tables(self.comparison)


class _Event:
    """Puts one event into blocks; ``entries`` gathers the claims shown, by question and number."""

    def __init__(self, comparison: Comparison, event: EventComparison, detail: Detail) -> None:
        self.comparison = comparison
        self.event = event
        self.detail = detail
        self.entries: dict[tuple[str, int], blocks.ClaimEntry] = {}
        # A source that every cell repeats tells no more than one named above the table.
        self.shared = labels.shared_sources(event)
        self.ids = labels.row_ids(event)
        self.places = labels.row_places(event) if detail.moments else ()
        # Where other rows of the same question and subject have a scope, the one without is the whole.
        self.divided = {(row.question.id, row.subject) for row in event.rows if row.scope}

    def section(self) -> Section:
        """Return the event under its title."""
        event = self.event
        inner: list[Block] = []
        if line := labels.event_line(event):
            inner.append(Note(text(line, "quiet")))
        if self.shared:
            inner.append(
                Note(text(labels.sources_line(self.shared, self.comparison.sources), "quiet"), self.shared)
            )
        if rows := tuple(self._rows()):
            heads = (Column(party.name, party.id) for party in event.parties)
            inner.append(blocks.Table((Column(""), *heads, *_result_columns()), rows))
        if entries := tuple(self._alone()):
            inner.append(blocks.Alone(entries))
        return Section(blocks.Heading(text(event.event.title)), tuple(inner), event.event.id)

    def _rows(self) -> Iterator[blocks.Row]:
        """Yield the rows of the table, a mirror where the first of its own rows stands."""
        shown: set[int] = set()
        for number, row in enumerate(self.event.rows):
            if self.detail.full or speaks_alone(row) is None:
                yield self._row(number)
            for of_mirror in self._mirrors(row):
                if of_mirror not in shown:
                    shown.add(of_mirror)
                    yield self._mirror(of_mirror)

    @cached_property
    def mirrored(self) -> MirroredRows:
        """The rows that the mirrors show."""
        from borderclash.comparing.mirrors import MirroredRows

        return MirroredRows(self.event)

    def _mirrors(self, row: Row) -> list[int]:
        return self.mirrored.mirrors(row) if self.event.mirrors else []

    def _alone(self) -> Iterator[tuple[Column, tuple[blocks.Row, ...]]]:
        """Yield each party with the rows on which it alone speaks; what a mirror has shown is not repeated."""
        if self.detail.full:
            return
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.event.rows):
            if (party := speaks_alone(row)) and not self._mirrors(row):
                numbers[party].append(number)
        for speaker in self.event.parties:
            if speaker.id in numbers:
                rows = tuple(self._row_alone(number, speaker) for number in numbers[speaker.id])
                yield Column(speaker.name, speaker.id), rows

    def _row(self, number: int) -> blocks.Row:
        row = self.event.rows[number]
        phrasing = RowPhrasing(row, notes=True)
        cells = [self._cell_of(phrasing, id) for id in row.accounts]
        return self._described(
            blocks.Row(
                label=text(labels.row_label(row, self.comparison.parties)),
                cells=(*cells, *_measured(row.gap), Cell(labels.verdict_text(row.verdict))),
                group=labels.question_label(row.question),
                part=labels.part_label(row, self.comparison.parties, whole=_whole(row) in self.divided),
            ),
            number,
            phrasing,
        )

    def _row_alone(self, number: int, party: Party) -> blocks.Row:
        row = self.event.rows[number]
        phrasing = RowPhrasing(row, notes=True, quoted=True)
        made = blocks.Row(
            label=text(labels.row_label(row, self.comparison.parties)),
            cells=(self._cell_of(phrasing, party.id),),
            joint=labels.joint(row, row.accounts[party.id], self.comparison.parties),
        )
        return self._described(made, number, phrasing)

    def _described(self, made: blocks.Row, number: int, phrasing: RowPhrasing) -> blocks.Row:
        row = phrasing.row
        telling = row.verdict in DISAGREEMENTS
        made = made._replace(
            summary=text(phrasing.why) if telling or self.detail.moments else blocks.NOTHING,
            telling=telling,
            id=self.ids[number],
            verdict=row.verdict,
        )
        return self._unfolded(made, row, [row], number)

    def _unfolded(self, made: blocks.Row, of: Row | Mirror, rows: Iterable[Row], number: int) -> blocks.Row:
        """Return a row with what a format shows of it that unfolds it, as far as that is wanted."""
        if not self.detail.plots and not self.detail.moments:
            return made
        from borderclash.presenting import moments, plots, step_plots

        if self.detail.plots and isinstance(of, Row):
            plot = plots.range_plot(of, self.event.event.timezone)
            made = made._replace(plot=plot, steps=step_plots.step_plot(of))
        if self.detail.moments:
            made = moments.with_course(made, of, rows, self.event, self.comparison)
            made = made._replace(places=self.places[number])
        return made

    def _cell_of(self, phrasing: RowPhrasing, party: str) -> Cell:
        behind = phrasing.behind(party, self.comparison.sources)
        return self._cell(phrasing.words, phrasing.row.accounts[party], phrasing.pieces(party), behind)

    def _cell(
        self, words: _ClaimWords, account: Account, pieces: Sequence[Piece], behind: Mapping[int, str]
    ) -> Cell:
        """Return the cell of an account whose text is *pieces*, if any; *behind* says what ties its sources."""
        if not pieces:
            return blocks.NO_CLAIM
        shown = text(in_all(pieces), "plain" if account.positions else "quiet")
        if account.self_contradicting:
            shown = (*shown, Span(" " + gettext("(contradicts itself)"), "warning"))
        shown = (*shown, *labels.withheld_in(account.claims))
        cited = tuple(
            blocks.Cited(
                piece.text,
                self._sources(piece.claims),
                semicolon().join(behind[number] for number in piece.positions if number in behind),
            )
            for piece in pieces
        )
        elsewhere = {id for piece in cited for id in piece.sources}
        others = tuple(id for id in self._sources(account.claims) if id not in elsewhere)
        return Cell(shown, others, self._claims(words, account, behind), cited=cited)

    def _sources(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        """Return the ids of the sources of some claims, none where all claims of the event share them."""
        return () if self.shared else labels.sources_of(claims, self.comparison.sources)

    def _claims(
        self, words: _ClaimWords, account: Account, behind: Mapping[int, str]
    ) -> tuple[blocks.ClaimEntry, ...]:
        """Return the claims of an account where they are wanted; one that two cells show has one number."""
        if not self.detail.claims:
            return ()
        from borderclash.presenting.claim_entries import claim_entry

        entries, sources = [], self.comparison.sources
        # One statement in several wordings is none the earlier for it.
        standing = {claim.number for position in account.positions for claim in position.wordings}
        for claim in account.claims:
            key = words.question.id, claim.number
            if key not in self.entries:
                number, says = len(self.entries) + 1, words.claim(claim)
                stands, tied = claim.number in standing, behind.get(claim.number, "")
                entry = claim_entry(number, says, account, claim, sources, stands=stands, origins=tied)
                self.entries[key] = entry
            entries.append(self.entries[key])
        return tuple(entries)

    def _mirror(self, number: int) -> blocks.Row:
        """Return a mirror as a row: what each of the two says of the other, in its own column."""
        mirror = self.event.mirrors[number]
        numbers = self.mirrored.rows(mirror)
        cells: dict[str, Cell] = {}
        own: list[int] = []
        for account, other in zip(mirror.accounts, reversed(mirror.parties), strict=True):
            party, row = account.party.id, self.event.rows[numbers[other]]
            behind = RowPhrasing(row).behind(party, self.comparison.sources)
            phrasing = MirrorPhrasing(mirror.question, self.comparison.parties[other])
            cells[party] = self._cell(phrasing, account, phrasing.pieces(account), behind)
            # Nothing but the mirror shows this row.
            if speaks_alone(row) and not self.detail.full:
                own.append(numbers[other])
                cells[party] = cells[party]._replace(id=self.ids[numbers[other]])
        place = len(self.event.rows) + number
        made = blocks.Row(
            label=text(labels.mirror_label(mirror)),
            cells=(
                *(cells.get(party.id, Cell()) for party in self.event.parties),
                *_measured(mirror.gap),
                Cell(labels.mirror_text()),
            ),
            group=labels.question_label(mirror.question),
            part=labels.mirror_part(mirror),
            summary=text(mirror_line(mirror, self.comparison.parties)) if self.detail.moments else blocks.NOTHING,
            id=self.ids[place],
        )
        return self._unfolded(made, mirror, [self.event.rows[row] for row in sorted(own)], place)


_ClaimWords = QuestionPhrasing | MirrorPhrasing


def _whole(row: Row) -> tuple[str, str | None]:
    return row.question.id, row.subject


def speaks_alone(row: Row) -> str | None:
    """Return the party that alone speaks on a row, and takes a position; a refusal counts as speaking."""
    if row.verdict != "one-party":
        return None
    speaking = [id for id, account in row.accounts.items() if account.state != "no-claim"]
    return speaking[0] if len(speaking) == 1 else None


def _result_columns() -> tuple[Column, Column, Column]:
    return (
        Column(gettext("Gap"), right=True, breaks=False, optional=True),
        Column(gettext("Ratio"), right=True, breaks=False, optional=True, joins=True),
        Column(gettext("Verdict"), breaks=False, bare=True),
    )


def _measured(gap: Gap | None) -> tuple[Cell, Cell]:
    if gap is None:
        return Cell(), Cell()
    ratio = ratio_label(gap)
    return Cell(text(gap.words)), Cell((Span(ratio), blocks.Mark("times"))) if ratio else Cell()
