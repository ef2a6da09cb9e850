"""Rows of a table to records, wherever they are: what an engine calls that shares a table among machines.

The rows of each event come one after the other. They have the name of their file, their number in it and, where
they cannot be read by themselves, why that is.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from borderclash.comparing.rows import compare as compare_dataset
from borderclash.comparing.withheld import for_others, is_anonymous
from borderclash.model import Dataset, Source
from borderclash.presenting.event_tables import of_all
from borderclash.problems import Location, Problem
from borderclash.reading.arrow import pa, pc
from borderclash.rendering.tables.contract import batch, schemas
from borderclash.spreadsheet.relation import FILE, PLACE, Irregular, location
from borderclash.tables.archive import Made, Share, column_records, dataset_beside, made_of
from borderclash.tables.batches import parted, whole_events
from borderclash.tables.claims import Table
from borderclash.tables.declared import Declared

FILE_NAME = "file name"
# The number of what makes a row irregular.
IRREGULAR = "irregular"
Tables = dict[str, pa.Table]
HELP = "give ids, and texts as they are; the rest of what a sheet may hold is for tables that one machine compares"
PROBLEMS = pa.schema(
    [
        ("event", pa.string()),
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("message", pa.string()),
        ("file", pa.string()),
        ("row", pa.int64()),
        ("column", pa.string()),
        ("help", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Work:
    """What holds for all rows of a table: what it declares, and what may make a row irregular.

    ``unnamed`` are the sources that no claim names but such as withhold them.
    """

    table: Table
    declared: Declared
    irregular: Sequence[Irregular]
    unnamed: Set[str] = frozenset()

    def packed(self) -> bytes:
        """Return it as bytes, which a process reads once for all of its partitions."""
        return pickle.dumps(self)


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Work:
    work: Work = pickle.loads(packed)
    return work


@cache
def tables() -> Mapping[str, pa.Schema]:
    """Return the schemas of the tables that come of it: those of the contract, and the problems."""
    return {**schemas(), "problems": PROBLEMS}


def records(name: str, made: pa.Table) -> Iterator[pa.RecordBatch]:
    """Yield the records of a table as rows of one for all: its name, and in the column of that name the record."""
    for some in made.to_batches():
        columns = [pa.repeat(name, some.num_rows)]
        for other, schema in tables().items():
            type = pa.struct(list(schema))
            columns.append(some.to_struct_array() if other == name else pa.nulls(some.num_rows, type))
        yield pa.record_batch(columns, ["table", *tables()])


def problem_records(event: str | None, problems: Iterable[Problem]) -> Iterator[pa.RecordBatch]:
    """Yield problems as such rows."""
    made = []
    for problem in problems:
        at = problem.location
        file, row, column = at.file, at.line or None, None
        if at.cell:
            file, row, column = at.cell.sheet or at.file, at.cell.row, at.cell.name
        record = (event, problem.rule, problem.severity, problem.message, file, row, column, problem.help)
        made.append(dict(zip(PROBLEMS.names, record, strict=True)))
    yield from records("problems", pa.Table.from_pylist(made, PROBLEMS))


def beside(work: Work) -> Iterator[pa.RecordBatch]:
    """Yield the records of what stands beside the events, and what is wrong there."""
    dataset = for_others(dataset_beside(work.table, work.declared))
    for name, made in of_all(compare_dataset(replace(dataset, sources=_named(dataset, work.unnamed)))).items():
        yield from records(name, pa.Table.from_batches([batch(name, made)]))
    yield from problem_records(None, work.declared.problems)


def _named(dataset: Dataset, unnamed: Set[str]) -> dict[str, Source]:
    """Return the sources that are told; what stands in for another is numbered in each event by itself."""
    told = {id: each for id, each in dataset.sources.items() if id not in unnamed and not is_anonymous(each)}
    return {
        id: each._replace(derived_from=tuple(one for one in each.derived_from if one in told))
        if "derived-from" in each.withheld
        else each
        for id, each in told.items()
    }


def compare(packed: bytes, rows: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield the records of the events of some rows, and the problems of those that have any errors."""
    work = _unpacked(packed)
    for some in whole_events(rows):
        for event, made in _compared(work, some):
            yield from problem_records(event, made.problems)
            for name, records_of_table in (made.result or {}).items():
                yield from records(name, records_of_table)


def _compared(work: Work, rows: pa.Table) -> Iterator[tuple[str | None, Made[Tables]]]:
    """Yield what was made of some events together; of each, with its id, where there is anything wrong."""
    table, rows = _placed(work.table, rows)
    events, starts, sizes = parted(rows)
    if not any(_refused(work, table, rows)):
        made = made_of(table, column_records, _share(work, rows, len(events)))
        if not made.problems:
            yield None, made
            return
    for event, start, size in zip(events, starts, sizes, strict=True):
        own = rows.slice(start, size)
        problems = list(_refused(work, table, own))
        if problems:
            yield event or None, Made(None, problems, Counter())
        else:
            yield event, made_of(table, column_records, _share(work, own, 1))


def _placed(table: Table, rows: pa.Table) -> tuple[Table, pa.Table]:
    """Return the table with the names of the files that rows are of, and the rows with their places in these."""
    names = rows.column(FILE_NAME)
    files = pc.unique(names).sort()
    number = pc.index_in(names, files).cast(pa.int64())
    place = pc.add(pc.multiply(number, FILE), rows.column(PLACE))
    return replace(table, sheets=files.to_pylist()), rows.set_column(rows.column_names.index(PLACE), PLACE, place)


def _share(work: Work, rows: pa.Table, events: int) -> Share:
    return Share(rows, work.declared.used(rows), [None] * events, None)


def _refused(work: Work, table: Table, rows: pa.Table) -> Iterator[Problem]:
    """Yield what is wrong with rows before they are read: irregular ones, faulty parties and sources."""
    reasons = rows.column(IRREGULAR)
    if reasons.null_count < rows.num_rows:
        for at, reason in enumerate(reasons.to_pylist()):
            if reason is not None:
                column, message, _ = work.irregular[reason]
                yield Problem("irregular", "error", message, _location(table, rows, at, column), HELP)
    for thing, id in work.declared.faulty_in(rows):
        message = f"the {thing} `{id[:60]}`, which is named here, is not known for certain"
        help = f"see what is wrong with the {thing} itself"
        yield Problem("differs", "error", message, _location(table, rows, 0, thing), help)


def _location(table: Table, rows: pa.Table, at: int, column: str) -> Location:
    file, row = divmod(rows.column(PLACE)[at].as_py(), FILE)
    return location(table.name, (table.sheets[file], row), column)
