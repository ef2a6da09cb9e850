"""Numbers, gaps and ratios in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from borderclash.language import digits, gettext, gettext_noop
from borderclash.model import Claim, Question
from borderclash.values import Figure, Gap, Time
from borderclash.values.numbers import subtract
from borderclash.values.times import loose

# What stands before a gap: whether the bounds of the two leave more room, or meet or come nearer to each other
# than what they state.
Room = Literal["", "as stated", "at least", "more than"]
APART: Mapping[Room, tuple[str, str]] = {
    "": (gettext_noop("{gap} apart"), gettext_noop("{gap} apart ({ratio} times)")),
    "as stated": (
        gettext_noop("as stated {gap} apart"),
        gettext_noop("as stated {gap} apart ({ratio} times)"),
    ),
    "at least": (
        gettext_noop("at least {gap} apart"),
        gettext_noop("at least {gap} apart ({ratio} times)"),
    ),
    "more than": (
        gettext_noop("more than {gap} apart"),
        gettext_noop("more than {gap} apart ({ratio} times)"),
    ),
}
# What two claims are set against each other by.
Measured = Figure | Time | None


def ratio_words(ratio: Decimal) -> str:
    """Return a ratio with no more digits than it takes to tell: ``72``, ``3.2``, ``1.05``, ``1.004``."""
    thousandths = int(ratio.scaleb(3))
    unit, places = 1000, 0
    for below, finer, decimals in ((20_000, 100, 1), (2_000, 10, 2), (1_010, 1, 3)):
        if thousandths < below:
            unit, places = finer, decimals
    # Halves are rounded up, as in the ratio itself.
    text = f"{(thousandths + unit // 2) // unit * unit / 1000:,.{places}f}"
    return digits(text.rstrip("0").rstrip(".") if places else text)


def apart(gap: Gap | None, values: tuple[Measured, Measured] = (None, None)) -> str:
    """Return how far apart two stated *values* are, as their bounds leave room; empty where they are not."""
    if gap is None or not gap.size:
        return ""
    more: Room = ""
    match values:
        case Figure() as a, Figure() as b:
            more = room(gap, a, b)
        case Time() as a, Time() as b:
            more = _room_of_times(a, b)
    alone, with_ratio = APART[more]
    if gap.ratio and gap.ratio > 1:
        return gettext(with_ratio, gap=gap.words, ratio=ratio_words(gap.ratio))
    return gettext(alone, gap=gap.words)


def measured(question: Question, claim: Claim) -> Measured:
    """Return the figure or the time that a claim gives or denies, ``None`` where it has neither."""
    return question.figure(claim) or question.time(claim)


def room(gap: Gap, a: Figure, b: Figure) -> Room:
    """Return what stands before the gap of two figures that are not the same."""
    if a.stated is None or b.stated is None:
        return ""
    lower, upper = (a, b) if a.stated < b.stated else (b, a)
    if lower.high is None or upper.low is None:
        return "as stated"
    least = subtract(upper.low, lower.high)
    if least < gap.size:
        return "as stated"
    if least > gap.size or lower.high_open or upper.low_open:
        return "more than"
    exact = lower.low == lower.high and upper.low == upper.high
    return "" if exact else "at least"


def _room_of_times(a: Time, b: Time) -> Room:
    """Return what stands before the gap of two times that are not the same."""
    lower, upper = (a, b) if a.stated.start < b.stated.start else (b, a)
    if lower.high is None or upper.low is None:
        return "as stated"
    more = (upper.low - lower.high) - (upper.stated.start - lower.stated.end)
    if more < 0:
        return "as stated"
    # The end of a day is excluded as the beginning of the next, which is no room.
    if more or upper.low_open or (lower.high_open and not lower.stated.end_open):
        return "more than"
    # From a day to a day is counted in days.
    return "" if _single(a) and _single(a) == _single(b) else "at least"


def _single(time: Time) -> str:
    """Return whether a time is one day or one moment, empty where it is neither or its words leave room."""
    first, last = time.stated.days or (0, 0)
    if loose(time) or first != last:
        return ""
    return "day" if first else "moment" if time.stated.start == time.stated.end else ""


def ratio_label(gap: Gap | None) -> str:
    """Return a gap's ratio, such as ``3.2``; empty where there is none, or nothing to say by it."""
    return ratio_words(gap.ratio) if gap and gap.ratio and gap.ratio > 1 else ""
