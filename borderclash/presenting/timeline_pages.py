"""What a page of histories has, the same in every format for people."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from borderclash.comparing.rows import Comparison, EventComparison
from borderclash.comparing.timeline import History, histories
from borderclash.model import Claim
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.presenting.timeline_wording import PUBLISHED, Made, Wording
from borderclash.rendering.old_marks import NOTE_MARK, note_meaning
from borderclash.vocabulary import DISAGREEMENTS

AT_ONCE = "Disagreements told in one moment"
QUIET = "Told in one moment, without disagreement"
WHEN_IT_COUNTS = "A day, a month or a stretch of time counts once it is over."
NOTE_MEANS = f"{NOTE_MARK}: {note_meaning('borderclash compare --sources shows it')}"
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

    table: EventComparison
    through_time: tuple[Told, ...]
    at_once: tuple[Told, ...]
    quiet: Mapping[str, Sequence[str]]
    timezone: str | None
    published: bool


def sheet(table: EventComparison, comparison: Comparison) -> Sheet:
    """Return the rows of a table with their histories, sorted by how much there is to tell."""
    through_time: list[Told] = []
    at_once: list[Told] = []
    quiet: list[tuple[int, str, str]] = []
    times: set[str] = set()
    for history in histories(table):
        words = Wording(history, table.event, comparison.sources, notes=True)
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


def at_once(told: Told) -> str:
    """Return what is told of a row in one moment, or in none that is known."""
    steps = told.history.steps
    if not steps:
        return f"undated: {RowPhrasing(told.history.row).why}{told.words.row.note(_claims(told.history))}"
    words = told.words
    why = words.why_row(steps[0])
    heard = "; ".join(f"{one.party.name} {words.says(one)}" for one in steps[0].heard)
    text = f"{words.of_step(steps[0])}: {why or heard}"
    undated = words.undated()
    return f"{text.removesuffix('.')}. {undated}" if undated else text


def made(told: Told, number: int) -> list[Made]:
    """Return what a step made of the row's disagreements, and of the row where that is news."""
    then = told.words.row_then(number)
    return [*told.words.changes(told.history.steps[number]), *([then] if then else [])]


class Counted:
    """What the foot of a page says of the sheets above it."""

    def __init__(self) -> None:
        self.through_time = 0
        self.rows = 0
        self.published = False
        self.noted = False

    def add(self, sheet: Sheet) -> None:
        """Count the rows of a sheet."""
        self.through_time += len(sheet.through_time)
        self.rows += len(sheet.through_time) + len(sheet.at_once) + sum(map(len, sheet.quiet.values()))
        self.published = self.published or sheet.published
        told = (*sheet.through_time, *sheet.at_once)
        self.noted = self.noted or any(claim.note for one in told for claim in _claims(one.history))

    def line(self) -> str:
        """Return one line that counts the rows."""
        if not self.rows:
            return "no rows"
        rows = f"{self.rows} row{'' if self.rows == 1 else 's'}"
        return (
            f"{rows}: {self.through_time} told in several moments, {self.rows - self.through_time} in one or none"
        )

    def notes(self) -> list[str]:
        """Return what the times mean, and the mark of a note."""
        shown = ((WHEN_IT_COUNTS, self.rows), (PUBLISHED_MEANS, self.published), (NOTE_MEANS, self.noted))
        return [text for text, occurs in shown if occurs]


def _claims(history: History) -> Iterator[Claim]:
    return (claim for account in history.row.accounts.values() for claim in account.claims)
