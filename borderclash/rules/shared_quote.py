"""Two sources have the same quote of ten words or more, and nothing says that they hang together."""

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from borderclash.comparing.origins import Lineage
from borderclash.model import Claim, Event, Question
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.text.folding import fold

NAME = "shared-quote"
SEVERITY: Severity = "information"
NEEDS = ("quote",)
LEAST_WORDS = 10


class _Carriers(NamedTuple):
    """The first claim with some words, and the sources and agencies of all claims that have them."""

    first: tuple[Event, Question, Claim]
    sources: set[str]
    agencies: set[str]


def check(material: Material) -> Iterator[Finding]:
    """Yield each claim with words that another source has as well, and that is not derived from it."""
    lineage = Lineage(material.dataset.sources)
    in_doubt = {id for id, fields in material.in_doubt("sources", "source").items() if "derived-from" in fields}
    carriers: dict[tuple[str, ...], _Carriers] = {}
    for event, question, claim in material.claims():
        if claim.quote is None or not claim.sources or not claim.faults.isdisjoint(("quote", "source", "via")):
            continue
        words = _words(claim.quote)
        if len(words) < LEAST_WORDS or not in_doubt.isdisjoint(claim.sources):
            continue
        known = carriers.setdefault(words, _Carriers((event, question, claim), set(), set()))
        sources = frozenset[str]().union(*map(lineage, claim.sources))
        agency = {fold(claim.via)} if claim.via else set()
        if known.sources and known.sources.isdisjoint(sources) and known.agencies.isdisjoint(agency):
            yield _finding(event, question, claim, known)
        known.sources.update(sources)
        known.agencies.update(agency)


def _words(quote: str) -> tuple[str, ...]:
    """Return the words of a quote without case and punctuation."""
    return tuple("".join(c if category(c)[0] in "LMN" else " " for c in fold(quote)).split())


def _finding(event: Event, question: Question, claim: Claim, known: _Carriers) -> Finding:
    first_event, first_question, first = known.first
    message = f"`{claim.sources[0]}` has the same quote as `{first.sources[0]}`: one may have it from the other"
    help = "if so, say it with `derived-from` on the source, or name the agency that both have it from with `via`"
    related = (("the same words are here", first_event.at_claim(first_question, first, "quote")),)
    return Finding(NAME, message, event.at_claim(question, claim, "quote"), help, SEVERITY, related)
