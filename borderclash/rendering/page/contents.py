"""What a page must know of its blocks before it shows the first: parties, sources, counts, widths of columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from borderclash.model import Source
from borderclash.presenting import blocks
from borderclash.rendering.page.columns import Columns, columns, sizes
from borderclash.rendering.page.paragraphs import encoded


class Event(NamedTuple):
    """An event: its section, the line under its title, and how wide the columns of its table have to be."""

    section: blocks.Section
    line: blocks.Text
    columns: Columns | None


class Count(NamedTuple):
    """How often what a mark stands for occurs."""

    name: blocks.MarkName
    number: int
    word: blocks.Text
    meaning: str


class NumberedSource(NamedTuple):
    """A source with its number in the list at the end of the page; numbers count from 1."""

    number: int
    entry: Source


class Contents:
    """The blocks of a document, sorted by where the page shows them; ``sources`` are those that claims name."""

    def __init__(self, shown: Iterable[blocks.Block]) -> None:
        self.title: blocks.Text = ()
        self.notes: list[blocks.Note] = []
        self.events: list[Event] = []
        self.counts: list[Count] = []
        known: dict[str, Source] = {}
        for block in shown:
            if isinstance(block, blocks.Heading):
                self.title = block.text
            elif isinstance(block, blocks.Note):
                self.notes.append(block)
            elif isinstance(block, blocks.Sources):
                known = {entry.id: entry for entry in block.entries}
            elif isinstance(block, blocks.Section):
                self.events.append(_event(block))
            elif isinstance(block, blocks.Foot):
                self.counts = [count for inner in block.blocks for count in _counts(inner)]
        rows = [row for event in self.events for row in rows_of(event.section)]
        claims = [claim for row in rows for cell in row.cells for claim in cell.claims]
        self.sizes = sizes([event.columns for event in self.events if event.columns])
        self.rows = len(rows)
        self.paragraphs = encoded(row.prose for row in rows)
        self.plots = any(row.plot and row.plot.placed for row in rows)
        self.earlier = any(row.plot and row.plot.has_earlier for row in rows)
        self.steps = any(row.steps for row in rows)
        self.noted = any(claim.note for claim in claims)
        self.withholding = any(claim.withheld for claim in claims)
        named = dict.fromkeys(id for claim in claims for id in claim.sources)
        self.sources: Mapping[str, NumberedSource] = {
            id: NumberedSource(number, known[id]) for number, id in enumerate(named, 1)
        }
        self.parties: Mapping[str, str] = {
            column.id: column.head for event in self.events for column in _parties(event.section)
        }


def _event(section: blocks.Section) -> Event:
    line = next(
        (block.text for block in section.blocks if isinstance(block, blocks.Note) and not block.sources), ()
    )
    table = next((block for block in section.blocks if isinstance(block, blocks.Table)), None)
    return Event(section, line, columns(table) if table else None)


def _counts(block: blocks.Block) -> Iterator[Count]:
    if isinstance(block, blocks.Legend):
        for word, meaning in block.entries:
            if isinstance(word[0], blocks.Mark) and word[0].name in block.counts:
                yield Count(word[0].name, block.counts[word[0].name], word, meaning)


def rows_of(section: blocks.Section) -> Iterator[blocks.Row]:
    """Yield the rows of an event, those of what one party alone says behind those of the table."""
    for block in section.blocks:
        if isinstance(block, blocks.Table):
            yield from block.rows
        elif isinstance(block, blocks.Alone):
            yield from (row for _, rows in block.entries for row in rows)


def _parties(section: blocks.Section) -> Iterator[blocks.Column]:
    for block in section.blocks:
        if isinstance(block, blocks.Table):
            yield from (column for column in block.columns if column.id)
        elif isinstance(block, blocks.Alone):
            yield from (column for column, _ in block.entries)
