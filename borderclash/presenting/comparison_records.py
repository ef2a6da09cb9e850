"""The records of a comparison: nested for JSON, as `schemas/comparison.schema.json` has it, and flat for CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Comparison, EventComparison, Mirror, Pair, Row, Summary
from borderclash.comparing.support import Answer
from borderclash.model import Claim, Question
from borderclash.presenting import claim_records
from borderclash.presenting.phrasing.rows import RowPhrasing, mirror_texts
from borderclash.presenting.records import Document, Items, Json, Lines, Record, Value, Written
from borderclash.values import Figure, Time

VERSION = 1
COLUMNS = (
    *claim_records.ROW_COLUMNS,
    *("party", "party_name", "state", "text", *claim_records.FIGURE_COLUMNS, "self_contradicting"),
    *("verdict", "gap", "ratio", "between", "why"),
    *claim_records.SAID_COLUMNS,
    *("derived", "origins", "voices"),
)
COUNTED = ("events", "questions", "rows", "claims", "mirrors")
NO_CLAIM: Record = {"state": "no-claim", "text": None, "positions": (), "self_contradicting": False, "claims": ()}
# The stances that the states without a position come from.
STANCES = {"withdrawn": "withdraws", "declines": "declines", "cannot-say": "cannot-say"}


def document(
    comparison: Comparison, events: Iterable[Document | Written], summary: Callable[[], Summary]
) -> Document:
    """Return a comparison as nested records; *events* are made by `event`, and *summary* then sums them up."""

    def lines() -> Iterator[Mapping[str, Json | Items]]:
        yield from claim_records.parties_and_sources(comparison)
        yield {"events": Items(events)}
        yield {"summary": _summary(summary())}

    head = {
        "borderclash": VERSION,
        **claim_records.withheld_record(comparison.shows_withheld),
        "title": comparison.title,
        "as_of": comparison.as_of,
    }
    return Document({**head, **claim_records.filters_record(comparison.filters)}, lines())


def event(compared: EventComparison) -> Document:
    """Return one event as nested records."""
    rows = Items(map(_row, compared.rows))
    return Document(
        claim_records.event_record(compared.event),
        [{"rows": rows}, {"mirrors": [_mirror(mirror) for mirror in compared.mirrors]}],
    )


def all_rows(comparison: Comparison) -> Iterator[Record]:
    """Yield each row of all events as nested records, with the event that it is of."""
    head = claim_records.withheld_record(comparison.shows_withheld)
    for compared in comparison.events:
        about = {**head, "event": compared.event.id, "event_title": compared.event.title}
        yield from ({**about, **_row(row)} for row in compared.rows)


def _row(row: Row) -> Record:
    words = RowPhrasing(row)
    question = row.question
    data: dict[str, Json] = {**claim_records.row_record(row)}
    if question.options:
        data["options"] = question.options
    data["accounts"] = {id: _account(row, account, words.cell(id)) for id, account in row.accounts.items()}
    data |= {"verdict": row.verdict, **claim_records.gap_record(row.gap), "between": row.between, "why": words.why}
    data["pairs"] = [_pair(question, pair, words) for pair in row.pairs]
    return data


def _pair(question: Question, pair: Pair, words: RowPhrasing) -> Record:
    data: dict[str, Json] = {
        "parties": pair.parties,
        "verdict": pair.verdict,
        **claim_records.gap_record(pair.gap),
        "said": [claim_records.said(question, claim) for claim in pair.outcome.said],
        "why": words.why_pair(pair),
    }
    if pair.outcome.days is not None:
        data["days"] = [claim_records.day(span, question.timezone) for span in pair.outcome.days]
    if pair.split is not None:
        *only, both = pair.split
        data |= {"only": dict(zip(pair.parties, only, strict=True)), "both": both}
    return data


def _account(row: Row, account: Account, text: str | None) -> Record:
    if account.state == "no-claim" and not account.claims:
        return NO_CLAIM
    return {
        "state": account.state,
        "text": text,
        "positions": [_position(row.question, answer) for answer in row.answers(account.party.id)],
        "self_contradicting": account.self_contradicting,
        "claims": [claim_records.claim_record(claim) for claim in account.claims],
    }


def _position(question: Question, answer: Answer) -> Record:
    claim = answer.position.claim
    data: dict[str, Json] = {"measure": claim.measure, "stance": claim.stance}
    if claim.reading is not None:
        data["value"] = claim.value
    if figure := question.figure(claim):
        data["figure"] = _interval(figure, figure.low, figure.high, figure.stated)
    if time := question.time(claim):
        data["time"] = _interval(time, *claim_records.instants(time), time.stated.ends)
    if answer.position.derived:
        data["derived"] = True
    if answer.wordings:
        data["wordings"] = [claim_records.said(question, wording) for wording in answer.wordings]
    if len(answer.origins.sources) > 1:
        data |= {"sources": len(answer.origins.sources), "origins": answer.origins.number}
    if answer.voices is not None:
        data["voices"] = answer.voices
    return data


def _interval(of: Figure | Time, low: Json, high: Json, stated: Json) -> Record:
    open_ends = {"low_open": of.low_open, "high_open": of.high_open}
    excluded: dict[str, Json] = {name: True for name, is_open in open_ends.items() if is_open}
    return {"low": low, "high": high, "stated": stated, **excluded}


def _mirror(mirror: Mirror) -> Record:
    return {
        "question": mirror.question.id,
        "scope": mirror.scope,
        "parties": mirror.parties,
        "texts": mirror_texts(mirror),
        **claim_records.gap_record(mirror.gap),
    }


def _summary(summary: Summary) -> Record:
    verdicts = {str(verdict): number for verdict, number in summary.verdicts.items()}
    return {name: getattr(summary, name) for name in COUNTED} | {"verdicts": verdicts}


def lines(rows: Iterable[Sequence[Value]], *, shows_withheld: bool) -> Lines:
    """Return flat records under their columns, of which one says it where they have what is withheld."""
    return claim_records.marked_lines(Lines(COLUMNS, rows)) if shows_withheld else Lines(COLUMNS, rows)


def event_lines(compared: EventComparison) -> Iterator[Sequence[Value]]:
    """Yield the flat records of one event, one for each account in a row, for the columns `COLUMNS`."""
    for row in compared.rows:
        words, about, gap = RowPhrasing(row), claim_records.row_values(compared.event, row), row.gap
        distance = (gap.exported, gap.ratio) if gap else (None, None)
        verdict = (row.verdict, *distance, claim_records.SEPARATOR.join(row.between or ()), words.why)
        for account in row.accounts.values():
            answers = row.answers(account.party.id)
            yield (
                *about,
                *_account_values(words, account, answers),
                *verdict,
                *claim_records.said_values(_deciding(account)),
                *_behind(answers),
            )


def _account_values(words: RowPhrasing, account: Account, answers: Sequence[Answer]) -> tuple[Value, ...]:
    party, bounds = account.party, _bounds(words.row.question, answers)
    contradicts = "yes" if account.self_contradicting else "no"
    return party.id, party.name, account.state, words.cell(party.id), *bounds, contradicts


def _bounds(question: Question, answers: Sequence[Answer]) -> tuple[Value, Value, Value, Value]:
    """Return the bounds and the stated ends of the figure an account asserts, nothing if several."""
    asserted = [answer.position.claim for answer in answers if answer.position.stance == "asserts"]
    return claim_records.figure_values(question, asserted[0]) if len(asserted) == 1 else (None, None, None, None)


def _behind(answers: Sequence[Answer]) -> Iterator[str]:
    """Yield whether an answer is a sum of parts, and the origins and voices of each, where these are known."""
    yield "yes" if any(answer.position.derived for answer in answers) else "no"
    for numbers in ([a.origins.number for a in answers], [a.voices for a in answers]):
        texts = [claim_records.DASH if number is None else str(number) for number in numbers]
        yield claim_records.SEPARATOR.join(texts) if any(number is not None for number in numbers) else ""


def _deciding(account: Account) -> Sequence[Claim]:
    """Return the claims that an account stands on: its positions, or else the last that gives its state."""
    if account.positions:
        return [claim for position in account.positions for claim in position.parts or (position.claim,)]
    return [claim for claim in account.claims if claim.stance == STANCES.get(account.state)][-1:]
