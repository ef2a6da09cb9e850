"""The bytes of a spreadsheet to rows of cells; what does not fit is reported by sheet, row and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from borderclash.problems import UsageError
from borderclash.reading.sources import Input, is_table
from borderclash.spreadsheet import delimited
from borderclash.spreadsheet.columns import BY_NAME
from borderclash.spreadsheet.header import Header, check_required
from borderclash.spreadsheet.sheet import Book, Coordinates
from borderclash.text.suggestions import did_you_mean

# What a workbook begins with: a zip archive, or the container of old or encrypted ones.
ZIP, CONTAINER = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Choice(NamedTuple):
    """Which sheets of a workbook are read, by name or number, and what columns in the user's own words hold."""

    sheets: Sequence[str] = ()
    columns: Mapping[str, str] = {}


ALL = Choice()


def read(source: Input, choice: Choice = ALL) -> Book:
    """Return the sheets of claims that *source* holds: a workbook, or a sheet in CSV.

    Raises `UsageError` for a chosen sheet or column that is not there.
    """
    for name in choice.columns.values():
        if name and name not in BY_NAME:
            help = did_you_mean(name, BY_NAME, "`borderclash init --csv --all-columns` writes all")
            raise UsageError(f"there is no column `{name}`", help)
    book, header = Book(source.name), Header(choice.columns)
    if is_table(source.name):
        from borderclash.spreadsheet import relation

        book = relation.read(source.name)
    elif source.content.startswith((ZIP, CONTAINER)):
        from borderclash.spreadsheet import workbook

        workbook.read(source.content, book, header, choice.sheets)
    elif choice.sheets:
        raise UsageError(f"`{source.name}` is no workbook, and has one sheet alone", "leave out --sheet")
    else:
        delimited.read(source.content, book, header)
    if not book.misnamed:
        check_columns(book, header)
    there = ", ".join(f"`{cell[:60]}`" for sheet in book.sheets for cell in sheet.header if cell)
    if there and (unused := header.unused(choice.columns)):
        raise UsageError(f"there is no column `{unused[0]}` in `{source.name}`", f"there are {there}")
    return book


def check_columns(book: Book, header: Header) -> None:
    """Note where the columns of all sheets stand, and what is wrong with them."""
    for number in range(len(book.sheets)):
        header.apply(book, number)
    check_required(book)
    if comparison := [problem for problem in book.problems if problem.rule == "comparison"]:
        # No name of a column makes its other sheets any different.
        book.problems = comparison
    elif not any(problem.rule == "missing-column" for problem in book.problems):
        for number, sheet in enumerate(book.sheets):
            named = {column for column, cell in enumerate(sheet.header) if cell}
            for row, cells in sheet.rows:
                for column in sorted(cells.keys() - named):
                    message = f"`{cells[column][:60]}` stands under no column"
                    help = "put a cell that has a delimiter or a line break in quotes, or name the column"
                    book.refuse("no-column", message, Coordinates(row, column, number), help)
