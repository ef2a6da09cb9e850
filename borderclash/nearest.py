"""Near misses: the known word that a misspelt one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like *word*, ``None`` where none is alike."""
    from difflib import get_close_matches

    # difflib's cost grows with the length of both; a name this long is no slip of the keyboard.
    if len(word) > 100:
        return None
    by_folded = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return "did you mean `x`?" for a near miss, else *otherwise*."""
    match = nearest(word, known)
    return f"did you mean `{match}`?" if match else otherwise
