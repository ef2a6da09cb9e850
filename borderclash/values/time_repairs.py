"""What a time that is not read, in evened-out spelling, may mean; `time_hints` leaves out what is no better."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain, product
from typing import NamedTuple

from borderclash.values.hedges import ABOUT
from borderclash.values.time_dates import (
    CLOCK_ALONE,
    DAY_ALONE,
    MONTH_ALONE,
    SHORT_YEAR,
    SOME_DAY,
    Found,
    date_repair,
)
from borderclash.values.time_forms import BOUNDS, Form, iso_interval, iso_point, take_apart


class Repaired(NamedTuple):
    """What is wrong with a time, its form, what is proposed in its place, and what else is to be said."""

    what: str
    form: Form
    proposed: tuple[str, ...]
    help: str = ""


MORE, OTHER = "has a word too many", "has other words between its ends"
LETTERS = "has letters for its time zone"
CUT_SHORT, NESTED = "has an end that is cut short", "is two forms in one"
PART_OF_DAY = "has a part of a day, which goes into `hedge`"
_DAY_PART = "(?:early |late )?(?:morning|afternoon|evening|night|dawn|dusk|daybreak)"
IN_SHORT = "has another word for before, after or about"
# What people write before a time, or behind it, and the form that is read in its place.
WORDS: tuple[tuple[str, str, str], ...] = (
    (r"(?:abt|cal|cca|circa|apx|circ)\.? ?(.+)|(?:c|ca|est|approx)(?=[0-9])(.+)", r"about \1\2", IN_SHORT),
    (r"(?:bef)\.? (.+)", r"before \1", IN_SHORT),
    (r"(?:aft)\.? (.+)", r"after \1", IN_SHORT),
    (r"(?:bet)\.? (.+)", r"between \1", IN_SHORT),
    (r"(?:on|at) or before (.+)|(?:before|by) or (?:on|at) (.+)", r"by \1\2", IN_SHORT),
    (r"(?:not later than|till|til|up (?:to|until)|through|as late as|by the end of) (.+)", r"by \1", IN_SHORT),
    (r"(.+?),? (?:at the latest|or (?:earlier|before))", r"by \1", IN_SHORT),
    (r"at the latest (.+)", r"by \1", IN_SHORT),
    (r"(?:on|at) or after (.+)|after or (?:on|at) (.+)", r"from \1\2", IN_SHORT),
    (r"(?:not earlier than|as (?:of|from)|as early as|starting|beginning|ever since) (.+)", r"from \1", IN_SHORT),
    (r"(.+?)(?:,? at the earliest|(?: or| and)? (?:later|onwards?|after))", r"from \1", IN_SHORT),
    (r"(?:prior to |ante |pre-? ?)(.+)", r"before \1", IN_SHORT),
    (r"(?:(?:just|shortly|well|some ?time) )before (.+)", r"before \1", IN_SHORT),
    (r"(?:post-? ?|following |subsequent to |past )(.+)", r"after \1", IN_SHORT),
    (r"(?:(?:just|shortly|well|some ?time) )after (.+)", r"after \1", IN_SHORT),
    (r"(?:nearly|almost|close to|near|about in|approximately in) (.+)", r"about \1", IN_SHORT),
    (
        r"(?:exactly|precisely|in|on|at|the year|year|during|some ?time in|dated) (.+)",
        r"\1",
        MORE,
    ),
    (r"(.+)(?: to| until|-)", r"from \1", "has no end"),
    (r"to (.+)", r"by \1", "has no beginning"),
    (
        rf"(?:in |at |on )?(?:the )?{_DAY_PART} (?:of |on )?(.+)|(.+?),? (?:in the |at )?{_DAY_PART}",
        r"\1\2",
        PART_OF_DAY,
    ),
    (r"(.+)[.,;:]", r"\1", "has a stop behind it"),
    (r"/(.+)", r"../\1", "has no beginning"),
    (r"(.+)/(?:open|unknown)?", r"\1/..", "has no end"),
)
_AND = "(?: ?[-/] ?| to | and | or | until )"
_BEGIN = "(?:from |between )?"
_ABOUT = "(?:about|around|circa|ca\\.?|c\\.|approximately|approx\\.?|roughly|~) ?"
# Of an interval, what one of its ends leaves out, or says as if it were of that end alone.
ENDS = (
    (
        rf"{_BEGIN}([0-9]{{1,2}}){_AND}([0-9]{{1,2}}) ([a-z]+)\.?,? ([0-9]{{4}})",
        r"\1 \3 \4 to \2 \3 \4",
        CUT_SHORT,
    ),
    (
        rf"{_BEGIN}([a-z]+)\.? ([0-9]{{1,2}}){_AND}([0-9]{{1,2}}),? ([0-9]{{4}})",
        r"\2 \1 \4 to \3 \1 \4",
        CUT_SHORT,
    ),
    (rf"{_BEGIN}([0-9]{{1,2}} [a-z]+){_AND}([0-9]{{1,2}} [a-z]+),? ([0-9]{{4}})", r"\1 \3 to \2 \3", CUT_SHORT),
    (rf"{_BEGIN}([a-z]+ [0-9]{{1,2}}){_AND}([a-z]+ [0-9]{{1,2}}),? ([0-9]{{4}})", r"\1, \3 to \2, \3", CUT_SHORT),
    (rf"{_BEGIN}([a-z]+){_AND}([a-z]+) ([0-9]{{4}})", r"\1 \3 to \2 \3", CUT_SHORT),
    (
        rf"{_BEGIN}{_ABOUT}(.+?){_AND}(?:{_ABOUT})?(.+)|{_BEGIN}(.+?){_AND}{_ABOUT}(.+)",
        r"about \1\3 to \2\4",
        NESTED,
    ),
    (r"(?:after|since|from) (.+?),? (?:but |and )?(?:before|until|by) (.+)", r"\1 to \2", NESTED),
    (r"between (.+) (?:to|until|-|&) (.+)", r"between \1 and \2", OTHER),
    (r"from (.+?) (?:until|till|til|through|thru|and|-) (.+)", r"from \1 to \2", OTHER),
)
UNCERTAIN = re.compile(r"(?:(probably|possibly|perhaps|maybe|likely|presumably) )(.+)|(.{4,})\?")
# What may stand between two times, the plainest first.
BETWEEN = tuple(
    map(re.compile, (" ?/ ?", " to ", " (?:until|till|til|through|thru|or|and|&) ", ", ", " ?-+ | -", "-"))
)


def repair(text: str) -> Repaired | None:
    """Return what is wrong with a time and what may be meant, ``None`` for what is like no time."""
    if match := UNCERTAIN.fullmatch(text):
        return _uncertain(match[1] or "uncertain", match[2] or match[3])
    return _cut_short(text) or _whole(text) or _changed(text, WORDS, _whole)


def _whole(text: str) -> Repaired | None:
    return _changed(text, ENDS, _with_form) or _with_form(text)


def of_event(found: Repaired, day: str) -> Repaired:
    """Return what is proposed with the day of the event, or its year, where the time itself gives none."""
    if found.what == CLOCK_ALONE:
        proposed = tuple(text.replace(SOME_DAY, day) for text in found.proposed)
        return found._replace(proposed=proposed, help=" if that was on the day of the event")
    if found.what in (DAY_ALONE, MONTH_ALONE):
        proposed = tuple(day[:4] + text[4:] for text in found.proposed)
        return found._replace(proposed=proposed, help=f" if that was in {day[:4]}")
    return found


def _cut_short(text: str) -> Repaired | None:
    if text in ("between", *BOUNDS, *ABOUT):
        example = "between 1880 and 1885" if text == "between" else f"{text} 1985"
        return Repaired(f"has no time behind `{text}`", "plain", (), f"write the time too, as in `{example}`")
    match = re.fullmatch("between ((?!.* (?:and|to|until|-|&) ).+)", text)
    if match and (found := _with_form(match[1])):
        begun = tuple(f"between {iso} and 2025" for iso in found.proposed if "/" not in iso)
        if not begun:
            return None
        return Repaired("has no second time", "plain", begun, ", with its second time, or `from` the first")
    return None


def _changed(
    text: str, words: Sequence[tuple[str, str, str]], read: Callable[[str], Repaired | None]
) -> Repaired | None:
    """Return what *read* makes of a text with one of *words* changed into what is known."""
    for pattern, instead, what in words:
        changed = re.sub(f"^(?:{pattern})$", instead, text)
        if changed != text and (found := read(changed)):
            return found._replace(what=found.what or what)
    return None


def _uncertain(word: str, text: str) -> Repaired | None:
    found = _with_form(text)
    if found is None:
        return None
    return found._replace(what="has a reservation in it", help=f", and put the reservation in `hedge: {word}`")


def _with_form(text: str) -> Repaired | None:
    """Return what may be meant by a text that is perhaps read as it is; then nothing is wrong with it."""
    parts = take_apart(text)
    found = _single(parts.first) if parts.last is None else _interval(parts.first, parts.last)
    if found is None and (nested := _nested(parts.form, parts.first)):
        return nested
    return found and Repaired(found.what, parts.form, found.proposed, found.help)


def _nested(form: Form, text: str) -> Repaired | None:
    """Return what is wrong with a form within a form, such as ``before about 1985``."""
    inner = take_apart(text)
    if form == "plain" or inner.form == "plain" or not (found := _single(inner.first)):
        return None
    kept = inner.form if form == "about" else form
    room = ", with a bound that leaves room for the about" if "about" in (form, inner.form) else ""
    return Repaired(NESTED, kept, found.proposed, room)


def _single(text: str) -> Found | None:
    if iso := iso_interval(text):
        return Found("", (iso,))
    # Behind a clock time, a hyphen may lead to another one, or to the offset.
    if (match := re.fullmatch("(.+:[0-9]{2}) ?- ?([0-9]{1,2}:[0-9]{2})", text)) and (
        both := _interval(*match.groups())
    ):
        offsets = (f"{first.split('/')[0]}-{match[2].zfill(5)}" for first in both.proposed)
        return Found("could have an end or an offset behind its hyphen", (*both.proposed, *offsets))
    if found := _point(text):
        return found
    for between in BETWEEN:
        for match in between.finditer(text):
            if found := _interval(text[: match.start()], text[match.end() :]):
                spaces = "has spaces around the slash" if "/" in match[0] else "has another sign or word for `to`"
                return found._replace(what=found.what or spaces)
    return None


def _interval(first: str, last: str) -> Found | None:
    begun = _point(first)
    if begun is None or begun.what == SHORT_YEAR:
        return None
    shortened = _shortened(begun.proposed, last)
    ended = shortened or _point(last)
    if ended is None or ended.what == SHORT_YEAR or (begun.what == DAY_ALONE) != (ended.what == DAY_ALONE):
        return None
    pairs = tuple(f"{a}/{b}" for a, b in product(begun.proposed, ended.proposed) if "/" not in a + b)
    return Found(begun.what or ended.what, pairs, begun.help or ended.help)


def _shortened(firsts: Sequence[str], last: str) -> Found | None:
    """Return the second end of an interval that repeats less than all of the first: ``2025-10-11/12``."""
    ends = []
    for first in firsts:
        if re.fullmatch("[0-9]{2}", last) and len(first) in (4, 7, 10):
            ends.append(first[:-2] + last)
        elif re.fullmatch("[0-9]{2}-[0-9]{2}", last) and len(first) == 10:
            ends.append(first[:5] + last)
        elif "T" in first and "-" not in last and (clock := clock_repair(last)):
            ends += [first[:11] + time for time in clock.proposed]
    return Found(CUT_SHORT, tuple(ends)) if ends else None


def _point(text: str) -> Found | None:
    if iso := iso_point(text):
        return Found("", (iso,))
    if found := date_repair(text):
        return found
    if re.search("[0-9][:.h]|[0-9] ?[ap][.]? ?m|noon|midday|midnight|o'clock", text) and (
        clock := clock_repair(text)
    ):
        days = tuple(f"{SOME_DAY}T{time}" for time in clock.proposed)
        return Found(CLOCK_ALONE, days, " if that was on 12 October 2025")
    for match in chain(re.finditer("t|,? at |, ?| ", text), re.finditer(",? on |, ?| ", text)):
        day, clock = text[: match.start()], clock_repair(text[match.end() :])
        if match[0] != "t" and not clock:
            day, clock = text[match.end() :], clock_repair(text[: match.start()])
            clock = None if clock and clock.what == LETTERS else clock
        dates = Found("", (iso,)) if (iso := iso_point(day)) else date_repair(day)
        if dates and dates.what == DAY_ALONE and text[match.end() :].isdecimal():
            return None  # a year of too few digits, and no hour
        if clock and dates:
            what = dates.what or clock.what or "has no T between day and clock time"
            moments = (f"{a}T{b}" for a, b in product(dates.proposed, clock.proposed) if re.fullmatch(".{10}", a))
            return Found(what, tuple(moments), dates.help or clock.help)
    return None


# Those that stand for one offset only; IST, BST and CST do not.
ZONES = {
    **{"cet": "+01:00", "cest": "+02:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "pkt": "+05:00"},
    **{"est": "-05:00", "edt": "-04:00", "pst": "-08:00", "pdt": "-07:00", "jst": "+09:00", "wib": "+07:00"},
}
NO_ZONES = ("and", "at", "but", "by", "from", "in", "of", "on", "or", "so", "till", "to", "until")
_ZONE = r"(z|utc|gmt)?(?: ?([+-]) ?([0-9]{1,2})(?::?([0-9]{2}))?)?"
_TIME = re.compile(
    r"([0-9]{1,2})(?:([:.h]?)([0-9]{2})(?:[:.]?([0-9]{2})(?:[.,]([0-9]+))?)?|h)?"
    rf"(?: ?(a|p)\.? ?m\.?)? ?{_ZONE}(?: ?([a-z]{{2,5}}))?(?: hours| hrs| h|h| o'clock)?(?: local(?: time)?)?"
)


def clock_repair(text: str) -> Found | None:
    """Return a clock time as ISO 8601 writes it, with what is wrong with this one."""
    text = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}.get(text, text)
    match = _TIME.fullmatch(text)
    if not match or re.fullmatch("[0-9]{4}-[0-9]{2}(-[0-9]{2})?", text):
        return None
    hour, sign, minute, second, fraction, half, utc, side, hours, minutes, letters = match.groups()
    if int(hour) > 24 or (half and not 1 <= int(hour) <= 12) or int(hours or 0) > 23:
        return None
    if max(map(int, (minute or 0, second or 0, minutes or 0))) > 60:
        return None
    clock = f"{int(hour) % 12 + 12 * (half == 'p') if half else int(hour):02}:{minute or '00'}"
    if second:
        clock += f":{second}" + (f".{fraction[:6]}" if fraction else "")
    zone = f"{side}{int(hours):02}:{minutes or '00'}" if side else "Z" if utc else ""
    if letters in NO_ZONES:
        return None
    if letters:
        offset = zone or ZONES.get(letters, "+01:00")
        help = (
            ""
            if zone or letters in ZONES
            else f", with the offset from UTC of `{letters.upper()}` for the one here"
        )
        return Found(LETTERS, (f"{clock}{offset}",), help)
    wrong = (
        (half, "has a clock time with am or pm"),
        (utc and utc != "z", LETTERS),
        (side and (len(hours) == 1 or not minutes), "has an offset without minutes, or with an hour of one digit"),
        (side and f"{hours}:{minutes}" not in text, "has an offset without a colon"),
        (fraction and len(fraction) > 6, "has a second of more than six decimals"),
        (len(hour) == 1, "has an hour of one digit"),
        (minute is None, "has a clock time without minutes"),
        (sign != ":" or (fraction and "," in text), "has a clock time without colons"),
        (" " in text, "has spaces in its clock time"),
    )
    return Found(next((what for found, what in wrong if found), ""), (clock + zone,))
