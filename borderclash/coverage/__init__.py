"""Coverage: which party has answered which question. Counting is one module, each output format another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from borderclash.coverage.counting import Coverage
from borderclash.vocabulary import CoverageFormat
from borderclash.writers.base import Options

Writer = Callable[[Coverage, Options], Iterator[str]]
WRITERS: dict[CoverageFormat, str] = {
    "terminal": "borderclash.coverage.terminal",
    "markdown": "borderclash.coverage.markdown",
    "csv": "borderclash.coverage.csv_matrix",
    "json": "borderclash.coverage.json_document",
}


def writer(format: CoverageFormat) -> Writer:
    """Return the writer of a format: a function from a coverage to pieces of text."""
    return cast(Writer, import_module(WRITERS[format]).write)


__all__ = ["WRITERS", "Coverage", "Writer", "writer"]
