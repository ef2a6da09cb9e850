"""The mark, the word and the meaning of each state, and the sentences that every format for people has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from borderclash.comparing.accounts import State
from borderclash.comparing.coverage import STATES, Coverage, Line, Part, Sheet
from borderclash.model import Party
from borderclash.presenting.phrasing import labels

MARKS: Mapping[State, str] = {
    "asserts": "\N{BLACK CIRCLE}",
    "denies": "\N{CIRCLED DIVISION SLASH}",
    "declines": "\N{WHITE CIRCLE}",
    "cannot-say": "?",
    "withdrawn": "\N{ANTICLOCKWISE TOP SEMICIRCLE ARROW}",
    "no-claim": "\N{EM DASH}",
}
ASCII_MARKS: Mapping[State, str] = {
    "asserts": "+",
    "denies": "x",
    "declines": "o",
    "cannot-say": "?",
    "withdrawn": "<",
    "no-claim": "-",
}
WORDS: Mapping[State, str] = {
    "asserts": "asserts",
    "denies": "denies",
    "declines": "declined",
    "cannot-say": "cannot say",
    "withdrawn": "withdrawn",
    "no-claim": "no claim",
}
MEANINGS: Mapping[State, str] = {
    "asserts": "Says that something is so.",
    "denies": "Says that something is not so.",
    "declines": "Was asked, and neither confirms nor denies.",
    "cannot-say": "Does not know, or cannot verify.",
    "withdrawn": "Took back what it said.",
    "no-claim": "No claim in the files, which may be incomplete: it is not called silence.",
}
ANSWERED = "Answered"
ALL_EVENTS = "All events"
ALL_EVENTS_NOTE = "Rows are those of the events in which the party has a claim."
PARTS_NOTE = "Below a question stand its parts, indented: they are listed and not counted."
NOBODY = "No party has a claim here."


def label(line: Line, parties: Mapping[str, Party]) -> str:
    """Return what a line is called: its question, subject and scope."""
    return labels.full_label(line.question, line.subject, line.scope, parties)


def heading(coverage: Coverage) -> str:
    """Return what stands above the lists of rows without an answer."""
    by_then = f" by the end of {coverage.as_of}" if coverage.as_of else ""
    return f"Not answered{by_then}, as far as the files tell"


def meaning(coverage: Coverage, state: State) -> str:
    """Return what the word of a state means; a claim made after the day asked for counts as none."""
    text = MEANINGS[state]
    return text.replace("in the files", "by then in the files") if coverage.as_of else text


def occurring(coverage: Coverage) -> list[State]:
    """Return the states that are counted, in order."""
    return [state for state in STATES if any(total.tally.states[state] for total in coverage.totals)]


def explained(coverage: Coverage) -> list[State]:
    """Return the states that are shown, of parts too, in order."""
    parts = {state for part in _parts(coverage) for state in part.states.values()}
    counted = occurring(coverage)
    return [state for state in STATES if state in counted or state in parts]


def parts_note(coverage: Coverage) -> str | None:
    """Return what the lines of parts are; ``None`` where there are none."""
    return PARTS_NOTE if any(True for _ in _parts(coverage)) else None


def _parts(coverage: Coverage) -> Iterator[Part]:
    for sheet in coverage.sheets:
        for line in sheet.lines:
            yield from line.parts


def in_sheet(sheet: Sheet) -> list[State]:
    """Return the states that are counted in one event, in order."""
    return [state for state in STATES if any(tally.states[state] for tally in sheet.tallies.values())]


def answered(part: int, whole: int) -> str:
    """Return how many of how many: ``2 of 3``."""
    return f"{part:,} of {whole:,}"


def counted(count: int, noun: str) -> str:
    """Return a number of things: ``1 event``, ``1,200 rows``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def summary(coverage: Coverage) -> str:
    """Return one line that counts what is shown."""
    rows = sum(len(sheet.lines) for sheet in coverage.sheets)
    parties = f"{len(coverage.totals):,} part{'y' if len(coverage.totals) == 1 else 'ies'} with a claim"
    shown = len(coverage.sheets)
    events = counted(shown, "event") if shown == coverage.events else f"{answered(shown, coverage.events)} events"
    return f"{counted(rows, 'row')} in {events}, {parties}"


def without_claim(coverage: Coverage) -> str | None:
    """Return the sentence that names the parties without any claim; ``None`` where there are none."""
    if not coverage.without_claim:
        return None
    where = "here" if coverage.events == 1 else "in any of these events"
    return f"Declared, without a claim {where}: {listed(party.name for party in coverage.without_claim)}"


def listed(texts: Iterable[str]) -> str:
    """Return texts, which may hold commas, in a row."""
    return "; ".join(texts)
