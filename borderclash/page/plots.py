"""Range plots as the page draws them: each lane a position, each place in percent of the width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from borderclash.charts.ranges import Mark, Scale, range_plot, tick_label
from borderclash.compare import Row
from borderclash.inert import one_line
from borderclash.model import Party
from borderclash.verdicts import gap_of

# What a character of a label, and the space between two, take of the narrowest plot, on a phone.
CHARACTER, SPACE = 0.03, 0.03


class Dot(NamedTuple):
    """A stated figure; ``hollow`` where the position does not include it (more than 200)."""

    at: str
    hollow: bool


class Lane(NamedTuple):
    """A position: from where to where it reaches, with an arrow at an end that is open."""

    party: str
    text: str
    start: str
    end: str
    reaches: bool
    no_low: bool
    no_high: bool
    denied: bool
    dots: tuple[Dot, ...]


class Tick(NamedTuple):
    """A round number on the scale; ``anchor`` is the side of its label that it meets, empty for the middle."""

    at: str
    label: str
    anchor: str


class Plot(NamedTuple):
    """The positions of a row on one scale. ``gap`` is where the gap that the row shows begins, and its width."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    log: bool
    gap: tuple[str, str] | None


def plot(row: Row, parties: Mapping[str, Party]) -> Plot | None:
    """Return what is drawn for a row, ``None`` where there are no two positions to set against each other."""
    ranges = range_plot(row)
    placed = [mark for mark in ranges.marks if mark.placed] if ranges else []
    if ranges is None or len(placed) < 2:
        return None
    return Plot(
        lanes=tuple(_lane(mark, ranges.scale, parties) for mark in placed),
        ticks=tuple(_ticks(ranges.scale)),
        log=ranges.scale.log,
        gap=_gap(row, placed, ranges.scale),
    )


def _percent(part: float) -> str:
    return f"{100 * part:.1f}".removesuffix(".0") + "%"


def _lane(mark: Mark, scale: Scale, parties: Mapping[str, Party]) -> Lane:
    start, end = mark.ends(scale)
    return Lane(
        party=one_line(parties[mark.party].name),
        text=one_line(mark.text),
        start=_percent(start),
        end=_percent(end),
        reaches=end > start,
        no_low=mark.low is None,
        no_high=mark.high is None,
        denied=mark.denies,
        dots=tuple(Dot(_percent(scale.at(value)), not mark.includes(value)) for value in mark.stated),
    )


def _ticks(scale: Scale) -> Iterator[Tick]:
    """Yield the ticks; those whose labels would touch go without one, but the ends have theirs."""
    labels = [tick_label(value) for value in scale.ticks]
    last = len(labels) - 1
    free, limit = 0.0, 1 - len(labels[last]) * CHARACTER
    for number, (value, label) in enumerate(zip(scale.ticks, labels, strict=True)):
        at = scale.at(value)
        if number in (0, last):
            free = len(label) * CHARACTER + SPACE
            yield Tick(_percent(at), label, "t" if number else "s")
            continue
        half = len(label) * CHARACTER / 2
        fits = at - half >= free and at + half + SPACE <= limit
        free = at + half + SPACE if fits else free
        yield Tick(_percent(at), label if fits else "", "")


def _gap(row: Row, marks: list[Mark], scale: Scale) -> tuple[str, str] | None:
    """Return the stretch between the two figures that the row's gap lies between."""
    if not row.gap or not row.between or not row.gap.size:
        return None
    ours, theirs = ([mark for mark in marks if mark.party == party] for party in row.between)
    for a in ours:
        for b in theirs:
            if a.stated and b.stated and gap_of(row.question.kind, a.claim, b.claim) == row.gap:
                inner = sorted((a.stated, b.stated))
                start, end = scale.at(inner[0][-1]), scale.at(inner[1][0])
                return _percent(start), _percent(end - start)
    return None
