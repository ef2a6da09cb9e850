"""The amounts that figures are made of: digits, scales and number words, in evened-out spelling."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from borderclash.values.figure_refusals import Refusal
from borderclash.values.number_words import DOZEN, DOZENS, JOINT, SCALE, SCALES, WORDS, number
from borderclash.values.numbers import Number, multiply, plain

# What a double holds exactly, and what 64 bits hold: readers of the JSON get the figure that was written.
MAX_DIGITS = 15
LIMIT = 10**18

LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
# One kind of mark between the groups of a figure: a comma, a space, an apostrophe or the Arabic mark.
_MARKS = (",", " ", "['\N{RIGHT SINGLE QUOTATION MARK}]", "\N{ARABIC THOUSANDS SEPARATOR}")
_GROUPED = "|".join(f"[1-9][0-9]{{0,2}}(?:{mark}[0-9]{{3}})+(?![0-9])" for mark in _MARKS)
_INDIAN = "[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?![0-9])"
DIGITS = f"(?:{_GROUPED}|{_INDIAN}|[0-9]+)(?:\\.[0-9]+)?"
_NUMBER = re.compile(r"-?[0-9.]+")


class Amount(NamedTuple):
    """An amount: its value, and whether it is rounded to a scale or told in dozens or scores.

    ``serves`` has the factors by which its last words may multiply the other end of a range, the largest first;
    ``text`` is how it is written.
    """

    value: Number
    text: str
    rounded: bool = False
    dozens: bool = False
    serves: tuple[int, ...] = ()

    def times(self, factor: int, like: Amount) -> Amount:
        """Return the amount multiplied by the scale of another one, which stands behind both."""
        value = multiply(self.value, factor)
        _limited(value)
        return self._replace(value=value, rounded=like.rounded, dozens=like.dozens)


@cache
def pattern(*, count: bool, words: bool) -> re.Pattern[str]:
    """Return the pattern of an amount, and of a percent sign behind it; *words*: number words are amounts, too."""
    letters = f" ?(?:{'|'.join(LETTERS)})|" if count else ""
    scales = f"(?:{letters}{JOINT}hundred(?: {SCALE})?|(?: and a half)?{JOINT}(?:{SCALE}|{DOZEN}))"
    # A hyphen behind an amount is no sign, but that of a range.
    sign = "" if count else "(?:(?<![0-9a-z%+/])- ?)?"
    amount = f"{sign}(?<![0-9a-z]){DIGITS}(?:{scales})?"
    if words:
        amount += f"|(?<![0-9a-z])(?:{WORDS})(?!{JOINT}(?:hundred|{SCALE}|{DOZEN}))"
    return re.compile(f"({amount})(?![0-9a-z])( ?(?:%|per ?cent)(?![a-z]))?")


def read_amount(text: str, *, count: bool) -> Amount:
    """Return the amount that a *text* of the pattern stands for; raises `Unreadable` for one out of bounds."""
    plainly = text.replace(",", "")
    if plainly.isdecimal() and len(plainly) <= MAX_DIGITS:
        return Amount(int(plainly), text)
    digits = _NUMBER.match(re.sub(r"(?<=[0-9])[^0-9.a-z\-](?=[0-9])|(?<=-) ", "", text))
    if not digits:
        return _in_words(text)
    written = digits[0]
    if sum(char.isdigit() for char in written) > MAX_DIGITS:
        raise Refusal(f"write at most {MAX_DIGITS} digits, more with a scale word: 2.9 million")
    value = Decimal(written)
    words = re.findall("[a-z]+", text)
    if "half" in words:
        value += Decimal("0.5")
    if not words:
        # A count has decimals only where a scale makes them whole.
        return Amount(value if count and "." in written else plain(value), text)
    return _scaled(value, [word for word in words if word not in ("and", "a", "half")], text)


def _in_words(text: str) -> Amount:
    value = number(text)
    if value is None:
        raise Refusal("write the figure in digits")
    words = [_singular(word) for word in re.findall("[a-z]+", text)]
    scales = [word for word in words if word in SCALES]
    last = words[-1:] if words[-1] in SCALES else []
    rest = words[: -1 if last else None]
    hundred = [100] if rest[-1:] == ["hundred"] else []
    factor = SCALES[last[0]] if last else 1
    serves: tuple[int, ...] = ()
    if words[-1] in DOZENS:
        serves = (DOZENS[words[-1]],)
    elif len(scales) == len(last):
        serves = tuple(size for size in (*(100 * factor for _ in hundred), factor) if size > 1)
    if not scales and words[0] in ("a", "an", "half"):
        serves = ()  # a hundred or a dozen of its own, nothing to share
    _limited(value)
    return Amount(plain(value), text, bool(scales), words[-1] in DOZENS, serves)


def _scaled(value: Decimal, words: list[str], text: str) -> Amount:
    """Return a figure in digits times the *words* behind it."""
    factor, serves = 1, [1]
    for word in reversed([_singular(word) for word in words]):
        factor *= SCALES.get(word) or LETTERS.get(word) or DOZENS.get(word) or 100
        serves.insert(0, factor)
    product = multiply(value, factor)
    _limited(product)
    dozens = any(_singular(word) in DOZENS for word in words)
    return Amount(product, text, factor >= 1000, dozens, tuple(size for size in serves if size > 1))


def _limited(value: Number) -> None:
    if not -LIMIT < value < LIMIT:
        raise Refusal("write a figure below a million trillion")


def _singular(word: str) -> str:
    return word.removesuffix("s")
