"""What must not leave: fields that are withheld are taken out of a dataset before anything is compared."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from borderclash.comparing.rows import Comparison
from borderclash.model import Claim, Dataset, Event, Question, Source, StandIns
from borderclash.text.folding import fold

# What each withheld field takes along, by the names of the model.
OF_CLAIM: Mapping[str, tuple[str, ...]] = {
    "speaker": ("speaker",),
    "quote": ("quote", "translation"),
    "note": ("note",),
    "source": ("sources", "via", "locator"),
}
OF_SOURCE: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "author": ("author",),
    "publisher": ("publisher",),
    "url": ("url", "archived"),
    "retrieved": ("retrieved",),
    "archived": ("archived",),
    "snapshot": ("snapshot", "sha256"),
    "sha256": ("sha256",),
    "language": ("language",),
    "derived-from": ("derived_from",),
    "note": ("note",),
}
# What a source stands for that a claim withholds.
ANONYMOUS = tuple(name for name in OF_SOURCE if name not in ("sha256", "derived-from"))
_STAND_IN = re.compile(r"withheld-[1-9][0-9]*")
# What a claim or a source is known by in its dataset, and what more of it is withheld.
Place = tuple[str, str, int] | tuple[str]
Also = Mapping[Place, Set[str]]
NOTHING: frozenset[str] = frozenset()
NOTHING_MORE: Also = {}
# Of this process alone: a mark that is made with it tells nobody which text it is of, not even by a guess.
_KEY = secrets.token_bytes(32)


def for_others(dataset: Dataset, *, shown: bool = False) -> Dataset:
    """Return *dataset* as others may see it: without what is withheld or, where that is *shown*, marked so."""
    if not withholds(dataset):
        return dataset
    return replace(dataset, shows_withheld=True) if shown else without_withheld(dataset)


def withholds(dataset: Dataset | Comparison) -> bool:
    """Say whether anything in a dataset, or in what a comparison shows of it, is withheld."""
    if any(source.withheld for source in dataset.sources.values()):
        return True
    if isinstance(dataset, Dataset):
        return any(claim.withheld for _, _, claim in claims(dataset))
    accounts = (account for event in dataset.events for row in event.rows for account in row.accounts.values())
    return any(claim.withheld for account in accounts for claim in account.claims)


def without_withheld(dataset: Dataset) -> Dataset:
    """Return *dataset* without what is withheld.

    A field that is withheld is ``None`` then. Each source that a claim withholds is replaced by one without a
    name, `withheld-1`, `withheld-2`, ... in the order of the claims, so that sources are still counted right. One
    that no claim names but such as withhold it is left out. Nothing ties what stands in for a source to where
    another claim names that source.
    """
    return Withholding(dataset).dataset()


def is_anonymous(source: Source) -> bool:
    """Say whether a source stands in for one that is withheld."""
    return _STAND_IN.fullmatch(source.id) is not None and source.withheld == ANONYMOUS


def unnamed(
    sources: Mapping[str, Source],
    withheld: Iterable[str],
    openly: Iterable[str],
    names: Callable[[Source], Set[str]] = lambda source: set(source.withheld),
) -> set[str]:
    """Return the sources that nothing names but what withholds them, with those that only they come from.

    *withheld* and *openly* are the ids of those that claims name; *names* gives what a source withholds of itself.
    """
    hidden = set(withheld)
    for source in sources.values():
        if "derived-from" in names(source):
            hidden.update(source.derived_from)

    def above(ids: Iterable[str], *, all_told: bool) -> set[str]:
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            source = sources.get(waiting.pop())
            if source and source.id not in found:
                found.add(source.id)
                if all_told or "derived-from" not in names(source):
                    waiting += source.derived_from
        return found

    return above(hidden, all_told=True) - above(openly, all_told=False)


class Withholding:
    """Takes out of one dataset what is withheld, and what *also* withholds, by what it is withheld of."""

    def __init__(self, whole: Dataset, also: Also = NOTHING_MORE) -> None:
        self.whole = whole
        self.also = also
        self.ids: dict[str, str] = {}
        self.anonymous: dict[str, Source] = {}
        self.taken = set(whole.sources)

    def dataset(self) -> Dataset:
        """Return the dataset without it."""
        whole, hidden = self.whole, self._hidden()
        events = tuple(map(self._event, whole.events))
        sources = {id: self._source(source) for id, source in whole.sources.items() if id not in hidden}
        return replace(whole, events=events, sources=sources | self.anonymous)

    def _names(self, of: Claim | Source, at: Place) -> Set[str]:
        return self.also.get(at, NOTHING) | set(of.withheld)

    def _of_source(self, source: Source) -> Set[str]:
        return self._names(source, (source.id,))

    def _hidden(self) -> set[str]:
        """Return the sources that are named by nothing but what withholds them."""
        named: tuple[set[str], set[str]] = (set(), set())
        for event, question, claim in claims(self.whole):
            named["source" in self._names(claim, place(event, question, claim))].update(claim.sources)
        hidden = unnamed(self.whole.sources, named[True], named[False], self._of_source)
        return {id for id in hidden if not is_anonymous(self.whole.sources[id])}

    def _event(self, event: Event) -> Event:
        return replace(event, questions=tuple(self._question(event, question) for question in event.questions))

    def _question(self, event: Event, question: Question) -> Question:
        if not self.also and not any(claim.withheld for claim in question.all_claims):
            return question
        good, faulty = (
            tuple(self._claim(claim, place(event, question, claim)) for claim in some)
            for some in (question.claims, question.left_out)
        )
        return question._replace(claims=good, left_out=faulty)

    def _claim(self, claim: Claim, at: Place) -> Claim:
        taken = _taken(claim, self._names(claim, at), OF_CLAIM)
        if not taken:
            return claim
        marks = _marks(claim, taken)
        if "sources" in taken:
            taken["sources"] = tuple(self._anonymous(id, dated=not claim.stated) for id in claim.sources)
        return claim._replace(**taken, stand_ins=marks)

    def _source(self, source: Source) -> Source:
        taken = _taken(source, self._of_source(source), OF_SOURCE)
        if not taken or is_anonymous(source):
            return source
        marks = _marks(source, taken)
        if "derived_from" in taken:
            taken["derived_from"] = tuple(map(self._anonymous, source.derived_from))
        return source._replace(**taken, stand_ins=marks)

    def _anonymous(self, id: str, *, dated: bool = False) -> str:
        """Return the id of the source without a name that stands in for one, and for what it is derived from.

        It is *dated* for claims that give no time of their own.
        """
        source = self.whole.sources.get(id) or Source(id)
        if id not in self.ids:
            self.ids[id] = own = id if is_anonymous(source) else self._free()
            self.anonymous[own] = Source(own, withheld=ANONYMOUS)
            # Known before those that it is derived from: there may be a circle, which is an error of the file.
            derived = tuple(map(self._anonymous, source.derived_from))
            self.anonymous[own] = self.anonymous[own]._replace(derived_from=derived)
        own = self.ids[id]
        if dated:
            self.anonymous[own] = self.anonymous[own]._replace(published=source.published)
        return own

    def _free(self) -> str:
        number = len(self.ids) + 1
        while (id := f"withheld-{number}") in self.taken:
            number += 1
        self.taken.add(id)
        return id


def claims(dataset: Dataset) -> Iterator[tuple[Event, Question, Claim]]:
    """Yield every claim with its event and question, also those left out of the comparison."""
    for event in dataset.events:
        for question in event.questions:
            for claim in question.all_claims:
                yield event, question, claim


def place(event: Event, question: Question, claim: Claim) -> Place:
    """Return what a claim is known by in its dataset."""
    return event.id, question.id, claim.number


def _taken(record: Claim | Source, names: Set[str], of: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return the fields that are taken out, each with nothing; an unknown name is an error of the file."""
    return dict.fromkeys(field for name, fields in of.items() if name in names for field in fields)


def _marks(record: Claim | Source, taken: Iterable[str]) -> StandIns:
    """Return a mark of each field that a record had: of those taken out before, and of those that are now."""
    marks = dict(record.stand_ins)
    for field in taken:
        if field not in marks and (value := getattr(record, field)):
            marks[field] = stand_in(field, value)
    return tuple(marks.items())


def stand_in(field: str, value: Any) -> str:
    """Return what is the same for the same value of a field, and says nothing else of it."""
    if field in ("speaker", "via"):
        value = fold(value)
    elif not isinstance(value, str):
        value = sorted(value)
    return blake2b(repr(value).encode(errors="backslashreplace"), digest_size=16, key=_KEY).hexdigest()
