"""What a party did with a claim that is new in the file: took a position, revised it, or withdrew it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from borderclash.comparing.accounts import POSITIONS, Account, before
from borderclash.comparing.differences.content import answer
from borderclash.comparing.differences.model import ClaimChange, Position
from borderclash.comparing.rows import Row
from borderclash.model import Claim
from borderclash.text.folding import fold_or_none


class _Stood(NamedTuple):
    """A position that a new claim may follow: as it stood, and as the claim is dated now.

    ``kept`` is one of the old version, not one that is new in the file itself.
    """

    position: Position
    now: Claim
    kept: bool


def statements(
    added: Collection[int], old: Row | None, new: Row, renamed: Mapping[str, str]
) -> Iterator[ClaimChange]:
    """Yield what each claim that is new in a row says: added, revised or withdrawn.

    *added* are the numbers of the claims that are new in the file; a claim of the *old* row has the number that it
    has now. *renamed* are the parties that bear another id now.
    """
    before_now = {renamed.get(id, id): account for id, account in old.accounts.items()} if old else {}
    for id, account in new.accounts.items():
        added_here = [claim for claim in account.claims if claim.number in added]
        if added_here:
            yield from _Statements(new, account, old, before_now.get(id)).changes(added_here)


class _Course:
    """Positions of one measure that have a time, by when they were over."""

    def __init__(self, stood: Sequence[_Stood]) -> None:
        timed = [(one.now.span, one) for one in stood if one.now.span]
        timed.sort(key=lambda pair: (pair[0][1], pair[1].now.number))
        self.stood = [one for _, one in timed]
        self.ends = [span[1] for span, _ in timed]
        self.latest = list(accumulate((span[0] for span, _ in timed), max))
        self.first_kept = next((at for at, one in enumerate(self.stood) if one.kept), len(timed))

    def until(self, claim: Claim) -> tuple[list[_Stood], bool]:
        """Return the last that were over before *claim* was said, and whether any of all that were had stood."""
        count = bisect_right(self.ends, claim.span[0]) if claim.span else 0
        last = []
        at = count - 1
        while at >= 0 and self.ends[at] > self.latest[count - 1]:
            last.append(self.stood[at])
            at -= 1
        return last[::-1], self.first_kept < count


_NO_COURSE = _Course(())


def _courses(stood: Sequence[_Stood]) -> dict[str | None, _Course]:
    by_measure: dict[str | None, list[_Stood]] = defaultdict(list)
    for one in stood:
        by_measure[fold_or_none(one.now.measure)].append(one)
    return {measure: _Course(of_measure) for measure, of_measure in by_measure.items()}


class _Statements:
    """What one party says in a row, with its account in the old version if it had one."""

    def __init__(self, row: Row, account: Account, old: Row | None, earlier: Account | None) -> None:
        self.question = row.question
        self.pooled = account.party.pooled
        self.by_id = {claim.id: claim for claim in account.claims if claim.id}
        now = {claim.number: claim for claim in account.claims}
        positions = earlier.positions if earlier else ()
        self.stood = [_Stood(Position(old.question, c), now.get(c.number, c), True) for c in positions if old]

    def changes(self, added: Sequence[Claim]) -> Iterator[ClaimChange]:
        """Yield the change that each claim that is new in the file stands for."""
        came = [_Stood(Position(self.question, c), c, False) for c in added if c.stance in POSITIONS]
        courses = _courses((*self.stood, *came)) if self.stood and not self.pooled else {}
        for claim in added:
            if claim.stance == "withdraws":
                yield ClaimChange("withdrawn", None, claim, before=self._last(self._undone(claim, came)))
            elif claim.stance in POSITIONS and self.stood:
                yield self._position(claim, came, courses)
            else:
                yield ClaimChange("added", None, claim)

    def _position(
        self, claim: Claim, came: Sequence[_Stood], courses: Mapping[str | None, _Course]
    ) -> ClaimChange:
        """Return a claim as a revision where it comes in the place of another by its time or by `replaces`."""
        followed, kept = courses.get(fold_or_none(claim.measure), _NO_COURSE).until(claim)
        if replaced := self._replaced([claim]):
            others = [one for one in (*self.stood, *came) if one.now.number in replaced]
            followed, kept = [*followed, *others], kept or any(one.kept for one in others)
        last = self._last(followed)
        says = answer(self.question, claim)
        # Saying the same once more revises nothing.
        if kept and any(answer(*before) != says for before in last):
            return ClaimChange("revised", None, claim, before=last)
        return ClaimChange("added", None, claim)

    def _undone(self, claim: Claim, came: Sequence[_Stood]) -> list[_Stood]:
        """Return the positions that a withdrawal takes back, by the rules of an account."""
        replaced = self._replaced([claim])
        measures = {fold_or_none(claim.measure)}
        whole = fold_or_none(self.question.measure) in measures
        return [
            one
            for one in (*self.stood, *came)
            if one.now.number in replaced
            or (
                not self.pooled
                and not before(claim, one.now)
                and (whole or fold_or_none(one.now.measure) in measures)
            )
        ]

    def _replaced(self, claims: Iterable[Claim]) -> set[int]:
        """Return the numbers of all claims that any of *claims* replaces, or that these replace."""
        replaced: set[int] = set()
        for claim in claims:
            target = self.by_id.get(claim.replaces) if claim.replaces else None
            while target and target.number not in replaced:
                replaced.add(target.number)
                target = self.by_id.get(target.replaces) if target.replaces else None
        return replaced

    def _last(self, stood: Sequence[_Stood]) -> tuple[Position, ...]:
        """Return the positions that none of the others follows."""
        begins: dict[str | None, int] = {}
        for one in stood:
            if one.now.span and not self.pooled:
                measure = fold_or_none(one.now.measure)
                begins[measure] = max(begins.get(measure, 0), one.now.span[0])
        replaced = self._replaced(one.now for one in stood)
        return tuple(
            one.position
            for one in stood
            if one.now.number not in replaced
            and (one.now.span is None or one.now.span[1] > begins.get(fold_or_none(one.now.measure), 0))
        )
