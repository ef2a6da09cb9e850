"""The id of a source or of a claim has a name in it that is withheld."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from urllib.parse import urlsplit

from borderclash.model import Claim, Event, Question, Source
from borderclash.problems import Finding, Pointer, Severity
from borderclash.rules.base import Material, declarations
from borderclash.text.slugs import words_of

NAME = "telling-id"
SEVERITY: Severity = "warning"
NEEDS = ("withheld",)
# Shorter words are articles, initials and the like.
SHORTEST, SHORTEST_OF_TITLE = 3, 4
# A shorter name may be in a word by chance.
SHORTEST_IN_WORD = 5
# So many words of a title in an id are no chance.
OF_TITLE = 2
# Words of offices and of documents, which many have.
COMMON = frozenset(
    (
        "agency and army article bureau channel chief commander council daily department doctor field for "
        "force forces foreign from general gov government hospital info int interior interview leak leaked "
        "letter mayor media memo minister ministry net news newspaper nurse office officer official orders "
        "org paper police president press radio report reports soldier source spokesman spokesperson "
        "spokeswoman staff state statement television the unit with witness www "
    ).split()
)
HELP = "give it an id that tells nothing, such as {noun}-1; ids are shown in every output"
_NAME = re.compile(r"[^\W\d_][^\s,;()]*")


def check(material: Material) -> Iterator[Finding]:
    sources = material.dataset.sources
    places = {id: place for id, _, place in declarations(material, "sources")}
    told: set[str] = set()
    known = _known_of_all(material) if any(source.withheld for source in sources.values()) else set()
    for id, source in sources.items():
        if source.withheld and id in places and _tells(id, source, known):
            told.add(id)
            yield _finding("source", id, places[id]._replace(at="key"))
    for event, question, claim in material.claims():
        if not claim.withheld:
            continue
        names = _names_of(claim, sources, _known(material, event, question))
        if claim.id and _names_in(claim.id, names):
            yield _finding("claim", claim.id, event.at_claim(question, claim, "id"))
        for id in () if "source" in claim.withheld else claim.sources:
            if id in places and id not in told and _names_in(id, names):
                told.add(id)
                yield _finding("source", id, places[id]._replace(at="key"))


def _finding(noun: str, id: str, place: Pointer) -> Finding:
    message = f"the id `{id}` has a name in it that is withheld"
    return Finding(NAME, message, place, HELP.format(noun=noun), SEVERITY)


def _words(id: str) -> set[str]:
    return set(id.split("-"))


def _names_in(id: str, names: Set[str]) -> bool:
    """Say whether an id has a name in it: as a word, or at the beginning or end of one."""
    words = _words(id)
    long = tuple(name for name in names if len(name) >= SHORTEST_IN_WORD)
    return not names.isdisjoint(words) or any(word.startswith(long) or word.endswith(long) for word in words)


def _tells(id: str, source: Source, known: Set[str]) -> bool:
    """Say whether the id of a source has a name that it withholds, or words of its title or address.

    Those that are *known* in any case tell nothing.
    """
    words = _words(id)
    names: set[str] = set()
    if "author" in source.withheld and source.author:
        names |= _distinct(_NAME.findall(source.author))
    if "publisher" in source.withheld and source.publisher:
        names |= _distinct(source.publisher.split()) | {"".join(words_of(source.publisher))}
    if "url" in source.withheld and source.url:
        names |= _distinct((urlsplit(source.url).hostname or "").split(".")[:-1])
    if _names_in(id, names - known):
        return True
    title = source.title if "title" in source.withheld else None
    address = urlsplit(source.url or "").path if "url" in source.withheld else ""
    return any(len(_telling(text) & words - known) >= OF_TITLE for text in (title or "", address))


def _telling(text: str) -> set[str]:
    return {word for word in words_of(text) if len(word) >= SHORTEST_OF_TITLE and not word.isdigit()} - COMMON


def _names_of(claim: Claim, sources: Mapping[str, Source], known: set[str]) -> set[str]:
    """Return the words of what a claim withholds, but for those that readers know of the event in any case."""
    names: set[str] = set()
    if "speaker" in claim.withheld and claim.speaker:
        # A name begins with a capital.
        names |= _distinct(word for word in _NAME.findall(claim.speaker) if not word[:1].islower())
    if "source" in claim.withheld:
        names |= _distinct(_NAME.findall(claim.via or ""))
        for source in filter(None, map(sources.get, claim.sources)):
            names |= _distinct((source.publisher or "").split()) | _distinct(_NAME.findall(source.author or ""))
    return names - known


def _known(material: Material, event: Event, question: Question) -> set[str]:
    """Return the words that readers are told in any case: of the parties, the event and the question."""
    texts = (*_of_parties(material), *_of_event(event), question.id, question.label)
    return {word for text in texts for word in words_of(text)}


def _known_of_all(material: Material) -> set[str]:
    of_events = (text for event in material.dataset.events for text in _of_event(event))
    return {word for text in (*_of_parties(material), *of_events) for word in words_of(text)}


def _of_parties(material: Material) -> list[str]:
    return [text for party in material.dataset.parties.values() for text in (party.id, party.name)]


def _of_event(event: Event) -> tuple[str, ...]:
    return event.id, event.title, event.place or ""


def _distinct(words: Iterable[str]) -> set[str]:
    """Return words as an id has them, without those that many have."""
    parts = (part for word in words for part in words_of(word))
    return {part for part in parts if len(part) >= SHORTEST and not part.isdigit()} - COMMON
