"""How a figure is read: from its form and its amounts to the interval that it means."""

from __future__ import annotations

from functools import lru_cache

from borderclash.values.base import Figure, Form
from borderclash.values.figure_amounts import MAX_DIGITS, Amount, read_amount
from borderclash.values.figure_forms import Parsed, Qualifier, parse, table
from borderclash.values.figure_intervals import LOWER, Interval, bounded, margin, nearly, odd, spread
from borderclash.values.figure_refusals import (
    LOWER_FIRST,
    NOTHING_BETWEEN,
    ONE_OF_EACH,
    TOLERANCE,
    Refusal,
    elided,
    not_whole,
    of_percent,
    reversed_ends,
    unreadable,
    unshared,
)
from borderclash.values.numbers import Number
from borderclash.values.spelling import even

MAX_LENGTH = 200
# A figure below it may leave its thousands to the other end of a range.
THOUSAND = 1000


@lru_cache(maxsize=8192)
def read_figure(written: str, count: bool, percent: bool = False) -> Figure:
    """Read a figure of a count or a number, of a unit that is percent or not; raises `Unreadable`."""
    if len(written) <= MAX_DIGITS and written.isdecimal() and written.isascii():
        n = int(written)
        return Figure(written, n, n, (n, n))
    try:
        if len(written) > MAX_LENGTH:
            raise Refusal(f"a figure has at most {MAX_LENGTH} characters: put the rest in `note`")
        return _read(written, count, percent)
    except Refusal as refusal:
        raise unreadable(written, refusal.help, refusal.rule) from None


def _read(written: str, count: bool, percent: bool) -> Figure:
    text = even(written)
    if (low := table().vague.get(text)) is not None:
        return Figure(written, low, None, None, form="vague")
    if parsed := parse(text, count=count):
        if parsed.percent and not percent:
            raise Refusal(of_percent(count=count))
        return _figure(written, parsed, count)
    raise Refusal(lambda: _remedy(written, text, count, percent))


def _remedy(written: str, text: str, count: bool, percent: bool) -> str:
    # Imported here: few files have a figure that is not read.
    from borderclash.values.figure_hints import not_read

    return not_read(written, text, count=count, reads=lambda other: _is_read(other, count, percent))


def _is_read(text: str, count: bool, percent: bool) -> bool:
    try:
        parsed = parse(text, count=count) if text else None
        return bool(parsed and (percent or not parsed.percent) and _figure(text, parsed, count))
    except Refusal:
        return False


def _figure(written: str, parsed: Parsed, count: bool) -> Figure:
    """Return the figure of a text of a known form; raises `Refusal` where its amounts make none."""
    if parsed.kind == "bounds" and (parsed.qualifier.bound not in LOWER or parsed.upper.bound in LOWER):
        both = (parsed.qualifier.bound in LOWER) == (parsed.upper.bound in LOWER)
        raise Refusal(ONE_OF_EACH) if both else Refusal(LOWER_FIRST, "reversed-range")
    first = a = b = read_amount(parsed.amounts[0], count=count)
    if parsed.kind != "one":
        b = read_amount(parsed.amounts[1], count=count)
        a = _shared(first, b, parsed.kind)
    for amount in (a, b):
        if count and not isinstance(amount.value, int):
            raise Refusal(not_whole(amount.text))
    if parsed.kind == "range" and a is first:
        _not_elided(parsed, a.value, b.value)
    if parsed.kind == "tolerance":
        if b.value < 0:
            raise Refusal(TOLERANCE)
        return _made(written, "about", spread(a.value, b.value, a.value, b.value, count=count), a, a)
    if a.value > b.value:
        raise Refusal(LOWER_FIRST if parsed.kind == "bounds" else reversed_ends(*parsed.amounts), "reversed-range")
    if parsed.kind == "bounds":
        return _within(written, parsed, a, b, count)
    return _qualified(written, parsed.qualifier, a, b, "exact" if parsed.kind == "one" else "range", count)


def _shared(a: Amount, b: Amount, kind: str) -> Amount:
    """Return the first amount with the scale that stands behind the second one and serves both."""
    if not b.serves or a.rounded or a.dozens or not -THOUSAND < a.value < THOUSAND:
        return a
    for factor in b.serves:
        both = a.times(factor, b)
        if kind == "tolerance" or both.value < b.value:
            return both
    if b.rounded and a.value < b.value:
        raise Refusal(unshared(a.value, b.value, b.serves[-1]))
    return a


def _not_elided(parsed: Parsed, low: Number, high: Number) -> None:
    """Refuse a range whose first figure may be short for thousands: 30-40,000."""
    if 0 < low < THOUSAND <= high and low * THOUSAND < high:
        raise Refusal(elided(low, high, parsed.qualifier.bound, parsed.qualifier.about))


def _qualified(written: str, qualifier: Qualifier, a: Amount, b: Amount, form: Form, count: bool) -> Figure:
    bound, about, other, scale = qualifier
    if bound:
        interval = _bound(qualifier, a if bound in LOWER else b, count)
        return _made(written, bound, interval, a, b)
    if other == "nearly":
        return _made(written, "nearly", nearly(a.value, count=count), a, a)
    if other == "odd":
        if a.dozens:
            raise Refusal(f"write `about {a.text}`")
        stated = a.times(scale, a)
        return _made(written, "about", odd(a.value, scale, count=count), stated, stated)
    if other == "exactly":
        return _made(written, "exact", Interval(a.value, a.value), a, a)
    interval = spread(a.value, _margin(a, about, count), b.value, _margin(b, about, count), count=count)
    return _made(written, "about" if about else form, interval, a, b)


def _bound(qualifier: Qualifier, amount: Amount, count: bool) -> Interval:
    moved = margin(amount.value, count=count) if qualifier.about else 0
    return bounded(qualifier.bound or "exact", amount.value, moved, count=count)


def _margin(amount: Amount, about: bool, count: bool) -> Number:
    if about or amount.dozens:
        return margin(amount.value, count=count)
    return margin(amount.value, count=count, half=True) if amount.rounded else 0


def _within(written: str, parsed: Parsed, a: Amount, b: Amount, count: bool) -> Figure:
    low, high = _bound(parsed.qualifier, a, count), _bound(parsed.upper, b, count)
    if low.low is None or high.high is None or low.low > high.high:
        raise Refusal(NOTHING_BETWEEN)
    if low.low == high.high and (low.low_open or high.high_open):
        raise Refusal(NOTHING_BETWEEN)
    return _made(written, "range", Interval(low.low, high.high, low.low_open, high.high_open), a, b)


def _made(written: str, form: Form, interval: Interval, a: Amount, b: Amount) -> Figure:
    low, high, low_open, high_open = interval
    return Figure(written, low, high, (a.value, b.value), low_open, high_open, form)
