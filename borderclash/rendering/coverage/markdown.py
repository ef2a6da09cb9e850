"""Markdown of a coverage, as GitHub reads it: a table an event, then what each party has not answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from borderclash.comparing.accounts import State
from borderclash.comparing.coverage import Coverage, Sheet
from borderclash.escaping import markdown_text
from borderclash.presenting import coverage_wording as wording
from borderclash.presenting.phrasing import labels
from borderclash.rendering.old_base import Options
from borderclash.values.times import in_words

DASH = "\N{EM DASH}"
# A space at the beginning of a cell that Markdown does not drop.
INDENT = "\N{EM SPACE}"


def write(coverage: Coverage, options: Options) -> Iterator[str]:
    """Yield the coverage an event at a time, then the totals and what the words mean."""
    if coverage.title:
        yield f"# {markdown_text(coverage.title)}\n\n"
    if coverage.as_of:
        yield markdown_text(f"As it stood at the end of {coverage.as_of}.") + "\n\n"
    for sheet in coverage.sheets:
        yield from _sheet(coverage, sheet)
    if coverage.events > 1 and coverage.totals:
        yield from _totals(coverage)
    yield from _foot(coverage)


def _sheet(coverage: Coverage, sheet: Sheet) -> Iterator[str]:
    yield f"## {markdown_text(sheet.event.title)}\n\n"
    where = [in_words(sheet.event.date) if sheet.event.date else None, sheet.event.place]
    if when_and_where := ", ".join(part for part in where if part):
        yield markdown_text(f"{when_and_where}.") + "\n\n"
    if not sheet.parties:
        yield f"{wording.NOBODY}\n\n"
    names = [markdown_text(party.name) for party in sheet.parties]
    yield _line(["", *names, wording.ANSWERED])
    yield _line(["---"] * (1 + len(names)) + ["---:"])
    for line in sheet.lines:
        label = markdown_text(wording.label(line, coverage.parties))
        cells = [_cell(line.states[party.id]) for party in sheet.parties]
        yield _line([label, *cells, wording.answered(line.answered, len(sheet.parties))])
        for part in line.parts:
            cells = [_cell(part.states[party.id]) for party in sheet.parties]
            yield _line([f"{INDENT}{markdown_text(labels.scope_label(part.scope))}", *cells, ""])
    for state in wording.in_sheet(sheet):
        counts = [f"{sheet.tallies[party.id].states[state]:,}" for party in sheet.parties]
        yield _line([f"**{wording.MARKS[state]} {wording.WORDS[state]}**", *counts, ""])
    yield "\n"
    if any(sheet.unanswered(party) for party in sheet.parties):
        yield f"{markdown_text(wording.heading(coverage))}:\n\n"
        for party in sheet.parties:
            for state, lines in sheet.unanswered(party).items():
                told = wording.listed(wording.label(line, coverage.parties) for line in lines)
                yield f"- {markdown_text(f'{party.name}, {wording.WORDS[state]} ({len(lines):,}): {told}')}\n"
        yield "\n"


def _totals(coverage: Coverage) -> Iterator[str]:
    states = wording.occurring(coverage)
    yield f"## {wording.ALL_EVENTS}\n\n"
    yield _line(["", "Events", wording.ANSWERED, *map(_state, states)])
    yield _line(["---"] + ["---:"] * (2 + len(states)))
    for total in coverage.totals:
        counts = [f"{total.tally.states[state]:,}" for state in states]
        events = wording.answered(total.events, coverage.events)
        rows = wording.answered(total.tally.answered, total.tally.rows)
        yield _line([markdown_text(total.party.name), events, rows, *counts])
    yield f"\n{wording.ALL_EVENTS_NOTE}\n\n"


def _foot(coverage: Coverage) -> Iterator[str]:
    yield f"---\n\n{wording.summary(coverage)}.\n"
    if note := wording.parts_note(coverage):
        yield f"\n{note}\n"
    if told := wording.without_claim(coverage):
        yield "\n" + markdown_text(f"{told}.") + "\n"
    if states := wording.explained(coverage):
        yield "\n" + "".join(f"- {_state(state)}: {wording.meaning(coverage, state)}\n" for state in states)


def _cell(state: State) -> str:
    return DASH if state == "no-claim" else _state(state)


def _state(state: State) -> str:
    return f"{wording.MARKS[state]} {wording.WORDS[state]}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
