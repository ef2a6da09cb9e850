"""The course of a row: its accounts and how they stand to each other, moved on from moment to moment.

Each moment looks at the parties that speak in it alone, and at what is new of them; what comes of it is what a
comparison of all that had been said by then makes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from borderclash.comparing.accounts import Account, account, by_time, differ, going_on, voices, with_voices
from borderclash.comparing.denials import Denials
from borderclash.comparing.pairs import of_accounts
from borderclash.comparing.positions import Position, may_undo
from borderclash.comparing.rows import Pair, Row, pair_of
from borderclash.comparing.verdicts import RANK, Outcome, width
from borderclash.model import Claim
from borderclash.values import Number
from borderclash.vocabulary import Verdict

Parties = tuple[str, str]


class _Ranked(NamedTuple):
    """A pair with its place among all that ever stood; none has the same twice."""

    rank: tuple[int, Number, tuple[int, int], int]
    pair: Pair


class _Update(NamedTuple):
    """What became of the positions of a party: the numbers of those that it keeps, and those that are new.

    ``kept`` is ``None`` where it keeps all.
    """

    kept: Collection[int] | None
    added: Sequence[Position]

    def keeps(self, position: Position) -> bool:
        """Say whether a position stands as before."""
        return self.kept is None or position.number in self.kept


class Course:
    """A row on its way; at first nobody has said anything.

    ``accounts`` are those of all parties, ``pairs`` those of which both take a position. ``undoing`` has the
    parties of which a claim may undo any other, ``divided`` the pooled ones whose voices give different answers.
    """

    def __init__(self, row: Row) -> None:
        self.question = row.question
        self.accounts = {id: Account(final.party, "no-claim") for id, final in row.accounts.items()}
        self.pairs: dict[Parties, Pair] = {}
        self.undoing: set[str] = set()
        self.divided: frozenset[str] = frozenset()
        # The accounts by the claims of each party alone, and those with a denial without a value.
        self._own = dict(self.accounts)
        self._bare: set[str] = set()
        self._denials: Denials | None = None
        self._column = {id: column for column, id in enumerate(row.accounts)}
        self._ranked: list[_Ranked] = []
        self._count = count()

    def go_on(self, said: Mapping[str, Sequence[Claim]]) -> dict[Parties, Pair | None]:
        """Take what parties say in the next moment; return the pairs that may stand otherwise, as they stood."""
        changed = dict.fromkeys((*said, *self._bare))
        for id, claims in said.items():
            self._say(id, claims)
        changed |= dict.fromkeys(self._bare)
        # What a denial without a value is of, any party may change.
        came = [claim for claims in said.values() for claim in claims]
        denials = Denials(self.question, self._own, self._denials, came) if self._bare else None
        self._denials = denials
        settled = denials.settled() if denials else self._own
        earlier: dict[Parties, Pair | None] = {}
        for id in changed:
            update = self._put(id, settled[id], said.get(id, ()))
            for pair in self._pairs_with(id):
                earlier.setdefault(pair, self.pairs.get(pair))
                self._compare(pair, id, update, denials)
        return {pair: earlier[pair] for pair in sorted(earlier, key=self.place)}

    def deciding(self) -> Pair | None:
        """Return the pair that the verdict of the row comes from; what has given way to another is dropped."""
        while self._ranked and self.pairs.get(self._ranked[0].pair.parties) is not self._ranked[0].pair:
            heappop(self._ranked)
        return self._ranked[0].pair if self._ranked else None

    def verdict(self) -> Verdict:
        """Return the verdict of the row."""
        if deciding := self.deciding():
            return deciding.verdict
        return "one-party" if any(account.positions for account in self.accounts.values()) else "unanswered"

    def place(self, pair: Parties) -> tuple[int, int]:
        """Return the columns of two parties, for ordering."""
        return self._column[pair[0]], self._column[pair[1]]

    def only_grows(self, id: str) -> bool:
        """Say whether what a party says stands beside all that it said before."""
        return self.accounts[id].party.pooled and id not in self.undoing

    def _say(self, id: str, claims: Sequence[Claim]) -> None:
        before = self._own[id]
        if any(map(may_undo, claims)):
            self.undoing.add(id)
        now = self._own[id] = self._account(before, claims)
        if id in self.undoing:
            self._bare -= {id}
            self._bare |= {id for position in now.positions if position.bare}
        if now.party.pooled and (id in self.undoing or id not in self.divided):
            # Until now all that stands beside what is new was the same.
            new = now.positions if id in self.undoing else (*before.positions[:1], *voices(self.question, claims))
            self.divided = self.divided | {id} if differ(new) else self.divided - {id}

    def _account(self, before: Account, claims: Sequence[Claim]) -> Account:
        party = before.party
        if self.only_grows(party.id):
            return with_voices(before, self.question, claims)
        said = (*before.claims, *claims)
        if party.id in self.undoing:
            return account(party, self.question, said)
        if self.question.cumulative:
            return going_on(before, self.question, claims) or account(party, self.question, said)
        # What a later position has followed never stands again: what stood and what is new is enough.
        now = account(party, self.question, [*before.standing, *claims])
        return now._replace(claims=said)

    def _put(self, id: str, now: Account, claims: Sequence[Claim]) -> _Update:
        """Let a party have another account by *claims*; return what that is to its positions."""
        before = self.accounts[id].positions
        self.accounts[id] = now
        if self.only_grows(id):
            return _Update(None, voices(self.question, claims))
        return _update(before, now.positions)

    def _pairs_with(self, id: str) -> Iterator[Parties]:
        """Yield each pair of a party of which both take a position, or did until now."""
        column = self._column[id]
        for other, its in self.accounts.items():
            pair = (id, other) if column < self._column[other] else (other, id)
            if other != id and (its.positions or pair in self.pairs):
                yield pair

    def _compare(self, pair: Parties, id: str, update: _Update, denials: Denials | None) -> None:
        """Note how two parties stand to each other after the *update* of one of them."""
        known = self.pairs.pop(pair, None)
        a, b = (self.accounts[one].positions for one in pair)
        if not a or not b:
            return
        of_bare = denials.verdict if denials and not self._bare.isdisjoint(pair) else None
        if known and not of_bare and update.keeps(known.outcome.positions[pair.index(id)]):
            now = self._grown(known, id, update.added)
        else:
            now = pair_of(self.question, pair, of_accounts(self.question, a, b, of_bare))
        self.pairs[pair] = now
        if now is not known:
            rank = RANK[now.verdict], -width(now.gap), self.place(pair), next(self._count)
            heappush(self._ranked, _Ranked(rank, now))

    def _grown(self, known: Pair, id: str, added: Sequence[Position]) -> Pair:
        """Return a pair, one of which has some more positions: only these are compared."""
        if not added:
            return known
        ours, theirs = (added if one == id else self.accounts[one].positions for one in known.parties)
        before, new = known.outcome, of_accounts(self.question, ours, theirs)
        if _rank(before) < _rank(new) or (
            _rank(before) == _rank(new) and self._places(known, before) < self._places(known, new)
        ):
            return known
        return pair_of(self.question, known.parties, new)

    def _places(self, pair: Pair, outcome: Outcome) -> list[tuple[object, ...]]:
        """Return the places of two positions in their accounts, for ordering: of several the first one is told."""
        return [self._place_of(id, one) for id, one in zip(pair.parties, outcome.positions, strict=True)]

    def _place_of(self, id: str, position: Position) -> tuple[object, ...]:
        if self.only_grows(id):
            return by_time(position.claim)
        return ([one.number for one in self.accounts[id].positions].index(position.number),)


def _update(before: Sequence[Position], now: Sequence[Position]) -> _Update:
    """Return what became of the positions of a party; none is kept where others may count otherwise now."""
    if any(position.stance == "denies" for position in (*before, *now)):
        return _Update((), now)
    old = {position.number: position for position in before}
    kept = {position.number: position for position in now if old.get(position.number) == position}
    if list(kept) != [number for number in old if number in kept]:
        return _Update((), now)
    return _Update(kept, [position for position in now if position.number not in kept])


def _rank(outcome: Outcome) -> tuple[bool, int, Number]:
    """Return the place of an outcome among those of some positions; what is ``unlike`` gives way to all else."""
    return outcome.verdict == "unlike", RANK[outcome.verdict], -width(outcome.gap)
