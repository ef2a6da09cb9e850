"""Which claim is which in two versions of one question.

By its id; else where all, or all but one thing, is the same; else by subject, scope, measure, time, speaker and
source; by likeness last. A claim is only ever matched with one of the same party, and what could as well be
matched in another way is not matched at all: it was removed, and something was added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from borderclash.comparing.differences.content import FIELDS, Content
from borderclash.comparing.differences.likeness import alike, likeness, likest, of_one_voice
from borderclash.text.folding import fold_or_none

# Likeness weighs each claim against each: beyond so many pairs of one party in one question it is not tried.
WEIGHED = 900
# A subject turned round would be a claim about the other side: only likeness, which weighs the words, may say so.
ONE_MAY_DIFFER = ("value", *(field for field in FIELDS if field not in ("value", "subject")))

Key = Callable[[Content], Hashable]
Fits = Callable[[Content, Content], bool]
Buckets = Iterable[tuple[list[int], list[int]]]


class Matching(NamedTuple):
    """Which claims are the same, by their index in the old and in the new list; each index occurs once."""

    pairs: list[tuple[int, int]]
    removed: list[int]
    added: list[int]


def match(old: Sequence[Content], new: Sequence[Content]) -> Matching:
    """Return which of *old* is which of *new*, in the order of *new*; no order makes a difference to it."""
    pairs: list[tuple[int, int]] = []
    for ours, theirs in _buckets(old, range(len(old)), new, range(len(new)), lambda claim: claim.party):
        if ours and theirs:
            pairs += _Party(old, new, ours, theirs).matched()
    gone = {index for index, _ in pairs}
    come = {index for _, index in pairs}
    return Matching(
        sorted(pairs, key=lambda pair: pair[1]),
        [index for index in range(len(old)) if index not in gone],
        [index for index in range(len(new)) if index not in come],
    )


def _buckets(
    old: Sequence[Content], ours: Iterable[int], new: Sequence[Content], theirs: Iterable[int], key: Key
) -> Buckets:
    """Return the old and the new claims of each key; those whose key is ``None`` are in none."""
    buckets: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, (claims, indices) in enumerate(((old, ours), (new, theirs))):
        for index in indices:
            found = key(claims[index])
            if found is not None:
                buckets[found][side].append(index)
    return buckets.values()


class _Party:
    """The claims of one party, each taken out of ``ours`` (old) and ``theirs`` (new) as it is matched."""

    def __init__(
        self, old: Sequence[Content], new: Sequence[Content], ours: Iterable[int], theirs: Iterable[int]
    ) -> None:
        self.old = old
        self.new = new
        self.ours = dict.fromkeys(ours)
        self.theirs = dict.fromkeys(theirs)
        self.pairs: list[tuple[int, int]] = []

    def matched(self) -> list[tuple[int, int]]:
        for ours, theirs in self._left_by(lambda claim: claim.id):
            if len(ours) == len(theirs) == 1:
                self._take(ours[0], theirs[0])
        for ours, theirs in self._left_by(lambda claim: claim):
            for i, j in zip(ours, theirs, strict=False):
                self._take(i, j)
        for but in (("id", "replaces"), *((field,) for field in ONE_MAY_DIFFER)):
            for ours, theirs in self._left_by(partial(_without, but)):
                if len(ours) == len(theirs) == 1 and of_one_voice(self.old[ours[0]], self.new[theirs[0]]):
                    self._take(ours[0], theirs[0])
        for ours, theirs in self._left_by(_where_and_when):
            self._take_likest(ours, theirs, of_one_voice)
        self._take_likest(list(self.ours), list(self.theirs), alike)
        return self.pairs

    def _left_by(self, key: Key) -> Buckets:
        if not self.ours or not self.theirs:
            return ()
        return _buckets(self.old, list(self.ours), self.new, list(self.theirs), key)

    def _take_likest(self, ours: Sequence[int], theirs: Sequence[int], fits: Fits) -> None:
        if len(ours) * len(theirs) > WEIGHED:
            return
        fitting = [(i, j) for i in ours for j in theirs if fits(self.old[i], self.new[j])]
        for i, j in likest((likeness(self.old[i], self.new[j]), i, j) for i, j in fitting):
            self._take(i, j)

    def _take(self, i: int, j: int) -> None:
        self.pairs.append((i, j))
        del self.ours[i]
        del self.theirs[j]


def _without(fields: Sequence[str], claim: Content) -> Content:
    left_out: dict[str, Any] = dict.fromkeys(fields)
    return claim._replace(**left_out)


def _where_and_when(claim: Content) -> Hashable:
    names = map(fold_or_none, (claim.scope, claim.measure, claim.speaker))
    return (claim.subject, claim.stated, claim.source, *names)
