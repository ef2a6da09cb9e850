"""Two sources have the same quote of ten words or more, and nothing says that they hang together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from unicodedata import category

from borderclash.model import Claim, Event, Question
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.text.folding import fold

if TYPE_CHECKING:
    from borderclash.comparing.origins import Lineage

NAME = "shared-quote"
SEVERITY: Severity = "information"
NEEDS = ("quote",)
LEAST_WORDS = 10
_UNSPACED = "[\u3040-\u30ff\u3400-\u9fff]"


_Place = tuple[Event, Question, Claim]


def check(material: Material) -> Iterator[Finding]:
    # The rule only informs: what tells which sources hang together is loaded where it is asked for.
    from borderclash.comparing.origins import Lineage

    lineage = Lineage(material.dataset.sources)
    in_doubt = {id for id, fields in material.in_doubt("sources", "source").items() if "derived-from" in fields}
    of_words: dict[tuple[str, ...], list[_Place]] = defaultdict(list)
    for event, question, claim in material.claims():
        if claim.quote is None or not claim.sources or not claim.faults.isdisjoint(("quote", "source", "via")):
            continue
        words = _words(claim.quote)
        if _length(words) >= LEAST_WORDS and in_doubt.isdisjoint(claim.sources):
            of_words[words].append((event, question, claim))
    for places in of_words.values():
        if len(places) > 1:
            yield from _of_words(places, lineage)


def _of_words(places: Sequence[_Place], lineage: Lineage) -> Iterator[Finding]:
    from borderclash.comparing.origins import origins

    groups = origins([claim for _, _, claim in places], lineage).groups
    group_of = {id: number for number, group in enumerate(groups) for id in group.sources}
    seen: set[int] = set()
    for event, question, claim in places:
        found = {group_of[id] for id in claim.sources}
        if seen and seen.isdisjoint(found):
            yield _finding(event, question, claim, places[0])
        seen |= found


def _words(quote: str) -> tuple[str, ...]:
    return tuple("".join(c if category(c)[0] in "LMN" else " " for c in fold(quote)).split())


def _length(words: tuple[str, ...]) -> int:
    """Return how many words there are; Chinese and Japanese set none apart, and have two characters to a word."""
    return sum(max(1, len(re.findall(_UNSPACED, word)) // 2) for word in words)


def _finding(event: Event, question: Question, claim: Claim, known: _Place) -> Finding:
    first_event, first_question, first = known
    message = f"`{claim.sources[0]}` has the same quote as `{first.sources[0]}`: one may have it from the other"
    help = "if so, say it with `derived-from` on the source, or name the agency that both have it from with `via`"
    related = (("the same words are here", first_event.at_claim(first_question, first, "quote")),)
    return Finding(NAME, message, event.at_claim(question, claim, "quote"), help, SEVERITY, related)
