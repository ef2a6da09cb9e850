"""The words for whoever does not see a figure: all that it shows, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from borderclash.comparing.rows import Comparison, EventComparison, Row
from borderclash.escaping import xml_text
from borderclash.model import Party
from borderclash.presenting.phrasing.labels import event_line, row_label
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.presenting.plots import RangePlot
from borderclash.vocabulary import DISAGREEMENTS


def alt_text(table: EventComparison, plots: Iterable[tuple[Row, RangePlot]], comparison: Comparison) -> str:
    """Return a line on the figure, and one for each row in it: what each party says, and in what they differ."""
    when = f"as it stood at the end of {comparison.as_of}" if comparison.as_of else ""
    about = ", ".join(part for part in (table.event.title, event_line(table), when) if part)
    rows = (_row(row, plot, comparison.parties) for row, plot in plots)
    return "\n".join(xml_text(line) for line in (f"Range plots. {about}.", *rows))


def _row(row: Row, plot: RangePlot, parties: Mapping[str, Party]) -> str:
    odd = f" ({plot.scale.oddity})" if plot.scale.oddity else ""
    said = "; ".join(f"{parties[id].name}: {words}" for id, words in _said(row, plot))
    why = f" {RowPhrasing(row).why}" if row.verdict in DISAGREEMENTS else ""
    return f"{row_label(row, parties)}{odd}. {said}.{why}"


def _said(row: Row, plot: RangePlot) -> Iterator[tuple[str, str]]:
    """Yield each party that says anything, with the words that stand beside its marks."""
    for id, account in row.accounts.items():
        words = dict.fromkeys(mark.text for mark in plot.marks if mark.party == id)
        if text := " / ".join(words) if account.positions else RowPhrasing(row).cell(id):
            yield id, text
