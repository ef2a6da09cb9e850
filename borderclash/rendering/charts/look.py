"""How the figures of a chart look: sizes in pixels, colours, and layers of words and shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from borderclash.presenting.plots import Scale, tick_labels
from borderclash.rendering.charts.typesetting import width

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
# What a party stated before: as dark as it takes to be told from the ground.
FADED = "#8a97a3"
Spec = dict[str, Any]


def words(said: Sequence[tuple[list[str], float]], x: float, color: str, *, bold: bool = False) -> Spec:
    """Return a layer of texts, each in lines, that begin at one place."""
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


def axis(field: str, scale: Scale, labels: Sequence[str], **look: object) -> Spec:
    """Return the encoding of a field on a scale, with *labels* for its ticks; *look* says more of its axis."""
    kind: Spec = {"type": "log"} if scale.log else {"type": "linear", "zero": False}
    return {
        "field": field,
        "type": "quantitative",
        "scale": kind | {"domain": [scale.low, scale.high], "nice": False},
        "axis": {
            "values": list(scale.ticks),
            # Only figures and days are in this, no text from a claim file.
            "labelExpr": f"{json.dumps(labels)}[indexof({json.dumps(scale.ticks)}, datum.value)]",
            "labelFlush": field == "x",
            "labelOverlap": False,
            "labelColor": GREY,
            "labelFontSize": SMALL,
            "labelPadding": 5,
            "domain": False,
            "ticks": False,
            **look,
        },
    }


def across(scale: Scale, room: float, **look: object) -> Spec:
    """Return the axis across a plot so many pixels wide, with the labels that have room; *look* as in `axis`."""
    labelled = dict(tick_labels(scale, room, lambda label: width(label, SMALL), GUTTER))
    return axis("x", scale, [labelled.get(tick, "") for tick in scale.ticks], **look)


def layer(values: list[Spec], mark: Spec, **encoding: Spec) -> Iterator[Spec]:
    """Yield a layer, none where there is nothing to draw."""
    if values:
        made: Spec = {"data": {"values": values}, "mark": mark}
        yield made | {"encoding": encoding} if encoding else made
