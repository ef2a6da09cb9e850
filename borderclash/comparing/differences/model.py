"""The records that a difference is made of: what was before beside what is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from borderclash.comparing.rows import Row
from borderclash.model import Claim, Dataset, Event, Party, Question, Source

ChangeKind = Literal["added", "revised", "withdrawn", "changed", "corrected", "removed"]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


class Change(NamedTuple):
    """One field with another content; ``None`` where it is not given."""

    field: str
    old: Any
    new: Any


class Position(NamedTuple):
    """A position that a party took, with the question as it was then."""

    question: Question
    claim: Claim


class ClaimChange(NamedTuple):
    """A claim that is new, gone or another than before.

    ``kind`` is ``added``, ``revised`` or ``withdrawn`` by its party (both come with a new claim), ``changed`` in
    place, by nobody knows whom, ``corrected`` by the curator where only the record of it is another (``fields``
    says what of both), or ``removed``. ``before`` are the positions that a revision follows or a withdrawal takes
    back, as they stood before.
    """

    kind: ChangeKind
    old: Claim | None
    new: Claim | None
    fields: tuple[Change, ...] = ()
    before: tuple[Position, ...] = ()

    @property
    def claim(self) -> Claim:
        """The claim as it is now, or as it last was."""
        claim = self.new or self.old
        assert claim is not None
        return claim


class RowChange(NamedTuple):
    """A row of the table before and now, ``None`` for one that is not there, and the changes of its claims."""

    old: Row | None
    new: Row | None
    claims: tuple[ClaimChange, ...]

    @property
    def changed(self) -> bool:
        """Whether the row was there before, and its verdict or its gap is another now."""
        if self.old is None or self.new is None:
            return False
        return (self.old.verdict, self.old.gap) != (self.new.verdict, self.new.gap)


class QuestionChange(NamedTuple):
    """A question before and now; ``fields`` are those of the question itself."""

    old: Question | None
    new: Question | None
    fields: tuple[Change, ...]
    rows: tuple[RowChange, ...]


class EventChange(NamedTuple):
    """An event before and now; ``fields`` are those of the event itself."""

    old: Event | None
    new: Event | None
    fields: tuple[Change, ...]
    questions: tuple[QuestionChange, ...]


class RecordChange(NamedTuple):
    """A party or a source before and now."""

    old: Party | Source | None
    new: Party | Source | None
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
