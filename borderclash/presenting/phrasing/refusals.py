"""Who takes no position, and why: it declined, cannot say, or took back what it said."""

from __future__ import annotations

from borderclash.comparing.accounts import Account, State
from borderclash.language import gettext, pgettext
from borderclash.model import Party
from borderclash.presenting.phrasing.names import name_in_sentence


def without_position(account: Account) -> str:
    """Return why a party takes no position, empty where it takes one or made no claim."""
    return refusal(account.party, account.state)


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
