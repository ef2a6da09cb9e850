"""Terminal: a table an event, in words where the width allows, else in marks, else a short block a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from borderclash.comparing.accounts import State
from borderclash.comparing.coverage import STATES, Coverage, Sheet
from borderclash.escaping import terminal_text
from borderclash.model import Party
from borderclash.presenting import coverage_wording as wording
from borderclash.presenting.phrasing import labels
from borderclash.rendering.columns import GUTTER, line_breaks, longest_word
from borderclash.rendering.grid import Grid
from borderclash.rendering.old_base import Options
from borderclash.rendering.styled import EMPTY, Pen, Styled, cells, joined, styled
from borderclash.values.times import in_words

STYLES: dict[State, str] = {
    "asserts": "green",
    "denies": "cyan",
    "declines": "yellow",
    "cannot-say": "yellow",
    "withdrawn": "magenta",
    "no-claim": "dim",
}
# A question's label in a column narrower than this takes more lines than a block would.
LABEL = 20


def write(coverage: Coverage, options: Options) -> Iterator[str]:
    """Yield the coverage an event at a time, then the totals and what the words mean."""
    page = _Page(coverage, options)
    yield _text(page.head())
    for sheet in coverage.sheets:
        yield _text(page.event(sheet))
    yield _text(page.foot())


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


class _Page:
    def __init__(self, coverage: Coverage, options: Options) -> None:
        self.coverage = coverage
        self.options = options
        self.pen = Pen(options.width, color=options.color)
        marks = wording.ASCII_MARKS if options.ascii else wording.MARKS
        self.marks = {state: styled(marks[state], STYLES[state]) for state in STATES}
        self.words = {state: styled(f"{marks[state]} {wording.WORDS[state]}", STYLES[state]) for state in STATES}
        self.cells = self.words | {"no-claim": self.marks["no-claim"]}

    def head(self) -> Iterator[str]:
        if self.coverage.title:
            yield from self.pen.lines(styled(self.coverage.title, "bold"))
        if self.coverage.as_of:
            yield from self.pen.lines(styled(f"As it stood at the end of {self.coverage.as_of}"))

    def event(self, sheet: Sheet) -> Iterator[str]:
        yield ""
        yield from self.pen.lines(styled(sheet.event.title, "bold"))
        where = [in_words(sheet.event.date) if sheet.event.date else None, sheet.event.place]
        if line := ", ".join(part for part in where if part):
            yield from self.pen.lines(styled(line, "dim"))
        if not sheet.parties:
            yield from self.pen.lines(styled(wording.NOBODY, "dim"))
        yield from self._table(sheet)
        if any(sheet.unanswered(party) for party in sheet.parties):
            yield ""
            yield from self.pen.lines(styled(wording.heading(self.coverage), "underline"))
            for party in sheet.parties:
                yield from self._unanswered(sheet, party)

    def _unanswered(self, sheet: Sheet, party: Party) -> Iterator[str]:
        unanswered = sheet.unanswered(party)
        if unanswered:
            yield from self.pen.hanging(styled("  "), styled(party.name))
        for state, lines in unanswered.items():
            told = wording.listed(wording.label(line, self.coverage.parties) for line in lines)
            yield from self.pen.hanging(
                styled("    "), joined(self.words[state], styled(f" ({len(lines):,}): {told}"))
            )

    def _table(self, sheet: Sheet) -> Iterator[str]:
        """Yield a table of words, else one of marks below numbers for the parties, else a block a row."""
        names = ["", *(party.name for party in sheet.parties), wording.ANSWERED]
        rows = list(self._rows(sheet, self.cells))
        if grid := self._grid(names, rows, self._tallies(sheet), right=1):
            yield from grid.lines(self.pen)
            return
        numbers = [str(number) for number, _ in enumerate(sheet.parties, 1)]
        rows = list(self._rows(sheet, self.marks))
        if grid := self._grid(["", *numbers, wording.ANSWERED], rows, self._tallies(sheet), right=1):
            named = [f"{number} {party.name}" for number, party in zip(numbers, sheet.parties, strict=True)]
            yield from self.pen.hanging(styled("  "), styled(wording.listed(named)))
            yield ""
            yield from grid.lines(self.pen)
            return
        yield from self._blocks(sheet)

    def _rows(self, sheet: Sheet, shown: Mapping[State, Styled]) -> Iterator[list[Styled]]:
        """Yield a row for each question, and below it one for each of its parts, which are not counted."""
        for line in sheet.lines:
            label = wording.label(line, self.coverage.parties)
            states = [shown[line.states[party.id]] for party in sheet.parties]
            yield [styled(label), *states, styled(wording.answered(line.answered, len(sheet.parties)))]
            for part in line.parts:
                states = [shown[part.states[party.id]] for party in sheet.parties]
                yield [styled(f"  {labels.scope_label(part.scope)}", "dim"), *states, EMPTY]

    def _tallies(self, sheet: Sheet) -> list[list[Styled]]:
        """Return the rows below a table: how many of each party's accounts have each state."""
        rows = []
        for state in wording.in_sheet(sheet):
            counts = [f"{sheet.tallies[party.id].states[state]:,}" for party in sheet.parties]
            rows.append([self.words[state], *map(styled, counts), EMPTY])
        return rows

    def _grid(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[Styled]],
        tallies: Sequence[Sequence[Styled]] = (),
        *,
        right: int,
    ) -> Grid | None:
        """Return a table whose first column takes the room that the others leave; ``None`` if it is too little.

        Below the rows stand the tallies; the *right* last columns are aligned to that side.
        """
        widths = _widths(heads, [*rows, *tallies], self.options.width)
        if widths is None:
            return None
        # A last row of several lines is set off by the table itself.
        broken = rows and line_breaks(rows[-1][0].plain, widths[0])
        apart = [[EMPTY] * len(heads)] if tallies and not broken else []
        last = range(len(heads) - right, len(heads))
        return Grid(heads, [*rows, *apart, *tallies], widths, last, self.options.ascii)

    def _blocks(self, sheet: Sheet) -> Iterator[str]:
        """Yield a block a question: its label, below it the parties by what they do, and so for its parts."""
        for line in sheet.lines:
            yield ""
            yield from self.pen.lines(styled(wording.label(line, self.coverage.parties), "underline"))
            yield from self._by_state(sheet, line.states, "  ")
            for part in line.parts:
                yield from self.pen.hanging(styled("  "), styled(labels.scope_label(part.scope), "dim"))
                yield from self._by_state(sheet, part.states, "    ")

    def _by_state(self, sheet: Sheet, states: Mapping[str, State], indent: str) -> Iterator[str]:
        for state in STATES:
            names = [party.name for party in sheet.parties if states[party.id] == state]
            if names:
                told = joined(self.words[state], styled(f": {wording.listed(names)}"))
                yield from self.pen.hanging(styled(indent), told)

    def foot(self) -> Iterator[str]:
        if self.coverage.events > 1 and self.coverage.totals:
            yield ""
            yield from self.pen.lines(styled(wording.ALL_EVENTS, "bold"))
            yield from self._totals()
            yield from self.pen.lines(styled(wording.ALL_EVENTS_NOTE, "dim"))
        if without := wording.without_claim(self.coverage):
            yield ""
            yield from self.pen.lines(styled(without))
        yield ""
        yield from self.pen.lines(styled(wording.summary(self.coverage), "bold"))
        if note := wording.parts_note(self.coverage):
            yield from self.pen.lines(styled(note, "dim"))
        explained = wording.explained(self.coverage)
        width = max((cells(self.words[state].plain) for state in explained), default=0) + GUTTER
        for state in explained:
            lead = joined(self.words[state], styled(" " * (width - cells(self.words[state].plain))))
            yield from self.pen.hanging(lead, styled(wording.meaning(self.coverage, state), "dim"))

    def _totals(self) -> Iterator[str]:
        """Yield what each party comes to over all events: a table, or a line each where the width is too small."""
        states = wording.occurring(self.coverage)
        heads = ["", "Events", wording.ANSWERED, *(wording.WORDS[state] for state in states)]
        lines: list[list[str]] = []
        for total in self.coverage.totals:
            events = wording.answered(total.events, self.coverage.events)
            rows = wording.answered(total.tally.answered, total.tally.rows)
            counts = [f"{total.tally.states[state]:,}" for state in states]
            lines.append([total.party.name, events, rows, *counts])
        if grid := self._grid(heads, [list(map(styled, line)) for line in lines], right=len(heads) - 1):
            yield from grid.lines(self.pen)
            return
        for name, events, rows, *counts in lines:
            told = ", ".join(f"{count} {word}" for word, count in zip(heads[3:], counts, strict=True))
            yield from self.pen.hanging(
                styled("  "), styled(f"{name}: {events} events; answered {rows} rows; {told}")
            )


def _widths(heads: Sequence[str], rows: Sequence[Sequence[Styled]], available: int) -> list[int] | None:
    """Return a width for each column; the heads break between words before the labels get less than `LABEL`."""
    inside = [max((cells(row[number].plain) for row in rows), default=0) for number in range(len(heads))]
    shown = [terminal_text(head) for head in heads]
    full = [max(width, cells(head)) for width, head in zip(inside, shown, strict=True)]
    least = [max(width, longest_word(head)) for width, head in zip(inside, shown, strict=True)]
    longest = max((longest_word(row[0].plain) for row in rows), default=0)
    least[0] = max(longest, min(LABEL, full[0]))
    spare = available - GUTTER * (len(heads) - 1) - sum(least)
    if spare < 0:
        return None
    widths = least
    for number, width in enumerate(full):
        more = min(width - widths[number], spare)
        widths[number] += more
        spare -= more
    return widths
