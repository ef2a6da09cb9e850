"""What is wrong in the data of a spreadsheet: the checks of claim files, reported at the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from borderclash.model import Dataset
from borderclash.problems import Finding, Path, Pointer, Problem
from borderclash.reading.documents import Loaded, checked
from borderclash.reading.sources import MAX_BYTES
from borderclash.reading.yaml_events import resolve
from borderclash.spreadsheet.checksum import with_checksum
from borderclash.spreadsheet.columns import NAME_OF, Thing
from borderclash.spreadsheet.importing import Imported, lifted
from borderclash.spreadsheet.sheet import Coordinates
from borderclash.spreadsheet.yaml_text import Unquoted, claim_file

Checks = Callable[[Loaded], tuple[Dataset, list[Finding]]]
# What a spreadsheet program makes of 2025-10-12, 10-12 and 2025-10.
_TURNED = re.compile(
    "[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}|[0-9]{1,2}-[A-Za-z]{3}(?:-[0-9]+)?|[A-Za-z]{3}-[0-9]+"
)
TEXT_COLUMN = "if a spreadsheet program changed it, set the column's format to text and write it again"
# Where the remedy in a claim file is another one.
HELP = {
    "unknown-party": "give its `party_name`, here or in a row of its own",
    "unknown-subject": "a subject is a party: give its `party_name` in a row of its own",
    "unknown-source": "give its `source_title` or `source_url`, here or in a row of its own",
    "duplicate-claim": "remove one of the two; the `source` of one claim can list several ids: a; b",
    "no-source": "fill in `source`: every row of a claim has its own",
}


def check(imported: Imported, file: str, checks: Checks) -> tuple[Dataset, list[Problem]]:
    """Return the dataset of *imported* and all that is wrong in it, also by the checks of claim files, by row.

    *file* is where the claim file will be: saved texts of sources are looked for from its folder. Of a sheet whose
    columns are not known, only what was found on reading it is reported. *checks* are those of claim files.
    """
    if not imported.columns:
        return Dataset(None, {}, {}, ()), _in_order(imported.problems)
    spellings: dict[Path, str] = {}
    data = _resolved(imported.data, (), spellings)
    loaded = Loaded(complete=imported.sheet.complete)
    loaded.documents = [checked(file, 0, data, spellings, loaded)]
    dataset, findings = checks(loaded)
    problems = [_problem(finding, imported) for finding in findings]
    # A source that could not be read is left out of the data, but it is not missing.
    others = {problem.location for problem in problems if problem.rule != "no-source"}
    problems = [problem for problem in problems if problem.rule != "no-source" or problem.location not in others]
    return dataset, _in_order([*imported.problems, *problems])


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Return the problems by row and column, each once."""

    def order(problem: Problem) -> tuple[int, int, str]:
        row = problem.location.cell.row if problem.location.cell else 0
        return row, problem.location.column, problem.message

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
        problems.append(imported.sheet.problem("too-large", message, Coordinates(1), help))
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


def _problem(finding: Finding, imported: Imported) -> Problem:
    rule, message, help = finding.rule, finding.message, finding.help
    cell = _cell(finding, imported)
    if rule == "missing-field":
        missing = _missing(finding)
        message = f"`{missing}` is missing" if message.endswith(" is missing") else message
        if help.startswith("add "):
            help = "fill it in, in this row or in another one of the same"
    elif rule in HELP and not help.startswith("did you mean"):
        help = HELP[rule]
    elif rule in ("time", "figure") and _TURNED.search(message.rpartition("got `")[2]):
        help = f"{help}; {TEXT_COLUMN}"
    related = [(words, _at(pointer, imported)) for words, pointer in finding.related]
    return imported.sheet.problem(rule, message, cell, help, finding.severity, related)


def _cell(finding: Finding, imported: Imported) -> Coordinates:
    cell = _at(finding.pointer, imported)
    name = None
    if finding.rule == "missing-field":
        name = _missing(finding)
    elif finding.rule == "no-source":
        name = "source"
    return Coordinates(cell.row, imported.columns.get(name)) if name else cell


def _at(pointer: Pointer, imported: Imported) -> Coordinates:
    """Return the cell that a part of the data comes from: that of the nearest part around it."""
    path: Sequence[str | int] = pointer.path
    while path and tuple(path) not in imported.cells:
        path = path[:-1]
    return imported.cells.get(tuple(path), Coordinates(1))


def _missing(finding: Finding) -> str:
    """Return the name of the column that a field is missing in."""
    path = finding.pointer.path
    things: dict[int, Thing] = {4: "question", 6: "claim"}
    sections: dict[str | int, Thing] = {"parties": "party", "sources": "source", "events": "event"}
    thing = things.get(len(path)) or sections.get(path[0], "dataset")
    named = re.search("`([a-z]+)`", finding.message)
    return NAME_OF.get((thing, named[1] if named else ""), str(thing))
