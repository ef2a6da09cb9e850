"""Times in the words of a language other than English: the form by its message, the days by CLDR."""

from __future__ import annotations

from functools import lru_cache

from borderclash.language import gettext, gettext_noop, pgettext
from borderclash.language.cldr import Conventions
from borderclash.values.time_forms import Parts, even_out, iso_ends, odd_digit, take_apart
from borderclash.values.time_points import NoSuchTime, Point, read_ends

# Of a day, which takes an article in some languages, and of a month, a year or a decade.
_ABOUT = gettext_noop("about {day}"), gettext_noop("about {period}")
_BEFORE = gettext_noop("before {day}"), gettext_noop("before {period}")
_AFTER = gettext_noop("after {day}"), gettext_noop("after {period}")
_NOT_AFTER = gettext_noop("not after {day}"), gettext_noop("not after {period}")
_NOT_BEFORE = gettext_noop("not before {day}"), gettext_noop("not before {period}")
_BETWEEN = gettext_noop("between {first_day} and {last_day}"), gettext_noop("between {first} and {last}")
# By the words that a time begins with.
_BOUNDS = {
    "before": _BEFORE,
    "earlier than": _BEFORE,
    "after": _AFTER,
    "later than": _AFTER,
    "by": (gettext_noop("by {day}"), gettext_noop("by {period}")),
    "until": (gettext_noop("until {day}"), gettext_noop("until {period}")),
    "not after": _NOT_AFTER,
    "no later than": _NOT_AFTER,
    "from": (gettext_noop("from {day}"), gettext_noop("from {period}")),
    "since": (gettext_noop("since {day}"), gettext_noop("since {period}")),
    "not before": _NOT_BEFORE,
    "no earlier than": _NOT_BEFORE,
}


@lru_cache(maxsize=8192)
def time_words(written: str, conventions: Conventions) -> str | None:
    """Return a time as it is written in the words of the language, ``None`` for what is none."""
    text = even_out(written)
    parts = take_apart(text)
    iso = None if odd_digit(written) else iso_ends(parts)
    try:
        ends = read_ends(iso, "UTC") if iso else None
    except NoSuchTime:
        return None
    if ends is None:
        return None
    first, last = ends
    of_day = first.unit in ("day", "clock")
    if text.startswith("between "):
        one, other = (_point(end, conventions, inflected=True) for end in ends)
        return gettext(_BETWEEN[not of_day], first=one, last=other, first_day=one, last_day=other)
    if parts.form == "plain":
        return _stretch(first, last, conventions, inflected=False)
    time = _stretch(first, last, conventions, inflected=True)
    return gettext(_messages(parts, text, first, last)[not of_day], day=time, period=time)


def _messages(parts: Parts, text: str, first: Point, last: Point) -> tuple[str, str]:
    """Return the messages of a form that is not plain: of a day, and of what is longer."""
    if parts.form == "about":
        return _ABOUT
    words = max((words for words in _BOUNDS if text.startswith(f"{words} ")), key=len, default="")
    if not words:
        # The signs of ISO 8601.
        words = "until" if parts.form == "by" else "from"
    if words == "from" and first is not last:
        # "from 1880 to 1885" would lie between the two.
        words = "not before"
    return _BOUNDS[words]


def _stretch(first: Point, last: Point, conventions: Conventions, *, inflected: bool) -> str:
    """Return what runs from the one to the other, which may be one and the same."""
    if first is last:
        return _point(first, conventions, inflected=inflected)
    if first.unit == last.unit == "clock" and first.first == last.first:
        clocks = f"{first.written[11:]}\N{EN DASH}{last.written[11:]}"
        return conventions.joined(conventions.days(first.first, first.first), clocks)
    if first.unit == last.unit and first.unit in ("day", "month", "year"):
        return conventions.days(first.first, last.first, first.unit, inflected=inflected)
    return conventions.interval(*(_point(end, conventions, inflected=inflected) for end in (first, last)))


def _point(point: Point, conventions: Conventions, *, inflected: bool) -> str:
    day = point.first
    if point.unit == "clock":
        return conventions.joined(conventions.days(day, day), point.written[11:])
    if point.unit == "decade":
        if inflected:
            return pgettext('behind words such as "before"', "{year}s", year=day.year)
        return gettext("{year}s", year=day.year)
    if point.unit == "year":
        year = conventions.days(day, day, "year")
        return pgettext('a year behind words such as "before"', "{year}", year=year) if inflected else year
    return conventions.days(day, day, point.unit, inflected=inflected)
