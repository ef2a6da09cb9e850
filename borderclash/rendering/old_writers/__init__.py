"""The output formats of a comparison, one file each; this is their registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from borderclash.comparing.rows import Comparison
from borderclash.rendering.old_base import Options
from borderclash.vocabulary import TableFormat

Writer = Callable[[Comparison, Options], Iterator[str]]
ByteWriter = Callable[[Comparison, Options], Iterator[bytes]]
# By name, so that only the module of the format asked for is imported.
WRITERS: dict[TableFormat, str] = {
    "terminal": "borderclash.rendering.old_terminal",
    "markdown": "borderclash.rendering.old_markdown",
    "csv": "borderclash.rendering.old_csv",
    "json": "borderclash.rendering.old_json",
    "claims-csv": "borderclash.spreadsheet.writing",
    "html": "borderclash.rendering.page.writer",
}
BYTE_WRITERS: dict[TableFormat, str] = {
    "sqlite": "borderclash.rendering.database",
}


def writer(format: TableFormat) -> Writer:
    """Return the writer of a format: a function from a comparison to pieces of text."""
    return cast(Writer, import_module(WRITERS[format]).write)


def byte_writer(format: TableFormat) -> ByteWriter:
    """Return the writer of a format of `BINARY_FORMATS`: a function from a comparison to pieces of bytes."""
    return cast(ByteWriter, import_module(BYTE_WRITERS[format]).write)


__all__ = ["BYTE_WRITERS", "WRITERS", "ByteWriter", "Options", "Writer", "byte_writer", "writer"]
