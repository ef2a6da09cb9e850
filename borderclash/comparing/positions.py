"""Positions: what a party says in a row as it stands, in one wording or, by `restates`, in several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from borderclash.model import Claim, Span, Stance
from borderclash.values import KINDS, Value

# The stances that take a position.
POSITIONS = ("asserts", "denies")


class Position(NamedTuple):
    """One thing that a party asserts or denies in a row.

    ``claim`` says it: of several ``wordings`` the one that the others restate, of a running total the last figure.
    ``series`` are the figures of a running total in order of their days, empty otherwise. A ``derived`` one is the
    sum of a party's ``parts``, the claims on each: ``claim`` is then made up, with a number below 0.
    """

    claim: Claim
    wordings: tuple[Claim, ...]
    series: Sequence[Position] = ()
    derived: bool = False
    parts: tuple[Claim, ...] = ()

    @classmethod
    def of(cls, claim: Claim) -> Position:
        """Return the position of a claim in one wording."""
        return cls(claim, (claim,))

    @property
    def number(self) -> int:
        """The number of its claim."""
        return self.claim.number

    @property
    def stance(self) -> Stance:
        """Whether it is asserted or denied."""
        return self.claim.stance

    @property
    def reading(self) -> Value | None:
        """What is asserted or denied; ``None`` of a denial without a value."""
        return self.claim.reading

    @property
    def measure(self) -> str | None:
        """What is counted."""
        return self.claim.measure

    @property
    def bare(self) -> bool:
        """Whether it is a denial without a value."""
        return self.claim.stance == "denies" and self.claim.reading is None

    @property
    def span(self) -> Span | None:
        """When it was said: when the oldest of its dated wordings was."""
        if len(self.wordings) == 1:
            return self.claim.span
        return min((claim.span for claim in self.wordings if claim.span), default=None)

    @property
    def day(self) -> Span | None:
        """The day that a figure of a running total is of: its cut-off, in any wording, else when it was said."""
        claim = self.claim
        if len(self.wordings) == 1:
            return claim.cut_off_span or claim.span
        return claim.cut_off_span or min(
            filter(None, (one.cut_off_span for one in self.wordings)), default=self.span
        )

    def asserts(self, kind: str) -> bool:
        """Say whether it asserts anything: denying yes is asserting no."""
        return self.claim.stance == "asserts" or _asserted(kind, self.claim) is not None

    def asserted(self, kind: str) -> list[Value]:
        """Return what it asserts, of each wording; denying yes is asserting no. Nothing of another denial."""
        values = (_asserted(kind, claim) for claim in self.wordings)
        return [value for value in values if value is not None]


class Said(Protocol):
    """What was said at some time."""

    @property
    def span(self) -> Span | None:
        """When."""


def before(a: Said, b: Said) -> bool:
    """Say whether *a* was over, by its stated time, before *b* was said; never where one of them is undated."""
    return earlier(a.span, b.span)


def earlier(a: Span | None, b: Span | None) -> bool:
    """Say whether one time was over before another began; never where one of them is not known."""
    return a is not None and b is not None and a[1] <= b[0]


def may_undo(claim: Claim) -> bool:
    """Say whether a claim may change what stands of any other of its party, or be changed by what others say."""
    return bool(claim.replaces or claim.restates) or claim.stance in ("withdraws", "denies")


def with_replaced(claims: Sequence[Claim], by_id: Mapping[str, Claim]) -> dict[int, Claim]:
    """Return *claims* and all that they replace, also in turn, by their numbers."""
    found: dict[int, Claim] = {}
    left = list(claims)
    while left:
        claim = left.pop()
        if claim.number not in found:
            found[claim.number] = claim
            following = by_id.get(claim.replaces) if claim.replaces else None
            left += [following] if following else []
    return found


def _asserted(kind: str, claim: Claim) -> Value | None:
    if claim.stance == "asserts" or claim.reading is None:
        return claim.reading
    opposite: Value | None = KINDS[kind].opposite(claim.reading)
    return opposite


def statements(claims: Sequence[Claim]) -> list[Position]:
    """Return what *claims*, all of one party in one row, state: all wordings of one statement together."""
    roots = originals(claims)
    if not roots:
        return list(map(Position.of, claims))
    wordings: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        wordings[roots.get(claim.number, claim).number].append(claim)
    by_number = {claim.number: claim for claim in claims}
    return [Position(by_number[number], tuple(same)) for number, same in wordings.items()]


def originals(claims: Sequence[Claim]) -> dict[int, Claim]:
    """Return the claim that each wording among *claims* gives once more, by the wording's number.

    In a chain of them that is the first. Of wordings whose original is not among the claims, one stands for it.
    """
    if not any(claim.restates for claim in claims):
        return {}
    by_id = {claim.id: claim for claim in claims if claim.id}
    absent: dict[str, Claim] = {}
    found: dict[int, Claim] = {}
    for claim in claims:
        chain: dict[int, Claim] = {}
        one = claim
        while one.restates and one.number not in found and one.number not in chain:
            chain[one.number] = one
            one = by_id.get(one.restates) or absent.setdefault(one.restates, one)
        original = found.get(one.number, one)
        for number in chain:
            if number != original.number:
                found[number] = original
    return found
