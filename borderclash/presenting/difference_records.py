"""The records of a difference: nested for JSON, as `schemas/diff.schema.json` has it, and flat for CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from borderclash.comparing.differences import model
from borderclash.comparing.rows import Row
from borderclash.model import Claim, Party, Question, Source
from borderclash.presenting.claim_records import SEPARATOR, claim_record, gap_record, party_record, source_record
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
        {"borderclash": VERSION, "old": old, "new": new},
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


def _ids(change: model.EventChange | model.QuestionChange | model.RecordChange) -> Record:
    return {"old": change.old.id if change.old else None, "new": change.new.id if change.new else None}


def _record(change: model.RecordChange) -> Record:
    old, new = _party_or_source(change.old), _party_or_source(change.new)
    return {"id": _ids(change), "fields": _fields(change.fields), "old": old, "new": new}


def _party_or_source(record: Party | Source | None) -> Record | None:
    if record is None:
        return None
    return party_record(record) if isinstance(record, Party) else source_record(record)


def _event(change: model.EventChange) -> Document:
    titles = {side: there.title if there else None for side, there in (("old", change.old), ("new", change.new))}
    head: Record = {"id": _ids(change), "title": titles, "fields": _fields(change.fields)}
    return Document(head, ({"questions": Items(map(_question, change.questions))},))


def _question(change: model.QuestionChange) -> Document:
    labels = {side: there.label if there else None for side, there in (("old", change.old), ("new", change.new))}
    head: Record = {"id": _ids(change), "label": labels, "fields": _fields(change.fields)}
    return Document(head, ({"rows": Items(_row(change, row) for row in change.rows)},))


def _row(question: model.QuestionChange, change: model.RowChange) -> Record:
    return {
        "old": change.old and _verdict(change.old),
        "new": change.new and _verdict(change.new),
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
        "party": change.claim.party,
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
    return Lines(Line._fields, _lines(difference))


def _lines(difference: model.Difference) -> Iterator[Line]:
    for field in difference.fields:
        yield Line("dataset", "changed", field.field, _value(field.old), _value(field.new))
    for event in difference.events:
        there = event.new or event.old
        assert there is not None
        line = Line("event", _change(event), event=there.id, event_title=there.title)
        if event.fields or event.old is None or event.new is None:
            titles = [side.title if side else None for side in (event.old, event.new)]
            yield from line._replace(old=titles[0], new=titles[1]).of_fields(event.fields)
        for question in event.questions:
            yield from _of_question(line, question)
    for noun, changes in (("party", difference.parties), ("source", difference.sources)):
        for change in changes:
            yield from _of_record(noun, change)


def _of_question(event: Line, change: model.QuestionChange) -> Iterator[Line]:
    there = change.new or change.old
    assert there is not None
    line = event._replace(thing="question", change=_change(change), question=there.id, label=there.label)
    if change.fields or change.old is None or change.new is None:
        labels = [side.label if side else None for side in (change.old, change.new)]
        yield from line._replace(old=labels[0], new=labels[1]).of_fields(change.fields)
    for row in change.rows:
        row_there = row.new or row.old
        assert row_there is not None
        of_row = line._replace(thing="row", subject=row_there.subject, scope=row_there.scope)
        if row.changed or row.old is None or row.new is None:
            yield from _of_row(of_row, row)
        for claim in row.claims:
            yield from _of_claim(of_row, change, claim)


def _of_row(line: Line, row: model.RowChange) -> Iterator[Line]:
    """Yield the verdict of a row, and its gap where that is another."""
    verdicts = [side.verdict if side else None for side in (row.old, row.new)]
    gaps = [side.gap.exported if side and side.gap else None for side in (row.old, row.new)]
    changes = [model.Change("gap", *gaps)] if gaps[0] != gaps[1] else []
    change = "changed" if row.changed else "added" if row.old is None else "removed"
    yield from line._replace(change=change, old=verdicts[0], new=verdicts[1]).of_fields(changes)


def _of_claim(row: Line, question: model.QuestionChange, change: model.ClaimChange) -> Iterator[Line]:
    old, new = says(change, question.old, question.new)
    claim = change.claim
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


def _of_record(noun: str, change: model.RecordChange) -> Iterator[Line]:
    """Yield a party by its name, or a source by its title, else its address."""
    there = change.new or change.old
    assert there is not None
    names = [_name(side) if side else None for side in (change.old, change.new)]
    line = Line(noun, _change(change), old=names[0], new=names[1])
    of = line._replace(party=there.id) if noun == "party" else line._replace(sources=there.id)
    yield from of.of_fields(change.fields)


def _name(record: Party | Source) -> str | None:
    return record.name if isinstance(record, Party) else record.title or record.url


def _change(change: model.EventChange | model.QuestionChange | model.RecordChange) -> str:
    return "added" if change.old is None else "removed" if change.new is None else "changed"


def _value(content: Any) -> Value:
    """Return the content of a field as one value, several ids or options with slashes between them."""
    if isinstance(content, Mapping):
        return SEPARATOR.join(f"{id}: {label}" for id, label in content.items())
    if isinstance(content, tuple | list):
        return SEPARATOR.join(map(str, content))
    if isinstance(content, bool):
        return "yes" if content else "no"
    return content if content is None or isinstance(content, int | str) else str(content)
