"""Whether a quote holds a figure, and whether it qualifies the figure as the value does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Literal, NamedTuple

from borderclash.quotes.phrases import ABOUT, EXACTLY, ROUGHLY
from borderclash.quotes.qualifiers import RANGE, Said
from borderclash.quotes.reading import figures, stated_numbers
from borderclash.quotes.tables import Table
from borderclash.values import Figure, Number

Fault = Literal["lost", "added", "changed"]
# A text is looked through in pieces of so many characters, which overlap by less than the longest figure.
PIECE, OVERLAP = 20_000, 100
_ROUGHLY = re.compile(r"dozen|score", re.IGNORECASE)
_SPREAD = re.compile("\\+/-|\u00b1")
_ODD = re.compile(r"odd|some$", re.IGNORECASE)
_SPACE = re.compile(r"\s")


class Verdict(NamedTuple):
    """What became of a qualifier between the quote and the value, and what the quote says."""

    fault: Fault
    said: Said


def holds(quote: str, stated: Iterable[Number], table: Table) -> bool:
    """Say whether each of the figures *stated* stands in the quote; their signs are not looked at."""
    missing = lacking_in(quote, set(map(unsigned, stated)), table)
    if not missing:
        return True
    text = table.fold(quote)
    if 0 in missing and table.words("nothing").search(text):
        missing = missing - {0}
    # One thing or two are seldom counted in numbers.
    return all(value in (1, 2) and table.words(f"small-{value}").search(text) for value in missing)


def lacking_in(text: str, wanted: Set[Number], table: Table) -> Set[Number]:
    """Return those of the figures *wanted* that stand nowhere in a text of any length."""
    missing = wanted
    for words in (False, True):
        for piece in _pieces(text):
            missing = missing - stated_numbers(table.spelled(piece), table, words)
            if not missing:
                return missing
    return missing


def _pieces(text: str) -> Iterator[str]:
    at = 0
    while len(text) - at > PIECE:
        space = _SPACE.search(text, at + PIECE - OVERLAP, at + PIECE)
        yield text[at : at + PIECE]
        at = space.end() if space else at + PIECE - OVERLAP
    yield text[at:]


def judge(quote: str, value: Figure, table: Table) -> Verdict | None:
    """Return what is wrong with a value's qualifier, ``None`` where nothing is or where that cannot be told."""
    if not table.before and not table.after:
        return None
    classes = classes_of(value)
    for words in (False, True):
        there = _candidates(figures(quote, table, words), value)
        if any(classes & said.classes for said in there):
            return None
    if not there:
        return None
    plain = EXACTLY if there[0].single else RANGE
    exact = classes <= EXACTLY or classes == plain
    if any(said.doubtful and (not exact or said.classes == EXACTLY) for said in there):
        return None
    said = min(there, key=lambda each: (len(each.classes), each.classes == EXACTLY))
    if exact:
        return Verdict("lost", said)
    added = not said.classes.isdisjoint(plain) and _single(value) == said.single
    return Verdict("added" if added else "changed", said)


def _single(value: Figure) -> bool:
    return value.stated is not None and value.stated[0] == value.stated[1]


def fits(quote: str, value: Figure, table: Table) -> bool:
    """Say whether a quote qualifies the figure just as the value does."""
    classes = classes_of(value)
    return any(classes & said.classes for said in _candidates(figures(quote, table), value))


def classes_of(value: Figure) -> frozenset[str]:
    """Return what a value may be said to say of its figure: several where its words leave that open."""
    if value.form == "about" and _ODD.search(value.written):
        return frozenset({"about", "at-least", "more-than", "range"})
    if value.form == "about" and _SPREAD.search(value.written):
        return ABOUT | RANGE
    if value.form == "exact" and _ROUGHLY.search(value.written):
        return ROUGHLY
    return frozenset({str(value.form).replace(" ", "-")})


def _candidates(there: Sequence[Said], value: Figure) -> list[Said]:
    if value.stated is None:
        return _vague(there, value.low)
    low, high = sorted(map(unsigned, value.stated))
    if low == high:
        found = [said for said in there if low in said.lows or low in said.highs]
        return [said for said in found if not said.unsure] or found
    # Two figures that are no range may still have been meant as one.
    return [said for said in there if not said.single and low in said.lows and high in said.highs]


def _vague(there: Sequence[Said], size: Number | None) -> list[Said]:
    """Return the vague words of a quote, if they are of another size than the value's."""
    found = [said for said in there if said.vague]
    # Several, a few and the like are said of any number.
    if size is None or size < 10 or any(_digits(said.vague or 0) == _digits(size) for said in found):
        return []
    return [said._replace(classes=frozenset({"other"})) for said in found]


def unsigned(figure: Number) -> Number:
    """Return a figure without its sign."""
    return -figure if figure < 0 else figure


def _digits(size: Number) -> int:
    """Return how many digits a size has: tens, dozens and scores are one to most languages."""
    return len(str(int(size)))
