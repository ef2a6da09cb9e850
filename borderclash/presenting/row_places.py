"""The rows of an event beside each other: what each is called by, and where it stands by other orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from borderclash.comparing import selection
from borderclash.comparing.rows import EventComparison
from borderclash.vocabulary import SortKey

# Besides the order of the file, what a reader may sort the rows by.
ORDERS: tuple[SortKey, ...] = ("gap", "ratio")


def row_ids(event: EventComparison) -> list[str]:
    """Return the id of each row, and behind them of each mirror.

    They are those of event and question, and the number of the row where a question has several.
    """
    questions = [*(row.question.id for row in event.rows), *(f"{m.question.id}.mirror" for m in event.mirrors)]
    asked: Counter[str] = Counter()
    ids = []
    for question in questions:
        asked[question] += 1
        number = asked[question]
        ids.append(f"{event.event.id}.{question}" + (f".{number}" if number > 1 else ""))
    return ids


def row_places(event: EventComparison) -> Sequence[tuple[int, ...]]:
    """Return for each row, and behind them for each mirror, its place among all in each of `ORDERS`."""
    gaps = [row.gap for row in event.rows] + [mirror.gap for mirror in event.mirrors]
    by_order = []
    for key in ORDERS:
        ordered = sorted(range(len(gaps)), key=lambda number: selection.gap_order(gaps[number], key))
        places = {number: place for place, number in enumerate(ordered)}
        by_order.append([places[number] for number in range(len(gaps))])
    return list(zip(*by_order, strict=True))
