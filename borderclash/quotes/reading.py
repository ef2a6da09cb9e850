"""What a quote says of each of its figures: alone or in a range, and with which qualifier."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from borderclash.quotes.amounts import Amount, amounts, digits
from borderclash.quotes.phrases import EXACTLY
from borderclash.quotes.qualifiers import RANGE, REACH, Said, qualified, rises
from borderclash.quotes.tables import Table
from borderclash.values import Number
from borderclash.values.numbers import EXACT, plain

ONE = frozenset({1})
# How many words apart two figures are that one qualifier may serve: "at least 18 soldiers and 12 civilians".
SHARED = 3
_SENTENCE = re.compile(r"[.;!?] ")
_SPACE = re.compile(r"[ ,]+")


@lru_cache(maxsize=64)
def figures(quote: str, table: Table, words: bool = True) -> tuple[Said, ...]:
    """Return the figures that a quote states; *words* says whether numbers in words are looked for."""
    text = table.spelled(quote)
    found = amounts(text, table, words)
    starts = [each.start for each in found] + [len(text)]
    said: list[Said] = []
    last = 0
    for each, opener in _ranged(text, found, table):
        following = starts[bisect_left(starts, each.end)]
        said.append(qualified(text, each, opener, last, following, table))
        # One is often an article, which a qualifier may begin with: "un maximum de".
        last = last if each.lows == ONE else each.end
    return tuple(_shared(text, said))


def stated_numbers(text: str, table: Table, words: bool) -> set[Number]:
    """Return all figures that a folded text states, whatever is said of them."""
    found = amounts(text, table, words) if words else list(digits(text, table))
    numbers = {value for each in found for value in each.values}
    for low, high in pairwise(found):
        if table.words("points").fullmatch(text[low.end : high.start].strip()):
            # One point five.
            numbers |= {plain(Decimal(f"{a}.{b}")) for a in low.values for b in high.values if b == int(b)}
        if high.start - low.end < 24 and low.scale == 1 and low.values and high.values:
            numbers |= _with_scale(low, high)
    return numbers


def _ranged(text: str, found: Sequence[Amount], table: Table) -> Iterator[tuple[Said, int]]:
    """Yield single amounts and ranges, each with where it begins, its opening word included."""
    at = 0
    while at < len(found):
        one = found[at]
        if at + 1 < len(found) and (pair := _range(text, one, found[at + 1], table)):
            yield pair
            at += 2
            continue
        classes = one.inside or one.classes
        yield (
            Said(one.start, one.end, one.values, one.values, classes, one.unsure, one.vague, one.unsure),
            one.start,
        )
        at += 1


def _range(text: str, low: Amount, high: Amount, table: Table) -> tuple[Said, int] | None:
    if low.vague or high.vague or low.unsure or high.unsure or high.start - low.end > 24:
        return None
    for form in table.ranges:
        if not form.join.fullmatch(text, low.end, high.start):
            continue
        start = low.start
        if form.opener:
            match = form.opener.search(text, max(0, start - REACH), start)
            if match is None:
                continue
            start = match.start()
        if form.closer and not form.closer.match(text, high.end):
            continue
        lows = low.values | _with_scale(low, high)
        if min(lows) >= max(high.values):
            return None
        if not form.sure and rises(text, start, table):
            return None
        return Said(low.start, high.end, lows, high.values, RANGE), start
    return None


def _with_scale(low: Amount, high: Amount) -> frozenset[Number]:
    """Return what the lower end may mean where the scale stands only at the upper: 2 to 3 million; 30-40,000."""
    if low.scale != 1:
        return frozenset()
    factors = {high.scale} - {1}
    # In words the scale is a part of the upper end.
    factors |= {size for size in (100, 1000, 10**5, 10**6, 10**9) if any(value >= size for value in high.values)}
    small = [value for value in low.values if 0 < value < 1000]
    made = {plain(EXACT.multiply(Decimal(value), Decimal(factor))) for value in small for factor in factors}
    return frozenset(value for value in made if value < max(high.values))


def _shared(text: str, said: Iterable[Said]) -> Iterator[Said]:
    """Yield each figure; one without a qualifier may share that of the figure just before it."""
    before: Said | None = None
    for each in said:
        bare = each.classes in (EXACTLY, RANGE)
        if before and bare and before.classes not in (EXACTLY, RANGE) and not before.vague:
            between = text[before.end : each.start]
            if len(_SPACE.split(between.strip(" ,"))) <= SHARED and not _SENTENCE.search(between):
                each = each._replace(classes=each.classes | before.classes)
        yield each
        before = each
