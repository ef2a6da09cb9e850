"""The records of a comparison for column tables, by event, within which numbers count.

`schemas/comparison-tables.json` names their columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Comparison, EventComparison, Mirror, Pair, Row
from borderclash.comparing.support import Answer, of_one_origin
from borderclash.model import Claim, Party, Question, Source
from borderclash.presenting import claim_records
from borderclash.presenting.comparison_tables import NO_TIME, about, figure_cells, gap_cells
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import NO_VOICES, QuestionPhrasing, claim_words
from borderclash.presenting.phrasing.rows import mirror_texts, several_voices
from borderclash.values import Time

# Instants are counted in microseconds from the first day of year 1; columns of times from 1970 on.
EPOCH = 62_135_596_800_000_000
Cell = str | int | float | bool | None | Sequence[str] | Sequence[int]
Record = tuple[Cell, ...]
Records = dict[str, list[Record]]

# That of `schemas/comparison-tables.json`.
VERSION = 2
COUNTED = ("rows", "accounts", "claims", "positions", "pairs", "mirrors")
OF_EVENTS = ("events", *COUNTED)

_said_when = attrgetter("hedge", "measure", "stated", "cut_off", "speaker")
_said_where = attrgetter(
    "via", "sources", "locator", "quote", "translation", "note", "id", "replaces", "restates", "of"
)


def of_all(comparison: Comparison) -> Records:
    """Return the records of what stands beside the events."""
    parties = enumerate(comparison.parties.values(), 1)
    return {
        "meta": list(about(comparison, VERSION).items()),
        "parties": [(p.id, p.name, p.kind, p.pooled, p.note, sequence) for sequence, p in parties],
        "sources": [_source(source) for source in comparison.sources.values()],
    }


def _source(source: Source) -> Record:
    return (*claim_records.source_values(source), source.derived_from)


def event_records(compared: EventComparison, parties: Mapping[str, Party]) -> Records:
    """Return the records of an event for each of `OF_EVENTS`, that of the event itself without `placed`."""
    return _Event(compared, parties).made


def placed(records: Records, sequence: int | None, fingerprint: str | None) -> Records:
    """Return the records of an event with its place among others, and the counts and what else stands with it."""
    counts = (len(records[table]) for table in COUNTED)
    return {**records, "events": [(*records["events"][0], sequence, fingerprint, *counts)]}


class _Event:
    def __init__(self, compared: EventComparison, parties: Mapping[str, Party]) -> None:
        self.compared = compared
        self.id = compared.event.id
        self.parties = parties
        self.made: Records = {table: [] for table in OF_EVENTS}
        # By question and the claim's place in it: the number of the claim, and its value in the columns of values.
        self.numbers: dict[str, dict[int, int]] = {question.id: {} for question in compared.event.questions}
        self.values: dict[str, dict[int, Record]] = {question.id: {} for question in compared.event.questions}
        event = compared.event
        self.made["events"].append((event.id, event.title, event.date, event.place, event.timezone))
        answers = [self._row(number, row) for number, row in enumerate(compared.rows, 1)]
        # A sum is of claims in other rows, which may come later.
        for number, (row, of_row) in enumerate(zip(compared.rows, answers, strict=True), 1):
            for party, given in of_row.items():
                self._positions(number, row.question, party, given)
        for number, mirror in enumerate(compared.mirrors, 1):
            self._mirror(number, mirror)

    def _row(self, number: int, row: Row) -> dict[str, tuple[Answer, ...]]:
        """Make the records of a row but for its positions, and return the answers of each party that takes any."""
        question, words = row.question, QuestionPhrasing(row.question, self.parties)
        answers = {id: row.answers(id) for id, account in row.accounts.items() if account.positions}
        for party, account in row.accounts.items():
            given = answers.get(party, ())
            voices = several_voices(given) if len(account.positions) > 1 else NO_VOICES
            cell = None if account.state == "no-claim" else words.cell(account, voices=voices)
            said = (account.party.name, account.state, cell, account.self_contradicting)
            self.made["accounts"].append((self.id, number, party, *said))
            if account.claims:
                self._claims(number, words, account)
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
                of_one_origin(answers.values(), row.lineage),
            )
        )
        self.made["pairs"] += (self._pair(number, question, pair) for pair in row.pairs)
        return answers

    def _pair(self, number: int, question: Question, pair: Pair) -> Record:
        a, b = pair.outcome.said
        days = pair.outcome.days
        told = [claim_records.day(day, question.timezone) for day in days] if days else (None, None)
        return (
            self.id,
            number,
            *pair.parties,
            pair.verdict,
            *gap_cells(pair.gap),
            claim_records.said(question, a),
            claim_records.said(question, b),
            *told,
            *(pair.split or (None, None, None)),
        )

    def _claims(self, row: int, words: QuestionPhrasing, account: Account) -> None:
        made, numbers = self.made["claims"], self.numbers[words.question.id]
        standing = {claim.number for position in account.positions for claim in position.wordings}
        for sequence, claim in enumerate(map(claim_records.marked, account.claims), 1):
            number = numbers[claim.number] = len(made) + 1
            made.append(
                (
                    self.id,
                    number,
                    row,
                    claim.party,
                    sequence,
                    claim.stance,
                    claim.number in standing,
                    *self._value(words, claim),
                    *_said_when(claim),
                    claim.attribution or "on-record",
                    *_said_where(claim),
                )
            )

    def _value(self, words: QuestionPhrasing, claim: Claim) -> Record:
        """Return a claim in words, its value as written, the figure and the time that it gives."""
        question, kind, reading = words.question, words.kind, claim.reading
        values = self.values[question.id]
        made = values.get(claim.number)
        if made is None:
            written = claim.value
            if written is not None and not isinstance(written, str):
                written = claim_records.said(question, claim._replace(stance="asserts"))
            # Whom a denial is of may be silent here.
            text = claim_words(question, claim, self.parties) if claim.of else words.claim(claim)
            figure, time = (None, None) if reading is None else (kind.figure(reading), kind.time(reading))
            made = values[claim.number] = (text, written, *figure_cells(figure), *_time_cells(time))
        return made

    def _positions(self, number: int, question: Question, party: str, answers: Sequence[Answer]) -> None:
        numbers = self.numbers[question.id]
        words = QuestionPhrasing(question, self.parties)
        for sequence, answer in enumerate(answers, 1):
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
                    *self._value(words, claim),
                    claim.measure,
                    answer.position.derived,
                    len(answer.origins.sources),
                    answer.origins.number if several else None,
                    answer.voices,
                    list(dict.fromkeys(numbers[each] for each in behind)),
                )
            )

    def _mirror(self, number: int, mirror: Mirror) -> None:
        about = (self.id, number, mirror.question.id, mirror.scope, *mirror.parties)
        self.made["mirrors"].append((*about, *mirror_texts(mirror), *gap_cells(mirror.gap)))


def _time_cells(time: Time | None) -> Record:
    if time is None:
        return NO_TIME
    low, high = (None if end is None else end - EPOCH for end in (time.low, time.high))
    return (low, time.low_open, high, time.high_open, *time.stated.ends)
