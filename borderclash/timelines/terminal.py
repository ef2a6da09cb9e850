"""Terminal: for each row who said what when, and under it what that made of the disagreements."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from borderclash.compare import Comparison
from borderclash.inert import terminal_text
from borderclash.timelines import pages
from borderclash.timelines.pages import Sheet, Told
from borderclash.vocabulary import Verdict
from borderclash.writers import labels, printing
from borderclash.writers.base import Options
from borderclash.writers.marks import ASCII_MARKS, VERDICT_MARKS, VERDICT_MEANINGS
from borderclash.writers.printing import hanging, text
from borderclash.writers.terminal import STYLES

# What was said needs about as much beside when and who; else it stands below them.
LEAST = 28


def write(comparison: Comparison, options: Options) -> Iterator[str]:
    """Yield the histories an event at a time, then the counts and what the verdict words mean."""
    printed = printing.printer(options)
    page = _Page(comparison, options)
    if comparison.title:
        yield printed(text(comparison.title, "bold"))
    for table in comparison.tables:
        yield printed(*page.event(pages.sheet(table, comparison)))
    yield printed(*page.foot())


class _Page:
    def __init__(self, comparison: Comparison, options: Options) -> None:
        self.comparison = comparison
        self.options = options
        self.marks = ASCII_MARKS if options.ascii else VERDICT_MARKS
        self.sheets: list[Sheet] = []

    def event(self, sheet: Sheet) -> Iterator[RenderableType]:
        self.sheets.append(sheet)
        yield Text()
        yield text(sheet.table.event.title, "bold")
        zone = f"times in {sheet.timezone}" if sheet.timezone else ""
        if line := "; ".join(part for part in (labels.event_line(sheet.table), zone) if part):
            yield text(line, "dim")
        for told in sheet.through_time:
            yield Text()
            yield from self._row(told)
        if sheet.at_once:
            yield Text(f"\n{pages.AT_ONCE}", "underline")
        for told in sheet.at_once:
            mark = self.marks[told.history.row.verdict]
            yield hanging(f"  {mark} ", f"{told.label}: {pages.at_once(told)}")
        if sheet.quiet:
            yield Text(f"\n{pages.QUIET}", "underline")
        for moment, rows in sheet.quiet.items():
            yield hanging(f"  {moment}: ", "; ".join(rows))

    def _row(self, told: Told) -> Iterator[RenderableType]:
        """Yield a row: its label and verdict, its steps, and how each pair that ever disagreed stands."""
        row = told.history.row
        yield Text.assemble(text(told.label, "underline"), "  ", self._verdict(row.verdict))
        whens = [[told.words.of_heard(one) for one in step.heard] for step in told.history.steps]
        when = max(cell_len(terminal_text(each)) for of_step in whens for each in of_step)
        who = max(cell_len(terminal_text(one.party.name)) for step in told.history.steps for one in step.heard)
        beside = when + who + 6 + LEAST <= self.options.width
        below = " " * (when + 4 if beside else 4)
        for number, step in enumerate(told.history.steps):
            for one, at in zip(step.heard, whens[number], strict=True):
                says = text(told.words.says(one))
                if beside:
                    yield hanging(f"  {_padded(at, when)}  {_padded(one.party.name, who)}  ", says)
                else:
                    yield hanging("  ", text(f"{at}  {one.party.name}", "dim"))
                    yield hanging(below, says)
            for verdict, change in pages.step_lines(told, number):
                yield hanging(f"{below}{self.marks[verdict]} ", text(change, STYLES[verdict]))
        for summary in told.words.summaries():
            yield hanging("  ", summary)
        if undated := told.words.undated():
            yield hanging("  ", undated)

    def foot(self) -> Iterator[RenderableType]:
        yield Text()
        yield text(pages.counts(self.sheets), "bold")
        for note in pages.notes(self.sheets):
            yield text(note, "dim")
        occurring = [verdict for verdict, count in self.comparison.verdicts().items() if count]
        width = max(map(len, occurring), default=0) + 4
        for verdict in occurring:
            lead = _padded(f"{self.marks[verdict]} {verdict}", width)
            yield hanging(lead, text(VERDICT_MEANINGS[verdict], "dim"))

    def _verdict(self, verdict: Verdict) -> Text:
        return Text(f"{self.marks[verdict]} {verdict}", STYLES[verdict])


def _padded(words: str, width: int) -> str:
    words = terminal_text(words)
    return words + " " * (width - cell_len(words))
