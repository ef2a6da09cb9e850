"""What a format that unfolds a row shows beyond its cells: plots, its course through time, and its paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from borderclash.comparing.rows import Comparison, EventComparison, Mirror, Row
from borderclash.presenting import blocks
from borderclash.presenting.moments import moments
from borderclash.presenting.phrasing import prose
from borderclash.presenting.plots import range_plot
from borderclash.presenting.step_plots import step_plot


def with_plots(shown: blocks.Row, of: Row, event: EventComparison) -> blocks.Row:
    """Return a row as it is *shown* with where its figures stand."""
    return shown._replace(plot=range_plot(of, event.event.timezone), steps=step_plot(of))


def with_course(
    shown: blocks.Row, of: Row | Mirror, rows: Iterable[Row], event: EventComparison, comparison: Comparison
) -> blocks.Row:
    """Return a row as it is *shown* with its paragraph, and what was said on *rows* through time."""
    among = comparison.parties, comparison.sources
    words = prose.of_mirror(of, *among) if isinstance(of, Mirror) else prose.of_row(of, *among)
    return shown._replace(moments=moments(rows, event.event, comparison.sources), prose=words)
