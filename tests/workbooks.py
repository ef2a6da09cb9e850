"""Workbooks for tests: .xlsx by xlsxwriter, .ods as little XML as it takes."""

import io
import zipfile
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
from python_calamine import CalamineWorkbook

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:{name}"'
    for prefix, name in {
        "office": "oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "oasis:names:tc:opendocument:xmlns:text:1.0",
        "calcext": "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def xlsx(*sheets, hidden=(), edit=None):
    """Return a workbook of ``(name, rows)``; *edit* takes the workbook and its sheets before it is closed."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    made = []
    for name, rows in sheets:
        made.append(sheet := book.add_worksheet(name))
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date | datetime):
                    sheet.write_datetime(number, column, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell)
        if name in hidden:
            sheet.hide()
    if edit:
        edit(book, *made)
    book.close()
    return stream.getvalue()


def written_sheets(content):
    """Return the rows of each sheet of a workbook that borderclash wrote, by name, read by another library."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def archive(**parts):
    """Return a zip archive of parts, by names in which two underscores stand for a slash and one for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def edited(content, name, edit, to=None):
    """Return a workbook of which one part is what *edit* makes of its bytes, by another name, or gone for ``None``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            part = edit(old.read(each)) if each == name else old.read(each)
            if part is not None:
                new.writestr(to if to and each == name else each, part)
    return stream.getvalue()


def ods(*sheets, **parts):
    """Return a workbook of ``(name, rows)`` in which a row is cells, or XML."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join(row if isinstance(row, str) else _row(row) for row in rows)
        + "</table:table>"
        for name, rows in sheets
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    described = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF__manifest_xml": MANIFEST}
    return archive(**described | {"content_xml": content} | parts)


def _row(cells):
    return f"<table:table-row>{''.join(map(cell_xml, cells))}</table:table-row>"


def cell_xml(cell, attributes=""):
    """Return the XML of a cell of an .ods workbook."""
    if cell is None:
        return f"<table:table-cell {attributes}/>"
    if isinstance(cell, bool):
        kind = f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
    elif isinstance(cell, date | datetime):
        kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        kind = f'office:value-type="float" office:value="{cell}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind} {attributes}><text:p>{escape(str(cell))}</text:p></table:table-cell>"
