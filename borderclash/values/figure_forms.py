"""The table of forms that a figure may have, and which of them a text is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from borderclash.values.base import Form
from borderclash.values.figure_amounts import MAX_DIGITS, pattern, read_amount
from borderclash.values.figure_refusals import Refusal, joined
from borderclash.values.hedges import ABOUT, ABOUT_BEHIND
from borderclash.values.number_words import SCALES
from borderclash.values.numbers import Number

EXACTLY = ("exactly", "precisely")
NEARLY = ("nearly", "almost", "close to", "just under", "just short of", "approaching", "not quite")
BOUNDS: dict[Form, tuple[str, ...]] = {
    "at least": (
        *("at least", "at the very least", "no fewer than", "not fewer than", "no less than", "not less than"),
        *("a minimum of", "minimum of", "minimum", "min.", "min", "≥", ">="),
    ),
    "more than": (
        *("more than", "over", "above", "just over", "well over", "far over", "upwards of", "in excess of"),
        *("exceeding", "greater than", ">"),
    ),
    "at most": (
        *("at most", "at the very most", "up to", "as many as", "as much as", "no more than", "not more than"),
        *("a maximum of", "maximum of", "maximum", "max.", "max", "≤", "<="),
    ),
    "fewer than": ("fewer than", "less than", "under", "below", "<"),
}
BOUNDS_BEHIND: dict[Form, tuple[str, ...]] = {
    "at least": ("or more", "and more", "or over", "and over", "or above", "and above", "and up", "+", "plus"),
    "at most": ("or fewer", "or less", "or under"),
}
ODD = ("-odd", "-some")
# What may stand between the ends of a range, by what opens it.
RANGES = {"": ("to", "-", "or"), "between": ("and", "to", "-"), "from": ("to", "-")}
TOLERANCE = ("\N{PLUS-MINUS SIGN}", "+/-")
UNCOUNTED = {
    "some": 1,
    **dict.fromkeys("several|a few|a couple|couple|a handful|handful|many|a number|numerous".split("|"), 2),
}
# All that may stand before an amount alone.
PHRASES = (*EXACTLY, *NEARLY, *(phrase for phrases in BOUNDS.values() for phrase in phrases), *ABOUT)
# In two numbers written out: one hundred and one thousand and one and two hundred and two thousand and two.
MOST_ANDS = 6
FEW = ("several", "a few", "many")
_TWO_BOUNDS = re.compile("(?:(.*) )?(?:and|but)(?: (.*))?")
# As `pattern` finds them.
_DIGITS = re.compile(f"(?<![0-9a-z])([0-9]{{1,{MAX_DIGITS}}})(?![0-9a-z])( ?%(?![a-z]))?")
_PERCENT = re.compile(" ?(?:%|per ?cent)$")


class Qualifier(NamedTuple):
    """What the words around an amount say; ``other``: ``exactly``, ``nearly``, or ``odd``, times a ``scale``."""

    bound: Form | None = None
    about: bool = False
    other: str = ""
    scale: int = 1


PLAIN = Qualifier()


class Parsed(NamedTuple):
    """A figure by its form: its one or two amounts as they are written, and what is said of them.

    ``upper`` is what is said of the second one where the two are ``bounds``. ``percent`` says whether a sign or
    word for percent stood behind any of them.
    """

    kind: Literal["one", "range", "tolerance", "bounds"]
    qualifier: Qualifier
    amounts: tuple[str, ...]
    percent: bool
    upper: Qualifier = PLAIN


class _Table(NamedTuple):
    before: dict[str, Qualifier]
    behind: dict[str, Qualifier]
    vague: dict[str, int]


@cache
def table() -> _Table:
    """Return what may stand around an amount, and words without a figure; a space behind a sign is free."""
    before = {"": PLAIN, **dict.fromkeys(ABOUT, Qualifier(about=True))}
    before |= dict.fromkeys(EXACTLY, Qualifier(other="exactly")) | dict.fromkeys(NEARLY, Qualifier(other="nearly"))
    for bound, phrases in BOUNDS.items():
        both = Qualifier(bound, about=True)
        for phrase in phrases:
            before[phrase] = Qualifier(bound)
            before |= {f"{phrase} {word}": both for word in ABOUT}
            if not phrase[-1].isalpha():
                before |= {f"{phrase}{word}": both for word in ABOUT}
    behind = {"": PLAIN, **dict.fromkeys(ABOUT_BEHIND, Qualifier(about=True))}
    behind |= {phrase: Qualifier(bound) for bound, phrases in BOUNDS_BEHIND.items() for phrase in phrases}
    for word in ODD:
        behind[word] = Qualifier(other="odd")
        behind |= {f"{word} {scale}": Qualifier(other="odd", scale=size) for scale, size in SCALES.items()}
    return _Table(before, behind, UNCOUNTED | _sizes())


def _sizes() -> dict[str, int]:
    """Return the words for a size without a figure, by the least that they mean; a lower bound changes nothing."""
    sizes = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100}
    for scale, size in SCALES.items():
        sizes |= {f"{scale}s": size, f"tens of {scale}s": 10 * size, f"hundreds of {scale}s": 100 * size}
    for few in FEW:
        for scale, size in {"dozen": 12, "hundred": 100, **SCALES}.items():
            sizes |= {f"{few} {scale}": 2 * size, f"{few} {scale}s": 2 * size}
            if size > 100:
                sizes |= {f"{few} hundred {scale}": 200 * size, f"{few} hundred {scale}s": 200 * size}
    return sizes | {f"{phrase} {word}": size for phrase in BOUNDS["at least"] for word, size in sizes.items()}


def parse(text: str, *, count: bool) -> Parsed | None:
    """Return the form of an evened-out *text*, ``None`` for none; raises `Refusal` for several ranges."""
    # Most figures are whole digits with words around them, most others are in digits: these are soon found.
    if parsed := _split(_DIGITS, text):
        return parsed
    for words in (False, True):
        if words and "between " in text and text.count(" and ") > 1 and (ends := _ends(text, count)):
            return _between(text, ends, count)
        if parsed := _split(pattern(count=count, words=words), text):
            return parsed
    ends = _ends(text, count) if "between " in text else []
    return _between(text, ends, count)


def _split(amounts: re.Pattern[str], text: str) -> Parsed | None:
    # No form has three amounts: what has more is not looked at to its end.
    parts = amounts.split(text, maxsplit=3)
    return _one(*parts) if len(parts) == 4 else _two(parts) if len(parts) == 7 else None


def qualified(before: str, behind: str) -> Qualifier | None:
    """Return what the words around an amount say of it, ``None`` for words that are not known there."""
    first = table().before.get(before)
    if not behind or first is None:
        return first
    last = table().behind.get(behind.replace("- ", "-"))
    return _joined(first, last) if last and _fit(first, last) else None


def _one(before: str, amount: str, percent: str | None, behind: str) -> Parsed | None:
    behind, also_percent = _without_percent(behind)
    qualifier = None if also_percent and percent else qualified(before.strip(), behind)
    return qualifier and Parsed("one", qualifier, (amount,), also_percent or percent is not None)


def _two(parts: Sequence[str]) -> Parsed | None:
    """Return a range, a figure with its tolerance, or two bounds."""
    before, first, percent, between, second, second_percent, behind = parts
    before, between = before.strip(), between.strip()
    if not between and second[0] == "-":
        # In a number, a hyphen with a space before it looks like a sign.
        between, second = "-", second[1:].lstrip()
    opener = before.rpartition(" ")[2]
    opener = opener if opener in RANGES else ""
    low = table().before.get(before.removesuffix(opener).rstrip())
    behind, also_percent = _without_percent(behind)
    high = table().behind.get(behind)
    if not low or not high or (also_percent and second_percent):
        return None
    amounts = first, second
    any_percent = also_percent or percent is not None or second_percent is not None
    if between in TOLERANCE:
        plain = not before and high == PLAIN
        return Parsed("tolerance", low, amounts, any_percent) if plain else None
    if between in RANGES[opener]:
        fits = _fit(low, high) and not low.other and not high.other and not high.bound
        return Parsed("range", _joined(low, high), amounts, any_percent) if fits else None
    bounds = None if opener else _two_bounds(low, between, high)
    return bounds and Parsed("bounds", bounds[0], amounts, any_percent, bounds[1])


def _two_bounds(low: Qualifier, between: str, high: Qualifier) -> tuple[Qualifier, Qualifier] | None:
    """Return what is said of each of two amounts by the words around and *between* them."""
    match = _TWO_BOUNDS.fullmatch(between)
    if not match:
        return None
    behind_low, before_high = table().behind.get(match[1] or ""), table().before.get(match[2] or "")
    if not behind_low or not before_high or not _fit(low, behind_low) or not _fit(before_high, high):
        return None
    first, second = _joined(low, behind_low), _joined(before_high, high)
    return (first, second) if first.bound and second.bound else None


_Ends = tuple[re.Match[str], re.Match[str]]


def _ends(text: str, count: bool) -> list[_Ends]:
    """Return what may stand on either side of one ``and``: between two hundred and five and three thousand."""
    amount = pattern(count=count, words=True)
    words = text.partition("between ")[2].split(" and ", maxsplit=MOST_ANDS)
    pairs = [(" and ".join(words[:at]), " and ".join(words[at:])) for at in range(1, len(words))]
    matched = (map(amount.fullmatch, pair) for pair in pairs if not pair[1].startswith("a half "))
    return [(a, b) for a, b in matched if a and b]


def _between(text: str, ends: list[_Ends], count: bool) -> Parsed | None:
    """Return a range of number words that could be one amount as well; raises `Refusal` for two readings of it."""
    if len(ends) > 1:
        sizes = [(_size(a, count), _size(b, count)) for a, b in ends]
        ends = [pair for pair, (low, high) in zip(ends, sizes, strict=True) if low < high]
        if len(ends) > 1:
            raise Refusal(joined((low, high) for low, high in sizes if low < high))
    if len(ends) != 1:
        return None
    [(a, b)] = ends
    before = text.partition("between ")[0]
    return _two((f"{before}between", a[1], a[2], "and", b[1], b[2], ""))


def _size(amount: re.Match[str], count: bool) -> Number:
    return read_amount(amount[1], count=count).value


def _without_percent(behind: str) -> tuple[str, bool]:
    """Return what stands behind an amount without a percent sign at its end, and whether there was one."""
    if not behind:
        return "", False
    plain = _PERCENT.sub("", behind.rstrip())
    return plain.strip(), plain != behind.rstrip()


def _fit(before: Qualifier, behind: Qualifier) -> bool:
    """Say whether these words may stand around one amount: of those on both sides only a bound and ``or so``."""
    if before == PLAIN or behind == PLAIN:
        return True
    return behind.about and before.bound is not None and not before.about


def _joined(before: Qualifier, behind: Qualifier) -> Qualifier:
    if behind == PLAIN:
        return before
    return behind if before == PLAIN else before._replace(about=True)
