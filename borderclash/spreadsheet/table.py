"""Column tables read like sheets: each row with its number, each cell as the text that a sheet would have."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable

from borderclash.reading.arrow import pa
from borderclash.spreadsheet.header import spelling
from borderclash.spreadsheet.relation import FILE, Relation, cells
from borderclash.spreadsheet.sheet import Book, Sheet


def read(name: str) -> Book:
    """Return the rows of a table, one sheet for each of its files; raises `UsageError` where it cannot be read."""
    with tempfile.TemporaryDirectory(prefix="borderclash-") as folder:
        relation = Relation(name, folder)
        return filled(empty(relation), relation.all_rows())


def empty(relation: Relation) -> Book:
    """Return the sheets of a table without any rows."""
    several = len(relation.files) > 1
    names = [os.path.relpath(file, relation.name) if several else "" for file in relation.files]
    return Book(relation.name, [Sheet(name, top=0, header=relation.header, lettered=False) for name in names])


def filled(book: Book, rows: Iterable[pa.Table]) -> Book:
    """Return a book with the rows put into its sheets."""
    header = book.sheets[0].header
    columns = {spelling(name): number for number, name in reversed(list(enumerate(header)))}
    for some in rows:
        for place, texts in cells(some):
            number, row = divmod(place, FILE)
            at = {columns[name]: text for name, text in texts.items()}
            book.sheets[number].rows.append((row, at))
    return book
