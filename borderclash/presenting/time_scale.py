"""The scale of a row of times, in seconds since the first day of the year 1, its ticks in the event's zone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from borderclash.language import conventions, gettext
from borderclash.values import Time
from borderclash.values.time_points import DAY, MINUTE, SECOND, local, midnight, ordinal
from borderclash.values.times import in_words

HOUR = 60 * MINUTE
_DAY_OR_MONTH = re.compile("(?!0000)[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
INTERVALS = 5
# What the arrow of an open end takes at least, as part of the scale.
ARROW = 0.1
CLOCK_STEPS = tuple(
    n * unit
    for unit, numbers in (
        (SECOND, (1, 5, 15, 30)),
        (MINUTE, (1, 2, 5, 10, 15, 30)),
        (HOUR, (1, 2, 3, 6, 12)),
    )
    for n in numbers
)
DAY_STEPS = (1, 2, 5, 10)
MONTH_STEPS = (1, 2, 3, 6)
YEAR_STEPS = (1, 2, 5)
MONTH, YEAR = 31 * DAY, 366 * DAY


class Ticks(NamedTuple):
    """The ticks of a scale, their labels, and what all of them share: a day, a time zone."""

    ticks: tuple[float, ...]
    labels: tuple[str, ...]
    about: str


class _Steps(NamedTuple):
    """Numbered beginnings: ``at`` gives one, ``below`` the number of the last one not after an instant."""

    at: Callable[[int], int]
    below: Callable[[int], int]
    label: Callable[[int], str]


def placed(time: Time) -> tuple[float | None, float | None, bool, bool, tuple[float, ...]]:
    """Return the bounds of a time, whether each is excluded, and the ends of what it states within them."""
    low, high = (None if end is None else end / SECOND for end in (time.low, time.high))
    start, end, end_open, *_ = time.stated
    # A day is stated to its last second: the next one, where it ends, is none of it.
    ends = dict.fromkeys((start / SECOND, (end - SECOND if end_open else end) / SECOND))
    near = (at for at in ends if (low is None or at >= low - 1) and (high is None or at <= high))
    return low, high, time.low_open, time.high_open, tuple(near)


def ticks(times: Sequence[Time], timezone: str) -> Ticks:
    """Return the ticks of a scale that holds all that *times* state and allow, about five of them."""
    ends = [end for time in times for end in (time.low, time.high, *time.stated[:2]) if end is not None]
    open_ends = any(time.low is None for time in times), any(time.high is None for time in times)
    return ticks_between(min(ends), max(ends), timezone, open_ends)


def ticks_between(low: int, high: int, timezone: str, open_ends: tuple[bool, bool] = (False, False)) -> Ticks:
    """Return the ticks of a scale from one instant to another, with room for arrows at *open_ends*."""
    steps, clock = _steps(low, high, timezone)
    first, last = steps.below(low), steps.below(high)
    last = max(last + (steps.at(last) < high), first + 1)
    length = steps.at(last) - steps.at(first)
    # An arrow needs room beyond the last time.
    if open_ends[1] and high > steps.at(last) - ARROW * length:
        last += 1
    if open_ends[0] and low < steps.at(first) + ARROW * length:
        first -= 1
    numbers = range(first, last + 1)
    at = [steps.at(number) for number in numbers]
    labels = tuple(map(steps.label, numbers))
    about = gettext("time in {timezone}", timezone=timezone) if clock else ""
    if clock and len(days := {label[:10] for label in labels}) == 1:
        labels, about = tuple(label[11:] for label in labels), f"{in_words(days.pop())}, {about}"
    return Ticks(tuple(instant / SECOND for instant in at), tuple(map(_in_short, labels)), about)


def _in_short(label: str) -> str:
    """Return a label with its day or its month in short where the language is not English: ``11 oct. 2025``."""
    language = conventions()
    day, clock = label[:10], label[10:]
    if language is None or not _DAY_OR_MONTH.fullmatch(day):
        return label
    first = date.fromisoformat(f"{day}-01" if len(day) == len("2025-10") else day)
    return language.short(first, "month" if len(day) == len("2025-10") else "day") + clock


def _steps(low: int, high: int, timezone: str) -> tuple[_Steps, bool]:
    """Return the steps that divide a stretch into about five, and whether they are of the clock."""
    least = (high - low) / INTERVALS
    for step in CLOCK_STEPS:
        if step >= least and high - low < 2 * DAY:
            return _clock_steps(step, low, timezone), True
    for days in DAY_STEPS:
        if days * DAY >= least:
            return _day_steps(days, timezone), False
    months = next((n for n in MONTH_STEPS if n * MONTH >= least), 0)
    power = 1
    while not months:
        months = 12 * power * next((n for n in YEAR_STEPS if n * power * YEAR >= least), 0)
        power *= 10
    return _month_steps(months, timezone), False


def _clock_steps(step: int, low: int, timezone: str) -> _Steps:
    base = midnight(local(low, timezone).toordinal(), timezone)

    def label(number: int) -> str:
        spec = "minutes" if step % MINUTE == 0 else "seconds"
        return local(base + number * step, timezone).replace(tzinfo=None).isoformat(" ", timespec=spec)

    return _Steps(lambda number: base + number * step, lambda instant: (instant - base) // step, label)


def _day_steps(days: int, timezone: str) -> _Steps:
    return _Steps(
        lambda number: midnight(number * days, timezone),
        lambda instant: local(instant, timezone).toordinal() // days,
        lambda number: date.fromordinal(min(max(number * days, 1), date.max.toordinal())).isoformat(),
    )


def _month_steps(months: int, timezone: str) -> _Steps:
    def below(instant: int) -> int:
        day = local(instant, timezone)
        return (day.year * 12 + day.month - 1) // months

    def label(number: int) -> str:
        year, month = divmod(number * months, 12)
        return f"{year:04}" if months % 12 == 0 else f"{year:04}-{month + 1:02}"

    return _Steps(lambda number: midnight(ordinal(0, number * months + 1), timezone), below, label)
