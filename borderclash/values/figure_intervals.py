"""The intervals that figures mean, with the margin of those that are approximate or rounded.

The margin is a convention, which `docs/format.md` states for users. Readers' own intervals for "about" vary
widely (Ferson et al., "Natural language of uncertainty: numeric hedge words", 2015), and codebooks differ on
vague words (ACLED reads dozens as 12), which is why only lower bounds are used for those.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from borderclash.values.base import Form
from borderclash.values.figure_refusals import Refusal
from borderclash.values.numbers import EXACT, Number, add, multiply, plain, subtract

LOWER: tuple[Form, ...] = ("at least", "more than")


class Interval(NamedTuple):
    """From where to where a figure reaches; ``None`` where it has no end, open where the end is not in it."""

    low: Number | None
    high: Number | None
    low_open: bool = False
    high_open: bool = False


def margin(value: Number, *, count: bool, half: bool = False) -> Number:
    """Return how far ``about`` a value reaches: a tenth, at most a unit of its last digit; or half of it."""
    if count and isinstance(value, int):
        return max(10, min(value, 10 * unit(value))) // (20 if half else 10)
    found = min(abs(Decimal(value)) / 10, Decimal(unit(value)))
    return plain(EXACT.divide(found, Decimal(2)) if half else found)


def unit(value: Number) -> Number:
    """Return one unit of the last digit of *value* that is not zero; 1 for zero itself."""
    if isinstance(value, int):
        digits = str(value)
        return 10 ** (len(digits) - len(digits.rstrip("0"))) if value else 1
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def spread(low: Number, below: Number, high: Number, above: Number, *, count: bool) -> Interval:
    """Return what lies between two values and within a margin around them."""
    return Interval(_from(subtract(low, below), count), add(high, above))


def bounded(bound: Form, value: Number, moved: Number, *, count: bool) -> Interval:
    """Return what a bound leaves, which is *moved* outwards; raises `Refusal` where that is nothing."""
    if bound in LOWER:
        end = subtract(value, moved) if moved else value
        if bound == "at least":
            return Interval(_from(end, count), None)
        return Interval(max(0, int(end) + 1), None) if count else Interval(end, None, True)
    end = add(value, moved) if moved else value
    if bound == "at most":
        return Interval(0 if count else None, end)
    if not count:
        return Interval(None, end, False, True)
    if end <= 0:
        raise Refusal("nothing is below 0 in a count: write the figure that was stated")
    return Interval(0, int(end) - 1)


def nearly(value: Number, *, count: bool) -> Interval:
    """Return what is nearly *value*, by its size; raises `Refusal` where that is nothing."""
    if not value:
        raise Refusal("nothing is nearly 0: write the figure that was stated")
    reach = margin(value, count=count)
    if value < 0:
        return Interval(value, add(value, reach), low_open=True)
    low = _from(subtract(value, reach), count)
    return Interval(low, int(value) - 1) if count else Interval(low, value, high_open=True)


def odd(value: Number, scale: int, *, count: bool) -> Interval:
    """Return what is so many and some more, up to the next unit of its last digit, times a *scale*."""
    if not value:
        raise Refusal("write the figure that was stated, without `odd`")
    step = unit(value)
    near = multiply(value, scale)
    far = multiply(add(value, step if value > 0 else -step), scale)
    if count:
        return Interval(near, far - 1)
    return Interval(near, far, high_open=True) if value > 0 else Interval(far, near, low_open=True)


def _from(low: Number, count: bool) -> Number:
    """Return a lower end; no count is below zero."""
    return max(0, low) if count else low
