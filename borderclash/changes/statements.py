"""What a party did with a claim that is new in the file: took a position, revised it, or withdrew it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from borderclash.accounts import POSITIONS, Account, before
from borderclash.changes.model import ClaimChange, Position
from borderclash.compare import Row
from borderclash.fold import fold_or_none
from borderclash.model import Claim
from borderclash.words import position


class _Stood(NamedTuple):
    """A position that a new claim may follow: as it was told, and as the claim is dated now."""

    told: Position
    now: Claim
    kept: bool


def told(come: Collection[int], old: Row | None, new: Row, renamed: Mapping[str, str]) -> Iterator[ClaimChange]:
    """Yield what each claim that has come into a row says: added, revised or withdrawn.

    *come* are the numbers of the claims that are new in the file; a claim of the *old* row has the number that it
    has now. *renamed* are the parties that bear another id now.
    """
    before_now = {renamed.get(id, id): account for id, account in old.accounts.items()} if old else {}
    for id, account in new.accounts.items():
        come_here = [claim for claim in account.claims if claim.number in come]
        if come_here:
            earlier = before_now.get(id)
            stood = _stood(old, earlier, account) if old and earlier else []
            stood += [_Stood(Position(new.question, c), c, False) for c in come_here if c.stance in POSITIONS]
            yield from (_told(claim, stood, new, account) for claim in come_here)


def _stood(old: Row, earlier: Account, account: Account) -> list[_Stood]:
    now = {claim.number: claim for claim in account.claims}
    return [_Stood(Position(old.question, c), now.get(c.number, c), True) for c in earlier.positions]


def _told(claim: Claim, stood: Sequence[_Stood], row: Row, account: Account) -> ClaimChange:
    if claim.stance == "withdraws":
        whole = fold_or_none(row.question.measure)
        undone = [s for s in stood if _follows(claim, s.now, account) or _takes_back(claim, s.now, whole, account)]
        return ClaimChange("withdrawn", None, claim, before=_last(undone, account))
    if claim.stance in POSITIONS:
        followed = [s for s in stood if s.now is not claim and _follows(claim, s.now, account)]
        last = _last(followed, account)
        words = position(row.question, claim)
        # Saying the same once more revises nothing.
        if any(s.kept for s in followed) and any(position(*said) != words for said in last):
            return ClaimChange("revised", None, claim, before=last)
    return ClaimChange("added", None, claim)


def _follows(claim: Claim, other: Claim, account: Account) -> bool:
    """Say whether a claim comes in the place of another one of its party."""
    if other.number in _replaced(claim, account):
        return True
    like = fold_or_none(claim.measure) == fold_or_none(other.measure)
    return like and not account.party.pooled and before(other, claim)


def _takes_back(claim: Claim, other: Claim, whole: str | None, account: Account) -> bool:
    """Say whether a withdrawal undoes another claim, by the rules of an account."""
    measure = fold_or_none(claim.measure)
    return (
        not account.party.pooled
        and not before(claim, other)
        and (measure == whole or measure == fold_or_none(other.measure))
    )


def _replaced(claim: Claim, account: Account) -> set[int]:
    by_id = {other.id: other for other in account.claims if other.id}
    replaced: set[int] = set()
    target = by_id.get(claim.replaces) if claim.replaces else None
    while target and target.number not in replaced:
        replaced.add(target.number)
        target = by_id.get(target.replaces) if target.replaces else None
    return replaced


def _last(stood: Sequence[_Stood], account: Account) -> tuple[Position, ...]:
    """Return the positions that none of the others follows."""
    return tuple(
        one.told
        for one in stood
        if not any(other is not one and _follows(other.now, one.now, account) for other in stood)
    )
