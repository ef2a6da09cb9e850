"""Comparison to coverage: the state of every account, counted by party and by row. Pure; nothing is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from borderclash.accounts import POSITIONS, State
from borderclash.compare import Comparison, Row, Table
from borderclash.model import Event, Party

# In the order of columns and lists. The first two are answers; the others stay apart, as they are not the same.
STATES: tuple[State, ...] = ("asserts", "denies", "declines", "cannot-say", "withdrawn", "no-claim")
UNANSWERED = tuple(state for state in STATES if state not in POSITIONS)


class Tally(NamedTuple):
    """How many of a party's accounts have each state, all of `STATES` named."""

    states: Mapping[State, int]

    @property
    def rows(self) -> int:
        """How many rows were counted."""
        return sum(self.states.values())

    @property
    def answered(self) -> int:
        """In how many of them the party takes a position: it asserts or denies something."""
        return sum(self.states[state] for state in STATES if state in POSITIONS)


class Line(NamedTuple):
    """A row of the comparison with the state of the account of each party shown."""

    row: Row
    states: Mapping[str, State]

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

    def unanswered(self, party: Party) -> dict[State, list[Row]]:
        """Return the rows in which *party* takes no position, by the state of its account there.

        A pooled party is many voices, none of which is known to have been asked: its lack of a claim is not told.
        """
        found: dict[State, list[Row]] = {state: [] for state in UNANSWERED}
        for line in self.lines:
            if (state := line.states[party.id]) in found:
                found[state].append(line.row)
        return {
            state: rows for state, rows in found.items() if rows and not (party.pooled and state == "no-claim")
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
    """Return which party has answered which row of *comparison*.

    With *parties*, ids, only these are columns; events in which none of them has a claim are counted and not
    shown. Rows stay, whoever answers them.
    """
    sheets = [_sheet(table, parties) for table in comparison.tables]
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


def _sheet(table: Table, parties: Collection[str] | None) -> Sheet:
    columns = tuple(party for party in table.parties if parties is None or party.id in parties)
    lines = tuple(Line(row, {party.id: row.accounts[party.id].state for party in columns}) for row in table.rows)
    tallies = {party.id: _tally(line.states[party.id] for line in lines) for party in columns}
    return Sheet(table.event, columns, lines, tallies)


def _tally(states: Iterable[State]) -> Tally:
    counted = Counter(states)
    return Tally({state: counted[state] for state in STATES})


def _total(party: Party, sheets: Iterable[Sheet]) -> Total:
    tallies = [sheet.tallies[party.id] for sheet in sheets if party.id in sheet.tallies]
    added = {state: sum(tally.states[state] for tally in tallies) for state in STATES}
    return Total(party, len(tallies), Tally(added))
