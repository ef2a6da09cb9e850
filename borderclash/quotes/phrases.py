"""The phrases of a language's table (`docs/quotes.md`), and the patterns that they are searched by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from borderclash.quotes.folding import fold

# What a figure may be said to be, in the order of the design.
CLASSES = ("exact", "at-least", "more-than", "at-most", "fewer-than", "about", "nearly", "range", "vague")
EXACTLY = frozenset({"exact"})
ABOUT = frozenset({"about"})
ROUGHLY = EXACTLY | ABOUT
# The vowel signs of Hindi are no letters to Python.
_HINDI = "\u0900-\u0963"
LETTER = rf"(?:[^\W\d_]|[{_HINDI}])"
WORD = r"[^\s\d,.;:!?()\"\u2013%]+"
# What stands in a phrase for any word, and for any number in digits.
_ANY = {"_": WORD, "#": r"\d+"}
# A pattern of no phrases.
NEVER = r"(?!)"


class Phrase(NamedTuple):
    """A qualifier: the words, and what they may say."""

    words: str
    classes: frozenset[str]


class Phrases:
    """How a language is written, and patterns of its phrases."""

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        self.data = data
        self.spaced: bool = data.get("spaces", True)
        self.turkish = language == "tr"
        self._start, self._end = self._word_edges() if self.spaced else ("", "")
        self._lists: dict[tuple[str, str], re.Pattern[str]] = {}

    def _word_edges(self) -> tuple[str, str]:
        """Return the patterns of where a word begins and ends."""
        if re.search(f"[{_HINDI}]", str(self.data.get("scales"))):
            return rf"(?<![^\W\d_])(?<![{_HINDI}])", rf"(?![^\W\d_])(?![{_HINDI}])"
        return r"(?<![^\W\d_])", r"(?![^\W\d_])"

    def fold(self, text: str) -> str:
        """Return a text in the spelling of the table."""
        return fold(text, self.turkish)

    def listed(self, key: str) -> tuple[str, ...]:
        """Return the phrases in a list of the table."""
        return tuple(self.data.get(key, ()))

    def words(self, key: str, end: str = "") -> re.Pattern[str]:
        """Return the pattern of a list of the table."""
        found = self._lists.get((key, end))
        if found is None:
            found = self._lists[key, end] = re.compile(f"(?:{self.pattern(self.listed(key))}){end}")
        return found

    def phrase(self, words: str) -> str:
        """Return the pattern of one phrase: ``*`` is any letters, ``a|b`` either, ``(a)`` may be absent."""
        start, end = self._edges(words)
        return f"{start}(?:{self._inner(words)}){end}"

    def open(self, words: str, suffixes: str = "") -> str:
        """Return the pattern of one phrase that need not begin a word; one of *suffixes* may follow."""
        end = self._edges(words)[1]
        return f"(?:{self._inner(words)})" + (f"(?=(?:{suffixes})?{end})" if suffixes and end else end)

    def _inner(self, words: str) -> str:
        text, begun = "", False
        for token in self.fold(words).split():
            optional = token.startswith("(") and token.endswith(")")
            choices = (token[1:-1] if optional else token).split("|")
            inner = "|".join(_ANY.get(each) or re.escape(each).replace(r"\*", f"{LETTER}*") for each in choices)
            inner = f"(?:{inner})" if len(choices) > 1 else inner
            if optional:
                text += f"(?: {inner})?" if begun else f"(?:{inner} )?"
            else:
                text += f" {inner}" if begun else inner
                begun = True
        return text

    def _edges(self, words: str) -> tuple[str, str]:
        """Return what a phrase begins and ends with: the edge of a word, or nothing."""
        begins = re.match(LETTER, words.lstrip("(*-"))
        ends = re.search(rf"(?:{LETTER}|[)*])$", words)
        return (self._start if begins and words[0] != "-" else ""), (self._end if ends else "")

    def pattern(self, phrases: Iterable[str]) -> str:
        """Return a pattern of any of these phrases."""
        return self.alternatives(self.in_order(set(phrases)), "{}")

    def in_order(self, phrases: Iterable[str]) -> list[str]:
        """Return phrases in the order of `alternatives`: those of whole words first, then the longest."""
        edges = {words: self._edges(words) for words in phrases}
        return sorted(edges, key=lambda words: (*(not edge for edge in edges[words]), -len(words), words))

    def alternatives(self, phrases: Iterable[str], group: str = "({})", clitics: str = "") -> str:
        """Return a pattern of phrases in their order, each in a group; edges of words are looked for once."""
        kinds: dict[tuple[str, str], list[str]] = {}
        for words in phrases:
            kinds.setdefault(self._edges(words), []).append(group.format(self._inner(words)))
        patterns = (
            f"{start}{clitics if start else ''}(?:{'|'.join(found)}){end}" for (start, end), found in kinds.items()
        )
        return "|".join(patterns) or NEVER
