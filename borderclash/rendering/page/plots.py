"""Range plots as the page draws them: paths of SVG, each lane a position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from borderclash.comparing.rows import Row
from borderclash.comparing.verdicts import gap_of
from borderclash.escaping import one_line
from borderclash.model import Party
from borderclash.presenting.plots import Mark, Scale, range_plot, tick_label

# The drawing's own units: it is stretched to the width that there is, and a lane has this height in pixels.
WIDTH, LANE = 1000, 24
# What a character of a label, and the space between two, take of the narrowest plot, on a phone.
CHARACTER, SPACE = 0.03, 0.03


class Lane(NamedTuple):
    """A position by the words beside it; ``party`` is empty where it is that of the lane above."""

    party: str
    text: str


class Tick(NamedTuple):
    """The label of a round number on the scale, and where it stands in percent of the width."""

    at: str
    label: str


class Plot(NamedTuple):
    """The positions of a row on one scale, as the data of SVG paths.

    ``bars`` are what positions allow, with an arrow where there is no end, ``denied`` those of denials; ``dots``
    the stated figures, ``hollow`` those among them that the position itself excludes. ``gap`` is the stretch
    between the two figures that the row's gap lies between, ``grid`` the round numbers.
    """

    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    log: bool
    gap: str
    grid: str
    bars: str
    denied: str
    dots: str
    hollow: str


def plot(row: Row, parties: Mapping[str, Party]) -> Plot | None:
    """Return what is drawn for a row, ``None`` where there are no two positions to set against each other."""
    ranges = range_plot(row)
    placed = [mark for mark in ranges.marks if mark.placed] if ranges else []
    if ranges is None or len(placed) < 2:
        return None
    scale = ranges.scale
    height = LANE * len(placed)
    lanes = [(mark, LANE * number + LANE // 2) for number, mark in enumerate(placed)]
    dots = [(mark, f"M{_x(scale.at(value))} {y}h0", value) for mark, y in lanes for value in mark.stated]
    return Plot(
        height=height,
        lanes=tuple(_labels(placed, parties)),
        ticks=tuple(_ticks(scale)),
        log=scale.log,
        gap=_gap(row, placed, scale, height),
        grid="".join(f"M{_x(scale.at(value))} 0v{height}" for value in scale.ticks),
        bars="".join(_bar(mark, scale, y) for mark, y in lanes if not mark.denies),
        denied="".join(_bar(mark, scale, y) for mark, y in lanes if mark.denies),
        dots="".join(path for _, path, _ in dots),
        hollow="".join(path for mark, path, value in dots if mark.denies or not mark.includes(value)),
    )


def _x(part: float) -> int:
    return round(WIDTH * part)


def _labels(marks: Sequence[Mark], parties: Mapping[str, Party]) -> Iterator[Lane]:
    before = None
    for mark in marks:
        yield Lane("" if mark.party == before else one_line(parties[mark.party].name), one_line(mark.text))
        before = mark.party


def _bar(mark: Mark, scale: Scale, y: int) -> str:
    """Return the path of what a position allows, empty where that is one point."""
    start, end = (_x(part) for part in mark.ends(scale))
    if start == end:
        return ""
    left = f"M24 {y - 6}L0 {y}l24 6" if mark.low is None else ""
    right = f"M{WIDTH - 24} {y - 6}l24 6-24 6" if mark.high is None else ""
    return f"M{start} {y}H{end}{left}{right}"


def _ticks(scale: Scale) -> Iterator[Tick]:
    """Yield the labels of both ends, and those between that touch no other."""
    labels = [tick_label(value) for value in scale.ticks]
    last = len(labels) - 1
    free, limit = 0.0, 1 - len(labels[last]) * CHARACTER
    for number, (value, label) in enumerate(zip(scale.ticks, labels, strict=True)):
        at = scale.at(value)
        half = 0 if number == 0 else len(label) * CHARACTER / 2
        if number in (0, last) or (at - half >= free and at + half + SPACE <= limit):
            yield Tick(f"{100 * at:.1f}".removesuffix(".0") + "%", label)
            free = at + (half or len(label) * CHARACTER) + SPACE


def _gap(row: Row, marks: Sequence[Mark], scale: Scale, height: int) -> str:
    """Return the path of the stretch between the two figures that the row's gap lies between, empty for none."""
    if not row.gap or not row.between or not row.gap.size:
        return ""
    ours, theirs = ([mark for mark in marks if mark.party == party] for party in row.between)
    for a in ours:
        for b in theirs:
            if a.stated and b.stated and gap_of(row.question.kind, a.claim, b.claim) == row.gap:
                lower, upper = sorted((a.stated, b.stated))
                start, end = _x(scale.at(lower[-1])), _x(scale.at(upper[0]))
                return f"M{start} 0H{end}V{height}H{start}z"
    return ""
