"""Range plots as the page draws them: paths of SVG, each lane a position."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from borderclash.language import is_right_to_left
from borderclash.presenting.plots import Mark, RangePlot, Scale, tick_labels
from borderclash.rendering.charts.typesetting import width
from borderclash.rendering.page.columns import WIDEST_FACE
from borderclash.text.escaping import one_line

# The drawing's own units: it is stretched to the width that there is, and a lane has this height in pixels.
WIDTH, LANE = 1000, 24
# What a character of a label, and the space between two, take of the narrowest plot, on a phone.
CHARACTER, SPACE = 0.03, 0.03
# In pixels: the letters beside a lane, the room for them on the narrowest phone, where they stand above it, and in
# the column beside the lanes of a wide page.
LETTERS, PHONE, COLUMN = 13, 280, 260
# The style sheet has rules for so many lines.
MOST_LINES = 12


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
    the stated figures, ``hollow`` those among them that the position itself excludes, ``earlier`` what a party
    stated before. ``gap`` is the stretch between the two figures that the row's gap lies between, ``grid`` the
    round numbers. ``look`` has the classes of a plot whose names take much room: how many lines they need on a
    phone, where they stand above their lane, and that on a wide page they have no room beside it either.
    """

    height: int
    look: str
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    log: bool
    gap: str
    grid: str
    bars: str
    denied: str
    earlier: str
    dots: str
    hollow: str


def plot(ranges: RangePlot | None) -> Plot | None:
    """Return what is drawn of a range plot; ``None`` where no two positions can be set against each other."""
    if ranges is None or not ranges.placed:
        return None
    scale = ranges.scale
    height = LANE * len(ranges.placed)
    lanes = [(mark, LANE * number + LANE // 2) for number, mark in enumerate(ranges.placed)]
    dots = [(mark, f"M{_x(scale.at(value))} {y}h0", value) for mark, y in lanes for value in mark.stated]
    labelled = tick_labels(scale, 1, lambda label: len(label) * CHARACTER, SPACE)
    told = tuple(_labels(ranges.placed))
    return Plot(
        height=height,
        look=_look(told),
        lanes=told,
        ticks=tuple(Tick(across(scale.at(tick)), label) for tick, label in labelled),
        log=scale.log,
        gap=_gap(ranges, height),
        grid="".join(f"M{_x(scale.at(value))} 0v{height}" for value in scale.ticks),
        bars="".join(_bar(mark, scale, y) for mark, y in lanes if not mark.denies),
        denied="".join(_bar(mark, scale, y) for mark, y in lanes if mark.denies),
        earlier="".join(f"M{_x(scale.at(value))} {y}h0" for mark, y in lanes for value in mark.earlier),
        dots="".join(path for _, path, _ in dots),
        hollow="".join(path for mark, path, value in dots if mark.denies or not mark.includes(value)),
    )


def _look(lanes: Sequence[Lane]) -> str:
    """Return the classes for the names and words of lanes, empty where all of them are short."""
    lines = min(max(math.ceil(_width(*lane) / PHONE) for lane in lanes), MOST_LINES)
    stacked = any(_width(lane.party) > COLUMN for lane in lanes)
    return " ".join((f"l{lines}",) * (lines > 1) + ("tall",) * stacked)


def _width(party: str, text: str = "") -> float:
    """Return how many pixels a name takes, and what it says; a browser's face may be wider than the one known."""
    return (width(f"{party} ", LETTERS) + width(text, LETTERS, bold=True)) * WIDEST_FACE


def across(part: float) -> str:
    """Return a place on a scale as a part of the width from where a line begins: ``12.5%``."""
    part = 1 - part if is_right_to_left() else part
    return f"{100 * part:.1f}".removesuffix(".0") + "%"


def _x(part: float) -> int:
    return round(WIDTH * part)


def _labels(marks: Sequence[Mark]) -> Iterator[Lane]:
    before = None
    for mark in marks:
        yield Lane("" if mark.party == before else one_line(mark.party), one_line(mark.text))
        before = mark.party


def _bar(mark: Mark, scale: Scale, y: int) -> str:
    """Return the path of what a position allows, empty where that is one point."""
    start, end = (_x(part) for part in mark.ends(scale))
    if start == end:
        return ""
    left = f"M24 {y - 6}L0 {y}l24 6" if mark.low is None else ""
    right = f"M{WIDTH - 24} {y - 6}l24 6-24 6" if mark.high is None else ""
    return f"M{start} {y}H{end}{left}{right}"


def _gap(ranges: RangePlot, height: int) -> str:
    if ranges.gap is None:
        return ""
    start, end = (_x(ranges.scale.at(value)) for value in ranges.gap)
    return f"M{start} 0H{end}V{height}H{start}z"
