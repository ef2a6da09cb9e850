"""Days in a sentence: of what day each of several positions is, told where they are of different days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from borderclash.language import conventions, current, gettext, pgettext
from borderclash.model import Span
from borderclash.values.time_points import days_of

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Days(NamedTuple):
    """A day, a month, a year or a stretch of days in words; ``inflected`` are the words behind "up to"."""

    words: str
    unit: Literal["day", "month", "year", "stretch"]
    inflected: str


def days_told(spans: Mapping[int, Span | None], timezone: str) -> Mapping[int, Days]:
    """Return the day of each claim by its number, of *spans*, none at all where all known days are the same."""
    days = {number: days_of(span, timezone) for number, span in spans.items() if span}
    if len(set(days.values())) < 2:
        return {}
    return dict(zip(days, in_words(list(days.values())), strict=True))


def day_words(spans: Sequence[Span | None], timezone: str) -> list[Days | None]:
    """Return the day of each of some spans in words, ``None`` for one that is not known."""
    days = [days_of(span, timezone) for span in spans if span]
    words = iter(in_words(days))
    return [next(words) if span else None for span in spans]


def up_to(figure: str, days: Days | None) -> str:
    """Return a running total with the day, or some day of the stretch, that it counts up to, if it is known."""
    if days is None:
        return figure
    if days.unit == "stretch":
        return gettext("{figure} up to some day from {days}", figure=figure, days=days.inflected)
    if days.unit == "day":
        return pgettext("a day", "{figure} up to {day}", figure=figure, day=days.inflected)
    if days.unit == "month":
        return pgettext("a month", "{figure} up to {month}", figure=figure, month=days.inflected)
    return pgettext("a year", "{figure} up to {year}", figure=figure, year=days.inflected)


def in_words(days: Sequence[tuple[date, date]]) -> list[Days]:
    """Return days in words: ``1 October``, ``4 December 2025``; with the year once where they share it."""
    years = {first.year for first, _ in days}
    years.update(end.year for _, end in days)
    shared, last, language = len(years) == 1, len(days) - 1, current()
    return [
        _stretch(language, first, end, year=not shared or place == last) for place, (first, end) in enumerate(days)
    ]


@lru_cache(maxsize=4096)
def _stretch(language: str, first: date, last: date, *, year: bool) -> Days:
    """Return a day, a month, a year or a stretch of days in the *language* of the output."""
    of_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    of_month = first == last.replace(day=1) and last.day == monthrange(last.year, last.month)[1]
    unit: Literal["day", "month", "year"] = "year" if of_year else "month" if of_month else "day"
    several = first.year != last.year if of_year else not of_month and first != last
    if of_language := conventions():
        # A month or a year is told by its first day.
        end = last if several else first
        words, inflected = (
            of_language.days(first, end, unit, year=year, inflected=inflected) for inflected in (False, True)
        )
    else:
        words = inflected = _in_english(first, last, unit, year=year)
    return Days(words, "stretch" if several else unit, inflected)


def _in_english(first: date, last: date, unit: Literal["day", "month", "year"], *, year: bool) -> str:
    if unit == "year":
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if unit == "month":
        return f"{MONTHS[first.month - 1]}{f' {first.year}' if year else ''}"
    if first == last:
        return _day(first, month=True, year=year)
    same_year = first.year == last.year
    begin = _day(first, month=not same_year or first.month != last.month, year=not same_year)
    return f"{begin} to {_day(last, month=True, year=year or not same_year)}"


def _day(day: date, *, month: bool, year: bool) -> str:
    return f"{day.day}{f' {MONTHS[day.month - 1]}' if month else ''}{f' {day.year}' if year else ''}"
