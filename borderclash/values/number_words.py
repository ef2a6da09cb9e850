"""English number words, and words for a scale, as figures are written with them."""

from __future__ import annotations

import re
from decimal import Decimal

SCALES = {
    **{"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    **{"lakh": 10**5, "crore": 10**7},
}
DOZENS = {"dozen": 12, "score": 20}
_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SIZES = {word: size for size, word in enumerate(["zero", *_ONES, *_TEENS])}
_SIZES |= {word: size * 10 for size, word in enumerate(_TENS, 2)}

NUMBER_WORDS = (*_SIZES, "hundred", *SCALES, *DOZENS, "half")

# Between the words of one figure.
JOINT = "(?: ?- ?| )"
SCALE = f"(?:{'|'.join(SCALES)})s?"
DOZEN = f"(?:{'|'.join(DOZENS)})s?"
_UNITS = f"{JOINT}(?:{'|'.join(_ONES)})"
# A unit behind the tens is always of the same number: twenty-five is no range.
_TO_99 = f"(?:(?:{'|'.join(_TENS)})(?:{_UNITS}|(?!{_UNITS}(?![a-z])))|{'|'.join([*_TEENS, *_ONES])})"
_MULTIPLE = f"(?:{SCALE}|{DOZEN}|hundred)"
# Behind a hundred or a scale a hyphen is that of a range where more follows than it: one hundred-two thousand.
_GO_ON = f"(?:{JOINT}and{JOINT}| )"
_HUNDRED = f"{JOINT}hundred(?:{_GO_ON}{_TO_99}| ?- ?{_TO_99}(?!{JOINT}{_MULTIPLE}))?"
_TO_999 = f"(?:(?:{'|'.join(_ONES)}|an?){_HUNDRED}|{_TO_99}(?!{JOINT}hundred))"
_TO_9999 = f"(?:{_TO_99}|an?(?={JOINT}hundred))(?:{_HUNDRED})?"
_REST = f"(?: {_TO_9999}{JOINT}{SCALE})*(?:{_GO_ON}{_TO_9999}| ?- ?{_TO_999})?"
WORDS = (
    f"(?:{_TO_9999}|an?(?={JOINT}(?:{SCALE}|{DOZEN})))"
    f"(?:{JOINT}{SCALE}{_REST}|{JOINT}{DOZEN}| and a half(?: {_MULTIPLE})?)?"
    f"|(?:a )?half{JOINT}(?:an?{JOINT})?{_MULTIPLE}|dozen|zero|none|nil"
)


def number(words: str) -> Decimal | None:
    """Return the number that some *words* of the pattern stand for; ``None`` where its scales do not fall."""
    before, half, behind = words.partition("half")
    total, group, last = Decimal(0), Decimal(0), 0
    for word in re.findall("[a-z]+", before):
        total, group, last = _next(total, group, last, word)
    if half:
        group += Decimal("0.5")
        for word in re.findall("[a-z]+", behind):
            total, group, last = _next(total, group, last, word)
    return None if last < 0 else total + group


def _next(total: Decimal, group: Decimal, last: int, word: str) -> tuple[Decimal, Decimal, int]:
    """Return total, group and last scale with a *word* more; the scale is -1 once they do not fall."""
    size = SCALES.get(word.removesuffix("s")) or DOZENS.get(word.removesuffix("s"))
    if size:
        return total + (group or 1) * size, Decimal(0), size if last == 0 or 0 < size < last else -1
    if word == "hundred":
        return total, (group or Decimal(1)) * 100, last
    return total, group + _SIZES.get(word, 0), last
