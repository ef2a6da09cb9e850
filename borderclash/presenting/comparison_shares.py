"""The events of a comparison share by share: each is compared and shown by itself, perhaps by another process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from borderclash.comparing.rows import Comparison, Summary, together
from borderclash.presenting.blocks import Section
from borderclash.presenting.comparison_view import ComparisonView, Detail
from borderclash.presenting.event_tables import Records
from borderclash.presenting.records import Document, Record, Value, Written


@dataclass(frozen=True, slots=True)
class Share:
    """What some of the events come to, in that form alone which a format takes."""

    summary: Summary
    sections: Sequence[Section] = ()
    records: Sequence[Written] = ()
    flat: Sequence[Sequence[Value]] = ()
    tables: Sequence[Records] = ()


class JoinedView(ComparisonView):
    """The view of a comparison made share by share: each is taken once, and all are summed up behind the last."""

    def __init__(self, comparison: Comparison, detail: Detail, shares: Iterable[Share]) -> None:
        super().__init__(comparison, detail)
        self.shares = shares
        self._summaries: list[Summary] = []

    def _each(self) -> Iterator[Share]:
        self._summaries.clear()
        for share in self.shares:
            self._summaries.append(share.summary)
            yield share

    @property
    def unfolded(self) -> ComparisonView:
        """This view: its shares were shown for the format that now takes them."""
        return self

    def summary(self) -> Summary:
        """Return how much there is in all shares that were taken."""
        return together(self._summaries)

    def sections(self) -> Iterable[Section]:
        return chain.from_iterable(share.sections for share in self._each())

    def records(self) -> Iterable[Document | Written]:
        return chain.from_iterable(share.records for share in self._each())

    def row_records(self) -> Iterable[Record | Written]:
        return chain.from_iterable(share.records for share in self._each())

    def flat(self) -> Iterable[Sequence[Value]]:
        return chain.from_iterable(share.flat for share in self._each())

    def event_records(self) -> Iterable[Records]:
        return chain.from_iterable(share.tables for share in self._each())
