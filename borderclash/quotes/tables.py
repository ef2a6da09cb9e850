"""The tables of the languages (`docs/quotes.md`), one TOML file each, loaded where a quote is looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from borderclash.quotes.number_table import NumberTable
from borderclash.quotes.phrases import LETTER, NEVER, WORD, Phrase
from borderclash.quotes.quick import NO_MARKS, QuickLook, Words

# What stands apart between a qualifier and its number: "at least, he said, 18".
_ASIDE = r"(?:,|,? ?\([^()\d]{1,40}\)|, [^\d,;.!?]{1,40},| \u2013 [^\d\u2013;.!?]{1,40} \u2013)"
_SYMBOLS = r"us\$|[$\u20ac\u00a3\u00a5\u20b9\"(\[]"
HERE = Path(__file__).parent


class Table(NumberTable):
    """What one language has to say of figures."""

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        super().__init__(language, data)
        self._beside: dict[tuple[str, str], re.Pattern[str]] = {}

    def spelled(self, text: str) -> str:
        """Return a text in the spelling of the table, with a sign for per cent, whose hundred is no number."""
        text = self.fold(text)
        return self._percent.sub("%", text) if self._percent else text

    @cached_property
    def _percent(self) -> re.Pattern[str] | None:
        return self.words("percent") if self.listed("percent") else None

    @cached_property
    def before(self) -> tuple[Phrase, ...]:
        """The qualifiers that stand before a number."""
        return self._qualifiers("before")

    @cached_property
    def after(self) -> tuple[Phrase, ...]:
        """The qualifiers that stand behind a number and what is counted."""
        return self._qualifiers("after")

    @cached_property
    def adverbs(self) -> tuple[Phrase, ...]:
        """The qualifiers behind a number that other words may make say something else."""
        return self._qualifiers("adverbs")

    def _qualifiers(self, section: str) -> tuple[Phrase, ...]:
        found = {
            words: Phrase(words, frozenset(classes.split(" or ")))
            for classes, phrases in self.data.get(section, {}).items()
            for words in phrases
        }
        # What is grown together with the number stands last, so that the others have the first groups.
        order = sorted(self.in_order(found), key=lambda words: words[0] == "-")
        return tuple(found[words] for words in order)

    def beside(self, section: str, qualifier: str) -> re.Pattern[str]:
        """Return what stands behind or before this qualifier where it says something else (``unless``)."""
        found = self._beside.get((section, qualifier))
        if found is None:
            others = [
                pattern
                for words, patterns in self.data.get(section, {}).items()
                if re.fullmatch(self.phrase(words), qualifier)
                for pattern in patterns
            ]
            around = "(?:{}) ?$" if section == "unless" else "[ -]?(?:{})"
            found = self._beside[section, qualifier] = re.compile(around.format(self.pattern(others)))
        return found

    @cached_property
    def before_pattern(self) -> re.Pattern[str]:
        """What ends in a qualifier of the figure that follows; the number of its group is its place, from 1."""
        clitics = f"[{self.clitics}]?" if "clitics" in self.data else ""
        fillers = self.pattern(self.listed("fillers"))
        groups = self.alternatives((each.words for each in self.before), clitics=clitics)
        return re.compile(rf"(?:{groups}){_ASIDE}?(?: ?(?:{_SYMBOLS}|{fillers}))* ?$")

    @cached_property
    def at_once_pattern(self) -> re.Pattern[str]:
        """Qualifiers grown together with the number: ``200+``, ``40'tan az``."""
        groups = (
            f"(['-]?{self.open(each.words[1:])})" if each.words[0] == "-" else "(?!)()" for each in self.after
        )
        return re.compile("|".join(groups) or NEVER)

    @cached_property
    def after_pattern(self) -> re.Pattern[str]:
        """Qualifiers behind the number and what is counted."""
        apart = [each.words for each in self.after if each.words[0] != "-"]
        comma = ",?" if self.spaced else ""
        return re.compile(rf"{self._gap}{comma} ?(?:{self.alternatives(apart)})")

    @cached_property
    def adverb_pattern(self) -> re.Pattern[str]:
        """The same of qualifiers that may be set off by commas; the first group is the comma before it."""
        groups = self.alternatives(each.words for each in self.adverbs)
        return re.compile(rf"{self._gap}(,)? ?(?:{groups})")

    @cached_property
    def _gap(self) -> str:
        """What may stand between a number and what qualifies it from behind: a few words of what is counted."""
        most = self.data.get("gap", 2)
        if not self.spaced:
            return rf"[^\s\d,.;:!?()]{{0,{most}}}?"
        stops = self.pattern(self.listed("stops"))
        suffix = rf"'{LETTER}+" if self.turkish else NEVER
        return rf"(?: ?%|{suffix}|-{LETTER}+)?(?: (?!{stops}){WORD}){{0,{most}}}?"

    def hinted(self, text: str) -> bool:
        """Say whether a text has any word that a qualifier may be made of, so that one may be overlooked there."""
        if not self.spaced:
            return bool(self._hints.search(text))
        return self._hint_words.any_in(text.replace("-", " ").translate(NO_MARKS).split())

    @cached_property
    def _hints(self) -> re.Pattern[str]:
        return re.compile(self.pattern(self._hint_parts))

    @cached_property
    def _hint_words(self) -> Words:
        return Words(self.fold(word) for part in self._hint_parts for word in part.split("|") if " " not in word)

    @cached_property
    def _hint_parts(self) -> set[str]:
        shortest = 4 if self.spaced else 1
        parts = {
            part
            for each in (*self.before, *self.after, *self.adverbs)
            for token in each.words.lstrip("-").split()
            for part in token.strip("()").split("|")
            if len(part.strip("*'.")) >= shortest and part not in self.data.get("plain", ())
        }
        return parts.union(self.listed("hints"))

    @cached_property
    def sample(self) -> str:
        """Some words of the language, which show its script."""
        return "".join(words for phrases in self.data.get("scales", {}).values() for words in phrases)

    @cached_property
    def quick(self) -> QuickLook:
        """The first look at a quote, before any pattern is made."""
        return QuickLook(
            self, (each.words for each in self.before), (each.words for each in (*self.after, *self.adverbs))
        )


@cache
def table(language: str) -> Table:
    """Return the table of a known language."""
    # Imported here: most data have no quote that is looked at.
    import tomllib

    return Table(language, tomllib.loads(_file(language).read_text(encoding="utf-8")))


def all_tables() -> tuple[Table, ...]:
    """Return the tables of all languages."""
    return tuple(table(file.stem) for file in sorted(HERE.glob("*.toml")))


@cache
def known(tag: str) -> str | None:
    """Return the language of a BCP 47 tag if there is a table of it."""
    language = tag.lower().replace("_", "-").partition("-")[0]
    return language if language.isalpha() and language.isascii() and _file(language).is_file() else None


def _file(language: str) -> Path:
    return HERE / f"{language}.toml"
