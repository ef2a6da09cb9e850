"""Terminal: a table an event, in words where the width allows, else in marks, else a short block a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Group, JustifyMethod, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from borderclash.accounts import State
from borderclash.coverage import wording
from borderclash.coverage.counting import STATES, Coverage, Line, Sheet
from borderclash.inert import terminal_text
from borderclash.model import Party
from borderclash.values.times import in_words
from borderclash.writers import columns, labels, printing
from borderclash.writers.base import Options
from borderclash.writers.columns import GUTTER, wrapped
from borderclash.writers.printing import hanging, text

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
    printed = printing.printer(options)
    page = _Page(coverage, options)
    yield printed(*page.head())
    for sheet in coverage.sheets:
        yield printed(*page.event(sheet))
    yield printed(*page.foot())


class _Page:
    def __init__(self, coverage: Coverage, options: Options) -> None:
        self.coverage = coverage
        self.options = options
        self.marks = wording.ASCII_MARKS if options.ascii else wording.MARKS

    def head(self) -> Iterator[RenderableType]:
        if self.coverage.title:
            yield text(self.coverage.title, "bold")
        if self.coverage.as_of:
            yield text(f"As it stood at the end of {self.coverage.as_of}")

    def event(self, sheet: Sheet) -> Iterator[RenderableType]:
        yield Text()
        yield text(sheet.event.title, "bold")
        where = [in_words(sheet.event.date) if sheet.event.date else None, sheet.event.place]
        if line := ", ".join(part for part in where if part):
            yield text(line, "dim")
        if not sheet.parties:
            yield text(wording.NOBODY, "dim")
        yield from self._by_words(sheet) or self._by_marks(sheet) or self._blocks(sheet)
        if any(sheet.unanswered(party) for party in sheet.parties):
            yield Text()
            yield text(wording.HEADING, "underline")
            for party in sheet.parties:
                yield from self._unanswered(sheet, party)

    def _unanswered(self, sheet: Sheet, party: Party) -> Iterator[RenderableType]:
        unanswered = sheet.unanswered(party)
        if unanswered:
            yield hanging("  ", party.name)
        for state, rows in unanswered.items():
            told = wording.listed(labels.row_label(row, self.coverage.parties) for row in rows)
            lead = self._named(state).append(f" ({len(rows):,}): ")
            yield hanging("    ", Text.assemble(lead, text(told)))

    def _by_words(self, sheet: Sheet) -> list[RenderableType]:
        """Return the table with a word in each cell, nothing where the width does not take it."""
        heads = ["", *(party.name for party in sheet.parties), wording.ANSWERED]
        lines = [self._line(sheet, line, words=True) for line in sheet.lines]
        grid = self._grid(heads, lines, self._tallies(sheet), right=1)
        return [grid] if grid else []

    def _by_marks(self, sheet: Sheet) -> list[RenderableType]:
        """Return the table with marks below numbers that stand for the parties, if the width takes that."""
        numbers = [str(number) for number, _ in enumerate(sheet.parties, 1)]
        lines = [self._line(sheet, line, words=False) for line in sheet.lines]
        grid = self._grid(["", *numbers, wording.ANSWERED], lines, self._tallies(sheet), right=1)
        if grid is None:
            return []
        named = [f"{number} {party.name}" for number, party in zip(numbers, sheet.parties, strict=True)]
        return [hanging("  ", wording.listed(named)), Text(), grid]

    def _line(self, sheet: Sheet, line: Line, *, words: bool) -> list[Text]:
        cells = [self._state(line.states[party.id], words=words) for party in sheet.parties]
        answered = text(wording.answered(line.answered, len(sheet.parties)))
        return [text(labels.row_label(line.row, self.coverage.parties)), *cells, answered]

    def _tallies(self, sheet: Sheet) -> list[list[Text]]:
        """Return the lines below a table: how many of each party's accounts have each state."""
        lines = []
        for state in wording.in_sheet(sheet):
            counts = [f"{sheet.tallies[party.id].states[state]:,}" for party in sheet.parties]
            lines.append([self._named(state), *map(text, counts), Text()])
        return lines

    def _grid(
        self,
        heads: Sequence[str],
        lines: Sequence[Sequence[Text]],
        tallies: Sequence[Sequence[Text]] = (),
        *,
        right: int,
    ) -> Grid | None:
        """Return a table whose first column takes the room that the others leave; ``None`` if it is too little.

        Below the lines stand the tallies; the *right* last columns are aligned to that side.
        """
        widths = _widths(heads, [*lines, *tallies], self.options.width)
        if widths is None:
            return None
        grid = Grid(
            box=box.ASCII2 if self.options.ascii else box.SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
            padding=(0, GUTTER - 1, 0, 0),
            header_style="bold",
        )
        for number, (head, width) in enumerate(zip(heads, widths, strict=True)):
            side: JustifyMethod = "right" if number >= len(heads) - right else "left"
            grid.add_column(wrapped(text(head), width), width=width, no_wrap=True, justify=side)
        for line in lines:
            grid.add_row(wrapped(line[0], widths[0]), *line[1:])
        if tallies:
            grid.add_row()
        for line in tallies:
            grid.add_row(*line)
        return grid

    def _blocks(self, sheet: Sheet) -> list[RenderableType]:
        """Return a block a row: its label, and below it the parties by what they do."""
        parts: list[RenderableType] = []
        for line in sheet.lines:
            parts += [Text(), text(labels.row_label(line.row, self.coverage.parties), "underline")]
            for state in STATES:
                names = [party.name for party in sheet.parties if line.states[party.id] == state]
                if names:
                    parts.append(
                        hanging("  ", Text.assemble(self._named(state), text(f": {wording.listed(names)}")))
                    )
        return [Group(*parts)]

    def foot(self) -> Iterator[RenderableType]:
        if self.coverage.events > 1 and self.coverage.totals:
            yield Text()
            yield text(wording.ALL_EVENTS, "bold")
            yield from self._totals()
            yield text(wording.ALL_EVENTS_NOTE, "dim")
        if without := wording.without_claim(self.coverage):
            yield Text()
            yield text(without)
        yield Text()
        yield text(wording.summary(self.coverage), "bold")
        meanings = Grid.grid(padding=(0, GUTTER, 0, 0))
        for state in wording.occurring(self.coverage):
            meanings.add_row(self._named(state), text(wording.MEANINGS[state], "dim"))
        yield meanings

    def _totals(self) -> Iterator[RenderableType]:
        """Yield what each party comes to over all events: a table, or a line each where the width is too small."""
        states = wording.occurring(self.coverage)
        heads = ["", "Events", wording.ANSWERED, *(wording.WORDS[state] for state in states)]
        lines: list[list[str]] = []
        for total in self.coverage.totals:
            events = wording.answered(total.events, self.coverage.events)
            rows = wording.answered(total.tally.answered, total.tally.rows)
            counts = [f"{total.tally.states[state]:,}" for state in states]
            lines.append([total.party.name, events, rows, *counts])
        if grid := self._grid(heads, [list(map(text, line)) for line in lines], right=len(heads) - 1):
            yield grid
            return
        for name, events, rows, *counts in lines:
            told = ", ".join(f"{count} {word}" for word, count in zip(heads[3:], counts, strict=True))
            yield hanging("  ", text(f"{name}: {events} events; answered {rows} rows; {told}"))

    def _state(self, state: State, *, words: bool) -> Text:
        if words and state != "no-claim":
            return self._named(state)
        return Text(self.marks[state], STYLES[state])

    def _named(self, state: State) -> Text:
        return Text(f"{self.marks[state]} {wording.WORDS[state]}", STYLES[state])


def _widths(heads: Sequence[str], lines: Sequence[Sequence[Text]], available: int) -> list[int] | None:
    """Return a width for each column; the heads break between words before the labels get less than `LABEL`."""
    full = [max(map(cell_len, column)) for column in _columns(heads, lines)]
    cells = [max((cell_len(line[number].plain) for line in lines), default=0) for number in range(len(heads))]
    least = [max(cell, _longest_word(terminal_text(head))) for cell, head in zip(cells, heads, strict=True)]
    longest = max((_longest_word(line[0].plain) for line in lines), default=0)
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


def _columns(heads: Sequence[str], lines: Sequence[Sequence[Text]]) -> Iterator[list[str]]:
    for number, head in enumerate(heads):
        yield [terminal_text(head), *(line[number].plain for line in lines)]


def _longest_word(words: str) -> int:
    return max((cell_len(word.rstrip()) for word in columns.words(words)), default=0)
