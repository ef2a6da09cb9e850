"""A timeline for readers: a line a statement for each row with several moments, the other rows in short."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from operator import itemgetter

from borderclash.comparing.history import Statement
from borderclash.comparing.rows import Comparison, EventComparison, summary
from borderclash.language import colon, gettext, ngettext, number, semicolon
from borderclash.model import Claim
from borderclash.presenting import blocks, timeline_records
from borderclash.presenting.blocks import Block, Cell, Column, Heading, Item, List, Note, Row, Section, Span, text
from borderclash.presenting.moments import shift_item
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.histories import HistoryPhrasing, histories
from borderclash.presenting.phrasing.summaries import summaries
from borderclash.presenting.records import Document, Lines
from borderclash.vocabulary import DISAGREEMENTS


class TimelineView:
    """Puts a comparison through time into what is shown of it."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison

    def document(self) -> Document:
        return timeline_records.document(self.comparison)

    def lines(self) -> Lines:
        """Return the timeline as flat records, a line a claim."""
        return timeline_records.lines(self.comparison)

    def blocks(self) -> Iterator[Block]:
        comparison = self.comparison
        several, published, notes = 0, False, False
        yield from labels.first(shows_withheld=comparison.shows_withheld)
        yield from labels.head(comparison.title, comparison.as_of, comparison.filters)
        yield blocks.Sources(tuple(map(labels.for_readers, comparison.sources.values())))
        for event in comparison.events:
            shown = _Event(comparison, event)
            several += len(shown.several)
            published |= shown.published
            notes |= shown.notes
            yield shown.section()
        yield blocks.Foot(tuple(_foot(comparison, several, published=published, notes=notes)))


class _Event:
    """Puts one event into blocks.

    ``several`` are the rows with several moments; ``single`` those with one, or none, that disagree or that have
    undated claims besides; ``quiet`` the labels of all others, by their moment.
    """

    def __init__(self, comparison: Comparison, event: EventComparison) -> None:
        self.comparison = comparison
        self.event = event
        self.shared = labels.shared_sources(event)
        self.several: list[HistoryPhrasing] = []
        self.single: list[HistoryPhrasing] = []
        self.quiet: dict[str, list[str]] = {}
        self.clock_times = self.published = False
        self._sort()

    def _sort(self) -> None:
        quiet: list[tuple[int, str, str]] = []
        for words in histories(self.event, self.comparison.sources, notes=True):
            history = words.history
            self.clock_times |= words.has_clock_times()
            self.published |= words.has_published()
            steps = history.steps
            if len(steps) > 1:
                self.several.append(words)
            elif history.row.verdict in DISAGREEMENTS or history.disagreements or (steps and history.undated):
                self.single.append(words)
            elif steps:
                quiet.append((steps[0].end, words.when_step(steps[0]), self._label(words)))
            else:
                moment = gettext("undated") if history.undated else gettext("no claim")
                quiet.append((sys.maxsize, moment, self._label(words)))
        for _, moment, label in sorted(quiet, key=itemgetter(0)):
            self.quiet.setdefault(moment, []).append(label)
        shown = (*self.several, *self.single)
        self.notes = any(claim.note for words in shown for claim in words.claims())

    def section(self) -> Section:
        """Return the event under its title."""
        event = self.event.event
        return Section(Heading(text(event.title)), tuple(self._blocks()), event.id)

    def _blocks(self) -> Iterator[Block]:
        zone = ""
        if self.clock_times:
            zone = gettext("times in {timezone}", timezone=self.event.event.timezone)
        if line := semicolon().join(part for part in (labels.event_line(self.event), zone) if part):
            yield Note(text(line, "quiet"))
        if self.shared:
            yield Note(text(labels.sources_line(self.shared, self.comparison.sources), "quiet"), self.shared)
        for words in self.several:
            yield from self._row(words)
        if self.single:
            yield List(tuple(map(self._in_one_moment, self.single)), text(gettext("Disagreements in one moment")))
        if self.quiet:
            items = (
                Item(text(semicolon().join(rows)), text(when + colon(), "quiet"))
                for when, rows in self.quiet.items()
            )
            yield List(tuple(items), text(gettext("One moment, no disagreement")))

    def _label(self, words: HistoryPhrasing) -> str:
        label = labels.row_label(words.history.row, self.comparison.parties)
        # Else a row would seem to have no disagreement that a comparison shows with a sum.
        return gettext("{label} (without sums of parts)", label=label) if words.summed else label

    def _row(self, words: HistoryPhrasing) -> Iterator[Block]:
        verdict = words.history.row.verdict
        yield Heading((Span(self._label(words)), Span(colon(), "quiet"), *labels.verdict_text(verdict)), 3)
        yield blocks.Table(
            (Column(gettext("When")), Column(gettext("Party")), Column(gettext("Says"))),
            tuple(self._statements(words)),
            log=True,
            below_head=gettext("What it made of the disagreements"),
        )
        undated = words.undated()
        if sentences := [*summaries(words), *([undated] if undated else [])]:
            yield List(tuple(Item(text(sentence)) for sentence in sentences))

    def _statements(self, words: HistoryPhrasing) -> Iterator[Row]:
        for statement, shifts in words.statements():
            yield Row(
                label=text(words.when_stated(statement)),
                cells=(Cell(text(statement.party.name)), self._says(words, statement)),
                below=tuple(map(shift_item, shifts)),
            )

    def _says(self, words: HistoryPhrasing, statement: Statement) -> Cell:
        return Cell(text(words.says(statement)), self._sources(statement.claims))

    def _in_one_moment(self, words: HistoryPhrasing) -> Item:
        verdict = words.history.row.verdict
        line = gettext("{label}: {text}", label=self._label(words), text=words.in_one_moment())
        return Item(text(line), (blocks.Mark(verdict, verdict), Span(" ")), sources=self._sources(words.claims()))

    def _sources(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Return the ids of the sources of some claims, none where all claims of the event share them."""
        return () if self.shared else labels.sources_of(claims, self.comparison.sources)


def _foot(comparison: Comparison, several: int, *, published: bool, notes: bool) -> Iterator[Block]:
    """Yield how many rows there are, of which *several* have several moments, and what times and marks mean."""
    summed = summary(comparison.events)
    verdicts = {verdict: number for verdict, number in summed.verdicts.items() if number}
    rows = sum(verdicts.values())
    if not rows:
        yield Note(text(gettext("no rows"), "strong"))
        return
    counts = ngettext(
        "{count} row: {several} with several moments, {others} with one or none",
        "{count} rows: {several} with several moments, {others} with one or none",
        rows,
        several=number(several),
        others=number(rows - several),
    )
    yield Note(text(counts, "strong"))
    yield Note(text(gettext("A day, a month or a stretch of time counts once it is over."), "quiet"))
    entries = [(labels.verdict_text(verdict), gettext(labels.MEANINGS[verdict])) for verdict in verdicts]
    if published:
        meaning = gettext("No time is given of when it was said; that of its source stands for it.")
        entries.append((text(gettext("(published)")), meaning))
    if notes:
        meaning = gettext(
            "A claim has a note, which may limit the answer: borderclash compare --sources shows it."
        )
        entries.append((text(gettext("[note]")), meaning))
    if summed.withholding:
        entries.append(labels.withheld_meaning())
    yield blocks.Legend(tuple(entries))
