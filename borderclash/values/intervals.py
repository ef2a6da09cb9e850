"""What lies between two bounds, either of which may be missing, or itself shut out."""

from __future__ import annotations

from borderclash.values.base import Figure, Time

# ``low`` and ``high`` are ``None`` where it has no end, an open bound is itself excluded.
Interval = Figure | Time


def disjoint(a: Interval, b: Interval) -> bool:
    """Say whether nothing lies in both."""
    return below(a, b) or below(b, a)


def below(a: Interval, b: Interval) -> bool:
    """Say whether all of *a* lies below all of *b*."""
    if a.high is None or b.low is None:
        return False
    return bool(a.high < b.low or (a.high == b.low and (a.high_open or b.low_open)))


def covers(outer: Interval, inner: Interval) -> bool:
    """Say whether all of *inner* lies in *outer*."""
    if outer.low is not None:
        if inner.low is None or inner.low < outer.low:
            return False
        if inner.low == outer.low and outer.low_open and not inner.low_open:
            return False
    if outer.high is None:
        return True
    if inner.high is None or inner.high > outer.high:
        return False
    return not (inner.high == outer.high and outer.high_open and not inner.high_open)
