"""The figures that a saved text states, each as a claim that a person may choose to add.

What is not known from the text (the event, the question, often the party) is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from borderclash.entering.entry import Entry
from borderclash.entering.sentences import Clues, Sentence, Speakers, clues, sentences, value_of
from borderclash.quotes.judging import judge
from borderclash.quotes.phrases import WORD
from borderclash.quotes.qualifiers import Said
from borderclash.quotes.reading import figures
from borderclash.quotes.tables import Table, known, table
from borderclash.values import KINDS, Figure
from borderclash.values.base import Setting, Unreadable

# How many words behind a figure may name what it counts.
NOUNS = 5
# How far from its figure the word for what happened may stand, in characters.
ACT = 80
# Two words may stand between "not" and a figure that is denied.
_NEAR = rf"(?: {WORD}){{0,2}} ?$"
# A quote of fewer words is given the clause before it as well.
FEWEST = 4
YEARS = range(1000, 2101)
_WORD = re.compile(WORD)
_NEXT = re.compile(rf" ({WORD})")
_CLAUSE = re.compile(r"[,;:] |[\"\u201c\u201d()]| [\u2013\u2014-] |[\u3001\uff0c\uff1b\uff1a\u060c\u061b]")
_MARKS = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb.,;:!?()"
_BETWEEN = re.compile(r"[.;!?] ")


@dataclass(slots=True)
class _Found:
    """A figure of a sentence: its value, what it counts and what is said to have happened, with their places."""

    said: Said
    value: str
    unit: str = ""
    whose: str = ""
    act: str = ""
    label: str = ""
    measured: bool = False
    first: int = 0
    last: int = 0


@dataclass(slots=True)
class _Reading:
    """What is found in one sentence so far; *taken* are the words for what happened that have their figure."""

    sentence: Sentence
    table: Table
    clues: Clues
    found: list[_Found] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)


def suggest(text: str, language: str | None, parties: Mapping[str, str], source: str = "") -> list[Entry]:
    """Return the claims that a text may hold, in its order, each with the words that state its figure.

    *language* is that of the text (BCP 47), *parties* the names of parties by id, which are looked for in who is
    said to have said it. There are none in a language without a table.
    """
    code = known(language or "en")
    if code is None:
        return []
    own = table(code)
    words = clues(code)
    speakers = Speakers(words, parties)
    entries: dict[tuple[object, ...], Entry] = {}
    for sentence in sentences(text, own, words):
        speakers.hear(sentence)
        for each in _figures(_Reading(sentence, own, words)):
            entry = _entry(each, sentence, own, speakers, source)
            if entry is not None:
                answers = entry.answers
                same = tuple(answers.get(name) for name in ("value", "speaker", "subject", "unit", "label"))
                entries.setdefault(same, entry)
    return list(entries.values())


def _figures(reading: _Reading) -> list[_Found]:
    """Return the figures of a sentence that count something."""
    text = reading.sentence.spelled
    said = figures(text, reading.table)
    for number, each in enumerate(said):
        following = said[number + 1].start if number + 1 < len(said) else len(text)
        before = said[number - 1].end if number else 0
        if _is_none(reading, each):
            continue
        value = value_of(each, text[each.start : each.end])
        if value is None:
            continue
        found = _Found(each, value, first=each.start, last=each.end)
        if _measured(found, reading) or _counted(found, reading, before, following):
            reading.found.append(found)
    return reading.found


def _is_none(reading: _Reading, said: Said) -> bool:
    """Say whether a number is part of a date, an age, an address, an amount of money and the like."""
    text, clues = reading.sentence.spelled, reading.clues
    before, behind = text[max(0, said.start - 40) : said.start], text[said.end :]
    earlier = _unqualified(reading, max(0, said.start - ACT), said.start)
    if reading.table.words("negations", _NEAR).search(earlier):
        return True
    if (
        said.unsure
        or clues.words("ahead", r"[ #]?$").search(before)
        or before.endswith(("+", "#", "$", "\u20ac", "\u00a3", "\u00a5", "\u20b9"))
    ):
        return True
    if clues.behind.match(behind):
        return True
    written = text[said.start : said.end]
    if written[0].isdigit() and not reading.table.spaced:
        return False
    # A telephone number, a score, a postal code: other digits stand right beside it.
    if re.search(r"\d[-./: ]?$|[-./]$", before[-3:]) or re.match(r"[-./:]?\d| \d|[/]", behind):
        return True
    if written[0] == "0" and written != "0":
        return True
    year = len(written) == 4 and written.isdecimal() and int(written) in YEARS
    return year and (clues.words("before-years", " ?$").search(before) is not None or behind[:1] != " ")


def _measured(found: _Found, reading: _Reading) -> bool:
    """Take up a figure of kilometres and the like, and what is so long."""
    sentence, clues = reading.sentence, reading.clues
    match = clues.measures.match(sentence.spelled, found.said.end)
    if match is None:
        return False
    found.unit, found.measured, found.last = clues.measure(match), True, match.end()
    nouns: list[str] = []
    for word in _NEXT.finditer(sentence.spelled, match.end()):
        if word.start() != found.last or reading.table.words("stops").fullmatch(word[1]):
            break
        noun = sentence.original(word.start(1), word.end()).strip(_MARKS)
        if nouns and not noun[:1].isupper():
            break
        nouns.append(noun)
        found.last = word.end()
    found.label = " ".join(nouns)
    return True


def _counted(found: _Found, reading: _Reading, before: int, following: int) -> bool:
    """Take up what a figure counts and what happened; say whether that is enough for a claim."""
    said, text, clues = found.said, reading.sentence.spelled, reading.clues
    _noun(found, reading, following)
    one = found.value == "1"
    _act(found, reading, max(before, said.start - ACT), min(following, found.last + ACT))
    previous = reading.found[-1] if reading.found else None
    between = text[previous.last : said.start] if previous else ""
    linked = previous is not None and len(between) <= ACT and not _BETWEEN.search(between)
    others = bool(found.unit) and clues.words("others").fullmatch(clues.fold(found.unit)) is not None
    if others:
        found.unit = ""
    if (
        previous is not None
        and linked
        and not found.act
        and previous.act
        and _joined(reading, previous.last, said.start)
    ):
        # "Killed 20 soldiers and three civilians".
        found.act = previous.act
        found.first = min(found.first, previous.first)
    if found.unit:
        return not one or bool(found.act)
    rest = text[found.last :]
    if (
        previous is not None
        and linked
        and previous.unit
        and (others or found.act or clues.words("in").match(rest.lstrip()))
    ):
        # "Three explosions, two in the capital"; "killing 58 soldiers and injuring 30 others".
        found.unit, found.whose = previous.unit, previous.whose
        found.act = found.act or previous.act
        return True
    return bool(found.act) and not one


def _joined(reading: _Reading, first: int, start: int) -> bool:
    """Say whether no more than "and at least" stands between two figures."""
    rest = _unqualified(reading, first, start).strip(" ,")
    return not rest or reading.clues.words("joining").fullmatch(rest) is not None


def _noun(found: _Found, reading: _Reading, following: int) -> None:
    """Take up the words behind a figure that name what it counts."""
    sentence, clues, end = reading.sentence, reading.clues, found.said.end
    rest = sentence.spelled[end:following]
    if not reading.table.spaced:
        if match := clues.near_counted.match(rest):
            found.unit, found.last = match[1], end + match.end()
        return
    words: list[str] = []
    at = end
    for match in _WORD.finditer(rest):
        gap = sentence.spelled[at : end + match.start()]
        links = clues.words("linking").fullmatch(match[0]) is not None
        stops = reading.table.words("stops").fullmatch(match[0]) and (words or not links)
        if gap.strip(" -") or len(words) == NOUNS or stops:
            break
        at = end + match.end()
        written = sentence.original(end + match.start(), at).strip(_MARKS)
        if links and found.value == "1":
            # "One of the worst attacks".
            return
        if links:
            continue
        if clues.acts.fullmatch(match[0]):
            break
        words.append(written)
        lower = clues.data.get("capital-nouns") or not written[:1].isupper()
        if (clues.words("counted").fullmatch(match[0]) or found.value == "1") and lower:
            names = [word for word in words[:-1] if word[:1].isupper()]
            small = [word for word in words[:-1] if not word[:1].isupper()]
            found.unit, found.whose, found.last = " ".join([*small, written]), " ".join(names), at
            return


def _act(found: _Found, reading: _Reading, first: int, last: int) -> None:
    """Take up the word for what happened: the nearest before the figure that has none yet, or one behind it."""
    text, clues, said = reading.sentence.spelled, reading.clues, found.said
    before = [m for m in clues.acts.finditer(text, first, said.start) if m.start() not in reading.taken]
    if (
        not before
        or _BETWEEN.search(text, before[-1].end(), said.start)
        or (found.unit and _placed(reading, first, said.start))
    ):
        before = []
    behind = [m for m in clues.acts.finditer(text, said.end, last) if m.start() not in reading.taken][:1]
    # "One official told AFP that they were killed."
    apart = "," if found.value == "1" else "; "
    behind = [
        m
        for m in behind
        if not _BETWEEN.search(text, found.last, m.start()) and apart not in text[found.last : m.start()]
    ]
    match = before[-1] if before else behind[0] if behind else None
    if match is None:
        return
    reading.taken.add(match.start())
    found.act = clues.act(match)
    found.first, found.last = (
        min(found.first, match.start()),
        max(found.last, match.end() if behind and not before else 0),
    )
    if (
        before
        and not found.unit
        and (nouns := list(clues.words("counted").finditer(text, match.end(), said.start)))
    ):
        # "The death toll among soldiers rose to 18."
        found.unit = nouns[-1][0]
        words = reading.sentence.original(match.end(), nouns[-1].end()).split()
        found.whose = " ".join(word for word in words if word[:1].isupper())


def _placed(reading: _Reading, first: int, start: int) -> bool:
    """Say whether a figure tells where something happened: "fired at four points"."""
    return reading.clues.words("in", " ?$").search(_unqualified(reading, first, start)) is not None


def _unqualified(reading: _Reading, first: int, start: int) -> str:
    """Return what stands before a figure and its qualifier."""
    before = reading.sentence.spelled[first:start]
    qualifier = reading.table.before_pattern.search(before)
    return before[: qualifier.start() if qualifier else None]


def _entry(found: _Found, sentence: Sentence, own: Table, speakers: Speakers, source: str) -> Entry | None:
    """Return a figure as a claim; ``None`` where its words would not pass for the figure."""
    kind = "number" if found.measured else "count"
    try:
        figure = KINDS[kind].read(found.value, Setting(unit=found.unit or None))
    except Unreadable:
        # Half a soldier: what is counted is whole.
        return None
    quote = _quote(found, sentence)
    if not isinstance(figure, Figure):
        return None
    if judge(quote, figure, own) is not None:
        quote = sentence.text
        if judge(quote, figure, own) is not None:
            return None
    said = speakers.of(sentence, found.first, found.last)
    unit = found.unit if speakers.clues.data.get("capital-nouns") else found.unit.lower()
    space = " " if own.spaced else ""
    label = found.label if found.measured else space.join(filter(None, (unit, found.act)))
    answers = {
        "party": said.party,
        "stance": said.stance,
        "value": found.value,
        "subject": speakers.party(found.whose) if found.act else "",
        "hedge": speakers.hedge(sentence.spelled, found.first, found.last),
        "speaker": said.speaker,
        "attribution": said.attribution,
        "source": source,
        "quote": quote,
        "label": label[:1].upper() + label[1:],
        "kind": kind,
        "unit": unit,
    }
    return Entry({name: answer for name, answer in answers.items() if answer})


def _quote(found: _Found, sentence: Sentence) -> str:
    """Return the clause around a figure and what it says of it, to the letter."""
    text = sentence.text
    start = sentence.starts[found.first]
    # Without the comma that the last word has.
    end = len(text[: sentence.ends[found.last - 1]].rstrip(".,;:\u3001\uff0c\u060c"))
    cuts = [(match.start(), match.end()) for match in _CLAUSE.finditer(text)]
    # A comma may stand between a qualifier and its figure.
    first = max((stop for _, stop in cuts if stop <= start), default=0)
    last = min((begin for begin, _ in cuts if begin >= end), default=len(text))
    if len(text[first:last].split()) < FEWEST:
        first = max((stop for begin, stop in cuts if stop < first), default=0)
    return text[first:last].strip(" ,.;:")
