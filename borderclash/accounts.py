"""Accounts: what a party says in a row, from all its claims there.

Which claim follows which is told by the times and by `replaces`; what cannot be ordered stands side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from borderclash.fold import fold_or_none
from borderclash.model import Claim, Party, Question
from borderclash.verdicts import contradict

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
    number of each claim that a `withdraws` undoes.
    """

    party: Party
    state: State
    claims: tuple[Claim, ...] = ()
    positions: tuple[Claim, ...] = ()
    taken_back: frozenset[int] = frozenset()
    self_contradicting: bool = False


def account(party: Party, question: Question, claims: Sequence[Claim]) -> Account:
    """Return the account that *claims*, all of one party in one row, come to."""
    if not claims:
        return Account(party, "no-claim")
    if len(claims) == 1:
        alone = tuple(claims)
        stance = claims[0].stance
        if stance == "asserts" or stance == "denies":
            return Account(party, stance, alone, alone)
        return Account(party, WITHOUT_POSITION[stance], alone)
    claims = _in_order(claims)
    undone = {claim.replaces for claim in claims if claim.replaces}
    live = [claim for claim in claims if claim.id is None or claim.id not in undone]
    taken_back = frozenset() if party.pooled else _taken_back(claims, live, question)
    standing = [claim for claim in live if claim.stance in POSITIONS and claim.number not in taken_back]
    if not party.pooled:
        standing = _latest_of_each_measure(claims, standing)
    if standing:
        # The voices of a pooled party do not follow one another, whenever they spoke.
        state = _position_state(standing if party.pooled else _last(standing))
    else:
        state = _state_without_position(live)
    clash = not party.pooled and any(
        contradict(question.kind, a, b)
        for number, a in enumerate(standing)
        for b in standing[:number]
        if fold_or_none(a.measure) == fold_or_none(b.measure)
    )
    return Account(party, state, tuple(claims), tuple(standing), taken_back, clash)


def before(a: Claim, b: Claim) -> bool:
    """Say whether *a* was over, by its stated time, before *b* was said; never where one of them is undated."""
    return a.span is not None and b.span is not None and a.span[1] <= b.span[0]


def _in_order(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims by time, undated ones last, but each behind the claim that it replaces."""
    by_time = sorted(claims, key=lambda c: (c.span is None, c.span or (0, 0), c.number))
    by_id = {claim.id: claim for claim in claims if claim.id}
    ordered: dict[int, Claim] = {}
    for claim in by_time:
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
    back = set()
    whole = fold_or_none(question.measure)
    for withdrawal in live:
        if withdrawal.stance == "withdraws":
            measure = fold_or_none(withdrawal.measure)
            back |= {
                claim.number
                for claim in claims
                if claim.stance in POSITIONS
                and not before(withdrawal, claim)
                and (measure == whole or measure == fold_or_none(claim.measure))
            }
    return frozenset(back)


def _latest_of_each_measure(claims: Sequence[Claim], standing: Sequence[Claim]) -> list[Claim]:
    """Return the positions that no later one of the same measure follows."""
    latest: dict[str | None, int] = {}
    for claim in claims:
        if claim.span and claim.stance in POSITIONS:
            measure = fold_or_none(claim.measure)
            latest[measure] = max(latest.get(measure, claim.span[0]), claim.span[0])
    return [
        claim
        for claim in standing
        if claim.span is None
        or claim.span[1] > latest[fold_or_none(claim.measure)]
        or (claim.replaces and not _followed(claim, claims))
    ]


def _followed(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Say whether a later position of its measure follows *claim*, other than those that it replaces itself."""
    by_id = {other.id: other for other in claims if other.id}
    replaced: dict[int, Claim] = {}
    following: Claim | None = claim
    while following and following.number not in replaced:
        replaced[following.number] = following
        following = by_id.get(following.replaces) if following.replaces else None
    return any(
        before(claim, other) and fold_or_none(other.measure) == fold_or_none(claim.measure)
        for other in claims
        if other.stance in POSITIONS and other.number not in replaced
    )


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
