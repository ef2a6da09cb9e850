"""The amounts that stand in a text, in digits or in words, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from borderclash.quotes.number_table import NumberTable
from borderclash.quotes.phrases import EXACTLY
from borderclash.quotes.words import number_words
from borderclash.values import Number
from borderclash.values.numbers import EXACT, plain

# Longer than any figure: what is written so is a key or an account number.
MAX_LENGTH = 24
# What is no figure of anything: the 23 of M23, the 16 of F-16, the minutes of a time, the 58 of 3/58.
_NAMED = re.compile(r"(?:(?<![^\W\d_])[a-z]|[a-z]-)$")
_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[.,])(?:\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d+(?![.,]?\d))?|\d+(?:[.,'\u066b\u066c\u00b7]\d+)*)"
)
_NEIGHBOURS = re.compile("(一二|二三|两三|三四|四五|五六|六七|七八|八九)([十百千万萬])")
_NOT_DIGITS = re.compile(r"\D")


class Amount(NamedTuple):
    """An amount and where it stands: what it may be, what it is said to be by itself.

    ``vague`` is the size of a word such as dozens. ``scaled`` says that a scale word belongs to it, and by how
    much it multiplies. ``unsure`` is what looks like an amount and may be none.
    """

    start: int
    end: int
    values: frozenset[Number]
    classes: frozenset[str] = EXACTLY
    vague: int | None = None
    scale: Number = 1
    unsure: bool = False
    inside: frozenset[str] = frozenset()


def amounts(text: str, table: NumberTable, words: bool = True) -> list[Amount]:
    """Return the amounts of a folded text in their order; *words* says whether those in words are looked for."""
    found = [*_vague(text, table), *digits(text, table)]
    if words:
        found += [*_collectives(text, table), *_in_words(text, table)]
    # The first to begin has its words, and of several the longest: "several hundred" is not a hundred.
    free: list[Amount] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        last = free[-1] if free else None
        if last and not table.spaced and last.end == each.start and last.scale > each.scale > 1:
            # Ten thousand and five thousand in Chinese.
            both = frozenset(plain(Decimal(a) + Decimal(b)) for a in last.values for b in each.values)
            free[-1] = last._replace(end=each.end, values=both, scale=each.scale)
        elif last is None or each.start >= last.end:
            free.append(each)
    return free


def _vague(text: str, table: NumberTable) -> Iterator[Amount]:
    for match in table.vague.finditer(text):
        size = table.vague_sizes[match.lastindex or 0]
        # "More than a thousand" has the same word in Russian as "thousands".
        if table.words("not-vague-behind", " ?$").search(text, max(0, match.start() - 24), match.start()):
            continue
        yield Amount(match.start(), match.end(), frozenset(), frozenset({"vague"}), size)


def digits(text: str, table: NumberTable) -> Iterator[Amount]:
    """Yield the amounts that stand in a folded text in digits, with the scale words behind them."""
    if not any(map(str.isdigit, text)):
        return
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if _NAMED.search(text, max(0, start - 3), start) and not table.words("currencies", "$").search(
            text, max(0, start - 8), start
        ):
            continue
        if table.words("ordinals").match(text, end):
            continue
        values = frozenset(readings(match[0], table))
        if not values:
            continue
        beside = text[start - 1 : start], text[end : end + 1]
        unsure = ":" in beside or "/" in beside
        yield _added(text, _scaled(text, Amount(start, end, values, unsure=unsure), table), table)


def _added(text: str, amount: Amount, table: NumberTable) -> Amount:
    """Return an amount with the part that a word before it adds, as in three and a half of Hindi."""
    word = text[max(0, amount.start - 24) : amount.start].rstrip().rpartition(" ")[2] if table.additions else ""
    part = table.additions.get(word)
    if part is None:
        return amount
    added = EXACT.multiply(part, Decimal(amount.scale))
    return amount._replace(values=frozenset(plain(Decimal(value) + added) for value in amount.values))


def readings(token: str, table: NumberTable) -> Iterator[Number]:
    """Yield what digits may mean in a language: 1.500 is 1500 in German and 1.5 in English."""
    if len(token) > MAX_LENGTH:
        return
    if token.isdecimal():
        yield int(token)
        return
    parts = _NOT_DIGITS.split(token)
    marks = _NOT_DIGITS.findall(token)
    groups = _grouped(parts) and len(set(marks)) == 1
    mark = marks[-1]
    of_thousands, of_decimals = (mark in table.listed(key) for key in ("grouping", "decimal"))
    known = of_thousands or of_decimals
    if groups and (of_thousands or not known):
        yield int("".join(parts))
    # A date such as 12.10.2025 has several points and no thousands.
    whole = len(parts) == 2 or (len(set(marks[:-1])) == 1 and mark not in marks[:-1] and _grouped(parts[:-1]))
    if whole and (of_decimals or not known or not groups):
        yield plain(Decimal("".join(parts[:-1]) + "." + parts[-1]))


def _grouped(parts: list[str]) -> bool:
    """Say whether digits are in whole groups of three, or as India writes them (12,34,567)."""
    first, *middle, last = parts if len(parts) > 1 else (parts[0], "000")
    if len(last) != 3 or not 1 <= len(first) <= 3:
        return False
    return {len(each) for each in middle} <= {3} or (len(first) < 3 and {len(each) for each in middle} == {2})


def _scaled(text: str, amount: Amount, table: NumberTable) -> Amount:
    """Return an amount with the scale words behind it."""
    factor: Number = 1
    end, values, classes, inside = amount.end, amount.values, amount.classes, amount.inside
    half = table.words("halves").match(text, end + text.startswith(" ", end))
    if half:
        values = frozenset(plain(value + Decimal("0.5")) for value in values)
        end = half.end()
    for _ in range(3):
        match = table.scale.match(text, end)
        if match is None:
            break
        size, kind = table.scale_sizes[match.lastindex or 0]
        if match[1]:
            inside = table.inside[match[1]]
        factor, end, classes = factor * size, match.end(), kind if kind is not EXACTLY else classes
        half = table.words("halves-behind").match(text, end + text.startswith(" ", end))
        if half:
            values, end = frozenset(plain(value + Decimal("0.5")) for value in values), half.end()
    if factor != 1:
        values = frozenset(plain(EXACT.multiply(Decimal(value), Decimal(factor))) for value in values)
    return amount._replace(end=end, values=values, classes=classes, scale=factor, inside=inside)


def _collectives(text: str, table: NumberTable) -> Iterator[Amount]:
    """Yield what is counted by a word with or without an article: a dozen, half a dozen, une cinquantaine."""
    if not table.collective_sizes:
        return
    for match in table.collective.finditer(text):
        size, kind = table.collective_sizes[match.lastindex or 0]
        start, value = match.start(), Decimal(size)
        for key, factor in (("half", Decimal("0.5")), ("articles", Decimal(1))):
            if before := table.words(key, " ?$").search(text, max(0, start - 24), start):
                start, value = before.start(), value * factor
                break
        yield _scaled(text, Amount(start, match.end(), frozenset({plain(value)}), kind), table)


def _in_words(text: str, table: NumberTable) -> Iterator[Amount]:
    for start, end, value in number_words(text, table):
        if not table.spaced and (between := _NEIGHBOURS.match(text, start, end)):
            # Two digits before a scale are a range: twenty to thirty.
            scale = table.number_words[between[2]]
            both = frozenset(table.number_words[sign] * scale for sign in between[1])
            yield Amount(start, end, both, unsure=True)
            continue
        first, amount = start, Decimal(value)
        if before := table.words("half", " ?$").search(text, max(0, start - 24), start):
            first, amount = before.start(), amount / 2
        elif behind := table.words("halves-behind").match(text, end + text.startswith(" ", end)):
            # Half of the last scale: two million and a half.
            scales = (size for size in table.multipliers if size >= 1000 and value % size == 0 and value >= size)
            if scale := max(scales, default=0):
                end, amount = behind.end(), amount + Decimal(scale) / 2
        yield _scaled(text, Amount(first, end, frozenset({plain(amount)})), table)
    for part, pattern in table.parts:
        for match in pattern.finditer(text):
            size, _ = table.scale_sizes[(match.lastindex or 0) + 1]
            yield Amount(match.start(), match.end(), frozenset({plain(size * part)}))
