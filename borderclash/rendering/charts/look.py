"""How the figures of a chart look: sizes in pixels, colours, and layers of words and shapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

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


def layer(values: list[Spec], mark: Spec, **encoding: Spec) -> Iterator[Spec]:
    """Yield a layer, none where there is nothing to draw."""
    if values:
        made: Spec = {"data": {"values": values}, "mark": mark}
        yield made | {"encoding": encoding} if encoding else made
