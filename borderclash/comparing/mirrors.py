"""Which rows of an event its mirrors show."""

from __future__ import annotations

from collections import defaultdict

from borderclash.comparing.rows import EventComparison, Mirror, Row
from borderclash.text.folding import fold_or_none

# What the two rows of a mirror have in common with it: question and scope.
_Place = tuple[str, str | None]


class MirroredRows:
    """The rows behind the mirrors of an event; rows and mirrors are known by their numbers."""

    def __init__(self, event: EventComparison) -> None:
        self._mirrors: dict[_Place, list[int]] = defaultdict(list)
        self._rows: dict[_Place, list[int]] = defaultdict(list)
        self._event = event
        for number, mirror in enumerate(event.mirrors):
            self._mirrors[_place(mirror)].append(number)
        for number, row in enumerate(event.rows):
            self._rows[_place(row)].append(number)

    def mirrors(self, row: Row) -> list[int]:
        """Return the mirrors of which a row is one of the two rows."""
        mirrors = self._event.mirrors
        return [number for number in self._mirrors.get(_place(row), ()) if row.subject in mirrors[number].parties]

    def rows(self, mirror: Mirror) -> dict[str, int]:
        """Return the two rows of a mirror by the parties that they are about."""
        found = {self._event.rows[number].subject: number for number in self._rows[_place(mirror)]}
        return {party: found[party] for party in mirror.parties}


def _place(row: Row | Mirror) -> _Place:
    return row.question.id, fold_or_none(row.scope)
