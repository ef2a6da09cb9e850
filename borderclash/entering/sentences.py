"""The sentences of a saved text: the words around a figure, who says it, and what a claim file takes for it.

Each is in the spelling of a language's table, with the places of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import NamedTuple

from borderclash.quotes.phrases import NEVER, WORD, Phrases
from borderclash.quotes.qualifiers import Said
from borderclash.quotes.tables import Table, table
from borderclash.values import Number


class Clues(Phrases):
    """The section ``suggestions`` of a table. Patterns are made when they are first asked for."""

    def __init__(self, own: Table) -> None:
        written = {key: own.data[key] for key in ("spaces", "scales") if key in own.data}
        super().__init__(own.language, {**written, **own.data.get("suggestions", {})})

    @cached_property
    def acts(self) -> re.Pattern[str]:
        """What may have happened to what is counted: each group is of one kind."""
        kinds = self.data.get("acts", {}).values()
        return re.compile("|".join(f"({self.pattern(words)})" for words in kinds) or NEVER)

    def act(self, match: re.Match[str]) -> str:
        """Return the name of what happened."""
        return tuple[str, ...](self.data["acts"])[(match.lastindex or 1) - 1]

    @cached_property
    def behind(self) -> re.Pattern[str]:
        """What stands behind a number that counts nothing of an event: years, money, o'clock."""
        return re.compile(rf" ?[%\u00b0$\u20ac\u00a3\u00a5\u20b9]|[- ]?(?:{self.pattern(self.listed('behind'))})")

    @cached_property
    def measures(self) -> re.Pattern[str]:
        """The units of measures, a group each."""
        kinds = self.data.get("measures", {}).values()
        return re.compile(rf"[- ]?(?:{'|'.join(f'({self.pattern(words)})' for words in kinds) or NEVER})")

    def measure(self, match: re.Match[str]) -> str:
        """Return the unit of a measure."""
        return tuple[str, ...](self.data["measures"])[(match.lastindex or 1) - 1]

    @cached_property
    def near_counted(self) -> re.Pattern[str]:
        """What is counted, behind a number in a language without spaces."""
        return re.compile(rf"[^,.;:!?\d]{{0,8}}?({self.pattern(self.listed('counted'))})")


@cache
def clues(language: str) -> Clues:
    """Return those of a language that has a table."""
    return Clues(table(language))


# Lines of this length at most are those of a text that was broken to a width.
WRAPPED = 120
# What is longer is no sentence: a table, a menu, a list without marks.
LONGEST = 1_000
_END = re.compile(
    r"[.!?\u2026\u061f\u06d4\u0964]+[\"'\u2019\u201d\u00bb)\]]*\s+(?=[\"'\u2018\u201c\u00ab(\[\u00bf\u00a1]*[^a-z\s])"
    r"|[\u3002\uff01\uff1f]+[\"\u201d\u300d\u300f]*\s*"
)
_INITIAL = re.compile(r"(?:^|[^\w.])[^\W\d_](?:\.[^\W\d_])*\.$")
_BLANK = re.compile(r"\n[ \t]*\n")
_PART = re.compile(r"\S+")
_SIGN = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in the text, how the table spells it, and where each of those signs comes from.

    ``ends`` are the places behind the word that each sign belongs to. ``paragraph`` counts from 0.
    """

    text: str
    spelled: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    paragraph: int

    def original(self, start: int, end: int) -> str:
        """Return the text, in whole words, of a stretch of the spelling."""
        return self.text[self.starts[start] : self.ends[end - 1]] if start < end else ""


def sentences(text: str, table: Table, clues: Phrases) -> Iterator[Sentence]:
    """Yield the sentences of a text; ``clues`` knows the abbreviations that end in a full stop."""
    for number, paragraph in enumerate(_paragraphs(text)):
        for words in _parted(paragraph, clues):
            if len(words) <= LONGEST and (sentence := _spelled(words, table, number)):
                yield sentence


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs, each in one line: blank lines part them, and line ends where lines are not broken."""
    lines = text.splitlines()
    wrapped = any(lines) and max(map(len, lines)) <= WRAPPED
    for block in _BLANK.split("\n".join(lines)):
        for part in [block] if wrapped else block.split("\n"):
            if line := " ".join(part.split()):
                yield line


def _parted(paragraph: str, clues: Phrases) -> Iterator[str]:
    at = 0
    for match in _END.finditer(paragraph):
        before = paragraph[max(0, match.start() - 20) : match.start() + 1]
        if before.endswith(".") and (
            (before[-2:-1].isdigit() and clues.data.get("ordinals-end-in-a-stop"))
            or _INITIAL.search(before)
            or clues.words("abbreviations", "$").search(clues.fold(before))
        ):
            continue
        yield paragraph[at : match.end()].strip()
        at = match.end()
    if rest := paragraph[at:].strip():
        yield rest


def _spelled(text: str, table: Table, paragraph: int) -> Sentence | None:
    """Return a sentence with the places of its signs, ``None`` where the spelling cannot be followed."""
    spelled, starts, ends = "", list[int](), list[int]()
    for match in (_PART if table.spaced else _SIGN).finditer(text):
        folded = table.fold(match[0])
        if not folded:
            continue
        if spelled and (table.spaced or text[match.start() - 1].isspace()):
            folded = f" {folded}"
        spelled += folded
        starts += [match.start()] * len(folded)
        ends += [match.end()] * len(folded)
    at, parts, kept = 0, list[str](), list[int]()
    for match in table.words("percent").finditer(spelled) if table.listed("percent") else ():
        parts += [spelled[at : match.start()], "%"]
        kept += [*range(at, match.start()), match.start()]
        at = match.end()
    spelled, kept = "".join([*parts, spelled[at:]]), [*kept, *range(at, len(spelled))]
    if table.spelled(spelled) != spelled:
        return None
    return Sentence(text, spelled, tuple(starts[i] for i in kept), tuple(ends[i] for i in kept), paragraph)


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


_FORMS = {
    "exact": "{}",
    "at-least": "at least {}",
    "more-than": "more than {}",
    "at-most": "at most {}",
    "fewer-than": "fewer than {}",
    "about": "about {}",
    "nearly": "nearly {}",
}
_VAGUE = {
    12: "dozens",
    20: "scores",
    100: "hundreds",
    1_000: "thousands",
    10_000: "tens of thousands",
    100_000: "hundreds of thousands",
    1_000_000: "millions",
}
_SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_PLAIN = re.compile(r"[\d.,' \u066b\u066c-]+")
# Digits behind the point of what is told in millions.
_EXACT = 3


def value_of(said: Said, written: str) -> str | None:
    """Return the value of a figure, which stands so in the text; ``None`` where it may be read in several ways."""
    if said.vague:
        return _VAGUE.get(said.vague)
    scaled = _PLAIN.fullmatch(written) is None
    low, high = _one(said.lows), _one(said.highs)
    if low is None or high is None:
        # The scale may stand only at the upper end: 2 to 3 million.
        low, high = max(said.lows, default=None), _one(said.highs)
        if low is None or high is None or said.single:
            return None
    if not said.single:
        return f"{_number(low, scaled)} to {_number(high, scaled)}"
    # What may also be exact is so of every other figure but a dozen.
    roughly = said.classes == {"exact", "about"}
    classes = ["about"] if roughly else [each for each in _FORMS if each in said.classes]
    return _FORMS[classes[0]].format(_number(low, scaled)) if classes else None


def _one(values: frozenset[Number]) -> Number | None:
    return next(iter(values)) if len(values) == 1 else None


def _number(number: Number, scaled: bool) -> str:
    """Return a number; one that was written with a scale is rounded, and is written so again."""
    if scaled:
        for size, word in _SCALES:
            shown = Decimal(number) / size
            if shown >= 1 and round(shown, _EXACT) == shown:
                return f"{shown.normalize():f} {word}"
    return f"{number:,}"
