"""Origins and voices: which sources hang together, as far as is known, and how many voices give a position."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from borderclash.model import Claim, Source
from borderclash.text.folding import fold

# So many sources are looked at to name what a group comes from.
MOST_STEPS = 10_000


class Group(NamedTuple):
    """Sources that hang together, or a single one.

    ``via`` is the agency that passed on what each of them has, as first written; ``source`` is the id of the
    source that each of them is or was derived from, the first of the chain. Either may be missing.
    """

    sources: tuple[str, ...]
    via: str | None = None
    source: str | None = None


class Origins(NamedTuple):
    """The sources of a position, in order, and the groups of those that hang together."""

    sources: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def number(self) -> int | None:
        """How many origins there may be at most; ``None`` where of no two sources more is known."""
        return len(self.groups) if len(self.groups) < len(self.sources) else None


class Lineage:
    """What each source was derived from, through any number of steps."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._ends: dict[str, str] = {}

    def parents(self, id: str) -> tuple[str, ...]:
        """Return the ids of the sources that a source took the story from."""
        source = self._sources.get(id)
        return source.derived_from if source else ()

    def end(self, id: str) -> str:
        """Return the last source of the chain from one in which each was derived from one other."""
        steps: dict[str, None] = {}
        while id not in self._ends and id not in steps and len(parents := self.parents(id)) == 1:
            steps[id] = None
            (id,) = parents
        end = self._ends.get(id, id)
        self._ends.update(dict.fromkeys(steps, end))
        return end

    def above(self, ids: Iterable[str]) -> Iterator[str]:
        """Yield the ends of the chains from some sources, and of those that go on from there, each once."""
        left = [self.end(id) for id in ids]
        seen: set[str] = set()
        while left:
            id = left.pop()
            if id not in seen:
                seen.add(id)
                left += map(self.end, self.parents(id))
                yield id

    def first(self, ids: Iterable[str]) -> str | None:
        """Return the source that each of *ids* is or was derived from, the first of its chain.

        ``None`` where there is none, or where that takes too long to find.
        """
        ends = dict.fromkeys(map(self.end, ids))
        if len(ends) == 1:
            return next(iter(ends))
        steps = chain.from_iterable(self.above([id]) for id in ends)
        reached = Counter(islice(steps, MOST_STEPS))
        if reached.total() == MOST_STEPS:
            return None
        # What a common one was derived from is common, too.
        return min((id for id, n in reached.items() if n == len(ends) and not self.parents(id)), default=None)


class _Sets:
    def __init__(self) -> None:
        self._parent: dict[Hashable, Hashable] = {}

    def find(self, thing: Hashable) -> Hashable:
        """Return the thing that stands for the set of *thing*."""
        parent = self._parent.setdefault(thing, thing)
        while parent != thing:
            self._parent[thing] = grandparent = self._parent[parent]
            thing, parent = parent, grandparent
        return thing

    def join(self, things: Iterable[Hashable]) -> None:
        """Put the sets of all *things* together."""
        found = [self.find(thing) for thing in things]
        for other in found[1:]:
            self._parent[self.find(other)] = self.find(found[0])


def origins(claims: Sequence[Claim], lineage: Lineage) -> Origins:
    """Return the sources of *claims* of one position; those of one chain, or of one agency, hang together."""
    sources = claims[0].sources
    if len(claims) > 1 or len(sources) > 1:
        sources = tuple(dict.fromkeys(id for claim in claims for id in claim.sources))
    if len(sources) < 2:
        return _of_few(sources)
    sets, agencies = _tied(sources, claims, lineage)
    members: defaultdict[Hashable, list[str]] = defaultdict(list)
    for id in sources:
        members[sets.find(id)].append(id)
    return Origins(sources, tuple(_group(ids, agencies, lineage) for ids in members.values()))


@lru_cache(maxsize=1024)
def _of_few(sources: tuple[str, ...]) -> Origins:
    """Return the origins of a position with one source or none."""
    return Origins(sources, (Group(sources),) if sources else ())


class _Agency(NamedTuple):
    name: str
    sources: dict[str, None]


def _tied(
    sources: Iterable[str], claims: Iterable[Claim], lineage: Lineage
) -> tuple[_Sets, Mapping[str, _Agency]]:
    """Return the sets of sources that hang together, and which of them each agency stands behind."""
    sets = _Sets()
    # What two of them were both derived from ties them, whether a claim names it or not.
    for id in sources:
        sets.join((id, lineage.end(id)))
    for end in lineage.above(sources):
        sets.join((end, *map(lineage.end, lineage.parents(end))))
    agencies: dict[str, _Agency] = {}
    for claim in claims:
        if key := _told(claim.via, claim.stand_in("via")):
            agency = agencies.setdefault(key, _Agency(claim.via or "", {}))
            agency.sources.update(dict.fromkeys(claim.sources))
    for agency in agencies.values():
        sets.join(agency.sources)
    return sets, agencies


def _told(name: str | None, stand_in: str | None) -> str | None:
    """Return what tells a name from others, also one that is withheld; ``None`` where there is none."""
    return fold(name) if name else stand_in


def _group(ids: Sequence[str], agencies: Mapping[str, _Agency], lineage: Lineage) -> Group:
    if len(ids) == 1:
        return Group(tuple(ids))
    via = next((agency.name for agency in agencies.values() if agency.sources.keys() >= set(ids)), None)
    return Group(tuple(ids), via, lineage.first(ids))


def voices(statements: Sequence[Sequence[Claim]], lineage: Lineage) -> int:
    """Return how many voices of a pooled party give one position; each statement may have several wordings.

    Each speaker is a voice. A statement without a speaker is of a voice that has spoken in one of its sources, or
    in one that hangs together with it; where there is none, it is a voice itself.
    """
    if len(statements) < 2:
        return len(statements)
    claims = [claim for wordings in statements for claim in wordings]
    tied, _ = _tied(dict.fromkeys(id for claim in claims for id in claim.sources), claims, lineage)
    people, unnamed = _Sets(), _Sets()
    known: set[Hashable] = set()
    named: list[str] = []
    places: list[list[Hashable]] = []
    for wordings in statements:
        groups = [tied.find(id) for claim in wordings for id in claim.sources]
        said = (_told(claim.speaker, claim.stand_in("speaker")) for claim in wordings)
        if speakers := [name for name in said if name]:
            people.join(speakers)
            named.append(speakers[0])
            known.update(groups)
        elif groups:
            unnamed.join(groups)
            places.append(groups)
    heard = {unnamed.find(group) for group in known}
    others = {unnamed.find(groups[0]) for groups in places} - heard
    return len({people.find(name) for name in named}) + len(others)
