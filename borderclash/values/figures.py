"""Figures: how a count or a number is read, compared and shown.

A figure is an interval and, unless it is a vague word, the figure that was stated. The table of accepted
forms and the margin of "about" are conventions; `docs/format.md` states them for users. Readers' own
intervals for "about" vary widely (Ferson et al., "Natural language of uncertainty: numeric hedge words",
2015), and codebooks differ on vague words (ACLED reads dozens as 12), which is why only lower bounds are
used for those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache, lru_cache
from typing import Any, ClassVar

from borderclash.values.base import Figure, Gap, Kind, Relation, Setting, Written
from borderclash.values.figure_hints import refused, unreadable
from borderclash.values.numbers import EXACT, Number, plain, ratio, subtract

# What a double holds exactly, and what 64 bits hold: readers of the JSON get the figure that was written.
MAX_DIGITS = 15
LIMIT = 10**18

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
PREFIXES = {
    "at least": "at-least",
    "no fewer than": "at-least",
    "no less than": "at-least",
    "more than": "more-than",
    "just over": "more-than",
    "well over": "more-than",
    "over": "more-than",
    "above": "more-than",
    "upwards of": "more-than",
    "in excess of": "more-than",
    "at most": "at-most",
    "up to": "at-most",
    "no more than": "at-most",
    "fewer than": "fewer-than",
    "less than": "fewer-than",
    "under": "fewer-than",
    "below": "fewer-than",
    "about": "about",
    "around": "about",
    "approximately": "about",
    "roughly": "about",
    "some": "about",
    "nearly": "nearly",
    "almost": "nearly",
    "close to": "nearly",
    "just under": "nearly",
    "just short of": "nearly",
}
SUFFIXES = {"or more": "at-least", "+": "at-least", "or fewer": "at-most", "or less": "at-most"}
VAGUE = {
    "some": 1,
    "several": 2,
    "a few": 2,
    "many": 2,
    "a number": 2,
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1_000,
    "tens of thousands": 10_000,
    "hundreds of thousands": 100_000,
    "millions": 1_000_000,
}
PHRASES = [*PREFIXES, "between"]
_ANY_WORDS = "[A-Za-z][a-z]*(?: +[A-Za-z][a-z]*)*"


def _words(phrases: Iterable[str]) -> str:
    """Return a pattern for any of *phrases*; each word may begin with a capital, spaces may repeat."""

    def one(phrase: str) -> str:
        parts = [f"[{w[0].upper()}{w[0]}]{w[1:]}" if w[0].isalpha() else re.escape(w) for w in phrase.split()]
        return " +".join(parts)

    return "|".join(one(phrase) for phrase in phrases)


def _patterns(sign: str, fraction: str, before: str, behind: str) -> tuple[str, str, str]:
    """Return the patterns of a figure with words before it, alone or with words behind it, and of a range."""
    digits = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+"
    bare = rf"{sign}(?:{digits})(?:\.[0-9]+)?"
    scaled = rf"{bare} +(?:{_words(SCALES)})"
    amount = rf"({scaled}|{sign}(?:{digits}){fraction})"
    pairs = [(f"({bare})", f"({scaled})"), (amount, amount)]
    return (
        rf"({before}) +{amount}|~ ?{amount}",
        rf"{amount}(?: *({behind}))?",
        "|".join(rf"{a}(?: +[Tt]o +| *[-–] *){b}|[Bb]etween +{a} +[Aa]nd +{b}" for a, b in pairs),
    )


def _whole(sign: str, fraction: str) -> str:
    """Return the pattern of the JSON Schema, written so that Python, ECMA 262 and Rust read it alike."""
    forms = _patterns(sign, fraction, _words(PREFIXES), _words(SUFFIXES))
    return "^(?:" + "|".join([*forms, _words([*VAGUE, "none"])]) + ")$"


_SIGN, _FRACTION = "-?", r"(?:\.[0-9]+)?"


@cache
def _forms(count: bool) -> tuple[re.Pattern[str], ...]:
    """Return the patterns to read by: any words in place of the known ones, which are looked up then."""
    behind = rf"\+|{_ANY_WORDS}"
    patterns = _patterns("", "", _ANY_WORDS, behind) if count else _patterns(_SIGN, _FRACTION, _ANY_WORDS, behind)
    return tuple(re.compile(pattern) for pattern in patterns)


class Figures(Kind[Figure]):
    """The kind ``number``: any sign, decimals."""

    about = "a figure with decimals or a sign, with a unit"
    requires: ClassVar[Mapping[str, str]] = {"unit": "a question of kind number says its unit, such as `unit: km`"}
    owned = True
    adds = True
    cell = "figure"

    def read(self, written: object, setting: Setting) -> Figure:
        """Return the figure; raises `Unreadable` for what fits none of the accepted forms."""
        if type(written) is int and 0 <= written < 10**MAX_DIGITS:
            return Figure(str(written), written, written, (written, written))
        if isinstance(written, bool) or not isinstance(written, int | float | str):
            raise unreadable(written, PHRASES, VAGUE, count=self.counts)
        return read_figure(str(written), self.counts)

    def relate(self, a: Figure, b: Figure) -> Relation:
        """Return ``conflict`` if no number is in both, ``agree`` if the same figure is stated."""
        if _apart(a, b) or _apart(b, a):
            return "conflict"
        if a.stated is None and b.stated is None:
            return "agree" if _word(a) == _word(b) else "overlap"
        return "agree" if a.stated == b.stated else "overlap"

    def leaves_nothing(self, denied: Figure, asserted: Figure) -> bool:
        """Say whether the asserted interval lies within the denied one."""
        return _reaches(denied.low, denied.low_open, asserted.low, asserted.low_open, sign=1) and _reaches(
            denied.high, denied.high_open, asserted.high, asserted.high_open, sign=-1
        )

    def gap(self, a: Figure, b: Figure) -> Gap | None:
        """Return the distance and the ratio of the nearest stated figures; ``None`` for a vague word."""
        if a.stated is None or b.stated is None:
            return None
        (a_low, a_high), (b_low, b_high) = a.stated, b.stated
        if a_high < b_low:
            return Gap(subtract(b_low, a_high), ratio(a_high, b_low))
        if b_high < a_low:
            return Gap(subtract(a_low, b_high), ratio(b_high, a_low))
        shared = max(a_low, b_low), min(a_high, b_high)
        return Gap(0, None if shared == (0, 0) else Decimal(1))

    def show(self, value: Figure) -> str:
        """Return the figure as written, a bare integer with thousands commas."""
        text = value.written
        return f"{int(text):,}" if text.removeprefix("-").isdecimal() else text

    def figure(self, value: Figure) -> Figure:
        """Return the figure."""
        return value

    def spelling(self, value: Figure, written: Written) -> str:
        """Return the figure as written, also one that YAML reads as a number."""
        return value.written

    def same(self, gap: Gap | None, these: str = "both") -> str:
        """Return what those that agree are: the figure they state, if any, or the word."""
        return f"the same figure, and {these} can be true" if gap else super().same(gap)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a number."""
        return {
            "title": "A number",
            "description": "A figure that may have decimals and a sign: 32.71, -3.5, less than 0.5, about 200, "
            "-5 to -3.",
            "examples": [32.71, -3.5, "less than 0.5", "1,234.5", "-5 to -3"],
            "type": ["number", "string"],
            "pattern": _whole(_SIGN, _FRACTION),
        }


class Counts(Figures):
    """The kind ``count``: of whole things, never negative."""

    about = "a figure of whole things"
    requires = Kind.requires
    counts = True

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a count."""
        return {
            "title": "A count",
            "description": "A figure of whole things, written as a person would: 58, at least 18, more than 200, "
            "about 200, nearly 100, 130 to 170, dozens.",
            "examples": [58, "at least 18", "1,500", "about 2.9 million", "130 to 170", "dozens"],
            "type": ["integer", "string"],
            "minimum": 0,
            "pattern": _whole("", ""),
        }


@lru_cache(maxsize=8192)
def read_figure(written: str, count: bool) -> Figure:
    """Read a figure from its text, for a count or for a number; raises `Unreadable`."""
    prefixed, suffixed, ranged = _forms(count)
    if match := prefixed.fullmatch(written):
        form = PREFIXES.get(_plain_words(match[1])) if match[1] else "about"
        if form:
            return _bounded(written, form, match[2] or match[3], count)
    elif match := suffixed.fullmatch(written):
        form = SUFFIXES.get(_plain_words(match[2])) if match[2] else "exactly"
        if form:
            return _bounded(written, form, match[1], count)
    elif match := ranged.fullmatch(written):
        first, last = (text for text in match.groups() if text)
        return _range(written, first, last, count)
    elif re.fullmatch(_ANY_WORDS, written):
        word = _plain_words(written)
        if word == "none":
            return Figure(written, 0, 0, (0, 0))
        if word in VAGUE:
            return Figure(written, VAGUE[word], None, None)
    raise unreadable(written, PHRASES, VAGUE, count=count)


def _plain_words(text: str) -> str:
    return " ".join(text.lower().split())


def _amount(text: str, scale: int | None = None) -> tuple[Decimal, Decimal]:
    """Return the amount and the unit of its last written digit that is not zero (1 for zero itself)."""
    number, _, word = text.partition(" ")
    factor = SCALES[word.strip().lower()] if word else scale or 1
    digits = number.replace(",", "")
    if factor == 1 and len(digits) <= MAX_DIGITS and digits.isdecimal():
        # Most figures are of this kind, and read in a third of the time.
        return Decimal(digits), Decimal(10 ** (len(digits) - len(digits.rstrip("0")))) if int(digits) else Decimal(
            1
        )
    if sum(c.isdigit() for c in digits) > MAX_DIGITS:
        raise refused(text, f"write at most {MAX_DIGITS} digits, more with a scale word: 2.9 million")
    value = Decimal(digits)
    _, written, exponent = value.as_tuple()
    zeros = len(written) - len("".join(map(str, written)).rstrip("0")) if value else 0
    unit = Decimal(1).scaleb(int(exponent) + zeros) if value else Decimal(1)
    if abs(value) * factor >= LIMIT:
        raise refused(text, "write a figure below a million trillion")
    return EXACT.multiply(value, factor), EXACT.multiply(unit, factor)


def _checked(text: str, value: Decimal, count: bool) -> Number:
    number = plain(value)
    if count and not isinstance(number, int):
        raise refused(text, "a count is of whole things: write a whole figure, or make it `kind: number`")
    return number


def _bounded(written: str, form: str, text: str, count: bool) -> Figure:
    value, unit = _amount(text)
    n = _checked(text, value, count)
    stated = (n, n)
    floor = 0 if count else None
    if form == "exactly":
        return Figure(written, n, n, stated)
    if form == "at-least":
        return Figure(written, n, None, stated)
    if form == "at-most":
        return Figure(written, floor, n, stated)
    if form == "more-than":
        return Figure(written, n + 1, None, stated) if count else Figure(written, n, None, stated, True)
    if form == "fewer-than":
        return _below(written, floor, n, count)
    margin = min(abs(value) / 10, unit)
    if count:
        margin = max(margin, Decimal(1))
    if form == "nearly":
        if n < 0:
            return Figure(written, n, plain(value + margin), stated, low_open=True)
        return _below(written, _low(value - margin, count), n, count)
    high = value + margin
    return Figure(
        written,
        _low(value - margin, count),
        int(high.to_integral_value(ROUND_FLOOR)) if count else plain(high),
        stated,
    )


def _low(value: Decimal, count: bool) -> Number:
    """Return the lower bound of an approximate figure; a count is rounded inward and never negative."""
    return max(0, int(value.to_integral_value(ROUND_CEILING))) if count else plain(value)


def _below(written: str, low: Number | None, n: Number, count: bool) -> Figure:
    """Return what is below *n* and not below *low*."""
    if low is not None and low >= n:
        raise refused(written, f"nothing is {written}: write the figure that was stated")
    if count:
        return Figure(written, low, n - 1, (n, n))
    return Figure(written, low, n, (n, n), high_open=True)


def _range(written: str, first: str, last: str, count: bool) -> Figure:
    word = last.partition(" ")[2].strip().lower()
    low = _checked(first, _amount(first, SCALES.get(word))[0], count)
    high = _checked(last, _amount(last)[0], count)
    if low > high:
        swapped = "" if " " in first + last else f": {last} to {first}"
        raise refused(written, f"write the smaller figure first{swapped}", "reversed-range")
    return Figure(written, low, high, (low, high))


def _apart(a: Figure, b: Figure) -> bool:
    """Say whether all of *a* lies below all of *b*."""
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and (a.high_open or b.low_open))


def _reaches(outer: Number | None, outer_open: bool, inner: Number | None, inner_open: bool, *, sign: int) -> bool:
    """Say whether an outer bound is at or beyond an inner one; sign is 1 for lower bounds, -1 for upper."""
    if outer is None or inner is None:
        return outer is None
    return outer * sign < inner * sign or (outer == inner and (inner_open or not outer_open))


def _word(figure: Figure) -> str:
    return _plain_words(figure.written)
