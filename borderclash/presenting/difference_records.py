"""The records of a difference: nested for JSON, as `schemas/diff.schema.json` has it, and flat for CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from borderclash.comparing.differences import model
from borderclash.comparing.rows import Row
from borderclash.model import Claim, Event, Party, Question, Source
from borderclash.presenting.claim_records import (
    SEPARATOR,
    claim_record,
    gap_record,
    marked_lines,
    party_record,
    source_record,
    withheld_record,
)
from borderclash.presenting.phrasing.answers import claim_words
from borderclash.presenting.phrasing.differences import says
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.presenting.records import Document, Items, Json, Lines, Record, Value

VERSION = 1


def document(difference: model.Difference, old: str, new: str) -> Document:
    """Return a difference as nested records, a line for each row; *old* and *new* are the versions' names."""
    summary: dict[str, Json] = {"claims": dict(difference.claim_counts().items())}
    summary |= {noun: counts._asdict() for noun, counts in difference.counts().items()}
    return Document(
        {"borderclash": VERSION, **withheld_record(difference.shows_withheld), "old": old, "new": new},
        (
            {"changed": bool(difference), "summary": summary},
            {"fields": _fields(difference.fields)},
            {"parties": [_record(change) for change in difference.parties]},
            {"sources": [_record(change) for change in difference.sources]},
            {"events": Items(map(_event, difference.events))},
        ),
    )


def _fields(changes: Sequence[model.Change]) -> Record:
    return {change.field: {"old": change.old, "new": change.new} for change in changes}


def _sides(change: model.Sides[model.Side], of: Callable[[model.Side], Json]) -> Record:
    return dict(zip(("old", "new"), change.both(of), strict=True))


def _id(there: Event | Question | Party | Source) -> str:
    return there.id


def _record(change: model.RecordChange) -> Record:
    sides = _sides(change, lambda of: party_record(of) if isinstance(of, Party) else source_record(of))
    return {"id": _sides(change, _id), "fields": _fields(change.fields), **sides}


def _event(change: model.EventChange) -> Document:
    titles = _sides(change, lambda event: event.title)
    head: Record = {"id": _sides(change, _id), "title": titles, "fields": _fields(change.fields)}
    return Document(head, ({"questions": Items(map(_question, change.questions))},))


def _question(change: model.QuestionChange) -> Document:
    labels = _sides(change, lambda question: question.label)
    head: Record = {"id": _sides(change, _id), "label": labels, "fields": _fields(change.fields)}
    return Document(head, ({"rows": Items(_row(change, row) for row in change.rows)},))


def _row(question: model.QuestionChange, change: model.RowChange) -> Record:
    return {
        **_sides(change, _verdict),
        "changed": change.changed,
        "claims": [_claim(question, claim) for claim in change.claims],
    }


def _verdict(row: Row) -> Record:
    return {
        "subject": row.subject,
        "scope": row.scope,
        "verdict": row.verdict,
        **gap_record(row.gap),
        "between": row.between,
        "why": RowPhrasing(row).why,
    }


def _claim(question: model.QuestionChange, change: model.ClaimChange) -> Record:
    return {
        "change": change.kind,
        "party": change.there.party,
        "old": _said(question.old, change.old),
        "new": _said(question.new, change.new),
        "fields": _fields(change.fields),
        "before": [_said(*position) for position in change.before],
    }


def _said(question: Question | None, claim: Claim | None) -> Record | None:
    return {"text": claim_words(question, claim), **claim_record(claim)} if question and claim else None


class Line(NamedTuple):
    """A thing that changed, with an empty ``field``, or one of its fields: what it was and what it is."""

    thing: str
    change: str
    field: str | None = None
    old: Value = None
    new: Value = None
    event: str | None = None
    event_title: str | None = None
    question: str | None = None
    label: str | None = None
    subject: str | None = None
    scope: str | None = None
    party: str | None = None
    stated: str | None = None
    sources: str | None = None

    def of_fields(self, changes: Sequence[model.Change]) -> Iterator[Line]:
        """Yield the line itself, then one for each of its fields that is another."""
        yield self
        for change in changes:
            yield self._replace(field=change.field, old=_value(change.old), new=_value(change.new))


def lines(difference: model.Difference) -> Lines:
    """Return a difference as flat records: one for each thing that changed, and one for each of its fields."""
    lines = Lines(Line._fields, _lines(difference))
    return marked_lines(lines) if difference.shows_withheld else lines


def _lines(difference: model.Difference) -> Iterator[Line]:
    for field in difference.fields:
        yield Line("dataset", "changed", field.field, _value(field.old), _value(field.new))
    for event in difference.events:
        line = Line("event", event.status, event=event.there.id, event_title=event.there.title)
        yield from _of_change(line, event, lambda there: there.title, event.fields)
        for question in event.questions:
            yield from _of_question(line, question)
    for noun, changes in (("party", difference.parties), ("source", difference.sources)):
        for change in changes:
            line = Line(noun, change.status)
            of = (
                line._replace(party=change.there.id) if noun == "party" else line._replace(sources=change.there.id)
            )
            yield from _of_change(of, change, _name, change.fields)


def _of_change(
    line: Line, change: model.Sides[model.Side], of: Callable[[model.Side], Value], fields: Sequence[model.Change]
) -> Iterator[Line]:
    if fields or change.status != "changed":
        old, new = change.both(of)
        yield from line._replace(old=old, new=new).of_fields(fields)


def _of_question(event: Line, change: model.QuestionChange) -> Iterator[Line]:
    there = change.there
    line = event._replace(thing="question", change=change.status, question=there.id, label=there.label)
    yield from _of_change(line, change, lambda question: question.label, change.fields)
    for row in change.rows:
        of_row = line._replace(thing="row", subject=row.there.subject, scope=row.there.scope)
        if row.changed or row.status != "changed":
            yield from _of_row(of_row, row)
        for claim in row.claims:
            yield from _of_claim(of_row, change, claim)


def _of_row(line: Line, row: model.RowChange) -> Iterator[Line]:
    """Yield the verdict of a row, and its gap where that is another."""
    old, new = row.both(lambda row: row.verdict)
    gaps = row.both(lambda row: row.gap.exported if row.gap else None)
    changes = [model.Change("gap", *gaps)] if gaps[0] != gaps[1] else []
    yield from line._replace(change=row.status, old=old, new=new).of_fields(changes)


def _of_claim(row: Line, question: model.QuestionChange, change: model.ClaimChange) -> Iterator[Line]:
    old, new = says(change, question.old, question.new)
    claim = change.there
    line = row._replace(
        thing="claim",
        change=change.kind,
        old=old,
        new=new,
        party=claim.party,
        stated=claim.stated,
        sources=SEPARATOR.join(claim.sources),
    )
    yield from line.of_fields(change.fields)


def _name(record: Party | Source) -> str | None:
    return record.name if isinstance(record, Party) else record.title or record.url


def _value(content: Any) -> Value:
    """Return the content of a field as one value, several ids or options with slashes between them."""
    if isinstance(content, Mapping):
        return SEPARATOR.join(f"{id}: {label}" for id, label in content.items())
    if isinstance(content, tuple | list):
        return SEPARATOR.join(map(str, content))
    if isinstance(content, bool):
        return "yes" if content else "no"
    return content if content is None or isinstance(content, int | str) else str(content)
