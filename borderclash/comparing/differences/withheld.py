"""Two versions of which one withholds what the other does not: neither shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from borderclash.comparing.differences.content import SAME_IDS, content
from borderclash.comparing.differences.matching import match
from borderclash.comparing.withheld import (
    OF_CLAIM,
    Place,
    Withholding,
    claims,
    is_anonymous,
    place,
    stand_in,
    withholds,
)
from borderclash.model import Claim, Dataset, Event, Question

Names = defaultdict[Place, set[str]]


def covered(old: Dataset, new: Dataset) -> tuple[Dataset, Dataset]:
    """Return both versions without what the other withholds of the same claim or source, or of the same words.

    Versions that show what they withhold stay as they are.
    """
    if old.shows_withheld or new.shows_withheld or not (withholds(old) or withholds(new)):
        return old, new
    ours, theirs = _said_by(old, new), _said_by(new, old)
    for id in old.sources.keys() & new.sources.keys():
        ours[id,].update(new.sources[id].withheld)
        theirs[id,].update(old.sources[id].withheld)
    for (event, question), (before, now) in _pairs(old, new).items():
        contents = [[content(each.kind, claim, SAME_IDS) for claim in each.claims] for each in (before, now)]
        for i, j in match(*contents).pairs:
            one, other = before.claims[i], now.claims[j]
            ours[event, question, one.number].update(other.withheld)
            theirs[event, question, other.number].update(one.withheld)
    old, new = Withholding(old, ours).dataset(), Withholding(new, theirs).dataset()
    return _without_gone(old, new), _without_gone(new, old)


def _without_gone(dataset: Dataset, other: Dataset) -> Dataset:
    """Return a version without the sources that no claim names and that the other one does not have.

    Such a one may be just that which claims of the other version withhold: that it is new or gone would tell it.
    """
    if not any(map(is_anonymous, other.sources.values())):
        return dataset
    used = {id for _, _, claim in claims(dataset) for id in claim.sources}
    used |= {id for source in dataset.sources.values() for id in source.derived_from}
    kept = {id: each for id, each in dataset.sources.items() if id in used or id in other.sources}
    return replace(dataset, sources=kept)


def _pairs(old: Dataset, new: Dataset) -> Mapping[tuple[str, str], tuple[Question, Question]]:
    """Return the questions of the same ids."""
    before = {(event.id, question.id): question for event, question in _questions(old.events)}
    now = {(event.id, question.id): question for event, question in _questions(new.events)}
    return {key: (question, now[key]) for key, question in before.items() if key in now}


def _questions(events: Iterable[Event]) -> Iterable[tuple[Event, Question]]:
    return ((event, question) for event in events for question in event.questions)


def _said_by(dataset: Dataset, other: Dataset) -> Names:
    """Return what claims of *dataset* hold that a claim of the *other* one withholds, whichever it is."""
    marks = {mark for _, _, claim in claims(other) for mark in claim.stand_ins}
    found: Names = defaultdict(set)
    for event, question, claim in claims(dataset):
        for name, fields in OF_CLAIM.items():
            if any(_mark(claim, field) in marks for field in fields):
                found[place(event, question, claim)].add(name)
    return found


def _mark(claim: Claim, field: str) -> tuple[str, str]:
    value = getattr(claim, field)
    return field, stand_in(field, value) if value else ""
