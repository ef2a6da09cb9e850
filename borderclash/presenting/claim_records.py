"""The records of claims, parties, sources and gaps, as all documents have them."""

from __future__ import annotations

from operator import attrgetter

from borderclash.model import Claim, Party, Question, Source
from borderclash.presenting.records import Json, Value
from borderclash.values import Gap

# All but the party, which is the account's, and what only the program needs.
CLAIM_FIELDS = tuple(
    name for name in Claim._fields if name not in ("number", "party", "reading", "span", "faults")
)
CLAIM_NAMES = tuple("source" if name == "sources" else name for name in CLAIM_FIELDS)
_claim_values = attrgetter(*CLAIM_FIELDS)


def claim_record(claim: Claim) -> dict[str, Json]:
    """Return the fields of a claim that are set."""
    values = zip(CLAIM_NAMES, _claim_values(claim), strict=True)
    data = {name: value for name, value in values if value is not None}
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
    return {name: value for name, value in source._asdict().items() if name != "id" and value is not None}


def gap_record(gap: Gap | None) -> dict[str, Json]:
    """Return a gap, of a time as a duration in ISO 8601, and its ratio."""
    if gap is None:
        return {"gap": None, "ratio": None}
    return {"gap": gap.exported, "ratio": gap.ratio}


def figure_values(question: Question, claim: Claim) -> tuple[Value, Value, Value, Value]:
    """Return the bounds and the stated ends of the figure that a claim asserts, nothing where it asserts none."""
    figure = question.figure(claim) if claim.stance == "asserts" else None
    if figure is None:
        return None, None, None, None
    low, high = figure.stated or (None, None)
    return figure.low, figure.high, low, high
