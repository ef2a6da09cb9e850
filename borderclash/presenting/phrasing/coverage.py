"""The word and the meaning of each state of an account, and the sentences of a coverage."""

from __future__ import annotations

from collections.abc import Mapping

from borderclash.comparing.accounts import State
from borderclash.comparing.coverage import Coverage, QuestionCoverage
from borderclash.language import gettext, gettext_noop, ngettext, number, semicolon
from borderclash.model import Party
from borderclash.presenting.phrasing import labels
from borderclash.values.times import in_words

WORDS: Mapping[State, str] = {
    "asserts": gettext_noop("asserts"),
    "denies": gettext_noop("denies"),
    "declines": gettext_noop("declined"),
    "cannot-say": gettext_noop("cannot say"),
    "withdrawn": gettext_noop("withdrawn"),
    "no-claim": gettext_noop("no claim"),
}
MEANINGS: Mapping[State, str] = {
    "asserts": gettext_noop("Says that something is so."),
    "denies": gettext_noop("Says that something is not so."),
    "declines": gettext_noop("Was asked, and neither confirms nor denies."),
    "cannot-say": gettext_noop("Does not know, or cannot verify."),
    "withdrawn": gettext_noop("Took back what it said."),
    "no-claim": gettext_noop("No claim in the files, which may be incomplete: it is not called silence."),
}


def label(question: QuestionCoverage, parties: Mapping[str, Party]) -> str:
    """Return what the row of a question is called: its label, subject and scope."""
    return labels.full_label(question.question, question.subject, question.scope, parties)


def heading(coverage: Coverage) -> str:
    """Return what stands above the lists of questions without an answer."""
    if coverage.as_of:
        return gettext("Not answered by the end of {day}, as far as the files tell", day=in_words(coverage.as_of))
    return gettext("Not answered, as far as the files tell")


def meaning(coverage: Coverage, state: State) -> str:
    """Return what the word of a state means; a claim made after the day asked for counts as none."""
    if coverage.as_of and state == "no-claim":
        return gettext("No claim by then in the files, which may be incomplete: it is not called silence.")
    return gettext(MEANINGS[state])


def share(part: int, whole: int) -> str:
    """Return how many of how many: ``2 of 3``."""
    return gettext("{part} of {whole}", part=number(part), whole=number(whole))


def summary(coverage: Coverage) -> str:
    """Return one line that counts what is shown."""
    shown, all = len(coverage.events), coverage.looked_at
    rows = sum(len(event.questions) for event in coverage.events)
    if shown == all:
        events = ngettext("{count} event", "{count} events", shown)
    else:
        events = ngettext("{shown} of {count} events", "{shown} of {count} events", all, shown=number(shown))
    return ngettext(
        "{count} row in {events}, {parties}",
        "{count} rows in {events}, {parties}",
        rows,
        events=events,
        parties=ngettext("{count} party with a claim", "{count} parties with a claim", len(coverage.totals)),
    )


def without_claim(coverage: Coverage) -> str:
    """Return the sentence that names the parties without any claim, empty where there are none."""
    if not coverage.without_claim:
        return ""
    names = semicolon().join(party.name for party in coverage.without_claim)
    if coverage.looked_at == 1:
        return gettext("Declared, without a claim here: {names}", names=names)
    return gettext("Declared, without a claim in any of these events: {names}", names=names)
