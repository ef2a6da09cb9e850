"""Terminal: the changes by event and row, each with what it was and what it is."""

from __future__ import annotations

from collections.abc import Iterator

from borderclash.comparing.differences.model import ChangeKind, Difference, EventChange, QuestionChange, RowChange
from borderclash.comparing.rows import Row
from borderclash.presenting.difference_wording import NO_DIFFERENCES, Names, Told, Wording, records
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.rendering.old_base import Options
from borderclash.rendering.old_marks import ASCII_MARKS, VERDICT_MARKS
from borderclash.rendering.old_terminal import STYLES as VERDICT_STYLES
from borderclash.rendering.styled import Pen, Styled, joined, styled

MARKS: dict[ChangeKind, str] = {
    "added": "+",
    "revised": "»",
    "withdrawn": "«",
    "changed": "~",
    "corrected": "~",
    "removed": "-",
}
ONLY_ASCII: dict[ChangeKind, str] = {**MARKS, "revised": ">", "withdrawn": "<"}
STYLES: dict[ChangeKind, str] = {
    "added": "green",
    "revised": "cyan",
    "withdrawn": "magenta",
    "changed": "yellow",
    "corrected": "blue",
    "removed": "red",
}


def write(difference: Difference, names: Names, options: Options) -> Iterator[str]:
    """Yield the difference line by line: the counts, then all changes by event, then parties and sources."""
    page = _Page(difference, names, options)
    for part in (page.head(), *map(page.event, difference.events), page.parties_and_sources()):
        for line in part:
            yield f"{line}\n"


class _Page:
    """Gives the lines of each part, without their ends."""

    def __init__(self, difference: Difference, names: Names, options: Options) -> None:
        self.difference = difference
        self.names = names
        self.pen = Pen(options.width, color=options.color)
        self.arrow = "->" if options.ascii else "\N{RIGHTWARDS ARROW}"
        self.marks = ONLY_ASCII if options.ascii else MARKS
        self.verdicts = ASCII_MARKS if options.ascii else VERDICT_MARKS
        self.wording = Wording(difference, self.arrow, "x" if options.ascii else "\N{MULTIPLICATION SIGN}")

    def head(self) -> Iterator[str]:
        yield from self.pen.lines(styled(f"{self.names.old} {self.arrow} {self.names.new}", "bold"))
        if not self.difference:
            yield NO_DIFFERENCES
        for line in (*self.wording.counts(), *self.wording.fields(self.difference.fields)):
            yield from self.pen.lines(styled(line))
        for line in self.wording.notes():
            yield from self.pen.lines(styled(line, "dim"))

    def event(self, event: EventChange) -> Iterator[str]:
        yield ""
        yield from self.pen.lines(styled(self.wording.event(event), "bold"))
        for line in self.wording.fields(event.fields):
            yield from self._hanging("  ~ ", styled(line))
        for question in event.questions:
            if question.fields:
                yield ""
                yield from self._hanging("  ", styled(self.wording.question(question), "underline"))
                for line in self.wording.fields(question.fields):
                    yield from self._hanging("  ~ ", styled(line))
            for row in question.rows:
                yield from self._row(event, question, row)

    def _row(self, event: EventChange, question: QuestionChange, row: RowChange) -> Iterator[str]:
        yield ""
        yield from self._hanging("  ", styled(self.wording.row(event, question, row), "underline"))
        sides = ((row.old, "  was "), (row.new, "  now ")) if row.changed else ((row.old, "  "), (row.new, "  "))
        if row.changed or row.old is None or row.new is None:
            for which, lead in sides:
                if which:
                    yield from self._hanging(lead, self._verdict(which))
        for told in self.wording.claims(question, row):
            yield from self._told(told)

    def _verdict(self, row: Row) -> Styled:
        verdict = styled(self.wording.verdict(row, self.verdicts), VERDICT_STYLES[row.verdict])
        return joined(verdict, styled(f": {RowPhrasing(row).why}"))

    def _told(self, told: Told) -> Iterator[str]:
        line = joined(styled(told.word, STYLES[told.what]), styled(f": {told.line}"))
        yield from self._hanging(f"  {self.marks[told.what]} ", line)
        for below in told.below:
            yield from self._hanging("      ", styled(below, "dim"))

    def _hanging(self, lead: str, body: Styled) -> Iterator[str]:
        return self.pen.hanging(styled(lead, "dim"), body)

    def parties_and_sources(self) -> Iterator[str]:
        for noun, changes in records(self.difference):
            yield ""
            yield from self.pen.lines(styled(noun, "bold"))
            for change in changes:
                yield from self._told(self.wording.record(change))
