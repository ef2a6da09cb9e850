"""A table of claims compared event by event, in several processes; what has not changed is taken over."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, Generic, TypeVar

from borderclash.checking import Choice
from borderclash.comparing.rows import Comparison, compare
from borderclash.comparing.withheld import withholds, without_withheld
from borderclash.model import Dataset
from borderclash.presenting.event_tables import OF_EVENTS, Records, event_records, of_all, placed
from borderclash.problems import MOST_SHOWN, Problem
from borderclash.reading.arrow import duckdb, pa
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Document, Loaded
from borderclash.rendering.tables.contract import batch
from borderclash.rendering.tables.folder import written
from borderclash.spreadsheet.relation import Relation, empty
from borderclash.tables.batches import Batch, Events
from borderclash.tables.claims import AHEAD, LeftOut, Table, Workers, started
from borderclash.tables.declared import Declared
from borderclash.tables.earlier import Earlier
from borderclash.tables.validation import Head, Used
from borderclash.vocabulary import PROGRAM_VERSION

Result = TypeVar("Result")
Shown = TypeVar("Shown")
# Below so many rows a second process is not worth its start.
FEW = 40_000


@dataclass(frozen=True, slots=True)
class Share:
    """Events to be compared: their rows, the sources that these name, and the first's place among all events.

    There is none where rows have no order; fingerprints are for a later run.
    """

    rows: pa.Table
    sources: Mapping[str, Any]
    fingerprints: Sequence[str | None]
    sequence: int | None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Events whose records are taken over: their places in the earlier tables, the first's among all events."""

    first: int
    last: int
    sequence: int


@dataclass(slots=True)
class Made(Generic[Result]):
    """What was made of a share, ``None`` where there is an error in it, and what is wrong in it."""

    result: Result | None
    problems: Sequence[Problem]
    left_out: LeftOut


@dataclass(slots=True)
class Outcome:
    """What came of an archive: what is wrong in it, and how many of its events were compared or taken over.

    Of each rule there are the first `MOST_SHOWN` problems; ``left_out`` counts the others.
    """

    problems: list[Problem] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=Counter)
    compared: int = 0
    taken_over: int = 0

    @property
    def errors(self) -> bool:
        """Whether there is any error."""
        return any(problem.severity == "error" for problem in self.problems)

    def take(self, share: Share | Unchanged, made: Made[Any]) -> None:
        """Take in what is wrong in a share."""
        if isinstance(share, Share):
            self.compared += len(share.fingerprints)
        self.left_out += made.left_out
        shown = Counter(problem.rule for problem in self.problems)
        for problem in made.problems:
            if shown[problem.rule] < MOST_SHOWN:
                self.problems.append(problem)
            else:
                self.left_out[problem.rule, problem.severity] += 1
            shown[problem.rule] += 1


class Archive:
    """A table of claims that is `regular`, with what holds for all of it.

    *documents* declare parties and sources beside it. Raises `UsageError` where the table cannot be read.
    """

    def __init__(self, relation: Relation, documents: Sequence[Document], choice: Choice) -> None:
        self.relation = relation
        # What stands outside of events; which of it these use is not asked for.
        head = Head(relation, [relation.name], Loaded(list(documents)))
        self._beside = head.problems(choice, Used(whole=False))
        self.declared = Declared.of(self.relation)
        sheets = [sheet.name for sheet in empty(relation).sheets]
        self.table = Table.of(relation.name, sheets, documents, self.declared.data, choice)
        self.dataset = dataset_beside(self.table, self.declared)
        # Another version of DuckDB may have another hash of a row.
        self._common = _digest([PROGRAM_VERSION, duckdb.__version__, [document.data for document in documents]])

    def shares(self, events: Events, earlier: Earlier) -> Iterator[Share | Unchanged]:
        """Yield all *events* in order: those to be compared, and those that have not changed since *earlier*."""
        sequence = 1
        for read in events.batches():
            starts = [0, *accumulate(read.sizes)]
            own = list(self._fingerprints(events, read))
            places = [earlier.place(event, print) for event, print in zip(read.events, own, strict=True)]
            for first, last in _runs(places):
                place = places[first]
                if place is None:
                    rows = read.rows.slice(starts[first], starts[last] - starts[first])
                    yield Share(rows, self.declared.used(rows), own[first:last], sequence)
                else:
                    yield Unchanged(place, place + last - first, sequence)
                sequence += last - first

    def _fingerprints(self, events: Events, read: Batch) -> Iterator[str]:
        """Yield a fingerprint of all that each event's records are made of."""
        common = (self._common, events.columns)
        for print, named in zip(read.fingerprints, self.declared.of_events(read.rows, read.sizes), strict=True):
            yield _digest((common, print, named))

    def compare(self, folder: Path, earlier: Earlier, workers: Workers) -> Outcome:
        """Compare all events into the tables of *folder*, unless there is an error in any of them.

        *workers* give processes in which `start` was called with the table; they are for many rows.
        Raises `OSError` where the folder cannot be written.
        """
        outcome = self.outcome()
        with suppress(Refused), written(folder) as tables:
            tables.add(of_all(compare(self.dataset)))
            for share, sent in self._made(_sent_records, earlier, workers, outcome):
                if sent is not None:
                    tables.add_columns({name: _table(records) for name, records in sent.items()})
                elif isinstance(share, Unchanged):
                    outcome.taken_over += share.last - share.first
                    tables.add_columns(earlier.records(share.first, share.last, share.sequence))
        return outcome

    def shown(self, show: Callable[[Comparison], Shown], workers: Workers, outcome: Outcome) -> Iterator[Shown]:
        """Yield what *show* makes of the events, some at a time; *workers* are as in `compare`.

        *outcome* takes what is wrong. Raises `Refused` behind the last of them where there is an error.
        """
        for _, found in self._made(partial(_shown, show), Earlier(None), workers, outcome):
            if found is not None:
                yield found

    def outcome(self) -> Outcome:
        """Return an outcome with what is wrong in the table as a whole."""
        problems, left_out = self._beside
        return Outcome(list(problems), Counter(left_out))

    def _made(
        self,
        work: Callable[[Comparison, Share], Result],
        earlier: Earlier,
        workers: Workers,
        outcome: Outcome,
    ) -> Iterator[tuple[Share | Unchanged, Result | None]]:
        """Yield each share with what *work* made of its comparison, in order; few are worked on ahead."""
        if outcome.errors:
            raise Refused
        events = Events(self.relation)
        waiting: deque[tuple[Share | Unchanged, Callable[[], Made[Result]]]] = deque()

        def next_one() -> tuple[Share | Unchanged, Result | None]:
            share, make = waiting.popleft()
            made = make()
            outcome.take(share, made)
            return share, made.result

        with ExitStack() as stack:
            submit = stack.enter_context(workers(self.table)) if events.size >= FEW else None
            for share in self.shares(events, earlier):
                if isinstance(share, Unchanged):
                    waiting.append((share, lambda: Made(None, (), Counter())))
                elif submit is None:
                    waiting.append((share, partial(made_of, self.table, work, share)))
                else:
                    sent = replace(share, rows=_sent(share.rows))
                    waiting.append((share, submit(partial(_work_here, work, sent))))
                while waiting and (len(waiting) > AHEAD or submit is None):
                    yield next_one()
            while waiting:
                yield next_one()
        if outcome.errors:
            raise Refused


class Refused(Exception):
    """There are errors: nothing is to be written."""


def _digest(data: object) -> str:
    return hashlib.blake2b(repr(data).encode(errors="backslashreplace"), digest_size=16).hexdigest()


def dataset_beside(table: Table, declared: Declared) -> Dataset:
    """Return what stands beside the events of a table."""
    sources = Document(table.name, 1, {"sources": declared.sources}, {})
    return assemble([*table.header, sources])[0]


def made_of(table: Table, work: Callable[[Comparison, Share], Result], share: Share) -> Made[Result]:
    """Compare the events of a share and return what *work* makes of that, or what is wrong in them."""
    dataset, problems, left_out = table.read(share.rows, share.sources)
    if any(problem.severity == "error" for problem in problems):
        return Made(None, problems, left_out)
    return Made(work(_compared(dataset), share), problems, left_out)


def _compared(dataset: Dataset) -> Comparison:
    """Return the comparison of some events, without what is withheld.

    What stands in for a source is numbered in each event by itself: what is made of one depends on no other.
    """
    if not withholds(dataset):
        return compare(dataset)
    each = [compare(without_withheld(replace(dataset, events=(event,)))) for event in dataset.events]
    return replace(each[0], events=[event for one in each for event in one.events]) if each else compare(dataset)


def _shown(show: Callable[[Comparison], Shown], comparison: Comparison, share: Share) -> Shown:
    return show(comparison)


def column_records(comparison: Comparison, share: Share) -> dict[str, pa.Table]:
    """Return the records of the events of a comparison in columns."""
    records: Records = {table: [] for table in OF_EVENTS}
    for number, event in enumerate(comparison.events):
        of_event = event_records(event, comparison.parties)
        sequence = None if share.sequence is None else share.sequence + number
        for name, rows in placed(of_event, sequence, share.fingerprints[number]).items():
            records[name] += rows
    return {name: pa.Table.from_batches([batch(name, rows)]) for name, rows in records.items()}


def _sent_records(comparison: Comparison, share: Share) -> dict[str, bytes]:
    """Return the same as bytes, which reach another process in less time than tables do."""
    return {name: _sent(records) for name, records in column_records(comparison, share).items()}


def _runs(places: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Yield where runs begin and end: of events to be compared, and of such as stood behind one another before."""
    keys = [None if place is None else place - number for number, place in enumerate(places)]
    first = 0
    for _, run in groupby(keys):
        last = first + sum(1 for _ in run)
        yield first, last
        first = last


def _work_here(work: Callable[[Comparison, Share], Result], share: Share) -> Made[Result]:
    return made_of(started(), work, replace(share, rows=_table(share.rows)))


def _sent(table: pa.Table) -> bytes:
    """Return the bytes of a table, and of no more than is in it."""
    with pa.BufferOutputStream() as stream:
        with pa.ipc.new_stream(stream, table.schema) as writer:
            writer.write_table(table)
        sent: bytes = stream.getvalue().to_pybytes()
    return sent


def _table(sent: bytes) -> pa.Table:
    with pa.ipc.open_stream(sent) as reader:
        return reader.read_all()
