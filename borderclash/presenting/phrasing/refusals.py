"""Who takes no position, and why: it declined, cannot say, or took back what it said; who alone takes one."""

from __future__ import annotations

import re
from collections.abc import Collection

from borderclash.comparing.accounts import Account, State
from borderclash.language import comma, gettext, gettext_noop, pgettext, semicolon
from borderclash.model import Party
from borderclash.presenting.phrasing.answers import QuestionPhrasing
from borderclash.presenting.phrasing.names import name_in_sentence

# What ends like this, a sentence in quotation marks, needs no full stop.
WHOLE_SENTENCE = re.compile(
    r"[.!?]\s*[\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}]$"
)


def of_one(words: QuestionPhrasing, accounts: Collection[Account]) -> str:
    """Return the sentence of a row in which fewer than two accounts take a position."""
    if words.question.partial and (told := _of_some(words, accounts)):
        return told
    others = [text for account in accounts if (text := refusal(account.party, account.state))]
    speaking = [account for account in accounts if account.positions]
    if not speaking:
        if not others:
            return gettext("Nobody takes a position.")
        return gettext("Nobody takes a position: {others}.", others=comma().join(others))
    (alone,) = speaking
    # All its answers stand here, so these are no "some" of its voices.
    name, said = name_in_sentence(alone.party, begins=False), words.all_stated(alone)
    if others:
        if alone.party.pooled:
            message = gettext_noop("Only {name} take a position ({said}); {others}.")
        else:
            message = gettext_noop("Only {name} takes a position ({said}); {others}.")
        return gettext(message, name=name, said=said, others=comma().join(others))
    if alone.party.pooled:
        return _ended(gettext("Only {name} speak to this: {said}", name=name, said=said))
    return _ended(gettext("Only {name} speaks to this: {said}", name=name, said=said))


def _of_some(words: QuestionPhrasing, accounts: Collection[Account]) -> str:
    """Return what is said where other parties are left out: never that these say nothing."""
    told = [
        gettext("{label}: {text}", label=name_in_sentence(each.party, begins=True), text=words.all_stated(each))
        for each in accounts
        if each.positions
    ]
    for each in accounts:
        told += filter(None, [refusal(each.party, each.state, begins=not told)])
    return _ended(semicolon().join(told)) if told else ""


def _ended(text: str) -> str:
    """Return a sentence with a full stop, if it has no end yet."""
    return text if WHOLE_SENTENCE.search(text) else f"{text}."


def refusal(party: Party, state: State, *, begins: bool = False) -> str:
    """Return that a party is in that state, empty for one of those that take a position or have no claim."""
    name, pooled = name_in_sentence(party, begins=begins), party.pooled
    if state == "declines":
        words = pgettext("voices", "{name} declined") if pooled else pgettext("a party", "{name} declined")
    elif state == "cannot-say":
        words = pgettext("voices", "{name} cannot say") if pooled else pgettext("a party", "{name} cannot say")
    elif state == "withdrawn":
        words = (
            pgettext("voices", "{name} took back what was said")
            if pooled
            else pgettext("a party", "{name} took back what was said")
        )
    else:
        return ""
    return words.format(name=name)


def by_then() -> str:
    """Return what a denial denies that is of nobody in particular, and of nothing that is told."""
    return gettext("what had been said by then")
