"""Sums of figures: what the parts of a whole come to together, and how that is written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from borderclash.values.base import Figure
from borderclash.values.numbers import EXACT, Number, plain

# Beyond this no figure is read, and none is made.
LIMIT = 10**18
Stated = tuple[Number, Number] | None


def total(figures: Sequence[Figure], *, least: bool = False) -> Figure | None:
    """Return the sum of *figures*, ``None`` where nothing can be said of it or it is larger than any figure.

    A sum of lower and upper bounds states no figure, nor does one with a word that states none. With *least* the
    sum is only a lower bound, as the parts have grown since.
    """
    low = _sum([figure.low for figure in figures])
    high = None if least else _sum([figure.high for figure in figures])
    ends = [end for end in (low, high) if end is not None]
    if not ends or not all(-LIMIT < end < LIMIT for end in ends):
        return None
    upper = any(map(_is_upper_bound, figures))
    lower = least or any(figure.high is None for figure in figures)
    stated = None if upper and lower else _stated(figures)
    made = Figure(
        "",
        low,
        high,
        stated,
        low is not None and any(figure.low_open for figure in figures),
        high is not None and any(figure.high_open for figure in figures),
    )
    return made._replace(written=_written(made, upper=upper))


def _sum(ends: Sequence[Number | None]) -> Number | None:
    """Return the sum of some ends, ``None`` where one of them is open."""
    whole = Decimal(0)
    for end in ends:
        if end is None:
            return None
        whole = EXACT.add(whole, Decimal(end))
    return plain(whole)


def _stated(figures: Sequence[Figure]) -> Stated:
    pairs = [figure.stated for figure in figures if figure.stated]
    low, high = (_sum([pair[end] for pair in pairs]) for end in (0, 1))
    return (low, high) if len(pairs) == len(figures) and low is not None and high is not None else None


def _is_upper_bound(figure: Figure) -> bool:
    """Say whether a figure leaves room below it alone: `at most 50`, `fewer than 100`, `up to about 50`."""
    if figure.stated is None or figure.high is None:
        return False
    low, high = figure.stated
    # A count has 0 where a number has no lower end; about 1 has it too, but as much room above.
    return figure.low is None or (figure.low == 0 and low > 0 and low > figure.high - high)


def _written(figure: Figure, *, upper: bool) -> str:
    """Return a sum in words that name the figure it states, or its ends where it states none."""
    low, high, stated = figure.low, figure.high, figure.stated
    if stated is None:
        return _interval(figure)
    if (low, high) == stated and not (figure.low_open or figure.high_open):
        return str(low) if low == high else _range(stated)
    # A count leaves a figure out by one, a number by an open end.
    above = low is not None and (low > stated[0] or (low == stated[0] and figure.low_open))
    below = high is not None and (high < stated[1] or (high == stated[1] and figure.high_open))
    if high is None:
        word = "more than" if above else "at least" if low == stated[0] else "at least about"
    elif upper:
        word = "fewer than" if below else "at most" if high == stated[1] else "up to about"
    elif above and below:
        return f"more than {stated[0]:,} but fewer than {stated[1]:,}"
    elif above or below:
        word = "nearly" if below and stated[0] == stated[1] else ""
    else:
        word = "about"
    return f"{word} {_range(stated)}" if word else _interval(figure)


def _range(ends: tuple[Number, Number]) -> str:
    return f"{ends[0]:,}" if ends[0] == ends[1] else f"{ends[0]:,} to {ends[1]:,}"


def _interval(figure: Figure) -> str:
    """Return the interval of a figure in words."""
    if figure.high is None:
        return f"{'more than' if figure.low_open else 'at least'} {figure.low:,}"
    if figure.low is None:
        return f"{'fewer than' if figure.high_open else 'at most'} {figure.high:,}"
    return _range((figure.low, figure.high))
