"""Which claim is which in two versions of one question.

By its id; else where all, or all but one thing, is the same; else by subject, scope, measure, time, speaker and
source; by likeness last. A claim is only ever matched with one of the same party, and what could as well be
matched in another way is not matched at all: it was removed, and something was added.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache, partial
from typing import Any, NamedTuple

from borderclash.comparing.differences.content import FIELDS, Content
from borderclash.text.folding import fold_or_none

ALMOST = 0.8
LONG = 300
ENOUGH = 4.0
# What the same, and what another, of each field says for and against: a captured sentence says most.
WEIGHTS = {
    "quote": (4, 4),
    "value": (3, 1),
    "note": (2, 1),
    "translation": (2, 1),
    "speaker": (2, 2),
    "stated": (2, 2),
    "locator": (2, 1),
    "via": (1, 1),
    "scope": (1, 1),
    "measure": (1, 2),
    "subject": (1, 4),
    "hedge": (1, 0),
}
SOURCE = (2, 1)
_NUMBERS = re.compile("[0-9][0-9,.]*")
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


def likeness(a: Content, b: Content) -> float:
    """Return a number that is the higher the more of two claims is the same; the same for (b, a)."""
    score = float(SOURCE[0] if a.source & b.source else -SOURCE[1])
    for field, (same, other) in WEIGHTS.items():
        one, two = getattr(a, field), getattr(b, field)
        if one is None and two is None:
            continue
        if one is None or two is None:
            score -= other / 2
        else:
            near = 1.0 if one == two else _near(field, one, two)
            score += same * near if near else -other
    return score if a.stance == b.stance else score - 2


def alike(a: Content, b: Content) -> bool:
    """Say whether two claims are so like that the one is the other, corrected."""
    if likeness(a, b) < ENOUGH:
        return False
    if a.quote and b.quote and near(a.quote, b.quote):
        return True
    if a.stance != b.stance or not _same_value(a, b):
        return False
    if a.speaker and b.speaker and near(a.speaker, b.speaker):
        return True
    if a.source & b.source and a.locator and a.locator == b.locator:
        return True
    return a.source == b.source and (a.subject, a.scope, a.measure) == (b.subject, b.scope, b.measure)


def of_one_voice(a: Content, b: Content) -> bool:
    """Say whether two claims that have much else in common can be one, corrected.

    The same words speak for it, or the same speaker. Where neither does, other words, or another speaker, are
    another voice, unless the same figure stands in the same place.
    """
    both = [(one, two) for one, two in ((a.quote, b.quote), (a.speaker, b.speaker)) if one and two]
    if not both or any(near(one, two) for one, two in both):
        return True
    return bool(a.stance == b.stance and _same_value(a, b) and a.locator and a.locator == b.locator)


@lru_cache(maxsize=4096)
def near(a: str, b: str) -> bool:
    """Say whether two texts are almost the same: a slip of the keyboard apart, or a few words of many."""
    # In one order, for the measure depends on it.
    a, b = sorted((a.casefold(), b.casefold()))
    longer = max(len(a), len(b))
    if longer > LONG:
        # Its cost grows with the length of both: in a long text only one place may differ.
        ahead = _shared(a, b)
        behind = _shared(a[ahead:][::-1], b[ahead:][::-1])
        return ahead + behind >= ALMOST * longer
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.real_quick_ratio() >= ALMOST and matcher.quick_ratio() >= ALMOST and matcher.ratio() >= ALMOST


def _shared(a: str, b: str) -> int:
    return next(
        (at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b))
    )


def _near(field: str, a: object, b: object) -> float:
    if field == "value":
        return 0.75 if isinstance(a, str) and isinstance(b, str) and _figures(a) == _figures(b) != [] else 0
    if field in ("quote", "note", "translation", "speaker", "via", "scope", "measure"):
        return 0.75 if near(str(a), str(b)) else 0
    return 0


def _same_value(a: Content, b: Content) -> bool:
    return bool(a.value == b.value or _near("value", a.value, b.value))


def _figures(text: str) -> list[str]:
    """Return the figures in a text: 58 and at least 58 have the same."""
    return _NUMBERS.findall(text)


def likest(scored: Iterable[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of the highest scores, each member once; *scored* has score, old and new member.

    A member that has its highest score with several others is left alone, and so are these. The order of *scored*
    makes no difference, nor does which side is called old.
    """
    by_score: dict[float, list[tuple[int, int]]] = defaultdict(list)
    for score, i, j in scored:
        by_score[score].append((i, j))
    settled: tuple[set[int], set[int]] = set(), set()
    for score in sorted(by_score, reverse=True):
        free = [(i, j) for i, j in by_score[score] if i not in settled[0] and j not in settled[1]]
        ours, theirs = Counter(i for i, _ in free), Counter(j for _, j in free)
        yield from ((i, j) for i, j in free if ours[i] == theirs[j] == 1)
        settled[0].update(ours)
        settled[1].update(theirs)
