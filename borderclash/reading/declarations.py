"""What parties, sources and events documents declare, and where."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from typing import Any, NamedTuple

from borderclash.problems import Finding, Pointer
from borderclash.reading.documents import Document
from borderclash.reading.faults import NONE, doubtful

VERSIONS = "; to compare two versions of a file: `borderclash diff OLD NEW`"


def declared_in(
    documents: Sequence[Document], section: str, findings: list[Finding]
) -> dict[str, tuple[dict[str, Any], Home]]:
    """Return each entry of a section with its home; report those declared twice."""
    declared: dict[str, tuple[dict[str, Any], Home]] = {}
    for document in documents:
        for id, data in document.data.get(section, {}).items():
            home = Home(document, (section, id))
            if id not in declared:
                declared[id] = data, home
            elif section == "events" or declared[id][0] != data:
                findings.append(_twice(section, id, home, declared[id][1]))
    return declared


def _twice(section: str, id: str, home: Home, first: Home) -> Finding:
    related = (("first here", first.place(at="key")),)
    versions = "" if home.document.file == first.document.file else VERSIONS
    if section == "events":
        message = f"the event `{id}` stands in two places"
        help = f"put its questions together in one of them{versions}"
        return Finding("duplicate-event", message, home.place(at="key"), help, related=related)
    noun = "party" if section == "parties" else "source"
    message = f"the {noun} `{id}` is declared twice, with different content"
    help = f"make the two the same, or give one of them another id{versions}"
    return Finding("conflicting-declaration", message, home.place(at="key"), help, related=related)


class Home:
    """Where an entry stands: its document and its path in it."""

    def __init__(self, document: Document, path: tuple[str | int, ...]) -> None:
        self.document = document
        self.path = path

    def place(self, *path: str | int, at: Any = "value") -> Pointer:
        """Return the place of what stands at a path in the entry."""
        return Pointer(self.document.file, self.document.index, (*self.path, *path), at)

    def faults(self, noun: str) -> Set[str]:
        """Return which fields of the entry, a *noun* of the format, are in doubt."""
        faults = self.document.faults.get(self.path)
        if not faults:
            return NONE
        written = self.document.written
        for step in self.path:
            written = written[step]
        return doubtful(noun, written, faults)


class Declared(NamedTuple):
    """What is declared, and which fields of it are in doubt, by id."""

    parties: Collection[str]
    sources: Mapping[str, dict[str, Any]]
    of_parties: Mapping[str, Set[str]]
    of_sources: dict[str, Set[str]]
