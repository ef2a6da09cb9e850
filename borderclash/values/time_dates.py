"""What a day, month, year, decade or century may mean that is not read, by ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from borderclash.values.time_forms import MONTHS


class Found(NamedTuple):
    """What is wrong with a time, empty for nothing; what it may mean; what else is to be said behind that."""

    what: str
    proposed: tuple[str, ...]
    help: str = ""


Repair = Callable[[re.Match[str]], Found | None]
NO_YEAR = "a year is 0001 to 9999: for one before that, leave the field out and say it in words"
# Two digits for a year are taken for one of this century up to here.
LAST_SHORT = 30
# What stands for a day, or a year, that is not given.
SOME_DAY, SOME_YEAR, LEAP_YEAR = "2025-10-12", 2025, 2024
DAY_ALONE, MONTH_ALONE = "has a day without a year", "has a month without a year"
CLOCK_ALONE = "has a clock time without a day"
NO_DAY, SHORT_YEAR = "is a day that does not exist", "has a year of fewer than four digits"
WITHIN = ", or an interval within it"
SHORT = {name[:size]: number for name, number in MONTHS.items() for size in range(3, len(name) + 1)}
_MONTH = f"(?P<month>{'|'.join(sorted(SHORT, key=len, reverse=True))})\\.?"
_DAY, _YEAR = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", "(?P<year>[0-9]{4})"
_GAP = "[ ,./-]+"


def date_repair(text: str) -> Found | None:
    """Return what may be meant by a date that is not read, ``None`` for what is like none."""
    for pattern, found in _REPAIRS:
        if (match := re.fullmatch(pattern, text)) and (repaired := found(match)):
            return repaired
    return None


def _day(year: str | int, month: str | int, day: str | int) -> str:
    """Return a day by ISO 8601, empty for one that the calendar does not have."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _days(what: str, *days: str, help: str = "") -> Found | None:
    known = tuple(dict.fromkeys(day for day in days if day))
    return Found(what, known, help) if known else Found(NO_DAY, (), "write a day that the calendar has")


def _year_first(match: re.Match[str]) -> Found | None:
    what = "has other signs than hyphens between year, month and day"
    if match[0].count("-") == 2:
        what = "has a month or day of one digit"
    return _days(what, _day(match[1], match[3], match[4]))


def _year_last(match: re.Match[str]) -> Found | None:
    a, _, b, year = match.groups()
    both = _day(year, b, a), _day(year, a, b)
    return _days("could be two dates" if all(both) and both[0] != both[1] else "has the year last", *both)


def _short_year(match: re.Match[str]) -> Found | None:
    a, _, b, year = match.groups()
    century = "20" if int(year) <= LAST_SHORT else "19"
    what, help = "has a year of two digits", f" if the year is {century}{year}"
    return _days(what, _day(century + year, b, a), _day(century + year, a, b), help=help)


def _without_year(match: re.Match[str]) -> Found | None:
    a, b = match.groups()
    both = (_day(SOME_YEAR, b, a), _day(SOME_YEAR, a, b))
    return _days(DAY_ALONE, *both, help=f" if that was in {SOME_YEAR}") if any(both) else None


def _in_english(match: re.Match[str]) -> Found | None:
    parts = match.groupdict()
    month = SHORT[parts["month"]]
    what = "has a date in other words than `12 October 2025`"
    if parts["month"] not in MONTHS:
        what = "has a month in short"
    if short := parts.get("short"):
        full = f"{'20' if int(short) <= LAST_SHORT else '19'}{short}"
        return _days("has a year of two digits", _day(full, month, parts["day"]), help=f" if the year is {full}")
    if "day" in parts and "year" in parts:
        return _days(what, _day(parts["year"], month, parts["day"]))
    if "year" in parts:
        return Found("has a month in words", (f"{parts['year']}-{month:02}",))
    if "day" in parts:
        year = LEAP_YEAR if (month, int(parts["day"])) == (2, 29) else SOME_YEAR
        return _days(DAY_ALONE, _day(year, month, parts["day"]), help=f" if that was in {year}")
    return Found(MONTH_ALONE, (f"{SOME_YEAR}-{month:02}",), f" if that was in {SOME_YEAR}")


def _fixed(what: str, *templates: str, help: str = "") -> Repair:
    """Return a repair that puts the groups of its match into templates."""
    return lambda match: Found(what, tuple(match.expand(template) for template in templates), help)


def _few_digits(match: re.Match[str]) -> Found | None:
    year = int(match[1])
    if not year:
        return _no_year(match)
    years = [f"{year:04}"]
    if len(match[1]) == 2:
        years += [f"19{year:02}"] + ([f"20{year:02}"] if year <= LAST_SHORT else [])
    return Found(SHORT_YEAR, tuple(f"{text}{match[2]}" for text in years))


def _no_year(match: re.Match[str]) -> Found:
    return Found("is outside the years 0001 to 9999", (), NO_YEAR)


def _no_day(match: re.Match[str]) -> Found:
    return Found("is no day of the calendar", (), "write the day itself, as in `2025-10-12`")


def _beyond(match: re.Match[str]) -> Found:
    return Found("is outside the years 0001 to 9999", (), "a year is 0001 to 9999, in four digits")


def _century(match: re.Match[str]) -> Found | None:
    number = int(match[1])
    if not 1 <= number <= 99:
        return None
    return Found("is a century", (f"{100 * (number - 1) + 1:04}/{100 * number:04}",))


def _decade(match: re.Match[str]) -> Found:
    part, digits = match[1], match[2]
    tens = [digits] if len(digits) == 3 else [f"19{digits}"] + ([f"20{digits}"] if int(digits) < 3 else [])
    what = "is a part of a decade" if part else "is a decade in other words"
    return Found(what, tuple(f"{ten}0s" for ten in tens), ", or an interval of the years meant" if part else "")


def _quarter(match: re.Match[str]) -> Found:
    parts = match.groupdict()
    length = 3 if parts["unit"] in ("q", "quarter") else 6
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 12 // length}.get(parts["number"])
    last = length * (number or int(parts["number"][0]))
    year = parts["year"]
    if last > 12:
        return Found("is a part of a year", (year,))
    return Found("is a part of a year", (f"{year}-{last - length + 1:02}/{year}-{last:02}",))


SEASONS = {"spring": (3, 9), "summer": (6, 12), "autumn": (9, 3), "fall": (9, 3), "winter": (12, 6)}


def _season(match: re.Match[str]) -> Found:
    year = int(match["year"])
    ends = ((month, (year + (month + 1) // 12, (month + 1) % 12 + 1)) for month in SEASONS[match["season"]])
    months = tuple(f"{year}-{first:02}/{after[0]}-{after[1]:02}" for first, after in ends)
    return Found("has a season, which is another one south of the equator", months)


_WEEKDAY = "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[., ]+)?"
_ORDER = "(?P<number>first|second|third|fourth|last|[1-4](?:st|nd|rd|th))"
_PART = "(?:early|mid|middle|late|beginning|start|end)(?: of|-in)?[ -](?:the |in )?"
_RELATIVE = "(?:to|yester)day|tomorrow|now|tonight|(?:(?:last|this|next) )?(?:night|week|month|year|[a-z]{2,6}day)"
_REPAIRS: tuple[tuple[str, Repair], ...] = (
    (r"([0-9]{4})([-/. ])([0-9]{1,2})\2([0-9]{1,2})\.?", _year_first),
    (r"([0-9]{1,2})([-/.] ?| )([0-9]{1,2})\2([0-9]{4})", _year_last),
    (r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{2})", _short_year),
    (r"([0-9]{4})(0[1-9]|1[0-2])([0-9]{2})", lambda match: _days("has no hyphens", _day(*match.groups()))),
    (r"([0-9]{4})(?:(0[1-9]|1[0-2])|[/. ](0[1-9]|1[0-2]))", _fixed("has no hyphens", r"\1-\2\3")),
    (r"([0-9]{4})-([1-9])", _fixed("has a month or day of one digit", r"\1-0\2")),
    (r"(0[1-9]|1[0-2])[-/.]([0-9]{4})", _fixed("has the year last", r"\2-\1")),
    (r"([1-9])[-/.]([0-9]{4})", _fixed("has the year last", r"\2-0\1")),
    (r"([0-9]{1,2})[-/.]([0-9]{1,2})\.?", _without_year),
    (rf"{_WEEKDAY}(?:the )?{_DAY}{_GAP}(?:day )?(?:of )?{_MONTH}{_GAP}{_YEAR}", _in_english),
    (rf"{_WEEKDAY}{_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}", _in_english),
    (rf"{_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}", _in_english),
    (rf"{_DAY}{_GAP}{_MONTH}{_GAP}'?(?P<short>[0-9]{{2}})", _in_english),
    (rf"(?:{_PART})?{_MONTH}(?:{_GAP}| of ){_YEAR}", _in_english),
    (rf"{_YEAR}{_GAP}{_MONTH}", _in_english),
    (rf"(?:the )?{_DAY}{_GAP}(?:of )?{_MONTH}", _in_english),
    (rf"{_MONTH}{_GAP}{_DAY}", _in_english),
    (_MONTH, _in_english),
    (r"-[0-9]+(?:-.*)?|0000(?:-.*)?|.*[0-9].* ?(?:bce?|b\.c\.(?:e\.)?)", _no_year),
    (r"y?[0-9]{5,}(?:-.*)?", _beyond),
    (r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th)[ -](?:century|c\.?)", _century),
    (r"([0-9]{2})(?:xx|uu)", _fixed("is a century", r"\g<1>00/\g<1>99")),
    (rf"(?:the )?({_PART})?(?:the )?'?((?:[0-9]{{2}})?[0-9])0'?s", _decade),
    (rf"(?P<unit>[qh])(?P<number>[1-4])[ /,-]*{_YEAR}", _quarter),
    (rf"{_YEAR}[ /,-]*(?P<unit>[qh])(?P<number>[1-4])", _quarter),
    (rf"(?:the )?{_ORDER} (?P<unit>quarter|half)(?: of)?,? {_YEAR}", _quarter),
    (rf"(?:{_PART})?(?:the )?(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? {_YEAR}", _season),
    (rf"{_PART}([0-9]{{4}}(?:-[0-9]{{2}})?)", _fixed("is a part of a time", r"\1", help=WITHIN)),
    (_RELATIVE, _no_day),
    (r"'?([0-9]{1,3})((?:-[0-9]{2}){0,2})", _few_digits),
)
