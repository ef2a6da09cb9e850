"""The figure of a claim without a quote is not in the saved text of its source."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from borderclash.model import Claim, Event, Question
from borderclash.problems import Finding, Severity
from borderclash.reading.snapshots import Snapshot
from borderclash.rules.base import Material, saved_by_source
from borderclash.rules.spoken import DEFAULT, Spoken, is_latin
from borderclash.values import Number

NAME = "figure-not-in-snapshot"
SEVERITY: Severity = "warning"
NEEDS = ("snapshot",)
# Smaller ones stand in any text, or are told without a number: nobody, a soldier, both.
LEAST = 3
# What of a text is looked at to tell its script.
SAMPLE = 2_000


class _Wanted(NamedTuple):
    event: Event
    question: Question
    claim: Claim
    figures: frozenset[Number]
    held: tuple[Snapshot, ...]


def check(material: Material) -> Iterator[Finding]:
    wanted = list(_wanted(material))
    if not wanted:
        return
    missing = _missing(wanted)
    for each in wanted:
        lacking = each.figures.intersection(*(missing[snapshot.id] for snapshot in each.held))
        if lacking:
            figure = " and ".join(f"{value:,}" for value in sorted(lacking))
            names = " or ".join(f"`{snapshot.source['snapshot']}`" for snapshot in each.held)
            message = f"the figure of `value`, {figure}, does not occur in the snapshot {names}"
            help = "correct the figure or the source, or quote the words that it follows from"
            related = tuple(("the snapshot is named here", snapshot.pointer) for snapshot in each.held)
            place = each.event.at_claim(each.question, each.claim, "value")
            yield Finding(NAME, message, place, help, SEVERITY, related)


def _wanted(material: Material) -> Iterator[_Wanted]:
    """Yield the claims without a quote of which every source has a saved text."""
    held = saved_by_source(material)
    if not held:
        return
    spoken = Spoken(material)
    for event, question, claim in material.claims():
        if claim.quote is not None or claim.stance != "asserts" or not claim.sources:
            continue
        figure = question.figure(claim)
        if figure is None or figure.stated is None or any(id not in held for id in claim.sources):
            continue
        ends = (*figure.stated, *(-end for end in figure.stated))
        figures = frozenset(end for end in ends if end >= LEAST)
        texts = tuple(held[id] for id in claim.sources)
        if figures and spoken.clear(claim) and all(snapshot.text for snapshot in texts):
            yield _Wanted(event, question, claim, figures, texts)


def _missing(wanted: list[_Wanted]) -> dict[str, Set[Number]]:
    """Return by source the figures that its saved text lacks; each text is looked through once."""
    figures: dict[str, set[Number]] = {}
    sources: dict[str, Snapshot] = {}
    for each in wanted:
        for snapshot in each.held:
            sources[snapshot.id] = snapshot
            figures.setdefault(snapshot.id, set()).update(each.figures)
    return {id: _lacking(snapshot, figures[id]) for id, snapshot in sources.items()}


def _lacking(snapshot: Snapshot, figures: Set[Number]) -> Set[Number]:
    """Return the figures that stand nowhere in a saved text, none where that cannot be told."""
    # Imported here: most data have no saved texts, and most claims a quote.
    from borderclash.quotes.judging import lacking_in
    from borderclash.quotes.tables import known, table

    language = known(str(snapshot.source.get("language", DEFAULT)))
    if language is None or snapshot.text is None:
        return frozenset()
    own = table(language)
    text = snapshot.text.text
    if "&" in text:
        from html import unescape

        # A page saved as it is may have "&nbsp;" in a figure.
        text = unescape(text)
    if is_latin(own.sample) and not is_latin(text[:SAMPLE]):
        return frozenset()
    return lacking_in(text, figures, own)
