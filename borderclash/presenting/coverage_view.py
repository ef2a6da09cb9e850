"""A coverage for readers: a table an event, then what each party has not answered, then the totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from borderclash.comparing.accounts import State
from borderclash.comparing.coverage import STATES, Coverage, EventCoverage
from borderclash.language import colon, comma, gettext, number, semicolon
from borderclash.model import Party
from borderclash.presenting import blocks, coverage_records
from borderclash.presenting.blocks import Block, Cell, Column, Heading, Item, List, Note, Row, Span, Table, text
from borderclash.presenting.phrasing import coverage as phrasing
from borderclash.presenting.phrasing import labels
from borderclash.presenting.records import Document, Lines
from borderclash.values.times import in_words


class CoverageView:
    """Puts a coverage into what is shown of it."""

    def __init__(self, coverage: Coverage) -> None:
        self.coverage = coverage

    def blocks(self) -> Iterator[Block]:
        coverage = self.coverage
        yield from labels.head(coverage.title, coverage.as_of, coverage.filters)
        for event in coverage.events:
            yield blocks.Section(Heading(text(event.event.title)), tuple(self._event(event)), event.event.id)
        if coverage.looked_at > 1 and coverage.totals:
            note = gettext("Rows are those of the events in which the party has a claim.")
            heading = Heading(text(gettext("All events")))
            yield blocks.Section(heading, (self._totals(), Note(text(note, "quiet"))))
        yield blocks.Foot(tuple(self._foot()))

    def document(self) -> Document:
        return coverage_records.document(self.coverage)

    def lines(self) -> Lines:
        return coverage_records.lines(self.coverage)

    def _event(self, event: EventCoverage) -> Iterator[Block]:
        where = (in_words(event.event.date) if event.event.date else None, event.event.place)
        if line := comma().join(part for part in where if part):
            yield Note(text(line, "quiet"))
        if not event.parties:
            yield Note(text(gettext("No party has a claim here."), "quiet"))
        heads = (Column(party.name, party.id, breaks=False) for party in event.parties)
        foot = (
            Row(state_text(state), tuple(_count(event.counts[party.id].states[state]) for party in event.parties))
            for state in event.states()
        )
        yield Table(
            (Column(""), *heads, Column(gettext("Answered"), right=True, breaks=False)),
            tuple(self._rows(event)),
            tuple(row._replace(cells=(*row.cells, Cell())) for row in foot),
            narrower=tuple(self._lists(event)),
        )
        if unanswered := tuple(self._unanswered(event)):
            yield List(unanswered, text(phrasing.heading(self.coverage)))

    def _rows(self, event: EventCoverage) -> Iterator[Row]:
        for question in event.questions:
            share = Cell(text(phrasing.share(question.answered, len(event.parties))))
            label = text(phrasing.label(question, self.coverage.parties))
            yield Row(label, (*_cells(event, question.states), share))
            for part in question.parts:
                label = text(labels.scope_label(part.scope), "quiet")
                yield Row(label, (*_cells(event, part.states), Cell()), indented=True)

    def _lists(self, event: EventCoverage) -> Iterator[Block]:
        for question in event.questions:
            items = [*_by_state(event.parties, question.states)]
            for part in question.parts:
                scope = text(labels.scope_label(part.scope), "quiet")
                items.append(Item(scope, below=tuple(_by_state(event.parties, part.states))))
            yield List(tuple(items), text(phrasing.label(question, self.coverage.parties)))

    def _unanswered(self, event: EventCoverage) -> Iterator[Item]:
        for party in event.parties:
            below = []
            for state, questions in event.unanswered(party).items():
                names = semicolon().join(phrasing.label(question, self.coverage.parties) for question in questions)
                below.append(Item((*state_text(state), Span(f" ({number(len(questions))}){colon()}{names}"))))
            if below:
                yield Item(text(party.name), below=tuple(below))

    def _totals(self) -> Table:
        states = self.coverage.states()
        heads = (gettext("Events"), gettext("Answered"), *(gettext(phrasing.WORDS[state]) for state in states))
        rows = []
        for total in self.coverage.totals:
            events = phrasing.share(total.events, self.coverage.looked_at)
            answered = phrasing.share(total.counts.answered, total.counts.questions)
            counts = (_count(total.counts.states[state]) for state in states)
            rows.append(Row(text(total.party.name), (Cell(text(events)), Cell(text(answered)), *counts)))
        return Table((Column(""), *(Column(head, right=True, breaks=False) for head in heads)), tuple(rows))

    def _foot(self) -> Iterator[Block]:
        coverage = self.coverage
        yield Note(text(phrasing.summary(coverage), "strong"))
        parts = {state for part in coverage.parts() for state in part.states.values()}
        if coverage.parts():
            note = gettext("Below a question stand its parts, indented: they are listed and not counted.")
            yield Note(text(note, "quiet"))
        if without := phrasing.without_claim(coverage):
            yield Note(text(without))
        shown = parts.union(coverage.states())
        if entries := [(state_text(s), phrasing.meaning(coverage, s)) for s in STATES if s in shown]:
            yield blocks.Legend(tuple(entries))


def state_text(state: State) -> blocks.Text:
    """Return a state's word behind its mark."""
    return blocks.Mark(state, state), Span(f" {gettext(phrasing.WORDS[state])}", state)


def _cells(event: EventCoverage, states: Mapping[str, State]) -> Iterator[Cell]:
    for party in event.parties:
        state = states[party.id]
        yield Cell((blocks.Mark(state, state),) if state == "no-claim" else state_text(state))


def _count(rows: int) -> Cell:
    return Cell(text(number(rows)))


def _by_state(parties: Sequence[Party], states: Mapping[str, State]) -> Iterator[Item]:
    for state in STATES:
        if names := [party.name for party in parties if states[party.id] == state]:
            yield Item((*state_text(state), Span(colon() + semicolon().join(names))))
