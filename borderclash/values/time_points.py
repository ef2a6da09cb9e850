"""Times by ISO 8601, and decades. Instants are microseconds since the first day of the year 1, UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from borderclash.values.base import Stretch, Time

SECOND = 10**6
MINUTE = 60 * SECOND
DAY = 86_400 * SECOND
# A stretch of more than this is longer than a day, whatever its clocks do.
LONGEST_DAY = 25 * 60 * MINUTE
# YAML drops the zeros of a smaller number; the JSON Schema holds this too.
FIRST_BARE_YEAR = 1000
# How long a text may be that is a time, in the schema too.
LONGEST = 200
# The calendar repeats itself after so many years, of so many days together.
CYCLE, CYCLE_DAYS = 400, 146_097

Unit = Literal["decade", "year", "month", "day", "clock"]
_CLOCK = r"T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
POINT = re.compile(rf"([0-9]{{3}}[0-9X])(?:(?<!X)-([0-9]{{2}})(?:-([0-9]{{2}})(?:{_CLOCK})?)?)?")


class NoSuchTime(ValueError):
    """A *point* in time that the calendar or the clock does not have."""

    def __init__(self, point: str) -> None:
        super().__init__(point)
        self.point = point


class Backwards(ValueError):
    """An interval that ends before it begins; *swapped* is spelled the other way round."""

    def __init__(self, swapped: str) -> None:
        super().__init__(swapped)
        self.swapped = swapped


class Point(NamedTuple):
    """A decade, year, month, day or clock time as written.

    ``first`` is its first day; ``start`` its first instant, ``end`` the first one after it, or of a clock time its
    last: the same but where clocks were put back and showed it twice. ``days`` are the ordinals of its first day
    and of the one after its last, where it is one of days.
    """

    written: str
    unit: Unit
    first: date
    start: int
    end: int
    days: tuple[int, int] | None


def ordinal(year: int, month: int = 1, day: int = 1) -> int:
    """Return the number of a day, 1 for the first of the year 1; years and months may lie beyond the calendar."""
    years, month = divmod(month - 1, 12)
    cycles, year = divmod(year + years - 1, CYCLE)
    return date(year + 1, month + 1, day).toordinal() + cycles * CYCLE_DAYS


def is_iso(text: str) -> bool:
    """Say whether *text* has the form of a time, or of an interval of two."""
    return _matches(text) is not None


def _matches(text: str) -> list[re.Match[str]] | None:
    """Return the one or two ends of a time by ISO 8601, ``None`` for what has another form."""
    first, slash, last = text.partition("/")
    matches = [match for match in (POINT.fullmatch(first), slash and POINT.fullmatch(last)) if match]
    return matches if len(matches) == (2 if slash else 1) else None


def read_iso(text: str, timezone: str) -> Time | None:
    """Read a time by ISO 8601 in *timezone*, ``None`` for another form; raises `NoSuchTime` and `Backwards`."""
    ends = read_ends(text, timezone)
    if ends is None:
        return None
    if backwards(*ends):
        raise Backwards(f"{ends[1].written}/{ends[0].written}")
    stated = stretch(*ends)
    return Time(text, stated.start, stated.end, False, stated.end_open, stated)


def read_ends(text: str, timezone: str) -> tuple[Point, Point] | None:
    """Return the two ends of a time by ISO 8601, the same twice where it is no interval; raises `NoSuchTime`."""
    matches = _matches(text)
    if matches is None:
        return None
    first = last = _point(matches[0], timezone)
    if len(matches) > 1:
        last = _point(matches[1], timezone)
    return first, last


def backwards(first: Point, last: Point) -> bool:
    """Say whether the one end is over before the other begins."""
    return first.start > last.end or (first.start == last.end and last.unit != "clock")


def stretch(first: Point, last: Point) -> Stretch:
    """Return what runs from the one to the other."""
    days = (first.days[0], last.days[1] - 1) if first.days and last.days else None
    return Stretch(first.start, last.end, last.unit != "clock", days, (first.written, last.written))


def _point(match: re.Match[str], timezone: str) -> Point:
    """Return what one end of a time says; raises `NoSuchTime`."""
    year, month, day, hour = match.group(1, 2, 3, 4)
    unit: Unit = "clock" if hour else "day" if day else "month" if month else "year"
    if year[3] == "X":
        year, unit = f"{year[:3]}0", "decade"
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if hour:
            start, end = _instants(match, first, timezone)
            return Point(match[0], unit, first, start, end, None)
    except ValueError:
        raise NoSuchTime(match[0]) from None
    days = days_around(unit, first)
    return Point(match[0], unit, first, midnight(days[0], timezone), midnight(days[1], timezone), days)


def days_around(unit: Unit, first: date, wider: int = 0) -> tuple[int, int]:
    """Return the ordinals of a time's first day and of the one after it, *wider* by so many units."""
    year, month = first.year, first.month
    if unit == "day":
        day = first.toordinal()
        return day - wider, day + 1 + wider
    if unit == "month":
        return ordinal(year, month - wider), ordinal(year, month + 1 + wider)
    years = 10 if unit == "decade" else 1
    return ordinal(year - years * wider), ordinal(year + years * (1 + wider))


def margin(clock: Point) -> int:
    """Return what ``about`` adds to a clock time: the rounder by the clock as written, the more."""
    match = POINT.fullmatch(clock.written)
    assert match
    minute = int(match[5])
    if int(match[6] or 0) or int(match[7] or 0):
        return 5 * MINUTE
    for every, minutes in ((30, 30), (15, 15), (5, 10)):
        if minute % every == 0:
            return minutes * MINUTE
    return 5 * MINUTE


def _instants(match: re.Match[str], day: date, timezone: str) -> tuple[int, int]:
    """Return the first and last instant at which clocks showed a time: two where they were put back."""
    hour, minute, second, fraction, zone = match.group(4, 5, 6, 7, 8)
    clock = datetime(day.year, day.month, day.day, int(hour), int(minute), int(second or 0))
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
    local = day.toordinal() * DAY + seconds * SECOND + int((fraction or "0").ljust(6, "0"))
    if not zone:
        if timezone == "UTC":
            return local, local
        earlier, later = _offset(clock, timezone), _offset(clock.replace(fold=1), timezone)
        # A time that clocks passed over is by the clock of before; there the second offset is the larger.
        return local - earlier, local - min(earlier, later)
    if zone == "Z":
        return local, local
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    if hours > 23 or minutes > 59:
        raise ValueError(zone)
    offset = (hours * 60 + minutes) * MINUTE * (-1 if zone[0] == "-" else 1)
    return local - offset, local - offset


def midnight(day: int, timezone: str) -> int:
    """Return the instant at which the day of that ordinal begins in a zone."""
    if timezone == "UTC":
        return day * DAY
    # Beyond the calendar, the offset is that of its first or last day.
    return day * DAY - _offset(date.fromordinal(min(max(day, 1), date.max.toordinal())), timezone)


def _offset(day: date, timezone: str) -> int:
    """Return the zone's offset from UTC, in microseconds, at a moment or at the start of a day."""
    if timezone == "UTC":
        return 0
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    # A zone that is not known is a problem of its own; its times count as UTC until then.
    zone = zone_of(timezone)
    offset = zone.utcoffset(moment) if zone else None
    return int(offset.total_seconds()) * SECOND if offset else 0


@lru_cache(maxsize=8192)
def days_of(span: tuple[int, int], timezone: str) -> tuple[date, date]:
    """Return the first and the last day that a stretch of time touches in the zone."""
    return local(span[0], timezone).date(), local(span[1] - 1, timezone).date()


def local(instant: int, timezone: str) -> datetime:
    """Return what clocks in the zone show at an instant; beyond the calendar, its first or last moment."""
    days, rest = divmod(min(max(instant, DAY), (date.max.toordinal() + 1) * DAY - 1), DAY)
    moment = datetime.combine(date.fromordinal(days), datetime.min.time(), UTC) + timedelta(microseconds=rest)
    try:
        return moment.astimezone(zone_of(timezone) or UTC)
    except OverflowError:
        return moment


@cache
def zone_of(name: str) -> tzinfo | None:
    """Return the zone of a name in the IANA time zone database, ``None`` for none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def knows_zone(name: str) -> bool:
    """Say whether *name* is in the IANA time zone database."""
    return name == "UTC" or zone_of(name) is not None


def instant_text(instant: int) -> str:
    """Return an instant as ISO 8601 writes it in UTC: ``2025-07-24T01:20:00Z``."""
    seconds, fraction = divmod(instant, SECOND)
    days, seconds = divmod(seconds, 86_400)
    cycles, day = divmod(days - 1, CYCLE_DAYS)
    here = date.fromordinal(day + 1)
    clock = f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
    part = f".{fraction:06}".rstrip("0") if fraction else ""
    return f"{here.year + cycles * CYCLE:04}-{here.month:02}-{here.day:02}T{clock}{part}Z"
