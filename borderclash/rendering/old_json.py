"""JSON: the whole comparison for programs, as `schemas/comparison.schema.json` has it; a line for each row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter
from typing import Any

import orjson

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Comparison, EventComparison, Mirror, Pair, Row
from borderclash.model import Claim, Party, Source
from borderclash.presenting.phrasing.rows import RowPhrasing, mirror_texts
from borderclash.rendering.old_base import Options
from borderclash.values import Figure, Gap

VERSION = 1
# All but the party, which is the account's, and what only the program needs.
CLAIM_FIELDS = tuple(
    name for name in Claim._fields if name not in ("number", "party", "reading", "span", "faults")
)
CLAIM_NAMES = tuple("source" if name == "sources" else name for name in CLAIM_FIELDS)
_claim_values = attrgetter(*CLAIM_FIELDS)
SOURCE_FIELDS = tuple(name for name in Source._fields if name != "id")


def write(comparison: Comparison, options: Options) -> Iterator[str]:
    """Yield the JSON text of a comparison."""
    title, as_of = as_json(comparison.title), as_json(comparison.as_of)
    yield f'{{"borderclash": {VERSION}, "title": {title}, "as_of": {as_of},\n'
    yield f' "parties": {as_json({id: party_fields(party) for id, party in comparison.parties.items()})},\n'
    sources = {id: set_fields(source, SOURCE_FIELDS) for id, source in comparison.sources.items()}
    yield f' "sources": {as_json(sources)},\n "events": ['
    for number, table in enumerate(comparison.events):
        yield from _event(table, "," if number else "")
    yield f'],\n "summary": {as_json(_summary(comparison))}}}\n'


def _event(table: EventComparison, separator: str) -> Iterator[str]:
    event = table.event
    head = {"id": event.id, "title": event.title, "date": event.date, "place": event.place}
    yield f'{separator}\n  {as_json(head)[:-1]},\n   "rows": ['
    for number, row in enumerate(table.rows):
        yield f"{',' if number else ''}\n    {as_json(_row(row))}"
    yield f'],\n   "mirrors": {as_json([_mirror(mirror) for mirror in table.mirrors])}}}'


def _number(value: Decimal) -> float:
    """Return the float of a decimal; figures have at most 15 digits, which a float keeps."""
    return float(value)


def as_json(data: Any) -> str:
    """Return the JSON text of plain data."""
    return orjson.dumps(data, default=_number).decode()


def set_fields(record: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields of a record that are set."""
    return {name: value for name in fields if (value := getattr(record, name)) is not None}


def party_fields(party: Party) -> dict[str, Any]:
    """Return a party as JSON has it."""
    data: dict[str, Any] = {"name": party.name, "kind": party.kind}
    if party.note:
        data["note"] = party.note
    return data | ({"pooled": True} if party.pooled else {})


def _row(row: Row) -> dict[str, Any]:
    words = RowPhrasing(row)
    question = row.question
    data: dict[str, Any] = {
        "question": question.id,
        "label": question.label,
        "kind": question.kind,
        "unit": question.unit,
        "subject": row.subject,
        "scope": row.scope,
    }
    if question.options:
        data["options"] = question.options
    data["accounts"] = {id: _account(account, words.cell(id)) for id, account in row.accounts.items()}
    data |= {"verdict": row.verdict, **gap_fields(row.gap), "between": row.between, "why": words.why}
    data["pairs"] = [_pair(pair, words) for pair in row.pairs]
    return data


def gap_fields(gap: Gap | None) -> dict[str, Any]:
    """Return a gap and its ratio as JSON has them."""
    if gap is None:
        return {"gap": None, "ratio": None}
    return {"gap": gap.exported, "ratio": gap.ratio}


def _pair(pair: Pair, words: RowPhrasing) -> dict[str, Any]:
    data: dict[str, Any] = {
        "parties": pair.parties,
        "verdict": pair.verdict,
        **gap_fields(pair.gap),
        "why": words.why_pair(pair),
    }
    if pair.split is not None:
        *only, both = pair.split
        data |= {"only": dict(zip(pair.parties, only, strict=True)), "both": both}
    return data


def _account(account: Account, text: str | None) -> dict[str, Any]:
    return {
        "state": account.state,
        "text": text,
        "positions": [_position(claim) for claim in account.positions],
        "self_contradicting": account.self_contradicting,
        "claims": [claim_fields(claim) for claim in account.claims],
    }


def _position(claim: Claim) -> dict[str, Any]:
    data: dict[str, Any] = {"measure": claim.measure, "stance": claim.stance}
    figure = claim.reading
    if figure is not None:
        data["value"] = claim.value
    if isinstance(figure, Figure):
        bounds: dict[str, Any] = {"low": figure.low, "high": figure.high, "stated": figure.stated}
        if figure.low_open:
            bounds["low_open"] = True
        if figure.high_open:
            bounds["high_open"] = True
        data["figure"] = bounds
    return data


def claim_fields(claim: Claim) -> dict[str, Any]:
    """Return a claim as JSON has it: the fields that are set."""
    values = zip(CLAIM_NAMES, _claim_values(claim), strict=True)
    data = {name: value for name, value in values if value is not None}
    if claim.stance == "asserts":
        del data["stance"]
    return data


def _mirror(mirror: Mirror) -> dict[str, Any]:
    return {
        "question": mirror.question.id,
        "scope": mirror.scope,
        "parties": mirror.parties,
        "texts": mirror_texts(mirror),
        **gap_fields(mirror.gap),
    }


def _summary(comparison: Comparison) -> dict[str, Any]:
    tables = comparison.events
    rows = [row for table in tables for row in table.rows]
    return {
        "events": len(tables),
        "questions": sum(len({row.question.id for row in table.rows}) for table in tables),
        "rows": len(rows),
        "claims": sum(len(account.claims) for row in rows for account in row.accounts.values()),
        "mirrors": sum(len(table.mirrors) for table in tables),
        "verdicts": comparison.verdicts(),
    }
