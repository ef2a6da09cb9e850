"""What a view is: a result put into blocks for readers and into records for programs (`rendering/formats.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from borderclash.presenting.blocks import Block
    from borderclash.presenting.records import Document, Lines


class View(Protocol):
    """What the view of every result gives."""

    def blocks(self) -> Iterator[Block]:
        """Yield what a reader is shown."""
        ...

    def document(self) -> Document:
        """Return the whole as nested records."""
        ...

    def lines(self) -> Lines:
        """Return the whole as flat records."""
        ...
