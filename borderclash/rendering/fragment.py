"""HTML of blocks without a page around it: what a notebook shows of a result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import assert_never

from borderclash.escaping import xml_text
from borderclash.presenting import blocks
from borderclash.rendering.marks import SIGNS


def render(shown: Iterable[blocks.Block]) -> Iterator[str]:
    """Yield the HTML of blocks; headings begin at the third level, below those of a document."""
    for block in shown:
        yield from _block(block)


def _block(block: blocks.Block) -> Iterator[str]:
    match block:
        case blocks.Heading(words, level):
            yield _element(f"h{level + 2}", _html(words))
        case blocks.Note(words):
            yield _element("p", _html(words))
        case blocks.Table():
            yield _table(block)
        case blocks.Alone(entries):
            for party, rows in entries:
                yield _element("p", _element("b", _escaped(party.head)))
                yield _element("ul", "".join(_element("li", _alone(row)) for row in rows))
        case blocks.List(items, title):
            yield _element("p", _html(title)) if title else ""
            yield _items(items)
        case blocks.Legend(entries):
            meanings = (f"{_html(word)}: {_escaped(meaning)}" for word, meaning in entries)
            yield _element("ul", "".join(_element("li", each) for each in meanings))
        case blocks.Section(heading, inner):
            yield from _block(heading)
            yield from render(inner)
        case blocks.Foot(inner) | blocks.Comment(inner):
            yield from render(inner)
        case blocks.Sources():
            # Cells only refer to them, which a table to look at does without.
            return
        case _:
            assert_never(block)


def _table(table: blocks.Table) -> str:
    heads = "".join(_element("th", _escaped(column.head)) for column in table.columns)
    rows = "".join(map(_row, (*table.rows, *table.foot)))
    return _element("table", _element("thead", _element("tr", heads)) + _element("tbody", rows))


def _row(row: blocks.Row) -> str:
    cells = "".join(_element("td", _html(cell.text)) for cell in row.cells)
    below = _items(row.below) if row.below else ""
    return _element("tr", _element("th", _html(row.label) + below) + cells)


def _alone(row: blocks.Row) -> str:
    said = "; ".join(_html(cell.text) for cell in row.cells)
    return f"{_html(row.label)}: {said}"


def _items(items: Sequence[blocks.Item]) -> str:
    return _element("ul", "".join(_element("li", _item(item)) for item in items))


def _item(item: blocks.Item) -> str:
    return _html(item.lead) + _html(item.text) + (_items(item.below) if item.below else "")


def _html(text: blocks.Text) -> str:
    return "".join(SIGNS[part.name] if isinstance(part, blocks.Mark) else _escaped(part.text) for part in text)


def _escaped(text: str) -> str:
    return escape(xml_text(text))


def _element(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>"
