"""Markdown for a comment on a pull request: short, folded where it is long, and never longer than one may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from borderclash.comparing.differences.model import (
    Difference,
    EventChange,
    QuestionChange,
    RecordChange,
    RowChange,
)
from borderclash.escaping import markdown_text
from borderclash.presenting.difference_wording import NO_DIFFERENCES, Names, Told, Wording, records
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.rendering.old_base import Options
from borderclash.rendering.old_marks import VERDICT_MARKS

ARROW = "\N{RIGHTWARDS ARROW}"
# GitHub takes 65,536 characters, counted as bytes to be safe; whoever posts it may put words of their own before.
MOST_BYTES = 60_000
# A table of rows beyond these, and details beyond so many lines, are too much to scroll past.
MOST_ROWS = 30
OPEN_LINES = 60
FOLDED_LINES = 12
LONGEST_TEXT = 300


@dataclass(slots=True)
class _Section:
    """A part of the page: ``blocks`` are left out from the last on where there is no room."""

    head: str
    blocks: list[str]
    summary: str
    foot: str = ""

    def lines(self) -> int:
        """Return how many lines the blocks take."""
        return sum(block.count("\n") for block in self.blocks)


@dataclass(slots=True)
class _Page:
    """What was written so far; what finds no room is counted."""

    left: int = MOST_BYTES
    dropped: int = 0
    pieces: list[str] = field(default_factory=list)

    def add(self, section: _Section) -> None:
        """Add as much of a section as there is room for; once there is none, nothing follows."""
        around = _size(section.head) + _size(section.foot)
        taken: list[str] = []
        for block in section.blocks:
            if self.dropped or around + _size(block) > self.left:
                self.dropped += 1
            else:
                self.left -= _size(block)
                taken.append(block)
        if taken:
            self.left -= around
            self.pieces += [section.head, *taken, section.foot]


def write(difference: Difference, names: Names, options: Options) -> Iterator[str]:
    """Yield the difference: counts, the rows with another verdict or gap, then all changes by event."""
    wording = Wording(difference)
    yield f"### What changed: {_text(names.old)} {ARROW} {_text(names.new)}\n\n"
    if not difference:
        yield f"{NO_DIFFERENCES}\n"
        return
    head = [*wording.counts(), *wording.fields(difference.fields)]
    yield "".join(f"- {_text(line)}\n" for line in head)
    yield "".join(f"\n{_text(line)}\n" for line in wording.notes())
    sections = [_event(wording, event) for event in difference.events]
    sections += [_records(wording, noun, changes) for noun, changes in records(difference)]
    long = sum(section.lines() for section in sections) > OPEN_LINES
    page = _Page()
    page.add(_turned(wording))
    for section in sections:
        page.add(_folded(section) if long and section.lines() > FOLDED_LINES else section)
    yield from page.pieces
    if page.dropped:
        parts = "1 more part is" if page.dropped == 1 else f"{page.dropped:,} more parts are"
        yield f"\n*{parts} left out here, to stay within what a comment may hold; `borderclash diff` shows all.*\n"


def _turned(wording: Wording) -> _Section:
    """Return the table of the rows whose verdict or gap is another."""
    lines = [
        _line([_text(wording.row(event, question, row)), *_was_and_is(wording, row)])
        for event in wording.difference.events
        for question in event.questions
        for row in question.rows
        if row.changed
    ]
    more = len(lines) - MOST_ROWS
    if more > 0:
        lines[MOST_ROWS:] = [_line([f"*{more:,} more below*", "", ""])]
    return _Section("\n" + _line(["Row", "Was", "Is"]) + _line(["---"] * 3), lines, "")


def _was_and_is(wording: Wording, row: RowChange) -> list[str]:
    return [_text(wording.verdict(which, VERDICT_MARKS)) for which in (row.old, row.new) if which]


def _event(wording: Wording, event: EventChange) -> _Section:
    fields = "".join(f"- {_text(line)}\n" for line in wording.fields(event.fields))
    head = f"\n#### {_text(wording.event(event))}\n" + (f"\n{fields}" if fields else "")
    rows = sum(len(question.rows) for question in event.questions)
    blocks = list(_blocks(wording, event))
    # A title without anything below it is a block of its own, so that it is not lost.
    return _Section(head, blocks, f"{rows} row{'' if rows == 1 else 's'}") if blocks else _Section("", [head], "")


def _records(wording: Wording, noun: str, changes: Sequence[RecordChange]) -> _Section:
    first, *others = [_told(wording.record(change)) for change in changes]
    return _Section(f"\n#### {noun}\n", [f"\n{first}", *others], f"{len(changes)} {noun.lower()}")


def _folded(section: _Section) -> _Section:
    # No text of the data in the summary: it is HTML, where Markdown's escapes do not hold.
    fold = f"\n<details>\n<summary>{section.summary}</summary>\n"
    return replace(section, head=f"{section.head}{fold}", foot="\n</details>\n")


def _blocks(wording: Wording, event: EventChange) -> Iterator[str]:
    """Yield the changes of an event, a block a question's own fields and a block a row."""
    for question in event.questions:
        if question.fields:
            fields = "".join(f"- {_text(line)}\n" for line in wording.fields(question.fields))
            yield f"\n{_strong(wording.question(question))}\n\n{fields}"
        for row in question.rows:
            yield f"\n{_strong(wording.row(event, question, row))}\n\n{''.join(_row(wording, question, row))}"


def _row(wording: Wording, question: QuestionChange, row: RowChange) -> Iterator[str]:
    if row.changed:
        for when, which in (("was", row.old), ("is", row.new)):
            if which:
                yield f"- {when} {_text(f'{wording.verdict(which, VERDICT_MARKS)}: {RowPhrasing(which).why}')}\n"
    elif row.old is None or row.new is None:
        there = row.new or row.old
        if there:
            yield f"- {_text(f'{wording.verdict(there, VERDICT_MARKS)}: {RowPhrasing(there).why}')}\n"
    yield from map(_told, wording.claims(question, row))


def _told(told: Told) -> str:
    below = "".join(f"  - {_text(line)}\n" for line in told.below)
    return f"- **{told.word}**: {_text(told.line)}\n{below}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _strong(text: str) -> str:
    bold = _text(text)
    return f"**{bold}**" if bold else ""


def _text(text: str) -> str:
    return markdown_text(text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} [\N{HORIZONTAL ELLIPSIS}]")


def _size(text: str) -> int:
    return len(text.encode(errors="backslashreplace"))
