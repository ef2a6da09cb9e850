"""The rows of a table of claims, put together by event: DuckDB reads them, and sorts on disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from borderclash.problems import UsageError
from borderclash.reading.arrow import duckdb, pa, pc
from borderclash.spreadsheet.columns import BY_NAME, COLUMNS

SUFFIXES = (".parquet", ".arrow", ".feather")
# So many rows of whole events are taken in at once, and so many are read ahead at most.
BATCH = 5_000
MEMORY = "160MB"
PLACE = "row number"
FINGERPRINT = "fingerprint"
FIRST = "first row"
# Rows of files are numbered together: the file's number stands in front of its own rows'.
FILE = 1 << 40


def is_table(path: str) -> bool:
    """Say whether a path is that of a table, by its name."""
    return path.rstrip("/" + os.sep).lower().endswith(SUFFIXES)


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of some events, with the number of rows and the fingerprint of each event."""

    events: Sequence[str]
    sizes: Sequence[int]
    fingerprints: Sequence[str]
    rows: pa.Table


@dataclass(frozen=True, slots=True)
class Said:
    """What a table says of a party or a source: its fields by column, and the row that names it first."""

    id: str
    place: int
    fields: Mapping[str, str]


class Relation:
    """The rows of a table of claims; *folder* is a temporary one.

    Raises `UsageError` where it cannot be read.
    """

    def __init__(self, name: str, folder: str) -> None:
        self.name = name
        self.files = _files(name)
        self._db = duckdb.connect(config={"memory_limit": MEMORY, "threads": 2, "temp_directory": folder})
        self._db.execute("SET autoinstall_known_extensions = false")
        try:
            self.types = self._types()
            self.columns = [name for name in BY_NAME if name in self.types]
            if "event" in self.types:
                self._db.execute(f"CREATE TEMP VIEW claims AS {self._selected()}")
                self._order()
        except duckdb.Error as error:
            raise self._unreadable(error) from None

    def _unreadable(self, error: Exception) -> UsageError:
        reason = str(error).strip().splitlines()[0]
        return UsageError(f"`{self.name}` cannot be read as a table: {reason}", "write it again as Parquet")

    def _types(self) -> dict[str, str]:
        """Return the columns with their types, as DuckDB names them."""
        found: dict[str, str] = {}
        for file in self.files:
            described = self._db.execute(f"DESCRIBE SELECT * FROM {_scan(file)}").fetchall()
            found.update((str(column), str(type)) for column, type, *_ in described)
        return found

    def _selected(self) -> str:
        """Return the query for the rows of all files, each cell as text, without what is empty."""
        parts = []
        for number, file in enumerate(self.files):
            there = {column for column, *_ in self._db.execute(f"DESCRIBE SELECT * FROM {_scan(file)}").fetchall()}
            cells = [
                f"nullif({_as_text(name, self.types[name])}, '') AS \"{name}\""
                if name in there
                else f'NULL AS "{name}"'
                for name in self.columns
            ]
            place = f'{number * FILE} + file_row_number + 1 AS "{PLACE}"'
            parts.append(f"SELECT {place}, {', '.join(cells)} FROM {_scan(file)}")
        return " UNION ALL ".join(parts)

    def _order(self) -> None:
        """Note the order of events, and whether the rows of each stand together."""
        self._db.execute(
            f'CREATE TEMP TABLE firsts AS SELECT event, min("{PLACE}") AS "{FIRST}", count(*) AS size '
            "FROM claims WHERE event IS NOT NULL GROUP BY event"
        )
        before = "SELECT event, lag(event) OVER () AS before FROM claims WHERE event IS NOT NULL"
        runs = self._one(f"SELECT count(*) FROM ({before}) WHERE event IS DISTINCT FROM before")
        self.events = self._one("SELECT count(*) FROM firsts")
        self.size = self._one("SELECT coalesce(sum(size), 0) FROM firsts")
        self.together = runs == self.events

    def _one(self, query: str) -> int:
        row = self._db.execute(query).fetchone()
        return int(row[0]) if row else 0

    def declared(self, thing: str) -> tuple[list[Said], list[tuple[str, str, int, int]]]:
        """Return what the table says of parties or sources, and what it says in two ways.

        The latter are the id, the column, and the places of the first row and of one that says otherwise.
        """
        details = [column.name for column in COLUMNS if column.thing == thing and column.field]
        details = [name for name in details if name in self.types]
        if thing not in self.types or not details:
            return [], []
        chosen = ", ".join(
            f'arg_min("{name}", "{PLACE}") AS "{name}", min("{name}") IS DISTINCT FROM max("{name}")'
            for name in details
        )
        anything = " OR ".join(f'"{name}" IS NOT NULL' for name in details)
        rows = self._db.execute(
            f'SELECT "{thing}", min("{PLACE}"), {chosen} FROM claims WHERE "{thing}" IS NOT NULL AND ({anything}) '
            f'GROUP BY "{thing}" ORDER BY 2'
        ).fetchall()
        declared, differing = [], []
        for id, place, *values in rows:
            fields = dict(zip(details, values[::2], strict=True))
            declared.append(Said(id, place, {name: text for name, text in fields.items() if text is not None}))
            unlike = [name for name, differs in zip(details, values[1::2], strict=True) if differs]
            differing += [(id, name, *self._two(thing, id, name)) for name in unlike]
        return declared, differing

    def _two(self, thing: str, id: str, column: str) -> tuple[int, int]:
        """Return the places of the first row that says something of a thing and of one that says otherwise."""
        rows = self._db.execute(
            f'SELECT min("{PLACE}") FROM claims WHERE "{thing}" = ? AND "{column}" IS NOT NULL '
            f'GROUP BY "{column}" ORDER BY 1 LIMIT 2',
            [id],
        ).fetchall()
        return int(rows[0][0]), int(rows[1][0])

    def row(self, place: int) -> tuple[str, int]:
        """Return the file, where there are several, and the number of the row in it that is at a place."""
        number, row = divmod(place, FILE)
        return self.files[number] if len(self.files) > 1 else "", row

    def title(self) -> str | None:
        """Return what the whole is called, as far as a row says it."""
        if "title" not in self.types:
            return None
        row = self._db.execute(f'SELECT arg_min(title, "{PLACE}") FROM claims').fetchone()
        return row[0] if row else None

    def batches(self) -> Iterator[Batch]:
        """Yield all rows that belong to an event, event by event in the order of first rows."""
        cells = ", ".join(f'"{name}"' for name in self.columns)
        packed = ", ".join(f'"{name}" := "{name}"' for name in self.columns)
        print = f"md5(CAST(to_json(struct_pack({packed})) AS VARCHAR)) AS {FINGERPRINT}"
        query = f'SELECT "{PLACE}", {cells}, {print} FROM claims'
        if self.together:
            query += " WHERE event IS NOT NULL"
        else:
            query += f' JOIN firsts USING (event) ORDER BY "{FIRST}", "{PLACE}"'
        waiting: list[pa.RecordBatch] = []
        rows = 0
        for read in self._db.sql(query).to_arrow_reader(BATCH):
            events = read.column("event")
            if not read.num_rows:
                continue
            # All but the last event are whole.
            last = pc.index(events, events[-1]).as_py()
            same = bool(waiting) and last == 0 and waiting[-1].column("event")[-1] == events[-1]
            if not same and rows + last >= BATCH:
                yield _batch([*waiting, read.slice(0, last)])
                waiting, rows, read = [], 0, read.slice(last)
            waiting.append(read)
            rows += read.num_rows
        if waiting:
            yield _batch(waiting)

    def without_event(self) -> pa.Table:
        """Return the rows that belong to no event: they declare parties and sources, or something is missing."""
        cells = ", ".join(f'"{name}"' for name in self.columns)
        table: pa.Table = self._db.sql(
            f'SELECT "{PLACE}", {cells} FROM claims WHERE event IS NULL'
        ).to_arrow_table()
        return table


def _files(name: str) -> list[str]:
    if not os.path.isdir(name):
        return [name]
    files = sorted(str(file) for file in Path(name).rglob("*.parquet") if file.is_file())
    if not files:
        raise UsageError(f"no Parquet files in `{name}`", "a folder of a table holds files that end in .parquet")
    return files


def _scan(file: str) -> str:
    """Return what DuckDB reads a file by; in its name no letter is a pattern, and no quote ends it."""
    escaped = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in file).replace("'", "''")
    return f"read_parquet('{escaped}', file_row_number = true)"


def _as_text(name: str, type: str) -> str:
    """Return the expression for a cell as the text that a sheet would have."""
    column = f'"{name}"'
    if type.endswith("[]"):
        escaped = f"list_transform({column}, lambda item: replace(replace(item, '\\', '\\\\'), ';', '\\;'))"
        return f"array_to_string({escaped}, '; ')"
    if type == "BOOLEAN":
        return f"CASE {column} WHEN true THEN 'yes' WHEN false THEN 'no' END"
    if type in ("DOUBLE", "FLOAT"):
        whole = f"{column} = trunc({column}) AND abs({column}) < 1e15"
        return (
            f"CASE WHEN {whole} THEN CAST(CAST({column} AS BIGINT) AS VARCHAR) ELSE CAST({column} AS VARCHAR) END"
        )
    if type.startswith("TIMESTAMP WITH"):
        return f"strftime({column} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ')"
    if type.startswith("TIMESTAMP"):
        return f"strftime({column}, '%Y-%m-%dT%H:%M:%S')"
    return f"CAST({column} AS VARCHAR)"


def _batch(read: Sequence[pa.RecordBatch]) -> Batch:
    rows = pa.Table.from_batches(read).combine_chunks()
    runs = pc.run_end_encode(rows.column("event").chunk(0))
    ends = runs.run_ends.to_pylist()
    starts = [0, *ends[:-1]]
    prints = rows.column(FINGERPRINT).chunk(0)
    fingerprints = [_digest(prints.slice(start, end - start)) for start, end in zip(starts, ends, strict=True)]
    sizes = [end - start for start, end in zip(starts, ends, strict=True)]
    return Batch(runs.values.to_pylist(), sizes, fingerprints, rows.drop_columns([FINGERPRINT]))


def _digest(prints: pa.StringArray) -> str:
    return hashlib.blake2b("".join(prints.to_pylist()).encode(), digest_size=16).hexdigest()


def cells(rows: pa.Table) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the place of each row and its cells that hold anything, by column."""
    names = [
        name for name in rows.column_names if name in BY_NAME and rows.column(name).null_count < rows.num_rows
    ]
    places = rows.column(PLACE).to_pylist()
    columns = [rows.column(name).to_pylist() for name in names]
    for place, *values in zip(places, *columns, strict=True):
        yield place, {name: value for name, value in zip(names, values, strict=True) if value is not None}
