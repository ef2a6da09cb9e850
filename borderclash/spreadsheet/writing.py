"""Claims as a spreadsheet, in CSV: what `borderclash import` reads back as the same data.

First the title, a row for each party and for each source, then for each event and each question a row of what it
is and a row for each claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from borderclash.comparing.rows import Comparison, EventComparison
from borderclash.comparing.withheld import withholds
from borderclash.model import Claim, Event, Question
from borderclash.spreadsheet import cells as codec
from borderclash.spreadsheet.columns import COLUMNS, NAMES, OF_WITHHELD, Thing
from borderclash.values import KINDS

Cells = dict[str, str]


def columns(comparison: Comparison) -> Sequence[str]:
    """Return the names of the columns that are written, some of them only where there is anything in them."""
    empty = {*(() if withholds(comparison) else OF_WITHHELD), *(() if comparison.by else ("by",))}
    empty |= set() if comparison.output_language else {"output_language"}
    return [name for name in NAMES if name not in empty]


def rows(comparison: Comparison, names: Sequence[str]) -> Iterator[list[str | None]]:
    """Yield the texts of each row, for the columns of these *names*; `cells.cell_of` makes cells of them."""
    return ([row.get(name) for name in names] for row in _rows(comparison))


def _rows(comparison: Comparison) -> Iterator[Cells]:
    said_of_all = {
        "title": comparison.title,
        "by": comparison.by or None,
        "output_language": comparison.output_language,
    }
    if of_all := _fields("dataset", said_of_all):
        yield of_all
    for party in comparison.parties.values():
        yield {"party": party.id, **_fields("party", party._asdict())}
    for source in comparison.sources.values():
        yield {"source": source.id, **_fields("source", source._asdict())}
    for event, questions in _events(comparison):
        zone = "" if event.timezone == "UTC" else event.timezone
        of_event = {"title": event.title, "date": event.date, "place": event.place, "timezone": zone}
        yield {"event": event.id, **_fields("event", of_event)}
        for question, claims in questions:
            yield {"event": event.id, "question": question.id, **_question(question)}
            for claim in claims:
                yield {"event": event.id, "question": question.id, **_claim(question, claim)}


def _events(comparison: Comparison) -> Iterator[tuple[Event, list[tuple[Question, list[Claim]]]]]:
    """Yield each event with its questions and their claims, as far as the comparison shows them."""
    blank = comparison.blank
    for number, table in enumerate(comparison.events):
        yield from ((event, []) for event in blank.get(number, ()))
        yield table.event, _questions(table)
    yield from ((event, []) for event in blank.get(len(comparison.events), ()))


def _questions(table: EventComparison) -> list[tuple[Question, list[Claim]]]:
    """Return the questions of the rows, each with its claims in the order of the file."""
    questions: dict[str, tuple[Question, list[Claim]]] = {}
    for row in table.rows:
        _, claims = questions.setdefault(row.question.id, (row.question, []))
        claims += (claim for account in row.accounts.values() for claim in account.claims)
    return [(question, sorted(claims, key=lambda claim: claim.number)) for question, claims in questions.values()]


def _fields(thing: Thing, fields: Mapping[str, Any]) -> Cells:
    cells = {}
    for column in COLUMNS:
        value = fields.get(column.field.replace("-", "_")) if column.thing == thing and column.field else None
        if column.form == "flag":
            cells[column.name] = "yes" if value else ""
        elif isinstance(value, tuple):
            cells[column.name] = codec.list_cell(value)
        elif value is not None:
            cells[column.name] = str(value)
    return cells


def _question(question: Question) -> Cells:
    return _fields(
        "question",
        {
            "label": question.label,
            "kind": question.kind,
            "unit": question.unit,
            "options": codec.option_cell(question.options.items()) if question.options else None,
            "subject": question.subject,
            "scope": question.scope,
            "measure": question.measure,
            "cumulative": question.cumulative,
            "parts": question.parts,
            "cut_off": question.cut_off,
        },
    )


def _claim(question: Question, claim: Claim) -> Cells:
    fields = claim._asdict()
    for name in ("subject", "scope", "measure"):
        inherited, own = getattr(question, name), fields[name]
        # An empty cell takes the question's.
        fields[name] = None if own is None and inherited is None else codec.nullable_cell(own)
    if claim.stance == "withdraws" and not claim.only_measure and claim.measure == question.measure:
        # Written out, it would be the measure that alone is taken back.
        fields["measure"] = None
    if question.cut_off is not None and claim.cut_off is None:
        fields["cut_off"] = "null"
    fields["stance"] = None if claim.stance == "asserts" else claim.stance
    fields["value"] = _value(question, claim)
    return {"party": claim.party, "source": codec.list_cell(claim.sources), **_fields("claim", fields)}


def _value(question: Question, claim: Claim) -> str | None:
    if claim.value is None:
        return None
    if isinstance(claim.value, list):
        return codec.list_cell(claim.value)
    kind = KINDS[question.kind]
    spelling = kind.spelling(claim.reading, claim.value)
    return codec.figure_cell(spelling, isinstance(claim.value, int | float)) if kind.cell == "figure" else spelling
