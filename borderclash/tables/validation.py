"""A table of claims checked event by event, in several processes: what is wrong in it, in little memory."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from borderclash import rules
from borderclash.checking import Choice, Validation, check_loaded, saved_texts, today
from borderclash.model import Dataset
from borderclash.problems import Finding, Problem
from borderclash.reading.arrow import pa
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Loaded
from borderclash.rules.references import OUTSIDE, standing_for, used_in
from borderclash.spreadsheet.checking import Sheets, add_document, known_names
from borderclash.spreadsheet.columns import BY_NAME, OF_DATASET
from borderclash.spreadsheet.header import Header
from borderclash.spreadsheet.importing import import_book
from borderclash.spreadsheet.reading import check_columns
from borderclash.spreadsheet.relation import DECLARED, PLACE, Relation, empty, filled, is_detail
from borderclash.tables.batches import Events
from borderclash.tables.claims import AHEAD, LeftOut, Table, Workers, started
from borderclash.tables.declared import Declared

# What these rules find depends on what all events together refer to.
UNUSED = frozenset({"unused-party", "unused-source"})


@dataclass(slots=True)
class Used:
    """What events refer to by field, whether each claim has a source, and whether all of them could be read."""

    ids: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sourced: bool = True
    whole: bool = True
    events: bool = False

    def add(self, other: Used) -> None:
        """Take in what other events refer to."""
        for name, ids in other.ids.items():
            self.ids[name] |= ids
        self.sourced &= other.sourced
        self.whole &= other.whole
        self.events |= other.events


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong in some events, how many problems of each rule are left out, and what the events refer to."""

    problems: Sequence[Problem]
    left_out: LeftOut
    used: Used


def validate(
    relation: Relation, files: Sequence[str], loaded: Loaded, choice: Choice, workers: Workers
) -> Validation:
    """Return what is wrong in a table that is regular, and in what was *loaded* beside it of some *files*.

    *workers* give processes in which `start` was called with the table. Raises `UsageError` where the table cannot
    be read.
    """
    head = Head(relation, files, loaded)
    problems = _Problems(head.sheets, choice.most)
    used = Used()
    if not head.misnamed:
        for found in _of_events(relation, head, choice, workers):
            problems.add(found.problems, found.left_out)
            used.add(found.used)
    problems.add(*head.problems(choice, used))
    return Validation(tuple(files), problems.all(), problems.left_out, saved_texts(head.loaded.documents))


class _Problems:
    """The first *most* problems of each rule, and how many of each are left out."""

    def __init__(self, sheets: Sheets, most: int | None) -> None:
        self._sheets = sheets
        self._most = most
        self._of_rules: dict[str, list[Problem]] = defaultdict(list)
        self.left_out: LeftOut = Counter()

    def add(self, problems: Iterable[Problem], left_out: Mapping[Any, int]) -> None:
        self.left_out.update(left_out)
        for problem in problems:
            self._of_rules[problem.rule].append(problem)
        for rule, found in self._of_rules.items():
            if self._most is not None and len(found) > self._most:
                found = self._sheets.in_order(found)
                self.left_out.update((each.rule, each.severity) for each in found[self._most :])
                self._of_rules[rule] = found[: self._most]

    def all(self) -> list[Problem]:
        return self._sheets.in_order(problem for _, found in sorted(self._of_rules.items()) for problem in found)


class Head:
    """What stands outside of the events of a table: its title, parties and sources, and the files beside it."""

    def __init__(self, relation: Relation, files: Sequence[str], loaded: Loaded) -> None:
        book = empty(relation)
        check_columns(book, Header())
        self.beside = list(loaded.documents)
        self.misnamed = book.misnamed
        self.loaded = loaded
        self.sheets = Sheets(files)
        rows = () if book.misnamed else _rows_of_head(relation)
        self.sheets.imported[relation.name] = imported = import_book(filled(book, rows), known_names(self.beside))
        if book.misnamed:
            loaded.complete = False
        else:
            add_document(imported, relation.name, loaded)

    def problems(self, choice: Choice, used: Used) -> tuple[list[Problem], Mapping[Any, int]]:
        """Return what is wrong outside of events that refer to what is *used*."""
        documents = list(self.loaded.documents)
        if used.events:
            documents.append(standing_for("all", used.ids, sourced=used.sourced))
        dataset, findings = assemble(documents)
        material = rules.Material(dataset, documents, self.loaded.complete, today())
        names = choice.names if used.whole else [name for name in choice.names if name not in UNUSED]
        findings = [*self.loaded.findings, *findings, *rules.check(material, names)]
        found = [finding for finding in findings if finding.pointer.file]
        return choice.problems(found, self.loaded, self.sheets)


def _rows_of_head(relation: Relation) -> Iterator[pa.Table]:
    """Yield the rows without an event, and of the others those that say a thing of a party or a source first."""
    query = 'SELECT * FROM claims WHERE "event" IS NULL'
    for thing in DECLARED:
        details = [name for name in relation.columns if is_detail(name) and BY_NAME[name].thing == thing]
        if details:
            firsts = " UNION ".join(
                f'SELECT min("{PLACE}") FROM claims WHERE "event" IS NOT NULL AND "{name}" IS NOT NULL '
                f'GROUP BY "{thing}", "{name}"'
                for name in details
            )
            chosen = ", ".join(f'"{name}"' for name in (PLACE, thing, *details))
            query += f' UNION ALL BY NAME SELECT {chosen} FROM claims WHERE "{PLACE}" IN ({firsts})'
    for name in (name for name in OF_DATASET if name in relation.columns):
        query += (
            f' UNION ALL BY NAME SELECT min("{PLACE}") AS "{PLACE}", "{name}" FROM claims '
            f'WHERE "{name}" IS NOT NULL AND "event" IS NOT NULL GROUP BY "{name}"'
        )
    with relation.reading():
        yield relation.database.sql(f'SELECT * FROM ({query}) ORDER BY "{PLACE}"').to_arrow_table()


def _of_events(relation: Relation, head: Head, choice: Choice, workers: Workers) -> Iterator[Found]:
    """Yield what is wrong in all events, some of them at a time."""
    declared = Declared.of(relation)
    inside = choice._replace(names=[name for name in choice.names if name not in OUTSIDE])
    sheets = [sheet.name for sheet in empty(relation).sheets]
    table = Table.of(relation.name, sheets, head.beside, declared.data, inside)
    waiting: deque[Callable[[], Found]] = deque()
    with workers(table) as submit:
        for batch in Events(relation).batches():
            waiting.append(submit(partial(_check_here, batch.rows, declared.used(batch.rows))))
            if len(waiting) > AHEAD:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()


def _check_here(rows: pa.Table, sources: Mapping[str, Any]) -> Found:
    return check(started(), rows, sources)


def check(table: Table, rows: pa.Table, sources: Mapping[str, Any]) -> Found:
    """Return what is wrong in the rows of some events, and what they refer to; *sources* as in `Table.read`."""
    loaded, sheets = table.at_once(rows, sources), None
    findings: list[Finding] = []
    if loaded:
        dataset, findings = _in_events(table, loaded)
    if not loaded or findings:
        loaded, sheets = table.as_sheet(rows, sources)
        dataset, findings = _in_events(table, loaded)
    problems, left_out = table.choice.problems(findings, loaded, sheets) if sheets else ([], {})
    material = rules.Material(dataset, loaded.documents)
    whole = loaded.complete and all(document.data is document.written for document in loaded.documents)
    sourced = all(claim.sources for _, _, claim in material.claims())
    return Found(problems, Counter(left_out), Used(used_in(material), sourced, whole, bool(dataset.events)))


def _in_events(table: Table, loaded: Loaded) -> tuple[Dataset, list[Finding]]:
    dataset, findings = check_loaded(loaded, table.choice.names, {table.name})
    return dataset, [finding for finding in findings if finding.pointer.path[:1] == ("events",)]
