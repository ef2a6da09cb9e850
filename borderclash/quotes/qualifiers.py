"""The qualifiers around a figure in a quote, before and behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from borderclash.quotes.phrases import ABOUT, CLASSES, EXACTLY, WORD, Phrase
from borderclash.quotes.tables import Table
from borderclash.values import Number

ANYTHING = frozenset(CLASSES)
RANGE = frozenset({"range"})
# The classes of qualifiers that may be set off by a comma.
APART_BEFORE = frozenset({"at-least", "at-most", "about"})
APART_BEHIND = frozenset({"at-least", "at-most"})
COMPARED = frozenset({"more-than", "fewer-than"})
# How far a qualifier may stand from its figure, in characters.
REACH = 90
# How far before it a sentence may say that a number rises.
FAR = 200
# A word or two between a negation and what it is said of.
_NEAR = rf"(?: {WORD}){{0,2}} ?$"
_SENTENCE = re.compile(r"[.;!?] ")
_MARK = re.compile(r"[,.;:!?]")


class Said(NamedTuple):
    """A figure in a quote: its lower and upper end (the same of a single one), and what it is said to be.

    Where several classes are given, it may be any of them. ``doubtful`` says that a qualifier may have been
    overlooked; ``vague`` is the size of a word such as dozens, which has no ends. What is ``unsure`` may be no
    figure of anything: the hour of a time.
    """

    start: int
    end: int
    lows: frozenset[Number]
    highs: frozenset[Number]
    classes: frozenset[str]
    doubtful: bool = False
    vague: int | None = None
    unsure: bool = False

    @property
    def single(self) -> bool:
        """Whether it is no range."""
        return self.lows == self.highs


def rises(text: str, at: int, table: Table) -> bool:
    """Say whether the sentence before this place tells of a number that rises or falls."""
    if "rises" not in table.data:
        return False
    start = max(0, at - FAR)
    ends = [match.end() for match in _SENTENCE.finditer(text, start, at)]
    return bool(table.words("rises").search(text, ends[-1] if ends else start, at))


def qualified(text: str, figure: Said, start: int, last: int, following: int, table: Table) -> Said:
    """Return a figure with what the words around it make of it; *last* and *following* are its neighbours."""
    before = text[max(last, start - REACH) : start]
    doubt = figure.doubtful or bool(table.words("negations", r" ?$").search(before))
    classes = [*_before(text, start, last, figure.end, table), *_behind(text, figure, following, table)]
    if not classes:
        doubt = doubt or any(map(table.hinted, _near(before, text[figure.end : following], table)))
        return figure._replace(doubtful=doubt)
    meant = frozenset[str]().union(*classes)
    if not figure.single and meant == EXACTLY:
        meant = RANGE
    return figure._replace(classes=meant, doubtful=doubt)


def _before(text: str, start: int, last: int, end: int, table: Table) -> Iterator[frozenset[str]]:
    first = max(last, start - REACH)
    before = text[first:start]
    found: list[tuple[Phrase, re.Match[str]]] = []
    while match := table.before_pattern.search(before, 0, found[0][1].start() if found else len(before)):
        found.insert(0, (table.before[(match.lastindex or 1) - 1], match))
    if not found:
        return
    # Of several it is the first that counts, but for about: "at least about 200", "perhaps more than 200".
    phrase, match = next((each for each in found if each[0].classes != ABOUT), found[0])
    words, behind = match[match.lastindex or 1], before[match.end(match.lastindex or 1) :]
    yield _meant(text, phrase, words, first + match.start(), end, table)
    if behind.strip() == "," and not (" " in words and phrase.classes <= APART_BEFORE):
        # "At the very least, 300", but not "in the valley below, 300".
        yield ANYTHING
    if last and first == last and phrase.classes & COMPARED and not before[: match.start()].strip():
        # "200 more than 58" is not over 58.
        yield EXACTLY


def _near(before: str, behind: str, table: Table) -> tuple[str, str]:
    """Return the few words before and behind a figure in which a qualifier would stand."""
    if not table.spaced:
        return before[-3:], _MARK.split(behind)[0][:4]
    stop = table.words("stops").search(behind)
    return " ".join(before.split(" ")[-5:]), " ".join(behind[: stop and stop.start()].split(" ")[:4])


def _meant(text: str, phrase: Phrase, words: str, at: int, end: int, table: Table) -> frozenset[str]:
    """Return what a qualifier of these *words* before a figure says where it stands."""
    before = text[max(0, at - REACH) : at]
    if table.words("negations", _NEAR).search(before):
        return ANYTHING
    unsure = (
        table.beside("unless", words).search(before)
        or table.beside("unless-before", words).match(text, end)
        or (table.words("reaching", "$").match(words) and rises(text, at, table))
    )
    return phrase.classes | EXACTLY if unsure else phrase.classes


def _behind(text: str, figure: Said, following: int, table: Table) -> Iterator[frozenset[str]]:
    rest = text[figure.end : following]
    match = table.at_once_pattern.match(rest) or table.after_pattern.match(rest)
    ahead = table.before_pattern.search(rest) if match and following < len(text) else None
    # The "more" of "58 or more than 60" is of the next number.
    if match and not (ahead and ahead.start() < match.end()):
        phrase = table.after[(match.lastindex or 1) - 1]
        # Directly before the next number it is of that one.
        if rest[match.end() :].strip() or following == len(text):
            words = (match[match.lastindex or 1]).lstrip("'-")
            if "," in rest[: match.start(match.lastindex or 1)] and not phrase.classes <= APART_BEHIND:
                return
            unsure = table.beside("unless-before", words).match(rest, match.end()) or (
                table.words("reaching", "$").search(words) and _rises_near(text, figure, following, table)
            )
            yield phrase.classes | EXACTLY if unsure else phrase.classes
    match = table.adverb_pattern.match(rest)
    if match:
        phrase = table.adverbs[(match.lastindex or 2) - 2]
        more = rest[match.end() :]
        ended = not more.strip() and following == len(text)
        closed = ended or more.lstrip()[:1] in tuple(",.;:!?)\u2013")
        if closed:
            yield phrase.classes
        elif match[1] is None and more.strip() and "adverbs-set-off" not in table.data:
            limited = "at-least" in phrase.classes and table.words("limits").match(more.lstrip())
            yield phrase.classes | (EXACTLY if limited else frozenset())


def _rises_near(text: str, figure: Said, following: int, table: Table) -> bool:
    return "rises" in table.data and bool(
        table.words("rises").search(text, figure.end, following) or rises(text, figure.start, table)
    )
