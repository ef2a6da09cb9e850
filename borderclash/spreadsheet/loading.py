"""Spreadsheets among the files of a command: their data beside those of claim files, checked together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from borderclash.problems import Finding, Location, Pointer, Problem
from borderclash.reading.documents import Document, Loaded
from borderclash.reading.sources import Input
from borderclash.spreadsheet.checking import add_document, location, reworded
from borderclash.spreadsheet.importing import Imported, import_book
from borderclash.spreadsheet.naming import Known
from borderclash.spreadsheet.reading import read


class Sheets:
    """Spreadsheets that were read together with claim files, all by the *names* of their files."""

    def __init__(self, names: Sequence[str]) -> None:
        self.order = {name: number for number, name in enumerate(names)}
        self.imported: dict[str, Imported] = {}

    def load(self, inputs: Iterable[Input], loaded: Loaded) -> None:
        """Add the data of spreadsheets to what is loaded; a name may stand for what another file declares."""
        parties, sources = _declared(loaded.documents)
        for source in inputs:
            imported = import_book(read(source), Known(tuple(parties), tuple(sources)))
            self.imported[source.name] = imported
            if imported.book.misnamed:
                loaded.complete = False
                continue
            add_document(imported, source.name, loaded)
            more = _declared(loaded.documents[-1:])
            parties += more[0]
            sources += more[1]
        loaded.documents.sort(key=lambda document: self.order[document.file])

    def reworded(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings, those of spreadsheets with remedies for one."""
        others: list[Finding] = []
        of_sheets: dict[str, list[Finding]] = {name: [] for name in self.imported}
        for finding in findings:
            of_sheets.get(finding.pointer.file, others).append(finding)
        for name, found in of_sheets.items():
            others += reworded(found, self.imported[name])
        return others

    def location(self, pointer: Pointer) -> Location:
        """Return where something stands that is in none of the texts."""
        imported = self.imported.get(pointer.file)
        return location(pointer, imported) if imported else Location(pointer.file, 1, 1)

    def with_own(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return the problems with those of the sheets as such, by file, sheet, row and column."""
        own = [problem for imported in self.imported.values() for problem in imported.problems]
        return self.in_order(dict.fromkeys([*problems, *own]))

    def in_order(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems by file, sheet, row and column."""
        return sorted(problems, key=self._order)

    def _order(self, problem: Problem) -> tuple[int, tuple[int, int, int]]:
        place = problem.location
        imported = self.imported.get(place.file)
        within = imported.book.order(place) if imported else (0, place.line, place.column)
        return self.order.get(place.file, -1), within


def known_names(documents: Iterable[Document]) -> Known:
    """Return the names of the parties and sources that documents declare."""
    parties, sources = _declared(documents)
    return Known(tuple(parties), tuple(sources))


def _declared(documents: Iterable[Document]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the ids and names of the parties, and of the sources, that documents declare."""
    documents = list(documents)
    return list(_named(documents, "parties", ("name",))), list(_named(documents, "sources", ("title", "url")))


def _named(documents: Iterable[Document], section: str, fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    for document in documents:
        for id, entry in document.data.get(section, {}).items():
            yield from ((id, str(entry[field])) for field in fields if field in entry)
