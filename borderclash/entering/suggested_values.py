"""A figure of a quote in the words that a claim file takes."""

from __future__ import annotations

import re
from decimal import Decimal

from borderclash.quotes.qualifiers import Said
from borderclash.values import Number

_FORMS = {
    "exact": "{}",
    "at-least": "at least {}",
    "more-than": "more than {}",
    "at-most": "at most {}",
    "fewer-than": "fewer than {}",
    "about": "about {}",
    "nearly": "nearly {}",
}
_VAGUE = {
    12: "dozens",
    20: "scores",
    100: "hundreds",
    1_000: "thousands",
    10_000: "tens of thousands",
    100_000: "hundreds of thousands",
    1_000_000: "millions",
}
_SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_PLAIN = re.compile(r"[\d.,' \u066b\u066c-]+")
# Digits behind the point of what is told in millions.
_EXACT = 3


def value_of(said: Said, written: str) -> str | None:
    """Return the value of a figure, which stands so in the text; ``None`` where it may be read in several ways."""
    if said.vague:
        return _VAGUE.get(said.vague)
    scaled = _PLAIN.fullmatch(written) is None
    low, high = _one(said.lows), _one(said.highs)
    if low is None or high is None:
        # The scale may stand only at the upper end: 2 to 3 million.
        low, high = max(said.lows, default=None), _one(said.highs)
        if low is None or high is None or said.single:
            return None
    if not said.single:
        return f"{_number(low, scaled)} to {_number(high, scaled)}"
    # What may also be exact is so of every other figure but a dozen.
    roughly = said.classes == {"exact", "about"}
    classes = ["about"] if roughly else [each for each in _FORMS if each in said.classes]
    return _FORMS[classes[0]].format(_number(low, scaled)) if classes else None


def _one(values: frozenset[Number]) -> Number | None:
    return next(iter(values)) if len(values) == 1 else None


def _number(number: Number, scaled: bool) -> str:
    """Return a number; one that was written with a scale is rounded, and is written so again."""
    if scaled:
        for size, word in _SCALES:
            shown = Decimal(number) / size
            if shown >= 1 and round(shown, _EXACT) == shown:
                return f"{shown.normalize():f} {word}"
    return f"{number:,}"
