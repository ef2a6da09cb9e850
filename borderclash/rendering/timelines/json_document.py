"""JSON of the histories, as `schemas/timeline.schema.json` has it; a line for each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from borderclash.comparing.rows import Comparison, EventComparison
from borderclash.comparing.timeline import Change, Disagreement, Heard, History, Step, Turn, histories
from borderclash.comparing.verdicts import Outcome
from borderclash.model import Claim, Event
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.presenting.timeline_wording import Wording, published_of
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


def write(comparison: Comparison, options: Options) -> Iterator[str]:
    """Yield the JSON text of the histories of all rows; ``options`` change nothing."""
    yield f'{{"borderclash": {VERSION}, "title": {as_json(comparison.title)},\n'
    yield f' "parties": {as_json({id: party_fields(party) for id, party in comparison.parties.items()})},\n'
    sources = {id: set_fields(source, SOURCE_FIELDS) for id, source in comparison.sources.items()}
    yield f' "sources": {as_json(sources)},\n "events": ['
    for number, table in enumerate(comparison.events):
        yield from _event(table, comparison, "," if number else "")
    yield "]}\n"


def _event(table: EventComparison, comparison: Comparison, separator: str) -> Iterator[str]:
    event = table.event
    fields = ("id", "title", "date", "place", "timezone")
    yield f'{separator}\n  {as_json({name: getattr(event, name) for name in fields})[:-1]},\n   "rows": ['
    for number, history in enumerate(histories(table)):
        words = Wording(history, event, comparison.sources)
        yield f"{',' if number else ''}\n    {as_json(_row(history, words, event, comparison))}"
    yield "]}"


def _row(history: History, words: Wording, event: Event, comparison: Comparison) -> dict[str, Any]:
    row = history.row

    def claim(claim: Claim) -> dict[str, Any]:
        published = published_of(claim, event, comparison.sources)
        return claim_fields(claim) | ({"published": published} if published else {})

    def heard(one: Heard) -> dict[str, Any]:
        return {
            "party": one.party.id,
            "when": words.of_heard(one),
            "says": words.says(one),
            "stands": [words.row.position(position) for position in (*one.beside, *one.positions)],
            "undone": [words.row.position(position) for position in one.undone],
            "self_contradicting": one.self_contradicting,
            "claims": [claim(said) for said in one.claims],
        }

    return {
        "question": row.question.id,
        "label": row.question.label,
        "kind": row.question.kind,
        "unit": row.question.unit,
        "subject": row.subject,
        "scope": row.scope,
        "steps": [
            {
                "when": words.of_step(step),
                "heard": [heard(one) for one in step.heard],
                **_stands(step),
                "between": step.between,
                "changes": [_change(change, words, step) for change in step.changes],
            }
            for step in history.steps
        ],
        "undated": [{"party": said.party, **claim(said)} for said in history.undated],
        "undated_matter": history.undated_matter,
        "disagreements": [_disagreement(one, words) for one in history.disagreements],
        **_stands(row),
        "between": row.between,
        "why": RowPhrasing(row).why,
    }


def _stands(stands: Step | Outcome | Any) -> dict[str, Any]:
    return {"verdict": stands.verdict, **gap_fields(stands.gap)}


def _change(change: Change, words: Wording, step: Step) -> dict[str, Any]:
    after = change.after
    return {
        "parties": change.parties,
        "change": change.kind,
        "by": change.by,
        "before": _stands(change.before) if change.before else None,
        "after": _stands(after) if after else None,
        "why": words.why(change.parties, after, step) if after else None,
    }


def _disagreement(disagreement: Disagreement, words: Wording) -> dict[str, Any]:
    return {
        "parties": disagreement.parties,
        "phases": [
            {
                "began": _turn(phase.turns[0], words),
                "widest": _turn(phase.widest, words),
                "ended": _turn(phase.turns[-1], words) if phase.ended else None,
            }
            for phase in disagreement.phases
        ],
        "summary": words.summary(disagreement),
    }


def _turn(turn: Turn, words: Wording) -> dict[str, Any]:
    return {"step": turn.step, "when": words.of_turn(turn)}
