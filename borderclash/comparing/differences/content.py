"""What a claim says, without what means nothing: its place in the file, spacing, how a number is written."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import NamedTuple
from unicodedata import normalize

from borderclash.model import Claim, Question
from borderclash.text.folding import fold_or_none
from borderclash.values import KINDS

ON_RECORD = "on-record"


class Ids(NamedTuple):
    """The ids that were given anew: those of parties and of sources, old to new."""

    parties: Mapping[str, str]
    sources: Mapping[str, str]


SAME_IDS = Ids({}, {})


class Content(NamedTuple):
    """What one claim says, to compare by; ``value`` is what is shown, ``hidden`` tells withheld texts apart."""

    party: str
    stance: str
    value: str | tuple[str, ...] | None
    of: frozenset[str]
    hedge: str | None
    subject: str | None
    scope: str | None
    measure: str | None
    stated: str | None
    cut_off: str | None
    speaker: str | None
    attribution: str
    via: str | None
    source: frozenset[str]
    locator: str | None
    quote: str | None
    translation: str | None
    note: str | None
    id: str | None
    replaces: str | None
    restates: str | None
    withheld: frozenset[str]
    hidden: frozenset[tuple[str, str]]


# All that may be another in the same claim. A claim of another party is another claim.
FIELDS = Content._fields[1:]
# What the party says and when, by the names of the format; the other fields are how that is recorded.
SAID = frozenset({"stance", "value", "of", "hedge", "subject", "scope", "measure", "stated", "cut-off", "quote"})


def content(kind: str, claim: Claim, ids: Ids = SAME_IDS) -> Content:
    """Return the content of a claim on a question of *kind*, with the parties and sources named as in *ids*."""
    parties, sources = ids
    return Content(
        parties.get(claim.party, claim.party),
        claim.stance,
        _value(kind, claim),
        frozenset(parties.get(id, id) for id in claim.of),
        plain(claim.hedge),
        parties.get(claim.subject, claim.subject) if claim.subject else None,
        plain(claim.scope),
        plain(claim.measure),
        claim.stated,
        claim.cut_off,
        plain(claim.speaker),
        claim.attribution or ON_RECORD,
        plain(claim.via),
        frozenset(sources.get(id, id) for id in claim.sources if not claim.stand_in("sources")),
        plain(claim.locator),
        plain(claim.quote),
        plain(claim.translation),
        plain(claim.note),
        claim.id,
        claim.replaces,
        claim.restates,
        frozenset(claim.withheld),
        frozenset(claim.stand_ins),
    )


def answer(question: Question, claim: Claim) -> Hashable:
    """Return what a position says, to know another answer from the same once more: value, own measure, hedge."""
    value = _value(question.kind, claim)
    if claim.stance == "denies" and claim.reading is not None and KINDS[question.kind].affirms(claim.reading):
        value = None  # denying the question itself
    measure = fold_or_none(claim.measure)
    own_measure = None if measure == fold_or_none(question.measure) else measure or ""
    return claim.stance, value, own_measure, plain(claim.hedge)


def plain(text: str | None) -> str | None:
    """Return a text without what no reader sees: its line breaks, the number of its spaces, its Unicode form."""
    if text is None:
        return None
    text = " ".join(text.split())
    return text if text.isascii() else normalize("NFC", text)


def _value(kind: str, claim: Claim) -> str | tuple[str, ...] | None:
    if claim.reading is None:
        return None
    said = KINDS[kind].content(claim.reading)
    return plain(said) if isinstance(said, str) else tuple(sorted(plain(text) or "" for text in said))
