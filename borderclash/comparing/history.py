"""The history of a row: how the accounts stood by each moment, as a comparison of all said by then makes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from borderclash.comparing.accounts import Account
from borderclash.comparing.course import Course
from borderclash.comparing.positions import POSITIONS
from borderclash.comparing.rows import Pair, Row, without_sums
from borderclash.comparing.verdicts import Outcome, width
from borderclash.model import Claim, Party, Question
from borderclash.text.folding import fold_or_none
from borderclash.values import Gap, Number
from borderclash.vocabulary import DISAGREEMENTS, Verdict

ShiftKind = Literal["began", "widened", "narrowed", "became-conflict", "became-overlap", "changed", "ended"]


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
    position. ``by`` are those of the two whose positions changed; none where a third party changed what a denial
    is of.
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

    ``end`` is the first instant after it, in microseconds since the first day of the year 1 UTC. ``deciding`` is
    the pair that the row's verdict came from then, ``divided`` are the pooled parties whose voices gave different
    answers.
    """

    end: int
    statements: tuple[Statement, ...]
    verdict: Verdict
    deciding: Pair | None
    shifts: tuple[Shift, ...]
    divided: frozenset[str]

    @property
    def gap(self) -> Gap | None:
        """The gap of the deciding pair."""
        return self.deciding.gap if self.deciding else None

    @property
    def between(self) -> tuple[str, str] | None:
        """The two parties whose gap the row had, ``None`` where there was none."""
        return self.deciding.parties if self.deciding and self.deciding.gap else None


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
    """All phases in which two parties disagreed; ``now`` is how they stand after the last step, if both do."""

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
    """Return the history of a row without sums: a step for each distinct end of a statement's time."""
    row = without_sums(row)
    moments: dict[int, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    undated: list[Claim] = []
    for id, final in row.accounts.items():
        for claim in final.claims:
            if claim.span is None:
                undated.append(claim)
            else:
                moments[claim.span[1]][id].append(claim)
    course = Course(row)
    steps = tuple(_step(course, number, end, moments[end]) for number, end in enumerate(sorted(moments)))
    return History(row, steps, tuple(undated), _disagreements(steps, course))


def _step(course: Course, number: int, end: int, said: Mapping[str, Sequence[Claim]]) -> Step:
    before = {id: course.accounts[id] for id in said}
    pairs = course.go_on(said)
    changed = {id for id in said if _changed(before[id], course.accounts[id])}
    shifts = []
    for parties, pair in pairs.items():
        now = course.pairs.get(parties)
        old, new = pair and pair.outcome, now and now.outcome
        if kind := _kind(old, new, course.question):
            by = tuple(id for id in parties if id in changed)
            shifts.append(Shift(number, parties, kind, old, new, by))
    statements = tuple(_statement(course, before[id], claims) for id, claims in said.items())
    return Step(end, statements, course.verdict(), course.deciding(), tuple(shifts), course.divided)


def _statement(course: Course, before: Account, claims: Sequence[Claim]) -> Statement:
    party = before.party
    taken = [claim for claim in claims if claim.stance in POSITIONS]
    if course.only_grows(party.id):
        return Statement(party, tuple(claims), tuple(taken), (), (), frozenset(), False)
    now = course.accounts[party.id]
    said = {claim.number for claim in claims}
    standing = {claim.number for position in now.positions for claim in position.wordings}
    undone = tuple(claim for claim in (*before.standing, *taken) if claim.number not in standing)
    # What was said before and is said again in other words is no other position.
    others = tuple(p.claim for p in now.positions if said.isdisjoint(claim.number for claim in p.wordings))
    return Statement(
        party,
        tuple(claims),
        tuple(claim for p in now.positions for claim in p.wordings if claim.number in said),
        others,
        undone,
        now.taken_back.intersection(claim.number for claim in undone),
        now.self_contradicting,
    )


def _changed(before: Account, now: Account) -> bool:
    """Say whether a party says something else, whoever said it when."""
    return len(before.positions) != len(now.positions) or _contents(before) != _contents(now)


def _contents(of: Account | Outcome) -> list[tuple[object, ...]]:
    """Return what positions say in all their wordings, whoever said it when."""
    return [
        (position.stance, tuple(claim.reading for claim in position.wordings), fold_or_none(position.measure))
        for position in of.positions
    ]


def _kind(before: Outcome | None, after: Outcome | None, question: Question) -> ShiftKind | None:
    """Return what became of a disagreement, ``None`` for nothing; of totals only whether both can be true."""
    counted = ("conflict",) if question.cumulative else DISAGREEMENTS
    old = before if before and before.verdict in counted else None
    new = after if after and after.verdict in counted else None
    if not old or not new:
        return "began" if new else "ended" if old else None
    if question.cumulative:
        return None
    if old.verdict != new.verdict:
        return "became-conflict" if new.verdict == "conflict" else "became-overlap"
    if not old.gap or not new.gap:
        same = old.gap == new.gap and _contents(old) == _contents(new)
        return None if same else "changed"
    if old.gap.size != new.gap.size:
        return "widened" if new.gap.size > old.gap.size else "narrowed"
    if old.gap.ratio == new.gap.ratio:
        return None
    if old.gap.ratio is None or new.gap.ratio is None:
        return "changed"
    return "widened" if new.gap.ratio > old.gap.ratio else "narrowed"


def _disagreements(steps: Sequence[Step], course: Course) -> tuple[Disagreement, ...]:
    """Return the phases of each pair that ever disagreed; *course* is past the last step."""
    phases: dict[tuple[str, str], list[list[Shift]]] = defaultdict(list)
    for shift in (shift for step in steps for shift in step.shifts):
        of_pair = phases[shift.parties]
        if shift.kind == "began":
            of_pair.append([])
        of_pair[-1].append(shift)
    return tuple(
        Disagreement(
            parties,
            tuple(Phase(tuple(shifts)) for shifts in phases[parties]),
            pair.outcome if (pair := course.pairs.get(parties)) else None,
        )
        for parties in sorted(phases, key=course.place)
    )
