"""Accounts: what a party says in a row, by the times of its claims and by `replaces`, or side by side."""

from __future__ import annotations

import math
from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from borderclash.comparing import totals
from borderclash.comparing.pairs import contradict, distinct
from borderclash.comparing.positions import POSITIONS, Position, statements
from borderclash.comparing.revisions import unfollowed
from borderclash.model import Claim, Party, Question, Span
from borderclash.text.folding import fold_or_none

State = Literal["asserts", "denies", "withdrawn", "declines", "cannot-say", "no-claim"]
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
    """Return the account that *claims*, all of one party in one row, come to.

    A denial without a value stands in it beside any assertion: what it denies, only the row tells (`denials`).
    """
    if not claims:
        return Account(party, "no-claim")
    if len(claims) == 1:
        alone = tuple(claims)
        stance = claims[0].stance
        if stance == "asserts" or stance == "denies":
            return Account(party, stance, alone, _alone(question, Position.of(claims[0])))
        return Account(party, WITHOUT_POSITION[stance], alone)
    claims = _in_order(claims)
    live, taken_back, standing = _standing(party, question, statements(claims))
    positions = _with_series(party, question, standing)
    state = position_state(positions) if positions else _state_without_position(live)
    clash = not party.pooled and self_contradicting(question, positions)
    return Account(party, state, tuple(claims), positions, taken_back, clash)


def going_on(earlier: Account, question: Question, claims: Sequence[Claim]) -> Account | None:
    """Return the account of a running total that goes on with *claims*.

    ``None`` where all of it is to be looked at anew.
    """
    if len(claims) != 1 or claims[0].stance != "asserts":
        return None
    measure = fold_or_none(claims[0].measure)
    of_measure = [one for one in earlier.positions if fold_or_none(one.measure) == measure]
    now = totals.with_last(question, of_measure[0], Position.of(claims[0])) if len(of_measure) == 1 else None
    if now is None:
        return None
    positions = (*(one for one in earlier.positions if one is not of_measure[0]), now)
    return earlier._replace(claims=(*earlier.claims, *claims), positions=positions, state="asserts")


def with_voices(earlier: Account, question: Question, claims: Sequence[Claim]) -> Account:
    """Return the account of a pooled party in which more voices speak, none of which undoes anything."""
    said, positions = [*earlier.claims], [*earlier.positions]
    for claim in claims:
        insort(said, claim, key=by_time)
    for voice in voices(question, claims):
        insort(positions, voice, key=lambda position: by_time(position.claim))
    state: State = "asserts" if positions else account(earlier.party, question, claims).state
    return earlier._replace(state=state, claims=tuple(said), positions=tuple(positions))


def voices(question: Question, claims: Iterable[Claim]) -> list[Position]:
    """Return what *claims* assert, each by itself."""
    return [_alone(question, Position.of(claim))[0] for claim in claims if claim.stance == "asserts"]


def self_contradicting(question: Question, positions: Sequence[Position]) -> bool:
    """Say whether not all positions of one party can be true."""
    if len(positions) < 2:
        return False
    return any(contradict(question, a, b) for a, b in combinations(distinct(positions), 2))


def ends(party: Party, question: Question, claims: Sequence[Claim]) -> list[Position]:
    """Return the positions of *claims*, all of one party in one row, of a running total without its series."""
    standing = _standing(party, question, statements(_in_order(claims)))[2]
    if not question.cumulative or party.pooled:
        return standing
    figures, others = _figures(standing)
    return [*others, *(figure for of_measure in figures for figure in totals.may_be_last(of_measure))]


def figures(party: Party, question: Question, claims: Sequence[Claim]) -> list[list[Position]]:
    """Return what *claims*, all of one party in one row, assert in each measure, recounts of a total and all."""
    return _figures(_standing(party, question, statements(_in_order(claims)))[2])[0]


def _alone(question: Question, position: Position) -> tuple[Position]:
    if question.cumulative and position.stance == "asserts":
        return (position._replace(series=(position,)),)
    return (position,)


def _with_series(party: Party, question: Question, standing: Sequence[Position]) -> tuple[Position, ...]:
    """Return the positions that stand, in a running total the figures of a measure as one."""
    if not question.cumulative:
        return tuple(standing)
    if party.pooled:
        # Each voice counts for itself.
        return tuple(one for position in standing for one in _alone(question, position))
    figures, others = _figures(standing)
    made = [*others, *(one for of_measure in figures for one in totals.of_figures(question, of_measure))]
    if len(made) == 1:
        return tuple(made)
    place = {position.number: at for at, position in enumerate(standing)}
    return tuple(sorted(made, key=lambda position: place[position.number]))


def _figures(standing: Sequence[Position]) -> tuple[list[list[Position]], list[Position]]:
    if len({(position.claim.stance, position.claim.measure) for position in standing}) == 1:
        return ([[*standing]], []) if standing[0].stance == "asserts" else ([], [*standing])
    of_measure: defaultdict[str | None, list[Position]] = defaultdict(list)
    others: list[Position] = []
    for position in standing:
        if position.stance == "asserts":
            of_measure[fold_or_none(position.measure)].append(position)
        else:
            others.append(position)
    return list(of_measure.values()), others


def _standing(
    party: Party, question: Question, said: Sequence[Position]
) -> tuple[list[Position], frozenset[int], list[Position]]:
    """Return the statements that no `replaces` undoes, the numbers of the claims taken back, and what stands."""
    undone = {claim.replaces for one in said for claim in one.wordings if claim.replaces}
    live = [one for one in said if not undone or not _undone(one, undone)]
    taken_back = frozenset() if party.pooled else _taken_back(said, live, question)
    standing = [one for one in live if one.claim.stance in POSITIONS and one.claim.number not in taken_back]
    if not party.pooled:
        standing = unfollowed(question, said, standing)
    return live, taken_back, standing


def _undone(one: Position, undone: Collection[str | None]) -> bool:
    return any((claim.id and claim.id in undone) or (claim.restates in undone) for claim in one.wordings)


def by_time(claim: Claim) -> tuple[bool, Span, int]:
    """Return the place of a claim in time, for ordering: undated ones last."""
    return claim.span is None, claim.span or (0, 0), claim.number


def _in_order(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims by time, undated ones last, but each behind the claim that it replaces."""
    ordered_by_time = sorted(claims, key=by_time)
    if not any(claim.replaces for claim in claims):
        return ordered_by_time
    by_id = {claim.id: claim for claim in claims if claim.id}
    ordered: dict[int, Claim] = {}
    for claim in ordered_by_time:
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


def _taken_back(said: Sequence[Position], live: Sequence[Position], question: Question) -> frozenset[int]:
    """Return the number of each claim that a withdrawal undoes: all that was not said later.

    A withdrawal with a measure of its own undoes only claims of that measure.
    """
    withdrawals = [one for one in live if one.claim.stance == "withdraws"]
    if not withdrawals:
        return frozenset()
    # Of each measure, the end of the last withdrawal; one without a date has none.
    last: defaultdict[str | None, float] = defaultdict(lambda: -math.inf)
    of_all = -math.inf
    for one in withdrawals:
        measure, end = fold_or_none(one.measure), one.span[1] if one.span else math.inf
        last[measure] = max(end, last[measure])
        if not one.claim.only_measure and measure == fold_or_none(question.measure):
            of_all = max(end, of_all)
    return frozenset(
        claim.number
        for one in said
        if one.stance in POSITIONS
        and (end := max(of_all, last[fold_or_none(one.measure)])) > -math.inf
        and (one.span is None or end > one.span[0])
        for claim in one.wordings
    )


def position_state(standing: Sequence[Position]) -> State:
    """Return the state of an account by the positions that stand: ``asserts`` where any asserts."""
    return "asserts" if any(position.stance == "asserts" for position in standing) else "denies"


def _state_without_position(live: Sequence[Position]) -> State:
    refusals = [one for one in live if one.stance in WITHOUT_POSITION]
    begin = max((one.span[0] for one in refusals if one.span), default=0)
    last = {one.stance for one in refusals if one.span is None or one.span[1] > begin}
    return next((state for stance, state in WITHOUT_POSITION.items() if stance in last), "no-claim")
