"""Whether anything is withheld in some documents: most have nothing, and are not looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderclash.reading.documents import WITHHELD, Loaded

if TYPE_CHECKING:
    from borderclash.reading.withheld import Hidden


def hidden_in(loaded: Loaded) -> Hidden | None:
    """Return what is withheld in some documents, ``None`` for nothing; one with faults may mean to withhold."""
    if not loaded.findings and not any(WITHHELD in document.fields for document in loaded.documents):
        return None
    from borderclash.reading import withheld

    return withheld.Hidden(loaded) if withheld.named_in(loaded) else None
