"""The bytes of a spreadsheet saved as CSV, to rows of cells; what does not fit is told by row and column."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from borderclash.reading.sources import MAX_BYTES
from borderclash.spreadsheet.columns import NAMES, REQUIRED
from borderclash.spreadsheet.header import DELIMITERS, misplaced, spelling
from borderclash.spreadsheet.problems import Cell, Fault
from borderclash.suggestions import did_you_mean, nearest

# In characters: more than any spreadsheet program takes, and no more than is quickly written out.
MAX_CELL = 2**20
# What the comparison's own CSV has, and this kind of sheet has not.
OF_A_COMPARISON = "verdict"


@dataclass(slots=True)
class Sheet:
    """A sheet: its column names, its rows that hold anything, by number, and what was found wrong.

    A row has the text of each cell that holds more than spaces, by column. ``complete`` is false where a part
    could not be read at all, ``misnamed`` says that the columns are not to be told by their names.
    """

    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, dict[int, str]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    complete: bool = True
    misnamed: bool = False

    def refuse(self, rule: str, message: str, cell: Cell, help: str) -> None:
        """Note a fault without which nothing, or not all, can be read."""
        self.faults.append(Fault(rule, message, cell, help))
        self.complete = False


def read(content: bytes) -> Sheet:
    """Return the sheet that *content* holds: UTF-8 or, by its byte order mark, UTF-16."""
    sheet = Sheet()
    text = _text(content, sheet)
    if text is None:
        return sheet
    if fault := misplaced(text):
        sheet.faults.append(fault)
        sheet.complete, sheet.misnamed = False, True
        return sheet
    _records(text, sheet)
    return sheet


def _text(content: bytes, sheet: Sheet) -> str | None:
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 2**20} MiB"
        sheet.refuse("too-large", message, Cell(1), "split it, and import each part")
        return None
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        line = len(re.findall("\r\n|\r|\n", content[: error.start].decode(encoding, "ignore"))) + 1
        message = f"this is not {name}, from byte {error.start} on; that is in line {line} of the file"
        sheet.refuse("encoding", message, Cell(line), "save the sheet as CSV UTF-8")
        return None
    if "\0" in text:
        line = len(re.findall("\r\n|\r|\n", text[: text.index("\0")])) + 1
        message = f"line {line} of the file holds a NUL character, which no text has"
        sheet.refuse("encoding", message, Cell(line), "save the sheet as CSV UTF-8")
        return None
    return text


def delimiter_of(text: str) -> str:
    """Return what sets off the columns: the first comma, semicolon or tab in *text* that is not in quotes.

    No column's name has one of them. A comma where there is none: a sheet of one column.
    """
    header = re.match(r'(?:"(?:[^"]++|"")*+"|[^,;\t"\r\n]++)*+', text)
    following = text[header.end() : header.end() + 1] if header else ""
    return following if following and following in DELIMITERS else ","


def _records(text: str, sheet: Sheet) -> None:
    # The limit is one for the whole process.
    limit = csv.field_size_limit(MAX_CELL)
    try:
        # Strict: else what stands behind a closing quote would run together with it, unseen.
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
        _rows(enumerate(reader, 1), sheet)
    except csv.Error as error:
        row = sheet.rows[-1][0] + 1 if sheet.rows else 1
        message = f"what stands from row {row} on cannot be read: {error}"
        help = (
            'put a cell with a quotation mark, a delimiter or a line break in "quotes", each quote in it doubled'
        )
        sheet.refuse("csv", message, Cell(row), help)
    finally:
        csv.field_size_limit(limit)


def _rows(records: Iterator[tuple[int, list[str]]], sheet: Sheet) -> None:
    _, header = next(records, (1, []))
    sheet.header = [name.strip() for name in header]
    _check_header(sheet)
    sheet.misnamed = not sheet.complete
    lacking = any(fault.rule in ("missing-column", "comparison") for fault in sheet.faults)
    for row, record in records:
        cells = {column: cell for column, cell in enumerate(record) if cell and not cell.isspace()}
        if cells:
            sheet.rows.append((row, cells))
            if not lacking:
                _check_width(row, cells, sheet)


def _check_header(sheet: Sheet) -> None:
    if OF_A_COMPARISON in sheet.header:
        message = "this is a comparison, not a sheet of claims"
        help = "`borderclash compare --format claims-csv` writes the claims themselves"
        sheet.refuse("comparison", message, Cell(1), help)
        return
    first: dict[str, int] = {}
    meant: set[str | None] = set(_check_spelling(sheet))
    for column, name in enumerate(sheet.header):
        cell = Cell(1, column)
        if name in first:
            message = f"the column `{name}` is there twice"
            sheet.refuse("duplicate-column", message, cell, "put the two together, or rename one")
        elif name in NAMES:
            first[name] = column
        elif name and spelling(name) not in meant:
            help = did_you_mean(
                name, NAMES, "rename it, or take it out: `borderclash init --csv` shows all columns"
            )
            meant.add(nearest(name, NAMES))
            sheet.refuse("unknown-column", f"unknown column `{name[:60]}`", cell, help)
    # A misspelt column is told as unknown, with this one as its remedy.
    missing = [f"`{name}`" for name in REQUIRED if name not in first and name not in meant]
    if missing:
        message = f"the first row does not name the column{'s' * (len(missing) > 1)} {', '.join(missing)}"
        sheet.refuse("missing-column", message, Cell(1), "`borderclash init --csv` writes a sheet that has all")


def _check_spelling(sheet: Sheet) -> list[str]:
    """Return the columns whose names are spelt in another way, which is told once where there are several."""
    others = [(column, name) for column, name in enumerate(sheet.header) if name not in NAMES]
    others = [(column, name) for column, name in others if spelling(name) in NAMES]
    right = [spelling(name) for _, name in others]
    if len(others) < 2 or len({*right, *sheet.header}) < len(right) + len(set(sheet.header)):
        return []
    more = f" and {len(others) - 1} more columns are" if len(others) > 2 else f" and `{others[1][1][:60]}` are"
    message = f"`{others[0][1][:60]}`{more} spelt in another way than columns are"
    help = f"write {', '.join(right)}: lower case, words joined by an underscore"
    sheet.refuse("unknown-column", message, Cell(1, others[0][0]), help)
    return right


def _check_width(row: int, cells: dict[int, str], sheet: Sheet) -> None:
    for column, cell in cells.items():
        if column >= len(sheet.header) or not sheet.header[column]:
            message = f"`{cell[:60]}` stands under no column"
            help = "put a cell that has a delimiter or a line break in quotes, or name the column"
            sheet.refuse("no-column", message, Cell(row, column), help)
