"""What more than one rule points at: where it stands, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from borderclash.model import Claim, Event, Question
from borderclash.problems import Pointer
from borderclash.reading.documents import Document
from borderclash.rules.base import Material
from borderclash.values import KINDS


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
