"""What a party is called in a sentence: its name, or some of its voices where these give different answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from borderclash.comparing.accounts import Account
from borderclash.language import comma, gettext
from borderclash.model import Party

# A pooled party's name begins with a word of these kinds or with a name; only the former loses its capital.
COMMON = frozenset(
    "unattributed anonymous unnamed unverified local media news press various other some several independent the "
    "eyewitness eyewitnesses witnesses residents villagers officials reports sources social early initial".split()
)
# Names that begin with one of these speak of some voices already.
INDEFINITE = frozenset("some several various many numerous multiple certain different few".split())
# Before these stands "some of".
DETERMINERS = frozenset("the these those its their all both two three four five six seven eight nine ten".split())
PLURALS = frozenset("media people staff police men women children personnel".split())
# What follows one of these only says more of the voices.
_MORE = re.compile(r"\s+(?:of|on|in|from|at|near|about|for|by|with|to|who|that)\s.*|\s*[(,;:].*", re.DOTALL)


class Speaker(NamedTuple):
    """A party as the subject of a sentence; ``divided`` says whether its voices give different answers."""

    party: Party
    divided: bool = False

    def name(self, *, begins: bool) -> str:
        """Return the name for the beginning of a sentence or within one: ``some eyewitnesses``."""
        return some_of(self.party, begins=begins) if self.divided else name_in_sentence(self.party, begins=begins)


def speaker(account: Account) -> Speaker:
    """Return the party of an account as it speaks there."""
    return Speaker(account.party, account.divided)


def name_in_sentence(party: Party, *, begins: bool) -> str:
    """Return a party's name; an article and a common word that it begins with lose their capital in a sentence."""
    first = party.name.partition(" ")[0]
    if not begins and (first == "The" or (party.pooled and first.lower() in COMMON)):
        return party.name[0].lower() + party.name[1:]
    return party.name


def joined(names: Sequence[str]) -> str:
    """Return names as a subject: ``A``, ``A and B``, ``A, B and C``."""
    if len(names) == 1:
        return names[0]
    return gettext("{names} and {last}", names=comma().join(names[:-1]), last=names[-1])


def some_of(party: Party, *, begins: bool) -> str:
    """Return a pooled party as some of its voices: ``some eyewitnesses``, ``some of the villagers``."""
    name = name_in_sentence(party, begins=False)
    first = name.partition(" ")[0].lower()
    counted = first in DETERMINERS or first.isdigit()
    if counted:
        name = name[0].lower() + name[1:]
    if first not in INDEFINITE:
        if not _is_plural(name):
            name = gettext("some voices of {name}", name=name)
        else:
            name = gettext("some of {name}", name=name) if counted else gettext("some {name}", name=name)
    return name[0].upper() + name[1:] if begins else name


def _is_plural(name: str) -> bool:
    """Say whether the noun of a name is a plural, as far as its form tells."""
    noun = _MORE.sub("", name).rpartition(" ")[2].lower()
    return noun in PLURALS or (noun.endswith("s") and not noun.endswith(("ss", "us", "is", "news")))
