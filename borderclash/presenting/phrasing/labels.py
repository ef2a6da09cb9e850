"""What the row of a table is called, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Comparison, EventComparison, Mirror, Row
from borderclash.model import Party, Question
from borderclash.text.folding import fold
from borderclash.values import KINDS
from borderclash.values.times import in_words
from borderclash.vocabulary import VERDICTS


def groups(table: EventComparison) -> Iterator[tuple[Question, list[Row]]]:
    """Yield the rows of a table, those of one question that stand together as one group."""
    for _, rows in groupby(table.rows, key=lambda row: row.question.id):
        group = list(rows)
        yield group[0].question, group


def question_label(question: Question) -> str:
    """Return a question's label with its measure and, where the label does not hold it, its unit."""
    unit = question.unit if question.unit and fold(question.unit) not in fold(question.label) else None
    details = ", ".join(part for part in (question.measure, unit) if part)
    return f"{question.label} ({details})" if details else question.label


def part_label(row: Row, parties: Mapping[str, Party], *, whole: bool) -> str:
    """Return what a row's subject and scope are, empty for neither; *whole* names the row without a scope."""
    return _part_label(row.subject, scope_label(row.scope) if whole else row.scope, parties)


def scope_label(scope: str | None) -> str:
    """Return what a row with this scope is called beside others of its question; without one it is the whole."""
    return scope or "in all"


def row_label(row: Row, parties: Mapping[str, Party]) -> str:
    """Return the label of a row that stands by itself: question, subject and scope."""
    return full_label(row.question, row.subject, row.scope, parties)


def full_label(question: Question, subject: str | None, scope: str | None, parties: Mapping[str, Party]) -> str:
    """Return the label of a question for one subject and one scope."""
    part = _part_label(subject, scope, parties)
    return f"{question_label(question)}: {part}" if part else question_label(question)


def _part_label(subject: str | None, scope: str | None, parties: Mapping[str, Party]) -> str:
    return ", ".join(part for part in (parties[subject].name if subject else None, scope) if part)


def counts(comparison: Comparison) -> str:
    """Return one line that counts the rows by verdict, and the mirrors."""
    verdicts = comparison.verdicts()
    rows = sum(verdicts.values())
    told = ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in VERDICTS if verdicts[verdict])
    mirrors = sum(len(table.mirrors) for table in comparison.events)
    line = f"{rows} row{'' if rows == 1 else 's'}: {told}" if rows else "no rows"
    return f"{line}; {mirrors} mirror{'' if mirrors == 1 else 's'}" if mirrors else line


def has_notes(comparison: Comparison) -> bool:
    """Say whether any claim has a note."""
    rows = (row for table in comparison.events for row in table.rows)
    return any(claim.note for row in rows for account in row.accounts.values() for claim in account.claims)


def event_line(table: EventComparison) -> str:
    """Return the dates and the place of an event, empty where the file gives neither."""
    event = table.event
    date = in_words(event.date) if event.date else None
    return ", ".join(part for part in (date, event.place) if part)


def mirror_label(mirror: Mirror) -> str:
    """Return the label of a mirror that stands by itself."""
    return f"{question_label(mirror.question)}, {mirror_part(mirror)}"


def mirror_part(mirror: Mirror) -> str:
    """Return what tells a mirror from the other rows of its question."""
    return ", ".join(part for part in (mirror.scope, "each of the other") if part)


def joint(row: Row, account: Account, parties: Mapping[str, Party]) -> str:
    """Return what stands between the label of a row and the answer of an account in one line.

    A figure follows its subject at once: ``Soldiers wounded: Pakistan 30``, but ``Drones carried explosives:
    Afghanistan: yes``. A denial would read as the subject's own, and a number behind a digit as one with it.
    """
    figure = KINDS[row.question.kind].owned and account.positions[0].stance == "asserts"
    if figure and row.subject and not row.scope and not parties[row.subject].name[-1:].isdigit():
        return " "
    return ": "
