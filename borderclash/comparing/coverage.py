"""Comparison to coverage: the state of every account, counted by party and by question. Pure; nothing is printed.

A question counts once for each subject. Where the comparison splits it by scope, a party has answered it that
takes a position in any of its rows there; these are kept as parts and not counted: nobody has to speak of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from borderclash.comparing.accounts import POSITIONS, State
from borderclash.comparing.rows import Comparison, EventComparison, Row
from borderclash.model import Event, Party, Question

# In the order of columns and lists. The first two are answers; the others stay apart, as they are not the same.
STATES: tuple[State, ...] = ("asserts", "denies", "declines", "cannot-say", "withdrawn", "no-claim")
# A party's state on a question is the first of these that its account has in any row.
FIRST: tuple[State, ...] = ("asserts", "denies", "withdrawn", "declines", "cannot-say", "no-claim")
UNANSWERED = tuple(state for state in STATES if state not in POSITIONS)


class Tally(NamedTuple):
    """In how many rows, each a question for one subject, a party has each state, all of `STATES` named."""

    states: Mapping[State, int]

    @property
    def rows(self) -> int:
        """How many rows were counted."""
        return sum(self.states.values())

    @property
    def answered(self) -> int:
        """In how many of them the party takes a position: it asserts or denies something."""
        return sum(self.states[state] for state in STATES if state in POSITIONS)


class Part(NamedTuple):
    """A row of the comparison: the scope that it covers, ``None`` for the whole, and the state of each party."""

    scope: str | None
    states: Mapping[str, State]


class Line(NamedTuple):
    """A question for one subject, with the state of each party shown.

    ``parts`` are its rows in the comparison where these are several; else ``scope`` is that of the only one.
    """

    question: Question
    subject: str | None
    scope: str | None
    states: Mapping[str, State]
    parts: tuple[Part, ...] = ()

    @property
    def answered(self) -> int:
        """How many of the parties take a position here."""
        return sum(state in POSITIONS for state in self.states.values())


@dataclass(frozen=True, slots=True)
class Sheet:
    """The coverage of one event; ``parties`` are its columns: those with a claim in the event."""

    event: Event
    parties: tuple[Party, ...]
    lines: tuple[Line, ...]
    tallies: Mapping[str, Tally]

    def unanswered(self, party: Party) -> dict[State, list[Line]]:
        """Return the questions on which *party* takes no position, by its state there.

        A pooled party is many voices, none of which is known to have been asked: its lack of a claim is not told.
        """
        found: dict[State, list[Line]] = {state: [] for state in UNANSWERED}
        for line in self.lines:
            if (state := line.states[party.id]) in found:
                found[state].append(line)
        return {
            state: lines for state, lines in found.items() if lines and not (party.pooled and state == "no-claim")
        }


class Total(NamedTuple):
    """What a party comes to over all events in which it has a claim; ``events`` is how many those are."""

    party: Party
    events: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Coverage:
    """All sheets, and the totals of each party that has a claim.

    ``events`` counts all events looked at, ``parties`` has all parties declared, and ``without_claim`` those
    that have no claim in any of these events.
    """

    title: str | None
    as_of: str | None
    parties: Mapping[str, Party]
    events: int
    sheets: tuple[Sheet, ...]
    totals: tuple[Total, ...]
    without_claim: tuple[Party, ...]


def coverage(comparison: Comparison, parties: Collection[str] | None = None) -> Coverage:
    """Return which party has answered which question of *comparison*.

    With *parties*, ids, only these are columns; events in which none of them has a claim are counted and not
    shown. Questions stay, whoever answers them.
    """
    sheets = [_sheet(table, parties) for table in comparison.events]
    shown = tuple(sheet for sheet in sheets if sheet.parties or parties is None)
    wanted = [party for id, party in comparison.parties.items() if parties is None or id in parties]
    totals = [_total(party, shown) for party in wanted]
    return Coverage(
        comparison.title,
        comparison.as_of,
        comparison.parties,
        len(sheets),
        shown,
        tuple(total for total in totals if total.events),
        tuple(total.party for total in totals if not total.events),
    )


def _sheet(table: EventComparison, parties: Collection[str] | None) -> Sheet:
    columns = tuple(party for party in table.parties if parties is None or party.id in parties)
    grouped: dict[tuple[str, str | None], list[Row]] = {}
    for row in table.rows:
        grouped.setdefault((row.question.id, row.subject), []).append(row)
    lines = tuple(_line(rows, columns) for rows in grouped.values())
    tallies = {party.id: _tally(line.states[party.id] for line in lines) for party in columns}
    return Sheet(table.event, columns, lines, tallies)


def _line(rows: Sequence[Row], columns: Iterable[Party]) -> Line:
    """Return the line of a question from its rows, which have one subject."""
    ids = [party.id for party in columns]
    parts = tuple(Part(row.scope, {id: row.accounts[id].state for id in ids}) for row in rows)
    question, subject = rows[0].question, rows[0].subject
    if len(parts) == 1:
        return Line(question, subject, parts[0].scope, parts[0].states)
    return Line(
        question,
        subject,
        None,
        {id: min((part.states[id] for part in parts), key=FIRST.index) for id in ids},
        parts,
    )


def _tally(states: Iterable[State]) -> Tally:
    counted = Counter(states)
    return Tally({state: counted[state] for state in STATES})


def _total(party: Party, sheets: Iterable[Sheet]) -> Total:
    tallies = [sheet.tallies[party.id] for sheet in sheets if party.id in sheet.tallies]
    added = {state: sum(tally.states[state] for tally in tallies) for state in STATES}
    return Total(party, len(tallies), Tally(added))
