"""Comparison to coverage: the state of every account, counted by party and by question. Pure; nothing is printed.

A question counts once for each subject. Where the comparison splits it by scope, a party has answered it that
takes a position in any of its rows there; these are kept as parts and not counted: nobody has to speak of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from borderclash.comparing.accounts import State
from borderclash.comparing.positions import POSITIONS
from borderclash.comparing.rows import Comparison, EventComparison, Filters, Row, without_sums
from borderclash.comparing.selection import matching
from borderclash.model import Event, Party, Question

# In the order of columns and lists. The first two are answers; the others stay apart, as they are not the same.
STATES: tuple[State, ...] = ("asserts", "denies", "declines", "cannot-say", "withdrawn", "no-claim")
# A party's state on a question is the first of these that its account has in any row.
FIRST: tuple[State, ...] = ("asserts", "denies", "withdrawn", "declines", "cannot-say", "no-claim")
UNANSWERED = tuple(state for state in STATES if state not in POSITIONS)


class StateCounts(NamedTuple):
    """On how many questions, each for one subject, a party has each state, all of `STATES` named."""

    states: Mapping[State, int]

    @property
    def questions(self) -> int:
        """How many questions were counted."""
        return sum(self.states.values())

    @property
    def answered(self) -> int:
        """On how many of them the party takes a position: it asserts or denies something."""
        return sum(self.states[state] for state in STATES if state in POSITIONS)


class ScopeCoverage(NamedTuple):
    """A row of the comparison: the scope that it covers, ``None`` for the whole, and the state of each party."""

    scope: str | None
    states: Mapping[str, State]


class QuestionCoverage(NamedTuple):
    """A question for one subject, with the state of each party; ``parts`` are its rows where these are several."""

    question: Question
    subject: str | None
    scope: str | None
    states: Mapping[str, State]
    parts: tuple[ScopeCoverage, ...] = ()

    @property
    def answered(self) -> int:
        """How many of the parties take a position here."""
        return sum(state in POSITIONS for state in self.states.values())


@dataclass(frozen=True, slots=True)
class EventCoverage:
    """The coverage of one event; ``parties`` are its columns: those with a claim in the event."""

    event: Event
    parties: tuple[Party, ...]
    questions: tuple[QuestionCoverage, ...]
    counts: Mapping[str, StateCounts]

    def states(self) -> list[State]:
        """Return the states that any party has here, in order."""
        return [state for state in STATES if any(counts.states[state] for counts in self.counts.values())]

    def unanswered(self, party: Party) -> dict[State, list[QuestionCoverage]]:
        """Return the questions without a position of *party*, by state; of a pooled one, no lack."""
        found: dict[State, list[QuestionCoverage]] = {state: [] for state in UNANSWERED}
        for question in self.questions:
            if (state := question.states[party.id]) in found:
                found[state].append(question)
        if party.pooled:
            del found["no-claim"]
        return {state: questions for state, questions in found.items() if questions}


class PartyCoverage(NamedTuple):
    """A party's counts over all events in which it has a claim; ``events`` is how many those are."""

    party: Party
    events: int
    counts: StateCounts


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of each event, and the totals of each party that has a claim.

    ``looked_at`` counts all events, also those that none of the chosen parties has a claim in. ``parties`` has all
    parties declared, ``without_claim`` those that have no claim in any of the events.
    """

    title: str | None
    as_of: str | None
    filters: Filters
    parties: Mapping[str, Party]
    looked_at: int
    events: tuple[EventCoverage, ...]
    totals: tuple[PartyCoverage, ...]
    without_claim: tuple[Party, ...]

    def states(self) -> list[State]:
        """Return the states that are counted, in order."""
        return [state for state in STATES if any(total.counts.states[state] for total in self.totals)]

    def parts(self) -> list[ScopeCoverage]:
        """Return the parts of all questions."""
        return [part for event in self.events for question in event.questions for part in question.parts]


def coverage(comparison: Comparison, patterns: Sequence[str] = ()) -> Coverage:
    """Return which party has answered which question of *comparison*.

    With *patterns* of ids, only parties that match one are columns; events in which none of them has a claim are
    counted and not shown. Questions stay, whoever answers them. Raises `UsageError` for a pattern that matches
    nothing.
    """
    parties = matching("party", patterns, comparison.parties)
    events = [_event(event, parties) for event in comparison.events]
    shown = tuple(event for event in events if event.parties or not patterns)
    wanted = [comparison.parties[id] for id in parties]
    totals = [_total(party, shown) for party in wanted]
    return Coverage(
        comparison.title,
        comparison.as_of,
        {**comparison.filters, **({"party": tuple(patterns)} if patterns else {})},
        comparison.parties,
        len(events),
        shown,
        tuple(total for total in totals if total.events),
        tuple(total.party for total in totals if not total.events),
    )


def _event(event: EventComparison, parties: Collection[str]) -> EventCoverage:
    columns = tuple(party for party in event.parties if party.id in parties)
    grouped: dict[tuple[str, str | None], list[Row]] = {}
    for row in (without_sums(row) for row in event.rows if not row.of_sums):
        grouped.setdefault((row.question.id, row.subject), []).append(row)
    questions = tuple(_question(rows, columns) for rows in grouped.values())
    counts = {party.id: _counts(question.states[party.id] for question in questions) for party in columns}
    return EventCoverage(event.event, columns, questions, counts)


def _question(rows: Sequence[Row], columns: Iterable[Party]) -> QuestionCoverage:
    ids = [party.id for party in columns]
    parts = tuple(ScopeCoverage(row.scope, {id: row.accounts[id].state for id in ids}) for row in rows)
    question, subject = rows[0].question, rows[0].subject
    if len(parts) == 1:
        return QuestionCoverage(question, subject, parts[0].scope, parts[0].states)
    states = {id: min((part.states[id] for part in parts), key=FIRST.index) for id in ids}
    return QuestionCoverage(question, subject, None, states, parts)


def _counts(states: Iterable[State]) -> StateCounts:
    counted = Counter(states)
    return StateCounts({state: counted[state] for state in STATES})


def _total(party: Party, events: Iterable[EventCoverage]) -> PartyCoverage:
    counts = [event.counts[party.id] for event in events if party.id in event.counts]
    added = {state: sum(of_event.states[state] for of_event in counts) for state in STATES}
    return PartyCoverage(party, len(counts), StateCounts(added))
