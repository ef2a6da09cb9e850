"""What a rule is: a file with a name, a severity and a check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from borderclash.model import Claim, Dataset, Event, Question
from borderclash.problems import Finding, Severity
from borderclash.reading.documents import Document
from borderclash.reading.faults import of_section

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
    _found: dict[Any, tuple[Any, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, find: Callable[[Sequence[Document]], Iterable[Found]]) -> tuple[Found, ...]:
        """Return what *find* finds in the documents: several rules may ask for it, and it is looked for once."""
        if find not in self._found:
            self._found[find] = tuple(find(self.documents))
        return self._found[find]

    def questions(self) -> Iterator[tuple[Event, Question]]:
        """Yield every question with its event."""
        for event in self.dataset.events:
            for question in event.questions:
                yield event, question

    def claims(self) -> Iterator[tuple[Event, Question, Claim]]:
        """Yield every claim with its event and question, also those left out of the comparison.

        A rule says nothing that rests on a field which is among the claim's ``faults``.
        """
        for event, question in self.questions():
            for claim in question.all_claims:
                yield event, question, claim

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
        document = next(d for d in self.documents if (d.file, d.index) == (event.file, event.document))
        claims = document.written["events"][event.id]["questions"][question.id]["claims"]
        return {str(claim["id"]) for claim in claims if isinstance(claim, dict) and "id" in claim}


class Rule(Protocol):
    """A module of this package. Its docstring says what it finds; its page in `docs/rules/` explains it."""

    NAME: str
    SEVERITY: Severity  # by default; settings may leave the rule out

    def check(self, material: Material) -> Iterator[Finding]:
        """Yield what is wrong, with ``SEVERITY`` as its severity."""
        ...
