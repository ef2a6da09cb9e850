"""The records of a coverage: nested for JSON, as `schemas/coverage.schema.json` has it, and flat for CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from borderclash.comparing.accounts import State
from borderclash.comparing.coverage import Coverage, EventCoverage, QuestionCoverage, StateCounts
from borderclash.presenting.claim_records import filters_record
from borderclash.presenting.records import Document, Items, Json, Lines, Record, Value

VERSION = 1
COLUMNS = ("counted", "event", "event_title", "question", "label", "unit", "measure", "subject", "scope")
COUNTS = ("answered", "parties")
# No id has a colon, so that no party can be taken for one of the columns above.
PREFIX = "party:"


def document(coverage: Coverage) -> Document:
    """Return a coverage as nested records, a line for each question."""
    fields = ("name", "kind", "pooled")
    parties = {id: {field: getattr(party, field) for field in fields} for id, party in coverage.parties.items()}
    totals = {total.party.id: {"events": total.events, **_counts(total.counts)} for total in coverage.totals}
    questions = sum(len(event.questions) for event in coverage.events)
    head = {"borderclash": VERSION, "title": coverage.title, "as_of": coverage.as_of}
    return Document(
        {**head, **filters_record(coverage.filters)},
        (
            {"parties": parties},
            {"events": Items(map(_event, coverage.events))},
            {"totals": totals},
            {"without_claim": [party.id for party in coverage.without_claim]},
            {"summary": {"events": coverage.looked_at, "shown": len(coverage.events), "rows": questions}},
        ),
    )


def _event(event: EventCoverage) -> Document:
    about = event.event
    head: dict[str, Json] = {"id": about.id, "title": about.title, "date": about.date, "place": about.place}
    head["parties"] = [party.id for party in event.parties]
    totals = {id: _counts(counts) for id, counts in event.counts.items()}
    return Document(head, ({"rows": Items(map(_question, event.questions))}, {"totals": totals}))


def _question(covered: QuestionCoverage) -> Record:
    question = covered.question
    return {
        "question": question.id,
        "label": question.label,
        "kind": question.kind,
        "unit": question.unit,
        "measure": question.measure,
        "subject": covered.subject,
        "scope": covered.scope,
        "states": covered.states,
        "answered": covered.answered,
        "parts": [{"scope": part.scope, "states": part.states} for part in covered.parts],
    }


def _counts(counts: StateCounts) -> dict[str, Json]:
    return {
        "rows": counts.questions,
        "answered": counts.answered,
        "states": dict(counts.states.items()),
    }


def lines(coverage: Coverage) -> Lines:
    """Return a coverage as flat records: one for each question and each of its parts, a column for each party.

    A party's value is its state, nothing where it has no claim in the event at all. Below a question that is split
    into parts stands a record for each, whose first value says that it is not counted.
    """
    parties = [total.party.id for total in coverage.totals]
    return Lines((*COLUMNS, *(PREFIX + id for id in parties), *COUNTS), _lines(coverage, parties))


def _lines(coverage: Coverage, parties: Sequence[str]) -> Iterator[Sequence[Value]]:
    for event in coverage.events:
        for covered in event.questions:
            counts = (covered.answered, len(event.parties))
            yield ("yes", *_values(event, covered, covered.scope, covered.states, parties), *counts)
            for part in covered.parts:
                yield ("no", *_values(event, covered, part.scope, part.states, parties), None, None)


def _values(
    event: EventCoverage,
    covered: QuestionCoverage,
    scope: str | None,
    states: Mapping[str, State],
    parties: Sequence[str],
) -> Sequence[Value]:
    question = covered.question
    about = (event.event.id, event.event.title, question.id, question.label, question.unit, question.measure)
    return (*about, covered.subject, scope, *(states.get(id) for id in parties))
