"""A difference for readers, short enough for a comment on a pull request: counts, rows, then all by event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from borderclash.comparing.differences import model
from borderclash.comparing.rows import Row
from borderclash.language import colon, comma, gettext, gettext_noop, isolated, ngettext
from borderclash.presenting import blocks, difference_records
from borderclash.presenting.blocks import Block, Column, Heading, Item, List, Mark, Role, Section, Span, Text, text
from borderclash.presenting.blocks import Row as TableRow
from borderclash.presenting.claim_entries import details
from borderclash.presenting.phrasing import differences as phrasing
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.numbers import ratio_label
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.presenting.records import Document, Lines

# What the first line of a change has already.
IN_FIRST_LINE = ("value", "stance")
# What the files here are called beside a revision.
WORKING_TREE = gettext_noop("working tree")


class Moment(NamedTuple):
    """When a version was made: ``updated`` is told, ``authored`` is in its id, which moved commits keep."""

    updated: datetime
    authored: datetime | None = None

    @classmethod
    def of(cls, day: date) -> Moment:
        """Return the moment of a day, or of a time, which is in UTC where it does not say."""
        if not isinstance(day, datetime):
            day = datetime(day.year, day.month, day.day)
        return cls(day if day.tzinfo else day.replace(tzinfo=UTC))


class DifferenceView:
    """Puts a difference of versions *old* and *new* into what is shown; *moment* is when the new was made."""

    def __init__(self, difference: model.Difference, old: str, new: str, moment: Moment | None = None) -> None:
        self.difference = difference
        self.old = old
        self.new = new
        self.moment = moment
        self.parties = {**difference.old.parties, **difference.new.parties}

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of the difference, as one comment."""
        yield from labels.first(shows_withheld=self.difference.shows_withheld)
        yield blocks.Comment(tuple(self._blocks()))

    def document(self) -> Document:
        return difference_records.document(self.difference, self.old, self.new)

    def lines(self) -> Lines:
        return difference_records.lines(self.difference)

    def lines_of(self, question: model.QuestionChange, row: model.RowChange) -> tuple[Item, ...]:
        """Return the verdicts of a row and what its claims said and say, without who said it, where and when."""
        claims = (self._claim(question, claim) for claim in row.claims if claim.kind != "corrected")
        return tuple(item._replace(below=()) for item in (*_verdicts(row), *claims))

    def _blocks(self) -> Iterator[Block]:
        difference = self.difference
        title = gettext("What changed: {version}", version=self.old)
        new = gettext(WORKING_TREE) if self.new == WORKING_TREE else self.new
        yield Heading((Span(f"{title} "), Mark("becomes"), Span(f" {isolated(new)}")), 1)
        if not difference:
            yield blocks.Note(text(gettext("No differences.")))
            return
        counts = (Item(text(line)) for line in phrasing.counts(difference))
        yield List((*counts, *self._fields(difference.fields)))
        if difference.claim_counts()["changed"]:
            note = gettext(
                "Changed in place: the file does not tell whether the party revised it or the record was wrong. "
                "To tell a revision, leave the old claim and add a new one with its day."
            )
            yield blocks.Note(text(note, "quiet"))
        if rows := tuple(self._changed_rows()):
            columns = (Column(gettext("Row")), Column(gettext("Was")), Column(gettext("Now")))
            heading = Heading(text(gettext("Rows with another verdict or gap")))
            yield Section(heading, (blocks.Table(columns, rows),))
        for event in difference.events:
            number = sum(len(question.rows) for question in event.questions)
            summary = ngettext("{count} row", "{count} rows", number)
            yield Section(Heading(text(phrasing.event(event))), tuple(self._event(event)), summary=summary)
        parties, sources = difference.parties, difference.sources
        if parties:
            summary = ngettext("{count} party", "{count} parties", len(parties))
            yield self._records(gettext("Parties"), parties, summary)
        if sources:
            summary = ngettext("{count} source", "{count} sources", len(sources))
            yield self._records(gettext("Sources"), sources, summary)

    def _records(self, title: str, changes: Sequence[model.RecordChange], summary: str) -> Section:
        return Section(Heading(text(title)), (List(tuple(map(self._record, changes))),), summary=summary)

    def _changed_rows(self) -> Iterator[TableRow]:
        for event in self.difference.events:
            for question in event.questions:
                for row in question.rows:
                    if row.changed and row.old and row.new:
                        label = text(phrasing.row(self.difference, event, question, row))
                        yield TableRow(label, (blocks.Cell(_verdict(row.old)), blocks.Cell(_verdict(row.new))))

    def _event(self, event: model.EventChange) -> Iterator[Block]:
        """Yield the changes of an event: its own fields, then a list for each question's fields and each row."""
        if event.fields:
            yield List(tuple(self._fields(event.fields)))
        for question in event.questions:
            if question.fields:
                yield List(tuple(self._fields(question.fields)), text(labels.question_label(question.there)))
            for row in question.rows:
                items = (*_verdicts(row), *(self._claim(question, claim) for claim in row.claims))
                yield List(items, text(phrasing.row(self.difference, event, question, row)))

    def _claim(self, question: model.QuestionChange, change: model.ClaimChange) -> Item:
        """Return the change of a claim: whose it is, what it said and says, and who said it, where and when."""
        side = self.difference.new if change.new else self.difference.old
        before, now = phrasing.says(change, question.old, question.new, self.parties)
        fields = [field for field in change.fields if field.field not in IN_FIRST_LINE]
        below = [Item(text(details(change.there, side.sources), "quiet"))]
        below += self._fields(fields, quiet=True)
        if change.there.note and not any(field.field == "note" for field in fields):
            below.append(Item(text(gettext("note: {note}", note=change.there.note), "quiet")))
        name = isolated(side.parties[change.there.party].name)
        line: Text = (Span(f"{colon()}{name}{comma()}{before or now}"),)
        if before and now and before != now and change.kind != "withdrawn":
            line = (*line, Span(" "), Mark("becomes"), Span(f" {now}"))
        word = Span(gettext(phrasing.WORDS[change.kind]), _role(change.kind))
        return Item((word, *line), _lead(change.kind), tuple(below))

    def _record(self, change: model.RecordChange) -> Item:
        word = gettext("changed") if change.status == "changed" else gettext(phrasing.WORDS[change.status])
        line = (Span(word, _role(change.status)), Span(colon() + phrasing.record(change)))
        return Item(line, _lead(change.status), tuple(self._fields(change.fields, quiet=True)))

    def _fields(self, changes: Sequence[model.Change], *, quiet: bool = False) -> Iterator[Item]:
        role: Role = "quiet" if quiet else "plain"
        for change in changes:
            line = self._field(change, role)
            yield Item(line) if quiet else Item(line, _lead("changed"))

    def _field(self, change: model.Change, role: Role) -> Text:
        if change == model.WITHHELD:
            return text(gettext("a withheld field changed"), role)
        old = phrasing.value(self.difference.old, change.field, change.old)
        new = phrasing.value(self.difference.new, change.field, change.new)
        was = gettext("{label}: {text}", label=phrasing.field_label(change.field), text=old)
        return (Span(f"{was} ", role), Mark("becomes", role), Span(f" {new}", role))


def _role(kind: model.ChangeKind) -> Role:
    return "took-back" if kind == "withdrawn" else kind


def _lead(kind: model.ChangeKind) -> Text:
    # A correction has the sign of any change.
    sign: blocks.MarkName = "took-back" if kind == "withdrawn" else "changed" if kind == "corrected" else kind
    return Mark(sign, "quiet"), Span(" ")


def _verdicts(row: model.RowChange) -> Iterator[Item]:
    """Yield the verdict of a row with its reason, before and now where it is another."""
    if row.changed or row.status != "changed":
        for word, side in ((gettext("was"), row.old), (gettext("now"), row.new)):
            if side:
                lead = text(f"{word} ", "quiet") if row.changed else ()
                yield Item((*_verdict(side), Span(colon() + RowPhrasing(side).why)), lead)


def _verdict(row: Row) -> Text:
    word = labels.verdict_text(row.verdict)
    if not row.gap:
        return word
    gap: Text = (Span(comma() + gettext("gap {gap}", gap=row.gap.words), row.verdict),)
    if ratio := ratio_label(row.gap):
        gap = (*gap, Span(f" ({ratio}", row.verdict), Mark("times", row.verdict), Span(")", row.verdict))
    return (*word, *gap)
