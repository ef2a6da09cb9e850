"""The texts of a document that are not plain ASCII, wherever they stand in it, and what a character is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from borderclash.problems import Path, Pointer
from borderclash.reading.documents import Document


def beyond_ascii(documents: Sequence[Document]) -> Iterator[tuple[str, Pointer]]:
    """Yield each text with a character beyond ASCII, and its place; keys count as texts."""
    for document in documents:
        if document.plain:
            continue
        stack: list[tuple[Any, Path]] = [(document.written, ())]
        while stack:
            node, path = stack.pop()
            kind = node.__class__
            if kind is dict:
                for key in node:
                    if not key.isascii():
                        yield key, Pointer(document.file, document.index, (*path, key), "key")
                stack.extend((value, (*path, key)) for key, value in node.items() if _holds(value))
            elif kind is list:
                stack.extend((value, (*path, key)) for key, value in enumerate(node) if _holds(value))
            elif _holds(node):
                yield node, Pointer(document.file, document.index, path)


def _holds(value: Any) -> bool:
    """Say whether a value is worth a look: no path is made for the many texts in ASCII."""
    kind = value.__class__
    return kind is dict or kind is list or (kind is str and not value.isascii())
