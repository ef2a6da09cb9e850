"""The history of a row: what had been said by each moment, and how the accounts stood to each other then.

Pure. The accounts of a moment, and how they stand to each other, come from the same code as in a comparison.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from heapq import heappop, heappush
from itertools import count
from typing import Literal, NamedTuple, get_args

from borderclash.comparing.accounts import POSITIONS, Account, account, differ
from borderclash.comparing.rows import Row
from borderclash.comparing.verdicts import RANK, Outcome, of_accounts, width
from borderclash.model import Claim, Party
from borderclash.text.folding import fold_or_none
from borderclash.values import Gap, Number
from borderclash.vocabulary import DISAGREEMENTS, Verdict

ShiftKind = Literal["began", "widened", "narrowed", "became-conflict", "became-overlap", "changed", "ended"]
SHIFTS: tuple[ShiftKind, ...] = get_args(ShiftKind)


class Statement(NamedTuple):
    """What one party said in one moment.

    ``claims`` are those of this moment, in the order of the account; ``positions`` those of them that stand after
    it, ``others`` what else of the party stands (left out for a pooled party until something of it is undone: all
    its voices stand). ``undone`` are the positions that stood before, or were taken in this moment too, and stand
    no more; ``withdrawn`` has the numbers of those among them that the party withdrew.
    """

    party: Party
    claims: tuple[Claim, ...]
    positions: tuple[Claim, ...]
    others: tuple[Claim, ...]
    undone: tuple[Claim, ...]
    withdrawn: frozenset[int]
    self_contradicting: bool


class Shift(NamedTuple):
    """A change in the disagreement of two parties; ``step`` is the index of the step that brought it.

    ``before`` and ``after`` are how their accounts stood to each other, ``None`` where one of them took no
    position. ``by`` are those of the two whose positions changed.
    """

    step: int
    parties: tuple[str, str]
    kind: ShiftKind
    before: Outcome | None
    after: Outcome | None
    by: tuple[str, ...]

    @property
    def width(self) -> Number:
        """The size of the gap after it, for ordering."""
        return width(self.after.gap if self.after else None)


class Step(NamedTuple):
    """A moment of a row: who said what, which disagreements shifted, and the row's verdict after it.

    ``end`` is the first instant after it, in microseconds since the first day of the year 1 UTC. ``between`` are
    the two parties whose gap the row had then, ``divided`` the pooled parties whose voices gave different answers.
    """

    end: int
    statements: tuple[Statement, ...]
    verdict: Verdict
    gap: Gap | None
    between: tuple[str, str] | None
    shifts: tuple[Shift, ...]
    divided: frozenset[str]


class Phase(NamedTuple):
    """A stretch of time in which two parties disagreed: its beginning, each shift, and its end if it has one."""

    shifts: tuple[Shift, ...]

    @property
    def ended(self) -> bool:
        """Whether the two no longer disagree."""
        return self.shifts[-1].kind == "ended"

    @property
    def widest(self) -> Shift:
        """The shift to the widest gap, the first of them where several are as wide."""
        return max(self.shifts, key=lambda shift: shift.width)


class Disagreement(NamedTuple):
    """All phases in which two parties disagreed, in order of time.

    ``now`` is how they stand to each other after the last step, ``None`` where one of them takes no position.
    """

    parties: tuple[str, str]
    phases: tuple[Phase, ...]
    now: Outcome | None


class History(NamedTuple):
    """A row through time.

    ``undated`` are its claims that have no time and stand in no step, ``disagreements`` those of all pairs of
    parties that ever disagreed, in the order of the parties.
    """

    row: Row
    steps: tuple[Step, ...]
    undated: tuple[Claim, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def undated_matter(self) -> bool:
        """Whether the row has another verdict or gap with its undated claims than without them."""
        without = (self.steps[-1].verdict, self.steps[-1].gap) if self.steps else ("unanswered", None)
        return without != (self.row.verdict, self.row.gap)


def history(row: Row) -> History:
    """Return the history of a row: a step for each distinct end of the time that a claim's statement covers."""
    moments: dict[int, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    undated: list[Claim] = []
    for id, final in row.accounts.items():
        for claim in final.claims:
            if claim.span is None:
                undated.append(claim)
            else:
                moments[claim.span[1]][id].append(claim)
    state = _RowState(row)
    steps = tuple(state.step(number, end, moments[end]) for number, end in enumerate(sorted(moments)))
    return History(row, steps, tuple(undated), _disagreements(steps, state))


class _Ranked(NamedTuple):
    """An outcome of two parties with its place among all; none has the same twice."""

    rank: tuple[int, Number, tuple[int, int], int]
    pair: tuple[str, str]
    outcome: Outcome


class _Update:
    """The positions of a party before and after a step."""

    def __init__(self, old: tuple[Claim, ...], new: tuple[Claim, ...]) -> None:
        self.old = old
        self.new = new

    @cached_property
    def changed(self) -> bool:
        """Whether what is said differs, whoever said it when."""
        return len(self.old) != len(self.new) or _contents(self.old) != _contents(self.new)

    @cached_property
    def growth(self) -> tuple[tuple[Claim, ...] | None, Sequence[Claim]]:
        """The old positions, ``None`` where not all still stand in the same order, and those that are new."""
        if self.new[: len(self.old)] == self.old:
            return self.old, self.new[len(self.old) :]
        old = {claim.number for claim in self.old}
        kept = [claim.number for claim in self.new if claim.number in old]
        added = [claim for claim in self.new if claim.number not in old]
        return (self.old if kept == [claim.number for claim in self.old] else None), added


class _RowState:
    """How the accounts of a row stand, moved on from moment to moment."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.kind = row.question.kind
        self.column = {id: number for number, id in enumerate(row.accounts)}
        self.accounts: dict[str, Account] = {}
        self.said: dict[str, list[Claim]] = defaultdict(list)
        self.outcomes: dict[tuple[str, str], Outcome] = {}
        self.ranked: list[_Ranked] = []
        self.count = count()
        # Once a claim may undo any other of its party, all of them have to be looked at again.
        self.undoing: set[str] = set()
        self.divided: frozenset[str] = frozenset()

    def step(self, number: int, end: int, said: Mapping[str, Sequence[Claim]]) -> Step:
        """Return the next step, in which each party says what *said* has of it."""
        earlier = {id: self._positions(id) for id in said}
        statements = tuple(self._statement(id, claims) for id, claims in said.items())
        updates = {id: _Update(earlier[id], self._positions(id)) for id in said}
        shifts: list[Shift] = []
        for pair in self._pairs_with(updates):
            before = self.outcomes.pop(pair, None)
            after = self._outcome(pair, updates, before)
            if after:
                self.outcomes[pair] = after
                rank = RANK[after.verdict], -width(after.gap), self.place(pair), next(self.count)
                heappush(self.ranked, _Ranked(rank, pair, after))
            if kind := _kind(before, after):
                by = tuple(id for id in pair if id in updates and updates[id].changed)
                shifts.append(Shift(number, pair, kind, before, after, by))
        self._divide(statements, earlier)
        return Step(end, statements, *self._verdict(), tuple(shifts), self.divided)

    def _divide(self, statements: Sequence[Statement], earlier: Mapping[str, tuple[Claim, ...]]) -> None:
        """Note which of the pooled parties that spoke give different answers now."""
        for one in statements:
            id = one.party.id
            if one.party.pooled and (id not in self.divided or id in self.undoing):
                # Until now all that stood was the same, unless something was undone.
                now = self._positions(id) if id in self.undoing else (*earlier[id][:1], *one.positions)
                divided = differ(now)
                self.divided = self.divided | {id} if divided else self.divided - {id}

    def _positions(self, id: str) -> tuple[Claim, ...]:
        return self.accounts[id].positions if id in self.accounts else ()

    def _statement(self, id: str, claims: Sequence[Claim]) -> Statement:
        before = self._positions(id)
        now = self.accounts[id] = self._account(id, before, claims)
        taken = [claim for claim in claims if claim.stance in POSITIONS]
        if now.party.pooled and id not in self.undoing:
            return Statement(now.party, tuple(claims), tuple(taken), (), (), frozenset(), False)
        standing = {claim.number for claim in now.positions}
        said = {claim.number for claim in claims}
        undone = tuple(claim for claim in (*before, *taken) if claim.number not in standing)
        return Statement(
            now.party,
            tuple(claims),
            tuple(claim for claim in now.positions if claim.number in said),
            tuple(claim for claim in now.positions if claim.number not in said),
            undone,
            frozenset(claim.number for claim in undone if claim.number in now.taken_back),
            now.self_contradicting,
        )

    def _account(self, id: str, before: tuple[Claim, ...], claims: Sequence[Claim]) -> Account:
        """Return the account of a party after *claims*; *before* are the positions that stood until then."""
        final = self.row.accounts[id]
        said = self.said[id]
        said += claims
        if any(claim.replaces or claim.stance == "withdraws" for claim in claims):
            self.undoing.add(id)
        if len(said) == len(final.claims):
            return final
        if id in self.undoing:
            return account(final.party, self.row.question, said)
        if final.party.pooled:
            new = [claim for claim in claims if claim.stance in POSITIONS]
            positions = (*before, *new)
            if before and new and (new[0].span or ()) < (before[-1].span or ()):
                positions = tuple(sorted(positions, key=lambda claim: (claim.span, claim.number)))
            return Account(final.party, final.state, positions, positions)
        # What a later position has followed never stands again: what stood and what is new is enough.
        return account(final.party, self.row.question, [*before, *claims])

    def _pairs_with(self, speaking: Mapping[str, object]) -> list[tuple[str, str]]:
        """Return each pair of which a party spoke and both take a position, or did until then."""
        others = [id for id, account in self.accounts.items() if account.positions or id in speaking]
        pairs = {(a, b) if self.column[a] < self.column[b] else (b, a) for a in speaking for b in others if a != b}
        return sorted(pairs, key=self.place)

    def place(self, pair: tuple[str, str]) -> tuple[int, int]:
        """Return the columns of two parties, for ordering."""
        return self.column[pair[0]], self.column[pair[1]]

    def _outcome(
        self, pair: tuple[str, str], updates: Mapping[str, _Update], before: Outcome | None
    ) -> Outcome | None:
        """Return how the two stand now; where positions only came to others, those alone are compared."""
        a, b = (self._positions(id) for id in pair)
        if not a or not b:
            return None
        old_a, new_a = updates[pair[0]].growth if pair[0] in updates else (a, [])
        old_b, new_b = updates[pair[1]].growth if pair[1] in updates else (b, [])
        if before is None or old_a is None or old_b is None:
            return of_accounts(self.kind, a, b)
        candidates = [before]
        if new_a:
            candidates.append(of_accounts(self.kind, new_a, b))
        if new_b:
            candidates.append(of_accounts(self.kind, old_a, new_b))
        if len(candidates) == 1:
            return before
        best = min(map(_rank, candidates))
        candidates = [found for found in candidates if _rank(found) == best]
        # As in a comparison, the first of several that are as wide stands.
        place = {c.number: at for of in (a, b) for at, c in enumerate(of)} if len(candidates) > 1 else {}
        return min(candidates, key=lambda found: [place.get(claim.number, 0) for claim in found.positions])

    def _first(self) -> tuple[str, str] | None:
        """Return the pair whose outcome the row shows; what has given way to another leaves the heap."""
        while self.ranked and self.outcomes.get(self.ranked[0].pair) is not self.ranked[0].outcome:
            heappop(self.ranked)
        return self.ranked[0].pair if self.ranked else None

    def _verdict(self) -> tuple[Verdict, Gap | None, tuple[str, str] | None]:
        if first := self._first():
            outcome = self.outcomes[first]
            return outcome.verdict, outcome.gap, first if outcome.gap else None
        alone = any(account.positions for account in self.accounts.values())
        return ("one-party" if alone else "unanswered"), None, None


def _contents(positions: Sequence[Claim]) -> list[tuple[object, ...]]:
    """Return what *positions* say, whoever said it when."""
    return [(claim.stance, claim.reading, fold_or_none(claim.measure)) for claim in positions]


def _rank(outcome: Outcome) -> tuple[bool, int, Number]:
    """Return the place of an outcome among those of some positions; what is ``unlike`` gives way to all else."""
    return outcome.verdict == "unlike", RANK[outcome.verdict], -width(outcome.gap)


def _kind(before: Outcome | None, after: Outcome | None) -> ShiftKind | None:
    """Return what became of a disagreement, ``None`` where nothing did."""
    old = before if before and before.verdict in DISAGREEMENTS else None
    new = after if after and after.verdict in DISAGREEMENTS else None
    if not old or not new:
        return "began" if new else "ended" if old else None
    if old.verdict != new.verdict:
        return "became-conflict" if new.verdict == "conflict" else "became-overlap"
    if not old.gap or not new.gap:
        same = old.gap == new.gap and _contents(old.positions) == _contents(new.positions)
        return None if same else "changed"
    if old.gap.size != new.gap.size:
        return "widened" if new.gap.size > old.gap.size else "narrowed"
    if old.gap.ratio == new.gap.ratio:
        return None
    if old.gap.ratio is None or new.gap.ratio is None:
        return "changed"
    return "widened" if new.gap.ratio > old.gap.ratio else "narrowed"


def _disagreements(steps: Sequence[Step], state: _RowState) -> tuple[Disagreement, ...]:
    """Return the phases of each pair, in the order of the parties."""
    phases: dict[tuple[str, str], list[list[Shift]]] = defaultdict(list)
    for shift in (shift for step in steps for shift in step.shifts):
        of_pair = phases[shift.parties]
        if shift.kind == "began":
            of_pair.append([])
        of_pair[-1].append(shift)
    return tuple(
        Disagreement(pair, tuple(Phase(tuple(shifts)) for shifts in phases[pair]), state.outcomes.get(pair))
        for pair in sorted(phases, key=state.place)
    )
