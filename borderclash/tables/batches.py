"""The rows of a table of claims put together by event, some events at a time, each with a fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from borderclash.reading.arrow import pa, pc
from borderclash.spreadsheet.relation import BATCH, PLACE, Relation, is_detail

FINGERPRINT = "fingerprint"
FIRST = "first row"


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of some events, with the number of rows and the fingerprint of each event."""

    events: Sequence[str]
    sizes: Sequence[int]
    fingerprints: Sequence[str]
    rows: pa.Table


class Events:
    """The events of a table, in the order of their first rows; ``size`` is how many rows they have together."""

    def __init__(self, relation: Relation) -> None:
        self.relation = relation
        with relation.reading():
            relation.database.execute(
                f'CREATE TEMP TABLE firsts AS SELECT event, min("{PLACE}") AS "{FIRST}", count(*) AS size '
                "FROM claims WHERE event IS NOT NULL GROUP BY event"
            )
            before = "SELECT event, lag(event) OVER () AS before FROM claims WHERE event IS NOT NULL"
            runs = self._one(f"SELECT count(*) FROM ({before}) WHERE event IS DISTINCT FROM before")
            # Where the rows of each event stand together there is nothing to sort.
            self.together = runs == self._one("SELECT count(*) FROM firsts")
            self.size = self._one("SELECT coalesce(sum(size), 0) FROM firsts")

    def _one(self, query: str) -> int:
        return int(self.relation.database.execute(query).fetchall()[0][0])

    def batches(self) -> Iterator[Batch]:
        """Yield all rows that belong to an event, event by event; an event is never parted."""
        waiting: list[pa.RecordBatch] = []
        rows = 0
        with self.relation.reading():
            for read in self.relation.database.sql(self._query()).to_arrow_reader(BATCH):
                events = read.column("event")
                if not read.num_rows:
                    continue
                # All but the last event are whole, and it may have begun earlier.
                last = pc.index(events, events[-1]).as_py()
                goes_on = bool(waiting) and not last and waiting[-1].column("event")[-1] == events[-1]
                if rows + last >= BATCH and not goes_on:
                    yield _batch([*waiting, read.slice(0, last)])
                    waiting, rows, read = [], 0, read.slice(last)
                waiting.append(read)
                rows += read.num_rows
        if waiting:
            yield _batch(waiting)

    def _query(self) -> str:
        columns = self.relation.columns
        cells = ", ".join(f'"{name}"' for name in columns)
        # What the table says of parties and sources on any row is known of all rows together.
        own = [name for name in columns if not is_detail(name)]
        packed = ", ".join(f'"{name}" := "{name}"' for name in own)
        print = f"md5(CAST(to_json(struct_pack({packed})) AS VARCHAR)) AS {FINGERPRINT}"
        query = f'SELECT "{PLACE}", {cells}, {print} FROM claims'
        if self.together:
            return f"{query} WHERE event IS NOT NULL"
        return f'{query} JOIN firsts USING (event) ORDER BY "{FIRST}", "{PLACE}"'

    def without_event(self) -> pa.Table:
        """Return the rows that belong to no event: they declare parties and sources, or lack something."""
        with self.relation.reading():
            return self.relation.database.sql("SELECT * FROM claims WHERE event IS NULL").to_arrow_table()


def _batch(read: Sequence[pa.RecordBatch]) -> Batch:
    rows = pa.Table.from_batches(read).combine_chunks()
    runs = pc.run_end_encode(rows.column("event").chunk(0))
    ends = runs.run_ends.to_pylist()
    starts = [0, *ends[:-1]]
    prints = rows.column(FINGERPRINT).chunk(0)
    sizes = [end - start for start, end in zip(starts, ends, strict=True)]
    own = [_digest(prints.slice(start, size)) for start, size in zip(starts, sizes, strict=True)]
    return Batch(runs.values.to_pylist(), sizes, own, rows.drop_columns([FINGERPRINT]))


def _digest(prints: pa.StringArray) -> str:
    return hashlib.blake2b("".join(prints.to_pylist()).encode(), digest_size=16).hexdigest()
