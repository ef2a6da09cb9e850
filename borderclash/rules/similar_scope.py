"""Two scopes, or two measures, of one question that differ by a letter or two, or only by punctuation."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal
from unicodedata import category

from borderclash.model import Event, Question
from borderclash.problems import Finding, Pointer, Severity
from borderclash.rules.base import Material
from borderclash.text.folding import fold

NAME = "similar-scope"
SEVERITY: Severity = "warning"
NEEDS = ("scope", "measure")
Field = Literal["scope", "measure"]

# A longer text is a sentence, and no slip of the keyboard.
LONGEST = 100
# In a word of so many letters, so many may differ. In a shorter one a letter makes another word; in a longer one
# two letters would take too long to look for.
SLIPS = ((17, 1), (8, 2), (5, 1))
COMPASS = re.compile("north|south|east|west")
# Numerals count on, they are not misspelt.
NUMERAL = re.compile(r".*\d.*|[ivxlcdm]+")
# Names a letter or two apart, of different places.
DIFFERENT = {
    frozenset(pair.split())
    for pair in ("paktia paktika", "niger nigeria", "austria australia", "slovakia slovenia", "guinea guiana")
}


def check(material: Material) -> Iterator[Finding]:
    fields: tuple[Field, ...] = ("scope", "measure")
    for event, question in material.questions():
        for field in fields:
            declared = len(question.parts) if field == "scope" else 0
            if len({getattr(claim, field) for claim in question.all_claims}) + declared > 1:
                yield from _of_question(event, question, field)


def _of_question(event: Event, question: Question, field: Field) -> Iterator[Finding]:
    places = _first_places(event, question, field)
    for text, other in _alike(list(places)).items():
        message = f"the {field} `{text}` is written almost like `{other}`, and counts as another one"
        help = "write both the same way if they mean the same, else word them further apart"
        yield Finding(NAME, message, places[text], help, SEVERITY, (("the other is here", places[other]),))


def _first_places(event: Event, question: Question, field: Field) -> dict[str, Pointer]:
    """Return each text of the field, parts among the scopes, with the place where it stands first."""
    places: dict[str, tuple[str, Pointer]] = {}
    own = getattr(question, field)
    if own is not None:
        places[fold(own)] = own, event.at("questions", question.id, field)
    for number, part in enumerate(question.parts if field == "scope" else ()):
        places.setdefault(fold(part), (part, event.at("questions", question.id, "parts", number)))
    for claim in question.all_claims:
        text = getattr(claim, field)
        if text is not None and fold(text) not in places:
            places[fold(text)] = text, event.at_claim(question, claim, field)
    return dict(places.values())


def _alike(texts: Sequence[str]) -> dict[str, str]:
    alike: dict[str, str] = {}
    squeezed: dict[str, str] = {}
    # The texts that are the same but for one word, by the others; only in these a slip is looked for.
    neighbours: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for text in texts:
        words = _words(text)
        first = squeezed.setdefault(_squeezed(words), text)
        if first != text and words:
            alike[text] = first
        if len(text) <= LONGEST:
            for number, word in enumerate(words):
                neighbours[(*words[:number], "", *words[number + 1 :])].append((word, text))
    for group in neighbours.values():
        if len(group) > 1:
            for text, other in _misspelt_in(group).items():
                alike.setdefault(text, other)
    return alike


def _words(text: str) -> list[str]:
    """Return the words of a text without their punctuation; marks belong to letters, and signs mean something."""
    return "".join(c if category(c)[0] in "LMNS" else " " for c in fold(text)).split()


def _squeezed(words: list[str]) -> str:
    """Return the words without spaces, but for those between digits: 1 to 2 is not 12."""
    return re.sub(r"(?<!\d) | (?!\d)", "", " ".join(words))


def _misspelt_in(group: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return each text whose word is an earlier text's word misspelt, with that text.

    Such words come out the same once a letter or two are left out of each, so that not every word has to be held
    against every other.
    """
    alike: dict[str, str] = {}
    firsts: dict[str, tuple[str, str]] = {}
    for word, text in group:
        for short in _shortened(word):
            other, earlier = firsts.setdefault(short, (word, text))
            if text not in alike and other != word and _misspelt(word, other):
                alike[text] = earlier
    return alike


def _shortened(word: str) -> set[str]:
    """Return the word, and what is left of it without as many letters, other than the first, as may differ."""
    left = {word}
    if not NUMERAL.fullmatch(word):
        for _ in range(_slips(len(word))):
            left |= {short[:at] + short[at + 1 :] for short in left for at in range(1, len(short))}
    return left


def _slips(letters: int) -> int:
    return next((slips for least, slips in SLIPS if letters >= least), 0)


def _misspelt(a: str, b: str) -> bool:
    """Say whether two words are so alike that one is likely the other misspelt."""
    if a[0] != b[0] or COMPASS.sub("", a) == COMPASS.sub("", b) or frozenset((a, b)) in DIFFERENT:
        return False
    return 0 < _distance(a, b) <= _slips(min(len(a), len(b)))


def _distance(a: str, b: str) -> int:
    """Return how many letters were added, left out, changed or swapped with the next between two words."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a):
        above, row = row, [i + 1]
        for j, other in enumerate(b):
            least = min(above[j + 1] + 1, row[j] + 1, above[j] + (letter != other))
            if i and j and letter == b[j - 1] and a[i - 1] == other:
                least = min(least, before[j - 1] + 1)
            row.append(least)
        before = above
    return row[-1]
