"""Numbers in words: by a library where it knows the language, else by the words of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from borderclash.quotes.number_table import NumberTable
from borderclash.quotes.phrases import WORD
from borderclash.values import Number
from borderclash.values.numbers import plain

_TOKEN = re.compile(rf"{WORD}|[^\s]")
_ALONE_BEHIND = re.compile("[逾近超过過约約破达達]$")
_ALONE_BEFORE = re.compile("[余餘多来來]")
_PIECE = re.compile(r"[^\W\d_]+|[^\s]")


class Numbered(NamedTuple):
    """A number in words, and where it stands."""

    start: int
    end: int
    value: Number


class _Token:
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: _Token) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def number_words(text: str, table: NumberTable) -> Iterator[Numbered]:
    """Yield the numbers that stand in words in a folded text."""
    if not table.spaced:
        yield from _numerals(text, table)
        return
    if library := table.data.get("library"):
        yield from _by_library(text, library, table)
    yield from _by_table(text, table)


def _by_library(text: str, language: str, table: NumberTable) -> Iterator[Numbered]:
    # Imported here: most quotes have their figure in digits.
    from text_to_num import find_numbers  # type: ignore[import-untyped]

    pieces = list(_PIECE.finditer(text))
    others = table.listed("not-numbers")
    tokens = [_Token("." if piece[0].isdigit() or piece[0] in others else piece[0]) for piece in pieces]
    for found in find_numbers(tokens, language, threshold=0):
        if not found.is_ordinal:
            yield Numbered(
                pieces[found.start].start(), pieces[found.end - 1].end(), plain(Decimal(str(found.value)))
            )


def _by_table(text: str, table: NumberTable) -> Iterator[Numbered]:
    """Yield each run of the table's number words, added up and multiplied as they stand."""
    if not table.number_words:
        return
    run: list[Numbered] = []
    joined = False
    for match in _TOKEN.finditer(text):
        word = match[0]
        found = _word(word, match.start(), table)
        if found and run and _goes_on(run, found.value, joined or found.start > match.start(), table):
            run.append(found)
        elif run and word in table.joiners and not joined:
            joined = True
            continue
        else:
            yield from _sum(run)
            run = [found] if found else []
        joined = False
    yield from _sum(run)


def _word(word: str, at: int, table: NumberTable) -> Numbered | None:
    size = table.number_words.get(word, table.additions.get(word))
    if size is not None:
        return Numbered(at, at + len(word), size)
    if word[:1] in table.clitics and (size := table.number_words.get(word[1:])) is not None:
        return Numbered(at + 1, at + len(word), size)
    for suffix in table.data.get("suffixes", ()):
        stem = word.removesuffix(suffix)
        if stem != word and (size := table.number_words.get(stem)) is not None:
            return Numbered(at, at + len(stem), size)
    return None


def _goes_on(run: list[Numbered], size: Number, joined: bool, table: NumberTable) -> bool:
    last = run[-1].value
    if last < 1:
        return size < 100 or size in table.multipliers
    if size in table.multipliers and size > last:
        # A scale multiplies what is smaller, and the next one is smaller than the last.
        return all(size < each.value for each in run if each.value in table.multipliers and each.value >= 1000)
    if last >= 1000 and last % 1000 == 0:
        return size < (last if last in table.multipliers else 1000)
    if last >= 100:
        return size < (last if last in table.multipliers else 100)
    if last >= 10 and last % 10 == 0:
        return size < 10
    # Arabic has the ones before the tens.
    return bool(table.data.get("units-first")) and last < 10 and (size == 10 or (joined and size < 100))


def _sum(run: list[Numbered]) -> Iterator[Numbered]:
    """Yield the number that some words come to, none where there are no words or a part alone."""
    if not run or (len(run) == 1 and run[0].value != 0 and run[0].value < 1):
        return
    total: Number = 0
    current: Number = 0
    for *_, size in run:
        # A quarter before a scale is one and a quarter of it.
        if (size >= 1000 and current < 1) or (size == 100 and current < 1 and current != 0):
            current += 1
        if size >= 1000:
            total, current = total + current * size, 0
        elif size == 100 and 0 < current < 100:
            current *= 100
        else:
            current += size
    yield Numbered(run[0].start, run[-1].end, plain(Decimal(total + current)))


def _numerals(text: str, table: NumberTable) -> Iterator[Numbered]:
    for match in table.numeral_pattern.finditer(text):
        total, section, digit, last = 0, 0, 0, 0
        for sign in match[0]:
            size = int(table.number_words[sign])
            if size >= 10_000:
                part = section + digit
                total = (total + part) * size if size > last else total + part * size
                section, digit, last = 0, 0, size
            elif size >= 10:
                section, digit = section + max(digit, 1) * size, 0
            else:
                digit = digit * 10 + size
        # A scale alone is a part of another word, but for "nearly a hundred" and "a hundred odd".
        alone = table.number_words[match[0][0]] > 10
        if not alone or _ALONE_BEHIND.search(text, 0, match.start()) or _ALONE_BEFORE.match(text, match.end()):
            yield Numbered(match.start(), match.end(), total + section + digit)
