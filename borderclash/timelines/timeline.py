"""Rows of a comparison to their histories: what had been said by each moment, and how the accounts stood then.

Pure; nothing is printed here. What the accounts of a moment are, and how they stand to each other, is told by
the same code as in a comparison.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import Literal, NamedTuple, get_args

from borderclash.accounts import POSITIONS, Account, account
from borderclash.compare import Row, Table
from borderclash.fold import fold_or_none
from borderclash.model import Claim, Party
from borderclash.values import Gap, Number
from borderclash.verdicts import RANK, Outcome, of_accounts, width
from borderclash.vocabulary import DISAGREEMENTS, Verdict

ChangeKind = Literal["began", "widened", "narrowed", "became-conflict", "became-overlap", "changed", "ended"]
CHANGES: tuple[ChangeKind, ...] = get_args(ChangeKind)


class Heard(NamedTuple):
    """What one party said in one moment.

    ``claims`` are those of this moment, in the order of the account; ``positions`` all that stand after them.
    ``undone`` are the positions that stood before, or were taken in this moment too, and stand no more;
    ``taken_back`` has the numbers of those among them that the party withdrew.
    """

    party: Party
    claims: tuple[Claim, ...]
    positions: tuple[Claim, ...]
    undone: tuple[Claim, ...]
    taken_back: frozenset[int]
    self_contradicting: bool


class Change(NamedTuple):
    """What a moment made of the disagreement of two parties.

    ``before`` and ``after`` are how their accounts stood to each other, ``None`` where one of them took no
    position. ``by`` are those of the two whose positions changed.
    """

    parties: tuple[str, str]
    kind: ChangeKind
    before: Outcome | None
    after: Outcome | None
    by: tuple[str, ...]


class Step(NamedTuple):
    """A moment of a row: who said what, what it changed, and what the row came to.

    ``end`` is the first instant after it, in microseconds since the first day of the year 1 UTC. ``between`` are
    the two parties whose gap the row had then.
    """

    end: int
    heard: tuple[Heard, ...]
    verdict: Verdict
    gap: Gap | None
    between: tuple[str, str] | None
    changes: tuple[Change, ...]


class Turn(NamedTuple):
    """A change of a disagreement, with the index of its step."""

    step: int
    change: Change


class Phase(NamedTuple):
    """A stretch of time in which two parties disagreed: its beginning, each change, and its end if it has one."""

    turns: tuple[Turn, ...]

    @property
    def ended(self) -> bool:
        """Whether the two no longer disagree."""
        return self.turns[-1].change.kind == "ended"

    @property
    def widest(self) -> Turn:
        """The turn with the widest gap, the first of them where several are as wide."""
        return max(self.turns, key=lambda turn: width(turn.change.after.gap if turn.change.after else None))


class Disagreement(NamedTuple):
    """All phases in which two parties disagreed, in order of time."""

    parties: tuple[str, str]
    phases: tuple[Phase, ...]


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
        """Whether the row comes to something else with its undated claims than without them."""
        without = (self.steps[-1].verdict, self.steps[-1].gap) if self.steps else ("unanswered", None)
        return without != (self.row.verdict, self.row.gap)


def histories(table: Table) -> tuple[History, ...]:
    """Return the history of each row of a table, in order."""
    return tuple(history(row) for row in table.rows)


def history(row: Row) -> History:
    """Return the history of a row: a step for each distinct end of the time that a claim's statement covers."""
    moments: dict[int, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    undated: list[Claim] = []
    for id, of_party in row.accounts.items():
        for claim in of_party.claims:
            if claim.span is None:
                undated.append(claim)
            else:
                moments[claim.span[1]][id].append(claim)
    course = _Course(row)
    steps = tuple(course.step(end, moments[end]) for end in sorted(moments))
    return History(row, steps, tuple(undated), _disagreements(steps, list(row.accounts)))


class _Ranked(NamedTuple):
    """An outcome of two parties with its place among all; none has the same twice."""

    rank: tuple[int, Number, tuple[int, int], int]
    pair: tuple[str, str]
    outcome: Outcome


class _Course:
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
        # Only of claims that undo others does the whole history have to be looked at again.
        self.undoing = {
            id: any(claim.replaces or claim.stance == "withdraws" for claim in of_party.claims)
            for id, of_party in row.accounts.items()
        }

    def step(self, end: int, said: Mapping[str, Sequence[Claim]]) -> Step:
        """Return the step in which *said* is heard, by party."""
        earlier = {id: self._positions(id) for id in said}
        heard = tuple(self._hear(id, claims) for id, claims in said.items())
        moved = [id for id in said if _contents(self._positions(id)) != _contents(earlier[id])]
        changes: list[Change] = []
        for pair in self._pairs_with(earlier):
            before = self.outcomes.pop(pair, None)
            after = self._outcome(pair, earlier, before)
            if after:
                self.outcomes[pair] = after
                rank = RANK[after.verdict], -width(after.gap), self._place(pair), next(self.count)
                heappush(self.ranked, _Ranked(rank, pair, after))
            if kind := _kind(before, after):
                changes.append(Change(pair, kind, before, after, tuple(id for id in pair if id in moved)))
        return Step(end, heard, *self._row_stands(), tuple(changes))

    def _positions(self, id: str) -> tuple[Claim, ...]:
        return self.accounts[id].positions if id in self.accounts else ()

    def _hear(self, id: str, claims: Sequence[Claim]) -> Heard:
        whole = self.row.accounts[id]
        before = self._positions(id)
        said = self.said[id]
        said += claims
        if len(said) == len(whole.claims):
            now = whole
        elif self.undoing[id]:
            now = account(whole.party, self.row.question, said)
        else:
            # What a later position has followed never stands again: what stood and what is new tells it all.
            now = account(whole.party, self.row.question, [*before, *claims])
        self.accounts[id] = now
        standing = {claim.number for claim in now.positions}
        taken = (*before, *(claim for claim in claims if claim.stance in POSITIONS))
        undone = tuple(claim for claim in taken if claim.number not in standing)
        back = frozenset(claim.number for claim in undone if claim.number in now.taken_back)
        return Heard(whole.party, tuple(claims), now.positions, undone, back, now.self_contradicting)

    def _pairs_with(self, speaking: Mapping[str, object]) -> list[tuple[str, str]]:
        """Return each pair of which a party was heard and both take a position, or did until then."""
        others = [id for id, told in self.accounts.items() if told.positions or id in speaking]
        pairs = {(a, b) if self.column[a] < self.column[b] else (b, a) for a in speaking for b in others if a != b}
        return sorted(pairs, key=self._place)

    def _place(self, pair: tuple[str, str]) -> tuple[int, int]:
        return self.column[pair[0]], self.column[pair[1]]

    def _outcome(
        self, pair: tuple[str, str], earlier: Mapping[str, Sequence[Claim]], before: Outcome | None
    ) -> Outcome | None:
        a, b = (self._positions(id) for id in pair)
        if not a or not b:
            return None
        old_a, old_b = (earlier.get(id, self._positions(id)) for id in pair)
        if before is None or not (_only_grew(old_a, a) and _only_grew(old_b, b)):
            return of_accounts(self.kind, a, b)
        new_a, new_b = _added(old_a, a), _added(old_b, b)
        candidates = [before]
        if new_a:
            candidates.append(of_accounts(self.kind, new_a, b))
        if new_b:
            candidates.append(of_accounts(self.kind, old_a, new_b))
        if len(candidates) == 1:
            return before
        place = {claim.number: number for claims in (a, b) for number, claim in enumerate(claims)}
        return min(
            candidates,
            key=lambda found: (
                found.verdict == "unlike",
                RANK[found.verdict],
                -width(found.gap),
                *(place[claim.number] for claim in found.positions),
            ),
        )

    def _first(self) -> tuple[str, str] | None:
        """Return the pair whose outcome the row shows; what has given way to another is thrown off the heap."""
        while self.ranked and self.outcomes.get(self.ranked[0].pair) is not self.ranked[0].outcome:
            heappop(self.ranked)
        return self.ranked[0].pair if self.ranked else None

    def _row_stands(self) -> tuple[Verdict, Gap | None, tuple[str, str] | None]:
        if first := self._first():
            outcome = self.outcomes[first]
            return outcome.verdict, outcome.gap, first if outcome.gap else None
        alone = any(told.positions for told in self.accounts.values())
        return ("one-sided" if alone else "unanswered"), None, None


def _contents(positions: Sequence[Claim]) -> list[tuple[object, ...]]:
    """Return what *positions* say, whoever said it when."""
    return [(claim.stance, claim.reading, fold_or_none(claim.measure)) for claim in positions]


def _only_grew(old: Sequence[Claim], new: Sequence[Claim]) -> bool:
    """Say whether *new* has all of *old*, in the same order."""
    numbers = {claim.number for claim in old}
    return [claim.number for claim in new if claim.number in numbers] == [claim.number for claim in old]


def _added(old: Sequence[Claim], new: Sequence[Claim]) -> list[Claim]:
    numbers = {claim.number for claim in old}
    return [claim for claim in new if claim.number not in numbers]


def _kind(before: Outcome | None, after: Outcome | None) -> ChangeKind | None:
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


def _disagreements(steps: Sequence[Step], columns: Sequence[str]) -> tuple[Disagreement, ...]:
    """Return the phases of each pair, in the order of the parties."""
    phases: dict[tuple[str, str], list[list[Turn]]] = defaultdict(list)
    for number, step in enumerate(steps):
        for change in step.changes:
            of_pair = phases[change.parties]
            if change.kind == "began":
                of_pair.append([])
            of_pair[-1].append(Turn(number, change))
    order = {id: number for number, id in enumerate(columns)}
    pairs = sorted(phases, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return tuple(Disagreement(pair, tuple(Phase(tuple(turns)) for turns in phases[pair])) for pair in pairs)
