"""Names in place of ids: which id a name stands for, and ids made from names that nothing declares.

An id stands for itself. A name stands for the id beside it, wherever that is said; what stands in the column of
an id, and has not the form of one, is a name too. Two that cannot be told apart are a problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import count
from typing import NamedTuple

from borderclash.problems import Problem
from borderclash.spreadsheet import cells as codec
from borderclash.spreadsheet.columns import NAMED, Thing
from borderclash.spreadsheet.sheet import Book, Coordinates, Row
from borderclash.text.folding import fold
from borderclash.text.slugs import id_of, is_id
from borderclash.text.suggestions import did_you_mean

# Columns that refer to a party or a source, beside those in which one is named.
REFERENCES: tuple[tuple[str, Thing], ...] = (
    ("subject", "party"),
    ("question_subject", "party"),
    ("of", "party"),
    ("source_derived_from", "source"),
)
# In the order in which they are looked at: a question is one of an event.
THINGS: tuple[Thing, ...] = ("event", "question", "party", "source")
# So much alike are two spellings of a name.
ALIKE = 0.85
# Among more names than these no two are looked at for that.
MOST_ALIKE = 300
Scope = str
Key = tuple[Scope, str]


class Known(NamedTuple):
    """What other files declare: for each thing its ids, each with its names."""

    party: tuple[tuple[str, str], ...] = ()
    source: tuple[tuple[str, str], ...] = ()


NOTHING = Known()


@dataclass(slots=True)
class _Names:
    """The ids and names of a kind of thing; those of questions are told apart by event, their scope."""

    ids: set[Key] = field(default_factory=set)
    named: dict[Key, dict[str, Coordinates | None]] = field(default_factory=dict)
    owners: dict[Key, tuple[str, Coordinates | None]] = field(default_factory=dict)
    # Those that were made from a name, with the cell where it stands first, and those with a name of their own.
    made: dict[Key, tuple[str, Coordinates]] = field(default_factory=dict)
    titled: set[tuple[Scope, str, str]] = field(default_factory=set)
    foreign: set[str] = field(default_factory=set)

    def add(self, scope: Scope, id: str, name: str, at: Coordinates | None) -> None:
        self.named.setdefault((scope, fold(name)), {}).setdefault(id, at)
        self.owners.setdefault((scope, id), (name, at))


def with_ids(rows: list[Row], book: Book, known: Known) -> tuple[list[Row], list[Problem]]:
    """Return the rows with ids in place of names, and what is wrong with the names.

    Before the first row that names what nothing declares stands a row of its own for it.
    """
    naming = _Naming(book, known, frozenset(_withheld(rows)))
    for thing in THINGS:
        naming.resolve(thing, rows)
    for row in rows:
        naming.refer(row)
    naming.tell_alike()
    naming.tell_alone(rows)
    return list(naming.declared(rows)), naming.problems


def _withheld(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the names of sources that are not to be published."""
    for row in rows:
        if "source_withheld" in row.texts:
            withheld = codec.list_items(row.texts["source_withheld"])
            columns = (f"source_{name}" for name in withheld)
            yield from (fold(row.texts[column]) for column in columns if column in row.texts)


class _Naming:
    def __init__(self, book: Book, known: Known, withheld: Set[str]) -> None:
        self.book = book
        self.withheld = withheld
        self.problems: list[Problem] = []
        # What texts in the place of ids were found to stand for, so that each is looked up but once.
        self.found: dict[tuple[Thing, Scope, str], str] = {}
        self.names: dict[Thing, _Names] = {thing: _Names() for thing in THINGS}
        declared: dict[Thing, tuple[tuple[str, str], ...]] = {"party": known.party, "source": known.source}
        for thing, ids in declared.items():
            for id, name in ids:
                self.names[thing].ids.add(("", id))
                self.names[thing].foreign.add(id)
                self.names[thing].add("", id, name, None)

    def resolve(self, thing: Thing, rows: list[Row]) -> None:
        """Put ids into the column of a thing: where it has one, then a name in its place, then beside."""
        for take in (self._given, self._in_place, self._beside):
            for row in rows:
                if thing != "question" or "event" in row.texts:
                    take(thing, row, row.texts["event"] if thing == "question" else "")

    def _given(self, thing: Thing, row: Row, scope: Scope) -> None:
        """Note ids that stand beside what is said of their thing."""
        id = row.texts.get(thing, "").strip()
        if is_id(id) and any(row.of(thing)):
            self.names[thing].ids.add((scope, id))
            self._note(thing, row, scope, id)

    def _in_place(self, thing: Thing, row: Row, scope: Scope) -> None:
        if thing not in row.texts:
            return
        text = row.texts[thing]
        if any(name in row.texts for name in NAMED[thing]):
            ids = self._ids(thing, text, scope, row.at(thing))
            row.texts[thing] = codec.list_cell(ids)
            if len(ids) == 1:
                self._note(thing, row, scope, ids[0])
            return
        key = thing, scope, text
        if key not in self.found:
            told = len(self.problems)
            row.texts[thing] = codec.list_cell(self._ids(thing, text, scope, row.at(thing)))
            # What is wrong with a name is told at each cell that has it.
            if len(self.problems) == told:
                self.found[key] = row.texts[thing]
        else:
            row.texts[thing] = self.found[key]

    def _ids(self, thing: Thing, text: str, scope: Scope, at: Coordinates) -> list[str]:
        names = codec.list_items(text) if thing == "source" else [text]
        return [self._id(thing, name, scope, at) for name in names]

    def _beside(self, thing: Thing, row: Row, scope: Scope) -> None:
        """Put ids beside names that stand alone."""
        given = [name for name in NAMED[thing] if name in row.texts]
        if thing in row.texts or not given:
            return
        at = row.at(given[0])
        id = self._id(thing, row.texts[given[0]], scope, at, is_name=True)
        row.texts[thing] = id
        if id in self.names[thing].foreign and not any(c.name not in given for c in row.of(thing)):
            # It is declared elsewhere, and here only named.
            for name in given:
                del row.texts[name]
        else:
            self._note(thing, row, scope, id)

    def _note(self, thing: Thing, row: Row, scope: Scope, id: str) -> None:
        for name in NAMED[thing]:
            if name in row.texts:
                self.names[thing].titled.add((scope, id, name))
                self.names[thing].add(scope, id, row.texts[name], row.at(name))

    def _id(self, thing: Thing, text: str, scope: Scope, at: Coordinates, is_name: bool = False) -> str:
        names, name = self.names[thing], text.strip()
        if not is_name and (scope, name) in names.ids:
            return name
        ids = names.named.get((scope, fold(name)), {})
        if len(ids) > 1:
            self._tell_several(thing, name, ids, at)
        if ids:
            return next(iter(ids))
        if not is_name and is_id(name):
            return name
        id = self._made_of(thing, name)
        if owner := names.owners.get((scope, id)):
            other, where = owner
            message = f"`{name[:60]}` would get the id `{id}`, which is that of `{other[:60]}`"
            self._tell(message, at, f"give one of the two an id of its own in the column `{thing}`", other, where)
        names.add(scope, id, name, at)
        names.made.setdefault((scope, id), (name, at))
        return id

    def _made_of(self, thing: Thing, name: str) -> str:
        """Return an id for a name; one that is withheld is neither in it nor to be guessed by it."""
        if thing != "source" or fold(name) not in self.withheld:
            return id_of(name.partition("://")[2].removeprefix("www.") or name, thing)
        taken = {id for _, id in self.names[thing].ids | self.names[thing].owners.keys()}
        return next(id for number in count(1) if (id := f"{thing}-{number}") not in taken)

    def _tell_several(self, thing: Thing, name: str, ids: dict[str, Coordinates | None], at: Coordinates) -> None:
        listed = " and ".join(f"`{id}`" for id in list(ids)[:2])
        message = f"`{name[:60]}` is the name of {len(ids)}: {listed}"
        related = [(f"`{id}`", where) for id, where in ids.items() if where]
        help = "write the id of the one that is meant"
        self.problems.append(self.book.problem(f"same-{thing}", message, at, help, related=related[:2]))

    def _tell(self, message: str, at: Coordinates, help: str, other: str, where: Coordinates | None) -> None:
        related = [(f"`{other[:60]}`", where)] if where else []
        self.problems.append(self.book.problem("same-id", message, at, help, related=related))

    def refer(self, row: Row) -> None:
        """Put ids in the place of names in the columns that refer to parties and sources."""
        for column, thing in REFERENCES:
            text = row.texts.get(column)
            if text is None or text == "null":
                continue
            names = codec.list_items(text) if column in ("of", "source_derived_from") else [text.strip()]
            ids = [self._referred(thing, name, row.at(column)) for name in names]
            row.texts[column] = codec.list_cell(ids)

    def _referred(self, thing: Thing, name: str, at: Coordinates) -> str:
        names = self.names[thing]
        ids = names.named.get(("", fold(name)), {})
        if ("", name) in names.ids or (is_id(name) and not ids):
            return name
        if len(ids) > 1:
            self._tell_several(thing, name, ids, at)
        if not ids:
            known = [owner for owner, _ in names.owners.values()]
            help = did_you_mean(name, known, f"give its `{NAMED[thing][0]}` in a row of its own")
            self.problems.append(self.book.problem(f"unknown-{thing}", f"unknown {thing} `{name[:60]}`", at, help))
        return next(iter(ids), id_of(name, thing))

    def declared(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows, before each those for what it names first and no row says more of."""
        made: dict[tuple[int, int], list[Row]] = {}
        for thing, names in self.names.items():
            for (scope, id), (name, at) in names.made.items():
                column = NAMED[thing][-1 if "://" in name else 0]
                if (scope, id, column) not in names.titled:
                    texts = {**({"event": scope} if scope else {}), thing: id, column: name}
                    columns = dict.fromkeys(texts, at.column or 0)
                    made.setdefault((at.sheet, at.row), []).append(Row(at.row, texts, columns, at.sheet))
        for row in rows:
            yield from made.pop((row.sheet, row.number), ())
            yield row

    def tell_alike(self) -> None:
        """Warn of a party made from a name that is hardly another than that of another party."""
        names = self.names["party"]
        if len(names.owners) > MOST_ALIKE:
            return
        ids = list(names.owners)
        for key, (name, at) in names.made.items():
            for other, where in map(names.owners.__getitem__, ids[: ids.index(key)]):
                if _alike(fold(name), fold(other)):
                    message = f"`{name[:60]}` is a party of its own here, beside `{other[:60]}`"
                    help = "if they are the same, write them the same; else give each its `party_name`"
                    related = [(f"`{other[:60]}`", where)] if where else []
                    self.problems.append(
                        self.book.problem("similar-name", message, at, help, "warning", related=related)
                    )
                    break

    def tell_alone(self, rows: Iterable[Row]) -> None:
        """Warn of an event made of a name that has no question: a remark or a sum may stand below a table."""
        asked = {row.texts.get("event") for row in rows if "question" in row.texts}
        for (_, id), (name, at) in self.names["event"].made.items():
            if id not in asked:
                message = f"`{name[:60]}` is an event of its own here, without a question"
                help = "if it is a remark or a sum, take it out of the sheet; else give the event its questions"
                self.problems.append(self.book.problem("lone-event", message, at, help, "warning"))


def _alike(name: str, other: str) -> bool:
    words, others = name.split(), other.split()
    if len(words) != len(others):
        return False
    pairs = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    if len(pairs) != 1 or not all(map(str.isalpha, pairs[0])):
        return False
    return SequenceMatcher(None, *pairs[0]).ratio() > ALIKE
