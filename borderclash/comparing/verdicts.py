"""Verdicts: what two claims come to, and which verdict stands where several meet."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import product
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
    """Return the verdict of what two claims of the same measure assert or deny.

    A denial without a value is taken to be of what the other asserts.
    """
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


class Met(NamedTuple):
    """The verdict of two statements, its gap, and the wording of each that decides."""

    verdict: Verdict
    gap: Gap | None
    said: tuple[Claim, Claim]


def of_statements(
    kind: str, a: Position, b: Position, verdict: Callable[[str, Claim, Claim], Verdict] = of_claims
) -> Met:
    """Return how two statements stand to each other: of their wordings the mildest verdict, with the nearest gap.

    *verdict* gives that of two wordings.
    """
    if len(a.wordings) == len(b.wordings) == 1:
        p, q = a.claim, b.claim
        of = verdict(kind, p, q)
        return Met(of, gap_of(kind, p, q) if of in _WITH_GAP else None, (p, q))
    pairs = [(verdict(kind, p, q), p, q) for p, q in product(a.wordings, b.wordings)]
    mildest = max((of for of, *_ in pairs), key=RANK.__getitem__)
    told = mildest in _WITH_GAP
    met = (Met(of, gap_of(kind, p, q) if told else None, (p, q)) for of, p, q in pairs if of == mildest)
    return min(met, key=lambda one: _distance(one.gap))


def _distance(gap: Gap | None) -> Number | float:
    return math.inf if gap is None else gap.size


def first(outcomes: Sequence[Outcome]) -> Outcome | None:
    """Return the outcome that stands: the first verdict in order, with the widest gap; ties go to the first."""
    if len(outcomes) == 1:
        return outcomes[0]
    return min(outcomes, key=precedence, default=None)


def precedence(outcome: Outcome) -> tuple[int, Number]:
    """Return what several outcomes are ordered by, the one that stands first."""
    return RANK[outcome.verdict], -width(outcome.gap)


def width(gap: Gap | None) -> Number:
    """Return the size of a gap for ordering; none at all is less than zero."""
    return -1 if gap is None else gap.size


def gap_of(kind: str, a: Claim, b: Claim) -> Gap | None:
    """Return the gap between two claims; a denial states no figure and has none."""
    if a.reading is None or b.reading is None:
        return None
    if a.stance == b.stance == "asserts":
        return KINDS[kind].gap(a.reading, b.reading)
    (a_asserts, a_value), (b_asserts, b_value) = _effective(kind, a), _effective(kind, b)
    return KINDS[kind].gap(a_value, b_value) if a_asserts and b_asserts else None


def nearest_gap(kind: str, a: Position, b: Position) -> Gap | None:
    """Return the gap between the nearest figures that two positions state in any wording."""
    return min((gap_of(kind, p, q) for p, q in product(a.wordings, b.wordings)), key=_distance)


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
