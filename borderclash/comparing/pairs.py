"""Pairs: how the positions of two accounts stand to each other, and the accounts by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from borderclash.comparing import totals
from borderclash.comparing.positions import Position
from borderclash.comparing.verdicts import Outcome, first, of_statements
from borderclash.model import Question
from borderclash.text.folding import fold_or_none
from borderclash.values import KINDS
from borderclash.vocabulary import Verdict

# Returns the verdict of two positions one of which is a denial without a value, `None` where it does not count.
OfBareDenial = Callable[[Position, Position], Verdict | None]


def of_positions(question: Question, a: Position, b: Position) -> Outcome:
    """Return how two positions of the same measure stand to each other."""
    kind = question.kind
    if question.cumulative and KINDS[kind].compared:
        asserting = a.asserts(kind), b.asserts(kind)
        if all(asserting):
            return totals.of_two(question, a, b)
        if any(asserting) and not (a.bare or b.bare):
            denial, other = (b, a) if asserting[0] else (a, b)
            met, figure = totals.of_denied(question, denial, other)
            days, said = (denial.day, figure.day), met.said
            if denial is b:
                days, said = (figure.day, denial.day), (said[1], said[0])
            return Outcome(met.verdict, None, (a, b), said, days)
    met = of_statements(kind, a, b)
    return Outcome(met.verdict, met.gap, (a, b), met.said, (a.day, b.day) if question.cumulative else None)


def of_accounts(
    question: Question, ours: Sequence[Position], theirs: Sequence[Position], bare: OfBareDenial | None = None
) -> Outcome:
    """Return the verdict of two accounts, neither empty, by positions of one measure, with the widest gap."""
    if len(ours) == len(theirs) == 1:
        # Nothing stands beside either of the two.
        return _outcome_of_measures(question, ours[0], theirs[0], bare) or _unlike(question, ours[0], theirs[0])
    if len(ours) * len(theirs) > 50 and not any(position.bare for position in (*ours, *theirs)):
        ours, theirs = distinct(ours), distinct(theirs)
    denying = any(position.claim.stance == "denies" for position in (*ours, *theirs))
    nothing: set[str | None] = set()
    our_measures, their_measures = map(asserted_measures, (ours, theirs)) if denying else (nothing, nothing)
    outcomes = []
    for a in ours:
        for b in theirs:
            outcome = _outcome_of_measures(question, a, b, bare)
            measure = fold_or_none(a.claim.measure)
            beside = (a.stance == "denies" and measure in our_measures) or (
                b.stance == "denies" and measure in their_measures
            )
            if outcome and (not beside or outcome.verdict == "conflict"):
                outcomes.append(outcome)
    return first(outcomes) or _unlike(question, ours[0], theirs[0])


def _unlike(question: Question, a: Position, b: Position) -> Outcome:
    days = (a.day, b.day) if question.cumulative else None
    return Outcome("unlike", None, (a, b), (a.claim, b.claim), days)


def _outcome_of_measures(
    question: Question, a: Position, b: Position, bare: OfBareDenial | None
) -> Outcome | None:
    """Return how two positions stand to each other, ``None`` where their measures differ."""
    ours, theirs = a.claim.measure, b.claim.measure
    if ours != theirs and fold_or_none(ours) != fold_or_none(theirs):
        return None
    if bare is None or not (a.bare or b.bare) or not KINDS[question.kind].compared:
        return of_positions(question, a, b)
    verdict = bare(a, b)
    days = (a.day, b.day) if question.cumulative else None
    return Outcome(verdict, None, (a, b), (a.claim, b.claim), days) if verdict else None


def asserted_measures(positions: Sequence[Position]) -> set[str | None]:
    """Return the measures in which *positions* assert something."""
    return {fold_or_none(position.measure) for position in positions if position.stance == "asserts"}


def distinct(positions: Sequence[Position]) -> list[Position]:
    """Return the first of the positions that say the same: of measure, stance, value, and of day in a series."""
    first_of: dict[tuple[object, ...], Position] = {}
    for position in positions:
        said = tuple(claim.reading for claim in position.wordings)
        of = (position.number,) if position.bare or position.series else ()
        first_of.setdefault((position.measure, position.stance, said, of), position)
    return list(first_of.values())


def contradict(question: Question, a: Position, b: Position) -> bool:
    """Say whether two positions of one party conflict; a denial without a value is of what others assert."""
    return (
        not (a.bare or b.bare)
        and fold_or_none(a.measure) == fold_or_none(b.measure)
        and of_positions(question, a, b).verdict == "conflict"
    )
