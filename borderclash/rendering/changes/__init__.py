"""What changed between two versions of a dataset: which claim is which, what differs, and how that is told.

The output formats of a difference are one file each; this is their registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, cast

from borderclash.vocabulary import DiffFormat

if TYPE_CHECKING:
    from borderclash.comparing.differences.model import Difference
    from borderclash.presenting.difference_wording import Names
    from borderclash.rendering.old_base import Options

    Writer = Callable[[Difference, Names, Options], Iterator[str]]
# By name, so that only the module of the format asked for is imported.
WRITERS: dict[DiffFormat, str] = {
    "terminal": "borderclash.rendering.changes.terminal",
    "markdown": "borderclash.rendering.changes.markdown",
    "json": "borderclash.rendering.changes.json_document",
}


def writer(format: DiffFormat) -> Writer:
    """Return the writer of a format: a function from a difference to pieces of text."""
    return cast("Writer", import_module(WRITERS[format]).write)
