"""What a program is given, before any format: nested records, flat lines, tables of a database; not escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Json = str | int | float | Decimal | bool | None | Sequence["Json"] | Mapping[str, "Json"]
Record = Mapping[str, Json]
Value = str | int | Decimal | None
TableRow = tuple[str | int | float | None, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """An item in the text that a format has made of it already."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list that is made item by item, each to stand in a line of its own."""

    items: Iterable[Document | Record | Written]


@dataclass(frozen=True, slots=True)
class Document:
    """An object: the members of its ``head``, then of each of ``lines``, which are made as they are taken."""

    head: Record
    lines: Iterable[Mapping[str, Json | Items]]


@dataclass(frozen=True, slots=True)
class Lines:
    """A table of plain values under the names of its ``columns``, to be taken once."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of each table of a database, in the order to put them in; ``version`` is of its declaration."""

    version: int
    rows: Mapping[str, Sequence[TableRow]]
