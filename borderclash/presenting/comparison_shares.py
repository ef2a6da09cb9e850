"""The events of a comparison share by share: each is compared and shown by itself, perhaps by another process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from borderclash.comparing.rows import Comparison, Summary, together
from borderclash.presenting.blocks import Section
from borderclash.presenting.comparison_view import ComparisonView, Detail
from borderclash.presenting.event_tables import Records
from borderclash.presenting.records import Document, Value, Written


@dataclass(frozen=True, slots=True)
class Share:
    """What some of the events come to, in that form alone which a format takes."""

    summary: Summary
    sections: Sequence[Section] = ()
    records: Sequence[Written] = ()
    flat: Sequence[Sequence[Value]] = ()
    tables: Sequence[Records] = ()


class JoinedView(ComparisonView):
    """The view of a comparison whose events were compared and shown share by share."""

    def __init__(self, comparison: Comparison, detail: Detail, shares: Sequence[Share]) -> None:
        super().__init__(comparison, detail)
        self.shares = shares

    @property
    def unfolded(self) -> ComparisonView:
        """This view: its shares were shown for the format that now takes them."""
        return self

    def summary(self) -> Summary:
        """Return how much there is in all shares."""
        return together(share.summary for share in self.shares)

    def sections(self) -> Iterable[Section]:
        """Yield each event for readers."""
        return chain.from_iterable(share.sections for share in self.shares)

    def records(self) -> Iterable[Document | Written]:
        """Yield each event as nested records."""
        return chain.from_iterable(share.records for share in self.shares)

    def flat(self) -> Iterable[Sequence[Value]]:
        """Yield the flat records of all events."""
        return chain.from_iterable(share.flat for share in self.shares)

    def event_records(self) -> Iterable[Records]:
        """Yield the records of each event for column tables."""
        return chain.from_iterable(share.tables for share in self.shares)
