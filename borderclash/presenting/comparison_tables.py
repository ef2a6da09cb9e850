"""The records of a comparison for each table of a database, by the columns of `rendering/database/schema.sql`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Comparison, EventComparison, Mirror, Row
from borderclash.model import Claim, Question
from borderclash.presenting import claim_records
from borderclash.presenting.claim_records import instants
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import claim_words
from borderclash.presenting.phrasing.rows import RowPhrasing, mirror_texts
from borderclash.presenting.records import TableRow, Tables
from borderclash.values import Figure, Gap, Number
from borderclash.vocabulary import PROGRAM_VERSION

# Changes when a query would have to.
VERSION = 1
TABLES = (
    "meta parties sources events questions rows accounts claims claim_sources claim_of derivations answers "
    "answer_claims pairs mirrors"
).split()
NO_GAP = (None, None, None, None)
NO_FIGURE = NO_TIME = (None,) * 6


def tables(comparison: Comparison) -> Tables:
    """Return the records of every table; ids count from 1 in the order of the comparison."""
    return Tables(VERSION, _Builder(comparison).made)


def about(comparison: Comparison, version: int) -> dict[str, str | None]:
    """Return what made a comparison, and what it is of; *version* is that of its tables."""
    filters = {
        f"filter_{name}": "yes" if words is True else ", ".join(words)
        for name, words in comparison.filters.items()
    }
    program = f"borderclash {PROGRAM_VERSION}"
    return {
        "program": program,
        "schema": str(version),
        **({"withheld": "shown"} if comparison.shows_withheld else {}),
        "title": comparison.title,
        "as_of": comparison.as_of,
        **filters,
    }


class _Builder:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.made: dict[str, list[TableRow]] = {table: [] for table in TABLES}
        self._meta()
        for sequence, compared in enumerate(comparison.events, 1):
            self._event(sequence, compared)

    def _meta(self) -> None:
        comparison = self.comparison
        self.made["meta"] += about(comparison, VERSION).items()
        for sequence, party in enumerate(comparison.parties.values(), 1):
            self.made["parties"].append(
                (party.id, party.name, party.kind, int(party.pooled), party.note, sequence)
            )
        for source in comparison.sources.values():
            self.made["sources"].append(claim_records.source_values(source))
            parents = enumerate(dict.fromkeys(source.derived_from), 1)
            self.made["derivations"] += ((source.id, parent, place) for place, parent in parents)

    def _event(self, sequence: int, table: EventComparison) -> None:
        event = table.event
        self.made["events"].append((event.id, event.title, event.date, event.place, event.timezone, sequence))
        questions: dict[str, int] = {}
        claims: dict[tuple[str, int], int] = {}
        first_row = self._next("rows")
        for row in table.rows:
            if row.question.id not in questions:
                questions[row.question.id] = self._question(event.id, row.question)
            self._row(event.id, questions[row.question.id], row, claims)
        # A sum is of claims in other rows, which may come later.
        for id, row in enumerate(table.rows, first_row):
            for party in row.accounts:
                self._answers(id, row, party, claims)
        for mirror in table.mirrors:
            self._mirror(questions[mirror.question.id], mirror)

    def _next(self, table: str) -> int:
        return len(self.made[table]) + 1

    def _question(self, event: str, question: Question) -> int:
        id = self._next("questions")
        options = _list(question.options) if question.options else None
        parts = _list(question.parts) if question.parts else None
        total = (int(question.cumulative), question.cut_off, parts)
        fields = (question.label, question.kind, question.unit, question.measure, options, *total)
        self.made["questions"].append((id, event, question.id, *fields))
        return id

    def _row(self, event: str, question: int, row: Row, claims: dict[tuple[str, int], int]) -> None:
        id = self._next("rows")
        title = labels.row_label(row, self.comparison.parties)
        between = row.between or (None, None)
        words = RowPhrasing(row)
        one_origin = int(row.of_one_origin)
        fields = (title, row.subject, row.scope, row.verdict, *gap_cells(row.gap), *between, words.why, one_origin)
        self.made["rows"].append((id, event, question, *fields))
        for party, account in row.accounts.items():
            contradicts = int(account.self_contradicting)
            self.made["accounts"].append((id, party, account.state, words.cell(party), contradicts))
            if account.claims:
                self._claims(id, row.question, account, claims)
        pair_id = self._next("pairs")
        for number, pair in enumerate(row.pairs, pair_id):
            split = map(_list, pair.split) if pair.split else (None, None, None)
            said = (claim_records.said(row.question, claim) for claim in pair.outcome.said)
            days = (claim_records.day(day, row.question.timezone) for day in pair.outcome.days or (None, None))
            fields = (
                *pair.parties,
                pair.verdict,
                *gap_cells(pair.gap),
                *said,
                *days,
                words.why_pair(pair),
                *split,
            )
            self.made["pairs"].append((number, id, *fields))

    def _claims(self, row: int, question: Question, account: Account, made: dict[tuple[str, int], int]) -> None:
        first = self._next("claims")
        ids = {claim.id: id for id, claim in enumerate(account.claims, first) if claim.id}
        standing = {claim.number for position in account.positions for claim in position.wordings}
        for sequence, claim in enumerate(map(claim_records.marked, account.claims), 1):
            id = made[question.id, claim.number] = first + sequence - 1
            self.made["claims"].append(
                (
                    id,
                    row,
                    claim.party,
                    sequence,
                    claim.stance,
                    int(claim.number in standing),
                    claim_words(question, claim, self.comparison.parties),
                    _written(claim),
                    *figure_cells(question.figure(claim)),
                    *_time(question, claim),
                    claim.hedge,
                    claim.measure,
                    claim.stated,
                    claim.cut_off,
                    claim.speaker,
                    claim.attribution or "on-record",
                    claim.via,
                    claim.locator,
                    claim.quote,
                    claim.translation,
                    claim.note,
                    claim.id,
                    ids.get(claim.replaces) if claim.replaces else None,
                    ids.get(claim.restates) if claim.restates else None,
                )
            )
            denied = enumerate(dict.fromkeys(claim.of), 1)
            self.made["claim_of"] += ((id, party, place) for place, party in denied)
            sources = dict.fromkeys(claim.sources)
            self.made["claim_sources"] += ((id, source, place) for place, source in enumerate(sources, 1))

    def _answers(self, row: int, of: Row, party: str, claims: Mapping[tuple[str, int], int]) -> None:
        """Make the records of the answers of a party in a row, with the claims behind each."""
        for sequence, answer in enumerate(of.answers(party), 1):
            id, claim = self._next("answers"), answer.position.claim
            several = len(answer.origins.sources) > 1
            self.made["answers"].append(
                (
                    id,
                    row,
                    party,
                    sequence,
                    claim.stance,
                    claim_words(of.question, claim, self.comparison.parties),
                    _written(claim),
                    *figure_cells(of.question.figure(claim)),
                    claim.measure,
                    int(answer.position.derived),
                    len(answer.origins.sources),
                    answer.origins.number if several else None,
                    answer.voices,
                )
            )
            behind = (one.number for p in answer.positions for one in p.parts or p.wordings)
            found = dict.fromkeys(claims[of.question.id, number] for number in behind)
            self.made["answer_claims"] += ((id, one, place) for place, one in enumerate(found, 1))

    def _mirror(self, question: int, mirror: Mirror) -> None:
        fields = (mirror.scope, *mirror.parties, *mirror_texts(mirror), *gap_cells(mirror.gap))
        self.made["mirrors"].append((self._next("mirrors"), question, *fields))


def _number(value: Number | None) -> int | float | None:
    """Return what SQLite holds of a number; 15 digits, and whole numbers of 18, are kept exactly."""
    return float(value) if isinstance(value, Decimal) else value


def gap_cells(gap: Gap | None) -> TableRow:
    """Return the gap in the question's unit, in seconds for a time, in words, and its ratio."""
    if gap is None:
        return NO_GAP
    size = _number(gap.size)
    sizes = (None, size) if gap.in_seconds else (size, None)
    return (*sizes, gap.words, _number(gap.ratio))


@lru_cache(maxsize=8192)
def figure_cells(figure: Figure | None) -> TableRow:
    """Return the bounds of a figure and the figures that it states; no end of an interval is ``None``."""
    if figure is None:
        return NO_FIGURE
    stated = figure.stated or (None, None)
    bounds = (_number(figure.low), figure.low_open, _number(figure.high), figure.high_open)
    return (*bounds, *map(_number, stated))


def _time(question: Question, claim: Claim) -> TableRow:
    """Return the bounds of a time in UTC, and the two ends of what it states as written."""
    time = question.time(claim)
    if time is None:
        return NO_TIME
    low, high = instants(time)
    return (low, int(time.low_open), high, int(time.high_open), *time.stated.ends)


def _written(claim: Claim) -> str | None:
    """Return a value as it stands in the claim file; a list of names as JSON."""
    if claim.value is None or isinstance(claim.value, str):
        return claim.value
    return _list(claim.value) if isinstance(claim.value, list) else str(claim.value)


def _list(data: Sequence[str] | Mapping[str, str]) -> str:
    return json.dumps(data, ensure_ascii=False)
