"""What a workbook must not hold, and what calamine does not tell of it: seen in its XML before it is read.

Refused is what would take all memory: cells far apart, for calamine keeps all that is between, an archive that
comes to much more than it is, and long texts that many cells share. Told are cells that hold an error, those that
show a percentage, and which are merged.
"""

from __future__ import annotations

import io
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from borderclash.spreadsheet.columns import number_of

MAX_UNPACKED = 256 * 2**20
CHUNK = 2**16
NO_WORKBOOK = ("this is neither an .xlsx nor an .ods workbook", "save the sheet as .xlsx, .ods or CSV")


class Refused(Exception):
    """A workbook that is not read: by which rule, what is wrong and the remedy."""

    def __init__(self, rule: str, message: str, help: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.help = rule, message, help


class Members:
    """The members of an archive, unpacked no further than to a limit for all together."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.texts = 0
        self.unpacked = 0
        # In any case: calamine finds a part in whatever letters its name is written.
        self.names = {name.lower(): name for name in archive.namelist()}
        if len(self.names) < len(archive.namelist()):
            raise Refused("workbook", "this workbook is damaged: it has two parts of one name", NO_WORKBOOK[1])

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member, by its name in lower case; raises `Refused` where there are too many."""
        info = self.archive.getinfo(self.names[name])
        # As much as there is, whatever the archive says.
        info.file_size = sys.maxsize
        with self.archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                self.unpacked += len(chunk)
                if self.unpacked > MAX_UNPACKED:
                    message = f"this workbook comes to more than {MAX_UNPACKED // 2**20} MiB"
                    raise Refused("too-large", message, "split it, and import each part")
                yield chunk

    def take(self, characters: int) -> None:
        """Count what cells hold, each of which has a text of its own once it is read."""
        self.texts += characters
        if self.texts > MAX_UNPACKED:
            message = f"the cells of this workbook hold more than {MAX_UNPACKED // 2**20} million characters"
            raise Refused("too-large", message, "split it, and import each part")

    def parse(self, name: str, handler: Any) -> None:
        """Have the XML of a member, where there is one, handled: ``start``, ``end`` and ``text``."""
        if name not in self.names:
            return
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = handler.start
        parser.EndElementHandler = handler.end
        parser.CharacterDataHandler = handler.text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        for chunk in self.chunks(name):
            parser.Parse(chunk)
        parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    message = "this workbook has a document type, which no spreadsheet program writes"
    raise Refused("workbook", message, NO_WORKBOOK[1])


MAX_CELLS = 5_000_000
# As many as Excel and LibreOffice have.
MAX_COLUMNS = 16_384
FAR = "delete what stands far from the rest, or split the sheet"
# Those of Excel's own formats of numbers that show a percentage.
PERCENT_FORMATS = frozenset({"9", "10"})
ENCRYPTED = (
    "this workbook has a password, or is of Excel 97 (.xls)",
    "save it without a password, as .xlsx, .ods or CSV",
)
DAMAGES = (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, LookupError, expat.ExpatError)
DAMAGED = "open it in a spreadsheet program and save it again, as .xlsx, .ods or CSV"
READ_BEFORE = ("xl/styles.xml", "xl/workbook.xml", "xl/sharedstrings.xml")
_CELL = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
Cell = tuple[int, int]


@dataclass(slots=True)
class Inspected:
    """What stands in a sheet beside the values of cells; rows count from 1, columns from 0.

    ``errors`` has the cells that hold an error, by row and column, ``percent`` those that show a percentage,
    ``merged`` the first cell of those merged downwards, with the last row.
    """

    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    percent: set[Cell] = field(default_factory=set)
    merged: dict[Cell, int] = field(default_factory=dict)
    last: list[int] = field(default_factory=lambda: [0, 0])

    def reach(self, row: int, column: int) -> None:
        """Note that there is something in a cell; raises `Refused` where the sheet then is too large."""
        last = self.last
        if row > last[0] or column >= last[1]:
            last[:] = max(last[0], row), max(last[1], column + 1)
            if last[0] * last[1] > MAX_CELLS or last[1] > MAX_COLUMNS:
                reach = f"a sheet reaches to row {last[0]:,} and column {last[1]:,}"
                raise Refused("too-large", f"{reach}, more than {MAX_CELLS:,} cells", FAR)


def inspect(content: bytes) -> dict[str, Inspected]:
    """Return what was seen in each sheet of a workbook, by its name; raises `Refused`."""
    if not content.startswith(b"PK"):
        raise Refused("password", *ENCRYPTED)
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            sheets = _inspect(Members(archive))
    except DAMAGES as error:
        raise Refused("workbook", f"this workbook is damaged: {error}", DAMAGED) from None
    except RuntimeError:
        raise Refused("password", *ENCRYPTED) from None
    if sum(rows * columns for rows, columns in (found.last for _, found in sheets)) > MAX_CELLS:
        raise Refused("too-large", f"the sheets reach over more than {MAX_CELLS:,} cells", FAR)
    return dict(sheets)


def _inspect(members: Members) -> list[tuple[str, Inspected]]:
    if "content.xml" in members.names:
        if "meta-inf/manifest.xml" in members.names:
            manifest = b"".join(members.chunks("meta-inf/manifest.xml"))
            if b"encryption-data" in manifest:
                raise Refused("password", *ENCRYPTED)
        tables = _Tables(members.take)
        members.parse("content.xml", tables)
        return list(tables.found.items())
    if "xl/workbook.xml" not in members.names:
        raise Refused("workbook", *NO_WORKBOOK)
    styles, strings, parts = _Styles(), _Strings(), _Parts()
    members.parse("xl/styles.xml", styles)
    members.parse("xl/sharedstrings.xml", strings)
    members.parse("xl/workbook.xml", parts)
    members.parse("xl/_rels/workbook.xml.rels", parts)
    by_part: dict[str, Inspected] = {}
    sheets = {parts.file(id) for _, id in parts.sheets}
    for name in members.names:
        if name in sheets or (name.endswith(".xml") and name not in READ_BEFORE):
            cells = _Cells(styles.percent, strings.lengths, members.take)
            members.parse(name, cells)
            by_part[name] = cells.found
    return [(name, by_part.get(parts.file(id), Inspected())) for name, id in parts.sheets]


class _Handler:
    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        pass

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class _Parts(_Handler):
    """Which part of an .xlsx workbook each sheet is, by its name in lower case."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "sheet":
            id = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), id))
        elif kind == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def file(self, id: str) -> str:
        target = self.targets.get(id, "")
        return (target.removeprefix("/") if target.startswith("/") else f"xl/{target}").lower()


class _Styles(_Handler):
    """Which styles of an .xlsx workbook show a percentage, by number."""

    def __init__(self) -> None:
        self.percent: set[str] = set()
        self.formats = set(PERCENT_FORMATS)
        self.number: int | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "numFmt" and "%" in re.sub(r'"[^"]*"|\\.', "", attributes.get("formatCode", "")):
            self.formats.add(attributes.get("numFmtId", ""))
        elif kind == "cellXfs":
            self.number = 0
        elif kind == "xf" and self.number is not None:
            if attributes.get("numFmtId") in self.formats:
                self.percent.add(str(self.number))
            self.number += 1

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] == "cellXfs":
            self.number = None


class _Strings(_Handler):
    """How long the texts of an .xlsx workbook are that its cells share."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name.rpartition(":")[2] == "si":
            self.lengths.append(0)

    def text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _Cells(_Handler):
    """The cells of a sheet of an .xlsx workbook."""

    def __init__(self, percent: set[str], lengths: list[int], take: Callable[[int], None]) -> None:
        self.found = Inspected()
        self.styles = percent
        self.lengths = lengths
        self.take = take
        self.row, self.column = 0, -1
        self.value: list[str] | None = None
        self.kind = ""
        self.style = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "c":
            self.row, self.column = _place(attributes.get("r", "")) or (self.row, self.column + 1)
            self.kind, self.style = attributes.get("t", ""), attributes.get("s", "")
        elif kind in ("v", "is"):
            self.found.reach(self.row, self.column)
            self.value = [] if self.kind in ("e", "s") else None
            if self.style in self.styles and self.kind in ("", "n"):
                self.found.percent.add((self.row, self.column))
        elif kind == "row":
            written = attributes.get("r", "")
            self.row, self.column = int(written) if written.isdecimal() else self.row + 1, -1
        elif kind == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            begin, end = _place(first), _place(last)
            if begin and end and end[0] > begin[0]:
                self.found.merged[begin] = end[0]

    def end(self, name: str) -> None:
        if self.value is not None and name.rpartition(":")[2] == "v":
            value, self.value = "".join(self.value), None
            if self.kind == "e":
                self.found.errors.setdefault(self.row, {})[self.column] = value
            elif value.isascii() and value.isdecimal() and int(value[:9]) < len(self.lengths):
                self.take(self.lengths[int(value[:9])])

    def text(self, text: str) -> None:
        if self.value is not None:
            self.value.append(text)


def _place(reference: str) -> Cell | None:
    match = _CELL.fullmatch(reference)
    return (int(match[2]), number_of(match[1]) - 1) if match else None


class _Tables(_Handler):
    """The tables of an .ods workbook."""

    def __init__(self, take: Callable[[int], None]) -> None:
        self.take = take
        self.found: dict[str, Inspected] = {}
        self.table = Inspected()
        self.row, self.rows = 0, 1
        self.column, self.columns = 0, 1
        self.error: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "table":
            self.table = self.found[attributes.get("table:name", "")] = Inspected()
            self.row = 0
        elif kind == "table-row":
            self.row, self.rows = self.row + 1, _number(attributes, "table:number-rows-repeated")
            self.column = 0
        elif kind in ("table-cell", "covered-table-cell"):
            self.columns = _number(attributes, "table:number-columns-repeated")
            self._cell(attributes)

    def _cell(self, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("calcext:value-type") or attributes.get("office:value-type")
        if kind:
            self.table.reach(self.row + self.rows - 1, self.column + self.columns - 1)
            if kind == "error":
                self.error = []
            elif kind == "percentage":
                repeated = range(self.columns)
                self.table.percent |= {(self.row, self.column + more) for more in repeated}
        if (spanned := _number(attributes, "table:number-rows-spanned")) > 1:
            self.table.merged[self.row, self.column] = self.row + spanned - 1

    def end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind in ("table-cell", "covered-table-cell"):
            if self.error is not None:
                self.table.errors.setdefault(self.row, {})[self.column] = "".join(self.error)
                self.error = None
            self.column += self.columns
        elif kind == "table-row":
            self.row += self.rows - 1

    def text(self, text: str) -> None:
        self.take(len(text) * self.rows * self.columns)
        if self.error is not None:
            self.error.append(text)


def _number(attributes: Mapping[str, str], name: str) -> int:
    written = attributes.get(name, "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 1
