"""What is wrong in the data of a spreadsheet: the checks of claim files, reported at the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from borderclash.model import Dataset
from borderclash.problems import Finding, Location, Path, Pointer, Problem
from borderclash.reading.documents import Document, Loaded, checked
from borderclash.reading.hidden import hidden_in
from borderclash.reading.sources import MAX_BYTES, Input
from borderclash.reading.yaml_events import resolve
from borderclash.spreadsheet.columns import NAME_OF, SECTIONS, Thing
from borderclash.spreadsheet.importing import Imported, import_book
from borderclash.spreadsheet.naming import Known
from borderclash.spreadsheet.reading import read
from borderclash.spreadsheet.sheet import Coordinates
from borderclash.spreadsheet.yaml_text import Unquoted, claim_file, lifted, with_checksum

Checks = Callable[[Loaded], tuple[Dataset, list[Finding]]]
# What a spreadsheet program makes of 2025-10-12, 10-12 and 2025-10.
_TURNED = re.compile(
    "[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}|[0-9]{1,2}-[A-Za-z]{3}(?:-[0-9]+)?|[A-Za-z]{3}-[0-9]+"
)
# A date that lost its format: days since 1899, here of the years 1954 to 2064.
_SERIAL = re.compile(r"`([2-5][0-9]{4})(?:[.,][0-9]+)?`\Z")
TEXT_COLUMN = "if a spreadsheet program changed it, set the column's format to text and write it again"
# Where the remedy in a claim file is another one.
HELP = {
    "unknown-party": "give its `party_name`, here or in a row of its own",
    "unknown-subject": "a subject is a party: give its `party_name` in a row of its own",
    "unknown-source": "give its `source_title` or `source_url`, here or in a row of its own",
    "duplicate-claim": "remove one of the two; the `source` of one claim can list several ids: a; b",
    "no-source": "fill in `source`: every row of a claim has its own",
}


def check(
    imported: Imported, file: str, checks: Checks, *, shows_withheld: bool = False
) -> tuple[Dataset, list[Problem]]:
    """Return the dataset of *imported* and all that is wrong in it, also by the checks of claim files, by row.

    *file* is where the claim file will be: saved texts of sources are looked for from its folder. Of a sheet whose
    columns are not known, only what was found on reading it is reported. *checks* are those of claim files.
    """
    if imported.book.misnamed:
        return Dataset(None, {}, {}, ()), in_order(imported.problems, imported)
    loaded = Loaded()
    add_document(imported, file, loaded)
    dataset, findings = checks(loaded)
    hidden = None if shows_withheld else hidden_in(loaded)
    findings = hidden.findings(reworded(findings, imported)) if hidden else reworded(findings, imported)
    located = [finding.located(lambda pointer: location(pointer, imported)) for finding in findings]
    problems = [*imported.problems, *located]
    return dataset, in_order(hidden.problems(problems) if hidden else problems, imported)


def add_document(imported: Imported, file: str, loaded: Loaded) -> None:
    """Add the data of *imported* to what is loaded, as the document of *file*."""
    spellings: dict[Path, str] = {}
    data = _resolved(imported.data, (), spellings)
    loaded.complete = loaded.complete and imported.book.complete
    loaded.documents.append(checked(file, 0, data, spellings, loaded))


def in_order(problems: list[Problem], imported: Imported) -> list[Problem]:
    """Return the problems by sheet, row and column, each once."""

    def order(problem: Problem) -> tuple[tuple[int, int, int], str]:
        return imported.book.order(problem.location), problem.message

    return sorted(dict.fromkeys(problems), key=order)


def claim_text(imported: Imported, problems: list[Problem]) -> str | None:
    """Return the text of the claim file, ``None`` where there is an error among *problems*.

    A text that could not be read again, for its size, is one more.
    """
    if any(problem.severity == "error" for problem in problems):
        return None
    text = with_checksum("".join(claim_file(lifted(imported.data))))
    if len(text.encode()) > MAX_BYTES:
        message = f"the claim file would be larger than {MAX_BYTES // 2**20} MiB"
        help = "split the sheet, and import each part"
        problems.append(imported.book.problem("too-large", message, Coordinates(1), help))
        return None
    return text


def _resolved(node: Any, path: Path, spellings: dict[Path, str]) -> Any:
    """Return the data as YAML gives it, and note the numbers that Python would write in another way."""
    if isinstance(node, dict):
        return {key: _resolved(value, (*path, key), spellings) for key, value in node.items()}
    if isinstance(node, list):
        return [_resolved(value, (*path, number), spellings) for number, value in enumerate(node)]
    if not isinstance(node, Unquoted):
        return node
    value = resolve(node)
    if repr(value) != node:
        spellings[path] = str(node)
    return value


def reworded(findings: list[Finding], imported: Imported) -> list[Finding]:
    """Return the findings of a sheet with remedies for one, each at the column that it is about.

    A source that could not be read is left out of the data, but it is not missing.
    """
    found = [_reworded(finding) for finding in findings]
    others = {location(finding.pointer, imported) for finding in found if finding.rule != "no-source"}
    return [each for each in found if each.rule != "no-source" or location(each.pointer, imported) not in others]


def _reworded(finding: Finding) -> Finding:
    rule, message, help = finding.rule, finding.message, finding.help
    pointer = finding.pointer
    if rule == "missing-field":
        missing = _missing(finding)
        pointer = pointer._replace(path=(*pointer.path, f"column {missing}"))
        message = f"`{missing}` is missing" if message.endswith(" is missing") else message
        if help.startswith("add "):
            help = "fill it in, in this row or in another one of the same"
    elif rule == "no-source":
        pointer = pointer._replace(path=(*pointer.path, "column source"))
        help = HELP[rule]
    elif rule in HELP and not help.startswith("did you mean"):
        help = HELP[rule]
    elif rule == "time" and (serial := _SERIAL.search(message)):
        day = date(1899, 12, 30) + timedelta(days=int(serial[1]))
        help = f"write `{day}`, if a spreadsheet program made this number of a date"
    elif rule in ("time", "figure") and _TURNED.search(message.rpartition("got `")[2]):
        help = f"{help}; {TEXT_COLUMN}"
    return finding._replace(message=message, help=help, pointer=pointer)


def location(pointer: Pointer, imported: Imported) -> Location:
    """Return where the cell stands that a part of the data comes from: that of the nearest part around it."""
    path: Sequence[str | int] = pointer.path
    name = str(path[-1]).removeprefix("column ") if path and str(path[-1]).startswith("column ") else None
    while path and tuple(path) not in imported.cells:
        path = path[:-1]
    cell = imported.cells.get(tuple(path), Coordinates(1))
    if name and cell.sheet < len(imported.book.sheets):
        cell = cell._replace(column=imported.book.sheets[cell.sheet].columns.get(name))
    return imported.book.location(cell)


def _missing(finding: Finding) -> str:
    path = finding.pointer.path
    things: dict[int, Thing] = {4: "question", 6: "claim"}
    thing = things.get(len(path)) or SECTIONS.get(str(path[0]), "dataset")
    named = re.search("`([a-z]+)`", finding.message)
    return NAME_OF.get((thing, named[1] if named else ""), str(thing))


class Sheets:
    """Spreadsheets that were read together with claim files, all by the *names* of their files."""

    def __init__(self, names: Sequence[str]) -> None:
        self.order = {name: number for number, name in enumerate(names)}
        self.imported: dict[str, Imported] = {}

    def load(self, inputs: Iterable[Input], loaded: Loaded) -> None:
        """Add the data of spreadsheets to what is loaded; a name may stand for what another file declares."""
        for source in inputs:
            imported = import_book(read(source), known_names(loaded.documents))
            self.imported[source.name] = imported
            if imported.book.misnamed:
                loaded.complete = False
                continue
            add_document(imported, source.name, loaded)
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


def known_names(documents: Sequence[Document]) -> Known:
    """Return the names of the parties and sources that documents declare."""

    def named(section: str, *fields: str) -> Iterator[tuple[str, str]]:
        for document in documents:
            for id, entry in document.data.get(section, {}).items():
                yield from ((id, str(entry[field])) for field in fields if field in entry)

    return Known(tuple(named("parties", "name")), tuple(named("sources", "title", "url")))
