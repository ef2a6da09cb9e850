"""The records of a comparison for column tables, by event; `schemas/comparison-tables.json` names their columns.

Numbers count within an event, so that what is made of one event does not depend on any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Comparison, EventComparison, Mirror, Pair, Row
from borderclash.model import Claim, Party, Question
from borderclash.presenting import claim_records
from borderclash.presenting.comparison_tables import NO_TIME, about, figure_cells, gap_cells
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import claim_words
from borderclash.presenting.phrasing.rows import RowPhrasing, mirror_texts

# Instants are counted in microseconds from the first day of year 1; columns of times from 1970 on.
EPOCH = 62_135_596_800_000_000
Cell = str | int | float | bool | None | Sequence[str] | Sequence[int]
Record = tuple[Cell, ...]
Records = dict[str, list[Record]]

COUNTED = ("rows", "accounts", "claims", "positions", "pairs", "mirrors")
OF_EVENTS = ("events", *COUNTED)


def of_all(comparison: Comparison) -> Records:
    """Return the records of what stands beside the events."""
    parties = enumerate(comparison.parties.values(), 1)
    return {
        "meta": list(about(comparison).items()),
        "parties": [(p.id, p.name, p.kind, p.pooled, p.note, sequence) for sequence, p in parties],
        "sources": [tuple(source) for source in comparison.sources.values()],
    }


def event_records(compared: EventComparison, parties: Mapping[str, Party]) -> Records:
    """Return the records of an event for each of `OF_EVENTS`, that of the event itself without `placed`."""
    return _Event(compared, parties).made


def placed(records: Records, sequence: int | None, fingerprint: str | None) -> Records:
    """Return the records of an event with its place among others, and the counts and what else stands with it."""
    counts = (len(records[table]) for table in COUNTED)
    return {**records, "events": [(*records["events"][0], sequence, fingerprint, *counts)]}


class _Event:
    """Makes the records of one event."""

    def __init__(self, compared: EventComparison, parties: Mapping[str, Party]) -> None:
        self.compared = compared
        self.id = compared.event.id
        self.parties = parties
        self.made: Records = {table: [] for table in OF_EVENTS}
        # The numbers of claims, by question and place in it.
        self.numbers: dict[tuple[str, int], int] = {}
        event = compared.event
        self.made["events"].append((event.id, event.title, event.date, event.place, event.timezone))
        for number, row in enumerate(compared.rows, 1):
            self._row(number, row)
        # A sum is of claims in other rows, which may come later.
        for number, row in enumerate(compared.rows, 1):
            for party in row.accounts:
                self._positions(number, row, party)
        for number, mirror in enumerate(compared.mirrors, 1):
            self._mirror(number, mirror)

    def _row(self, number: int, row: Row) -> None:
        question, phrasing = row.question, RowPhrasing(row)
        self.made["rows"].append(
            (
                self.id,
                number,
                self.compared.event.title,
                question.id,
                labels.row_label(row, self.parties),
                question.label,
                question.kind,
                question.unit,
                row.subject,
                row.scope,
                question.cumulative,
                row.verdict,
                *gap_cells(row.gap),
                *(row.between or (None, None)),
                phrasing.why,
                row.of_one_origin,
            )
        )
        for party, account in row.accounts.items():
            about = (self.id, number, party, account.party.name, account.state)
            self.made["accounts"].append((*about, phrasing.cell(party), account.self_contradicting))
            if account.claims:
                self._claims(number, question, account)
        self.made["pairs"] += (self._pair(number, row, pair, phrasing.why_pair(pair)) for pair in row.pairs)

    def _pair(self, number: int, row: Row, pair: Pair, why: str) -> Record:
        said = (claim_records.said(row.question, claim) for claim in pair.outcome.said)
        days = (claim_records.day(day, row.question.timezone) for day in pair.outcome.days or (None, None))
        about = (self.id, number, *pair.parties, pair.verdict, *gap_cells(pair.gap))
        return (*about, *said, *days, why, *(pair.split or (None, None, None)))

    def _claims(self, row: int, question: Question, account: Account) -> None:
        standing = {claim.number for position in account.positions for claim in position.wordings}
        for sequence, claim in enumerate(account.claims, 1):
            number = len(self.made["claims"]) + 1
            self.numbers[question.id, claim.number] = number
            self.made["claims"].append(
                (
                    self.id,
                    number,
                    row,
                    claim.party,
                    sequence,
                    claim.stance,
                    claim.number in standing,
                    *self._value(question, claim),
                    claim.hedge,
                    claim.measure,
                    claim.stated,
                    claim.cut_off,
                    claim.speaker,
                    claim.attribution or "on-record",
                    claim.via,
                    claim.sources,
                    claim.locator,
                    claim.quote,
                    claim.translation,
                    claim.note,
                    claim.id,
                    claim.replaces,
                    claim.restates,
                    claim.of,
                )
            )

    def _value(self, question: Question, claim: Claim) -> Record:
        """Return a claim in words, its value as written, the figure and the time that it gives."""
        written = claim.value
        if written is not None and not isinstance(written, str):
            written = claim_records.said(question, claim._replace(stance="asserts"))
        words = claim_words(question, claim, self.parties)
        return words, written, *figure_cells(question, claim), *_time(question, claim)

    def _positions(self, number: int, row: Row, party: str) -> None:
        for sequence, answer in enumerate(row.answers(party), 1):
            claim = answer.position.claim
            several = len(answer.origins.sources) > 1
            behind = (one.number for p in answer.positions for one in p.parts or p.wordings)
            self.made["positions"].append(
                (
                    self.id,
                    number,
                    party,
                    sequence,
                    claim.stance,
                    *self._value(row.question, claim),
                    claim.measure,
                    answer.position.derived,
                    len(answer.origins.sources),
                    answer.origins.number if several else None,
                    answer.voices,
                    list(dict.fromkeys(self.numbers[row.question.id, each] for each in behind)),
                )
            )

    def _mirror(self, number: int, mirror: Mirror) -> None:
        about = (self.id, number, mirror.question.id, mirror.scope, *mirror.parties)
        self.made["mirrors"].append((*about, *mirror_texts(mirror), *gap_cells(mirror.gap)))


def _time(question: Question, claim: Claim) -> Record:
    time = question.time(claim)
    if time is None:
        return NO_TIME
    low, high = (None if end is None else end - EPOCH for end in (time.low, time.high))
    return (low, time.low_open, high, time.high_open, *time.stated.ends)
