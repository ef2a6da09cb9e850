"""Who a sentence says has said it, and with which reservation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from borderclash.entering.sentences import Sentence
from borderclash.quotes.phrases import WORD, Phrases

# The words of a speaker with a title and an office; more are a clause.
MOST = 16
# The shortest beginning that two forms of a name share: Afghan, Afghanistan.
STEM = 5
_OPEN = re.compile(r"[;:\"\u2013\u2014]|(?<!\w)'|'(?!\w)")
_STOP = re.compile(r"[,;:\"\u2013.]")
_TRIMMED = ' .,;:"\u201c\u201d\u2018\u00ab\u00bb()\u2013\u2014'
_WORD = re.compile(r"[^\W\d_]+")


class Speaker(NamedTuple):
    """Who said it, as the text has it, the id of the party that this names, and how it is attributed."""

    speaker: str = ""
    party: str = ""
    attribution: str = ""
    stance: str = ""


class Speakers:
    """Finds who said something, by the words of a language and the names of the parties by id."""

    def __init__(self, clues: Phrases, parties: Mapping[str, str]) -> None:
        self.clues = clues
        self.parties = {id: self._words(f"{name} {id.replace('-', ' ')}") for id, name in parties.items()}
        self.last: tuple[int, str] = (-1, "")

    def of(self, sentence: Sentence, first: int, last: int) -> Speaker:
        """Return who said the words of a sentence from *first* to *last* of its spelling."""
        name = self._according(sentence) or self._saying(sentence, first)
        if self._is("pronouns", name):
            number, name = self.last
            name = name if number == sentence.paragraph else ""
        if self._is("unnamed", name):
            return Speaker(attribution="unattributed")
        return Speaker(name, self.party(name), stance=self._stance(sentence.spelled, first))

    def hear(self, sentence: Sentence) -> None:
        """Take up who speaks in a sentence, for the pronouns of those that follow."""
        name = self._according(sentence) or self._saying(sentence, len(sentence.spelled))
        if name and not self._is("pronouns", name):
            self.last = sentence.paragraph, name

    def _is(self, key: str, name: str) -> bool:
        return bool(name) and self.clues.words(key).fullmatch(self.clues.fold(name)) is not None

    def _stance(self, text: str, first: int) -> str:
        match = self.clues.words("denying").search(text, 0, first)
        return "denies" if match and not _STOP.search(text, match.end(), first) else ""

    def party(self, name: str) -> str:
        """Return the id of the one party that a text names, an empty one for none or several."""
        words = self._words(name)
        found = {
            id
            for id, own in self.parties.items()
            if any(_alike(word, each) for word in words for each in own if word not in ("the", "of"))
        }
        return found.pop() if len(found) == 1 else ""

    def hedge(self, text: str, first: int, last: int) -> str:
        """Return the word by which a text takes a figure back in part, if it stands in the same clause."""
        start = max((match.end() for match in re.finditer(r"[,;:.] ", text[:first])), default=0)
        match = self.clues.words("hedges").search(text, start, last)
        return match[0] if match else ""

    def _words(self, text: str) -> list[str]:
        return [word for word in _WORD.findall(self.clues.fold(text)) if len(word) > 1]

    def _according(self, sentence: Sentence) -> str:
        """Return whom a sentence names behind "according to"."""
        text = sentence.spelled
        for match in self.clues.words("according").finditer(text):
            stop = _STOP.search(text, match.end())
            name = self._name(sentence, match.end(), stop.start() if stop else len(text))
            if name and not self._is("nobody", name):
                return name
        return ""

    def _saying(self, sentence: Sentence, first: int) -> str:
        """Return the subject, or what stands behind it as one, of a word for saying."""
        text = sentence.spelled
        # Of several clauses, the one with the figure.
        left, right = text.rfind("; ", 0, first) + 1, text.find("; ", first)
        span = left, right if right > 0 else len(text)
        verbs = [match for key in ("denying", "said") for match in self.clues.words(key).finditer(text, *span)]
        for match in sorted(verbs, key=lambda verb: verb.start()):
            if self.clues.words("not-said").match(text, match.start()):
                continue
            behind = match.start() > first
            start = max((each.end() for each in _OPEN.finditer(text, left, match.start())), default=left)
            before = text[start : match.start()].rstrip()
            if before.endswith(",") and not behind:
                # "X, the spokesman, said".
                start, before = self._opened(text, start, before)
            elif "," in before:
                start += before.rindex(",") + 1
            name = self._name(sentence, start, start + len(text[start : match.start()].rstrip()))
            if not name and (behind or not before.strip(_TRIMMED)):
                stop = _STOP.search(text, match.end())
                name = self._name(sentence, match.end(), stop.start() if stop else len(text))
            if name:
                return name
        return ""

    def _opened(self, text: str, start: int, before: str) -> tuple[int, str]:
        """Return where a subject begins behind "On Sunday," and the like."""
        match = self.clues.words("openings").match(before.lstrip())
        comma = before.find(",")
        if match and comma < len(before) - 1:
            return start + comma + 1, before[comma + 1 :]
        return start, before

    def _name(self, sentence: Sentence, start: int, end: int) -> str:
        """Return a stretch as a name, without what leads it in and helps the verb; empty where it is none."""
        text = sentence.spelled
        if any(char.isdigit() for char in text[start:end]):
            # "One official, aged 45".
            end = start + text[start:end].find(",") if "," in text[start:end] else start
        words = list(re.finditer(WORD, text[start:end]))
        while words and self.clues.words("auxiliaries").fullmatch(words[-1][0]):
            words.pop()
        while words and self.clues.words("leading").fullmatch(words[0][0]):
            words.pop(0)
        if not words or len(words) > MOST or any(map(str.isdigit, text[start:end])):
            return ""
        if self.clues.words("no-names").fullmatch(words[0][0]):
            return ""
        return sentence.original(start + words[0].start(), start + words[-1].end()).strip(_TRIMMED)


def _alike(word: str, name: str) -> bool:
    """Say whether two words are forms of one: the same, or one begins the other."""
    if word == name:
        return True
    short, long = sorted((word, name), key=len)
    return len(short) >= STEM and long.startswith(short) and len(long) - len(short) <= STEM
