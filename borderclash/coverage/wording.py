"""The mark, the word and the meaning of each state, and the sentences that every format for people has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from borderclash.accounts import State
from borderclash.coverage.counting import STATES, Coverage, Sheet

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
NOBODY = "No party has a claim here."


def heading(coverage: Coverage) -> str:
    """Return what stands above the lists of rows without an answer."""
    by_then = f" by the end of {coverage.as_of}" if coverage.as_of else ""
    return f"Not answered{by_then}, as far as the files tell"


def meaning(coverage: Coverage, state: State) -> str:
    """Return what the word of a state means; a claim made after the day asked for counts as none."""
    text = MEANINGS[state]
    return text.replace("in the files", "by then in the files") if coverage.as_of else text


def occurring(coverage: Coverage) -> list[State]:
    """Return the states that some account has, in order."""
    return [state for state in STATES if any(total.tally.states[state] for total in coverage.totals)]


def in_sheet(sheet: Sheet) -> list[State]:
    """Return the states that some account has in one event, in order."""
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
