"""The records of claims, parties, sources, rows and gaps, as all documents and all lines have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from borderclash.comparing.rows import Comparison, Filters, Row
from borderclash.model import Claim, Event, Party, Question, Source, Span
from borderclash.presenting.records import Json, Lines, Record, Value
from borderclash.values import KINDS, Gap, Time
from borderclash.values.time_points import days_of, instant_text

SEPARATOR = " / "
# What a document, and a column of flat records, say with it that these have what is withheld.
SHOWS_WITHHELD = "withheld_shown"
DASH = "\N{EM DASH}"
ROW_COLUMNS = ("event", "event_title", "question", "label", "kind", "unit", "subject", "scope")
FIGURE_COLUMNS = ("low", "high", "stated_low", "stated_high")
SAID_COLUMNS = ("speaker", "attribution", "via", "stated", "sources", "quote", "translation", "note")

# All but the party, which is the account's, and what only the program needs.
_LEFT_OUT = ("number", "party", "reading", "span", "faults", "cut_off_span", "only_measure", "stand_ins")
CLAIM_FIELDS = tuple(name for name in Claim._fields if name not in _LEFT_OUT)
CLAIM_NAMES = tuple("source" if name == "sources" else name.replace("_", "-") for name in CLAIM_FIELDS)
_claim_values = attrgetter(*CLAIM_FIELDS)
SOURCE_FIELDS = tuple(name for name in Source._fields if name not in ("id", "stand_ins"))
SOURCE_NAMES = tuple(name.replace("_", "-") for name in SOURCE_FIELDS)
OF_ONE_VALUE = Source._fields.index("derived_from")
_source_values = attrgetter(*SOURCE_FIELDS)


def claim_record(claim: Claim) -> dict[str, Json]:
    """Return the fields of a claim that are set."""
    values = zip(CLAIM_NAMES, _claim_values(claim), strict=True)
    data = {name: value for name, value in values if value is not None and value != ()}
    if claim.stance == "asserts":
        del data["stance"]
    return data


def party_record(party: Party) -> dict[str, Json]:
    """Return a party without its id."""
    data: dict[str, Json] = {"name": party.name, "kind": party.kind}
    if party.note:
        data["note"] = party.note
    return data | ({"pooled": True} if party.pooled else {})


def source_record(source: Source) -> dict[str, Json]:
    """Return the fields of a source that are set, without its id."""
    values = zip(SOURCE_NAMES, _source_values(source), strict=True)
    return {name: value for name, value in values if value is not None and value != ()}


def instants(time: Time) -> tuple[str | None, str | None]:
    """Return the first and last instant of a time in UTC, by ISO 8601; ``None`` where it has no end."""
    low, high = (None if end is None else instant_text(end) for end in (time.low, time.high))
    return low, high


def filters_record(filters: Filters) -> dict[str, Json]:
    """Return what was asked for, nothing where that is all."""
    return {"filters": dict(filters)} if filters else {}


def source_values(source: Source) -> tuple[str | None, ...]:
    """Return a source for a row of a table: its id and its fields, without what it is derived from."""
    if source.withheld:
        from borderclash.presenting.withheld import source_for_programs

        source = source_for_programs(source)
    values: tuple[Any, ...] = source
    return values[:OF_ONE_VALUE]


def marked(claim: Claim) -> Claim:
    """Return a claim for a row of a table, with a mark in the place of each text that is withheld."""
    if not claim.withheld:
        return claim
    from borderclash.presenting.withheld import claim_for_programs

    return claim_for_programs(claim)


def withheld_record(shown: bool) -> dict[str, Json]:
    """Return what the head of a document says that has what is withheld, nothing for any other."""
    return {SHOWS_WITHHELD: True} if shown else {}


def marked_lines(lines: Lines) -> Lines:
    """Return flat records that have what is withheld with a column that says so."""
    return Lines((*lines.columns, SHOWS_WITHHELD), ((*row, "yes") for row in lines.rows))


def parties_and_sources(comparison: Comparison) -> Iterator[Mapping[str, Record]]:
    """Yield the parties and the sources of a comparison, by their ids."""
    yield {"parties": {id: party_record(party) for id, party in comparison.parties.items()}}
    yield {"sources": {id: source_record(source) for id, source in comparison.sources.items()}}


def event_record(event: Event) -> dict[str, str | None]:
    """Return an event without its questions."""
    return {"id": event.id, "title": event.title, "date": event.date, "place": event.place}


def row_record(row: Row) -> dict[str, str | None]:
    """Return what a row is about."""
    question = row.question
    of_question = {"question": question.id, "label": question.label, "kind": question.kind, "unit": question.unit}
    return {**of_question, "subject": row.subject, "scope": row.scope}


def row_values(event: Event, row: Row) -> tuple[str | None, ...]:
    """Return what a row is about, for the columns `ROW_COLUMNS`."""
    return event.id, event.title, *row_record(row).values()


def said_values(claims: Sequence[Claim]) -> Iterator[str]:
    """Yield who said it, in which sources and words: once where all claims have the same, else for each."""
    claims = [marked(claim) for claim in claims]
    yield _joined(claim.speaker for claim in claims)
    yield _joined(claim.attribution or "on-record" for claim in claims)
    yield _joined(claim.via for claim in claims)
    yield _joined(claim.stated for claim in claims)
    yield SEPARATOR.join(dict.fromkeys(id for claim in claims for id in claim.sources))
    yield _joined(claim.quote for claim in claims)
    yield _joined(claim.translation for claim in claims)
    yield _joined(claim.note for claim in claims)


def _joined(texts: Iterable[str | None]) -> str:
    """Return one text for all claims where they have the same, else one for each, a dash for none."""
    values = [text or "" for text in texts]
    return values[0] if len(set(values)) == 1 else SEPARATOR.join(value or DASH for value in values)


def gap_record(gap: Gap | None) -> dict[str, Json]:
    """Return a gap, of a time as a duration in ISO 8601, and its ratio."""
    if gap is None:
        return {"gap": None, "ratio": None}
    return {"gap": gap.exported, "ratio": gap.ratio}


def said(question: Question, claim: Claim) -> str:
    """Return what a claim asserts or denies: a figure as written, an option by its label; ``denies 58``."""
    text = "" if claim.reading is None else KINDS[question.kind].show(claim.reading)
    return f"denies {text}".rstrip() if claim.stance == "denies" else text


def day(span: Span | None, timezone: str) -> str | None:
    """Return the day of a figure in a zone, of several the first and the last; ``None`` where it is not known."""
    if span is None:
        return None
    first, last = days_of(span, timezone)
    return f"{first}" if first == last else f"{first}/{last}"


def figure_values(question: Question, claim: Claim) -> tuple[Value, Value, Value, Value]:
    """Return the bounds and the stated ends of the figure that a claim asserts, nothing where it asserts none."""
    figure = question.figure(claim) if claim.stance == "asserts" else None
    if figure is None:
        return None, None, None, None
    low, high = figure.stated or (None, None)
    return figure.low, figure.high, low, high
