"""What a table says of its parties and sources, on whatever row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from borderclash.problems import Location, Problem, SheetCell
from borderclash.reading.arrow import pa, pc
from borderclash.spreadsheet import cells as codec
from borderclash.spreadsheet.columns import Thing
from borderclash.spreadsheet.relation import DECLARED, Relation
from borderclash.tables.claims import Unusual, entry

# What names a party in the rows of an event.
OF_PARTIES = ("party", "subject", "question_subject", "of")


@dataclass(frozen=True, slots=True)
class Declared:
    """The parties and sources of a table by their ids, its title, and what is wrong with them."""

    title: str | None
    parties: Mapping[str, dict[str, Any]]
    sources: Mapping[str, dict[str, Any]]
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, relation: Relation) -> Declared:
        """Return what a table says; where it says two things of one, the first."""
        problems: list[Problem] = []
        sections = {thing: _section(relation, thing, problems) for thing in DECLARED}
        return cls(relation.title(), sections["party"], sections["source"], tuple(problems))

    @property
    def data(self) -> dict[str, Any]:
        """The data of a claim file with the parties, and without the sources."""
        title = {"title": self.title} if self.title else {}
        return {"borderclash": 1, **title, "parties": dict(self.parties)}

    def used(self, rows: pa.Table) -> dict[str, dict[str, Any]]:
        """Return the sources that rows name, and those that these are derived from."""
        used: dict[str, dict[str, Any]] = {}
        waiting = _named(rows, "source")
        while waiting:
            id = waiting.pop()
            if id in self.sources and id not in used:
                used[id] = self.sources[id]
                derived = used[id].get("derived-from", ())
                waiting |= {derived} if isinstance(derived, str) else set(derived)
        return used

    def parties_of(self, rows: pa.Table) -> list[tuple[str, dict[str, Any]]]:
        """Return the parties that rows name in their order; all, where one is not named by its id."""
        named = set().union(*(_named(rows, column) for column in OF_PARTIES))
        if not named <= self.parties.keys():
            return list(self.parties.items())
        return [(id, party) for id, party in self.parties.items() if id in named]


def _named(rows: pa.Table, column: str) -> set[str]:
    """Return the ids that stand in a column."""
    if column not in rows.column_names:
        return set()
    texts = pc.unique(rows.column(column)).to_pylist()
    return {id for text in texts if text is not None and text != "null" for id in codec.list_items(text)}


def _section(relation: Relation, thing: Thing, problems: list[Problem]) -> dict[str, dict[str, Any]]:
    said, differing = relation.said(thing)
    for id, name, first, other in differing:
        message = f"`{name}` of the {thing} `{id[:60]}` is not what it is in row {relation.row(first)[1]}"
        help = "make the two the same, or leave one of them empty"
        related = (("first here", location(relation, first, name)),)
        problems.append(Problem("differs", "error", message, location(relation, other, name), help, related))
    section: dict[str, dict[str, Any]] = {}
    for one in said:
        for name, text in one.fields.items():
            try:
                section.setdefault(one.id, {}).update(entry({name: text}))
            except Unusual:
                message = f"`{name}` of the {thing} `{one.id[:60]}` cannot be read; got `{text[:60]}`"
                help = f"docs/spreadsheet.md says what `{name}` holds"
                problems.append(Problem("cell", "error", message, location(relation, one.place, name), help))
    return section


def location(relation: Relation, place: int, column: str) -> Location:
    """Return where a cell of a table stands."""
    file, row = relation.row(place)
    return Location(relation.name, 0, 1, cell=SheetCell(row, "", column, file))
