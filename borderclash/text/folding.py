"""Which texts count as the same name, scope or measure."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

# No language sets more marks on one letter (Unicode's stream-safe text format, UAX 15), and sorting a run of them
# takes time by its square.
MAX_MARKS = 30
_PARTS_MARKS = "\u034f"


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return *text* without regard to case, spacing and Unicode form, for comparing only."""
    return normalized("NFKC", " ".join(normalized("NFKC", text).casefold().split()))


def fold_or_none(text: str | None) -> str | None:
    """Return the folded text, ``None`` for none."""
    return None if text is None else fold(text)


def normalized(form: Literal["NFC", "NFKC"], text: str) -> str:
    """Return *text* in a Unicode form; a long run of marks on one letter is parted as Unicode advises."""
    return unicodedata.normalize(form, text if text.isascii() else _with_parted_marks(text))


def _with_parted_marks(text: str) -> str:
    if len(text) <= MAX_MARKS:
        return text
    parts: list[str] = []
    run = start = 0
    for at, char in enumerate(text):
        run = run + 1 if char > "\u02ff" and unicodedata.combining(char) else 0
        if run > MAX_MARKS:
            parts += (text[start:at], _PARTS_MARKS)
            start, run = at, 1
    return "".join([*parts, text[start:]]) if parts else text
