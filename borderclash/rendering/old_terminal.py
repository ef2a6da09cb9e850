"""Terminal: a table an event where the width allows, else a short block a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from borderclash.comparing.rows import Comparison, EventComparison, Row
from borderclash.model import Party
from borderclash.presenting.citations import Citation, citations, details, quoted
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import claim_words
from borderclash.presenting.phrasing.numbers import ratio_label
from borderclash.presenting.phrasing.rows import RowPhrasing, mirror_line
from borderclash.rendering.columns import GUTTER, fit
from borderclash.rendering.grid import Grid
from borderclash.rendering.old_base import Options
from borderclash.rendering.old_marks import ASCII_MARKS, NOTE_MARK, VERDICT_MARKS, VERDICT_MEANINGS, note_meaning
from borderclash.rendering.styled import EMPTY, Pen, Styled, cells, joined, styled
from borderclash.values import Gap
from borderclash.vocabulary import DISAGREEMENTS, Verdict

STYLES: dict[Verdict, str] = {
    "conflict": "bold red",
    "overlap": "yellow",
    "unlike": "magenta",
    "open": "blue",
    "compatible": "cyan",
    "agree": "green",
    "one-party": "dim",
    "unanswered": "dim",
}
Cited = Mapping[tuple[int, str], Sequence[Citation]]


def write(comparison: Comparison, options: Options) -> Iterator[str]:
    """Yield the comparison a table at a time, then the counts and what the verdict words mean."""
    page = _Page(comparison, options)
    yield _text(page.head())
    for table in comparison.events:
        yield _text(page.event(table))
    yield _text(page.foot())


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


class _Line(NamedTuple):
    label: Styled
    accounts: Sequence[Styled]
    gap: Gap | None
    verdict: Styled
    plot: Sequence[str] = ()


class _Page:
    def __init__(self, comparison: Comparison, options: Options) -> None:
        self.comparison = comparison
        self.options = options
        self.pen = Pen(options.width, color=options.color)
        marks = ASCII_MARKS if options.ascii else VERDICT_MARKS
        self.mirror = styled(f"{marks['mirror']} ", "dim")
        self.verdicts = {verdict: styled(f"{marks[verdict]} {verdict}", STYLES[verdict]) for verdict in STYLES}
        self.times = "x" if options.ascii else "\N{MULTIPLICATION SIGN}"
        self.key: Sequence[str] = ()
        self.dash = styled("-" if options.ascii else "\N{EM DASH}", "dim")

    def head(self) -> Iterator[str]:
        if self.comparison.title:
            yield from self.pen.lines(styled(self.comparison.title, "bold"))
        if self.comparison.as_of:
            yield from self.pen.lines(styled(f"As it stood at the end of {self.comparison.as_of}"))

    def event(self, table: EventComparison) -> Iterator[str]:
        yield ""
        yield from self.pen.lines(styled(table.event.title, "bold"))
        if line := labels.event_line(table):
            yield from self.pen.lines(styled(line, "dim"))
        cited = citations(table) if self.options.sources else {}
        grid = self._grid(table, cited)
        yield from grid.lines(self.pen) if grid else self._blocks(table, cited)
        if table.mirrors:
            yield ""
        for mirror in table.mirrors:
            line = mirror_line(mirror, self.comparison.parties)
            yield from self.pen.hanging(self.mirror, styled(line))
        if self.options.sources:
            yield ""
            for citation in (citation for cell in cited.values() for citation in cell):
                yield from self._citation(citation)

    def foot(self) -> Iterator[str]:
        yield ""
        yield from self.pen.lines(styled(labels.counts(self.comparison), "bold"))
        occurring = [verdict for verdict, count in self.comparison.verdicts().items() if count]
        width = max((cells(self.verdicts[verdict].plain) for verdict in occurring), default=0) + GUTTER
        for verdict in occurring:
            lead = self.verdicts[verdict]
            space = styled(" " * (width - cells(lead.plain)))
            yield from self.pen.hanging(joined(lead, space), styled(VERDICT_MEANINGS[verdict], "dim"))
        if labels.has_notes(self.comparison):
            where = "the list under the table has it" if self.options.sources else "--sources shows it"
            lead = styled(NOTE_MARK.ljust(width - GUTTER) + " " * GUTTER)
            yield from self.pen.hanging(lead, styled(note_meaning(where), "dim"))
        for line in self.key:
            yield from self.pen.lines(styled(line, "dim"))

    def _grid(self, table: EventComparison, cited: Cited) -> Grid | None:
        """Return the table, ``None`` where the width does not take it."""
        lines = list(self._lines(table, cited))
        apart = 1 + len(table.parties)
        for gap_heads in (["Gap", "Ratio"], ["Gap"]) if any(row.gap for row in table.rows) else ([],):
            rows = [
                [line.label, *line.accounts, *self._gap_cells(line.gap, len(gap_heads)), line.verdict]
                for line in lines
            ]
            heads = ["", *(party.name for party in table.parties), *gap_heads, "Verdict"]
            if widths := fit(heads, rows, apart, self.options.width):
                plots = {number: line.plot for number, line in enumerate(lines)}
                return Grid(heads, rows, widths, range(apart, len(heads) - 1), self.options.ascii, plots)
        return None

    def _lines(self, table: EventComparison, cited: Cited) -> Iterator[_Line]:
        """Yield the cells of each line."""
        parties = self.comparison.parties
        index = 0
        for question, rows in labels.groups(table):
            if len(rows) > 1:
                yield _Line(styled(labels.question_label(question)), [EMPTY] * len(table.parties), None, EMPTY)
            for row in rows:
                label = labels.row_label(row, parties)
                if len(rows) > 1:
                    whole = any(other.scope and other.subject == row.subject for other in rows)
                    label = "  " + labels.part_label(row, parties, whole=whole)
                accounts = [self._cell(row, party, cited.get((index, party.id), ())) for party in table.parties]
                yield _Line(styled(label), accounts, row.gap, self.verdicts[row.verdict], self._plot(row))
                index += 1

    def _gap_cells(self, gap: Gap | None, columns: int) -> list[Styled]:
        """Return size and ratio in so many columns."""
        words = [gap.words if gap else "", ratio_label(gap, times=self.times)]
        return [styled(word) for word in (words if columns == 2 else [" ".join(words).strip()][:columns])]

    def _cell(self, row: Row, party: Party, cited: Sequence[Citation]) -> Styled:
        words = RowPhrasing(row, notes=True).cell(party.id)
        if words is None:
            return self.dash
        cell = styled(words, "" if row.accounts[party.id].positions else "dim")
        if row.accounts[party.id].self_contradicting:
            cell = joined(cell, styled(" (contradicts itself)", "bold red"))
        if cited:
            cell = joined(cell, styled(f" [{', '.join(str(citation.number) for citation in cited)}]", "dim"))
        return cell

    def _blocks(self, table: EventComparison, cited: Cited) -> Iterator[str]:
        """Yield a block a row: its label and verdict, each account on a line, the sentence that says why."""
        for index, row in enumerate(table.rows):
            yield ""
            yield from self.pen.lines(styled(labels.row_label(row, self.comparison.parties), "underline"))
            for party in table.parties:
                if row.accounts[party.id].claims:
                    cell = self._cell(row, party, cited.get((index, party.id), ()))
                    yield from self.pen.hanging(styled(f"  {party.name}: ", "dim"), cell)
            verdict = self.verdicts[row.verdict]
            if row.verdict in DISAGREEMENTS:
                verdict = joined(
                    verdict, styled(f": {RowPhrasing(row).why}", "bold" if row.verdict == "conflict" else "")
                )
            yield from self.pen.hanging(styled("  "), verdict)
            yield from self._plot(row)

    def _plot(self, row: Row) -> Sequence[str]:
        """Return the lines of the row's range plot, none where none is wanted."""
        if not self.options.chart:
            return ()
        from borderclash.presenting.plots import range_plot
        from borderclash.rendering import block_plots

        plot = range_plot(row)
        lines = block_plots.lines(plot, self.options.width, ascii=self.options.ascii) if plot else []
        if lines:
            self.key = block_plots.key(self.options.width, ascii=self.options.ascii)
        return lines

    def _citation(self, citation: Citation) -> Iterator[str]:
        claim = citation.claim
        row = labels.row_label(citation.row, self.comparison.parties)
        said = f"{citation.party.name} on {row}: {claim_words(citation.row.question, claim)}"
        lines = [
            line for line in (said, details(claim, self.comparison.sources), quoted(claim), claim.note) if line
        ]
        bodies = [styled(line, "dim" if number else "") for number, line in enumerate(lines)]
        yield from self.pen.hanging(styled(f"[{citation.number}] ", "dim"), *bodies)
