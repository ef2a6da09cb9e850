"""Pairs of what is most alike, and none of what could as well be paired otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator


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
