"""Terminal: a table an event where the width allows, else a short block a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from borderclash.compare import Comparison, Row, Table
from borderclash.inert import terminal_text
from borderclash.model import Party
from borderclash.vocabulary import DISAGREEMENTS, Verdict
from borderclash.words import gap_words
from borderclash.writers import labels, printing
from borderclash.writers.base import Options
from borderclash.writers.citations import Citation, citations, details, quoted
from borderclash.writers.columns import GUTTER, fit, wrapped
from borderclash.writers.marks import ASCII_MARKS, VERDICT_MARKS, VERDICT_MEANINGS
from borderclash.writers.printing import hanging, text

STYLES: dict[Verdict, str] = {
    "conflict": "bold red",
    "overlap": "yellow",
    "unlike": "magenta",
    "open": "blue",
    "compatible": "cyan",
    "agree": "green",
    "one-sided": "dim",
    "unanswered": "dim",
}
Cited = Mapping[tuple[int, str], Sequence[Citation]]


def write(comparison: Comparison, options: Options) -> Iterator[str]:
    """Yield the comparison a table at a time, then the counts and what the verdict words mean."""
    printed = printing.printer(options)
    page = _Page(comparison, options)
    yield printed(*page.head())
    for table in comparison.tables:
        yield printed(*page.event(table))
    yield printed(*page.foot())


class _Page:
    def __init__(self, comparison: Comparison, options: Options) -> None:
        self.comparison = comparison
        self.options = options
        self.marks = ASCII_MARKS if options.ascii else VERDICT_MARKS
        self.times = "x" if options.ascii else "\N{MULTIPLICATION SIGN}"
        self.dash = "-" if options.ascii else "\N{EM DASH}"

    def head(self) -> Iterator[RenderableType]:
        if self.comparison.title:
            yield text(self.comparison.title, "bold")
        if self.comparison.as_of:
            yield text(f"As it stood at the end of {self.comparison.as_of}")

    def event(self, table: Table) -> Iterator[RenderableType]:
        yield Text()
        yield text(table.event.title, "bold")
        if line := labels.event_line(table):
            yield text(line, "dim")
        cited = citations(table) if self.options.sources else {}
        grid = self._grid(table, cited)
        yield grid if grid else self._blocks(table, cited)
        if table.mirrors:
            yield Text()
        for mirror in table.mirrors:
            mark = self.marks["mirror"]
            yield hanging(f"{mark} ", labels.mirror_line(mirror, self.comparison.parties))
        if self.options.sources:
            yield Text()
            for citation in (citation for cell in cited.values() for citation in cell):
                yield self._citation(citation)

    def foot(self) -> Iterator[RenderableType]:
        yield Text()
        yield text(labels.counts(self.comparison), "bold")
        occurring = [verdict for verdict, count in self.comparison.verdicts().items() if count]
        meanings = Grid.grid(padding=(0, GUTTER, 0, 0))
        for verdict in occurring:
            meanings.add_row(self._verdict(verdict), text(VERDICT_MEANINGS[verdict], "dim"))
        yield meanings

    def _grid(self, table: Table, cited: Cited) -> Grid | None:
        """Return the table, ``None`` where the width does not take it."""
        for together in (False, True):
            heads = ["", *(party.name for party in table.parties), *self._gap_heads(table, together), "Verdict"]
            lines = list(self._lines(table, cited, together))
            widths = fit(heads, lines, len(table.parties) + 1, self.options.width)
            if widths:
                return self._filled(heads, lines, widths, len(table.parties) + 1)
        return None

    def _filled(self, heads: list[str], lines: list[list[Text]], widths: list[int], flexible: int) -> Grid:
        grid = Grid(
            box=box.ASCII2 if self.options.ascii else box.SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
            padding=(0, GUTTER - 1, 0, 0),
            header_style="bold",
        )
        for number, (head, width) in enumerate(zip(heads, widths, strict=True)):
            right = flexible <= number < len(heads) - 1
            grid.add_column(
                wrapped(text(head), width), width=width, no_wrap=True, justify="right" if right else "left"
            )
        close, previous_broken = True, False
        for line in lines:
            cells = [wrapped(cell, width) for cell, width in zip(line, widths, strict=True)]
            broken = any("\n" in cell.plain for cell in cells)
            # Rows of several lines would run into one another; a question's label belongs to what is below it.
            if not close and (broken or previous_broken):
                grid.add_row()
            grid.add_row(*cells)
            close, previous_broken = not any(cell.plain for cell in line[1:]), broken
        return grid

    def _gap_heads(self, table: Table, together: bool) -> list[str]:
        if not any(row.gap for row in table.rows):
            return []
        return ["Gap"] if together else ["Gap", "Ratio"]

    def _lines(self, table: Table, cited: Cited, together: bool) -> Iterator[list[Text]]:
        """Yield the cells of each line; *together* puts gap and ratio into one."""
        parties = self.comparison.parties
        gap_columns = len(self._gap_heads(table, together))
        index = 0
        for question, rows in labels.groups(table):
            if len(rows) > 1:
                label = text(labels.question_label(question))
                yield [label, *[Text()] * (len(table.parties) + gap_columns + 1)]
            for row in rows:
                label = text(labels.row_label(row, parties))
                if len(rows) > 1:
                    whole = any(other.scope and other.subject == row.subject for other in rows)
                    label = text("  " + labels.part_label(row, parties, whole=whole))
                cells = [self._cell(row, party, cited.get((index, party.id), ())) for party in table.parties]
                apart = [gap_words(row.gap) if row.gap else "", labels.ratio(row.gap, times=self.times)]
                if together:
                    apart = [" ".join(apart)]
                yield [label, *cells, *map(text, apart[:gap_columns]), self._verdict(row.verdict)]
                index += 1

    def _cell(self, row: Row, party: Party, cited: Sequence[Citation]) -> Text:
        words = row.texts[party.id]
        if words is None:
            return text(self.dash, "dim")
        cell = text(words, "" if row.accounts[party.id].positions else "dim")
        if row.accounts[party.id].self_contradicting:
            cell.append(" (contradicts itself)", "bold red")
        if cited:
            cell.append(f" [{', '.join(str(citation.number) for citation in cited)}]", "dim")
        return cell

    def _verdict(self, verdict: Verdict) -> Text:
        return Text(f"{self.marks[verdict]} {verdict}", STYLES[verdict])

    def _blocks(self, table: Table, cited: Cited) -> RenderableType:
        """Return a block a row: its label and verdict, each account on a line, the sentence that says why."""
        parts: list[RenderableType] = []
        for index, row in enumerate(table.rows):
            parts += [Text(), text(labels.row_label(row, self.comparison.parties), "underline")]
            for party in table.parties:
                if row.texts[party.id] is not None:
                    cell = self._cell(row, party, cited.get((index, party.id), ()))
                    parts.append(hanging(f"  {party.name}: ", cell))
            verdict = self._verdict(row.verdict)
            if row.verdict in DISAGREEMENTS:
                verdict.append(f": {terminal_text(row.why)}", "default")
            parts.append(hanging("  ", verdict))
        return Group(*parts)

    def _citation(self, citation: Citation) -> RenderableType:
        claim = citation.claim
        row = labels.row_label(citation.row, self.comparison.parties)
        said = f"{citation.party.name} on {row}: {self._said(citation)}"
        lines = [said, details(claim, self.comparison.sources), quoted(claim), claim.note]
        body = Text("\n").join(text(line, "dim" if number else "") for number, line in enumerate(lines) if line)
        return hanging(f"[{citation.number}] ", body)

    def _said(self, citation: Citation) -> str:
        return labels.claim_words(citation.row.question, citation.claim)
