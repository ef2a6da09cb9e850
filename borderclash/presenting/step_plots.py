"""Step plots: what each party counted over time, of a running total, a line a party. Pure, as range plots are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from borderclash.comparing.positions import Position
from borderclash.comparing.rows import Row
from borderclash.language import comma
from borderclash.presenting.plots import Mark, Scale, figure_scale, mark_of, time_scale_of
from borderclash.presenting.time_scale import ticks_between
from borderclash.values import KINDS
from borderclash.values.time_points import DAY, LONGEST_DAY, SECOND


class Point(NamedTuple):
    """A figure of a running total: where its day stands on the scale of time, and the figure."""

    at: float
    mark: Mark


class Line(NamedTuple):
    """The figures of a party in order of their days."""

    party: str
    points: tuple[Point, ...]

    def corners(self) -> Iterator[tuple[float, float]]:
        """Yield the corners of the line, day and figure: a total stays what it is until the next one."""
        before: float | None = None
        for point in self.points:
            if point.mark.stated:
                if before is not None:
                    yield point.at, before
                before = point.mark.stated[0]
                yield point.at, before


class StepPlot(NamedTuple):
    """The running totals of a row over time: a scale of figures, one of times, and the lines of the parties."""

    scale: Scale
    times: Scale
    lines: tuple[Line, ...]
    unit: str = ""

    @property
    def about(self) -> str:
        """What stands beside the scale of figures: the unit, and what is odd about the scale."""
        return comma().join(part for part in (self.unit, self.scale.oddity) if part)


def step_plot(row: Row) -> StepPlot | None:
    """Return the step plot of a row; ``None`` where it is no running total, or has figures of one time alone."""
    question = row.question
    if not question.cumulative:
        return None
    series = [
        (account.party.name, told)
        for account in row.accounts.values()
        for position in account.positions
        if (told := _dated(position))
    ]
    instants = [at for _, told in series for _, at in told]
    figures = [figure for _, told in series for one, _ in told if (figure := question.figure(one.claim))]
    if len(set(instants)) < 2 or not any(figure.stated for figure in figures):
        return None
    scale = figure_scale(figures, whole=KINDS[question.kind].counts)
    times, _ = time_scale_of(ticks_between(min(instants), max(instants), question.timezone))

    def point(party: str, one: Position, at: int) -> Point:
        return Point(at / SECOND, mark_of(question, party, one.claim, scale, derived=one.derived))

    lines = tuple(Line(party, tuple(point(party, one, at) for one, at in told)) for party, told in series)
    return StepPlot(scale, times, lines, question.unit or "")


def _dated(position: Position) -> list[tuple[Position, int]]:
    """Return the figures that a position asserts, each with the beginning of its day, of a stretch of its last."""
    if position.stance != "asserts":
        return []
    told = position.series or (position,)
    return [(one, day[0] if day[1] - day[0] <= LONGEST_DAY else day[1] - DAY) for one in told if (day := one.day)]
