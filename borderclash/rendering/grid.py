"""A table in a terminal: headings, a rule, and rows whose cells may take several lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from borderclash.rendering.columns import GUTTER, line_breaks
from borderclash.rendering.styled import EMPTY, Pen, Styled, cells, cut, joined, styled

_LINE = "\N{BOX DRAWINGS LIGHT HORIZONTAL}"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its headings, its rows of as many cells, the width of each column (see `columns.fit`).

    ``right`` has the numbers of the columns that are set flush right. A row with nothing behind its first cell is
    the heading of those below it. ``below`` has lines to be set across the table below the row of a number.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[Styled]]
    widths: Sequence[int]
    right: range
    ascii: bool = False
    below: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def lines(self, pen: Pen) -> Iterator[str]:
        """Yield the lines of the table, as *pen* paints them, without their ends."""
        heads = [_broken(styled(head, "bold"), width) for head, width in zip(self.heads, self.widths, strict=True)]
        height = max(map(len, heads))
        yield from self._row([[EMPTY] * (height - len(head)) + head for head in heads], pen)
        rule, crossing = ("-", "+") if self.ascii else (_LINE, _LINE)
        yield self._joined([rule * width for width in self.widths], rule * (GUTTER - 1) + crossing, pen)
        close, previous_broken = True, False
        for number, row in enumerate(self.rows):
            if previous_broken and not any(cell.plain for cell in row):
                continue  # what is to be apart is so already
            below = self.below.get(number, ())
            row_cells = [_broken(cell, width) for cell, width in zip(row, self.widths, strict=True)]
            broken = bool(below) or any(len(lines) > 1 for lines in row_cells)
            # Rows of several lines would run into one another; a heading belongs to what is below it.
            if not close and (broken or previous_broken):
                yield from self._row([[EMPTY]] * len(row), pen)
            yield from self._row(row_cells, pen)
            yield from below
            close, previous_broken = not any(cell.plain for cell in row[1:]), broken

    def _row(self, row_cells: Iterable[list[Styled]], pen: Pen) -> Iterator[str]:
        between = " " * (GUTTER - 1) + ("|" if self.ascii else " ")
        for line in zip_longest(*row_cells, fillvalue=EMPTY):
            parts = []
            for number, (cell, width) in enumerate(zip(line, self.widths, strict=True)):
                space = " " * (width - cells(cell.plain)) if number in self.right else ""
                parts.append(space + pen.placed(cell, width - len(space)))
            yield self._joined(parts, between, pen).rstrip()

    def _joined(self, parts: Sequence[str], between: str, pen: Pen) -> str:
        """Return the parts of a line; the first stands where a line begins."""
        if not pen.right_to_left:
            return between.join(parts)
        whole = sum(self.widths) + len(between) * (len(parts) - 1)
        return " " * (pen.width - whole) + between.join(reversed(parts))


def _broken(cell: Styled, width: int) -> list[Styled]:
    """Return the lines of a cell, further ones indented as the first is."""
    breaks = line_breaks(cell.plain, width)
    if not breaks:
        # Where a text is too wide all the same, it is by the spaces at its end.
        return [cell] if cells(cell.plain) <= width else cut(cell, [len(cell.plain)])[:1]
    first, *others = cut(cell, breaks)
    indent = styled(cell.plain[: len(cell.plain) - len(cell.plain.lstrip())])
    return [first, *(joined(indent, line) for line in others)]
