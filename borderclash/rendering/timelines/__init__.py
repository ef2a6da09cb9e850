"""Accounts through time: what was said when, and what it made of each disagreement; its formats, one file each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from borderclash.comparing.rows import Comparison
    from borderclash.rendering.old_base import Options
    from borderclash.vocabulary import TimelineFormat

    Writer = Callable[[Comparison, Options], Iterator[str]]

# By name, so that only the module of the format asked for is imported.
WRITERS: dict[TimelineFormat, str] = {
    "terminal": "borderclash.rendering.timelines.terminal",
    "markdown": "borderclash.rendering.timelines.markdown",
    "json": "borderclash.rendering.timelines.json_document",
}


def writer(format: TimelineFormat) -> Writer:
    """Return the writer of a format: a function from a comparison to pieces of the text of its histories."""
    return cast("Writer", import_module(WRITERS[format]).write)
