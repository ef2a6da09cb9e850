"""What the row of a table, and a source, is called, and what the marks mean, the same in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import EventComparison, Filters, Mirror, Row, Summary
from borderclash.model import Claim, Event, Party, Question, Source
from borderclash.presenting.blocks import Block, Heading, Legend, Mark, MarkName, Note, Span, Text, text
from borderclash.text.folding import fold
from borderclash.values import KINDS, Unreadable
from borderclash.values.times import in_words, stated_span
from borderclash.vocabulary import VERDICTS, SortKey, Verdict

# Besides the order of the file, what a reader may sort the rows by.
ORDERS: tuple[SortKey, ...] = ("gap", "ratio")
MEANINGS: Mapping[Verdict, str] = {
    "conflict": "Of two accounts, at most one can be true.",
    "overlap": "Two accounts differ in what they state, yet both can be true.",
    "unlike": "The accounts speak of different things and are not compared.",
    "open": "Free text, laid side by side and not compared.",
    "compatible": "One party denies something, and what the other says can stand beside that.",
    "agree": "The accounts give the same answer, or state the same figure and can both be true.",
    "one-party": "Only one party takes a position.",
    "unanswered": "No party takes a position.",
}
NOTE_MEANING = "A claim has a note, which may limit the answer: "
MIRROR_MEANING = "Two parties speak of each other, which is no contradiction."
MIRROR: Text = (Mark("mirror"), Span(" mirror"))
VERDICT_TEXTS: Mapping[Verdict, Text] = {
    verdict: (Mark(verdict, verdict), Span(f" {verdict}", verdict)) for verdict in VERDICTS
}
ONE_ORIGIN = "rows whose answers each go back to one source or one agency"


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


def filters_line(filters: Filters) -> str:
    """Return which filters made an output, empty for none: ``Only event quake-*; verdict conflict.``"""
    parts = [
        ONE_ORIGIN if words is True else f"{name} {', '.join(sorted(words))}" for name, words in filters.items()
    ]
    return f"Only {'; '.join(parts)}." if parts else ""


def head(title: str | None, as_of: str | None, filters: Filters) -> Iterator[Block]:
    """Yield what stands above all events: the title, the day of an earlier state, and what was asked for."""
    if title:
        yield Heading(text(title), 1)
    if as_of:
        yield Note(text(f"As it stood at the end of {as_of}."))
    if line := filters_line(filters):
        yield Note(text(line))


def row_label(row: Row, parties: Mapping[str, Party]) -> str:
    """Return the label of a row that stands by itself: question, subject and scope."""
    return full_label(row.question, row.subject, row.scope, parties)


def full_label(question: Question, subject: str | None, scope: str | None, parties: Mapping[str, Party]) -> str:
    """Return the label of a question for one subject and one scope."""
    part = _part_label(subject, scope, parties)
    return f"{question_label(question)}: {part}" if part else question_label(question)


def _part_label(subject: str | None, scope: str | None, parties: Mapping[str, Party]) -> str:
    return ", ".join(part for part in (parties[subject].name if subject else None, scope) if part)


def counts(summary: Summary) -> str:
    """Return one line that counts the rows by verdict, and the mirrors."""
    rows, mirrors = summary.rows, summary.mirrors
    listed = ", ".join(f"{number} {verdict}" for verdict, number in summary.verdicts.items() if number)
    line = f"{rows} row{'' if rows == 1 else 's'}: {listed}" if rows else "no rows"
    return f"{line}; {mirrors} mirror{'' if mirrors == 1 else 's'}" if mirrors else line


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


def shared_sources(table: EventComparison) -> tuple[str, ...]:
    """Return the sources of an event's claims where more than one claim has them and all have the same."""
    claims = [claim.sources for row in table.rows for account in row.accounts.values() for claim in account.claims]
    return claims[0] if len(claims) > 1 and len(set(claims)) == 1 else ()


def sources_of(claims: Iterable[Claim], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the ids of the sources of some claims, each once, as far as they are known."""
    return tuple(dict.fromkeys(id for claim in claims for id in claim.sources if id in sources))


def sources_line(ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Return the sentence that names the sources of all claims of an event."""
    return f"Source of all claims: {outlet_names(ids, sources)}."


def outlet_names(ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Return what readers know each source by: its publisher, else its title, address or id."""
    return ", ".join(dict.fromkeys(source_name(sources[id]) for id in ids if id in sources))


def source_name(source: Source) -> str:
    """Return what readers know a source by."""
    return source.publisher or source.title or source.url or source.id


def published_of(claim: Claim, event: Event, sources: Mapping[str, Source]) -> str | None:
    """Return the written date of publication that stands for the time of a claim without one of its own."""
    if claim.stated:
        return None
    known = (sources[id].published for id in claim.sources if id in sources)
    for published in filter(None, known):
        try:
            if stated_span(published, event.timezone, "published") == claim.span:
                return published
        except Unreadable:
            continue
    return None


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
    from borderclash.comparing import selection

    gaps = [row.gap for row in event.rows] + [mirror.gap for mirror in event.mirrors]
    by_order = []
    for key in ORDERS:
        ordered = sorted(range(len(gaps)), key=lambda number: selection.gap_order(gaps[number], key))
        places = {number: place for place, number in enumerate(ordered)}
        by_order.append([places[number] for number in range(len(gaps))])
    return list(zip(*by_order, strict=True))


def foot(summary: Summary, *, lists_claims: bool) -> Iterator[Block]:
    """Yield the counts of a comparison and its legend; *lists_claims* where the claims stand below the tables."""
    yield Note(text(counts(summary), "strong"))
    of_marks: dict[MarkName, int] = {verdict: number for verdict, number in summary.verdicts.items() if number}
    entries = [(VERDICT_TEXTS[verdict], MEANINGS[verdict]) for verdict in VERDICTS if verdict in of_marks]
    if summary.mirrors:
        of_marks["mirror"] = summary.mirrors
        entries.append((MIRROR, MIRROR_MEANING))
    if summary.noted:
        where = "the list under the table has it." if lists_claims else "--sources shows it."
        entries.append((text("[note]"), NOTE_MEANING + where))
    if entries:
        yield Legend(tuple(entries), of_marks)
