"""A workbook (.xlsx): tables, notes, records, sources; no text is run as a formula, or followed as a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import count, islice
from typing import TYPE_CHECKING, Any

import xlsxwriter

from borderclash.presenting import blocks
from borderclash.presenting.records import Value
from borderclash.problems import UsageError
from borderclash.rendering.marks import SIGNS
from borderclash.text.escaping import BEFORE_A_SIGN, FORMULA_SIGNS, NUMBER, one_line

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from borderclash.presenting.view import View

# What the program that opens it can hold: rows, columns, and characters in a cell, counted in UTF-16.
MOST_ROWS, MOST_COLUMNS, LONGEST = 1_048_576, 16_384, 32_767
CUT = " [cut]"
# What every file carries as its date, so that the same comparison makes the same bytes.
DATED = datetime(2000, 1, 1)
# By both a workbook is known that may be replaced (`overwriting`): a program that saves it puts its time there.
AUTHOR = "borderclash"
NARROWEST, WIDEST = 8, 44
# The height of a line, and the greatest that a row can have, in points.
LINE, TALLEST = 15, 405
# The first columns that stay in sight: what a row is about.
KEPT = 2
# Greater whole numbers lose digits there.
EXACT = 10**15
SOURCE_HEADS = ("id", "title", "author", "publisher", "published", "url", "archived", "language", "note")
_FORMULA = re.compile(f"{BEFORE_A_SIGN}*{FORMULA_SIGNS}")
_TIMES = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\N{MULTIPLICATION SIGN}")


@dataclass(slots=True)
class _Table:
    """A table of a sheet: its columns, with what stands in each row by them."""

    columns: list[blocks.Column] = field(default_factory=list)
    rows: list[dict[blocks.Column, Value]] = field(default_factory=list)

    def add(self, columns: Sequence[blocks.Column], cells: dict[blocks.Column, Value]) -> None:
        """Add a row; a column that is new is put before the next of its own that is known."""
        at = len(self.columns)
        for column in reversed(columns):
            if column in self.columns:
                at = self.columns.index(column)
            else:
                self.columns.insert(at, column)
        self.rows.append(cells)


EVENT, PART, PARTY, WHY, MORE, TEXT = map(blocks.Column, ("Event", "Part", "Party", "Why", "More", "Text"))
ROW, SAYS = blocks.Column("Row"), blocks.Column("Says")


class _Shown:
    """Puts blocks into tables: those side by side, what one party alone says, and all that stands in no table."""

    def __init__(self, shown: Iterable[blocks.Block]) -> None:
        self.tables, self.alone, self.notes = _Table(), _Table(), _Table()
        self.above: list[str] = []
        self.sources: tuple[tuple[Value, ...], ...] = ()
        self.event = self.part = ""
        for block in shown:
            self.block(block)

    def block(self, block: blocks.Block) -> None:
        if isinstance(block, blocks.Section):
            self.event, self.part = _plain(block.heading.text), ""
            for inner in block.blocks:
                self.block(inner)
            self.event = self.part = ""
        elif isinstance(block, blocks.Foot | blocks.Comment):
            self.event = self.part = ""
            for inner in block.blocks:
                self.block(inner)
        elif isinstance(block, blocks.Heading):
            self._heading(block)
        elif isinstance(block, blocks.Note):
            if not self.event and not self.tables.rows:
                self.above.append(_plain(block.text))
            self._note(_plain(block.text))
        elif isinstance(block, blocks.Table):
            self._table(block)
        elif isinstance(block, blocks.Alone):
            for column, rows in block.entries:
                for row in rows:
                    cells: dict[blocks.Column, Value] = {EVENT: self.event, PARTY: column.head}
                    cells |= {ROW: _plain(row.label), SAYS: _plain(row.cells[0].text)}
                    self.alone.add((EVENT, PARTY, ROW, SAYS), cells)
        elif isinstance(block, blocks.List):
            if block.title:
                self.part = _plain(block.title)
            for text in _items(block.items):
                self._note(text)
        elif isinstance(block, blocks.Legend):
            for word, meaning in block.entries:
                self._note(f"{_plain(word)}: {meaning}")
        else:
            self.sources = tuple(tuple(getattr(entry, name) for name in SOURCE_HEADS) for entry in block.entries)

    def _heading(self, heading: blocks.Heading) -> None:
        if heading.level == 1:
            self.above.append(_plain(heading.text))
            self._note(_plain(heading.text))
        elif self.event:
            self.part = _plain(heading.text)
        else:
            self.event = _plain(heading.text)

    def _note(self, text: str) -> None:
        self.notes.add((EVENT, PART, TEXT), {EVENT: self.event, PART: self.part, TEXT: text})

    def _table(self, table: blocks.Table) -> None:
        label, *others = (column._replace(head=column.head or ROW.head) for column in table.columns)
        first = (EVENT, PART, label) if self.part else (EVENT, label)
        columns = (*first, *others, WHY, *((MORE,) if any(row.below for row in table.rows) else ()))
        for row in (*table.rows, *table.foot):
            cells: dict[blocks.Column, Value] = {EVENT: self.event, PART: self.part, label: _plain(row.label)}
            for column, cell in zip(others, row.cells, strict=False):
                text = _plain(cell.text)
                cells[column] = _number(text) if column.right else text
            cells[WHY] = _plain(row.summary)
            cells[MORE] = "\n".join(_items(row.below))
            self.tables.add(columns, cells)


def _plain(text: blocks.Text) -> str:
    """Return a text without roles; a mark before its word says no more than the word."""
    if len(text) == 2 and isinstance(text[0], blocks.Mark) and isinstance(text[1], blocks.Span):
        return one_line(text[1].text.strip())
    return one_line("".join(run.text if isinstance(run, blocks.Span) else SIGNS[run.name] for run in text))


def _items(items: Iterable[blocks.Item], indent: str = "") -> Iterator[str]:
    for item in items:
        yield f"{indent}{_plain(item.lead)}{_plain(item.text)}"
        yield from _items(item.below, f"{indent}  ")


def _number(text: str) -> Value:
    """Return the number that a text is, with or without the sign of a ratio; another text as it is."""
    match = _TIMES.fullmatch(text)
    digits = match[1] if match else text
    return Decimal(digits.replace(",", "")) if NUMBER.fullmatch(digits) else text


class _Book:
    """Writes sheets; one that is full goes on in another of its name."""

    def __init__(self) -> None:
        self.stream = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self.stream, options)
        self.book.set_properties({"created": DATED, "author": AUTHOR})
        top: dict[str, Any] = {"valign": "top", "text_wrap": True}
        self.plain, self.quoted = self.book.add_format(top), self.book.add_format({**top, "quote_prefix": True})
        self.head = self.book.add_format({**top, "bold": True, "bottom": 1, "bg_color": "#E7E6E6"})
        self.above = self.book.add_format({"bold": True})
        self.number = self.book.add_format({"valign": "top", "num_format": "#,##0.############"})
        self.whole = self.book.add_format({"valign": "top", "num_format": "#,##0"})

    def sheet(
        self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]], above: Sequence[str] = ()
    ) -> None:
        """Write rows under their heads, which stay in sight; *above* are lines that stand over them."""
        if len(heads) > MOST_COLUMNS:
            message = f"a workbook has {MOST_COLUMNS:,} columns at most, and this takes {len(heads):,}"
            raise UsageError(message, "choose fewer parties: --party")
        most, left = MOST_ROWS - len(above) - 1, iter(rows)
        for part in count(1):
            some = list(islice(left, most))
            if some or part == 1:
                self._part(name if part == 1 else f"{name} {part}", heads, some, above)
            if len(some) < most:
                return

    def _part(
        self, name: str, heads: Sequence[str], rows: Sequence[Sequence[Value]], above: Sequence[str]
    ) -> None:
        sheet, first = self.book.add_worksheet(name), len(above)
        for at, line in enumerate(above):
            sheet.write_string(at, 0, _fitting(line), self.above)
        widths = [min(max(map(_width, column), default=0), WIDEST) for column in zip(heads, *rows, strict=True)]
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.write_string(first, column, _fitting(one_line(head)), self.head)
            sheet.set_column(column, column, max(width, NARROWEST))
        for at, row in enumerate(rows, first + 1):
            # Not every program makes room for lines that are wrapped.
            sheet.set_row(at, min(LINE * max(map(_lines, row, widths), default=1), TALLEST))
            for column, value in enumerate(row):
                self._cell(sheet, at, column, value)
        sheet.freeze_panes(first + 1, min(KEPT, len(heads) - 1))
        sheet.autofilter(first, 0, first + len(rows), len(heads) - 1)
        # A figure is shown as it was written, which is a text on purpose.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(first)

    def _cell(self, sheet: Worksheet, row: int, column: int, value: Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            text = _fitting(value)
            sheet.write_string(row, column, text, self.quoted if _FORMULA.match(text) else self.plain)
            return
        number = Decimal(value)
        if abs(number) >= EXACT:
            sheet.write_string(row, column, f"{number:f}", self.plain)
        elif number == int(number):
            sheet.write_number(row, column, int(number), self.whole)
        else:
            sheet.write_number(row, column, float(number), self.number)

    def written(self) -> bytes:
        """Return the bytes of the file."""
        self.book.close()
        return self.stream.getvalue()


def _fitting(text: str) -> str:
    """Return a text that a cell can hold; what is cut off is said."""
    if len(text) * 2 <= LONGEST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= LONGEST * 2:
        return text
    return units[: (LONGEST - len(CUT)) * 2].decode("utf-16-le", "ignore") + CUT


def _width(value: Value) -> int:
    return max(map(len, str(value).split("\n"))) + 2 if value is not None else 0


def _lines(value: Value, width: int) -> int:
    room = max(width, NARROWEST)
    return sum(1 + len(line) // room for line in value.split("\n")) if isinstance(value, str) else 1


def write(view: View) -> Iterator[bytes]:
    """Yield the workbook of a view; raises `UsageError` where there are more columns than one can have."""
    shown, book = _Shown(view.blocks()), _Book()
    for name, table, above in (
        ("Table", shown.tables, shown.above),
        ("One party alone", shown.alone, ()),
        ("Notes", shown.notes, ()),
    ):
        if table.rows:
            used = [column for column in table.columns if any(row.get(column) for row in table.rows)]
            rows = ([row.get(column) for column in used] for row in table.rows)
            book.sheet(name, [column.head for column in used], rows, above)
    lines = view.lines()
    book.sheet("Data", lines.columns, ([_safe(value) for value in row] for row in lines.rows))
    if shown.sources:
        book.sheet("Sources", SOURCE_HEADS, ([_safe(value) for value in row] for row in shown.sources))
    yield book.written()


def _safe(value: Value) -> Value:
    return one_line(value) if isinstance(value, str) else value
