"""The figures of an event as a picture to publish: what is drawn, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from borderclash.comparing.positions import Position
from borderclash.comparing.rows import Comparison, EventComparison, Row
from borderclash.language import comma, gettext, semicolon
from borderclash.model import Claim
from borderclash.presenting.phrasing.labels import event_line, filters_line, outlet_names, row_label
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.presenting.plots import Mark, RangePlot, range_plot, replaced
from borderclash.presenting.step_plots import StepPlot, step_plot
from borderclash.presenting.withheld import first_line
from borderclash.values.times import in_words
from borderclash.vocabulary import DISAGREEMENTS


class Line(NamedTuple):
    """A line of a panel: a party and its words, and the place of its position, if it takes one."""

    party: str
    words: str
    mark: Mark | None = None


class Panel(NamedTuple):
    """A row of the picture: the ``sentence`` of a disagreement, ``steps`` of a total, its words ``over_time``."""

    label: str
    sentence: str
    plot: RangePlot
    lines: tuple[Line, ...]
    steps: StepPlot | None = None
    over_time: tuple[tuple[str, str], ...] = ()


class Chart(NamedTuple):
    """The panels of an event, of which there is at least one.

    ``about`` is what stands under the title, ``sources`` the names of the sources behind the positions, and
    ``alternative`` has the lines for whoever does not see the picture: all that it shows.
    """

    id: str
    title: str
    about: tuple[str, ...]
    panels: tuple[Panel, ...]
    sources: str
    alternative: tuple[str, ...]


def chart(event: EventComparison, comparison: Comparison) -> Chart | None:
    """Return the picture of an event; ``None`` where no row of it has figures."""
    plots = [(row, plot) for row in event.rows if (plot := range_plot(row, event.event.timezone))]
    if not plots:
        return None
    first = [first_line()] if comparison.shows_withheld else []
    panels = tuple(_panel(row, plot, comparison) for row, plot in plots)
    line = event_line(event)
    # Which event it is of, its title says.
    filters = filters_line({name: words for name, words in comparison.filters.items() if name != "event"})
    as_of = gettext("As it stood at the end of {day}", day=in_words(comparison.as_of)) if comparison.as_of else ""
    accounts = [(row.question, account) for row, _ in plots for account in row.accounts.values()]
    said = [claim for _, account in accounts for position in account.positions for claim in _behind(position)]
    said += (claim for question, account in accounts for claim in replaced(question, account))
    return Chart(
        id=event.event.id,
        title=event.event.title,
        about=tuple(part for part in (*first, line, as_of, filters) if part),
        panels=panels,
        sources=outlet_names([id for claim in said for id in claim.sources], comparison.sources),
        alternative=(*first, _about_all(event, comparison.as_of, filters), *map(_alternative, panels)),
    )


def _about_all(event: EventComparison, as_of: str | None, filters: str) -> str:
    """Return the line for whoever does not see the picture on what it is of; *filters* are those that made it."""
    about = comma().join(part for part in (event.event.title, event_line(event)) if part)
    if as_of:
        line = gettext("Range plots. {event}, as it stood at the end of {day}.", event=about, day=in_words(as_of))
    else:
        line = gettext("Range plots. {event}.", event=about)
    return f"{line} {filters}" if filters else line


def _behind(position: Position) -> Iterator[Claim]:
    """Yield the claims of all that is drawn of a position."""
    for one in position.series or (position,):
        yield from one.parts or one.wordings


def _panel(row: Row, plot: RangePlot, comparison: Comparison) -> Panel:
    words, steps = RowPhrasing(row), step_plot(row)
    return Panel(
        label=row_label(row, comparison.parties),
        sentence=words.why if row.verdict in DISAGREEMENTS else "",
        plot=plot,
        lines=tuple(_lines(row, words, iter(plot.marks))),
        steps=steps,
        over_time=tuple(_cells(row, words)) if row.question.cumulative or plot.has_earlier else (),
    )


def _cells(row: Row, words: RowPhrasing) -> Iterator[tuple[str, str]]:
    for id, account in row.accounts.items():
        if text := words.cell(id):
            yield account.party.name, text


def _lines(row: Row, words: RowPhrasing, marks: Iterator[Mark]) -> Iterator[Line]:
    """Yield a line for each position, which *marks* has in order, and for what is said instead of taking one."""
    for id, account in row.accounts.items():
        if account.positions:
            for position in account.positions:
                yield Line(account.party.name, words.words.stated(position), next(marks))
        elif text := words.cell(id):
            yield Line(account.party.name, text)


def _alternative(panel: Panel) -> str:
    """Return the line for whoever does not see a panel: what each party says, and in what they differ."""
    odd = panel.plot.scale.oddity
    label = f"{panel.label} ({odd})" if odd else panel.label
    words: dict[str, dict[str, None]] = {}
    for party, text in panel.over_time or [(line.party, line.words) for line in panel.lines]:
        words.setdefault(party, {})[text] = None
    said = semicolon().join(
        gettext("{label}: {text}", label=party, text=" / ".join(texts)) for party, texts in words.items()
    )
    return f"{label}. {said}. {panel.sentence}".rstrip()
