"""What a page of histories has, the same in every format for people."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from borderclash.compare import Comparison, Table
from borderclash.model import Claim
from borderclash.timelines.timeline import History, histories
from borderclash.timelines.wording import PUBLISHED, Wording
from borderclash.vocabulary import DISAGREEMENTS, Verdict
from borderclash.writers import labels

AT_ONCE = "Disagreements told in one moment"
QUIET = "Told in one moment, without disagreement"
WHEN_IT_COUNTS = "A day, a month or a stretch of time counts once it is over."
PUBLISHED_MEANS = "(published): no time is given of when it was said, and that of its source stands for it."


class Told(NamedTuple):
    """A row with its label, its history and the words for it."""

    label: str
    history: History
    words: Wording


class Sheet(NamedTuple):
    """The rows of an event, by how much there is to tell of each.

    ``through_time`` are those with several moments; ``at_once`` those with one, or none, that disagree or that
    undated claims have a part in; ``quiet`` the labels of all others, by when they were told. ``timezone`` is
    that of the clock times, if there are any; ``published`` says whether a source's date stands for a time.
    """

    table: Table
    through_time: tuple[Told, ...]
    at_once: tuple[Told, ...]
    quiet: Mapping[str, Sequence[str]]
    timezone: str | None
    published: bool


def sheet(table: Table, comparison: Comparison) -> Sheet:
    """Return the rows of a table with their histories, sorted by how much there is to tell."""
    through_time: list[Told] = []
    at_once: list[Told] = []
    quiet: list[tuple[int, str, str]] = []
    times: set[str] = set()
    for history in histories(table):
        words = Wording(history, table.event, comparison.sources)
        told = Told(labels.row_label(history.row, comparison.parties), history, words)
        times.update(map(words.when, _claims(history)))
        if len(history.steps) > 1:
            through_time.append(told)
        elif history.row.verdict in DISAGREEMENTS or history.disagreements or (history.steps and history.undated):
            at_once.append(told)
        elif history.steps:
            quiet.append((history.steps[0].end, words.of_step(history.steps[0]), told.label))
        else:
            quiet.append((sys.maxsize, "undated" if history.undated else "no claim", told.label))
    by_moment: dict[str, list[str]] = {}
    for _, moment, label in sorted(quiet, key=itemgetter(0)):
        by_moment.setdefault(moment, []).append(label)
    timezone = table.event.timezone if any(":" in time for time in times) else None
    published = any(time.endswith(PUBLISHED) for time in times)
    return Sheet(table, tuple(through_time), tuple(at_once), by_moment, timezone, published)


def notes(sheets: Sequence[Sheet]) -> list[str]:
    """Return what the times mean."""
    if not any(sheet.through_time or sheet.at_once or sheet.quiet for sheet in sheets):
        return []
    return [WHEN_IT_COUNTS, *([PUBLISHED_MEANS] if any(sheet.published for sheet in sheets) else [])]


def at_once(told: Told) -> str:
    """Return what is told of a row in one moment, or in none that is known."""
    steps = told.history.steps
    if not steps:
        return f"undated: {told.history.row.why}"
    words = told.words
    why = words.why_row(steps[0])
    heard = "; ".join(f"{one.party.name} {words.says(one)}" for one in steps[0].heard)
    text = f"{words.of_step(steps[0])}: {why or heard}"
    undated = words.undated()
    return f"{text.removesuffix('.')}. {undated}" if undated else text


def step_lines(told: Told, number: int) -> Iterator[tuple[Verdict, str]]:
    """Yield what a step made of the row's disagreements, with the verdict that each comes to."""
    step = told.history.steps[number]
    yield from told.words.changes(step)
    if then := told.words.row_then(number):
        yield step.verdict, then


def counts(sheets: Sequence[Sheet]) -> str:
    """Return one line that counts the rows."""
    through, once, quiet = (
        sum(len(one) for one in of_sheets)
        for of_sheets in (
            [sheet.through_time for sheet in sheets],
            [sheet.at_once for sheet in sheets],
            [labels for sheet in sheets for labels in sheet.quiet.values()],
        )
    )
    rows = through + once + quiet
    if not rows:
        return "no rows"
    return (
        f"{rows} row{'' if rows == 1 else 's'}: {through} told in several moments, {once + quiet} in one or none"
    )


def _claims(history: History) -> Iterator[Claim]:
    return (claim for account in history.row.accounts.values() for claim in account.claims)
