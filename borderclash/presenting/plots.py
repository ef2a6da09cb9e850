"""Range plots: where each figure of a row stands on one scale. Pure; what draws them takes it from here.

The scale is logarithmic where the largest figure is more than ten times the smallest and none is zero or negative:
no ratio leads from zero, so that a row with a zero keeps a linear scale. `docs/charts.md` states the conventions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from borderclash.comparing.accounts import Account
from borderclash.comparing.positions import Position
from borderclash.comparing.rows import Pair, Row
from borderclash.language import comma, conventions, digits, gettext, gettext_noop
from borderclash.model import Claim, Party, Question
from borderclash.presenting import time_scale
from borderclash.presenting.phrasing.answers import NOBODY, QuestionPhrasing, as_sum, position
from borderclash.presenting.phrasing.numbers import measured
from borderclash.values import KINDS, Figure
from borderclash.values.time_points import SECOND

LOG_RATIO = 10
# Figures nearer to each other than this part of the largest would be one point on a scale that holds zero.
APART = Fraction(1, 10)
# What the arrow of an open end takes at least, as part of the scale.
ARROW = 0.1
INTERVALS = 5
FINE_RATIO = 100
# What a double holds exactly.
DIGITS = 15
STEPS = (1, 2, 5)
WORDS = (
    (10**12, gettext_noop("{number} trillion")),
    (10**9, gettext_noop("{number} billion")),
    (10**6, gettext_noop("{number} million")),
)


class Mark(NamedTuple):
    """One standing position in a row: the name of its party, its words, and where it stands.

    ``low`` and ``high`` are the bounds of what it allows, ``None`` where there is no end, or none that the scale
    could show: zero on a logarithmic one. An open bound is itself excluded. ``stated`` has the figures that were
    stated: none for a word without a figure, one, or the two ends of a range. A denial (``denies``) is drawn as
    what it denies; one without a value has neither bounds nor figures. ``earlier`` has the figures that the party
    stated before, on its first position alone.
    """

    party: str
    text: str
    denies: bool = False
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    stated: tuple[float, ...] = ()
    earlier: tuple[float, ...] = ()

    @property
    def placed(self) -> bool:
        """Whether there is anything to draw; a denial without a value has no place on a scale."""
        return self.low is not None or self.high is not None

    def includes(self, value: float) -> bool:
        """Say whether the position allows *value*; more than 200 states 200 and does not."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    def ends(self, scale: Scale) -> tuple[float, float]:
        """Return from where to where it reaches on the scale, 0 to 1, its stated figures included."""
        at = [scale.at(value) for value in (self.low, self.high, *self.stated) if value is not None]
        return (0.0 if self.low is None else min(at)), (1.0 if self.high is None else max(at))


class Scale(NamedTuple):
    """What a plot covers, in the unit of the question; its ends are ticks."""

    low: float
    high: float
    log: bool
    ticks: tuple[float, ...]
    # Of the ticks, where they are times; else they are round numbers.
    labels: tuple[str, ...] = ()

    @property
    def oddity(self) -> str:
        """What readers must know of the scale, empty for a linear one that holds zero, and for one of times."""
        if self.log:
            return gettext("log scale")
        if self.labels:
            return ""
        return "" if self.low <= 0 <= self.high else gettext("scale not from zero")

    def at(self, value: float) -> float:
        """Return where *value* stands, from 0 at the low end to 1 at the high one; beyond them, at the end."""
        if value <= self.low:
            return 0.0
        if value >= self.high:
            return 1.0
        if self.log:
            return (math.log(value) - math.log(self.low)) / (math.log(self.high) - math.log(self.low))
        return (value - self.low) / (self.high - self.low)


class RangePlot(NamedTuple):
    """The standing positions of a row on one scale; ``gap`` is the stretch that its gap lies between."""

    scale: Scale
    marks: tuple[Mark, ...]
    unit: str = ""
    gap: tuple[float, float] | None = None

    @property
    def about(self) -> str:
        """What stands beside the scale: the unit, and what is odd about the scale."""
        return comma().join(part for part in (self.unit, self.scale.oddity) if part)

    @property
    def placed(self) -> tuple[Mark, ...]:
        """The positions with a place on the scale, where there are several: one alone shows nothing there."""
        placed = tuple(mark for mark in self.marks if mark.placed)
        return placed if len(placed) > 1 else ()

    @property
    def has_earlier(self) -> bool:
        """Whether it shows a figure that a party stated before."""
        return any(mark.earlier for mark in self.placed)


def range_plot(row: Row, timezone: str = "UTC") -> RangePlot | None:
    """Return the range plot of a row of an event in *timezone*; ``None`` without any figure or time."""
    question, accounts = row.question, row.accounts.values()
    before = {account.party.id: replaced(question, account) for account in accounts}
    standing = [position.claim for account in accounts for position in account.positions]
    if not any(measured(question, claim) for claim in standing):
        return None
    past = [*chain.from_iterable(before.values())]
    if times := [time for claim in (*standing, *past) if (time := question.time(claim))]:
        scale, about = time_scale_of(time_scale.ticks(times, timezone))
    else:
        figures = [figure for claim in standing if (figure := question.figure(claim))]
        figures += (_as_stated(figure) for claim in past if (figure := question.figure(claim)))
        about, scale = question.unit or "", figure_scale(figures, whole=KINDS[question.kind].counts)
    parties = {id: account.party for id, account in row.accounts.items()}
    marks: list[Mark] = []
    for account in accounts:
        party, earlier = account.party.name, before[account.party.id]
        for one in account.positions:
            mark = mark_of(question, party, one.claim, scale, parties, derived=one.derived)
            if earlier and mark.placed:
                told = (mark_of(question, party, claim, scale).stated for claim in earlier)
                mark, earlier = mark._replace(earlier=tuple(dict.fromkeys(chain.from_iterable(told)))), []
            marks.append(mark)
    return RangePlot(scale, tuple(marks), about, _gap(question, row.deciding))


def replaced(question: Question, account: Account) -> list[Claim]:
    """Return what a party stated before and did not take back, where it stands; of totals a step plot has that."""
    if question.cumulative or not account.positions:
        return []
    history = QuestionPhrasing(question).history(account)
    asserted = (one for one in history if one.stance == "asserts" and one.number not in account.taken_back)
    return [one for one in asserted if question.time(one) or ((figure := question.figure(one)) and figure.stated)]


def _as_stated(figure: Figure) -> Figure:
    """Return a figure without the room that its words leave: of an earlier one only what was stated is drawn."""
    low, high = figure.stated or (figure.low, figure.high)
    return figure._replace(low=low, high=high, low_open=False, high_open=False)


def time_scale_of(made: time_scale.Ticks) -> tuple[Scale, str]:
    """Return the scale of some ticks, and what all their labels share."""
    return Scale(made.ticks[0], made.ticks[-1], False, made.ticks, made.labels), made.about


def _gap(question: Question, pair: Pair | None) -> tuple[float, float] | None:
    """Return the stretch between the two figures, or times, that a pair's gap lies between."""
    if pair is None or pair.gap is None or not pair.gap.size:
        return None
    if any(claim not in position.wordings for position, claim in _deciding(pair)):
        # An earlier figure of a running total, which has no place here.
        return None
    if pair.gap.in_seconds:
        earlier, later = sorted(time.stated for claim in pair.outcome.said if (time := question.time(claim)))
        return earlier.end / SECOND, later.start / SECOND
    figures = [figure for claim in pair.outcome.said if (figure := question.figure(claim)) and figure.stated]
    lower, upper = sorted(tuple(map(float, figure.stated or ())) for figure in figures)
    return lower[-1], upper[0]


def _deciding(pair: Pair) -> Iterator[tuple[Position, Claim]]:
    return zip(pair.outcome.positions, pair.outcome.said, strict=True)


def tick_labels(
    scale: Scale, room: float, width: Callable[[str], float], gap: float
) -> Iterator[tuple[float, str]]:
    """Yield the ticks with room for a label on a scale as wide as *room*: both ends, and what fits between."""
    labels = scale.labels or map(tick_label, scale.ticks)
    first, *inner, last = zip(scale.ticks, labels, strict=True)
    yield first
    free, until = width(first[1]) + gap, room - width(last[1]) - gap
    for tick, label in inner:
        start = scale.at(tick) * room - width(label) / 2
        if free <= start and start + width(label) <= until:
            yield tick, label
            free = start + width(label) + gap
    yield last


def tick_label(value: float) -> str:
    """Return the words of a round number: ``1,500``, ``0.25``, ``2.5 million``."""
    exact = Decimal(repr(value))
    for size, words in WORDS:
        if abs(exact) >= size and exact * 100 % size == 0:
            language = conventions()
            scaled = language.scaled(_plain(exact / size), size) if language else None
            return scaled or gettext(words, number=digits(_plain(exact / size)))
    return digits(_plain(exact))


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def mark_of(
    question: Question,
    party: str,
    claim: Claim,
    scale: Scale,
    parties: Mapping[str, Party] = NOBODY,
    *,
    derived: bool = False,
) -> Mark:
    """Return what is drawn of a position, perhaps a *derived* one; *parties* name whose claims are denied."""
    text = position(question, claim, parties)
    text = as_sum(text) if derived else text
    denies = claim.stance == "denies"
    figure = question.figure(claim)
    if time := question.time(claim):
        return Mark(party, text, denies, *time_scale.placed(time))
    if figure is None:
        return Mark(party, text, denies)
    low = None if figure.low is None or (scale.log and figure.low <= 0) else float(figure.low)
    high = None if figure.high is None else float(figure.high)
    stated = tuple(dict.fromkeys(float(value) for value in figure.stated or ()))
    return Mark(party, text, denies, low, high, figure.low_open, figure.high_open, stated)


def _drawn(figure: Figure) -> Iterator[Fraction]:
    """Yield what of a figure the scale must hold. That a count is not negative is no figure of anybody's."""
    stated = figure.stated or ()
    low_is_floor = figure.low == 0 and 0 not in stated and (figure.high is None or figure.high > 1)
    if figure.low is not None and not low_is_floor:
        yield Fraction(figure.low)
    if figure.high is not None:
        yield Fraction(figure.high)
    yield from map(Fraction, stated)


def figure_scale(figures: Sequence[Figure], *, whole: bool) -> Scale:
    """Return the scale for some figures, of *whole* things or not."""
    values = [value for figure in figures for value in _drawn(figure)]
    low, high = min(values), max(values)
    from_zero = any(figure.low == 0 for figure in figures)
    log = low > 0 and high > LOG_RATIO * low
    open_low = any(figure.low is None for figure in figures) or (log and from_zero)
    open_high = any(figure.high is None for figure in figures)
    if not log and (from_zero or not 0 < high - low < APART * max(abs(low), abs(high))):
        low, high = min(low, Fraction(0)), max(high, Fraction(0))
    rungs = _log_rungs(low, high) if log else _linear_rungs(low, high, whole=whole)
    first, last = rungs.below(low), rungs.below(high)
    last = max(last + (rungs.at(last) < high), first + 1)
    drawn = _between(first, last, rungs, log=log)
    # An arrow needs room beyond the last figure; below one there is no count to point at.
    if open_high and drawn.at(float(high)) > 1 - ARROW:
        last += 1
    if open_low and drawn.at(float(low)) < ARROW and not (log and whole and rungs.at(first) == 1):
        first -= 1
    return _between(first, last, rungs, log=log)


class _Rungs(NamedTuple):
    """Round numbers, one for each whole number: ``at`` gives it, ``below`` the last one not above a value."""

    at: Callable[[int], Fraction]
    below: Callable[[Fraction], int]


def _between(first: int, last: int, rungs: _Rungs, *, log: bool) -> Scale:
    ticks = tuple(float(rungs.at(number)) for number in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], log, ticks)


def _linear_rungs(low: Fraction, high: Fraction, *, whole: bool) -> _Rungs:
    """Return round numbers at even distances, about five of them between *low* and *high*."""
    # Ticks of more digits than a double holds would not be round in it.
    finest = _power(_decade(max(abs(low), abs(high)) or Fraction(1)) - DIGITS + 1)
    least = max((high - low or Fraction(1)) / INTERVALS, Fraction(1) if whole else finest)
    step = next(size for size in (m * _power(_decade(least)) for m in (*STEPS, 10)) if size >= least)
    return _Rungs(lambda number: number * step, lambda value: value // step)


def _log_rungs(low: Fraction, high: Fraction) -> _Rungs:
    """Return round numbers at about even ratios: 1, 2, 5, 10; over long spans powers of ten only."""
    if high > FINE_RATIO * low:
        stride = -(-(_decade(high) - _decade(low) + 1) // INTERVALS)
        return _Rungs(lambda number: _power(number * stride), lambda value: _decade(value) // stride)

    def below(value: Fraction) -> int:
        decade = _decade(value)
        return 3 * decade + sum(step * _power(decade) <= value for step in STEPS) - 1

    return _Rungs(lambda number: STEPS[number % 3] * _power(number // 3), below)


def _decade(value: Fraction) -> int:
    """Return the exponent of the largest power of ten that is not above *value*."""
    exponent = math.floor(math.log10(value))
    # A logarithm in floating point may be off by a hair at a power itself.
    return exponent + (_power(exponent + 1) <= value) - (_power(exponent) > value)


def _power(exponent: int) -> Fraction:
    return Fraction(10) ** exponent
