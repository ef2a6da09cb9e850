"""A feed of what changed: an entry for each row whose verdict, gap or accounts are others than before.

An entry says what the parties say and how their accounts stand, and neither who spoke for them nor where: what is
withheld today may stand in versions of yesterday.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from borderclash.comparing.differences import model
from borderclash.comparing.rows import Row
from borderclash.model import Claim, Dataset
from borderclash.presenting.blocks import Item
from borderclash.presenting.difference_view import DifferenceView, Moment
from borderclash.presenting.phrasing import changes, labels
from borderclash.problems import UsageError
from borderclash.text.escaping import is_web_address

# Of all ids that borderclash gives, so that no other program gives the same.
IDS = UUID("5f1f3c9a-6a0b-4a55-9b5c-2f4d0c6f8e17")


class Entry(NamedTuple):
    """What changed on one row: a title, a sentence, and a line for its verdicts and each change of a claim."""

    id: str
    title: str
    summary: str
    items: tuple[Item, ...]
    event: str
    event_title: str
    question: str
    updated: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries, the newest first; ``authors`` answer for the claims, ``page`` is the address that has them all."""

    id: str
    title: str
    authors: tuple[str, ...]
    updated: datetime
    entries: tuple[Entry, ...]
    page: str | None = None


def feed(
    dataset: Dataset, names: Iterable[str], newest: datetime, entries: Iterable[Entry], page: str | None = None
) -> Feed:
    """Return a feed of *entries*, changes of *dataset*; *names* say of which part, and tell it from other feeds.

    It was updated with the last of them, without any at *newest*. Raises `UsageError` for a *page* that is no
    address of the web.
    """
    if page is not None and not is_web_address(page):
        help = "write it in full: --page https://example.org/page.html"
        raise UsageError(f"`{page}` is no address of a page", help)
    made = tuple(entries)
    updated = max((entry.updated for entry in made), default=newest)
    first = dataset.events[0].id if dataset.events else None
    id = _id("feed", dataset.title or first, sorted(names))
    return Feed(id, changes.feed_title(dataset.title), dataset.by or (changes.nobody(),), updated, made, page)


def of_difference(view: DifferenceView) -> Feed:
    """Return a difference as a feed; raises `UsageError` where it is not known when it was made."""
    if view.moment is None:
        raise UsageError("a feed says when it was made, and no day is given", "give one: diff(old, new, made=day)")
    return feed(view.difference.new, (), view.moment.updated, entries(view.difference, view.moment))


def entries(
    difference: model.Difference, moment: Moment, wanted: Callable[[str, str], bool] | None = None
) -> Iterator[Entry]:
    """Yield an entry for each row that changed; *wanted* says of which events and questions, by their ids."""
    view = DifferenceView(difference, "", "")
    for event in difference.events:
        for question in event.questions:
            if wanted is None or wanted(event.there.id, question.there.id):
                for row in filter(_is_told, question.rows):
                    yield _entry(view, event, question, row, moment)


def _is_told(row: model.RowChange) -> bool:
    """Say whether a row is another to its readers; what the curator corrected in a record is not told."""
    said = any(claim.kind != "corrected" for claim in row.claims)
    return said or row.changed or row.status != "changed"


def _entry(
    view: DifferenceView,
    event: model.EventChange,
    question: model.QuestionChange,
    row: model.RowChange,
    moment: Moment,
) -> Entry:
    difference = view.difference
    parties = (difference.new if row.new else difference.old).parties
    claims = [claim for claim in row.claims if claim.kind != "corrected"]
    names = dict.fromkeys(view.parties[claim.there.party].name for claim in claims)
    there = row.there
    authored = moment.authored.isoformat() if moment.authored else None
    change = [row.both(_state), [(claim.kind, *claim.both(_said)) for claim in claims], authored]
    return Entry(
        _id(event.there.id, question.there.id, there.subject, there.scope, change),
        changes.title(labels.row_label(there, parties), row, list(names)),
        changes.summary(event, row),
        view.lines_of(question, row),
        event.there.id,
        event.there.title,
        question.there.id,
        moment.updated,
    )


def _state(row: Row) -> list[object]:
    return [row.verdict, row.gap.exported if row.gap else None]


def _said(claim: Claim) -> list[object]:
    """Return what a claim says, and nothing of what may be withheld: from an id it could be found by trying."""
    return [claim.party, claim.stance, claim.value, claim.hedge, claim.measure, claim.stated, claim.of]


def _id(*parts: object) -> str:
    """Return the id of what *parts* say, the same on every machine and in every language."""
    return uuid5(IDS, json.dumps(parts, default=str)).urn


def distinct(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries, the newest first; of those that are one and the same change the newest."""
    seen: dict[str, None] = {}
    for entry in entries:
        if entry.id not in seen:
            seen[entry.id] = None
            yield entry
