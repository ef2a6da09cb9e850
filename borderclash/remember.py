"""Work that several rules ask for is done once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from borderclash.documents import Document

Found = TypeVar("Found")


def once(
    find: Callable[[Sequence[Document]], Iterable[Found]],
) -> Callable[[Sequence[Document]], tuple[Found, ...]]:
    """Keep what *find* finds in the documents that it was last called with, for as long as no others come."""
    last: list[tuple[Sequence[Document], tuple[Found, ...]]] = []

    def remembered(documents: Sequence[Document]) -> tuple[Found, ...]:
        if not last or last[0][0] is not documents:
            last[:] = [(documents, tuple(find(documents)))]
        return last[0][1]

    remembered.__doc__ = find.__doc__
    return remembered
