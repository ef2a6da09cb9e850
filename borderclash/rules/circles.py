"""References that lead round in a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Id = TypeVar("Id", bound=Hashable)


def leading_into_one(references: Mapping[Id, Sequence[Id]]) -> set[Id]:
    """Return each id from which the *references*, those of each id, lead into a circle."""
    left = {id: len(set(others)) for id, others in references.items()}
    referring: defaultdict[Id, list[Id]] = defaultdict(list)
    for id, others in references.items():
        for other in set(others):
            referring[other].append(id)
    ends = [id for id in referring if id not in left]
    while ends:
        for id in referring[ends.pop()]:
            left[id] -= 1
            if not left[id]:
                ends.append(id)
    return {id for id, count in left.items() if count}
