"""Markdown that fits into a comment on a pull request: folded where it is long, and cut where it is too long."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from borderclash.language import ngettext
from borderclash.presenting.blocks import Block, Cell, Heading, Item, List, Note, Row, Span, Table, Text, text
from borderclash.text.escaping import one_line

# GitHub takes 65,536 characters, counted as bytes to be safe; whoever posts it may put words of their own before.
MOST_BYTES = 60_000
# A table of rows beyond these, and details beyond so many lines, are too much to scroll past.
MOST_ROWS = 30
OPEN_LINES = 60
FOLDED_LINES = 12
LONGEST_TEXT = 300
# Headings stand this much lower, below those of the page around the comment.
DEEPER = 2


class Room(NamedTuple):
    """What there is room for: bytes in all, rows of a table, characters of a text."""

    size: int
    rows: int
    text: int


COMMENT = Room(MOST_BYTES, MOST_ROWS, LONGEST_TEXT)


def summary_of_a_run(size: int) -> Room:
    """Return the room of a summary of a run, of so many bytes: rows and texts are as long as they are."""
    return Room(size, sys.maxsize, sys.maxsize)


class Part(NamedTuple):
    """A part of a comment in pieces, between which it may be cut; folded under its ``summary`` if it has one."""

    head: str
    pieces: Sequence[str]
    summary: str = ""

    @property
    def lines(self) -> int:
        """How many lines the pieces take."""
        return sum(piece.count("\n") for piece in self.pieces)


def fitted(parts: Sequence[Part], room: Room = COMMENT) -> Iterator[str]:
    """Yield as much of *parts* as there is room for, from the first on, and how much is left out."""
    long = sum(part.lines for part in parts if part.summary) > OPEN_LINES
    left, dropped = room.size, 0
    for part in parts:
        folded = long and part.summary and part.lines > FOLDED_LINES
        fold = f"<details>\n<summary>{escape(one_line(part.summary))}</summary>\n\n" if folded else ""
        foot = "</details>\n\n" if folded else ""
        around = _size(part.head + fold + foot) + 1
        taken: list[str] = []
        pieces = part.pieces or [""]
        for piece in pieces:
            if dropped or around + _size(piece) > left:
                dropped += 1
            else:
                left -= _size(piece)
                taken.append(piece)
        if taken:
            left -= around
            # A list that is cut ends here.
            yield "".join([part.head, fold, *taken, "" if len(taken) == len(pieces) else "\n", foot])
    if dropped:
        yield _left_out(dropped, room)


def _left_out(dropped: int, room: Room) -> str:
    command = "`borderclash diff`"
    if room == COMMENT:
        words = ngettext(
            "{count} more part is left out here, to stay within what a comment may hold; {command} shows all.",
            "{count} more parts are left out here, to stay within what a comment may hold; {command} shows all.",
            dropped,
            command=command,
        )
    else:
        words = ngettext(
            "{count} more part is left out here, to stay within what a summary may hold; {command} shows all.",
            "{count} more parts are left out here, to stay within what a summary may hold; {command} shows all.",
            dropped,
            command=command,
        )
    return f"*{words}*\n\n"


def brief(block: Block, room: Room = COMMENT) -> Block:
    """Return a block without what there is no room for: the end of a text, rows that are too many."""
    if isinstance(block, Heading | Note):
        return block._replace(text=_shortened(block.text, room))
    if isinstance(block, List):
        items = tuple(_brief_item(item, room) for item in block.items)
        return block._replace(items=items, title=_shortened(block.title, room))
    if isinstance(block, Table):
        rows = [row._replace(label=_shortened(row.label, room)) for row in block.rows[: room.rows]]
        more = len(block.rows) - len(rows)
        left_out = Row(text(ngettext("{count} more", "{count} more", more)), (Cell(),) * (len(block.columns) - 1))
        return block._replace(rows=rows, foot=(*block.foot, left_out) if more else block.foot)
    return block


def _brief_item(item: Item, room: Room) -> Item:
    below = tuple(_brief_item(each, room) for each in item.below)
    return item._replace(text=_shortened(item.text, room), below=below)


def _shortened(of: Text, room: Room) -> Text:
    return tuple(
        run._replace(text=f"{run.text[: room.text]} [\N{HORIZONTAL ELLIPSIS}]")
        if isinstance(run, Span) and len(run.text) > room.text
        else run
        for run in of
    )


def _size(text: str) -> int:
    return len(text.encode(errors="backslashreplace"))
