"""A first look at a quote, which passes over most that have their figure in digits with no word beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise, product

from borderclash.quotes.phrases import Phrases

# How many words behind a figure may begin what is said of it, and how many words of that are looked at.
BEHIND, LONGEST = 5, 3
NO_MARKS = str.maketrans(dict.fromkeys(',.;:!?()"\u2013', " "))


class Words:
    """Words to look for: as they are, and those of which only the beginning or the end is known."""

    def __init__(self, words: Iterable[str]) -> None:
        words = frozenset(words)
        self._plain = frozenset(word for word in words if "*" not in word)
        self._stems = tuple({word.rstrip("*") for word in words if word.endswith("*") and word.strip("*")})
        self._ends = tuple({word.lstrip("*") for word in words if word.startswith("*") and word.strip("*")})
        # The same words come again and again.
        self._known = lru_cache(maxsize=4096)(self._has)

    def any_in(self, words: Iterable[str]) -> bool:
        """Say whether any of some words is one of these."""
        return any(map(self._known, words))

    def _has(self, word: str) -> bool:
        return word in self._plain or word.startswith(self._stems) or word.endswith(self._ends)


class QuickLook:
    """The words that may stand beside a figure of which a quote says more than the figure alone."""

    def __init__(self, table: Phrases, before: Iterable[str], after: Iterable[str]) -> None:
        ranges = [each.split("N") for each in (*table.listed("between"), *table.listed("ranges"))]
        last = [*before, *table.listed("fillers"), *table.listed("negations")]
        last += [part for opener, join, _ in ranges for part in (opener, join)]
        self._last = Words(word for each in last for token in each.split()[-1:] for word in _choices(token))
        behind: list[set[str]] = [set() for _ in range(LONGEST)]
        for phrase in (*after, *(join for opener, join, _ in ranges if not opener.strip())):
            if tokens := _certain(phrase.lstrip("-'").split()):
                behind[len(tokens) - 1].update(map(" ".join, product(*tokens)))
        self._behind = [Words(phrases) for phrases in behind]
        # What those of several words begin with.
        self._begins = Words(phrase.split()[0] for phrases in behind[1:] for phrase in phrases)

    def finds_nothing(self, quote: str, figure: str) -> bool:
        """Say whether a figure stands in a quote in plain digits with no word beside it that may qualify it."""
        at = quote.find(figure)
        if at < 0 or not quote.isascii():
            return False
        rest = quote[at + len(figure) :]
        if rest and not rest.startswith(" "):
            return False
        if at:
            before = quote[:at]
            word = before.rstrip().rpartition(" ")[2].lower()
            if not before.endswith(" ") or not word.isalpha() or self._last.any_in((word,)):
                return False
        words = rest.lower().translate(NO_MARKS).split(None, BEHIND + LONGEST)[: BEHIND + LONGEST - 1]
        if self._behind[0].any_in(words[:BEHIND]):
            return False
        if not self._begins.any_in(words):
            return True
        pairs = list(map(" ".join, pairwise(words)))
        triples = map(" ".join, zip(pairs, words[2:], strict=False))
        return not self._behind[1].any_in(pairs) and not self._behind[2].any_in(triples)


def _certain(tokens: Sequence[str]) -> list[list[str]]:
    """Return the choices for the first words of a phrase, as far as they are certain to stand there."""
    found: list[list[str]] = []
    for token in tokens:
        varies = token[0] == "(" or token == "_"
        if varies and not found:
            continue
        if varies or len(found) == LONGEST or (found and token[0] == "*"):
            break
        found.append([choice.rstrip(".") for choice in _choices(token)])
        if token[-1] == "*":
            break
    return found


def _choices(token: str) -> list[str]:
    return token.strip("()").split("|")
