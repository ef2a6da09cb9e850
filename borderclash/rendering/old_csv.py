"""CSV: a line for each account in a row, for spreadsheets and scripts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Comparison, EventComparison
from borderclash.escaping import csv_text
from borderclash.model import Claim
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.rendering.old_base import Options
from borderclash.values import Number
from borderclash.values.figures import Figure

COLUMNS = (
    "event",
    "event_title",
    "question",
    "label",
    "kind",
    "unit",
    "subject",
    "scope",
    "party",
    "party_name",
    "state",
    "text",
    "low",
    "high",
    "stated_low",
    "stated_high",
    "self_contradicting",
    "verdict",
    "gap",
    "ratio",
    "between",
    "why",
    "speaker",
    "attribution",
    "via",
    "stated",
    "sources",
    "quote",
    "translation",
    "note",
)
SEPARATOR = " / "
DASH = "\N{EM DASH}"
# The stances that the states without a position come from.
STANCES = {"withdrawn": "withdraws", "declines": "declines", "cannot-say": "cannot-say"}
CLAIM_COLUMNS = ("speaker", "attribution", "via", "stated", "quote", "translation", "note")


class _Echo:
    """A file for a `csv.writer` that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def write(comparison: Comparison, options: Options) -> Iterator[str]:
    """Yield the header and a line for each account, lines ending in CR and LF; ``options`` change nothing."""
    lines = csv.DictWriter(_Echo(), COLUMNS, restval="", lineterminator="\r\n")
    yield str(lines.writeheader())
    for table in comparison.events:
        for row in table.rows:
            words = RowPhrasing(row)
            of_row = {column: csv_text(text) for column, text in _of_row(table, words).items()}
            for account in row.accounts.values():
                of_account = {column: csv_text(text) for column, text in _of_account(words, account).items()}
                # The writer's own type does not say that it returns what its file does.
                yield str(lines.writerow(of_row | of_account))


def _of_row(table: EventComparison, words: RowPhrasing) -> dict[str, str]:
    row = words.row
    question, gap = row.question, row.gap
    return {
        "event": table.event.id,
        "event_title": table.event.title,
        "question": question.id,
        "label": question.label,
        "kind": question.kind,
        "unit": question.unit or "",
        "subject": row.subject or "",
        "scope": row.scope or "",
        "verdict": row.verdict,
        "gap": (gap.duration or _number(gap.size)) if gap else "",
        "ratio": _number(gap.ratio) if gap else "",
        "between": SEPARATOR.join(row.between or ()),
        "why": words.why,
    }


def _of_account(words: RowPhrasing, account: Account) -> dict[str, str]:
    claims = _telling(account)
    return {
        "party": account.party.id,
        "party_name": account.party.name,
        "state": account.state,
        "text": words.cell(account.party.id) or "",
        "self_contradicting": "yes" if account.self_contradicting else "no",
        **_figure(account),
        **{column: _joined([_field(claim, column) for claim in claims]) for column in CLAIM_COLUMNS},
        "sources": SEPARATOR.join(dict.fromkeys(id for claim in claims for id in claim.sources)),
    }


def _telling(account: Account) -> Sequence[Claim]:
    """Return the claims that an account stands on: its positions, or else the last that gives its state."""
    if account.positions:
        return account.positions
    return [claim for claim in account.claims if claim.stance == STANCES.get(account.state)][-1:]


def _figure(account: Account) -> dict[str, str]:
    """Return the bounds and the stated ends of the figure an account asserts, nothing if several."""
    asserted = [claim.reading for claim in account.positions if claim.stance == "asserts"]
    figures = [reading for reading in asserted if isinstance(reading, Figure)]
    if len(figures) != 1:
        return {}
    (figure,) = figures
    stated = figure.stated or (None, None)
    numbers = (figure.low, figure.high, *stated)
    return dict(zip(("low", "high", "stated_low", "stated_high"), map(_number, numbers), strict=True))


def _number(value: Number | None) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _field(claim: Claim, column: str) -> str:
    if column == "attribution":
        return claim.attribution or "on-record"
    return getattr(claim, column) or ""


def _joined(values: Iterable[str]) -> str:
    """Return one value for all claims where they have the same, else one for each, a dash for none."""
    values = list(values)
    return values[0] if len(set(values)) == 1 else SEPARATOR.join(value or DASH for value in values)
