"""What a table says of numbers: words, scales, vague words and ranges."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from borderclash.quotes.phrases import ABOUT, EXACTLY, NEVER, ROUGHLY, Phrases
from borderclash.values import Number
from borderclash.values.numbers import plain


class Form(NamedTuple):
    """A form of a range: what opens it, joins its ends and closes it; whether it is one where a number rises."""

    opener: re.Pattern[str] | None
    join: re.Pattern[str]
    closer: re.Pattern[str] | None
    sure: bool


class NumberTable(Phrases):
    """The numbers of one language. Patterns are made when they are first asked for."""

    def has_decimal_comma(self, region: str = "") -> bool:
        """Say whether decimals are written with a comma; *region* is what follows the language in a tag."""
        return self.listed("decimal")[0] == "," and set(self.data.get("point-regions", ())).isdisjoint(
            region.split("-")
        )

    @cached_property
    def number_words(self) -> dict[str, Number]:
        """The number words of the table, its scales among them."""
        words: dict[str, Number] = {
            self.fold(word): plain(Decimal(size))
            for size, words in self.data.get("numbers", {}).items()
            for word in words.split()
        }
        if words:
            for size, phrases in self.data.get("scales", {}).items():
                for phrase in phrases:
                    words.setdefault(self.fold(phrase), int(size))
        return words

    @cached_property
    def additions(self) -> dict[str, Decimal]:
        """The words for parts that are added to the number behind them."""
        return {self.fold(word): Decimal(str(part)) for word, part in self.data.get("additions", {}).items()}

    @cached_property
    def multipliers(self) -> frozenset[int]:
        """The sizes of the scales that multiply what stands before them."""
        return frozenset(size for size in map(int, self.data.get("scales", {})) if size >= 100)

    @cached_property
    def joiners(self) -> frozenset[str]:
        """The words that join the parts of a number."""
        return frozenset(map(self.fold, self.data.get("joiners", ())))

    @property
    def clitics(self) -> str:
        """The letters that are written together with the word behind them."""
        return str(self.data.get("clitics", "-"))

    @cached_property
    def numeral_pattern(self) -> re.Pattern[str]:
        """A run of Chinese numerals."""
        signs = "".join(self.number_words)
        not_behind = "".join(self.data.get("not-behind", ()))
        return re.compile(f"(?<![{not_behind}\\d])[{signs}]+" if not_behind else f"[{signs}]+")

    @property
    def _suffixes(self) -> str:
        """What may be grown together with a number word in front of the edge of the word."""
        return "|".join(map(re.escape, self.listed("suffixes")))

    @cached_property
    def inside(self) -> dict[str, frozenset[str]]:
        """Qualifiers between the digits and the scale: 200\u591a\u4e07."""
        return {
            self.fold(word): frozenset(classes.split(" or "))
            for classes, words in self.data.get("inside", {}).items()
            for word in words
        }

    @cached_property
    def scale(self) -> re.Pattern[str]:
        """A scale word behind a number; its first group is what may stand between."""
        inside = "|".join(map(re.escape, self.inside)) or NEVER
        groups = "|".join(f"({self.open(words, self._suffixes)})" for words, *_ in self._scales)
        return re.compile(f"[ -]?({inside})?(?:{groups})")

    @cached_property
    def parts(self) -> tuple[tuple[Decimal, re.Pattern[str]], ...]:
        """Parts of a scale, such as half a million; the groups are those of `scale` without the first."""
        groups = "|".join(f"({self.open(words, self._suffixes)})" for words, *_ in self._scales)
        parts = {Decimal("0.5"): self.listed("half")}
        parts |= {Decimal(part): tuple(words) for part, words in self.data.get("parts", {}).items()}
        return tuple(
            (part, re.compile(f"(?:{self.pattern(words)})[ -]?(?:{groups})"))
            for part, words in parts.items()
            if words
        )

    @cached_property
    def scale_sizes(self) -> dict[int, tuple[int, frozenset[str]]]:
        """The size of each group of `scale`, and what it says by itself."""
        return {index: (size, kind) for index, (_, size, kind) in enumerate(self._scales, 2)}

    @cached_property
    def _scales(self) -> list[tuple[str, int, frozenset[str]]]:
        scales = [(w, int(size), EXACTLY) for size, words in self.data.get("scales", {}).items() for w in words]
        return sorted([*scales, *self._collectives], key=lambda each: -len(each[0]))

    @cached_property
    def _collectives(self) -> list[tuple[str, int, frozenset[str]]]:
        found = {
            words: (words, int(size), kind)
            for section, kind in (("collectives", ROUGHLY), ("about-numbers", ABOUT))
            for size, phrases in self.data.get(section, {}).items()
            for words in phrases
        }
        return [found[words] for words in self.in_order(found)]

    @cached_property
    def collective(self) -> re.Pattern[str]:
        """A dozen, a score and the like."""
        return re.compile(self.alternatives(words for words, *_ in self._collectives))

    @cached_property
    def collective_sizes(self) -> dict[int, tuple[int, frozenset[str]]]:
        """The size of each group of `collective`, and what it says by itself."""
        return {index: (size, kind) for index, (_, size, kind) in enumerate(self._collectives, 1)}

    @cached_property
    def vague(self) -> re.Pattern[str]:
        """A word such as dozens, or several hundred."""
        few = "|".join(map(self.open, self.in_order(self.listed("few")))) or NEVER
        scales = "|".join(f"({self.open(words)})" for words, _ in self._few) or NEVER
        words = "|".join(f"({self.open(words)})" for words, _ in self._vague) or NEVER
        return re.compile(f"{self._start}(?:(?:{few}){' ' if self.spaced else ''}(?:{scales})|{words})")

    @cached_property
    def vague_sizes(self) -> dict[int, int]:
        """The size of each group of `vague`."""
        return {index: size for index, (_, size) in enumerate([*self._few, *self._vague], 1)}

    @cached_property
    def _vague(self) -> list[tuple[str, int]]:
        found = {words: int(size) for size, phrases in self.data.get("vague", {}).items() for words in phrases}
        return [(words, found[words]) for words in self.in_order(found)]

    @cached_property
    def _few(self) -> list[tuple[str, int]]:
        """The scales that several may be of, the longest first: several hundred thousand is of those."""
        scales = {words: size for words, size, _ in self._scales}
        more = {
            f"{hundred} {words}": 100 * size
            for hundred, number in scales.items()
            if number == 100
            for words, size in scales.items()
            if size >= 1000
        }
        return sorted((scales | more).items(), key=lambda each: -len(each[0]))

    @cached_property
    def ranges(self) -> tuple[Form, ...]:
        """The forms of a range."""
        found = []
        sure = self.data.get("between", ())
        for words in (*sure, *self.data.get("ranges", ())):
            opener, join, closer = (part.strip() for part in words.split("N"))
            spaced = r" ?" if not re.search(r"\w", join) or not self.spaced else " "
            # In Arabic "and" is written together with the number behind it.
            behind = " ?" if join in self.listed("joiners") and self.clitics else spaced
            joined = rf"{spaced}(?:{self.open(join)}){behind}"
            found.append(
                Form(
                    re.compile(f"(?:{self.phrase(opener)})[ $\u20ac]*$") if opener else None,
                    re.compile(f"[ ]?[%$\u20ac]?{joined}[$\u20ac\u00a3]?"),
                    re.compile(f" ?(?:{self.phrase(closer)})") if closer else None,
                    words in sure,
                )
            )
        return tuple(found)
