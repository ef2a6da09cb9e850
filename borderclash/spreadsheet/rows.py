"""The rows of a sheet by the names of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from borderclash.spreadsheet import cells as codec
from borderclash.spreadsheet.columns import BY_NAME, NAMED, Column, Thing
from borderclash.spreadsheet.sheet import Book, Coordinates


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the text of each column that is filled in, and where the columns stand."""

    number: int
    texts: dict[str, str]
    columns: Mapping[str, int]
    sheet: int = 0

    def at(self, name: str) -> Coordinates:
        """Return the cell of a column, where that is missing the one of its name, or else the whole row."""
        column = self.columns.get(name)
        if column is None:
            others = (self.columns.get(other) for other in NAMED.get(name, ()) if other in self.texts)
            column = next(others, None)
        return Coordinates(self.number, column, self.sheet)

    def of(self, thing: Thing) -> Iterator[Column]:
        """Yield the columns of a thing's fields that are filled in here."""
        return (BY_NAME[name] for name in self.texts if BY_NAME[name].thing == thing and BY_NAME[name].field)


def rows(book: Book) -> Iterator[Row]:
    """Yield the rows of all sheets in which a known column is filled in."""
    for number, sheet in enumerate(book.sheets):
        for row, cells in sheet.rows:
            filled = ((name, cells[column]) for name, column in sheet.columns.items() if column in cells)
            texts = {name: text for name, cell in filled if (text := _text(BY_NAME[name], cell))}
            yield Row(row, texts, sheet.columns, number)


def _text(column: Column, cell: str) -> str:
    text = codec.text_of(cell)
    return text.strip() if column.form in ("word", "time", "until", "flag") else text
