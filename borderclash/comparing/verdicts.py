"""Verdicts: how two positions, two accounts and all accounts of a row stand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from borderclash.comparing.positions import Position
from borderclash.model import Claim, Span
from borderclash.text.folding import fold_or_none
from borderclash.values import KINDS, Gap, Number, Value
from borderclash.vocabulary import VERDICTS, Verdict

RANK = {verdict: rank for rank, verdict in enumerate(VERDICTS)}


class Outcome(NamedTuple):
    """The verdict of two accounts, the gap where it has one, and the two positions that it comes from.

    ``said`` are the two claims of these that decide: of several wordings, or of the figures of a running total,
    those that verdict and gap are of. In running totals ``days`` are those of the two, ``None`` where not
    known.
    """

    verdict: Verdict
    gap: Gap | None
    positions: tuple[Position, Position]
    said: tuple[Claim, Claim]
    days: tuple[Span | None, Span | None] | None = None


def of_claims(kind: str, a: Claim, b: Claim) -> Verdict:
    """Return the verdict of what two claims of the same measure assert or deny."""
    operations = KINDS[kind]
    if not operations.compared:
        return "open"
    if a.reading is None or b.reading is None:
        return _of_bare_denial(a, b)
    if a.stance == b.stance == "asserts":
        return operations.relate(a.reading, b.reading)
    (a_asserts, a_value), (b_asserts, b_value) = _effective(kind, a), _effective(kind, b)
    if a_asserts and b_asserts:
        return operations.relate(a_value, b_value)
    if not a_asserts and not b_asserts:
        # Denying 58 and denying at least 58 state the same figure, but are not the same denial.
        same = operations.leaves_nothing(a_value, b_value) and operations.leaves_nothing(b_value, a_value)
        return "agree" if same and operations.relate(a_value, b_value) == "agree" else "compatible"
    denied, asserted = (b_value, a_value) if a_asserts else (a_value, b_value)
    return "conflict" if operations.leaves_nothing(denied, asserted) else "compatible"


def of_accounts(kind: str, ours: Sequence[Position], theirs: Sequence[Position]) -> Outcome:
    """Return the verdict of two accounts by their positions, of which each has at least one.

    Only positions with the same measure are compared. Of those that have the verdict, the pair with the widest
    gap is told.
    """
    if len(ours) * len(theirs) > 50:
        ours, theirs = distinct(ours), distinct(theirs)
    outcomes = [
        _outcome(kind, a, b)
        for a in ours
        for b in theirs
        if a.measure == b.measure or fold_or_none(a.measure) == fold_or_none(b.measure)
    ]
    a, b = ours[0], theirs[0]
    return first(outcomes) or Outcome("unlike", None, (a, b), (a.claim, b.claim))


def distinct(positions: Sequence[Position]) -> list[Position]:
    """Return the first of the positions that say the same: of measure, stance and value."""
    first_of: dict[tuple[object, ...], Position] = {}
    for position in positions:
        first_of.setdefault((position.measure, position.stance, position.reading), position)
    return list(first_of.values())


def _outcome(kind: str, a: Position, b: Position) -> Outcome:
    verdict = of_claims(kind, a.claim, b.claim)
    gap = gap_of(kind, a.claim, b.claim) if verdict in _WITH_GAP else None
    return Outcome(verdict, gap, (a, b), (a.claim, b.claim))


def first(outcomes: Sequence[Outcome]) -> Outcome | None:
    """Return the outcome that stands: the first verdict in order, with the widest gap; ties go to the first."""
    if len(outcomes) == 1:
        return outcomes[0]
    return min(outcomes, key=lambda f: (RANK[f.verdict], -width(f.gap)), default=None)


def width(gap: Gap | None) -> Number:
    """Return the size of a gap for ordering; none at all is less than zero."""
    return -1 if gap is None else gap.size


def gap_of(kind: str, a: Claim, b: Claim) -> Gap | None:
    """Return the gap between two positions; a denial states no figure and has none."""
    if a.reading is None or b.reading is None:
        return None
    (a_asserts, a_value), (b_asserts, b_value) = _effective(kind, a), _effective(kind, b)
    return KINDS[kind].gap(a_value, b_value) if a_asserts and b_asserts else None


def contradict(kind: str, a: Position, b: Position) -> bool:
    """Say whether two positions of one party conflict; a denial without a value is of what others assert."""
    return a.reading is not None and b.reading is not None and of_claims(kind, a.claim, b.claim) == "conflict"


def same_answer(kind: str, a: Claim, b: Claim) -> bool:
    """Say whether two positions are the same answer, however worded: neither allows what the other shuts out."""
    if fold_or_none(a.measure) != fold_or_none(b.measure):
        return False
    if a.reading is None or b.reading is None:
        return a.reading is b.reading
    (a_asserts, a_value), (b_asserts, b_value) = _effective(kind, a), _effective(kind, b)
    nothing_left = KINDS[kind].leaves_nothing
    return a_asserts == b_asserts and nothing_left(a_value, b_value) and nothing_left(b_value, a_value)


# Positions of these verdicts both assert, or have no gap anyway.
_WITH_GAP = ("conflict", "overlap", "agree")


def _effective(kind: str, claim: Claim) -> tuple[bool, Value | None]:
    """Return whether the claim asserts, and what: denying yes is asserting no."""
    if claim.stance == "denies":
        opposite = KINDS[kind].opposite(claim.reading)
        return (False, claim.reading) if opposite is None else (True, opposite)
    return True, claim.reading


def _of_bare_denial(a: Claim, b: Claim) -> Verdict:
    """Return the verdict where one of two positions is a denial without a value."""
    if a.reading is None and b.reading is None:
        return "agree"
    other = a if b.reading is None else b
    return "conflict" if other.stance == "asserts" else "compatible"
