"""Comparison to timeline: for each event, the history of each of its rows. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from borderclash.comparing.history import History, history
from borderclash.comparing.rows import Comparison, EventComparison


@dataclass(frozen=True, slots=True)
class EventTimeline:
    """The rows of an event through time; ``histories`` has one for each row of ``comparison``, in order."""

    comparison: EventComparison
    histories: tuple[History, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A comparison through time."""

    comparison: Comparison

    def events(self) -> Iterator[EventTimeline]:
        """Yield the timeline of each event; none is kept, so that large data takes no more room than one."""
        for event in self.comparison.events:
            yield EventTimeline(event, tuple(map(history, event.rows)))


def timeline(comparison: Comparison) -> Timeline:
    """Return what had been said by each moment in *comparison*, and how the accounts stood to each other then."""
    return Timeline(comparison)
