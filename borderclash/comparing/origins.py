"""Origins and voices: which sources hang together, and how many voices give a position.

That nothing ties two sources to each other is no sign that they do not hang together: nothing here says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from borderclash.model import Claim, Source
from borderclash.text.folding import fold


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
        self._found: dict[str, frozenset[str]] = {}

    def __call__(self, id: str) -> frozenset[str]:
        """Return the ids of a source and of all that it was derived from."""
        if not self._sources:
            return frozenset((id,))
        found = self._found.get(id)
        if found is None:
            seen, left = {id}, [id]
            while left:
                for parent in self._parents(left.pop()):
                    if parent not in seen:
                        seen.add(parent)
                        left.append(parent)
            found = self._found[id] = frozenset(seen)
        return found

    def first(self, ids: Iterable[str]) -> str | None:
        """Return the source that each of *ids* is or was derived from, the first of the chain, if there is one."""
        common = frozenset[str].intersection(*map(self, ids))
        return min(common, key=lambda id: (len(self(id)), id), default=None)

    def _parents(self, id: str) -> tuple[str, ...]:
        source = self._sources.get(id)
        return source.derived_from if source else ()


class _Sets:
    """Things that come to belong together, two by two."""

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
    """Return the sources of *claims*, all of one position, and which of them hang together.

    Two do where one is derived from the other, both from a third, or where their claims name the same agency.
    """
    sources = tuple(dict.fromkeys(id for claim in claims for id in claim.sources))
    if len(sources) < 2:
        return Origins(sources, tuple(Group((id,)) for id in sources))
    sets, agencies = _tied(sources, claims, lineage)
    members: defaultdict[Hashable, list[str]] = defaultdict(list)
    for id in sources:
        members[sets.find(id)].append(id)
    return Origins(sources, tuple(_group(ids, agencies, lineage) for ids in members.values()))


class _Agency(NamedTuple):
    name: str
    sources: dict[str, None]


def _tied(
    sources: Iterable[str], claims: Iterable[Claim], lineage: Lineage
) -> tuple[_Sets, Mapping[str, _Agency]]:
    """Return the sets of sources that hang together, and which of them each agency stands behind."""
    sets = _Sets()
    for id in sources:
        # What two of them were both derived from ties them, whether a claim names it or not.
        sets.join((id, *lineage(id)))
    agencies: dict[str, _Agency] = {}
    for claim in claims:
        if claim.via:
            agency = agencies.setdefault(fold(claim.via), _Agency(claim.via, {}))
            agency.sources.update(dict.fromkeys(claim.sources))
    for agency in agencies.values():
        sets.join(agency.sources)
    return sets, agencies


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
        if speakers := [fold(claim.speaker) for claim in wordings if claim.speaker]:
            people.join(speakers)
            named.append(speakers[0])
            known.update(groups)
        elif groups:
            unnamed.join(groups)
            places.append(groups)
    heard = {unnamed.find(group) for group in known}
    others = {unnamed.find(groups[0]) for groups in places} - heard
    return len({people.find(name) for name in named}) + len(others)
