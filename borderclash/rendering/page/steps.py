"""Step plots as the page draws them: a line a party over time, each with a number and dashes of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from borderclash.presenting.plots import Mark, Scale, tick_label, tick_labels
from borderclash.presenting.step_plots import Line, StepPlot
from borderclash.rendering.page.plots import CHARACTER, SPACE, Tick, across
from borderclash.text.escaping import one_line

# The drawing's own units: its width is stretched to what there is, its height is in pixels.
WIDTH, HEIGHT = 1000, 144
# So many looks of a line there are before they begin again; a number tells all apart.
LOOKS = 4
# How far apart numbers stand, in pixels, and how long an arrow is.
LINE, ARROW = 14, 16


class Course(NamedTuple):
    """The line of a party: its number, its name, its last figure, the look of the line, and its path."""

    number: int
    party: str
    text: str
    look: int
    path: str


class Number(NamedTuple):
    """Where the number of a line stands, at its end."""

    x: str
    y: int
    number: int


class Steps(NamedTuple):
    """A step plot as the data of SVG paths; ``rungs`` are the round numbers of the scale by their height."""

    height: int
    courses: tuple[Course, ...]
    numbers: tuple[Number, ...]
    ticks: tuple[Tick, ...]
    rungs: tuple[tuple[int, str], ...]
    unit: str
    log: bool
    grid: str
    bars: str
    dots: str
    hollow: str


def steps(plot: StepPlot | None) -> Steps | None:
    """Return what is drawn of a step plot, ``None`` for none."""
    if plot is None:
        return None
    scale = plot.scale
    points = [point for line in plot.lines for point in line.points]
    dots = [
        (point.mark, value, f"M{_x(plot.times.at(point.at))} {_y(scale, value)}h0")
        for point in points
        for value in point.mark.stated
    ]
    labelled = tick_labels(plot.times, 1, lambda label: len(label) * CHARACTER, SPACE)
    return Steps(
        height=HEIGHT,
        courses=tuple(_courses(plot)),
        numbers=tuple(_numbers(plot)),
        ticks=tuple(Tick(across(plot.times.at(tick)), label) for tick, label in labelled),
        rungs=tuple((_y(scale, value), tick_label(value)) for value in scale.ticks),
        unit=one_line(plot.unit),
        log=scale.log,
        grid="".join(f"M0 {_y(scale, value)}H{WIDTH}" for value in scale.ticks),
        bars="".join(dict.fromkeys(_bar(point.mark, _x(plot.times.at(point.at)), scale) for point in points)),
        dots="".join(dict.fromkeys(path for _, _, path in dots)),
        hollow="".join(dict.fromkeys(path for mark, value, path in dots if not mark.includes(value))),
    )


def _x(at: float) -> int:
    return round(WIDTH * at)


def _y(scale: Scale, value: float) -> int:
    return round(HEIGHT * (1 - scale.at(value)))


def _courses(plot: StepPlot) -> Iterator[Course]:
    for number, line in enumerate(plot.lines, 1):
        last, look = line.points[-1].mark.text, (number - 1) % LOOKS + 1
        path = _path(line, plot.times, plot.scale)
        yield Course(number, one_line(line.party), one_line(last), look, path)


def _path(line: Line, times: Scale, scale: Scale) -> str:
    """Return the path of a line; of corners on one point only the first."""
    corners = list(dict.fromkeys((_x(times.at(at)), _y(scale, value)) for at, value in line.corners()))
    return "M" + "L".join(f"{x} {y}" for x, y in corners) if len(corners) > 1 else ""


def _numbers(plot: StepPlot) -> Iterator[Number]:
    """Yield the number of each line at its end, moved down where it would stand on another."""
    ends = sorted(
        (_x(plot.times.at(point.at)), _y(plot.scale, _height(point.mark)), number)
        for number, line in enumerate(plot.lines, 1)
        for point in line.points[-1:]
    )
    taken: list[tuple[int, int]] = []
    for x, y, number in ends:
        while any(abs(x - other) < 2 * WIDTH * CHARACTER and abs(y - below) < LINE for other, below in taken):
            y += 1
        taken.append((x, y))
        yield Number(across(x / WIDTH), y, number)


def _height(mark: Mark) -> float:
    """Return the figure at which a mark without another stands: what is stated, else its lower bound."""
    return mark.stated[-1] if mark.stated else mark.low if mark.low is not None else mark.high or 0.0


def _bar(mark: Mark, x: int, scale: Scale) -> str:
    """Return the path of what a figure allows, with an arrow where it has no end; empty where it is exact."""
    if mark.low == mark.high:
        return ""
    values = [value for value in (mark.low, mark.high, *mark.stated) if value is not None]
    low, high = _y(scale, min(values)), _y(scale, max(values))
    up = f"M{x - 6} {high - ARROW + 6}L{x} {high - ARROW}L{x + 6} {high - ARROW + 6}" if mark.high is None else ""
    top = high - ARROW if mark.high is None else high
    bottom = HEIGHT if mark.low is None else low
    return f"M{x} {bottom}V{top}{up}"
