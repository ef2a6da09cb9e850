"""Two versions of which one withholds what the other does not: neither shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from borderclash.comparing.differences.content import SAME_IDS, Ids, content
from borderclash.comparing.differences.matching import match
from borderclash.comparing.differences.renaming import paired, renamed_ids
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
Placed = tuple[Event, Question, Claim]


def covered(old: Dataset, new: Dataset) -> tuple[Dataset, Dataset]:
    """Return both versions without what the other withholds of the same claim, source or words."""
    if old.shows_withheld or new.shows_withheld or not (withholds(old) or withholds(new)):
        return old, new
    ours, theirs = _said_by(old, new), _said_by(new, old)
    made, known = (old, new), -1
    # What is covered makes claims more alike, so that more are found to be the same; names only come to be more.
    while known != (known := _size(ours) + _size(theirs)):
        made = Withholding(old, ours).dataset(), Withholding(new, theirs).dataset()
        _share(*made, ours, theirs)
    return _without_gone(*made), _without_gone(*reversed(made))


def _size(names: Names) -> int:
    return sum(map(len, names.values()))


def _share(old: Dataset, new: Dataset, ours: Names, theirs: Names) -> None:
    ids = renamed_ids(old, new)
    for id, source in old.sources.items():
        if other := new.sources.get(ids.sources.get(id, id)):
            ours[id,].update(other.withheld)
            theirs[other.id,].update(source.withheld)
    for before, now in _questions(old, new, ids):
        sides = zip((before[1], now[1]), (ids, SAME_IDS), strict=True)
        contents = [[content(each.kind, claim, of) for claim in each.claims] for each, of in sides]
        matching = match(*contents)
        for i, j in matching.pairs:
            _cover(ours, theirs, [(*before, before[1].claims[i])], [(*now, now[1].claims[j])])
        # Too much of a claim may have changed, or be withheld, for it to be known as the same.
        gone, come = _by_party(before, matching.removed), _by_party(now, matching.added)
        for party in gone.keys() & come.keys():
            _cover(ours, theirs, gone[party], come[party])


def _by_party(of: tuple[Event, Question], indexes: Iterable[int]) -> dict[str, list[Placed]]:
    found: defaultdict[str, list[Placed]] = defaultdict(list)
    for index in indexes:
        claim = of[1].claims[index]
        found[claim.party].append((*of, claim))
    return found


def _cover(ours: Names, theirs: Names, old: Iterable[Placed], new: Iterable[Placed]) -> None:
    places = [(side, place(*each), each[2]) for side, some in ((ours, old), (theirs, new)) for each in some]
    names = {name for side, at, claim in places for name in (*side[at], *claim.withheld)}
    for side, at, _ in places:
        side[at].update(names)


def _without_gone(dataset: Dataset, other: Dataset) -> Dataset:
    """Return a version without sources that only what is withheld in the other may name: it would tell them."""
    if not any(map(is_anonymous, other.sources.values())):
        return dataset
    used = {id for _, _, claim in claims(dataset) for id in claim.sources}
    used |= {id for source in dataset.sources.values() for id in source.derived_from}
    kept = {id: each for id, each in dataset.sources.items() if id in used or id in other.sources}
    return replace(dataset, sources=kept)


def _questions(
    old: Dataset, new: Dataset, ids: Ids
) -> Iterator[tuple[tuple[Event, Question], tuple[Event, Question]]]:
    for before, now in paired(old.events, new.events, ids):
        if before and now:
            for question, other in paired(before.questions, now.questions, ids):
                if question and other:
                    yield (before, question), (now, other)


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
