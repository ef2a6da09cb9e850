"""Terminal: blocks as lines of so many cells; a table that has no room becomes a few lines a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from borderclash.language import colon, gettext, semicolon
from borderclash.presenting import blocks
from borderclash.rendering.grid import GUTTER, Grid, fit
from borderclash.rendering.marks import ASCII_SIGNS, SIGNS, turned
from borderclash.rendering.options import Options
from borderclash.rendering.styled import EMPTY, LEAST, STYLES, Pen, Styled, cells, joined, styled
from borderclash.text.escaping import terminal_text

HEADINGS = {1: "bold", 2: "bold", 3: "underline"}
# What a log says needs about as much beside its first columns; else it stands below them.
BESIDE = 28
# Where a table has another form for narrow terminals, labels in a column narrower than this are no better.
LABEL = 20
INDENT = styled("  ")


def render(shown: Iterable[blocks.Block], options: Options) -> Iterator[str]:
    """Yield *shown* as text, each as soon as it is there."""
    page = _Page(options)
    for block in shown:
        yield "".join(f"{line}\n" for line in page.block(block))


class _Page:
    """Lays blocks out; ``last`` is the block before, ``plotted`` whether the foot has plots to explain."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.pen = Pen(options.width, color=options.color)
        signs = ASCII_SIGNS if options.ascii else SIGNS
        self.signs = turned(signs) if self.pen.right_to_left else signs
        self.last: blocks.Block | None = None
        self.plotted = self.earlier = False

    def block(self, block: blocks.Block) -> Iterator[str]:
        if isinstance(block, blocks.Section | blocks.Comment | blocks.Foot):
            if isinstance(block, blocks.Section):
                yield from self.block(block.heading)
            elif isinstance(block, blocks.Foot) and self.last is not None:
                yield ""
                self.last = None
            for inner in block.blocks:
                yield from self.block(inner)
            if isinstance(block, blocks.Foot) and self.plotted:
                yield from self._key()
            return
        lines = list(self._lines(block))
        if lines and self._apart(block):
            yield ""
        yield from lines
        if lines:
            self.last = block

    def _apart(self, block: blocks.Block) -> bool:
        if self.last is None:
            return False
        if isinstance(block, blocks.Heading):
            return True
        if isinstance(block, blocks.Alone):
            return isinstance(self.last, blocks.Table)
        if isinstance(block, blocks.List):
            return bool(block.title) or (isinstance(self.last, blocks.Table) and not self.last.log)
        return False

    def _lines(self, block: blocks.Block) -> Iterator[str]:
        if isinstance(block, blocks.Heading):
            yield from self.pen.lines(self._styled(block.text, HEADINGS[block.level]))
        elif isinstance(block, blocks.Note):
            yield from self.pen.lines(self._styled(block.text))
        elif isinstance(block, blocks.List):
            if block.title:
                yield from self.pen.lines(self._styled(block.title, HEADINGS[3]))
            for item in block.items:
                yield from self._item(item, INDENT)
        elif isinstance(block, blocks.Legend):
            yield from self._legend(block)
        elif isinstance(block, blocks.Alone):
            for party, rows in block.entries:
                said = joined(
                    styled(gettext("{party} alone", party=party.head) + colon(), "bold"), *self._alone(rows)
                )
                first, *further = self.pen.hanging(joined(INDENT, INDENT), said)
                # The first line stands out, so that each party is found at once.
                yield from (first.removeprefix(INDENT.plain), *further)
            yield from self._claims(row for _, rows in block.entries for row in rows)
        elif isinstance(block, blocks.Table):
            yield from self._log(block) if block.log else self._table(block)
            yield from self._claims(block.rows)

    def _styled(self, text: blocks.Text, style: str = "") -> Styled:
        return joined(*[self._run(run, style) for run in text])

    def _run(self, run: blocks.Span | blocks.Mark, style: str) -> Styled:
        return styled(
            run.text if isinstance(run, blocks.Span) else self.signs[run.name], STYLES[run.role] or style
        )

    def _item(self, item: blocks.Item, indent: Styled) -> Iterator[str]:
        lead = self._styled(item.lead)
        yield from self.pen.hanging(joined(indent, lead), self._styled(item.text))
        for below in item.below:
            yield from self._item(below, joined(indent, INDENT))

    def _legend(self, legend: blocks.Legend) -> Iterator[str]:
        leads = [self._styled(word) for word, _ in legend.entries]
        width = max((cells(lead.plain) for lead in leads), default=0) + GUTTER
        for lead, (_, meaning) in zip(leads, legend.entries, strict=True):
            yield from self.pen.hanging(_padded(lead, width), styled(meaning, "dim"))

    def _key(self) -> Iterator[str]:
        from borderclash.rendering import block_plots

        for line in block_plots.key(self.options.width, ascii=self.options.ascii, earlier=self.earlier):
            yield from self.pen.lines(styled(line, "dim"))

    def _table(self, table: blocks.Table) -> Iterator[str]:
        """Yield the table, or what stands for it where the width does not take it."""
        for joins in (False, True):
            if grid := self._grid(table, joins=joins):
                yield from grid.lines(self.pen)
                return
        heads, numbered = _by_marks(table)
        if heads and (grid := self._grid(numbered, joins=False)):
            yield from self.pen.hanging(INDENT, styled(semicolon().join(heads)))
            yield ""
            yield from grid.lines(self.pen)
            return
        if table.narrower:
            for block in table.narrower:
                yield from self.block(block)
            return
        for row in (*table.rows, *table.foot):
            yield from self._row_alone(table, row)

    def _grid(self, table: blocks.Table, *, joins: bool) -> Grid | None:
        columns = self._columns_shown(table, joins=joins)
        if joins and len(columns) == len(self._columns_shown(table, joins=False)):
            return None
        heads = [terminal_text(table.columns[group[0]].head) for group in columns]
        rows: list[list[Styled]] = []
        below: dict[int, Sequence[str]] = {}
        for grouped, row in _grouped(table.rows):
            if row is None:
                rows.append([styled(grouped), *([EMPTY] * (len(columns) - 1))])
                continue
            label = styled(f"  {row.part}") if grouped else self._styled(row.label)
            label = joined(INDENT, label) if row.indented else label
            rows.append([label, *(self._cells(row, group) for group in columns[1:])])
            below[len(rows) - 1] = list(self._below(row))
        flexible = sum(table.columns[group[0]].breaks for group in columns)
        foot = [
            [self._styled(row.label), *(self._cells(row, group) for group in columns[1:])] for row in table.foot
        ]
        apart = [[EMPTY] * len(columns)] if foot else []
        least = LABEL if table.narrower else LEAST
        widths = fit(heads, [*rows, *apart, *foot], flexible, self.options.width, least)
        if widths is None:
            return None
        right = [number for number, group in enumerate(columns) if table.columns[group[0]].right]
        span = range(right[0], right[-1] + 1) if right else range(0)
        return Grid(heads, [*rows, *apart, *foot], widths, span, self.options.ascii, below)

    def _columns_shown(self, table: blocks.Table, *, joins: bool) -> list[list[int]]:
        """Return the numbers of the columns that stand together as one, for each column shown."""
        shown: list[list[int]] = []
        for number, column in enumerate(table.columns):
            if column.optional and not any(row.cells[number - 1].text for row in table.rows):
                continue
            if joins and column.joins and shown:
                shown[-1].append(number)
            else:
                shown.append([number])
        return shown

    def _cells(self, row: blocks.Row, columns: Sequence[int]) -> Styled:
        shown = [self._cell(row.cells[number - 1]) for number in columns if row.cells[number - 1].text]
        if len(shown) < 2:
            return shown[0] if shown else EMPTY
        return joined(*[part for cell in shown for part in (styled(" "), cell)][1:])

    def _cell(self, cell: blocks.Cell) -> Styled:
        text = self._styled(cell.text)
        return joined(text, styled(_numbers(cell), "dim")) if cell.claims else text

    def _below(self, row: blocks.Row) -> Iterator[str]:
        for item in row.below:
            yield from self._item(item, INDENT)
        if row.plot:
            from borderclash.rendering import block_plots

            lines = block_plots.lines(row.plot, self.options.width, ascii=self.options.ascii)
            yield from lines
            self.plotted = self.plotted or bool(lines)
            self.earlier = self.earlier or row.plot.has_earlier

    def _row_alone(self, table: blocks.Table, row: blocks.Row) -> Iterator[str]:
        """Yield a row as lines: its label, each cell by the head of its column, its sentence behind the last."""
        yield ""
        yield from self.pen.lines(self._styled(row.label, HEADINGS[3]))
        groups = self._columns_shown(table, joins=True)[1:]
        for group in groups:
            column, cell = table.columns[group[0]], row.cells[group[0] - 1]
            if not cell.text or cell == blocks.NO_CLAIM or (column.optional and row.telling):
                continue
            lead = f"  {column.head}{colon()}" if column.head and not column.bare else INDENT.plain
            said = self._cells(row, group)
            if group is groups[-1] and row.telling and row.summary:
                said = joined(said, styled(colon()), self._styled(row.summary))
            yield from self.pen.hanging(styled(lead, "dim"), said)
        yield from self._below(row)

    def _log(self, table: blocks.Table) -> Iterator[str]:
        """Yield a table as lines, its last column behind the others or, where there is no room, below them."""
        leads = [[self._styled(row.label, "dim"), *map(self._cell, row.cells[:-1])] for row in table.rows]
        widths = [max(cells(lead[number].plain) for lead in leads) for number in range(len(table.columns) - 1)]
        beside = sum(widths) + GUTTER * (len(widths) + 1) + BESIDE <= self.pen.width
        below = styled(" " * (2 * GUTTER + (widths[0] if beside else 0)))
        for row, lead in zip(table.rows, leads, strict=True):
            says = self._cell(row.cells[-1])
            if beside:
                padded = [
                    part
                    for text, width in zip(lead, widths, strict=True)
                    for part in (INDENT, _padded(text, width))
                ]
                yield from self.pen.hanging(joined(*padded, INDENT), says)
            else:
                parts = [part for text in lead for part in (INDENT, text)]
                yield from self.pen.hanging(INDENT, joined(*parts[1:]))
                yield from self.pen.hanging(below, says)
            for item in row.below:
                yield from self._item(item, below)

    def _alone(self, rows: Sequence[blocks.Row]) -> Iterator[Styled]:
        for number, row in enumerate(rows):
            label = joined(self._styled(row.label, "dim"), styled(row.joint, "dim"))
            yield from (*([styled(semicolon())] if number else []), label, self._cell(row.cells[0]))

    def _claims(self, rows: Iterable[blocks.Row]) -> Iterator[str]:
        # One that two cells show, a mirror's and its own, is listed where it comes first.
        claims: dict[int, tuple[blocks.Row, blocks.ClaimEntry]] = {}
        for row in rows:
            for claim in (claim for cell in row.cells for claim in cell.claims):
                claims.setdefault(claim.number, (row, claim))
        if claims:
            yield ""
        for row, claim in claims.values():
            yield from self._claim(self._styled(row.label).plain, claim)

    def _claim(self, label: str, claim: blocks.ClaimEntry) -> Iterator[str]:
        said = gettext("{party} on {label}: {answer}", party=claim.party, label=label, answer=claim.says)
        lines = [line for line in (said, claim.details, claim.origins, claim.quoted, claim.note) if line]
        bodies = [styled(line, "dim" if number else "") for number, line in enumerate(lines)]
        yield from self.pen.hanging(styled(f"[{claim.number}] ", "dim"), *bodies)


def _grouped(rows: Sequence[blocks.Row]) -> Iterator[tuple[str, blocks.Row | None]]:
    """Yield each row with its group, empty where it stands alone; before the rows of a group, the group itself."""
    for number, row in enumerate(rows):
        before = number > 0 and rows[number - 1].group == row.group
        after = number + 1 < len(rows) and rows[number + 1].group == row.group
        group = row.group if row.group and (before or after) else ""
        if group and not before:
            yield group, None
        yield group, row


def _by_marks(table: blocks.Table) -> tuple[list[str], blocks.Table]:
    """Return a table whose cells all begin with a mark with these alone under numbers, and the heads numbered."""
    inner = [number for number, column in enumerate(table.columns) if number and not column.right]
    texts = [row.cells[number - 1].text for row in table.rows for number in inner]
    if not texts or not all(text and isinstance(text[0], blocks.Mark) for text in texts):
        return [], table
    heads = [f"{at} {table.columns[number].head}" for at, number in enumerate(inner, 1)]
    columns = list(table.columns)
    for at, number in enumerate(inner, 1):
        columns[number] = columns[number]._replace(head=str(at))
    rows = [
        row._replace(
            cells=tuple(
                blocks.Cell(cell.text[:1]) if at in inner else cell for at, cell in enumerate(row.cells, 1)
            )
        )
        for row in table.rows
    ]
    return heads, table._replace(columns=tuple(columns), rows=rows)


def _numbers(cell: blocks.Cell) -> str:
    return f" [{', '.join(str(claim.number) for claim in cell.claims)}]"


def _padded(text: Styled, width: int) -> Styled:
    return joined(text, styled(" " * (width - cells(text.plain))))
