"""Terminal: the changes by event and row, each with what it was and what it is."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from borderclash.changes.model import Difference, EventChange, QuestionChange, RowChange, What
from borderclash.changes.wording import NO_DIFFERENCES, Names, Told, Wording, records
from borderclash.compare import Row
from borderclash.inert import terminal_text
from borderclash.writers.base import Options
from borderclash.writers.marks import ASCII_MARKS, VERDICT_MARKS
from borderclash.writers.printing import hanging, printer, text
from borderclash.writers.terminal import STYLES as VERDICT_STYLES

MARKS: dict[What, str] = {"added": "+", "revised": "»", "withdrawn": "«", "corrected": "~", "removed": "-"}
ONLY_ASCII: dict[What, str] = {**MARKS, "revised": ">", "withdrawn": "<"}
STYLES: dict[What, str] = {
    "added": "green",
    "revised": "cyan",
    "withdrawn": "magenta",
    "corrected": "yellow",
    "removed": "red",
}


def write(difference: Difference, names: Names, options: Options) -> Iterator[str]:
    """Yield the difference an event at a time, behind the counts of all that changed."""
    printed = printer(options)
    page = _Page(difference, names, options)
    yield printed(*page.head())
    for event in difference.events:
        yield printed(*page.event(event))
    yield printed(*page.parties_and_sources())


class _Page:
    def __init__(self, difference: Difference, names: Names, options: Options) -> None:
        self.difference = difference
        self.names = names
        self.arrow = "->" if options.ascii else "\N{RIGHTWARDS ARROW}"
        self.marks = ONLY_ASCII if options.ascii else MARKS
        self.verdicts = ASCII_MARKS if options.ascii else VERDICT_MARKS
        self.wording = Wording(difference, self.arrow, "x" if options.ascii else "\N{MULTIPLICATION SIGN}")

    def head(self) -> Iterator[RenderableType]:
        yield text(f"{self.names.old} {self.arrow} {self.names.new}", "bold")
        if not self.difference:
            yield text(NO_DIFFERENCES)
        yield from map(text, self.wording.counts())
        yield from map(text, self.wording.fields(self.difference.fields))

    def event(self, event: EventChange) -> Iterator[RenderableType]:
        yield Text()
        yield text(self.wording.event(event), "bold")
        for line in self.wording.fields(event.fields):
            yield hanging("  ~ ", line)
        for question in event.questions:
            if question.fields:
                yield Text()
                yield hanging("  ", text(self.wording.question(question), "underline"))
                yield from (hanging("  ~ ", line) for line in self.wording.fields(question.fields))
            for row in question.rows:
                yield from self._row(event, question, row)

    def _row(self, event: EventChange, question: QuestionChange, row: RowChange) -> Iterator[RenderableType]:
        yield Text()
        yield hanging("  ", text(self.wording.row(event, question, row), "underline"))
        if row.turned:
            for when, which in (("was ", row.old), ("now ", row.new)):
                if which:
                    yield hanging(f"  {when}", self._verdict(which))
        elif row.old is None or row.new is None:
            there = row.new or row.old
            if there:
                yield hanging("  ", self._verdict(there))
        for told in self.wording.claims(question, row):
            yield from self._told(told)

    def _verdict(self, row: Row) -> Text:
        verdict = text(self.wording.verdict(row, self.verdicts), VERDICT_STYLES[row.verdict])
        return verdict.append(f": {terminal_text(row.why)}", "default")

    def _told(self, told: Told) -> Iterator[RenderableType]:
        line = Text(told.word, STYLES[told.what]).append(f": {terminal_text(told.line)}", "default")
        yield hanging(f"  {self.marks[told.what]} ", line)
        for below in told.below:
            yield Padding(text(below, "dim"), (0, 0, 0, 6))

    def parties_and_sources(self) -> Iterator[RenderableType]:
        """Yield what changed of parties and sources."""
        for noun, changes in records(self.difference):
            yield Text()
            yield text(noun, "bold")
            for change in changes:
                yield from self._told(self.wording.record(change))
