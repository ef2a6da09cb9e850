"""A series: the figures of one running total of one party, and the bounds that they are for others."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate, pairwise
from typing import overload

from borderclash.comparing.positions import Position
from borderclash.model import Span
from borderclash.values import Figure, Number

# So many figures are looked at one by one.
FEW = 50
# A bound for ordering: an excluded lower bound is above the same one that is not, an excluded upper bound below.
Bound = tuple[Number | float, int]
# The figures between which a statement lies; the same twice for a single one.
Stated = tuple[Number, Number]
NOTHING: Stated = (Decimal("-Infinity"), Decimal("-Infinity"))


class Series(Sequence[Position]):
    """The figures of a running total in order of their days; one that goes on shares those of the one before."""

    def __init__(self, figures: Iterable[Position]) -> None:
        self._figures = _Figures(figures)
        self._length = len(self._figures.all)

    def __len__(self) -> int:
        """Return how many figures there are."""
        return self._length

    @overload
    def __getitem__(self, place: int) -> Position: ...
    @overload
    def __getitem__(self, place: slice) -> list[Position]: ...
    def __getitem__(self, place: int | slice) -> Position | list[Position]:
        """Return the figure in a place, or those in several."""
        if isinstance(place, slice):
            return [self._figures.all[at] for at in range(*place.indices(self._length))]
        return self._figures.all[range(self._length)[place]]

    @property
    def _dated(self) -> int:
        """How many figures have a day: all, or none of a single one."""
        return min(self._length, len(self._figures.begins))

    @cached_property
    def _highs(self) -> list[Bound]:
        """The lowest upper bound of each dated figure and those behind it."""
        return list(accumulate(map(high_of, reversed(self[: self._dated])), min))[::-1]

    def going_on(self, length: int, figure: Position) -> Series:
        """Return the first of the figures, *length* of them, with one more, of a later day than all of these."""
        series = Series(())
        series._figures = self._figures.with_last(length, figure)
        series._length = length + 1
        return series

    def over_by(self, day: Span) -> bool:
        """Say whether the days of all figures were surely over before *day*."""
        return self._dated == self._length and self._figures.ends[self._dated - 1] <= day[0]

    def stating_no_more(self, figure: Stated) -> int | None:
        """Return how many figures do not state more than one of a later day, a single *figure*: the first so many.

        ``None`` where these are not the first.
        """
        if not self._dated or self._figures.most[self._dated - 1] <= figure:
            return self._length
        return bisect_right(self._figures.most, figure, hi=self._dated) if self._figures.ordered else None

    def highest_before(self, day: Span) -> Bound:
        """Return the highest lower bound of the figures of surely earlier days."""
        place = bisect_right(self._figures.ends, day[0], hi=self._dated)
        return self._figures.lows[place - 1] if place else (-math.inf, 0)

    def lowest_after(self, day: Span) -> Bound:
        """Return the lowest upper bound of the figures of surely later days."""
        place = self._begun_by(day)
        if place < self._dated and self._figures.rising:
            return high_of(self[place])
        if self._dated - place <= FEW:
            return min(map(high_of, self[place : self._dated]), default=(math.inf, 0))
        return self._highs[place]

    def last_by(self, day: Span) -> list[Position]:
        """Return the figures that may be the last of no later day, or else those that may be the first."""
        count = self._begun_by(day)
        if not count:
            over = self._figures.ends[0] if self._dated else 0
            return self[: max(1, bisect_left(self._figures.begins, over, hi=self._dated))]
        begin = self._figures.begins[count - 1]
        # Those of a day that was not over by then, mostly one.
        left = count - bisect_right(self._figures.ends, begin, hi=self._dated)
        last: list[Position] = []
        while left > len(last) and count:
            count -= 1
            if (of := self[count].day) and of[1] > begin:
                last.append(self[count])
        return last[::-1]

    def _begun_by(self, day: Span) -> int:
        """Return how many figures are of no later day."""
        return bisect_left(self._figures.begins, day[1], hi=self._dated)


class _Figures:
    """Figures in order, where the day of each begins, where they end, and the highest lower bound up to there."""

    def __init__(self, figures: Iterable[Position]) -> None:
        self.all = list(figures)
        days = [(day, figure) for figure in self.all if (day := figure.day)]
        self.begins = [day[0] for day, _ in days]
        self.ends = [day[1] for day, _ in days]
        lows = [low_of(figure) for _, figure in days]
        if any(end > following for end, following in pairwise(self.ends)):
            ended = sorted(zip(self.ends, lows, strict=True))
            self.ends, lows = [end for end, _ in ended], [low for _, low in ended]
        self.lows = list(accumulate(lows, max))
        self.most = list(accumulate((stated(figure) or NOTHING for _, figure in days), max))
        # Whether each states one figure, no less than those before it, of a day that these were over by.
        self.ordered = all(
            said == (most[0], most[0]) for said, most in zip(map(stated, self.all), self.most, strict=False)
        ) and all(end <= begin for end, begin in zip(self.ends, self.begins[1:], strict=False))
        # Whether of any two dated figures the later has no lower upper bound.
        self.rising = all(one <= later for one, later in pairwise(high_of(figure) for _, figure in days))

    def with_last(self, length: int, figure: Position) -> _Figures:
        """Return the first of the figures, *length* of them, with one more; others may use them already."""
        figures = self
        if len(self.all) > length:
            figures = _Figures(self.all[:length])
        begin, end = figure.day or (0, 0)
        dated = len(figures.begins)
        figures.rising &= not dated or high_of(figures.all[dated - 1]) <= high_of(figure)
        said = stated(figure) or NOTHING
        figures.most.append(max(said, figures.most[-1]) if dated else said)
        figures.ordered &= said == (figures.most[-1][0], figures.most[-1][0])
        figures.all.append(figure)
        figures.begins.append(begin)
        figures.ends.append(end)
        figures.lows.append(max(low_of(figure), figures.lows[-1] if figures.lows else (-math.inf, 0)))
        return figures


def low_of(figure: Position) -> Bound:
    """Return the lower bound of a figure: of its wordings, the lowest."""
    if len(figure.wordings) == 1:
        return _low(figure.reading)
    return min(_low(claim.reading) for claim in figure.wordings)


def high_of(figure: Position) -> Bound:
    """Return the upper bound of a figure: of its wordings, the highest."""
    if len(figure.wordings) == 1:
        return _high(figure.reading)
    return max(_high(claim.reading) for claim in figure.wordings)


def stated(figure: Position) -> Stated | None:
    """Return what a figure states, ``None`` for a vague word."""
    return figure.reading.stated if isinstance(figure.reading, Figure) else None


def _low(reading: object) -> Bound:
    if isinstance(reading, Figure) and reading.low is not None:
        return reading.low, int(reading.low_open)
    return -math.inf, 0


def _high(reading: object) -> Bound:
    if isinstance(reading, Figure) and reading.high is not None:
        return reading.high, -int(reading.high_open)
    return math.inf, 0
