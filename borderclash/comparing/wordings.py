"""Wordings: claims that give one statement of a party in other words, by `restates`."""

from __future__ import annotations

from collections.abc import Sequence

from borderclash.model import Claim


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
