"""Positions: what a party says in a row as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from borderclash.model import Claim, Span, Stance
from borderclash.values import Value


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
    def span(self) -> Span | None:
        """When it was said: when the oldest of its dated wordings was."""
        if len(self.wordings) == 1:
            return self.claim.span
        return min((claim.span for claim in self.wordings if claim.span), default=None)

    @property
    def day(self) -> Span | None:
        """The day that a figure of a running total is of."""
        return self.claim.cut_off_span or self.span
