"""The tables of an earlier comparison, from which the records of events that have not changed are taken over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from borderclash.presenting.event_tables import COUNTED
from borderclash.reading.arrow import pa, pq
from borderclash.rendering.tables.contract import schemas
from borderclash.rendering.tables.folder import restore, table_file


class Earlier:
    """The records of each event in the tables of *folder*; none where it has none, or those of another version."""

    def __init__(self, folder: Path | None) -> None:
        self.prints: dict[str, tuple[int, str]] = {}
        self._starts: dict[str, list[int]] = {}
        self._files: dict[str, _File] = {}
        try:
            if folder:
                restore(folder)
                self._open(folder)
        except (OSError, pa.ArrowException, KeyError, ValueError):
            self.prints.clear()

    def _open(self, folder: Path) -> None:
        expected = schemas()
        files = {table: pq.ParquetFile(table_file(folder, table)) for table in expected}
        found = {table: file.schema_arrow for table, file in files.items()}
        if any(_unlike(found[table], expected[table]) for table in expected):
            return
        self._events = files["events"].read()
        for table in COUNTED:
            counts = self._events.column(table).to_pylist()
            self._starts[table] = [0, *accumulate(counts)]
            if self._starts[table][-1] != files[table].metadata.num_rows:
                return
            self._files[table] = _File(files[table])
        events = self._events.column("event").to_pylist()
        prints = self._events.column("fingerprint").to_pylist()
        self.prints = {
            id: (number, print) for number, (id, print) in enumerate(zip(events, prints, strict=True)) if print
        }

    def place(self, event: str, fingerprint: str) -> int | None:
        """Return the place of an event that has not changed, ``None`` for any other."""
        place, known = self.prints.get(event, (0, None))
        return place if known == fingerprint else None

    def records(self, first: int, last: int, sequence: int) -> dict[str, pa.Table]:
        """Return the records of the events from one place up to another; *sequence* is the first's place now."""
        events = self._events.slice(first, last - first)
        column = pa.array(range(sequence, sequence + last - first), pa.int64())
        events = events.set_column(events.column_names.index("sequence"), events.schema.field("sequence"), column)
        found = {"events": events}
        for table, file in self._files.items():
            starts = self._starts[table]
            found[table] = file.rows(starts[first], starts[last])
        return found


def _unlike(schema: pa.Schema, expected: pa.Schema) -> bool:
    # Within lists the fields of a file have metadata of their own.
    return not schema.equals(expected) or schema.metadata != expected.metadata


class _File:
    """The rows of a Parquet file, of which the group that was read last is kept."""

    def __init__(self, file: pq.ParquetFile) -> None:
        self._file = file
        sizes = (file.metadata.row_group(number).num_rows for number in range(file.num_row_groups))
        self._starts: Sequence[int] = [0, *accumulate(sizes)]
        self._kept: tuple[int, pa.Table | None] = (-1, None)

    def rows(self, first: int, last: int) -> pa.Table:
        """Return the rows from one number up to another."""
        parts = [self._file.schema_arrow.empty_table()]
        for number, (start, end) in enumerate(zip(self._starts[:-1], self._starts[1:], strict=True)):
            if start < last and first < end:
                group = self._group(number)
                parts.append(group.slice(max(0, first - start), min(last, end) - max(first, start)))
        return pa.concat_tables(parts)

    def _group(self, number: int) -> pa.Table:
        if self._kept[0] != number:
            self._kept = number, self._file.read_row_group(number)
        return self._kept[1]
