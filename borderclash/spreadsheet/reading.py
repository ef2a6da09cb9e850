"""The bytes of a spreadsheet saved as CSV, to rows of cells; what does not fit is reported by row and column."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from borderclash.reading.sources import MAX_BYTES, Input
from borderclash.spreadsheet.columns import NAMES, REQUIRED
from borderclash.spreadsheet.header import DELIMITERS, misplaced, spelling
from borderclash.spreadsheet.sheet import Coordinates, Spreadsheet
from borderclash.text.suggestions import did_you_mean, nearest

# In characters: more than any spreadsheet program takes, and no more than is quickly written out.
MAX_CELL = 2**20
# What the comparison's own CSV has, and this kind of sheet has not.
OF_A_COMPARISON = "verdict"


def read(source: Input) -> Spreadsheet:
    """Return the sheet that *source* holds: UTF-8 or, by its byte order mark, UTF-16."""
    sheet = Spreadsheet(source.name)
    text = _text(source.content, sheet)
    if text is None:
        return sheet
    sheet.text = text
    if found := misplaced(text):
        sheet.delimiter = found.delimiter
        sheet.refuse("header", found.message, found.at, found.help)
        sheet.misnamed = True
        return sheet
    sheet.delimiter = delimiter_of(text)
    _records(sheet)
    return sheet


def _text(content: bytes, sheet: Spreadsheet) -> str | None:
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 2**20} MiB"
        sheet.refuse("too-large", message, Coordinates(1), "split it, and import each part")
        return None
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        line = len(re.findall("\r\n|\r|\n", content[: error.start].decode(encoding, "ignore"))) + 1
        message = f"this is not {name}, from byte {error.start} on; that is in line {line} of the file"
        sheet.refuse("encoding", message, Coordinates(line), "save the sheet as CSV UTF-8")
        return None
    if "\0" in text:
        line = len(re.findall("\r\n|\r|\n", text[: text.index("\0")])) + 1
        message = f"line {line} of the file holds a NUL character, which no text has"
        sheet.refuse("encoding", message, Coordinates(line), "save the sheet as CSV UTF-8")
        return None
    return text


def delimiter_of(text: str) -> str:
    """Return what sets off the columns: the first comma, semicolon or tab in *text* that is not in quotes.

    No column's name has one of them. A comma where there is none: a sheet of one column.
    """
    header = re.match(r'(?:"(?:[^"]++|"")*+"|[^,;\t"\r\n]++)*+', text)
    following = text[header.end() : header.end() + 1] if header else ""
    return following if following and following in DELIMITERS else ","


def _records(sheet: Spreadsheet) -> None:
    starts = sheet.starts
    read = 0

    def lines() -> Iterator[str]:
        nonlocal read
        for line in io.StringIO(sheet.text, newline=""):
            read += len(line)
            yield line

    def records() -> Iterator[tuple[int, list[str]]]:
        # Strict: else what stands behind a closing quote would run together with it, unseen.
        for row, record in enumerate(csv.reader(lines(), delimiter=sheet.delimiter, strict=True), 1):
            yield row, record
            starts[row + 1] = read

    # The limit is one for the whole process.
    limit = csv.field_size_limit(MAX_CELL)
    try:
        _rows(records(), sheet)
    except csv.Error as error:
        row = max(starts)
        message = f"what stands from row {row} on cannot be read: {error}"
        help = (
            'put a cell with a quotation mark, a delimiter or a line break in "quotes", each quote in it doubled'
        )
        sheet.refuse("csv", message, Coordinates(row), help)
    finally:
        csv.field_size_limit(limit)


def _rows(records: Iterator[tuple[int, list[str]]], sheet: Spreadsheet) -> None:
    _, header = next(records, (1, []))
    sheet.header = [name.strip() for name in header]
    _check_header(sheet)
    sheet.misnamed = not sheet.complete
    lacking = any(problem.rule in ("missing-column", "comparison") for problem in sheet.problems)
    for row, record in records:
        cells = {column: cell for column, cell in enumerate(record) if cell and not cell.isspace()}
        if cells:
            sheet.rows.append((row, cells))
            if not lacking:
                _check_width(row, cells, sheet)


def _check_header(sheet: Spreadsheet) -> None:
    if OF_A_COMPARISON in sheet.header:
        message = "this is a comparison, not a sheet of claims"
        help = "`borderclash compare --format claims-csv` writes the claims themselves"
        sheet.refuse("comparison", message, Coordinates(1), help)
        return
    first: dict[str, int] = {}
    meant: set[str | None] = set(_check_spelling(sheet))
    for column, name in enumerate(sheet.header):
        at = Coordinates(1, column)
        if name in first:
            message = f"the column `{name}` is there twice"
            sheet.refuse("duplicate-column", message, at, "put the two together, or rename one")
        elif name in NAMES:
            first[name] = column
        elif name and spelling(name) not in meant:
            help = did_you_mean(
                name, NAMES, "rename it, or take it out: `borderclash init --csv` shows all columns"
            )
            meant.add(nearest(name, NAMES))
            sheet.refuse("unknown-column", f"unknown column `{name[:60]}`", at, help)
    # A misspelt column is reported as unknown, with this one as its remedy.
    missing = [f"`{name}`" for name in REQUIRED if name not in first and name not in meant]
    if missing:
        message = f"the first row does not name the column{'s' * (len(missing) > 1)} {', '.join(missing)}"
        sheet.refuse(
            "missing-column", message, Coordinates(1), "`borderclash init --csv` writes a sheet that has all"
        )


def _check_spelling(sheet: Spreadsheet) -> list[str]:
    """Return the columns whose names are spelt in another way, which is reported once where there are several."""
    others = [(column, name) for column, name in enumerate(sheet.header) if name not in NAMES]
    others = [(column, name) for column, name in others if spelling(name) in NAMES]
    right = [spelling(name) for _, name in others]
    if len(others) < 2 or len({*right, *sheet.header}) < len(right) + len(set(sheet.header)):
        return []
    more = f" and {len(others) - 1} more columns are" if len(others) > 2 else f" and `{others[1][1][:60]}` are"
    message = f"`{others[0][1][:60]}`{more} spelt in another way than columns are"
    help = f"write {', '.join(right)}: lower case, words joined by an underscore"
    sheet.refuse("unknown-column", message, Coordinates(1, others[0][0]), help)
    return right


def _check_width(row: int, cells: dict[int, str], sheet: Spreadsheet) -> None:
    for column, cell in cells.items():
        if column >= len(sheet.header) or not sheet.header[column]:
            message = f"`{cell[:60]}` stands under no column"
            help = "put a cell that has a delimiter or a line break in quotes, or name the column"
            sheet.refuse("no-column", message, Coordinates(row, column), help)
