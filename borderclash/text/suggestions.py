"""Near misses: the known word that a misspelt one was probably meant to be."""

from __future__ import annotations

from collections.abc import Collection

from borderclash.text.typography import within_curly

# difflib's cost grows with the length of both; a name this long is no slip of the keyboard.
MAX_LENGTH = 100
# Among more words than these a near miss is rarely the one that was meant.
MAX_KNOWN = 2000
# Who has more misspelt ones than these has another problem.
MAX_WORDS = 100


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word most like *word*, ``None`` where none is alike, or where there are very many."""
    from difflib import get_close_matches

    if len(word) > MAX_LENGTH or len(known) > MAX_KNOWN:
        return None
    by_folded = {name.casefold(): name for name in known if len(name) <= MAX_LENGTH}
    folded = (within_curly(word) or word).casefold()
    if folded in by_folded:
        return by_folded[folded]
    # A slip rarely touches the first letter: a word that begins otherwise has to be more alike.
    near = (
        match
        for cutoff, same in ((0.6, True), (0.75, False))
        for match in get_close_matches(folded, by_folded, n=3, cutoff=cutoff)
        if not same or match[:1] == folded[:1]
    )
    match = next(near, None) or _same_stem(folded, by_folded)
    return by_folded[match] if match else None


def _same_stem(word: str, known: Collection[str]) -> str | None:
    """Return a known word that begins as *word* does but for its ending: quote for quotation."""
    stems = (name for name in known if len(name) >= 5 and word.startswith(name[:-1]) and len(word) > len(name))
    return max(stems, key=len, default=None)


def did_you_mean(word: str, known: Collection[str], otherwise: str) -> str:
    """Return "did you mean `x`?" for a near miss, else *otherwise*."""
    match = nearest(word, known)
    return f"did you mean `{match}`?" if match else otherwise


class Suggestions:
    """Near misses among the same known words, looked up for the first of many misspelt ones only."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = known
        self.found: dict[str, str | None] = {}

    def did_you_mean(self, word: str, otherwise: str) -> str:
        """Return "did you mean `x`?" for a near miss, else *otherwise*."""
        if word not in self.found and len(self.found) < MAX_WORDS:
            self.found[word] = nearest(word, self.known)
        match = self.found.get(word)
        return f"did you mean `{match}`?" if match else otherwise
