"""The kind ``time``: how a time is compared, shown and exported. As a value a clock time is a moment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from borderclash.language import conventions, gettext, gettext_noop, ngettext
from borderclash.values.base import (
    Gap,
    Kind,
    Relation,
    Setting,
    These,
    Time,
    Unreadable,
    Written,
    covers,
    disjoint,
)
from borderclash.values.time_points import (
    FIRST_BARE_YEAR,
    LONGEST,
    MINUTE,
    POINT,
    SECOND,
    Backwards,
    NoSuchTime,
    backwards,
    is_iso,
    read_ends,
    read_iso,
    zone_of,
)

SAME: Mapping[These, str] = {
    "both": gettext_noop("the same time, and both can be true"),
    "all of them": gettext_noop("the same time, and all of them can be true"),
}
_DAY_OR_MINUTE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T|$)")
_CLOCK = r"[Tt][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
_DAY = rf"[0-9](?: *- *[0-9]{{2}}(?: *- *[0-9]{{2}}(?:{_CLOCK})?)?)?"
_POINT = f"[0-9]{{3}}(?:{_DAY}|[Xx]|0[Ss])"
# What the JSON Schema holds, so that editors mark what is surely none: figures and signs alone are a time by ISO
# 8601, or an error. Whether words are read, only the tool knows. Python, ECMA 262 and Rust read it alike.
TIME_PATTERN = rf"^(?: *{_POINT}(?:/{_POINT})? *|[^\x00]*(?:[A-Za-z]{{2}}|[^ -~]|[Cc][. ]|~|\.\.)[^\x00]*)$"


@dataclass(frozen=True, slots=True)
class TimeGap(Gap):
    """How far apart two times are, in seconds and as ``duration``; ``loose``: the words of one leave more room."""

    duration: str = field(kw_only=True)
    loose: bool = field(default=False, kw_only=True)
    in_seconds = True

    @property
    def exported(self) -> str:
        return self.duration

    @property
    def words(self) -> str:
        """The size in words: ``1 day 2 hours``."""
        days, seconds = divmod(int(self.size), 86_400)
        hours, seconds = divmod(seconds, 3600)
        minutes, seconds = divmod(seconds, 60)
        words = []
        if days or not self.size:
            words.append(ngettext("{count} day", "{count} days", days))
        if hours:
            words.append(ngettext("{count} hour", "{count} hours", hours))
        if minutes:
            words.append(ngettext("{count} minute", "{count} minutes", minutes))
        if seconds:
            words.append(ngettext("{count} second", "{count} seconds", seconds))
        return " ".join(words)


class Times(Kind[Time]):
    """The kind ``time``."""

    about = "a date, date-time or interval"
    measured = True
    cell = "figure"
    bounds = ("from", "by")

    def read(self, written: object, setting: Setting) -> Time:
        """Return the time; one written without an offset is in the setting's zone. Raises `Unreadable`."""
        if not isinstance(written, str):
            return read_time(written, setting.timezone, "value")
        try:
            if time := read_iso(written, setting.timezone):
                return time
            from borderclash.values.time_forms import read_value

            if time := read_value(written, setting.timezone):
                return time
        except (NoSuchTime, Backwards) as error:
            raise _unreadable(error, written, "value") from None
        raise _no_time(written, "value", setting.date)

    def refuse(self, value: object, written: object, setting: Setting) -> None:
        """Raise `Unreadable` for a value that the schema does not accept; a year below 1000 is one."""
        if type(value) is int and 0 < value < FIRST_BARE_YEAR:
            refuse_time(value, written, "value")
        self.read(written, setting)

    def relate(self, a: Time, b: Time) -> Relation:
        if disjoint(a, b):
            return "conflict"
        return "agree" if a.stated[:3] == b.stated[:3] else "overlap"

    def leaves_nothing(self, denied: Time, asserted: Time) -> bool:
        return covers(denied, asserted)

    def states_same(self, a: Time, b: Time) -> bool:
        return a.stated[:3] == b.stated[:3]

    def gap(self, a: Time, b: Time) -> TimeGap:
        """Return the time between what the two state, counted in days where both are dates; it has no ratio."""
        one, other = a.stated, b.stated
        if one.days and other.days:
            days = max(0, other.days[0] - one.days[1], one.days[0] - other.days[1])
            return TimeGap(days * 86_400, duration=f"P{days}D", loose=loose(a) or loose(b))
        size = max(0, other.start - one.end, one.start - other.end)
        seconds, rest = divmod(size, SECOND)
        return TimeGap(seconds, duration=duration(seconds, rest), loose=loose(a) or loose(b))

    def same(self, gap: Gap | None, these: These = "both") -> str:
        """Return what two that agree are: the time that they state, where words leave room around it."""
        if isinstance(gap, TimeGap) and gap.loose:
            return gettext(SAME[these])
        return super().same(gap, these)

    def show(self, value: Time) -> str:
        return _with_words(value.written)

    def in_words(self, value: Time) -> str:
        return in_words(value.written)

    def time(self, value: Time) -> Time:
        return value

    def spelling(self, value: Time, written: Written) -> str:
        """Return the time as written, also a year that YAML reads as a number."""
        return value.written

    def schema(self) -> dict[str, Any]:
        return {
            "title": "A time",
            "description": "A year, month, day or date-time by ISO 8601, an interval of two with a slash, an "
            "English date, a decade; about, before, after, by or from one of these, or from one to another. A "
            "date covers its whole day. Whether it can be read, the tool says.",
            "examples": [
                "2025-10-12",
                "2025-10-12T00:30",
                "2025-10-15T18:00+05:00",
                "2025-10-11/2025-10-12",
                "12 October 2025",
                "about 2025-10-12T04:30",
                "before 1985",
                "between 1880 and 1885",
                "1980s",
                2025,
            ],
            "type": ["string", "integer"],
            "minimum": FIRST_BARE_YEAR,
            "maximum": 9999,
            "minLength": 1,
            "maxLength": LONGEST,
            "pattern": TIME_PATTERN,
        }


@lru_cache(maxsize=8192)
def stated_span(written: str, timezone: str, field: str = "stated") -> tuple[int, int]:
    """Return the first instant of a statement's time and the first after; raises `Unreadable`, naming *field*."""
    try:
        ends = read_ends(written, timezone) or read_ends(iso_time(written, field), timezone)
    except NoSuchTime as error:
        raise _unreadable(error, written, field) from None
    assert ends
    first, last = ends
    if backwards(first, last):
        raise _unreadable(Backwards(f"{last.written}/{first.written}"), written, field)
    if last.unit != "clock":
        return first.start, last.end
    seconds = last.written[16:17] == ":"
    return first.start, last.end + (MINUTE if not seconds else 1 if last.written[19:20] == "." else SECOND)


def read_time(written: object, timezone: str, field: str) -> Time:
    """Read the time that stands in *field*, in *timezone* where it has no offset; raises `Unreadable`."""
    try:
        time = read_iso(written, timezone) if isinstance(written, str) else None
        time = time or read_iso(iso_time(written, field), timezone)
    except (NoSuchTime, Backwards) as error:
        raise _unreadable(error, str(written), field) from None
    assert time
    return time


def iso_time(written: object, field: str) -> str:
    """Return a time as ISO 8601 writes it, whether it exists or not; raises `Unreadable`, naming *field*."""
    if isinstance(written, str):
        if is_iso(written):
            return written
        from borderclash.values.time_forms import iso_of

        if iso := iso_of(written):
            return iso
    elif type(written) is int and FIRST_BARE_YEAR <= written <= 9999:
        return str(written)
    raise _no_time(written, field)


def iso_text(written: object, field: str) -> str:
    """Return a time as `iso_time` does, and what is none as it stands."""
    # A day or a minute is as it should be, and what only looks like one is none.
    if isinstance(written, str) and len(written) in (10, 16) and _DAY_OR_MINUTE.match(written):
        return written
    try:
        return iso_time(written, field)
    except Unreadable:
        return str(written)


def _no_time(written: object, field: str, date: object = None) -> Unreadable:
    from borderclash.values.time_hints import unreadable

    return unreadable(written, field, date)


def _unreadable(error: NoSuchTime | Backwards, written: str, field: str) -> Unreadable:
    from borderclash.values.time_hints import impossible, reversed_ends

    if isinstance(error, Backwards):
        return reversed_ends(error.swapped, written, field)
    return impossible(error.point, written, field)


def loose(time: Time) -> bool:
    """Say whether the words of a time leave more room than the time that it states."""
    return (time.low, time.high) != time.stated[:2]


def refuse_time(value: object, written: object, field: str) -> None:
    """Raise `Unreadable`, naming *field*, for what is no time; *value* is what YAML makes of what is *written*."""
    if type(value) is int and 0 < value < FIRST_BARE_YEAR:
        from borderclash.values.time_hints import bare_year

        raise bare_year(value, str(written), field)
    iso_time(written, field)


def in_words(written: str) -> str:
    """Return a time with words for the signs of ISO 8601, in another language than English its days as well."""
    language = conventions()
    if language is None:
        return _with_words(written)
    from borderclash.values.time_words import time_words

    return time_words(written, language) or _with_words(written)


def _with_words(written: str) -> str:
    text = re.sub(r"(?<=[0-9])[Tt](?=[0-9])", " ", written)
    if re.search("[/~Xx]", text):
        text = re.sub(r"\b([0-9]{3})[Xx]\b", r"\g<1>0s", text)
        text = re.sub(r"^(.*[0-9SsZz])~$", r"about \1", text)
        text = re.sub(r"^\.\./", "until ", text)
        text = re.sub(r"^(.*)/\.\.$", r"from \1", text)
        # Not "from 1880 to 1885", which would lie between the two.
        text = re.sub("^from (?=[^/]+/)", "not before ", text, flags=re.IGNORECASE)
        text = re.sub(" ?/ ?", " to ", text)
    return text


def in_zone(written: str, timezone: str) -> str:
    """Return a time in words, its clock times in *timezone* and as precise as they were written."""
    return in_words("/".join(_local(part, timezone) for part in written.split("/")))


def _local(written: str, timezone: str) -> str:
    """Return a clock time that has an offset without it, in the zone; as it is where that says less or nothing."""
    match = POINT.fullmatch(written)
    zone = zone_of(timezone) if match and match[8] else None
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


def duration(seconds: int, microseconds: int = 0) -> str:
    """Return a length of time in ISO 8601, with days of 24 hours."""
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    part = f".{microseconds:06}".rstrip("0") if microseconds else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock += f"{left}{part}S" if left or part else ""
    return f"P{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}" if days or clock else "PT0S"
