"""The bytes of a workbook, .xlsx or .ods, to its sheets of claims: texts as a person would have typed them.

Cells are read by calamine, of formulas what they came to last. Nothing of a workbook is run, and no link followed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from borderclash.problems import UsageError
from borderclash.spreadsheet import inspection
from borderclash.spreadsheet.header import MOST_ROWS, Header, above
from borderclash.spreadsheet.inspection import Refused
from borderclash.spreadsheet.sheet import Book, Coordinates, Sheet
from borderclash.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def read(content: bytes, book: Book, header: Header, wanted: Sequence[str]) -> None:
    """Add the sheets of a workbook that are *wanted*, else all that name columns of claims, to the book.

    Raises `UsageError` for a sheet that is not there.
    """
    try:
        inspected = inspection.inspect(content)
        sheets = _sheets(content, wanted)
    except Refused as refused:
        book.refuse(refused.rule, refused.message, None, refused.help)
        book.misnamed = True
        return
    found = [_Found(name, sheet, shown, list(_rows(sheet, MOST_ROWS))) for name, sheet, shown in sheets]
    chosen = found if wanted else _claims(found, header, book)
    for each in chosen:
        _take(each, inspected.get(each.name, inspection.Inspected()), book, header)


class _Found(NamedTuple):
    """A sheet of a workbook, whether it is shown, and its first rows."""

    name: str
    cells: CalamineSheet
    shown: bool
    head: list[list[str]]


def _claims(found: list[_Found], header: Header, book: Book) -> list[_Found]:
    """Return the sheets that name columns of claims; the others are noted, and an error where none does."""
    filled = [each for each in found if each.shown and any(map(any, each.head))]
    chosen = [each for each in filled if header.found(each.head) is not None]
    if not chosen and len(filled) == 1:
        # What is wrong with the names of its columns can then be told.
        chosen = filled
    if not chosen:
        there = ", ".join(f"`{each.name}`" for each in filled)
        message = f"none of the sheets {there} names columns of claims" if there else "no sheet holds anything"
        hidden = " (hidden ones are passed over)" if any(not each.shown for each in found) else ""
        help = "choose one with `import --sheet NAME`, and say with `--column` what its columns hold"
        book.refuse("header", message + hidden, None, help)
        book.misnamed = True
    others = [each for each in found if each not in chosen and any(each.head)]
    book.notes += [f"passed over the sheet `{each.name}`" for each in others]
    return chosen


def _sheets(content: bytes, wanted: Sequence[str]) -> list[tuple[str, CalamineSheet, bool]]:
    """Return the names of sheets, in their order, with their cells and whether they are shown."""
    import python_calamine as calamine

    try:
        workbook = calamine.load_workbook(io.BytesIO(content))
        about = [each for each in workbook.sheets_metadata if each.typ == calamine.SheetTypeEnum.WorkSheet]
        names = [each.name for each in about]
        chosen = [_named(each, names) for each in wanted] or names
        return [
            (each.name, workbook.get_sheet_by_name(each.name), each.visible == calamine.SheetVisibleEnum.Visible)
            for each in about
            if each.name in chosen
        ]
    except calamine.PasswordError:
        raise Refused("password", *inspection.ENCRYPTED) from None
    except BaseException as error:
        # A fault within calamine, which is written in Rust, is no Exception.
        known = isinstance(error, calamine.CalamineError | OSError | ValueError)
        if not known and type(error).__name__ != "PanicException":
            raise
        raise Refused("workbook", f"this workbook cannot be read: {error}", inspection.DAMAGED) from None


def _named(wanted: str, names: Sequence[str]) -> str:
    """Return the name of a sheet that is *wanted* by its name or number."""
    if wanted in names:
        return wanted
    if wanted.isascii() and wanted.isdecimal() and 0 < int(wanted) <= len(names):
        return names[int(wanted) - 1]
    help = did_you_mean(wanted, names, f"there are {', '.join(f'`{name}`' for name in names)}")
    raise UsageError(f"there is no sheet `{wanted}`", help)


def _rows(sheet: CalamineSheet, most: int | None = None) -> Iterator[list[str]]:
    """Yield the rows from the first on, the cells of each from the first column on, as texts."""
    if sheet.start is None:
        return
    before = [""] * sheet.start[1]
    for row in islice(sheet.iter_rows(), most):
        yield before + [text_of(cell) for cell in row]


def text_of(cell: Any) -> str:
    """Return the text of a cell: a time by ISO 8601, a figure with no digits that only a computer sees."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return _figure(cell)
    if isinstance(cell, datetime):
        rounded = (cell + timedelta(microseconds=500_000)).replace(microsecond=0)
        if rounded.time() == time():
            return rounded.date().isoformat()
        return rounded.isoformat(timespec="seconds").removesuffix(":00")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat(timespec="seconds").removesuffix(":00")
    return str(cell)


def _figure(number: float) -> str:
    # A spreadsheet program has fifteen digits, and shows 0.1 + 0.2 as 0.3.
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.15g}"
    return text if "e" not in text else f"{number:.15f}".rstrip("0") if abs(number) < 1 else f"{number:.0f}"


def _take(found: _Found, inspected: inspection.Inspected, book: Book, header: Header) -> None:
    sheet = Sheet(found.name, header.row(found.head) + 1)
    book.sheets.append(sheet)
    errors: list[tuple[Coordinates, str]] = []
    book.notes += above(list(enumerate(found.head[: sheet.top - 1], 1)))
    # The last row of each column's merged cells, and what stands in the first of them.
    merged: dict[int, tuple[int, str]] = {}
    for row, record in enumerate(_rows(found.cells), 1):
        cells = {column: cell for column, cell in enumerate(record) if cell and not cell.isspace()}
        cells |= {column: percentage(cell) for column, cell in cells.items() if (row, column) in inspected.percent}
        for column, text in inspected.errors.get(row, {}).items():
            errors.append((Coordinates(row, column, len(book.sheets) - 1), text))
            cells.pop(column, None)
        merged = {column: (last, text) for column, (last, text) in merged.items() if row <= last}
        cells = {column: text for column, (_, text) in merged.items()} | cells
        begun = [column for column in cells if (row, column) in inspected.merged]
        merged |= {column: (inspected.merged[row, column], cells[column]) for column in begun}
        if row == sheet.top:
            sheet.header = [cells.get(column, "").strip() for column in range(max(cells, default=-1) + 1)]
        elif row > sheet.top and cells:
            sheet.rows.append((row, dict(sorted(cells.items()))))
    for at, text in errors:
        if at.row >= sheet.top:
            help = "mend the formula, or leave the cell empty"
            book.refuse("cell-error", f"this cell holds the error `{text[:20]}`", at, help)


def percentage(cell: str) -> str:
    """Return the text of a percentage, which a spreadsheet keeps as a share of 1."""
    try:
        return f"{_figure(float(cell) * 100)}%"
    except ValueError:
        return cell
