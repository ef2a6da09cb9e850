"""Terminal: for each row who said what when, and under it what that made of the disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from borderclash.comparing.rows import Comparison
from borderclash.presenting import timeline_pages
from borderclash.presenting.phrasing import labels
from borderclash.presenting.timeline_pages import Sheet, Told
from borderclash.rendering.columns import GUTTER
from borderclash.rendering.old_base import Options
from borderclash.rendering.old_marks import ASCII_MARKS, VERDICT_MARKS, VERDICT_MEANINGS
from borderclash.rendering.old_terminal import STYLES
from borderclash.rendering.styled import Pen, Styled, cells, joined, styled
from borderclash.vocabulary import Verdict

# What was said needs about as much beside when and who; else it stands below them.
LEAST = 28
_GAP = styled(" " * GUTTER)


def write(comparison: Comparison, options: Options) -> Iterator[str]:
    """Yield the histories an event at a time, then the counts and what the verdict words mean."""
    page = _Page(comparison, options)
    yield _text(page.head())
    for table in comparison.events:
        yield _text(page.event(timeline_pages.sheet(table, comparison)))
    yield _text(page.foot())


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


class _Page:
    def __init__(self, comparison: Comparison, options: Options) -> None:
        self.comparison = comparison
        self.pen = Pen(options.width, color=options.color)
        self.marks = ASCII_MARKS if options.ascii else VERDICT_MARKS
        self.counted = timeline_pages.Counted()

    def head(self) -> Iterator[str]:
        if self.comparison.title:
            yield from self.pen.lines(styled(self.comparison.title, "bold"))

    def event(self, sheet: Sheet) -> Iterator[str]:
        self.counted.add(sheet)
        yield ""
        yield from self.pen.lines(styled(sheet.table.event.title, "bold"))
        zone = f"times in {sheet.timezone}" if sheet.timezone else ""
        if line := "; ".join(part for part in (labels.event_line(sheet.table), zone) if part):
            yield from self.pen.lines(styled(line, "dim"))
        for told in sheet.through_time:
            yield ""
            yield from self._row(told)
        if sheet.at_once:
            yield from ("", *self.pen.lines(styled(timeline_pages.AT_ONCE, "underline")))
        for told in sheet.at_once:
            lead = joined(_GAP, self._mark(told.history.row.verdict))
            yield from self.pen.hanging(lead, styled(f"{told.label}: {timeline_pages.at_once(told)}"))
        if sheet.quiet:
            yield from ("", *self.pen.lines(styled(timeline_pages.QUIET, "underline")))
        for moment, rows in sheet.quiet.items():
            yield from self.pen.hanging(styled(f"  {moment}: ", "dim"), styled("; ".join(rows)))

    def _row(self, told: Told) -> Iterator[str]:
        """Yield a row: its label and verdict, its steps, and how each pair that ever disagreed stands."""
        verdict = told.history.row.verdict
        label = styled(told.label, "underline")
        yield from self.pen.lines(joined(label, _GAP, self._mark(verdict), styled(verdict, STYLES[verdict])))
        steps = told.history.steps
        whens = [[styled(told.words.of_heard(one), "dim") for one in step.heard] for step in steps]
        names = [[styled(one.party.name) for one in step.heard] for step in steps]
        when, who = (max(cells(each.plain) for of_step in column for each in of_step) for column in (whens, names))
        beside = 3 * GUTTER + when + who + LEAST <= self.pen.width
        # Below the name where there is a column of names.
        below = styled(" " * (2 * GUTTER + when if beside else 2 * GUTTER))
        for number, step in enumerate(steps):
            for one, at, name in zip(step.heard, whens[number], names[number], strict=True):
                says = styled(told.words.says(one))
                if beside:
                    lead = joined(_GAP, _padded(at, when), _GAP, _padded(name, who), _GAP)
                    yield from self.pen.hanging(lead, says)
                else:
                    yield from self.pen.hanging(_GAP, joined(at, _GAP, name))
                    yield from self.pen.hanging(below, says)
            for made in timeline_pages.made(told, number):
                lead = joined(below, self._mark(made.verdict))
                text = joined(styled(made.verb, STYLES[made.verdict]), styled(f" {made.rest}"))
                yield from self.pen.hanging(lead, text)
        undated = told.words.undated()
        for line in (*told.words.summaries(), *([undated] if undated else [])):
            yield from self.pen.hanging(_GAP, styled(line))

    def foot(self) -> Iterator[str]:
        yield ""
        yield from self.pen.lines(styled(self.counted.line(), "bold"))
        for note in self.counted.notes():
            yield from self.pen.lines(styled(note, "dim"))
        occurring = [verdict for verdict, count in self.comparison.verdicts().items() if count]
        leads = {verdict: joined(self._mark(verdict), styled(verdict, STYLES[verdict])) for verdict in occurring}
        width = max((cells(lead.plain) for lead in leads.values()), default=0)
        for verdict, lead in leads.items():
            yield from self.pen.hanging(
                joined(_padded(lead, width), _GAP), styled(VERDICT_MEANINGS[verdict], "dim")
            )

    def _mark(self, verdict: Verdict) -> Styled:
        return styled(f"{self.marks[verdict]} ", STYLES[verdict])


def _padded(text: Styled, width: int) -> Styled:
    return joined(text, styled(" " * (width - cells(text.plain))))
