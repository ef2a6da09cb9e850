"""Times that are not written by ISO 8601 (`docs/format.md`): English dates, decades, ``about``, ``before``."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from borderclash.text.typography import with_plain_hyphens
from borderclash.values.base import Time
from borderclash.values.hedges import ABOUT, ABOUT_BEHIND
from borderclash.values.spelling import even, is_no_digit
from borderclash.values.time_points import (
    Backwards,
    Point,
    backwards,
    days_around,
    is_iso,
    margin,
    midnight,
    read_ends,
    stretch,
)

Form = Literal["plain", "about", "before", "after", "by", "from"]
BOUNDS: dict[str, Form] = {
    "before": "before",
    "earlier than": "before",
    "after": "after",
    "later than": "after",
    "by": "by",
    "until": "by",
    "not after": "by",
    "no later than": "by",
    "from": "from",
    "since": "from",
    "not before": "from",
    "no earlier than": "from",
}
MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}


class Parts(NamedTuple):
    """A value taken apart: its form, and the text of the time, or of the two ends of an interval."""

    form: Form
    first: str
    last: str | None = None


def even_out(text: str) -> str:
    """Return *text* with its spelling evened out, as `spelling.even` does; any slash is a plain one too."""
    text = even(text)
    plain = with_plain_hyphens(text)
    return plain[0] if plain else text


def odd_digit(text: str) -> str:
    """Return the first superscript, fraction or circled number of *text*, which is no digit; empty for none."""
    return "" if text.isascii() else next(filter(is_no_digit, text), "")


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of *words*."""
    return "|".join(map(re.escape, words))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    # A space is free behind a sign and a full stop.
    spaced = any_of(word for word in ABOUT if word[-1].isalpha())
    free = any_of(word for word in ABOUT if not word[-1].isalpha())
    return (
        re.compile(f"(?:(?:{spaced}) |(?:{free}) ?)(.+)"),
        re.compile(rf"([^/]+)~|(.+?)(?: (?:{any_of(ABOUT_BEHIND)})| ?\((?:{any_of(ABOUT)})\))"),
        re.compile(r"(?:from )?(.+) to (.+)|between (.+) and (.+)"),
        re.compile(f"({any_of(BOUNDS)}) (.+)"),
    )


def take_apart(text: str) -> Parts:
    """Return the form of a value, whose spelling is evened out, and its times; what has no form is ``plain``."""
    before, behind, between, bound = _patterns()
    if match := before.fullmatch(text) or behind.fullmatch(text):
        about = match[match.lastindex or 1]
        ends = re.fullmatch("(.+) to (.+)", about)
        return Parts("about", *ends.groups()) if ends else Parts("about", about)
    if match := between.fullmatch(text):
        return Parts("plain", match[1] or match[3], match[2] or match[4])
    if match := bound.fullmatch(text):
        return Parts(BOUNDS[match[1]], match[2])
    if text.startswith("../"):
        return Parts("by", text[3:])
    if text.endswith("/.."):
        return Parts("from", text[:-3])
    return Parts("plain", text)


@cache
def _english() -> tuple[re.Pattern[str], ...]:
    months = any_of(MONTHS)
    clock = r"(?:(?:,? at |, ?| )([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:z|[+-][0-9]{2}:[0-9]{2})?))?"
    return (
        re.compile(f"(?P<day>[0-9]{{1,2}}) (?P<month>{months}) (?P<year>[0-9]{{4}}){clock}"),
        re.compile(f"(?P<month>{months}) (?P<day>[0-9]{{1,2}}), ?(?P<year>[0-9]{{4}}){clock}"),
    )


def iso_point(text: str) -> str | None:
    """Return a point in time, of an evened-out *text*, by ISO 8601, ``None`` for what is none."""
    for pattern in _english():
        if match := pattern.fullmatch(text):
            clock = f"T{match[4].upper()}" if match[4] else ""
            return f"{match['year']}-{MONTHS[match['month']]:02}-{int(match['day']):02}{clock}"
    if re.fullmatch("[0-9]{3}0s", text):
        return f"{text[:3]}X"
    # A space around a hyphen is free in a day; behind one, 2024 might be the first of two years.
    text = re.sub("^([0-9]{4}) ?- ?([0-9]{2}) ?- ?([0-9]{2})(?![0-9])", r"\1-\2-\3", text).upper()
    return text if "/" not in text and is_iso(text) else None


def iso_interval(text: str) -> str | None:
    """Return a time, or an interval with a slash, by ISO 8601, ``None`` for what is none."""
    points = [iso_point(part) for part in text.split("/")]
    return "/".join(map(str, points)) if all(points) and len(points) <= 2 else None


def iso_of(written: str) -> str | None:
    """Return a time as ISO 8601 writes it, ``None`` for what is none."""
    return None if odd_digit(written) else iso_interval(even_out(written))


@lru_cache(maxsize=8192)
def read_value(written: str, timezone: str) -> Time | None:
    """Read a value of kind ``time``, ``None`` for what is none; raises `NoSuchTime` and `Backwards`."""
    parts = take_apart(even_out(written))
    iso = None if odd_digit(written) else iso_ends(parts)
    ends = read_ends(iso, timezone) if iso else None
    if ends is None:
        return None
    first, last = ends
    if backwards(first, last):
        raise Backwards(in_form(parts.form, f"{last.written}/{first.written}"))
    stated = stretch(first, last)
    shown = " ".join(written.split())
    if parts.form == "before":
        return Time(shown, None, stated.start, False, True, stated)
    if parts.form == "after":
        # All of a day is over where the next one begins, which is taken in.
        return Time(shown, stated.end, None, not stated.end_open, False, stated)
    if parts.form == "by":
        return Time(shown, None, stated.end, False, stated.end_open, stated)
    if parts.form == "from":
        return Time(shown, stated.start, None, False, False, stated)
    if parts.form == "about":
        return Time(shown, _wider(first, timezone)[0], _wider(last, timezone)[1], False, stated.end_open, stated)
    return Time(shown, stated.start, stated.end, False, stated.end_open, stated)


def iso_ends(parts: Parts) -> str | None:
    """Return the time of a value, or its two ends with a slash, by ISO 8601, ``None`` for what is none."""
    if parts.last is None:
        return iso_interval(parts.first)
    first, last = iso_point(parts.first), iso_point(parts.last)
    return f"{first}/{last}" if first and last else None


def in_form(form: Form, iso: str) -> str:
    """Return how a value of that form is spelled, as errors propose it."""
    return iso if form == "plain" else f"{form} {iso}"


def _wider(point: Point, timezone: str) -> tuple[int, int]:
    """Return where about a time begins and ends: one of its kind wider on both sides, or by a margin."""
    if point.unit == "clock":
        return point.start - margin(point), point.end + margin(point)
    first, after = days_around(point.unit, point.first, wider=1)
    return midnight(first, timezone), midnight(after, timezone)
