"""The word and the meaning of each state of an account, and the sentences of a coverage."""

from __future__ import annotations

from collections.abc import Mapping

from borderclash.comparing.accounts import State
from borderclash.comparing.coverage import Coverage, QuestionCoverage
from borderclash.model import Party
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.numbers import counted

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


def label(question: QuestionCoverage, parties: Mapping[str, Party]) -> str:
    """Return what the row of a question is called: its label, subject and scope."""
    return labels.full_label(question.question, question.subject, question.scope, parties)


def heading(coverage: Coverage) -> str:
    """Return what stands above the lists of questions without an answer."""
    by_then = f" by the end of {coverage.as_of}" if coverage.as_of else ""
    return f"Not answered{by_then}, as far as the files tell"


def meaning(coverage: Coverage, state: State) -> str:
    """Return what the word of a state means; a claim made after the day asked for counts as none."""
    text = MEANINGS[state]
    return text.replace("in the files", "by then in the files") if coverage.as_of else text


def share(part: int, whole: int) -> str:
    """Return how many of how many: ``2 of 3``."""
    return f"{part:,} of {whole:,}"


def summary(coverage: Coverage) -> str:
    """Return one line that counts what is shown."""
    rows = sum(len(event.questions) for event in coverage.events)
    parties = f"{counted(len(coverage.totals), 'party', 'parties')} with a claim"
    shown, all = len(coverage.events), coverage.looked_at
    events = counted(shown, "event") if shown == all else f"{share(shown, all)} events"
    return f"{counted(rows, 'row')} in {events}, {parties}"


def without_claim(coverage: Coverage) -> str:
    """Return the sentence that names the parties without any claim, empty where there are none."""
    if not coverage.without_claim:
        return ""
    where = "here" if coverage.looked_at == 1 else "in any of these events"
    return f"Declared, without a claim {where}: {'; '.join(party.name for party in coverage.without_claim)}"
