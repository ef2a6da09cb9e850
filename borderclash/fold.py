"""Which texts count as the same name, scope or measure."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return *text* without regard to case, spacing and Unicode form, for comparing only."""
    return normalize("NFKC", " ".join(normalize("NFKC", text).casefold().split()))


def fold_or_none(text: str | None) -> str | None:
    """Return the folded text, ``None`` for none."""
    return None if text is None else fold(text)
