"""Range plots of an event as one Vega-Lite figure: plain data, in pixels of a screen."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from borderclash.comparing.rows import Comparison, EventComparison, Row
from borderclash.escaping import xml_text
from borderclash.model import Party
from borderclash.presenting.citations import outlet_names
from borderclash.presenting.phrasing.labels import event_line, row_label
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.presenting.plots import Mark, RangePlot, Scale, range_plot, tick_label
from borderclash.rendering.charts.typesetting import broken, width
from borderclash.vocabulary import DISAGREEMENTS

WIDTH = 720
PADDING = 20
GUTTER = 16
# The most that the names and the words beside a plot take; what is longer is broken.
NAMES = 150
WORDS = 190
SIZE = 13
LEADING = 17
SMALL = 12
SMALL_LEADING = 16
LINE_GAP = 9
# From the top of a line of words to the middle of its letters.
MIDDLE = 7
FONT = "Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"
INK = "#1b2733"
GREY = "#5b6770"
PALE = "#e3e7ea"
ZERO = "#8b959c"
BAND = "#6f8fb0"
Spec = dict[str, Any]


class Panel(NamedTuple):
    """A row of the figure: what the row of the table is, and its plot."""

    row: Row
    plot: RangePlot

    @property
    def drawn(self) -> list[Mark]:
        """The positions with a place on the scale, where there are several: a single one stays words."""
        placed = [mark for mark in self.plot.marks if mark.placed]
        return placed if len(placed) > 1 else []


class _Line(NamedTuple):
    """One position of a panel, or what a party said instead of one: its words, and where it stands."""

    name: list[str]
    words: list[str]
    mark: Mark | None
    y: float


def panels(table: EventComparison) -> list[Panel]:
    """Return the rows of an event that have figures, with their plots."""
    plots = ((row, range_plot(row)) for row in table.rows)
    return [Panel(row, plot) for row, plot in plots if plot]


def figure(table: EventComparison, comparison: Comparison, alt: str) -> Spec:
    """Return the Vega-Lite figure of an event's rows with figures, of which there is at least one.

    *alt* is the text that tells the same in words.
    """
    made = panels(table)
    beside = _beside(made, comparison.parties)
    under = [xml_text(text) for text in (event_line(table), _as_of(comparison)) if text]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": alt,
        "background": "white",
        "padding": PADDING,
        "title": {
            "text": broken(xml_text(table.event.title), WIDTH, 20, bold=True),
            "subtitle": [line for text in under for line in broken(text, WIDTH, SIZE)],
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
            *(_panel(panel, beside, comparison.parties) for panel in made),
            _caption(made, comparison),
        ],
        "config": {
            "aria": False,
            "font": FONT,
            "view": {"stroke": None},
            "title": {"color": INK, "font": FONT, "subtitleFont": FONT},
            "text": {"font": FONT, "color": INK, "fontSize": SIZE, "align": "left", "baseline": "top"},
        },
    }


def _as_of(comparison: Comparison) -> str:
    return f"As it stood at the end of {comparison.as_of}" if comparison.as_of else ""


class _Beside(NamedTuple):
    """How wide the names and the words beside the plots are."""

    names: float
    words: float

    @property
    def whole(self) -> float:
        return self.names + self.words + 2 * GUTTER


def _beside(made: Iterable[Panel], parties: Mapping[str, Party]) -> _Beside:
    said = [pair for panel in made for pair in _said(panel, parties)]
    names = max(width(name, SIZE) for name, _, _ in said)
    words = max(width(text, SIZE, bold=True) for _, text, _ in said)
    return _Beside(math.ceil(min(names, NAMES)), math.ceil(min(words, WORDS)))


def _said(panel: Panel, parties: Mapping[str, Party]) -> Iterator[tuple[str, str, Mark | None]]:
    """Yield name and words of each position, and of what a party said instead of taking one."""
    for id, account in panel.row.accounts.items():
        name = xml_text(parties[id].name)
        if account.positions:
            yield from ((name, xml_text(mark.text), mark) for mark in panel.plot.marks if mark.party == id)
        elif text := RowPhrasing(panel.row).cell(id):
            yield name, xml_text(text), None


def _lines(panel: Panel, beside: _Beside, parties: Mapping[str, Party]) -> tuple[list[_Line], float]:
    """Return the lines of a panel, and how high they are together."""
    lines = []
    y = 0.0
    above = None
    for name, text, mark in _said(panel, parties):
        # The positions of one party stand together under its name.
        names = broken(name, beside.names, SIZE) if name != above else []
        words = broken(text, beside.words, SIZE, bold=mark is not None)
        lines.append(_Line(names, words, mark, y))
        y += max(len(names), len(words)) * LEADING + LINE_GAP
        above = name
    return lines, y


def _panel(panel: Panel, beside: _Beside, parties: Mapping[str, Party]) -> Spec:
    row, scale = panel.row, panel.plot.scale
    lines, height = _lines(panel, beside, parties)
    title: Spec = {
        "text": broken(xml_text(row_label(row, parties)), WIDTH, 14, bold=True),
        "anchor": "start",
        "frame": "group",
        "dx": -beside.whole,
        "fontSize": 14,
        "lineHeight": 18,
        "offset": 12,
    }
    if row.verdict in DISAGREEMENTS:
        title["subtitle"] = broken(xml_text(RowPhrasing(row).why), WIDTH, SMALL)
        title |= {"subtitleFontSize": SMALL, "subtitleLineHeight": SMALL_LEADING, "subtitleColor": GREY}
    drawn = [(line.mark, line.y + MIDDLE) for line in lines if panel.drawn and line.mark and line.mark.placed]
    x = _x(scale, xml_text(row.question.unit or ""), WIDTH - beside.whole)
    return {
        "title": title,
        "width": WIDTH - beside.whole,
        "height": height,
        "encoding": {"x": x if drawn else x | {"axis": None}, "y": _Y},
        "layer": [
            _words([(line.name, line.y) for line in lines if line.name], -beside.whole, INK),
            _words([(line.words, line.y) for line in lines if line.mark], -beside.words - GUTTER, INK, bold=True),
            _words([(line.words, line.y) for line in lines if not line.mark], -beside.words - GUTTER, GREY),
            *_intervals(drawn, scale),
            *_arrows(drawn, scale),
            *_points(drawn),
        ],
    }


# Places down the panel are pixels already.
_Y: Spec = {"field": "y", "type": "quantitative", "scale": None, "axis": None}


def _x(scale: Scale, unit: str, room: float) -> Spec:
    axis: Spec = {
        "values": list(scale.ticks),
        # Only figures are in this, no text from a claim file.
        "labelExpr": f"{json.dumps(_tick_labels(scale, room))}[indexof({json.dumps(scale.ticks)}, datum.value)]",
        "labelFlush": True,
        "labelOverlap": False,
        "labelColor": GREY,
        "labelFontSize": SMALL,
        "labelPadding": 5,
        "domain": False,
        "ticks": False,
        "gridColor": {"condition": {"test": "datum.value === 0", "value": ZERO}, "value": PALE},
        "title": ", ".join(part for part in (unit, scale.oddity) if part) or None,
        # Left of the labels, on their line.
        "titleAlign": "right",
        "titleBaseline": "top",
        "titleX": -GUTTER,
        "titleY": 5,
        "titleColor": GREY,
        "titleFontSize": SMALL,
        "titleFontWeight": "normal",
    }
    kind: Spec = {"type": "log"} if scale.log else {"type": "linear", "zero": False}
    return {
        "field": "x",
        "type": "quantitative",
        "scale": kind | {"domain": [scale.low, scale.high], "nice": False},
        "axis": axis,
    }


def _tick_labels(scale: Scale, room: float) -> list[str]:
    """Return the labels of the ticks: both ends, and between them those that have room; empty for the others."""
    labels = [tick_label(tick) for tick in scale.ticks]
    widths = [width(label, SMALL) for label in labels]
    free, until = widths[0] + GUTTER, room - widths[-1] - GUTTER
    for number in range(1, len(labels) - 1):
        start = scale.at(scale.ticks[number]) * room - widths[number] / 2
        if free <= start and start + widths[number] <= until:
            free = start + widths[number] + GUTTER
        else:
            labels[number] = ""
    return labels


def _words(said: list[tuple[list[str], float]], x: float, color: str, *, bold: bool = False) -> Spec:
    return {
        "data": {"values": [{"text": lines, "y": y} for lines, y in said]},
        "mark": {
            "type": "text",
            "lineHeight": LEADING,
            "color": color,
            "fontWeight": "bold" if bold else "normal",
        },
        "encoding": {"text": {"field": "text"}, "x": {"value": x}},
    }


Drawn = list[tuple[Mark, float]]


def _layer(values: list[Spec], mark: Spec, **encoding: Spec) -> Iterator[Spec]:
    """Yield a layer, none where there is nothing to draw."""
    if values:
        made: Spec = {"data": {"values": values}, "mark": mark}
        yield made | {"encoding": encoding} if encoding else made


def _intervals(drawn: Drawn, scale: Scale) -> Iterator[Spec]:
    """Yield the lines of what the positions allow."""
    for denied, look in (
        (False, {"color": BAND, "strokeWidth": 5}),
        (True, {"color": GREY, "strokeDash": [3, 3]}),
    ):
        spans = [(*_span(mark, scale), y) for mark, y in drawn if mark.denies == denied]
        values = [{"x": low, "to": high, "y": y} for low, high, y in spans if low < high]
        yield from _layer(values, {"type": "rule", **look}, x2={"field": "to"})


def _span(mark: Mark, scale: Scale) -> tuple[float, float]:
    bounds = [value for value in (mark.low, mark.high, *mark.stated) if value is not None]
    return (scale.low if mark.low is None else min(bounds)), (scale.high if mark.high is None else max(bounds))


def _arrows(drawn: Drawn, scale: Scale) -> Iterator[Spec]:
    """Yield the heads of the open ends."""
    for denied, look in ((False, {"fill": BAND, "strokeWidth": 0}), (True, {"fill": "white", "stroke": GREY})):
        for shape, end in (("triangle-left", scale.low), ("triangle-right", scale.high)):
            values = [
                {"x": end, "y": y}
                for mark, y in drawn
                if mark.denies == denied and (mark.low if end == scale.low else mark.high) is None
            ]
            yield from _layer(values, {"type": "point", "shape": shape, "size": 110, "opacity": 1, **look})


def _points(drawn: Drawn) -> Iterator[Spec]:
    """Yield the figures that were stated: hollow where the position leaves one out, crossed where it is denied."""
    looks: dict[str, Spec] = {
        "filled": {"shape": "circle", "fill": INK, "stroke": INK, "size": 80},
        "hollow": {"shape": "circle", "fill": "white", "stroke": INK, "strokeWidth": 2, "size": 80},
        "crossed": {"shape": "M-1,-1L1,1M1,-1L-1,1", "stroke": INK, "strokeWidth": 2, "size": 55},
    }
    for look, mark in looks.items():
        values = [{"x": value, "y": y} for drawn_mark, y in drawn for value in _figures(drawn_mark, look)]
        yield from _layer(values, {"type": "point", "opacity": 1, **mark})


def _figures(mark: Mark, look: str) -> Iterator[float]:
    for value in mark.stated:
        if look == ("crossed" if mark.denies else "filled" if mark.includes(value) else "hollow"):
            yield value


def _caption(made: list[Panel], comparison: Comparison) -> Spec:
    claims = [mark.claim for panel in made for mark in panel.plot.marks]
    sources = dict.fromkeys(id for claim in claims for id in claim.sources)
    texts = [" ".join(_key(made)), f"Sources: {outlet_names(sources, comparison.sources)}" if sources else ""]
    lines = [line for text in texts if text for line in broken(xml_text(text), WIDTH, SMALL)]
    return {
        "data": {"values": [{"text": lines}]},
        "width": 1,
        "height": len(lines) * SMALL_LEADING,
        "mark": {"type": "text", "fontSize": SMALL, "lineHeight": SMALL_LEADING, "color": GREY},
        "encoding": {
            "text": {"field": "text"},
            "x": {"value": -_beside(made, comparison.parties).whole},
            "y": {"value": 0},
        },
    }


def _key(made: list[Panel]) -> Iterator[str]:
    """Yield a sentence for each thing drawn that a reader has to know."""
    marks = [mark for panel in made for mark in panel.drawn]
    looks = {look for mark in marks for look in ("filled", "hollow", "crossed") if any(_figures(mark, look))}
    asserted = [mark for mark in marks if not mark.denies]
    if "filled" in looks:
        yield "A point is a figure that was stated."
    if "hollow" in looks:
        yield "A hollow point is a figure that was stated but is itself left out."
    if any(mark.low != mark.high for mark in asserted):
        yield "A line is what the words allow."
    if any(None in (mark.low, mark.high) for mark in marks):
        yield "An arrow is an end left open."
    if any(mark.denies for mark in marks):
        yield "Crossed or dashed is what a party denies."
    if any(panel.plot.scale.log for panel in made if panel.drawn):
        yield "On a log scale equal distances are equal ratios."
