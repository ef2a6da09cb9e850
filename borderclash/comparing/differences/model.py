"""The records that a difference is made of: what was before beside what is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, NamedTuple, TypeVar, get_args

from borderclash.comparing.rows import Row
from borderclash.model import Claim, Dataset, Event, Party, Question, Source

ChangeKind = Literal["added", "revised", "withdrawn", "changed", "corrected", "removed"]
Side = TypeVar("Side")
Value = TypeVar("Value")
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


class Change(NamedTuple):
    """One field with another content; ``None`` where it is not given."""

    field: str
    old: Any
    new: Any


# A field that is withheld: neither what it held is told, nor which it is.
WITHHELD = Change("withheld-field", None, None)


class Position(NamedTuple):
    """A position that a party took, with the question as it was then."""

    question: Question
    claim: Claim


@dataclass(frozen=True, slots=True)
class Sides(Generic[Side]):
    """A thing before and now, ``None`` where it is not there."""

    old: Side | None
    new: Side | None

    @property
    def there(self) -> Side:
        """The thing as it is now, or as it last was."""
        there = self.new if self.new is not None else self.old
        assert there is not None
        return there

    @property
    def status(self) -> Literal["added", "removed", "changed"]:
        """Whether it is new, gone, or may be another."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"

    def both(self, of: Callable[[Side], Value]) -> tuple[Value | None, Value | None]:
        """Return something of the thing before and now."""
        old, new = (None if side is None else of(side) for side in (self.old, self.new))
        return old, new


@dataclass(frozen=True, slots=True)
class ClaimChange(Sides[Claim]):
    """A claim that is new, gone or another than before.

    ``kind`` is ``added``, ``revised`` or ``withdrawn`` by its party (both come with a new claim), ``changed`` in
    place, by nobody knows whom, ``corrected`` by the curator where only the record of it is another (``fields``
    says what of both), or ``removed``. ``before`` are the positions that a revision follows or a withdrawal takes
    back, as they stood before.
    """

    kind: ChangeKind
    fields: tuple[Change, ...] = ()
    before: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class RowChange(Sides[Row]):
    """A row of the table before and now, and the changes of its claims."""

    claims: tuple[ClaimChange, ...]

    @property
    def changed(self) -> bool:
        """Whether the row was there before, and its verdict or its gap is another now."""
        if self.old is None or self.new is None:
            return False
        return (self.old.verdict, self.old.gap) != (self.new.verdict, self.new.gap)


@dataclass(frozen=True, slots=True)
class QuestionChange(Sides[Question]):
    """A question before and now; ``fields`` are those of the question itself."""

    fields: tuple[Change, ...]
    rows: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class EventChange(Sides[Event]):
    """An event before and now; ``fields`` are those of the event itself."""

    fields: tuple[Change, ...]
    questions: tuple[QuestionChange, ...]


@dataclass(frozen=True, slots=True)
class RecordChange(Sides[Party | Source]):
    """A party or a source before and now."""

    fields: tuple[Change, ...] = ()


class Counts(NamedTuple):
    """How many things of one sort changed themselves, are new and are gone."""

    changed: int
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed from one dataset to another."""

    old: Dataset
    new: Dataset
    fields: tuple[Change, ...]
    parties: tuple[RecordChange, ...]
    sources: tuple[RecordChange, ...]
    events: tuple[EventChange, ...]

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return bool(self.fields or self.parties or self.sources or self.events)

    @property
    def shows_withheld(self) -> bool:
        """Whether it has what either version withholds."""
        return self.old.shows_withheld or self.new.shows_withheld

    def questions(self) -> Iterator[QuestionChange]:
        """Yield the questions of all events."""
        for event in self.events:
            yield from event.questions

    def rows(self) -> Iterator[RowChange]:
        """Yield the rows of all questions."""
        for question in self.questions():
            yield from question.rows

    def claim_counts(self) -> Mapping[ChangeKind, int]:
        """Return how many claims there are of each kind of change."""
        count = Counter(claim.kind for row in self.rows() for claim in row.claims)
        return {kind: count[kind] for kind in CHANGE_KINDS}

    def counts(self) -> Mapping[str, Counts]:
        """Return how many rows, questions, events, parties and sources changed, came and went."""
        return {
            "rows": _counted(list(self.rows())),
            "questions": _counted(list(self.questions())),
            "events": _counted(self.events),
            "parties": _counted(self.parties),
            "sources": _counted(self.sources),
        }


def _counted(changes: Sequence[RowChange | QuestionChange | EventChange | RecordChange]) -> Counts:
    return Counts(
        sum(change.changed if isinstance(change, RowChange) else bool(change.fields) for change in changes),
        sum(change.old is None for change in changes),
        sum(change.new is None for change in changes),
    )
