"""Wordings: claims that give one statement of a party in other words, by `restates`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from borderclash.comparing.positions import Position
from borderclash.model import Claim


def statements(claims: Sequence[Claim]) -> list[Position]:
    """Return what *claims*, all of one party in one row, state: all wordings of one statement together."""
    roots = originals(claims)
    if not roots:
        return list(map(Position.of, claims))
    wordings: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        wordings[roots.get(claim.number, claim).number].append(claim)
    by_number = {claim.number: claim for claim in claims}
    return [Position(by_number[number], tuple(same)) for number, same in wordings.items()]


def originals(claims: Sequence[Claim]) -> dict[int, Claim]:
    """Return the claim that each wording among *claims* gives once more, by the wording's number.

    In a chain of them that is the first. Of wordings whose original is not among the claims, one stands for it.
    """
    if not any(claim.restates for claim in claims):
        return {}
    by_id = {claim.id: claim for claim in claims if claim.id}
    absent: dict[str, Claim] = {}
    found: dict[int, Claim] = {}
    for claim in claims:
        chain: dict[int, Claim] = {}
        one = claim
        while one.restates and one.number not in found and one.number not in chain:
            chain[one.number] = one
            one = by_id.get(one.restates) or absent.setdefault(one.restates, one)
        original = found.get(one.number, one)
        for number in chain:
            if number != original.number:
                found[number] = original
    return found
