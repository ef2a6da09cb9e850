"""A first look at a quote, which passes over most that have their figure in digits with no word beside it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, product

from borderclash.quotes.phrases import Phrases

# How many words behind a figure may begin what is said of it.
BEHIND = 5


class Words:
    """Words to look for: as they are, and those of which only the beginning is known."""

    def __init__(self, words: Iterable[str]) -> None:
        words = frozenset(words)
        self._plain = frozenset(word for word in words if "*" not in word)
        self._stems = tuple({word.rstrip("*") for word in words if word.endswith("*") and word.strip("*")})
        self._ends = tuple({word.lstrip("*") for word in words if word.startswith("*") and word.strip("*")})

    def any_in(self, words: Iterable[str]) -> bool:
        """Say whether any of some words is one of these."""
        return any(
            word in self._plain or word.startswith(self._stems) or word.endswith(self._ends) for word in words
        )


class QuickLook:
    """The words that may stand beside a figure of which a quote says more than the figure alone."""

    def __init__(self, table: Phrases, before: Iterable[str], after: Iterable[str]) -> None:
        ranges = [each.split("N") for each in (*table.listed("between"), *table.listed("ranges"))]
        last = [*before, *table.listed("fillers"), *table.listed("negations")]
        last += [part for opener, join, _ in ranges for part in (opener, join)]
        self._last = Words(word for each in last for token in each.split()[-1:] for word in _choices(token))
        singles, pairs = set[str](), set[str]()
        for phrase in (*after, *(join for opener, join, _ in ranges if not opener.strip())):
            tokens = phrase.lstrip("-'").split()[:2]
            if len(tokens) == 2 and not tokens[1].startswith("("):
                pairs.update(" ".join(both) for both in product(*map(_choices, tokens)))
            elif tokens:
                singles.update(_choices(tokens[0]))
        self._single, self._pairs = Words(singles), Words(pairs)

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
        behind = rest.lower().replace(",", " ").split(None, BEHIND)[:BEHIND]
        return not self._single.any_in(behind) and not self._pairs.any_in(map(" ".join, pairwise(behind)))


def _choices(token: str) -> list[str]:
    return token.strip("()").split("|")
