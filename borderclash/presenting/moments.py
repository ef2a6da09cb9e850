"""A row through time, for a format that unfolds it: what was said in each moment, and its paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from borderclash.comparing.history import history
from borderclash.comparing.rows import Comparison, EventComparison, Mirror, Row
from borderclash.language import gettext
from borderclash.model import Event, Source
from borderclash.presenting import blocks
from borderclash.presenting.blocks import Item, List, Mark, Span, text
from borderclash.presenting.phrasing.histories import HistoryPhrasing, ShiftPhrase


def with_course(
    shown: blocks.Row, of: Row | Mirror, rows: Iterable[Row], event: EventComparison, comparison: Comparison
) -> blocks.Row:
    """Return a row as it is *shown* with its paragraph, and what was said on *rows* through time."""
    # Imported here: a timeline has no paragraphs.
    from borderclash.presenting.phrasing import prose

    among = comparison.parties, comparison.sources
    words = prose.of_mirror(of, *among) if isinstance(of, Mirror) else prose.of_row(of, *among)
    return shown._replace(moments=moments(rows, event.event, comparison.sources), prose=words)


def moments(rows: Iterable[Row], event: Event, sources: Mapping[str, Source]) -> List | None:
    """Return the statements of each row in order of time, with what became of it; ``None`` for a single moment."""
    phrased = [HistoryPhrasing(history(row), event, sources, notes=True) for row in rows if _has_moments(row)]
    if not phrased:
        return None
    title = gettext("Through time")
    if any(words.has_clock_times() for words in phrased):
        title = gettext("Through time, in {timezone}", timezone=event.timezone)
    return List(tuple(item for words in phrased for item in _items(words)), text(title))


def _has_moments(row: Row) -> bool:
    claims = [claim for account in row.accounts.values() for claim in account.claims]
    return len({claim.span[1] for claim in claims if claim.span}) > 1


def _items(words: HistoryPhrasing) -> Iterator[Item]:
    for statement, shifts in words.statements():
        said = (Span(statement.party.name, "strong"), Span(f" {words.says(statement)}"))
        yield Item(said, text(f"{words.when_stated(statement)} ", "quiet"), tuple(map(shift_item, shifts)))


def shift_item(shift: ShiftPhrase) -> Item:
    """Return what became of disagreements as an item."""
    lead = (Mark(shift.verdict, shift.verdict), Span(" "))
    return Item((Span(shift.verb, shift.verdict), Span(f" {shift.rest}")), lead)
