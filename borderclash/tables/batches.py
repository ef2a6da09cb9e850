"""The rows of a table of claims put together by event, some events at a time, each with a fingerprint."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
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
    """The events of a table, in the order of their first rows; ``size`` is how many rows they have together.

    ``columns`` are those that say something of claims and events: what the table says of parties and sources on
    any row is known of all rows together.
    """

    def __init__(self, relation: Relation) -> None:
        self.relation = relation
        self.columns = [name for name in relation.columns if not is_detail(name)]
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
        with self.relation.reading():
            reader = self.relation.database.sql(self._query()).to_arrow_reader(BATCH)
            yield from map(_batch, whole_events(reader))

    def _query(self) -> str:
        cells = ", ".join(f'"{name}"' for name in self.columns)
        query = f'SELECT "{PLACE}", {cells}, hash({cells}) AS {FINGERPRINT} FROM claims'
        if self.together:
            return f"{query} WHERE event IS NOT NULL"
        return f'{query} JOIN firsts USING (event) ORDER BY "{FIRST}", "{PLACE}"'


def whole_events(read: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Yield rows that are read event by event in tables of some events each, none of which is parted."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    # Some engines read many rows at a time.
    for some in (part.slice(start, BATCH) for part in read for start in range(0, part.num_rows, BATCH)):
        events = some.column("event")
        # All but the last event are whole, and it may have begun earlier.
        last = pc.index(events, events[-1]).as_py()
        goes_on = bool(waiting) and not last and waiting[-1].column("event")[-1] == events[-1]
        if rows + last >= BATCH and not goes_on:
            yield pa.Table.from_batches([*waiting, some.slice(0, last)]).combine_chunks()
            waiting, rows, some = [], 0, some.slice(last)
        waiting.append(some)
        rows += some.num_rows
    if waiting:
        yield pa.Table.from_batches(waiting).combine_chunks()


def parted(rows: pa.Table) -> tuple[list[str], list[int], list[int]]:
    """Return the events of a table of `whole_events`, where the rows of each begin, and how many there are."""
    runs = pc.run_end_encode(rows.column("event").chunk(0))
    ends = runs.run_ends.to_pylist()
    starts = [0, *ends[:-1]]
    return runs.values.to_pylist(), starts, [end - start for start, end in zip(starts, ends, strict=True)]


def _batch(rows: pa.Table) -> Batch:
    events, starts, sizes = parted(rows)
    prints = rows.column(FINGERPRINT).to_pylist()
    own = [_digest(prints[start : start + size]) for start, size in zip(starts, sizes, strict=True)]
    return Batch(events, sizes, own, rows.drop_columns([FINGERPRINT]))


def _digest(prints: Sequence[int]) -> str:
    return hashlib.blake2b(array("Q", prints).tobytes(), digest_size=16).hexdigest()
