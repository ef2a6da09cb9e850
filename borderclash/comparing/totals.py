"""Running totals: figures that only grow, each of a day, and how two series of them stand to each other.

Figures are positions that assert. Days are compared by their instants: a clock time is of its day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Literal

from borderclash.comparing.positions import Position, earlier
from borderclash.comparing.series import Series, Stated, high_of, low_of, stated
from borderclash.comparing.verdicts import Met, Outcome, of_claims, of_statements, precedence, width
from borderclash.model import Claim, Question, Span
from borderclash.values import KINDS, Figure, Number
from borderclash.values.base import below
from borderclash.values.time_points import days_of
from borderclash.vocabulary import Verdict

# A day on which clocks are put forward; two stretches as long that share no instant are of two days.
SHORTEST_DAY = 23 * 3_600 * 10**6

# The series of one party


def of_figures(question: Question, figures: Sequence[Position]) -> list[Position]:
    """Return the positions that *figures* come to, all of one party in one measure; each has its series.

    There are several only where their days and times do not tell which is the last.
    """
    dated, last = last_of(question, figures)
    if len(last) == 1 and last[0].day:
        return [last[0]._replace(series=Series(dated) if len(dated) > 1 else tuple(dated))]
    positions = []
    for figure in last:
        before = (one for one in dated if earlier(one.day, figure.day))
        positions.append(figure._replace(series=Series((*before, figure))))
    return positions


def with_last(question: Question, position: Position, figure: Position) -> Position | None:
    """Return the position of a series that goes on with *figure*, ``None`` where all of it has to be looked at."""
    series, said = _series(position), stated(figure)
    if not position.day or not figure.day or not series.over_by(figure.day) or not said or said[0] != said[1]:
        return None
    first, last = days_of(figure.day, question.timezone)
    if first != last or days_of(position.day, question.timezone)[1] >= first:
        return None
    kept = series.stating_no_more(said)
    return None if kept is None else figure._replace(series=series.going_on(kept, figure))


def last_of(question: Question, figures: Sequence[Position]) -> tuple[list[Position], list[Position]]:
    """Return the figures of a series that have a day, in its order, and those that may be the last."""
    if plain := only_growing(figures):
        return plain, plain[-1:]
    kept = last_of_each_day(figures, question.timezone)
    dropped = recounts(kept)
    kept = [figure for figure in kept if figure.number not in dropped]
    dated = sorted((figure for figure in kept if figure.day), key=lambda figure: figure.day or (0, 0))
    return dated, may_be_last(kept)


def may_be_last(figures: Sequence[Position]) -> list[Position]:
    """Return the figures than which none is of a later day; of those whose days overlap, the one said last."""
    begin = max((figure.day[0] for figure in figures if figure.day), default=0)
    last = _said_last([figure for figure in figures if figure.day and figure.day[1] > begin])
    return [*last, *(figure for figure in figures if not figure.day)]


def only_growing(figures: Sequence[Position]) -> list[Position]:
    """Return the figures in order of their days, none unless each is exact, of a later day and no lower.

    Nothing in such a series takes the place of anything else, which is soon seen.
    """
    dated = sorted(((figure.day, figure.number, figure) for figure in figures if figure.day), key=itemgetter(0, 1))
    end: int = 0
    value: Number | None = None
    for day, _, figure in dated:
        reading = figure.claim.reading
        if len(figure.wordings) > 1 or not isinstance(reading, Figure) or reading.low is None:
            return []
        if reading.stated != (reading.low, reading.high) or reading.low != reading.high:
            return []
        if day[0] < end or day[1] - day[0] < SHORTEST_DAY or (value is not None and reading.low < value):
            return []
        end, value = day[1], reading.low
    return [figure for *_, figure in dated] if len(dated) == len(figures) else []


def last_of_each_day(figures: Sequence[Position], timezone: str) -> list[Position]:
    """Return the figures without those for one day, or for the same stretch of days, that a later one replaced."""
    of_day: defaultdict[object, list[Position]] = defaultdict(list)
    for figure in figures:
        of_day[days_of(figure.day, timezone) if figure.day else figure.number].append(figure)
    return [figure for same in of_day.values() for figure in _said_last(same)]


def _said_last(figures: Sequence[Position]) -> Sequence[Position]:
    """Return the figures that none of the others was said after."""
    if len(figures) < 2:
        return figures
    begin = max((figure.span[0] for figure in figures if figure.span), default=0)
    return [figure for figure in figures if not figure.span or figure.span[1] > begin]


def recounts(figures: Iterable[Position]) -> set[int]:
    """Return the numbers of the figures than which one of a surely later day states less, which drops them."""
    dated = [(figure.day, figure) for figure in figures if figure.day]
    later = sorted(dated, key=lambda pair: pair[0][0])
    least = _Least()
    dropped: set[int] = set()
    for day, figure in sorted(dated, key=lambda pair: pair[0][1], reverse=True):
        while later and later[-1][0][0] >= day[1]:
            least.add(stated(later.pop()[1]))
        if least.less_than(stated(figure)):
            dropped.add(figure.number)
    return dropped


class _Least:
    """Of what figures state, that than which no other is less: the lower ends rise, the upper ends fall."""

    def __init__(self) -> None:
        self.lows: list[Number] = []
        self.highs: list[Number] = []

    def add(self, figure: Stated | None) -> None:
        if figure is None:
            return
        low, high = figure
        place = bisect_right(self.lows, low)
        if place and self.highs[place - 1] <= high:
            return
        end = place
        while end < len(self.lows) and self.highs[end] >= high:
            end += 1
        self.lows[place:end] = [low]
        self.highs[place:end] = [high]

    def less_than(self, figure: Stated | None) -> bool:
        """Say whether one states less than *figure*: neither end is higher, and they are not the same."""
        place = bisect_right(self.lows, figure[0]) if figure else 0
        if figure is None or not place or self.highs[place - 1] > figure[1]:
            return False
        return (self.lows[place - 1], self.highs[place - 1]) != figure


# Two series

DayOrder = Literal["same", "earlier", "later", "unknown"]


def of_two(question: Question, a: Position, b: Position) -> Outcome:
    """Return how two running totals stand to each other, as of the last day that both have reached."""
    if len(a.series) < 2 and len(b.series) < 2:
        alone = of_statements(question.kind, a, b, _VERDICTS[day_order(a.day, b.day, question.timezone)])
        return Outcome(alone.verdict, alone.gap, (a, b), alone.said, (a.day, b.day))
    ours, theirs = _series(a), _series(b)
    as_of_a: Sequence[Position] = [a]
    as_of_b: Sequence[Position] = [b]
    if a.day and b.day:
        if earlier(a.day, b.day):
            as_of_b = _said_last(theirs.last_by(a.day))
        elif earlier(b.day, a.day):
            as_of_a = _said_last(ours.last_by(b.day))
    met = [_met(question, p, q, ours, theirs) for p in as_of_a for q in as_of_b]
    return min(met, key=precedence)._replace(positions=(a, b))


def _met(question: Question, p: Position, q: Position, ours: Series, theirs: Series) -> Outcome:
    """Return how two figures stand to each other, each within the bounds that the other's series is for it."""
    met = of_statements(question.kind, p, q, _VERDICTS[day_order(p.day, q.day, question.timezone)])
    if met.verdict != "conflict":
        bounds = [(met, p, q) for met, p, q in _bounds(question.kind, p, q, ours, theirs)]
        if bounds:
            met, p, q = max(bounds, key=lambda bound: width(bound[0].gap))
    return Outcome(met.verdict, met.gap, (p, q), met.said, (p.day, q.day))


def _series(position: Position) -> Series:
    series = position.series
    return series if isinstance(series, Series) else Series(series or (position,))


def day_order(a: Span | None, b: Span | None, timezone: str) -> DayOrder:
    """Return whether one day is surely earlier than another, later, or the same; else it is unknown."""
    if a is None or b is None:
        return "unknown"
    if a[1] <= b[0]:
        return "earlier"
    if b[1] <= a[0]:
        return "later"
    days = {*days_of(a, timezone), *days_of(b, timezone)}
    return "same" if len(days) == 1 else "unknown"


def _grown(kind: str, a: Claim, b: Claim) -> Verdict:
    if isinstance(a.reading, Figure) and isinstance(b.reading, Figure):
        if a.reading.stated == b.reading.stated is not None:
            return "agree"
        if a.reading.stated is None and b.reading.stated is None:
            return "agree" if KINDS[kind].relate(a.reading, b.reading) == "agree" else "overlap"
    return "overlap"


def _if_earlier(kind: str, a: Claim, b: Claim) -> Verdict:
    """Return how the figure *a* stands to *b* of a later day: at most one is true if it is wholly above."""
    above = isinstance(a.reading, Figure) and isinstance(b.reading, Figure) and below(b.reading, a.reading)
    return "conflict" if above else _grown(kind, a, b)


_VERDICTS: dict[DayOrder, Callable[[str, Claim, Claim], Verdict]] = {
    "same": of_claims,
    "earlier": _if_earlier,
    "later": lambda kind, a, b: _if_earlier(kind, b, a),
    "unknown": _grown,
}


def _bounds(
    kind: str, p: Position, q: Position, ours: Series, theirs: Series
) -> Iterator[tuple[Met, Position, Position]]:
    """Yield each figure of the one party that shuts out the figure of the other, and how the two stand.

    Those of surely earlier days are lower bounds, those of surely later days upper bounds.
    """
    for figure in _shutting_out(q, ours):
        yield of_statements(kind, figure, q, _conflict), figure, q
    for figure in _shutting_out(p, theirs):
        yield of_statements(kind, p, figure, _conflict), p, figure


def _shutting_out(figure: Position, series: Series) -> Iterator[Position]:
    day = figure.day
    if day is None:
        return
    low, high = low_of(figure), high_of(figure)
    if series.highest_before(day) > high:
        yield from (other for other in series if earlier(other.day, day) and low_of(other) > high)
    if series.lowest_after(day) < low:
        yield from (other for other in series if earlier(day, other.day) and high_of(other) < low)


def _conflict(_kind: str, _a: Claim, _b: Claim) -> Verdict:
    return "conflict"


def of_denied(question: Question, denial: Position, asserted: Position) -> tuple[Met, Position]:
    """Return how a denied figure stands to the other's figure of its day, and that figure.

    Where there is none of the same day, it can stand beside the last.
    """
    last = asserted
    for figure in _series(asserted):
        if day_order(denial.day, figure.day, question.timezone) == "same":
            last = figure
            met = of_statements(question.kind, denial, figure)
            if met.verdict == "conflict":
                return met, figure
    return Met("compatible", None, (denial.claim, last.claim)), last
