"""A difference in words, the same for every format: counts, rows, claims and fields. Plain text, not yet inert."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from borderclash.comparing.differences.model import (
    Change,
    ChangeKind,
    ClaimChange,
    Difference,
    EventChange,
    QuestionChange,
    RecordChange,
    RowChange,
)
from borderclash.comparing.rows import Row
from borderclash.model import Claim, Dataset, Party, Question
from borderclash.presenting.citations import details
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import claim_words
from borderclash.presenting.phrasing.numbers import ratio_label
from borderclash.values.times import in_words

WORDS: Mapping[ChangeKind, str] = {
    "added": "added",
    "revised": "revised by its party",
    "withdrawn": "withdrawn by its party",
    "changed": "changed in place",
    "corrected": "corrected by the curator",
    "removed": "removed",
}
NOT_GIVEN = "not given"
CHANGED_IN_PLACE = (
    "Changed in place: the file does not tell whether the party revised it or the record was wrong. To tell a "
    "revision, leave the old claim and add a new one with its day."
)
# What the first line of a change tells already.
IN_FIRST_LINE = ("value", "stance")
TIMES = ("stated", "date", "published", "retrieved")
NO_DIFFERENCES = "No differences."


class Names(NamedTuple):
    """What a reader knows the two versions by."""

    old: str
    new: str


class Told(NamedTuple):
    """A change in one line behind the word for it, with the lines that belong below it."""

    what: ChangeKind
    word: str
    line: str
    below: tuple[str, ...]


class Wording:
    """Puts a difference into words; ``arrow`` stands between what was and what is, ``times`` behind a ratio."""

    def __init__(
        self, difference: Difference, arrow: str = "\N{RIGHTWARDS ARROW}", times: str = "\N{MULTIPLICATION SIGN}"
    ) -> None:
        self.difference = difference
        self.arrow = arrow
        self.times = times

    def counts(self) -> list[str]:
        """Return a line a kind of thing that changed: claims, rows, events, questions, parties, sources."""
        found = self.difference
        claims = [f"{number} {WORDS[what]}" for what, number in found.claim_counts().items() if number]
        lines = [f"Claims: {', '.join(claims)}"] if claims else []
        turned = sum(row.changed for row in found.rows())
        groups: Sequence[tuple[str, Sequence[Any], int]] = (
            ("Rows", list(found.rows()), turned),
            ("Questions", list(found.questions()), sum(bool(q.fields) for q in found.questions())),
            ("Events", found.events, sum(bool(event.fields) for event in found.events)),
            ("Parties", found.parties, sum(bool(party.fields) for party in found.parties)),
            ("Sources", found.sources, sum(bool(source.fields) for source in found.sources)),
        )
        for noun, changes, other in groups:
            words = "with another verdict or gap" if noun == "Rows" else "changed"
            numbers = (
                (other, words),
                (sum(change.old is None for change in changes), "added"),
                (sum(change.new is None for change in changes), "removed"),
            )
            if told := [f"{number} {word}" for number, word in numbers if number]:
                lines.append(f"{noun}: {', '.join(told)}")
        return lines

    def notes(self) -> list[str]:
        """Return what a reader has to know about the words for the changes."""
        return [CHANGED_IN_PLACE] if self.difference.claim_counts()["changed"] else []

    def event(self, event: EventChange) -> str:
        """Return the title of an event, and whether it is new or gone."""
        there = event.new or event.old
        assert there is not None
        return there.title + _news(event, "event")

    def row(self, event: EventChange, question: QuestionChange, row: RowChange) -> str:
        """Return the label of a row, and whether it or its question is new or gone where its event is not."""
        side, there = (self.difference.new, row.new) if row.new else (self.difference.old, row.old)
        assert there is not None
        news = "" if _news(event, "event") else _news(question, "question") or _news(row, "row")
        return labels.row_label(there, side.parties) + news

    def question(self, question: QuestionChange) -> str:
        """Return the label of a question."""
        there = question.new or question.old
        assert there is not None
        return labels.question_label(there)

    def verdict(self, row: Row, marks: Mapping[str, str]) -> str:
        """Return a row's verdict with its mark, its gap and its ratio."""
        gap = ""
        if row.gap:
            ratio = ratio_label(row.gap, times=self.times)
            gap = f", gap {row.gap.words}{f' ({ratio})' if ratio else ''}"
        return f"{marks[row.verdict]} {row.verdict}{gap}"

    def fields(self, changes: Sequence[Change]) -> Iterator[str]:
        """Yield a line for each field: what it was, what it is."""
        for change in changes:
            old, new = (
                self._value(self.difference.old, change.field, change.old),
                self._value(self.difference.new, change.field, change.new),
            )
            yield f"{change.field}: {old} {self.arrow} {new}"

    def claims(self, question: QuestionChange, row: RowChange) -> Iterator[Told]:
        """Yield the changes of a row's claims."""
        for change in row.claims:
            yield self._claim(question, change)

    def _claim(self, question: QuestionChange, change: ClaimChange) -> Told:
        side = self.difference.new if change.new else self.difference.old
        where = details(change.claim, side.sources)
        note = f"note: {change.claim.note}" if change.claim.note else ""
        now = self._said(question.new, change.new)
        party = side.parties[change.claim.party].name
        below: tuple[str, ...] = (where, note)
        if change.kind == "removed":
            now = self._said(question.old, change.old)
        elif change.kind in ("changed", "corrected"):
            was = self._said(question.old, change.old)
            now = now if was == now else f"{was} {self.arrow} {now}"
            told = [field for field in change.fields if field.field not in IN_FIRST_LINE]
            note = "" if any(field.field == "note" for field in told) else note
            below = (where, *self.fields(told), note)
        elif change.before:
            before = " / ".join(dict.fromkeys(claim_words(*position) for position in change.before))
            now = before if change.kind == "withdrawn" else f"{before} {self.arrow} {now}"
        return Told(change.kind, WORDS[change.kind], f"{party}, {now}", tuple(line for line in below if line))

    def _said(self, question: Question | None, claim: Claim | None) -> str:
        return claim_words(question, claim) if question and claim else ""

    def record(self, change: RecordChange) -> Told:
        """Return the change of a party or a source, which is called by its name and its id."""
        what: ChangeKind = "added" if change.old is None else "removed" if change.new is None else "changed"
        word = "changed" if what == "changed" else WORDS[what]
        return Told(what, word, self._called(change), tuple(self.fields(change.fields)))

    def _called(self, change: RecordChange) -> str:
        record = change.new or change.old
        assert record is not None
        if isinstance(record, Party):
            return f"{record.name} ({record.id})"
        published = f"published {in_words(record.published)}" if record.published else None
        parts = (record.title or record.url, record.publisher, published)
        return f"{', '.join(part for part in parts if part)} ({record.id})"

    def _value(self, side: Dataset, field: str, value: Any) -> str:
        if value is None or value == ():
            return NOT_GIVEN
        if field == "subject" and value in side.parties:
            return side.parties[value].name
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, Mapping):
            return "; ".join(f"{id}: {label}" for id, label in value.items())
        if isinstance(value, tuple):
            return ", ".join(value)
        return in_words(value) if field in TIMES else str(value)


def _news(change: EventChange | QuestionChange | RowChange, noun: str) -> str:
    if change.old is None:
        return f" (new {noun})"
    return f" (removed {noun})" if change.new is None else ""


def records(difference: Difference) -> Iterator[tuple[str, Sequence[RecordChange]]]:
    """Yield the parties and the sources that changed, with the noun for them."""
    for noun, changes in (("Parties", difference.parties), ("Sources", difference.sources)):
        if changes:
            yield noun, changes
