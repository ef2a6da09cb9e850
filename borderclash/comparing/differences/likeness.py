"""How like two claims of one party are, and pairs of what is most alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from borderclash.comparing.differences.content import Content

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
    """Return how many characters two texts have in common at their beginning."""
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
