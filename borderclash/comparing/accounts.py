"""Accounts: what a party says in a row, from all its claims there.

Which claim follows which is told by the times and by `replaces`; what cannot be ordered stands side by side.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, takewhile
from typing import Literal, NamedTuple

from borderclash.comparing.positions import Position
from borderclash.comparing.verdicts import contradict, distinct
from borderclash.model import Claim, Party, Question
from borderclash.text.folding import fold_or_none

State = Literal["asserts", "denies", "withdrawn", "declines", "cannot-say", "no-claim"]
POSITIONS = ("asserts", "denies")
# Where the times do not tell which was last, the first of these is the state.
WITHOUT_POSITION: dict[str, State] = {
    "withdraws": "withdrawn",
    "declines": "declines",
    "cannot-say": "cannot-say",
}


class Account(NamedTuple):
    """What a party says in a row.

    ``claims`` are all its claims there in order of time, ``positions`` those that stand. ``taken_back`` has the
    number of each claim that a `withdraws` undoes. ``said_state`` is the state by the claims alone, where a sum of
    the party's parts makes it another.
    """

    party: Party
    state: State
    claims: tuple[Claim, ...] = ()
    positions: tuple[Position, ...] = ()
    taken_back: frozenset[int] = frozenset()
    self_contradicting: bool = False
    said_state: State | None = None

    @property
    def without_sums(self) -> Account:
        """The account of the party's claims alone."""
        positions = tuple(position for position in self.positions if not position.derived)
        if len(positions) == len(self.positions):
            return self
        return self._replace(positions=positions, state=self.said_state or self.state, said_state=None)

    @property
    def standing(self) -> tuple[Claim, ...]:
        """The claims that its positions are of, one each; none for a sum of its parts."""
        return tuple(position.claim for position in self.positions if not position.derived)

    @property
    def divided(self) -> bool:
        """Whether the voices of a pooled party give different answers."""
        return self.party.pooled and differ(self.positions)


def differ(positions: Sequence[Position]) -> bool:
    """Say whether not all positions give the same answer, hedges aside."""
    answers = map(_answer, positions)
    first = next(answers, None)
    return any(answer != first for answer in answers)


def _answer(position: Position) -> tuple[object, ...]:
    return position.stance, position.reading, fold_or_none(position.measure)


def account(party: Party, question: Question, claims: Sequence[Claim]) -> Account:
    """Return the account that *claims*, all of one party in one row, come to."""
    if not claims:
        return Account(party, "no-claim")
    if len(claims) == 1:
        alone = tuple(claims)
        stance = claims[0].stance
        if stance == "asserts" or stance == "denies":
            return Account(party, stance, alone, (Position.of(claims[0]),))
        return Account(party, WITHOUT_POSITION[stance], alone)
    claims = _in_order(claims)
    live, taken_back, standing = _standing(party, question, claims)
    if standing:
        # The voices of a pooled party do not follow one another, whenever they spoke.
        state = _position_state(standing if party.pooled else _last(standing))
    else:
        state = _state_without_position(live)
    positions = tuple(map(Position.of, standing))
    clash = not party.pooled and any(
        contradict(question.kind, a, b)
        for a, b in combinations(distinct(positions), 2)
        if fold_or_none(a.measure) == fold_or_none(b.measure)
    )
    return Account(party, state, tuple(claims), positions, taken_back, clash)


def standing(party: Party, question: Question, claims: Sequence[Claim]) -> list[Position]:
    """Return the positions that stand of *claims*, all of one party in one row."""
    return [Position.of(claim) for claim in _standing(party, question, _in_order(claims))[2]]


def _standing(
    party: Party, question: Question, claims: Sequence[Claim]
) -> tuple[list[Claim], frozenset[int], list[Claim]]:
    """Return the claims that no `replaces` undoes, the numbers of those taken back, and what stands."""
    undone = {claim.replaces for claim in claims if claim.replaces}
    live = [claim for claim in claims if claim.id is None or claim.id not in undone]
    taken_back = frozenset() if party.pooled else _taken_back(claims, live, question)
    standing = [claim for claim in live if claim.stance in POSITIONS and claim.number not in taken_back]
    if not party.pooled:
        standing = _latest_of_each_measure(claims, standing)
    return live, taken_back, standing


def before(a: Claim, b: Claim) -> bool:
    """Say whether *a* was over, by its stated time, before *b* was said; never where one of them is undated."""
    return a.span is not None and b.span is not None and a.span[1] <= b.span[0]


def _in_order(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims by time, undated ones last, but each behind the claim that it replaces."""
    by_time = sorted(claims, key=lambda c: (c.span is None, c.span or (0, 0), c.number))
    by_id = {claim.id: claim for claim in claims if claim.id}
    ordered: dict[int, Claim] = {}
    for claim in by_time:
        if not claim.replaces:
            ordered.setdefault(claim.number, claim)
            continue
        chain: dict[int, Claim] = {}
        following: Claim | None = claim
        while following and following.number not in ordered and following.number not in chain:
            chain[following.number] = following
            following = by_id.get(following.replaces) if following.replaces else None
        ordered.update(reversed(chain.items()))
    return list(ordered.values())


def _taken_back(claims: Sequence[Claim], live: Sequence[Claim], question: Question) -> frozenset[int]:
    """Return the number of each claim that a withdrawal undoes: all that was not said later.

    A withdrawal with a measure of its own undoes only claims of that measure.
    """
    # Of each measure, the end of the last withdrawal; one without a date has none.
    last: dict[str | None, float] = {}
    for withdrawal in live:
        if withdrawal.stance == "withdraws":
            measure = fold_or_none(withdrawal.measure)
            end = withdrawal.span[1] if withdrawal.span else math.inf
            last[measure] = max(end, last.get(measure, end))
    if not last:
        return frozenset()
    of_all = last.get(fold_or_none(question.measure), -math.inf)
    return frozenset(
        claim.number
        for claim in claims
        if claim.stance in POSITIONS
        and (end := max(of_all, last.get(fold_or_none(claim.measure), -math.inf))) > -math.inf
        and (claim.span is None or end > claim.span[0])
    )


def _latest_of_each_measure(claims: Sequence[Claim], standing: Sequence[Claim]) -> list[Claim]:
    """Return the positions that no later one of the same measure follows."""
    by_id = {claim.id: claim for claim in claims if claim.id}
    latest: defaultdict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.span and claim.stance in POSITIONS:
            latest[fold_or_none(claim.measure)].append(claim)
    for of_measure in latest.values():
        of_measure.sort(key=lambda claim: claim.span or (0, 0), reverse=True)
    return [
        claim
        for claim in standing
        if claim.span is None
        or not before(claim, (of_measure := latest[fold_or_none(claim.measure)])[0])
        or (claim.replaces and not _followed(claim, of_measure, by_id))
    ]


def _followed(claim: Claim, latest: Sequence[Claim], by_id: Mapping[str, Claim]) -> bool:
    """Say whether a later position of its measure follows *claim*, other than those that it replaces itself.

    *latest* are the positions of its measure, the last first.
    """
    replaced: dict[int, Claim] = {}
    following: Claim | None = claim
    while following and following.number not in replaced:
        replaced[following.number] = following
        following = by_id.get(following.replaces) if following.replaces else None
    later = takewhile(lambda other: before(claim, other), latest)
    return any(other.number not in replaced for other in later)


def _position_state(standing: Sequence[Claim]) -> State:
    """Return the stance of positions that cannot be ordered: ``asserts`` comes first."""
    return "asserts" if any(claim.stance == "asserts" for claim in standing) else "denies"


def _state_without_position(live: Sequence[Claim]) -> State:
    last = {claim.stance for claim in _last([claim for claim in live if claim.stance in WITHOUT_POSITION])}
    return next((state for stance, state in WITHOUT_POSITION.items() if stance in last), "no-claim")


def _last(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that none of the others follows."""
    begin = max((claim.span[0] for claim in claims if claim.span), default=0)
    return [claim for claim in claims if claim.span is None or claim.span[1] > begin]
