"""JSON: the difference for programs, as `schemas/diff.schema.json` has it; a line for each row that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from borderclash.comparing.differences.model import (
    Change,
    ClaimChange,
    Difference,
    EventChange,
    QuestionChange,
    RecordChange,
    RowChange,
)
from borderclash.comparing.rows import Row
from borderclash.model import Claim, Party, Source
from borderclash.presenting.difference_wording import Names
from borderclash.presenting.phrasing.answers import claim_words
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.rendering.old_base import Options
from borderclash.rendering.old_json import (
    SOURCE_FIELDS,
    as_json,
    claim_fields,
    gap_fields,
    party_fields,
    set_fields,
)

VERSION = 1


def write(difference: Difference, names: Names, options: Options) -> Iterator[str]:
    """Yield the JSON text of a difference."""
    yield f'{{"borderclash": {VERSION}, "old": {as_json(names.old)}, "new": {as_json(names.new)},\n'
    yield f' "changed": {as_json(bool(difference))}, "summary": {as_json(_summary(difference))},\n'
    yield f' "fields": {as_json(_fields(difference.fields))},\n'
    yield f' "parties": {as_json([_record(change) for change in difference.parties])},\n'
    yield f' "sources": {as_json([_record(change) for change in difference.sources])},\n "events": ['
    for number, event in enumerate(difference.events):
        yield from _event(event, "," if number else "")
    yield "]}\n"


def _summary(difference: Difference) -> dict[str, Any]:
    rows, questions = list(difference.rows()), list(difference.questions())
    return {
        "claims": difference.claim_counts(),
        "rows": _counts(rows, sum(row.changed for row in rows)),
        "questions": _counts(questions, sum(bool(question.fields) for question in questions)),
        "events": _counts(difference.events, sum(bool(event.fields) for event in difference.events)),
        "parties": _counts(difference.parties, sum(bool(party.fields) for party in difference.parties)),
        "sources": _counts(difference.sources, sum(bool(source.fields) for source in difference.sources)),
    }


def _counts(
    changes: Sequence[RowChange] | Sequence[QuestionChange] | Sequence[EventChange] | Sequence[RecordChange],
    changed: int,
) -> dict[str, int]:
    return {
        "changed": changed,
        "added": sum(change.old is None for change in changes),
        "removed": sum(change.new is None for change in changes),
    }


def _fields(changes: Sequence[Change]) -> dict[str, Any]:
    return {change.field: {"old": change.old, "new": change.new} for change in changes}


def _ids(change: EventChange | QuestionChange | RecordChange) -> dict[str, Any]:
    return {"old": change.old and change.old.id, "new": change.new and change.new.id}


def _record(change: RecordChange) -> dict[str, Any]:
    data: dict[str, Any] = {"id": _ids(change), "fields": _fields(change.fields)}
    for side, record in (("old", change.old), ("new", change.new)):
        if isinstance(record, Party):
            data[side] = party_fields(record)
        elif isinstance(record, Source):
            data[side] = set_fields(record, SOURCE_FIELDS)
        else:
            data[side] = None
    return data


def _event(change: EventChange, separator: str) -> Iterator[str]:
    titles = {"old": change.old and change.old.title, "new": change.new and change.new.title}
    head = {"id": _ids(change), "title": titles, "fields": _fields(change.fields)}
    yield f'{separator}\n  {as_json(head)[:-1]},\n   "questions": ['
    for number, question in enumerate(change.questions):
        yield from _question(question, "," if number else "")
    yield "]}"


def _question(change: QuestionChange, separator: str) -> Iterator[str]:
    labels = {"old": change.old and change.old.label, "new": change.new and change.new.label}
    head = {"id": _ids(change), "label": labels, "fields": _fields(change.fields)}
    yield f'{separator}\n    {as_json(head)[:-1]},\n     "rows": ['
    for number, row in enumerate(change.rows):
        yield f"{',' if number else ''}\n      {as_json(_row(change, row))}"
    yield "]}"


def _row(question: QuestionChange, change: RowChange) -> dict[str, Any]:
    return {
        "old": change.old and _verdict(change.old),
        "new": change.new and _verdict(change.new),
        "changed": change.changed,
        "claims": [_claim(question, claim) for claim in change.claims],
    }


def _verdict(row: Row) -> dict[str, Any]:
    return {
        "subject": row.subject,
        "scope": row.scope,
        "verdict": row.verdict,
        **gap_fields(row.gap),
        "between": row.between,
        "why": RowPhrasing(row).why,
    }


def _claim(question: QuestionChange, change: ClaimChange) -> dict[str, Any]:
    return {
        "change": change.kind,
        "party": change.claim.party,
        "old": _said(question.old, change.old),
        "new": _said(question.new, change.new),
        "fields": _fields(change.fields),
        "before": [{"text": claim_words(*position), **claim_fields(position.claim)} for position in change.before],
    }


def _said(question: Any, claim: Claim | None) -> dict[str, Any] | None:
    return claim and {"text": claim_words(question, claim), **claim_fields(claim)}
