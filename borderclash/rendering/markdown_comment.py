"""Markdown that fits into a comment on a pull request: folded where it is long, and cut where it is too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import NamedTuple

from borderclash.language import gettext, ngettext, number
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


class Part(NamedTuple):
    """A part of a comment: Markdown under a head, in pieces between which it may be cut.

    ``summary`` is what stands for it where it is folded; without one it is never folded.
    """

    head: str
    pieces: Sequence[str]
    summary: str = ""

    @property
    def lines(self) -> int:
        """How many lines the pieces take."""
        return sum(piece.count("\n") for piece in self.pieces)


def fitted(parts: Sequence[Part]) -> Iterator[str]:
    """Yield as much of *parts* as there is room for, from the first on, and how much is left out."""
    long = sum(part.lines for part in parts if part.summary) > OPEN_LINES
    left, dropped = MOST_BYTES, 0
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
        words = ngettext(
            "{count} more part is left out here, to stay within what a comment may hold; {command} shows all.",
            "{count} more parts are left out here, to stay within what a comment may hold; {command} shows all.",
            dropped,
            command="`borderclash diff`",
        )
        yield f"*{words}*\n\n"


def brief(block: Block) -> Block:
    """Return a block without what is too long for a comment: the end of a text, rows that are too many."""
    if isinstance(block, Heading | Note):
        return replace(block, text=_shortened(block.text))
    if isinstance(block, List):
        return replace(block, items=tuple(map(_brief_item, block.items)), title=_shortened(block.title))
    if isinstance(block, Table):
        rows = [row._replace(label=_shortened(row.label)) for row in block.rows[:MOST_ROWS]]
        more = len(block.rows) - len(rows)
        left_out = Row(text(gettext("{count} more", count=number(more))), (Cell(),) * (len(block.columns) - 1))
        return replace(block, rows=rows, foot=(*block.foot, left_out) if more else block.foot)
    return block


def _brief_item(item: Item) -> Item:
    return item._replace(text=_shortened(item.text), below=tuple(map(_brief_item, item.below)))


def _shortened(of: Text) -> Text:
    return tuple(
        run._replace(text=f"{run.text[:LONGEST_TEXT]} [\N{HORIZONTAL ELLIPSIS}]")
        if isinstance(run, Span) and len(run.text) > LONGEST_TEXT
        else run
        for run in of
    )


def _size(text: str) -> int:
    return len(text.encode(errors="backslashreplace"))
