"""What a party did with a claim that is new in the file: took a position, revised it, or withdrew it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from borderclash.comparing.accounts import Account
from borderclash.comparing.differences.content import answer
from borderclash.comparing.differences.model import ClaimChange, Position
from borderclash.comparing.positions import POSITIONS, before, with_replaced
from borderclash.comparing.rows import Row
from borderclash.model import Claim
from borderclash.text.folding import fold_or_none


class _Stood(NamedTuple):
    """A position that a new claim may follow, as it stood and as dated now; ``kept`` is one of the old version."""

    position: Position
    now: Claim
    kept: bool


def statements(
    added: Collection[int], old: Row | None, new: Row, renamed: Mapping[str, str]
) -> Iterator[ClaimChange]:
    """Yield what each claim *added* to a row says: added, revised or withdrawn; parties may be *renamed*."""
    before_now = {renamed.get(id, id): account for id, account in old.accounts.items()} if old else {}
    for id, account in new.accounts.items():
        added_here = [claim for claim in account.claims if claim.number in added]
        if added_here:
            yield from _Statements(new, account, old, before_now.get(id)).changes(added_here)


class _Statements:
    """What one party says in a row, with its account in the old version if it had one."""

    def __init__(self, row: Row, account: Account, old: Row | None, earlier: Account | None) -> None:
        self.question = row.question
        self.pooled = account.party.pooled
        self.by_id = {claim.id: claim for claim in account.claims if claim.id}
        now = {claim.number: claim for claim in account.claims}
        positions = earlier.standing if earlier else ()
        self.stood = [_Stood(Position(old.question, c), now.get(c.number, c), True) for c in positions if old]

    def changes(self, added: Sequence[Claim]) -> Iterator[ClaimChange]:
        """Yield the change that each claim that is new in the file stands for."""
        came = [_Stood(Position(self.question, c), c, False) for c in added if c.stance in POSITIONS]
        for claim in added:
            if claim.stance == "withdraws":
                yield ClaimChange(None, claim, "withdrawn", before=self._last(self._undone(claim, came)))
            elif claim.stance in POSITIONS and self.stood:
                yield self._position(claim, came)
            else:
                yield ClaimChange(None, claim, "added")

    def _position(self, claim: Claim, came: Sequence[_Stood]) -> ClaimChange:
        """Return a claim as a revision where it comes in the place of another by its time or by `replaces`."""
        replaced, measure = self._replaced([claim]), fold_or_none(claim.measure)
        followed = [
            one
            for one in (*self.stood, *came)
            if one.now.number in replaced
            or (not self.pooled and before(one.now, claim) and fold_or_none(one.now.measure) == measure)
        ]
        last = self._last(followed)
        says = answer(self.question, claim)
        # Saying the same once more revises nothing.
        if any(one.kept for one in followed) and any(answer(*earlier) != says for earlier in last):
            return ClaimChange(None, claim, "revised", before=last)
        return ClaimChange(None, claim, "added")

    def _undone(self, claim: Claim, came: Sequence[_Stood]) -> list[_Stood]:
        """Return the positions that a withdrawal takes back, by the rules of an account."""
        replaced = self._replaced([claim])
        measures = {fold_or_none(claim.measure)}
        whole = not claim.only_measure and fold_or_none(self.question.measure) in measures
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

    def _replaced(self, claims: Iterable[Claim]) -> Collection[int]:
        """Return the numbers of all claims that any of *claims* replaces, or that these replace."""
        targets = (self.by_id.get(claim.replaces) for claim in claims if claim.replaces)
        return with_replaced(list(filter(None, targets)), self.by_id).keys()

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
