"""JSON of a coverage, as `schemas/coverage.schema.json` has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from borderclash.comparing.coverage import Coverage, Line, Sheet, Tally
from borderclash.rendering.old_base import Options

VERSION = 1


def write(coverage: Coverage, options: Options) -> Iterator[str]:
    """Yield the JSON text of a coverage, a line for each question; ``options`` change nothing."""
    fields = ("name", "kind", "pooled")
    parties = {id: {field: getattr(party, field) for field in fields} for id, party in coverage.parties.items()}
    yield f'{{"borderclash": {VERSION}, "title": {_json(coverage.title)}, "as_of": {_json(coverage.as_of)},\n'
    yield f' "parties": {_json(parties)},\n "events": ['
    for number, sheet in enumerate(coverage.sheets):
        yield from _sheet(sheet, "," if number else "")
    totals = {total.party.id: {"events": total.events, **_tally(total.tally)} for total in coverage.totals}
    yield f'],\n "totals": {_json(totals)},\n'
    yield f' "without_claim": {_json([party.id for party in coverage.without_claim])},\n'
    rows = sum(len(sheet.lines) for sheet in coverage.sheets)
    yield f' "summary": {_json({"events": coverage.events, "shown": len(coverage.sheets), "rows": rows})}}}\n'


def _sheet(sheet: Sheet, separator: str) -> Iterator[str]:
    event = sheet.event
    head: dict[str, Any] = {"id": event.id, "title": event.title, "date": event.date, "place": event.place}
    head["parties"] = [party.id for party in sheet.parties]
    yield f'{separator}\n  {_json(head)[:-1]},\n   "rows": ['
    for number, line in enumerate(sheet.lines):
        yield f"{',' if number else ''}\n    {_json(_line(line))}"
    yield f'],\n   "totals": {_json({id: _tally(tally) for id, tally in sheet.tallies.items()})}}}'


def _line(line: Line) -> dict[str, Any]:
    question = line.question
    return {
        "question": question.id,
        "label": question.label,
        "kind": question.kind,
        "unit": question.unit,
        "measure": question.measure,
        "subject": line.subject,
        "scope": line.scope,
        "states": line.states,
        "answered": line.answered,
        "parts": [{"scope": part.scope, "states": part.states} for part in line.parts],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {"rows": tally.rows, "answered": tally.answered, "states": tally.states}


def _json(data: Any) -> str:
    return orjson.dumps(data).decode()
