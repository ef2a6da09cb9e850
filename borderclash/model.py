"""The records that a dataset is made of. They hold what was written beside what was read from it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from borderclash.problems import Path, Pointer
from borderclash.values import KINDS, Figure, Time, Value, Written

if TYPE_CHECKING:
    from borderclash.language import Language

Stance = Literal["asserts", "denies", "declines", "cannot-say", "withdraws"]
# The first instant of a time and the first after it.
Span = tuple[int, int]
# What a field of a claim, or of a source, that is withheld takes along.
WITHHELD_ALONG: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "claim": {"quote": ("translation",), "source": ("via", "locator")},
    "source": {"url": ("archived",), "snapshot": ("sha256",)},
}
# Of fields that were taken out: the name of each, and a mark.
StandIns = tuple[tuple[str, str], ...]


class Party(NamedTuple):
    """Who makes claims. The voices of a ``pooled`` party do not revise one another."""

    id: str
    name: str
    kind: str | None = None
    note: str | None = None
    pooled: bool = False


class Source(NamedTuple):
    """One captured document that claims are taken from; ``derived_from`` are those that it took the story from.

    ``withheld`` names the fields that are not to be published. They are ``None`` where they were taken out
    (`comparing.withheld`), with ``stand_ins`` as those of a `Claim`.
    """

    id: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    retrieved: str | None = None
    archived: str | None = None
    snapshot: str | None = None
    sha256: str | None = None
    language: str | None = None
    note: str | None = None
    derived_from: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    stand_ins: StandIns = ()


class Claim(NamedTuple):
    """What a party said on a question. What the question or the event gives for all claims is filled in.

    ``value`` is as written, ``reading`` what its kind made of it. ``span`` is when it was said: the first
    instant covered and the first after it, in microseconds since the first day of the year 1 UTC; ``None`` if
    undated. ``cut_off`` is the day up to which a figure of a running total counts, ``cut_off_span`` its instants.
    ``of`` are the parties whose claims a denial is of, empty where it names none. ``only_measure`` says of a
    withdrawal that it names the measure that it takes back claims of. ``number`` counts the claims of
    the question in the file, from 0. ``faults`` are the fields, its own or what it takes from elsewhere, that are
    in doubt for a fault in the file.
    ``withheld`` names the fields that are not to be published. They are ``None`` where they were taken out
    (`comparing.withheld`), and ``stand_ins`` then has a mark of each, by its name: it tells nothing but whether
    two are the same, and is never shown.
    """

    number: int
    party: str
    stance: Stance = "asserts"
    value: Written | None = None
    reading: Value | None = None
    hedge: str | None = None
    subject: str | None = None
    scope: str | None = None
    measure: str | None = None
    stated: str | None = None
    span: Span | None = None
    speaker: str | None = None
    attribution: str | None = None
    via: str | None = None
    sources: tuple[str, ...] = ()
    locator: str | None = None
    quote: str | None = None
    translation: str | None = None
    note: str | None = None
    id: str | None = None
    replaces: str | None = None
    restates: str | None = None
    of: tuple[str, ...] = ()
    cut_off: str | None = None
    cut_off_span: Span | None = None
    only_measure: bool = False
    faults: Set[str] = frozenset()
    withheld: tuple[str, ...] = ()
    stand_ins: StandIns = ()

    @property
    def day(self) -> Span | None:
        """The instants of the day that a figure of a running total is of: its cut-off, else when it was stated."""
        return self.cut_off_span or self.span

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of the fields that it withholds and does not have; it may not have had them before either."""
        if not self.withheld:
            return ()
        source = self.stand_in("sources")
        return tuple(
            name
            for name in self.withheld
            if (source is not None if name == "source" else getattr(self, name, None) is None)
        )

    def stand_in(self, field: str) -> str | None:
        """Return the mark of a field that was taken out; ``None`` for one that was not, or was not there."""
        return dict(self.stand_ins).get(field) if self.stand_ins else None


class Question(NamedTuple):
    """What the parties' claims are about; a row of the table, or several.

    ``timezone`` is the event's, in which its days are told.
    A ``cumulative`` question is of a running total, with a ``cut_off`` for claims that give none of their own.
    ``parts`` are the scopes that together make up the whole.
    ``left_out`` are claims of which something could not be read, as far as they could: they are no part of a
    comparison. ``in_doubt`` are the parties whose accounts are not known for a fault in the file. ``partial``
    says that claims of parties that were not asked for are left out.
    """

    id: str
    label: str
    kind: str
    unit: str | None
    options: Mapping[str, str] | None
    subject: str | None
    scope: str | None
    measure: str | None
    claims: tuple[Claim, ...]
    left_out: tuple[Claim, ...] = ()
    in_doubt: Set[str] = frozenset()
    timezone: str = "UTC"
    cumulative: bool = False
    parts: tuple[str, ...] = ()
    cut_off: str | None = None
    partial: bool = False

    def figure(self, claim: Claim) -> Figure | None:
        """Return the figure that a claim gives or denies, ``None`` where it has none."""
        return None if claim.reading is None else KINDS[self.kind].figure(claim.reading)

    def time(self, claim: Claim) -> Time | None:
        """Return the time that a claim gives or denies, ``None`` where it has none."""
        return None if claim.reading is None else KINDS[self.kind].time(claim.reading)

    @property
    def all_claims(self) -> tuple[Claim, ...]:
        """All claims in the order of the file, also those left out."""
        if not self.left_out:
            return self.claims
        return tuple(sorted((*self.claims, *self.left_out), key=lambda claim: claim.number))


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, with the questions about it, and the document that it stands in."""

    id: str
    title: str
    date: str | None
    place: str | None
    timezone: str
    questions: tuple[Question, ...]
    file: str
    document: int

    def at(self, *path: str | int) -> Pointer:
        """Return the place of something in this event, by its path below it."""
        return Pointer(self.file, self.document, ("events", self.id, *path))

    def at_claim(self, question: Question, claim: Claim, *field: str) -> Pointer:
        """Return the place of a claim, or of a field of it."""
        path: Path = ("questions", question.id, "claims", claim.number, *field)
        return self.at(*path)


@dataclass(frozen=True, slots=True)
class Dataset:
    """All that some claim files say together. Parties, sources and events are in the order of the files.

    ``output_language`` is the language that readers are shown it in. ``by`` is who answers for them, each once.
    ``shows_withheld`` says that it still has fields that are withheld, since they were asked for.
    """

    title: str | None
    parties: Mapping[str, Party]
    sources: Mapping[str, Source]
    events: tuple[Event, ...]
    output_language: Language | None = None
    shows_withheld: bool = False
    by: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many questions and claims it has."""
        return sum(1 + len(question.claims) for event in self.events for question in event.questions)
