"""The sentences of a saved text, each in the spelling of a language's table and with the places of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from borderclash.quotes.phrases import Phrases
from borderclash.quotes.tables import Table

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
