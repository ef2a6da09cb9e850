"""What a table says of its parties and sources, on whatever row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Protocol

from borderclash.checking import Texts, read_files
from borderclash.problems import Problem
from borderclash.reading.arrow import pa, pc
from borderclash.reading.documents import Loaded, read
from borderclash.spreadsheet import cells as codec
from borderclash.spreadsheet.columns import Thing
from borderclash.spreadsheet.relation import DECLARED, Sayings, location
from borderclash.tables.claims import Unusual, entry

# What names a party in the rows of an event.
OF_PARTIES = ("party", "subject", "question_subject", "of")


class Rows(Protocol):
    """The rows of a table, whoever reads them, as far as they say more of parties and sources than their ids."""

    name: str

    def of_dataset(self) -> dict[str, str]:
        """Return what rows say of the whole by column, the first of each."""

    def said(self, thing: Thing) -> Sayings:
        """Return what the rows say of parties or sources, and what they say in two ways."""


@dataclass(frozen=True, slots=True)
class Declared:
    """The parties and sources of a table by their ids, what it says of the whole, and what is wrong with them.

    ``faulty`` are the ids of those with which something is wrong.
    """

    whole: Mapping[str, Any]
    parties: Mapping[str, dict[str, Any]]
    sources: Mapping[str, dict[str, Any]]
    problems: tuple[Problem, ...]
    faulty: Mapping[Thing, Set[str]]

    @classmethod
    def of(cls, rows: Rows) -> Declared:
        """Return what a table says; where it says two things of one, the first."""
        problems: list[Problem] = []
        faulty: dict[Thing, Set[str]] = {}
        sections = {}
        for thing in DECLARED:
            sections[thing], faulty[thing] = _section(rows, thing, problems)
        return cls(entry(rows.of_dataset()), sections["party"], sections["source"], tuple(problems), faulty)

    @property
    def data(self) -> dict[str, Any]:
        """The data of a claim file with the parties, and without the sources."""
        return {"borderclash": 1, **self.whole, "parties": dict(self.parties)}

    def used(self, rows: pa.Table) -> dict[str, dict[str, Any]]:
        """Return the sources that rows name, and those that these are derived from."""
        return self._sources(_named(rows, "source"))

    def of_events(self, rows: pa.Table, sizes: Sequence[int]) -> Iterator[list[tuple[str, dict[str, Any]]]]:
        """Yield what is declared of the parties and the sources of each event, of so many rows one by one.

        Parties come in their order; all of them, where one is not named by its id.
        """
        parties, sources = _of_events(rows, sizes, OF_PARTIES), _of_events(rows, sizes, ("source",))
        order = {id: number for number, id in enumerate(self.parties)}
        for of_event, named in zip(parties, sources, strict=True):
            ids = sorted(of_event, key=order.__getitem__) if of_event <= order.keys() else order
            yield [*((id, self.parties[id]) for id in ids), *sorted(self._sources(named).items())]

    def _sources(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        used: dict[str, dict[str, Any]] = {}
        waiting = set(ids)
        while waiting:
            id = waiting.pop()
            if id in self.sources and id not in used:
                used[id] = self.sources[id]
                derived = used[id].get("derived-from", ())
                waiting |= {derived} if isinstance(derived, str) else set(derived)
        return used

    def faulty_in(self, rows: pa.Table) -> list[tuple[Thing, str]]:
        """Return the parties and sources that rows name and with which something is wrong."""
        found: list[tuple[Thing, str]] = []
        if self.faulty["party"]:
            named = set().union(*(_named(rows, column) for column in OF_PARTIES))
            found += (("party", id) for id in sorted(named & self.faulty["party"]))
        if self.faulty["source"]:
            found += (("source", id) for id in sorted(self.used(rows).keys() & self.faulty["source"]))
        return found


def _named(rows: pa.Table, column: str) -> set[str]:
    if column not in rows.column_names:
        return set()
    texts = pc.unique(rows.column(column)).to_pylist()
    return {id for text in texts for id in _ids(text)}


def _of_events(rows: pa.Table, sizes: Sequence[int], columns: Sequence[str]) -> Iterator[set[str]]:
    """Yield the ids that stand in some columns of the rows of each event, of so many rows one by one."""
    own = [rows.column(column) for column in columns if column in rows.column_names]
    cells = [column.to_pylist() for column in own if column.null_count < len(column)]
    ids = {text: _ids(text) for texts in cells for text in set(texts)}
    start = 0
    for size in sizes:
        texts = set().union(*(column[start : start + size] for column in cells))
        yield {id for text in texts for id in ids[text]}
        start += size


def _ids(text: str | None) -> list[str]:
    return [] if text is None or text == "null" else codec.list_items(text)


def _section(rows: Rows, thing: Thing, problems: list[Problem]) -> tuple[dict[str, dict[str, Any]], Set[str]]:
    said, differing = rows.said(thing)
    faulty = {id for id, *_ in differing}
    for id, name, first, other in differing:
        message = f"`{name}` of the {thing} `{id[:60]}` is not what it is in row {first[1]}"
        help = "make the two the same, or leave one of them empty"
        related = (("first here", location(rows.name, first, name)),)
        problems.append(Problem("differs", "error", message, location(rows.name, other, name), help, related))
    section: dict[str, dict[str, Any]] = {}
    for one in said:
        for name, text in one.fields.items():
            try:
                section.setdefault(one.id, {}).update(entry({name: text}))
            except Unusual:
                message = f"`{name}` of the {thing} `{one.id[:60]}` cannot be read"
                # What the source withholds is not told.
                message += "" if "source_withheld" in one.fields else f"; got `{text[:60]}`"
                help = f"docs/spreadsheet.md says what `{name}` holds"
                problems.append(Problem("cell", "error", message, location(rows.name, one.place, name), help))
                faulty.add(one.id)
    return section, faulty


def beside(files: Sequence[str]) -> Loaded | None:
    """Return what the files beside a table hold; ``None`` where there are events among it, or sheets."""
    texts = Texts.of(read_files(files, lambda _: None))
    if texts.sheets:
        return None
    for name, text in texts.texts:
        read(name, text, texts.loaded)
    return None if any(document.data.get("events") for document in texts.loaded.documents) else texts.loaded
