"""How the spelling of a figure or a time is evened out before it is read."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from borderclash.text.folding import normalized

MINUS = "\N{MINUS SIGN}"


def even(text: str) -> str:
    """Return *text* in Unicode's compatibility form, in lower case, with plain spaces, hyphens and digits.

    Any white space becomes one space, and there is none at the ends. A superscript, a fraction in one character
    or a circled number stays what it is, and so fits no form: a footnote mark is no digit.
    """
    if not text.isascii():
        if not any(is_no_digit(char) for char in text):
            text = normalized("NFKC", text)
        text = "".join(map(_plain, text))
    return " ".join(text.lower().split())


def is_no_digit(char: str) -> bool:
    """Say whether *char* has a numeric value without being a digit: ``²``, ``½``, ``①``, ``Ⅳ``."""
    return unicodedata.category(char) in ("No", "Nl")


@lru_cache(maxsize=512)
def _plain(char: str) -> str:
    if char == MINUS or unicodedata.category(char) == "Pd":
        return "-"
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)
