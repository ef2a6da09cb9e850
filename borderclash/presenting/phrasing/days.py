"""Days in a sentence: of what day each of several positions is, told where they are of different days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from borderclash.model import Span
from borderclash.values.time_points import days_of

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def days_told(spans: Mapping[int, Span | None], timezone: str) -> Mapping[int, str]:
    """Return the day of each claim by its number, none at all where all known days are the same.

    *spans* are when each was said. Of days that lie in one year only the last told has the year.
    """
    if len(set(filter(None, spans.values()))) < 2:
        return {}
    days = {number: days_of(span, timezone) for number, span in spans.items() if span}
    return dict(zip(days, in_words(list(days.values())), strict=True)) if len(set(days.values())) > 1 else {}


def day_words(spans: Sequence[Span | None], timezone: str) -> list[str]:
    """Return the day of each of some spans in words, empty for one that is not known."""
    days = [days_of(span, timezone) for span in spans if span]
    words = iter(in_words(days))
    return [next(words) if span else "" for span in spans]


def up_to(day: str) -> str:
    """Return the day of a figure of a running total as it stands behind it: `` up to 16 June``.

    Of a stretch of days it says that it is some day of it.
    """
    if not day:
        return ""
    return f" up to {'some day from ' if ' to ' in day else ''}{day}"


def in_words(days: Sequence[tuple[date, date]]) -> list[str]:
    """Return days in words: ``1 October``, ``4 December 2025``; with the year once where they share it."""
    shared = len({day.year for stretch in days for day in stretch}) == 1
    last = len(days) - 1
    return [_stretch(first, end, year=not shared or place == last) for place, (first, end) in enumerate(days)]


@lru_cache(maxsize=4096)
def _stretch(first: date, last: date, *, year: bool) -> str:
    """Return a day, a month, a year or a stretch of days."""
    if first == last:
        return _day(first, month=True, year=year)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if first == last.replace(day=1) and last.day == monthrange(last.year, last.month)[1]:
        return f"{MONTHS[first.month - 1]}{f' {first.year}' if year else ''}"
    same_year = first.year == last.year
    begin = _day(first, month=not same_year or first.month != last.month, year=not same_year)
    return f"{begin} to {_day(last, month=True, year=year or not same_year)}"


def _day(day: date, *, month: bool, year: bool) -> str:
    return f"{day.day}{f' {MONTHS[day.month - 1]}' if month else ''}{f' {day.year}' if year else ''}"
