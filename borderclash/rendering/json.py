"""JSON: nested records for programs, a line for each item of what is made item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

import orjson

from borderclash.presenting.records import Document, Items, Json, Record, Written

# Where items of the document stand, behind a line of its own.
ITEM = 2


def write(document: Document) -> Iterator[str]:
    """Yield the JSON text of a document."""
    yield from _object(document, 0)
    yield "\n"


def lines(items: Iterable[Record | Written]) -> Iterator[str]:
    """Yield a line of JSON for each item."""
    for item in items:
        yield (item.text if isinstance(item, Written) else _text(item)) + "\n"


def line(item: Record | Written) -> Written:
    """Return an item as the text that `lines` takes over."""
    return item if isinstance(item, Written) else Written(_text(item))


def written(item: Document | Written) -> Written:
    """Return an item of a document's list as the text that `write` takes over."""
    return item if isinstance(item, Written) else Written("".join(_object(item, ITEM)))


def _object(document: Document, indent: int) -> Iterator[str]:
    text = _text(document.head)[:-1] if indent else "{" + _members(document.head)
    for line in document.lines:
        separator = f",\n{' ' * (indent + 1)}"
        for name, value in line.items():
            text += f"{separator}{_text(name)}: "
            separator = ", "
            if not isinstance(value, Items):
                text += _text(value)
                continue
            yield f"{text}["
            yield from _items(value, indent + ITEM)
            text = "]"
    yield f"{text}}}"


def _items(items: Items, indent: int) -> Iterator[str]:
    lead = f"\n{' ' * indent}"
    for item in items.items:
        if isinstance(item, Document):
            yield lead
            yield from _object(item, indent)
        elif isinstance(item, Written):
            yield lead + item.text
        else:
            yield lead + _text(item)
        lead = f",\n{' ' * indent}"


def _members(record: Record) -> str:
    return ", ".join(f"{_text(name)}: {_text(value)}" for name, value in record.items())


def _text(data: Json) -> str:
    return orjson.dumps(data, default=_number).decode()


def _number(value: object) -> float:
    """Return the float of a decimal; figures have at most 15 digits, which a float keeps."""
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError
