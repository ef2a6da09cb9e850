"""The records of a comparison for column tables, by event; `schemas/comparison-tables.json` names their columns.

Numbers count within an event, so that what is made of one event does not depend on any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Comparison, EventComparison, Mirror, Pair, Row
from borderclash.comparing.support import Answer, of_one_origin
from borderclash.model import Claim, Party, Question, Source
from borderclash.presenting import claim_records
from borderclash.presenting.comparison_tables import NO_TIME, about, gap_cells
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import NO_VOICES, QuestionPhrasing, claim_words
from borderclash.presenting.phrasing.rows import mirror_texts, several_voices
from borderclash.values import Figure, Time

# Instants are counted in microseconds from the first day of year 1; columns of times from 1970 on.
EPOCH = 62_135_596_800_000_000
# What stands in cells, or in several of them, as `columns` has it.
Record = tuple[Any, ...]
Column = Sequence[Any]
Records = dict[str, list[Record]]

# That of `schemas/comparison-tables.json`.
VERSION = 2
COUNTED = ("rows", "accounts", "claims", "positions", "pairs", "mirrors")
OF_EVENTS = ("events", *COUNTED)

# Where there is no figure, and where one states none.
NO_FIGURE, NOTHING_STATED = (None,) * len(Figure._fields), (None, None)


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
        for number, (words, of_row) in enumerate(answers, 1):
            for party, given in of_row.items():
                self._positions(number, words, party, given)
        for number, mirror in enumerate(compared.mirrors, 1):
            self._mirror(number, mirror)

    def _row(self, number: int, row: Row) -> tuple[QuestionPhrasing, dict[str, tuple[Answer, ...]]]:
        """Make the records of a row but for its positions, and return the answers of each party that takes any."""
        question, words = row.question, QuestionPhrasing(row.question, self.parties)
        answers: dict[str, tuple[Answer, ...]] = {}
        for party, account in row.accounts.items():
            cell, voices = None, NO_VOICES
            if account.positions:
                answers[party] = given = row.answers(party)
                voices = several_voices(given) if len(account.positions) > 1 else NO_VOICES
            if account.state != "no-claim":
                cell = words.cell(account, voices=voices)
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
        self.made["pairs"] += [self._pair(number, question, pair) for pair in row.pairs]
        return words, answers

    def _pair(self, number: int, question: Question, pair: Pair) -> Record:
        (a, b), days = pair.outcome.said, pair.outcome.days
        return (
            self.id,
            number,
            *pair.parties,
            pair.verdict,
            *gap_cells(pair.gap),
            claim_records.said(question, a),
            claim_records.said(question, b),
            *((claim_records.day(day, question.timezone) for day in days) if days else (None, None)),
            *(pair.split or (None, None, None)),
        )

    def _claims(self, row: int, words: QuestionPhrasing, account: Account) -> None:
        made, numbers = self.made["claims"], self.numbers[words.question.id]
        standing = {claim.number for position in account.positions for claim in position.wordings}
        for sequence, claim in enumerate(map(claim_records.marked, account.claims), 1):
            number = numbers[claim.number] = len(made) + 1
            stands, value = claim.number in standing, self._value(words, claim)
            made.append((self.id, number, row, sequence, stands, *value, claim))

    def _value(self, words: QuestionPhrasing, claim: Claim) -> Record:
        """Return a claim in words, its value as written, the figure and the time that it gives."""
        values = self.values[words.question.id]
        made = values.get(claim.number)
        if made is None:
            kind, reading, written = words.kind, claim.reading, claim.value
            if written is not None and not isinstance(written, str):
                written = "" if reading is None else kind.show(reading)
            # Whom a denial is of may be silent here.
            text = claim_words(words.question, claim, self.parties) if claim.of else words.claim(claim)
            given = (None, None) if reading is None else (kind.figure(reading), kind.time(reading))
            made = values[claim.number] = (text, written, *given)
        return made

    def _positions(self, number: int, words: QuestionPhrasing, party: str, answers: Sequence[Answer]) -> None:
        numbers = self.numbers[words.question.id]
        for sequence, answer in enumerate(answers, 1):
            claim, sources = answer.position.claim, answer.origins.sources
            behind = [numbers[one.number] for p in answer.positions for one in p.parts or p.wordings]
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
                    len(sources),
                    answer.origins.number if len(sources) > 1 else None,
                    answer.voices,
                    behind if len(behind) == 1 else list(dict.fromkeys(behind)),
                )
            )

    def _mirror(self, number: int, mirror: Mirror) -> None:
        about = (self.id, number, mirror.question.id, mirror.scope, *mirror.parties)
        self.made["mirrors"].append((*about, *mirror_texts(mirror), *gap_cells(mirror.gap)))


def columns(table: str, records: Iterable[Record]) -> Sequence[Column]:
    """Return the columns of a table; in records of claims and positions one value may be that of several."""
    found = list(zip(*records, strict=True))
    if table == "claims" and found:
        *counted, claims = found
        event, number, row, sequence, stands, *values = counted
        of: Any = Claim._make(zip(*claims, strict=True))
        attribution = [each or "on-record" for each in of.attribution]
        said = (of.hedge, of.measure, of.stated, of.cut_off, of.speaker, attribution, of.via, of.sources)
        words = (of.locator, of.quote, of.translation, of.note, of.id, of.replaces, of.restates, of.of)
        return (event, number, row, of.party, sequence, of.stance, stands, *_values(*values), *said, *words)
    if table == "positions" and found:
        return (*found[:5], *_values(*found[5:9]), *found[9:])
    return found


def _values(
    texts: Column, written: Column, figures: Sequence[Figure | None], times: Sequence[Time | None]
) -> Iterator[Column]:
    """Yield the columns of values: what `_Event` has of each."""
    yield from (texts, written)
    of: Any = Figure._make(zip(*(figure or NO_FIGURE for figure in figures), strict=True))
    stated = zip(*(both or NOTHING_STATED for both in of.stated), strict=True)
    yield from (_numbers(of.low), of.low_open, _numbers(of.high), of.high_open, *map(_numbers, stated))
    yield from zip(*map(_time_cells, times), strict=True) if any(times) else [[None] * len(times)] * 6


def _time_cells(time: Time | None) -> Record:
    if time is None:
        return NO_TIME
    low, high = (None if end is None else end - EPOCH for end in (time.low, time.high))
    return (low, time.low_open, high, time.high_open, *time.stated.ends)


def _numbers(column: Column) -> Column:
    """Return figures as columns hold them."""
    if Decimal not in map(type, column):
        return column
    return [float(each) if isinstance(each, Decimal) else each for each in column]
