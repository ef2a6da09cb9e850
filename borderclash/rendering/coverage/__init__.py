"""Coverage: which party has answered which question. Counting is one module, each output format another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from borderclash.comparing.coverage import Coverage
from borderclash.rendering.old_base import Options
from borderclash.vocabulary import CoverageFormat

Writer = Callable[[Coverage, Options], Iterator[str]]
WRITERS: dict[CoverageFormat, str] = {
    "terminal": "borderclash.rendering.coverage.terminal",
    "markdown": "borderclash.rendering.coverage.markdown",
    "csv": "borderclash.rendering.coverage.csv_matrix",
    "json": "borderclash.rendering.coverage.json_document",
}


def writer(format: CoverageFormat) -> Writer:
    """Return the writer of a format: a function from a coverage to pieces of text."""
    return cast(Writer, import_module(WRITERS[format]).write)


__all__ = ["WRITERS", "Coverage", "Writer", "writer"]
