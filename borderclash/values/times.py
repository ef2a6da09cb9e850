"""Times: ISO 8601 years, months, days, date-times and intervals of them.

As a value a date covers its whole day and a clock time is a moment; as the time of a statement a clock time
covers its minute. Instants are whole microseconds since the first day of the year 1, UTC, so that no date
of the calendar is out of reach.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from typing import Any, NamedTuple

from borderclash.values.base import Gap, Kind, Relation, Setting, Unreadable, Written
from borderclash.values.time_hints import bare_year, unreadable

SECOND = 10**6
DAY = 86_400 * SECOND
# YAML drops the zeros of a smaller number; the JSON Schema holds this too.
FIRST_BARE_YEAR = 1000

_CLOCK = r"T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
_POINT = rf"([0-9]{{4}})(?:-([0-9]{{2}})(?:-([0-9]{{2}})(?:{_CLOCK})?)?)?"
_PLAIN = re.sub(r"\((?!\?)", "(?:", _POINT)
# What the JSON Schema holds too: written so that Python, ECMA 262 and Rust read it alike.
TIME_PATTERN = f"^{_PLAIN}(?:/{_PLAIN})?$"
_ONE = re.compile(_POINT)


class Time(NamedTuple):
    """A stretch of time, or a moment.

    ``start`` is its first instant; ``end`` its last, or the first after it where ``end_open``. ``days`` are
    the ordinals of its first and last day where both ends were written as dates.
    """

    written: str
    start: int
    end: int
    end_open: bool
    days: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class TimeGap(Gap):
    """How far apart two times are, in seconds, and as a ``duration`` of ISO 8601, with fractions of them."""

    duration: str = field(kw_only=True)
    in_seconds = True

    @property
    def exported(self) -> str:
        """The duration."""
        return self.duration

    @property
    def words(self) -> str:
        """The size in words: ``1 day 2 hours``."""
        days, seconds = divmod(int(self.size), 86_400)
        parts = [
            (days, "day"),
            (seconds // 3600, "hour"),
            (seconds % 3600 // 60, "minute"),
            (seconds % 60, "second"),
        ]
        words = [f"{n:,} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
        return " ".join(words) or "0 days"


class Times(Kind[Time]):
    """The kind ``time``."""

    about = "a date, date-time or interval"
    cell = "figure"

    def read(self, written: object, setting: Setting) -> Time:
        """Return the time; one written without an offset is in the setting's zone. Raises `Unreadable`."""
        return read_time(written, setting.timezone, "value")

    def refuse(self, value: object, written: object, setting: Setting) -> None:
        """Raise `Unreadable` for a value that the schema does not accept; a year below 1000 is one."""
        refuse_time(value, written, "value")

    def relate(self, a: Time, b: Time) -> Relation:
        """Return ``conflict`` if no instant is in both, ``agree`` for the same stretch."""
        if _before(a, b) or _before(b, a):
            return "conflict"
        same = (a.start, a.end, a.end_open) == (b.start, b.end, b.end_open)
        return "agree" if same else "overlap"

    def leaves_nothing(self, denied: Time, asserted: Time) -> bool:
        """Say whether the asserted stretch lies within the denied one."""
        if denied.start > asserted.start:
            return False
        if denied.end == asserted.end:
            return asserted.end_open or not denied.end_open
        return denied.end > asserted.end

    def gap(self, a: Time, b: Time) -> TimeGap:
        """Return the time between the two, counted in days where both are dates; it has no ratio."""
        if a.days and b.days:
            days = max(0, b.days[0] - a.days[1], a.days[0] - b.days[1])
            return TimeGap(days * 86_400, duration=f"P{days}D")
        size = max(0, b.start - a.end, a.start - b.end)
        seconds, rest = divmod(size, SECOND)
        return TimeGap(seconds, duration=duration(seconds, rest))

    def show(self, value: Time) -> str:
        """Return the time as written, with a space for the T."""
        return in_words(value.written)

    def spelling(self, value: Time, written: Written) -> str:
        """Return the time as written, also a year that YAML reads as a number."""
        return value.written

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a time."""
        return {
            "title": "A time",
            "description": "A year, month, day or date-time, or an interval of them with a slash. A date covers "
            "its whole day.",
            "examples": [
                "2025-10-12",
                "2025-10-12T00:30",
                "2025-10-15T18:00+05:00",
                "2025-10-11/2025-10-12",
                2025,
            ],
            "type": ["string", "integer"],
            "minimum": FIRST_BARE_YEAR,
            "maximum": 9999,
            "pattern": TIME_PATTERN,
        }


def refuse_time(value: object, written: object, field: str) -> None:
    """Raise `Unreadable`, naming *field*, for what is no time; *value* is what YAML makes of what is *written*."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < FIRST_BARE_YEAR:
        raise bare_year(value, str(written), field)
    read_time(written, "UTC", field)


def in_words(written: str) -> str:
    """Return a time as it was written, with words for the signs of ISO 8601: ``2025-10-11 to 2025-10-12``."""
    return written.replace("T", " ").replace("/", " to ")


def in_zone(written: str, timezone: str) -> str:
    """Return a time in words, its clock times in *timezone* and as precise as they were written."""
    return in_words("/".join(_local(part, timezone) for part in written.split("/")))


def _local(written: str, timezone: str) -> str:
    """Return a clock time that has an offset without it, in the zone; as it is where that says less or nothing."""
    match = _ONE.fullmatch(written)
    zone = _zone(timezone) if match and match[8] else None
    if not match or not zone:
        return written
    try:
        clock = datetime.fromisoformat(written).astimezone(zone)
    except (OverflowError, ValueError):
        return written
    if clock.utcoffset() != clock.replace(fold=1 - clock.fold).utcoffset():
        return written  # an hour that clocks show twice in that night
    fraction = f".{match[7]}" if match[7] else ""
    return clock.replace(tzinfo=None).isoformat(timespec="seconds" if match[6] else "minutes") + fraction


@lru_cache(maxsize=8192)
def days_of(span: tuple[int, int], timezone: str) -> tuple[date, date]:
    """Return the first and the last day that a stretch of time touches in the zone."""
    return _day_of(span[0], timezone), _day_of(span[1] - 1, timezone)


def _day_of(instant: int, timezone: str) -> date:
    days, rest = divmod(min(max(instant, DAY), (date.max.toordinal() + 1) * DAY - 1), DAY)
    moment = datetime.combine(date.fromordinal(days), datetime.min.time(), UTC) + timedelta(microseconds=rest)
    try:
        return moment.astimezone(_zone(timezone) or UTC).date()
    except OverflowError:
        return moment.date()


def _before(a: Time, b: Time) -> bool:
    """Say whether all of *a* is over before *b* begins."""
    return a.end < b.start or (a.end == b.start and a.end_open)


def duration(seconds: int, microseconds: int = 0) -> str:
    """Return a length of time in ISO 8601, with days of 24 hours."""
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    part = f".{microseconds:06}".rstrip("0") if microseconds else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock += f"{left}{part}S" if left or part else ""
    return f"P{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}" if days or clock else "PT0S"


@lru_cache(maxsize=8192)
def stated_span(written: str, timezone: str, field: str = "stated") -> tuple[int, int]:
    """Return the first instant that a statement's time covers and the first after it.

    A clock time covers its minute, or its second where seconds are written.
    Raises `Unreadable`, naming *field*.
    """
    time = read_time(written, timezone, field)
    if time.end_open:
        return time.start, time.end
    seconds = re.search(r"T..:..:..(\.)?[^/]*$", time.written)
    return time.start, time.end + (60 * SECOND if not seconds else 1 if seconds[1] else SECOND)


def read_time(written: object, timezone: str, field: str) -> Time:
    """Read a time from its text (or a bare year); raises `Unreadable`, naming *field*."""
    text = str(written)
    if isinstance(written, int) and 0 < written < FIRST_BARE_YEAR and not isinstance(written, bool):
        raise bare_year(written, text, field)
    if isinstance(written, bool) or not isinstance(written, str | int):
        raise unreadable(written, field, TIME_PATTERN)
    parts = [_ONE.fullmatch(part) for part in text.split("/")]
    if len(parts) > 2 or not all(parts):
        raise unreadable(written, field, TIME_PATTERN)
    stretches = [_stretch(match, timezone, field) for match in parts if match]
    first, last = stretches[0], stretches[-1]
    if first.start > last.end or (first.start == last.end and last.end_open):
        raise Unreadable(
            "reversed-range",
            f"`{field}` runs backwards: `{text}`",
            f"write the earlier end first: {'/'.join(reversed(text.split('/')))}",
        )
    days = (first.days[0], last.days[1]) if first.days and last.days else None
    return Time(text, first.start, last.end, last.end_open, days)


def _stretch(match: re.Match[str], timezone: str, field: str) -> Time:
    """Return the year, month, day or moment that one side of an interval, or all of a time, says."""
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        first = date(year, month, day)
        if match[4]:
            instant = _instant(match, first, timezone)
            return Time(match[0], instant, instant, False, None)
    except ValueError:
        message = f"`{field}` is a time that does not exist: `{match[0]}`"
        raise Unreadable("impossible-date", message, _calendar(year, month, match)) from None
    last = first
    if not match[3]:
        last_month = month if match[2] else 12
        last = date(year, last_month, monthrange(year, last_month)[1])
    start = first.toordinal() * DAY - _offset(first, timezone)
    # The day after 31 December 9999 has no date, so its offset is that of the day before.
    after = last + timedelta(1) if last < date.max else last
    end = (last.toordinal() + 1) * DAY - _offset(after, timezone)
    return Time(match[0], start, end, True, (first.toordinal(), last.toordinal()))


def _instant(match: re.Match[str], day: date, timezone: str) -> int:
    hour, minute, second, fraction, zone = match.group(4, 5, 6, 7, 8)
    clock = datetime(day.year, day.month, day.day, int(hour), int(minute), int(second or 0))
    if not zone:
        offset = _offset(clock, timezone)
    elif zone == "Z":
        offset = 0
    else:
        hours, minutes = int(zone[1:3]), int(zone[4:6])
        if hours > 23 or minutes > 59:
            raise ValueError(zone)
        offset = (hours * 3600 + minutes * 60) * SECOND * (-1 if zone[0] == "-" else 1)
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
    return day.toordinal() * DAY + seconds * SECOND + int((fraction or "0").ljust(6, "0")) - offset


def _offset(day: date, timezone: str) -> int:
    """Return the zone's offset from UTC, in microseconds, at a moment or at the start of a day."""
    if timezone == "UTC":
        return 0
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    # A zone that is not known is a problem of its own; its times count as UTC until then.
    zone = _zone(timezone)
    offset = zone.utcoffset(moment) if zone else None
    return int(offset.total_seconds()) * SECOND if offset else 0


@cache
def _zone(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def knows_zone(name: str) -> bool:
    """Say whether *name* is in the IANA time zone database."""
    return name == "UTC" or _zone(name) is not None


def _calendar(year: int, month: int, match: re.Match[str]) -> str:
    if not 1 <= month <= 12:
        return "a month is 01 to 12"
    if year < 1:
        return "a year is 0001 to 9999"
    days = monthrange(year, month)[1]
    if int(match[3] or 1) not in range(1, days + 1):
        return f"that month has the days 01 to {days}"
    return "a clock time is 00:00 to 23:59:59, an offset up to 23:59"
