"""Revisions: which positions of a party, in one measure, later ones of its own took the place of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, takewhile
from operator import itemgetter

from borderclash.comparing.pairs import contradict
from borderclash.comparing.positions import POSITIONS, Position, before, with_replaced
from borderclash.comparing.verdicts import of_statements
from borderclash.model import Claim, Question
from borderclash.text.folding import fold_or_none


def unfollowed(question: Question, said: Sequence[Position], standing: Sequence[Position]) -> list[Position]:
    """Return those of the positions that stand which no later one of the same measure took the place of.

    *said* is all that the party stated in the row, also what was taken back since. An assertion follows an
    assertion, but for the figures of a running total. A denial follows a denial of the same, and one of the two
    follows the other only where not both can be true.
    """
    if question.cumulative and not any(one.stance == "denies" for one in said):
        return [*standing]
    by_id = {claim.id: claim for one in said for claim in one.wordings if claim.id}
    measures: defaultdict[str | None, _Measure] = defaultdict(lambda: _Measure(question, by_id))
    dated = [(span, one) for one in said if one.claim.stance in POSITIONS and (span := one.span)]
    for _, one in sorted(dated, key=itemgetter(0), reverse=True):
        measures[fold_or_none(one.claim.measure)].add(one)
    return [one for one in standing if not one.span or not measures[fold_or_none(one.claim.measure)].follows(one)]


class _Measure:
    """The dated positions that a party ever took in one measure, the last first."""

    def __init__(self, question: Question, by_id: Mapping[str, Claim]) -> None:
        self.question = question
        self.by_id = by_id
        self.assertions: list[Position] = []
        self.denials: list[Position] = []

    def add(self, one: Position) -> None:
        """Add a position that was said no later than those before."""
        (self.assertions if one.claim.stance == "asserts" else self.denials).append(one)

    def follows(self, one: Position) -> bool:
        """Say whether a later position took the place of *one*."""
        if one.claim.stance == "asserts":
            if not self.question.cumulative and self._has_later(one, self.assertions):
                return True
            if not self.denials:
                return False
            others = self._later(one, self.denials)
        else:
            if any(self._same_denial(one, other) for other in self._later(one, self.denials)):
                return True
            # In a question of yes or no, two denials may be contrary as well.
            others = chain(self._later(one, self.assertions), self._later(one, self.denials))
        return any(contradict(self.question, one, other) for other in others)

    def _has_later(self, one: Position, others: Sequence[Position]) -> bool:
        if not others or not before(one, others[0]):
            return False
        return not any(claim.replaces for claim in one.wordings) or any(True for _ in self._later(one, others))

    def _later(self, one: Position, others: Sequence[Position]) -> Iterator[Position]:
        """Yield those of *others* that were said later, but for what *one* itself replaces."""
        if not others or not before(one, others[0]):
            return
        replaces = any(claim.replaces for claim in one.wordings)
        replaced = with_replaced(one.wordings, self.by_id).keys() if replaces else frozenset()
        for other in takewhile(lambda other: before(one, other), others):
            if replaced.isdisjoint(claim.number for claim in other.wordings):
                yield other

    def _same_denial(self, one: Position, other: Position) -> bool:
        if one.bare or other.bare:
            return one.bare and other.bare and set(one.claim.of) == set(other.claim.of)
        return of_statements(self.question.kind, one, other).verdict == "agree"
