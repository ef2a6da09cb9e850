"""What a quote says of each of its figures: alone or in a range, and with which qualifier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from borderclash.quotes.amounts import Amount, amounts
from borderclash.quotes.phrases import CLASSES, EXACTLY, Phrase
from borderclash.quotes.tables import Table
from borderclash.values import Number
from borderclash.values.numbers import EXACT, plain

ANYTHING = frozenset(CLASSES)
RANGE = frozenset({"range"})
# How far a qualifier may stand from its figure, in characters.
REACH = 90
# How many words apart two figures are that one qualifier may serve: "at least 18 soldiers and 12 civilians".
SHARED = 3
_SENTENCE = re.compile(r"[.;!?] ")
_SPACE = re.compile(r"[ ,]+")


class Said(NamedTuple):
    """A figure in a quote: its lower and upper end (the same of a single one), and what it is said to be.

    Where several classes are given, it may be any of them. ``doubtful`` says that a qualifier may have been
    overlooked; ``vague`` is the size of a word such as dozens, which has no ends.
    """

    start: int
    end: int
    lows: frozenset[Number]
    highs: frozenset[Number]
    classes: frozenset[str]
    doubtful: bool = False
    vague: int | None = None

    @property
    def single(self) -> bool:
        """Whether it is no range."""
        return self.lows == self.highs


@lru_cache(maxsize=64)
def figures(quote: str, table: Table, words: bool = True) -> tuple[Said, ...]:
    """Return the figures that a quote states; *words* says whether numbers in words are looked for."""
    text = table.fold(quote)
    found = amounts(text, table, words)
    said: list[Said] = []
    for each, opener in _ranged(text, found, table):
        last = said[-1].end if said else 0
        following = next((amount.start for amount in found if amount.start >= each.end), len(text))
        said.append(_qualified(text, each, opener, last, following, table))
    return tuple(_shared(text, said))


def stated_numbers(text: str, table: Table, words: bool) -> set[Number]:
    """Return all figures that a folded text states, whatever is said of them."""
    found = amounts(text, table, words)
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
        yield Said(one.start, one.end, one.values, one.values, classes, one.unsure, one.vague), one.start
        at += 1


def _range(text: str, low: Amount, high: Amount, table: Table) -> tuple[Said, int] | None:
    """Return the range of two amounts and where it begins, ``None`` where they are none."""
    if low.vague or high.vague or low.unsure or high.unsure or high.start - low.end > 24:
        return None
    for opener, join, closer, sure in table.ranges:
        if not join.fullmatch(text, low.end, high.start):
            continue
        start = low.start
        if opener:
            match = re.search(f"(?:{table.phrase(opener)})[ $\u20ac]*$", text[max(0, start - REACH) : start])
            if match is None:
                continue
            start = max(0, start - REACH) + match.start()
        if closer and not re.match(f" ?(?:{table.phrase(closer)})", text[high.end :]):
            continue
        lows = low.values | _with_scale(low, high)
        if min(lows) >= max(high.values):
            return None
        if not sure and _rises(text, start, table):
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


def _rises(text: str, at: int, table: Table) -> bool:
    """Say whether the sentence before this place tells of a number that rises or falls."""
    if "rises" not in table.data:
        return False
    ends = [match.end() for match in _SENTENCE.finditer(text, 0, at)]
    return bool(table.words("rises").search(text, ends[-1] if ends else 0, at))


def _qualified(text: str, figure: Said, start: int, last: int, following: int, table: Table) -> Said:
    """Return a figure with what the words around it make of it; *last* and *following* are its neighbours."""
    first = max(last, start - REACH)
    before = text[first:start]
    classes: list[frozenset[str]] = []
    doubt = figure.doubtful or bool(table.words("negations", r" ?$").search(before))
    match = table.before_pattern.search(before)
    while match:
        # Of several it is the first that counts: "at least about 200" is a bound.
        outer, match = match, table.before_pattern.search(before, 0, match.start())
        if match is None:
            phrase = table.before[(outer.lastindex or 1) - 1]
            words = outer[outer.lastindex or 1]
            classes.append(_meant(text, phrase, words, first + outer.start(), figure.end, table))
            # "200 more than 58" is not over 58.
            if last and first == last and not before[: outer.start()].strip():
                classes.append(EXACTLY)
    classes += _behind(text, figure, following, table)
    if not classes:
        near = " ".join(before.split(" ")[-5:]), " ".join(text[figure.end : following].split(" ")[:4])
        doubt = doubt or any(map(table.hinted, near))
        return figure._replace(doubtful=doubt)
    meant = frozenset().union(*classes)
    if not figure.single and meant == EXACTLY:
        meant = RANGE
    return figure._replace(classes=meant, doubtful=doubt)


def _meant(text: str, phrase: Phrase, words: str, at: int, end: int, table: Table) -> frozenset[str]:
    """Return what a qualifier of these *words* before a figure says where it stands."""
    before = text[max(0, at - REACH) : at]
    if table.beside("unless", words).search(before) or table.words("negations", r" ?$").search(before):
        return ANYTHING
    if table.words("reaching", "$").match(words) and _rises(text, at, table):
        return ANYTHING
    if table.beside("unless-before", words).match(text, end):
        return phrase.classes | EXACTLY
    return phrase.classes


def _behind(text: str, figure: Said, following: int, table: Table) -> Iterator[frozenset[str]]:
    """Yield what the words behind a figure say of it."""
    rest = text[figure.end : following]
    match = table.at_once_pattern.match(rest) or table.after_pattern.match(rest)
    if match:
        phrase = table.after[(match.lastindex or 1) - 1]
        # Directly before the next number it is of that one.
        if rest[match.end() :].strip() or following == len(text):
            words = (match[match.lastindex or 1]).lstrip("'")
            if table.words("reaching", "$").search(words) and _rises_near(text, figure, following, table):
                yield ANYTHING
            elif table.beside("unless-before", words).match(rest, match.end()):
                yield phrase.classes | EXACTLY
            else:
                yield phrase.classes
    match = table.adverb_pattern.match(rest)
    if match:
        phrase = table.adverbs[(match.lastindex or 2) - 2]
        more = rest[match.end() :]
        ended = not more.strip() and following == len(text)
        closed = ended or more.lstrip()[:1] in tuple(",.;:!?)\u2013")
        if closed:
            yield phrase.classes
        elif match[1] is None and more.strip():
            limited = "at-least" in phrase.classes and table.words("limits").match(more.lstrip())
            yield phrase.classes | (EXACTLY if limited else frozenset())


def _rises_near(text: str, figure: Said, following: int, table: Table) -> bool:
    return "rises" in table.data and bool(
        table.words("rises").search(text, figure.end, following) or _rises(text, figure.start, table)
    )


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
