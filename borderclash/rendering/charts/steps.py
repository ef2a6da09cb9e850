"""Step plots as panels of a Vega-Lite figure: a line a party over time, with a number and dashes of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from borderclash.presenting.plots import Scale, tick_label
from borderclash.presenting.step_plots import Point, StepPlot
from borderclash.rendering.charts.look import (
    BAND,
    GREY,
    INK,
    LEADING,
    LINE_GAP,
    MIDDLE,
    PALE,
    SIZE,
    SMALL,
    WIDTH,
    Spec,
    across,
    axis,
    layer,
    words,
)
from borderclash.rendering.charts.typesetting import broken
from borderclash.text.escaping import one_line

HEIGHT = 150
# The dashes of the lines, from the first on and around again; a number tells all apart.
DASHES = ([1, 0], [8, 4], [2, 3], [10, 3, 2, 3])
# What the sample of a line takes before the name of its party, and the labels of the figures beside the plot.
SAMPLE, LABELS = 30, 64


def step_panel(plot: StepPlot, beside: float) -> Spec:
    """Return the panel of a step plot, with the parties *beside* it, in so many pixels."""
    names, height = _names(plot, beside - SAMPLE - LABELS)
    room = WIDTH - beside
    figures = list(map(tick_label, plot.scale.ticks))
    points = [point for line in plot.lines for point in line.points]
    return {
        "width": room,
        "height": max(HEIGHT, height),
        "encoding": {
            "x": across(plot.times, room, grid=False, gridColor=PALE, title=None),
            "y": axis("y", plot.scale, figures, grid=True, gridColor=PALE, title=None),
        },
        "layer": [
            *_samples(plot, names, -beside),
            *_bars(points, plot.scale),
            *_lines(plot),
            *_points(points),
            *_numbers(plot),
        ],
    }


def _names(plot: StepPlot, room: float) -> tuple[list[tuple[list[str], float]], float]:
    made: list[tuple[list[str], float]] = []
    y = 0.0
    for number, line in enumerate(plot.lines, 1):
        made.append((broken(f"{number} {one_line(line.party)}", room, SIZE), y))
        y += len(made[-1][0]) * LEADING + LINE_GAP
    if plot.about:
        made.append((broken(one_line(plot.about), room, SIZE), y))
        y += len(made[-1][0]) * LEADING
    return made, y


def _samples(plot: StepPlot, names: Sequence[tuple[list[str], float]], x: float) -> Iterator[Spec]:
    place: Spec = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
    for texts, colour in ((names[: len(plot.lines)], INK), (names[len(plot.lines) :], GREY)):
        if texts:
            told = words(texts, x + SAMPLE, colour)
            yield told | {"encoding": told["encoding"] | {"y": place}}
    for number, (_, y) in enumerate(names[: len(plot.lines)]):
        yield {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 2, "strokeDash": DASHES[number % len(DASHES)]},
            "encoding": {
                "x": {"value": x},
                "x2": {"value": x + SAMPLE - 8},
                "y": {"value": y + MIDDLE},
            },
        }


def _lines(plot: StepPlot) -> Iterator[Spec]:
    for number, line in enumerate(plot.lines):
        values: list[Spec] = [
            {"x": at, "y": value, "at": place} for place, (at, value) in enumerate(line.corners())
        ]
        look: Spec = {"color": INK, "strokeWidth": 2, "strokeDash": DASHES[number % len(DASHES)]}
        yield from layer(values, {"type": "line", **look}, order={"field": "at"})


def _bars(points: Sequence[Point], scale: Scale) -> Iterator[Spec]:
    """Yield what figures allow that are not exact, and the heads of open ends."""
    values: list[Spec] = []
    heads: dict[str, list[Spec]] = {"triangle-up": [], "triangle-down": []}
    for point in points:
        mark = point.mark
        bounds = [value for value in (mark.low, mark.high, *mark.stated) if value is not None]
        if not bounds or mark.low == mark.high:
            continue
        low = scale.low if mark.low is None else min(bounds)
        values.append({"x": point.at, "y": low, "to": max(bounds)})
        if mark.high is None:
            heads["triangle-up"].append({"x": point.at, "y": max(bounds)})
        if mark.low is None:
            heads["triangle-down"].append({"x": point.at, "y": low})
    yield from layer(values, {"type": "rule", "color": BAND, "strokeWidth": 4}, y2={"field": "to"})
    for shape, ends in heads.items():
        offset = -12 if shape == "triangle-up" else 12
        look: Spec = {"shape": shape, "size": 80, "opacity": 1, "fill": BAND, "strokeWidth": 0, "yOffset": offset}
        yield from layer(ends, {"type": "point", **look})


def _points(points: Sequence[Point]) -> Iterator[Spec]:
    """Yield the figures that were stated: hollow where one is itself left out."""
    for included, fill in ((True, INK), (False, "white")):
        values: list[Spec] = [
            {"x": point.at, "y": value}
            for point in points
            for value in point.mark.stated
            if point.mark.includes(value) == included
        ]
        look: Spec = {"shape": "circle", "size": 55, "opacity": 1, "fill": fill, "stroke": INK, "strokeWidth": 2}
        yield from layer(values, {"type": "point", **look})


def _numbers(plot: StepPlot) -> Iterator[Spec]:
    values: list[Spec] = []
    for number, line in enumerate(plot.lines, 1):
        stated = [(point.at, value) for point in line.points for value in point.mark.stated]
        if stated:
            at, value = max(stated)
            values.append({"x": at, "y": value, "text": str(number)})
    look: Spec = {"dx": 9, "baseline": "middle", "fontWeight": "bold", "fontSize": SMALL}
    yield from layer(values, {"type": "text", **look}, text={"field": "text"})
