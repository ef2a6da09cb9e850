"""The bytes of a sheet saved as CSV to its rows: what sets off the cells, and where the columns are named."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from borderclash.reading.sources import MAX_BYTES
from borderclash.spreadsheet.header import MOST_ROWS, Header, above
from borderclash.spreadsheet.sheet import Book, Coordinates, Sheet

# In characters: more than any spreadsheet program takes, and no more than is quickly written out.
MAX_CELL = 2**20
DELIMITERS = ",;\t|"
MOST_CHARACTERS = 2**16

_SEPARATOR_LINE = re.compile(r'"?sep=(.?)"?[,;\t|]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_SAVE = "save the sheet as CSV UTF-8"


def read(content: bytes, book: Book, header: Header) -> None:
    """Add the sheet that *content* is to the book, or what is wrong with it."""
    sheet = Sheet(text="")
    book.sheets.append(sheet)
    text = _text(content, book)
    if text is None:
        book.misnamed = True
        return
    sheet.text = text
    line = _SEPARATOR_LINE.match(text)
    skipped = 1 if line else 0
    sign = line[1] if line else ""
    if not sign or sign not in DELIMITERS:
        sign = delimiter_of(text[line.end() if line else 0 :], header)
    sheet.delimiter = sign
    head = list(_head(text, sign))
    sheet.top = skipped + header.row(head[skipped:]) + 1
    if header.found(head[skipped:]) is None:
        for row, cells in enumerate(head[skipped:], skipped + 1):
            if words := _joined(cells, header):
                message, help = words
                book.refuse("header", message, Coordinates(row, 0), help)
                book.misnamed = True
                return
    book.notes += above(list(enumerate(head[skipped : sheet.top - 1], skipped + 1)))
    _records(sheet, book)


def _text(content: bytes, book: Book) -> str | None:
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 2**20} MiB"
        book.refuse("too-large", message, Coordinates(1), "split it, and import each part")
        return None
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    name, encoding = ("UTF-16", "utf-16") if wide else ("UTF-8", "utf-8-sig")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        western = None if wide else _western(content)
        line = len(re.findall("\r\n|\r|\n", content[: error.start].decode(encoding, "ignore"))) + 1
        if western is None:
            message = f"this is not {name}, from byte {error.start} on; that is in line {line} of the file"
            book.refuse("encoding", message, Coordinates(line), _SAVE)
            return None
        text = western
        _tell_western(text, line, book)
    if "\0" in text:
        line = len(re.findall("\r\n|\r|\n", text[: text.index("\0")])) + 1
        message = f"line {line} of the file holds a NUL character, which no text has"
        book.refuse("encoding", message, Coordinates(line), _SAVE)
        return None
    return text


def _western(content: bytes) -> str | None:
    """Return the text of bytes that are Windows-1252, as Excel saves *CSV*, ``None`` where they hardly can be."""
    letters = re.findall("[^\x00-\x7f]", content.decode(errors="surrogateescape"))
    # A letter of UTF-8 among them: then it is that, and broken in a place.
    if any(not "\udc80" <= letter <= "\udcff" for letter in letters):
        return None
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _tell_western(text: str, line: int, book: Book) -> None:
    word = re.search(r"\w*[^\x00-\x7f]\w*", text)
    shown = f", such as in `{word[0][:60]}`" if word else ""
    message = f"this is not UTF-8, and was read as Windows-1252{shown}"
    book.problems.append(
        book.problem("encoding", message, Coordinates(line), f"if letters are wrong, {_SAVE}", "warning")
    )


def delimiter_of(text: str, header: Header) -> str:
    """Return what sets off the cells of *text*: that by which a row names most columns, else has most cells."""

    def names(delimiter: str) -> tuple[int, int]:
        rows = list(_head(text, delimiter))
        filled = [row for row in rows if any(map(str.strip, row))]
        return max(map(header.known, filled), default=0), len(filled[0]) if filled else 0

    return max(DELIMITERS, key=names)


def _head(text: str, delimiter: str) -> Iterator[list[str]]:
    head = io.StringIO(text[:MOST_CHARACTERS], newline="")
    try:
        yield from islice(csv.reader(head, delimiter=delimiter), MOST_ROWS)
    except csv.Error:
        return


def _joined(row: list[str], header: Header) -> tuple[str, str] | None:
    """Return what is wrong with names of columns that stand in one cell, and the remedy."""
    filled = [cell for cell in row if cell.strip()]
    words = re.findall(r"\w+", filled[0]) if len(filled) == 1 else []
    # In a sentence the same words are but some of many.
    known = [word for word in words if header.meaning(word)]
    if len(set(known)) < 3 or 2 * len(known) < len(words):
        return None
    between = re.search(rf"{words[0]}[\s\"']*(.*?)[\s\"']*{words[1]}", filled[0], re.DOTALL)
    sign = between[1] if between else ""
    if sign and sign in DELIMITERS:
        message = "the columns' names stand together in one cell, as if the whole row were in quotes"
        return message, "take the quotation marks around whole rows away"
    message = f"the columns' names are set apart by {f'`{sign[:20]}`' if sign else 'spaces'}"
    return message, "save the sheet as CSV with commas, semicolons, tabs or bars between the cells"


def _records(sheet: Sheet, book: Book) -> None:
    starts, text = sheet.starts, sheet.text or ""
    read = 0

    def lines() -> Iterator[str]:
        nonlocal read
        for line in io.StringIO(text, newline=""):
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
        for row, record in records():
            take(sheet, row, record)
    except csv.Error as error:
        row = max(starts)
        message = f"what stands from row {row} on cannot be read: {error}"
        help = (
            'put a cell with a quotation mark, a delimiter or a line break in "quotes", each quote in it doubled'
        )
        book.refuse("csv", message, Coordinates(row), help)
    finally:
        csv.field_size_limit(limit)


def take(sheet: Sheet, row: int, record: list[str]) -> None:
    """Take in a row of texts: the names of the columns, or what stands below them."""
    if row == sheet.top:
        sheet.header = [name.strip() for name in record]
    elif row > sheet.top:
        # Bars are often set off by spaces.
        cells = {column: cell for column, cell in enumerate(record) if cell and not cell.isspace()}
        if sheet.delimiter == "|":
            cells = {column: cell.strip() for column, cell in cells.items()}
        if cells:
            sheet.rows.append((row, cells))
