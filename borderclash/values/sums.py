"""Sums of figures: what the parts of a whole come to together, and how that is written."""

from __future__ import annotations

from collections.abc import Sequence

from borderclash.values.base import Figure, Form
from borderclash.values.numbers import Number, summed

# Beyond this no figure is read, and none is made.
LIMIT = 10**18
UPPER = ("at most", "fewer than")
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
    upper = any(figure.form in UPPER for figure in figures)
    lower = least or any(figure.high is None for figure in figures)
    stated = None if upper and lower else _stated(figures)
    low_open = low is not None and any(figure.low_open for figure in figures)
    high_open = high is not None and any(figure.high_open for figure in figures)
    made = Figure("", low, high, stated, low_open, high_open)
    made = made._replace(form=_form(made, upper=upper))
    return made._replace(written=_written(made))


def _sum(ends: Sequence[Number | None]) -> Number | None:
    """Return the sum of some ends, ``None`` where one of them is open."""
    known = [end for end in ends if end is not None]
    return summed(known) if len(known) == len(ends) else None


def _stated(figures: Sequence[Figure]) -> Stated:
    pairs = [figure.stated for figure in figures if figure.stated]
    low, high = (_sum([pair[end] for pair in pairs]) for end in (0, 1))
    return (low, high) if len(pairs) == len(figures) and low is not None and high is not None else None


def _form(figure: Figure, *, upper: bool) -> Form:
    """Return how a sum is qualified; *upper* says whether one of its parts is an upper bound."""
    low, high, stated = figure.low, figure.high, figure.stated
    if stated is None:
        return "vague"
    if (low, high) == stated and not (figure.low_open or figure.high_open):
        return "exact" if low == high else "range"
    # A count leaves a figure out by one, a number by an open end.
    above = low is not None and (low > stated[0] or (low == stated[0] and figure.low_open))
    below = high is not None and (high < stated[1] or (high == stated[1] and figure.high_open))
    if high is None:
        return "more than" if above else "at least"
    if upper:
        return "fewer than" if below else "at most"
    if above:
        return "range"
    return "nearly" if below else "about"


def _written(figure: Figure) -> str:
    """Return a sum in words that name the figure it states, or its ends where it states none."""
    low, high, stated = figure.low, figure.high, figure.stated
    if figure.form == "exact":
        return str(low)
    if stated is None:
        return _interval(figure)
    if figure.form == "range":
        both = low is not None and high is not None and stated[0] < low and high < stated[1]
        return f"more than {stated[0]:,} but fewer than {stated[1]:,}" if both else _interval(figure)
    # A bound moves out by the margin of `about`.
    moved = low is not None and low < stated[0] if high is None else high > stated[1]
    return f"{figure.form}{' about' if moved and figure.form != 'about' else ''} {_range(stated)}"


def _range(ends: tuple[Number, Number]) -> str:
    return f"{ends[0]:,}" if ends[0] == ends[1] else f"{ends[0]:,} to {ends[1]:,}"


def _interval(figure: Figure) -> str:
    if figure.high is None:
        return f"{'more than' if figure.low_open else 'at least'} {figure.low:,}"
    if figure.low is None:
        return f"{'fewer than' if figure.high_open else 'at most'} {figure.high:,}"
    return _range((figure.low, figure.high))
