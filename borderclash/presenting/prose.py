"""A comparison as prose: a paragraph a row, event by event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from borderclash.comparing.mirrors import MirroredRows
from borderclash.comparing.rows import Comparison, EventComparison
from borderclash.language import gettext
from borderclash.presenting.blocks import Block, Foot, Heading, Note, Section, text
from borderclash.presenting.comparison_view import speaks_alone
from borderclash.presenting.phrasing import labels, prose

if TYPE_CHECKING:
    from borderclash.presenting.comparison_view import ComparisonView


def blocks(view: ComparisonView) -> Iterator[Block]:
    """Yield the blocks of a comparison as prose: headings and paragraphs alone."""
    comparison = view.comparison
    yield from labels.first(shows_withheld=comparison.shows_withheld)
    yield from labels.head(comparison.title, comparison.as_of, comparison.filters)
    yield from (Note(text(line)) for line in labels.provenance_lines(view.provenance))
    for event in comparison.events:
        paragraphs = [Note(text(words)) for words in of_event(event, comparison)]
        about = [Note(text(line))] if (line := labels.event_line(event)) else []
        yield Section(Heading(text(event.event.title)), (*about, *paragraphs), event.event.id)
    if not comparison.events:
        yield Note(text(labels.counts(view.summary())))
    if view.summary().noted:
        yield Foot((Note(text(gettext("[note]: a claim has a note, which may limit the answer."))),))


def of_event(event: EventComparison, comparison: Comparison) -> Iterator[str]:
    """Yield the paragraph of each row of an event, a mirror's where its first row stands, none twice."""
    mirrored, shown = MirroredRows(event), set()
    parties, sources = comparison.parties, comparison.sources
    for row in event.rows:
        of_row = mirrored.mirrors(row) if event.mirrors else []
        if not (of_row and speaks_alone(row)):
            yield prose.of_row(row, parties, sources)
        for number in of_row:
            if number not in shown:
                shown.add(number)
                yield prose.of_mirror(event.mirrors[number], parties, sources)
