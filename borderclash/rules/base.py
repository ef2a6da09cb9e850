"""What a rule is, and what rules look at and point at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from borderclash.model import Claim, Dataset, Event, Party, Question
from borderclash.problems import Finding, Path, Pointer, Severity
from borderclash.reading.documents import Document
from borderclash.reading.faults import of_section
from borderclash.reading.snapshots import Snapshot, snapshots
from borderclash.text.folding import fold_or_none
from borderclash.values import KINDS

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Material:
    """What rules look at: the dataset, and the documents it was assembled from.

    ``complete`` is false where a part of the data could not be read, so that a name which seems unknown may
    stand there. The future begins after ``today``.
    """

    dataset: Dataset
    documents: Sequence[Document]
    complete: bool = True
    today: date = date.max
    _found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, find: Callable[[Material], Iterable[Found]]) -> tuple[Found, ...]:
        """Return what *find* finds in here: several rules may ask for it, and it is looked for once."""
        if find not in self._found:
            self._found[find] = tuple(find(self))
        found: tuple[Found, ...] = self._found[find]
        return found

    @property
    def fields(self) -> Set[str]:
        """The names of all fields that are written in the documents."""
        return frozenset().union(*(document.fields for document in self.documents))

    def questions(self) -> Iterator[tuple[Event, Question]]:
        """Yield every question with its event."""
        for event in self.dataset.events:
            for question in event.questions:
                yield event, question

    def claims(self) -> Sequence[tuple[Event, Question, Claim]]:
        """Return every claim with its event and question, also those left out of the comparison.

        A rule says nothing that rests on a field which is among the claim's ``faults``.
        """
        return self.once(_claims)

    def in_doubt(self, section: str, noun: str) -> dict[str, Set[str]]:
        """Return the fields of each party or source (*noun*) that are in doubt for a fault in the file."""
        return of_section(self.documents, section, noun)

    def declared(self, section: str) -> set[str]:
        """Return the ids that a section declares anywhere, also those whose entry is faulty."""
        ids: set[str] = set()
        for document in self.documents:
            entries = document.written.get(section) if isinstance(document.written, dict) else None
            ids.update(entries if isinstance(entries, dict) else ())
        return ids

    def claim_ids(self, event: Event, question: Question) -> set[str]:
        """Return the ids of all claims of a question, also of those that are faulty."""
        # What a table declares for all of its events is a document of the same place.
        here = (d.written for d in self.documents if (d.file, d.index) == (event.file, event.document))
        written = next(entries[event.id] for each in here if event.id in (entries := each.get("events", {})))
        claims = written["questions"][question.id]["claims"]
        return {str(claim["id"]) for claim in claims if isinstance(claim, dict) and "id" in claim}


class Rule(Protocol):
    """A module of this package. Its docstring says what it finds; its page in `docs/rules/` explains it."""

    NAME: str
    SEVERITY: Severity  # by default; settings may leave the rule out
    # A rule may name fields in ``NEEDS``: where none of them is written anywhere, it is not asked.

    def check(self, material: Material) -> Iterator[Finding]:
        """Yield what is wrong, with ``SEVERITY`` as its severity; of the same findings all but one are dropped."""
        ...


def _claims(material: Material) -> list[tuple[Event, Question, Claim]]:
    return [(*asked, claim) for asked in material.questions() for claim in asked[1].all_claims]


def saved(material: Material) -> Iterator[Snapshot]:
    """Yield the saved texts of sources."""
    return snapshots(material.documents)


def saved_by_source(material: Material) -> dict[str, Snapshot]:
    """Return the saved text of each source, by its id."""
    return {snapshot.id: snapshot for snapshot in reversed(material.once(saved))}


def answering(material: Material, question: Question) -> Iterator[tuple[Party, dict[str | None, list[Claim]]]]:
    """Yield each party once for each subject that it speaks of, with its claims by scope.

    Left out are those in doubt, and pooled ones, whose voices answer only for themselves.
    """
    rows: dict[tuple[str, str | None], dict[str | None, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in question.claims:
        rows[claim.party, claim.subject][fold_or_none(claim.scope)].append(claim)
    for (id, _), by_scope in rows.items():
        party = material.dataset.parties.get(id)
        if party and not party.pooled and id not in question.in_doubt:
            yield party, by_scope


def declarations(material: Material, section: str) -> Iterator[tuple[str, dict[str, Any], Pointer]]:
    """Yield the id, the content and the place of each entry of a section, where it is declared first."""
    seen = set()
    for document in material.documents:
        for id, entry in document.data.get(section, {}).items():
            if id not in seen:
                seen.add(id)
                yield id, entry, Pointer(document.file, document.index, (section, id))


class StatedPlaces:
    """Where the `stated` of a claim is written: on the claim, or on the question or event that gives it."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._written = {(document.file, document.index): document.written for document in documents}

    def place(self, event: Event, question: Question, claim: Claim) -> Pointer:
        """Return the place of the `stated` that holds for a claim which has one."""
        written = self._written[event.file, event.document]["events"][event.id]["questions"][question.id]
        if "stated" in written["claims"][claim.number]:
            return event.at_claim(question, claim, "stated")
        return event.at("questions", question.id, "stated") if "stated" in written else event.at("stated")


def said(question: Question, claim: Claim) -> str:
    """Return what a claim states, for the message of a problem: ``58``, ``denies 58``, ``denies it``."""
    text = "it" if claim.reading is None else KINDS[question.kind].show(claim.reading)
    return f"denies {text}" if claim.stance == "denies" else text


def beyond_ascii(material: Material) -> Iterator[tuple[str, Pointer]]:
    """Yield each text with a character beyond ASCII, and its place; keys count as texts."""
    for document in material.documents:
        if document.plain:
            continue
        stack: list[tuple[Any, Path]] = [(document.written, ())]
        while stack:
            node, path = stack.pop()
            kind = node.__class__
            if kind is dict:
                for key in node:
                    if not key.isascii():
                        yield key, Pointer(document.file, document.index, (*path, key), "key")
                stack.extend((value, (*path, key)) for key, value in node.items() if _holds(value))
            elif kind is list:
                stack.extend((value, (*path, key)) for key, value in enumerate(node) if _holds(value))
            elif _holds(node):
                yield node, Pointer(document.file, document.index, path)


def _holds(value: Any) -> bool:
    """Say whether a value is worth a look: no path is made for the many texts in ASCII."""
    kind = value.__class__
    return kind is dict or kind is list or (kind is str and not value.isascii())
