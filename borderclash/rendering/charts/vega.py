"""Range plots of an event as one Vega-Lite figure: plain data, in pixels of a screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from borderclash.language import gettext
from borderclash.presenting.chart_view import Chart, Panel
from borderclash.presenting.plots import Mark, Scale
from borderclash.rendering.charts.look import (
    BAND,
    FADED,
    FONT,
    GREY,
    GUTTER,
    INK,
    LEADING,
    LINE_GAP,
    MIDDLE,
    NAMES,
    PADDING,
    PALE,
    SIZE,
    SMALL,
    SMALL_LEADING,
    WIDTH,
    WORDS,
    ZERO,
    Spec,
    across,
    layer,
    words,
)
from borderclash.rendering.charts.steps import step_panel
from borderclash.rendering.charts.typesetting import broken, width
from borderclash.text.escaping import one_line


class _Line(NamedTuple):
    name: list[str]
    words: list[str]
    mark: Mark | None
    y: float


def figure(chart: Chart) -> Spec:
    """Return the Vega-Lite figure of a chart."""
    beside = _beside(chart.panels)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": alternative_text(chart),
        "background": "white",
        "padding": PADDING,
        "title": {
            "text": broken(one_line(chart.title), WIDTH, 20, bold=True),
            "subtitle": [line for text in chart.about for line in broken(one_line(text), WIDTH, SIZE)],
            "anchor": "start",
            "fontSize": 20,
            "lineHeight": 25,
            "subtitleFontSize": SIZE,
            "subtitleLineHeight": LEADING,
            "subtitleColor": GREY,
            "subtitlePadding": 5,
            "offset": 18,
        },
        "spacing": 22,
        "vconcat": [
            *(spec for panel in chart.panels for spec in _panels(panel, beside)),
            _caption(chart, beside),
        ],
        "config": {
            "aria": False,
            "font": FONT,
            "view": {"stroke": None},
            "title": {"color": INK, "font": FONT, "subtitleFont": FONT},
            "text": {"font": FONT, "color": INK, "fontSize": SIZE, "align": "left", "baseline": "top"},
        },
    }


def alternative_text(chart: Chart) -> str:
    """Return the text that says the same as the figure in words."""
    return "\n".join(map(one_line, chart.alternative))


class _Beside(NamedTuple):
    names: float
    words: float

    @property
    def whole(self) -> float:
        return self.names + self.words + 2 * GUTTER


def _beside(panels: Iterable[Panel]) -> _Beside:
    lines = [line for panel in panels for line in panel.lines]
    names = max(width(one_line(line.party), SIZE) for line in lines)
    words = max(width(one_line(line.words), SIZE, bold=True) for line in lines)
    return _Beside(math.ceil(min(names, NAMES)), math.ceil(min(words, WORDS)))


def _lines(panel: Panel, beside: _Beside) -> tuple[list[_Line], float]:
    lines = []
    y = 0.0
    above = None
    for party, text, mark in panel.lines:
        # The positions of one party stand together under its name.
        names = broken(one_line(party), beside.names, SIZE) if party != above else []
        words = broken(one_line(text), beside.words, SIZE, bold=mark is not None)
        lines.append(_Line(names, words, mark, y))
        y += max(len(names), len(words)) * LEADING + LINE_GAP
        above = party
    return lines, y


def _panels(panel: Panel, beside: _Beside) -> Iterator[Spec]:
    yield _panel(panel, beside)
    if panel.steps:
        yield step_panel(panel.steps, beside.whole)


def _panel(panel: Panel, beside: _Beside) -> Spec:
    scale, placed = panel.plot.scale, panel.plot.placed
    lines, height = _lines(panel, beside)
    title: Spec = {
        "text": broken(one_line(panel.label), WIDTH, 14, bold=True),
        "anchor": "start",
        "frame": "group",
        "dx": -beside.whole,
        "fontSize": 14,
        "lineHeight": 18,
        "offset": 12,
    }
    if panel.sentence:
        title["subtitle"] = broken(one_line(panel.sentence), WIDTH, SMALL)
        title |= {"subtitleFontSize": SMALL, "subtitleLineHeight": SMALL_LEADING, "subtitleColor": GREY}
    drawn = [(line.mark, line.y + MIDDLE) for line in lines if placed and line.mark and line.mark.placed]
    x = _x(scale, one_line(panel.plot.about), WIDTH - beside.whole)
    return {
        "title": title,
        "width": WIDTH - beside.whole,
        "height": height,
        "encoding": {"x": x if drawn else x | {"axis": None}, "y": _Y},
        "layer": [
            words([(line.name, line.y) for line in lines if line.name], -beside.whole, INK),
            words([(line.words, line.y) for line in lines if line.mark], -beside.words - GUTTER, INK, bold=True),
            words([(line.words, line.y) for line in lines if not line.mark], -beside.words - GUTTER, GREY),
            *_intervals(drawn, scale),
            *_arrows(drawn, scale),
            *_earlier(drawn),
            *_points(drawn),
        ],
    }


# Places down the panel are pixels already.
_Y: Spec = {"field": "y", "type": "quantitative", "scale": None, "axis": None}


def _x(scale: Scale, about: str, room: float) -> Spec:
    return across(
        scale,
        room,
        gridColor={"condition": {"test": "datum.value === 0", "value": ZERO}, "value": PALE},
        title=about or None,
        # Left of the labels, on their line.
        titleAlign="right",
        titleBaseline="top",
        titleX=-GUTTER,
        titleY=5,
        titleColor=GREY,
        titleFontSize=SMALL,
        titleFontWeight="normal",
    )


Drawn = list[tuple[Mark, float]]


def _intervals(drawn: Drawn, scale: Scale) -> Iterator[Spec]:
    for denied, look in (
        (False, {"color": BAND, "strokeWidth": 5}),
        (True, {"color": GREY, "strokeDash": [3, 3]}),
    ):
        spans = [(*_span(mark, scale), y) for mark, y in drawn if mark.denies == denied]
        values = [{"x": low, "to": high, "y": y} for low, high, y in spans if low < high]
        yield from layer(values, {"type": "rule", **look}, x2={"field": "to"})


def _span(mark: Mark, scale: Scale) -> tuple[float, float]:
    bounds = [value for value in (mark.low, mark.high, *mark.stated) if value is not None]
    return (scale.low if mark.low is None else min(bounds)), (scale.high if mark.high is None else max(bounds))


def _arrows(drawn: Drawn, scale: Scale) -> Iterator[Spec]:
    for denied, look in ((False, {"fill": BAND, "strokeWidth": 0}), (True, {"fill": "white", "stroke": GREY})):
        for shape, end in (("triangle-left", scale.low), ("triangle-right", scale.high)):
            values = [
                {"x": end, "y": y}
                for mark, y in drawn
                if mark.denies == denied and (mark.low if end == scale.low else mark.high) is None
            ]
            yield from layer(values, {"type": "point", "shape": shape, "size": 110, "opacity": 1, **look})


def _earlier(drawn: Drawn) -> Iterator[Spec]:
    values = [{"x": value, "y": y} for mark, y in drawn for value in mark.earlier]
    look: Spec = {"shape": "circle", "fill": FADED, "stroke": "white", "strokeWidth": 1, "size": 70, "opacity": 1}
    yield from layer(values, {"type": "point", **look})


def _points(drawn: Drawn) -> Iterator[Spec]:
    """Yield the figures that were stated: hollow where the position leaves one out, crossed where it is denied."""
    looks: dict[str, Spec] = {
        "filled": {"shape": "circle", "fill": INK, "stroke": INK, "size": 80},
        "hollow": {"shape": "circle", "fill": "white", "stroke": INK, "strokeWidth": 2, "size": 80},
        "crossed": {"shape": "M-1,-1L1,1M1,-1L-1,1", "stroke": INK, "strokeWidth": 2, "size": 55},
    }
    for look, mark in looks.items():
        values = [{"x": value, "y": y} for drawn_mark, y in drawn for value in _figures(drawn_mark, look)]
        yield from layer(values, {"type": "point", "opacity": 1, **mark})


def _figures(mark: Mark, look: str) -> Iterator[float]:
    for value in mark.stated:
        if look == ("crossed" if mark.denies else "filled" if mark.includes(value) else "hollow"):
            yield value


def _caption(chart: Chart, beside: _Beside) -> Spec:
    texts = [
        " ".join(_key(chart.panels)),
        gettext("Sources: {sources}", sources=chart.sources) if chart.sources else "",
    ]
    lines = [line for text in texts if text for line in broken(one_line(text), WIDTH, SMALL)]
    return {
        "data": {"values": [{"text": lines}]},
        "width": 1,
        "height": len(lines) * SMALL_LEADING,
        "mark": {"type": "text", "fontSize": SMALL, "lineHeight": SMALL_LEADING, "color": GREY},
        "encoding": {
            "text": {"field": "text"},
            "x": {"value": -beside.whole},
            "y": {"value": 0},
        },
    }


def _key(panels: Sequence[Panel]) -> Iterator[str]:
    """Yield a sentence for each thing drawn that a reader has to know."""
    drawn = [panel.plot for panel in panels if panel.plot.placed]
    marks = [mark for plot in drawn for mark in plot.placed]
    looks = {look for mark in marks for look in ("filled", "hollow", "crossed") if any(_figures(mark, look))}
    asserted = [mark for mark in marks if not mark.denies]
    scales = [plot.scale for plot in drawn] + [panel.steps.scale for panel in panels if panel.steps]
    if "filled" in looks:
        yield gettext("A point is what was stated.")
    if "hollow" in looks:
        yield gettext("A hollow point was stated but is itself left out.")
    if any(plot.has_earlier for plot in drawn):
        yield gettext("A pale point is what the party stated before and has replaced.")
    if any(mark.low != mark.high for mark in asserted):
        yield gettext("A line is what the words allow.")
    if any(None in (mark.low, mark.high) for mark in marks):
        yield gettext("An arrow is an end left open.")
    if any(mark.denies for mark in marks):
        yield gettext("Crossed or dashed is what a party denies.")
    if any(panel.steps for panel in panels):
        yield gettext("Over time, a line stays on a figure until the day of the next one.")
    if any(scale.log for scale in scales):
        yield gettext("On a log scale equal distances are equal ratios.")
