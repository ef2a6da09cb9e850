"""A sequence whose items are made when they are come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, overload

Item = TypeVar("Item")


class Later(Sequence[Item]):
    """What an iterable gives, taken from it only as far as someone looks, and kept."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._coming = iter(items)
        self._kept: list[Item] = []

    def __iter__(self) -> Iterator[Item]:
        """Yield the items, those made already first."""
        number = 0
        while number < len(self._kept) or self._makes_one_more():
            yield self._kept[number]
            number += 1

    def __len__(self) -> int:
        """Return how many items there are; all are made."""
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        """Return one item or some; all are made."""
        return self._all()[index]

    def _makes_one_more(self) -> bool:
        for item in self._coming:
            self._kept.append(item)
            return True
        return False

    def _all(self) -> list[Item]:
        self._kept += self._coming
        return self._kept
