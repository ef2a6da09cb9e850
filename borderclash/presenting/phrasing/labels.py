"""What rows and sources are called, what marks mean, where an output comes from: the same in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import EventComparison, Filters, Mirror, Row, Summary
from borderclash.language import colon, comma, gettext, gettext_noop, isolated, ngettext, semicolon
from borderclash.model import Claim, Event, Party, Question, Source
from borderclash.presenting import blocks
from borderclash.presenting.blocks import NOTHING, Block, Heading, Legend, Mark, MarkName, Note, Span, Text, text
from borderclash.presenting.phrasing import days
from borderclash.text.folding import fold
from borderclash.values import KINDS, Unreadable
from borderclash.values.times import in_words, stated_span
from borderclash.vocabulary import VERDICTS, SortKey, Verdict

# Besides the order of the file, what a reader may sort the rows by.
ORDERS: tuple[SortKey, ...] = ("gap", "ratio")
WORDS: Mapping[MarkName, str] = {
    "conflict": gettext_noop("conflict"),
    "overlap": gettext_noop("overlap"),
    "unlike": gettext_noop("unlike"),
    "open": gettext_noop("open"),
    "compatible": gettext_noop("compatible"),
    "agree": gettext_noop("agree"),
    "one-party": gettext_noop("one-party"),
    "unanswered": gettext_noop("unanswered"),
    "mirror": gettext_noop("mirror"),
}
MEANINGS: Mapping[MarkName, str] = {
    "conflict": gettext_noop("Of two accounts, at most one can be true."),
    "overlap": gettext_noop("Two accounts differ in what they state, yet both can be true."),
    "unlike": gettext_noop("The accounts speak of different things and are not compared."),
    "open": gettext_noop("Free text, laid side by side and not compared."),
    "compatible": gettext_noop("One party denies something, and what the other says can stand beside that."),
    "agree": gettext_noop("The accounts give the same answer, or state the same figure and can both be true."),
    "one-party": gettext_noop("Only one party takes a position."),
    "unanswered": gettext_noop("No party takes a position."),
    "mirror": gettext_noop("Two parties speak of each other, which is no contradiction."),
}
# How many rows have a verdict, or how many mirrors there are: ``2 conflict``, ``1 mirror``.
COUNTED: Mapping[MarkName, Callable[[int], str]] = {
    "conflict": lambda count: ngettext("{count} conflict", "{count} conflict", count),
    "overlap": lambda count: ngettext("{count} overlap", "{count} overlap", count),
    "unlike": lambda count: ngettext("{count} unlike", "{count} unlike", count),
    "open": lambda count: ngettext("{count} open", "{count} open", count),
    "compatible": lambda count: ngettext("{count} compatible", "{count} compatible", count),
    "agree": lambda count: ngettext("{count} agree", "{count} agree", count),
    "one-party": lambda count: ngettext("{count} one-party", "{count} one-party", count),
    "unanswered": lambda count: ngettext("{count} unanswered", "{count} unanswered", count),
    "mirror": lambda count: ngettext("{count} mirror", "{count} mirrors", count),
}
FILTERS = {
    "event": gettext_noop("event {names}"),
    "question": gettext_noop("question {names}"),
    "party": gettext_noop("party {names}"),
    "verdict": gettext_noop("verdict {names}"),
    "one_origin": gettext_noop("rows whose answers each go back to one source or one agency"),
}


def verdict_word(verdict: MarkName) -> str:
    """Return what readers know a verdict, or a mirror, by."""
    return gettext(WORDS[verdict])


def verdict_text(verdict: Verdict) -> Text:
    """Return the word of a verdict behind its mark."""
    return Mark(verdict, verdict), Span(f" {verdict_word(verdict)}", verdict)


def mirror_text() -> Text:
    """Return the word of a mirror behind its mark."""
    return Mark("mirror"), Span(f" {verdict_word('mirror')}")


def question_label(question: Question) -> str:
    """Return a question's label with its measure and, where the label does not hold it, its unit."""
    unit = question.unit if question.unit and fold(question.unit) not in fold(question.label) else None
    details = comma().join(part for part in (question.measure, unit) if part)
    return f"{question.label} ({details})" if details else question.label


def part_label(row: Row, parties: Mapping[str, Party], *, whole: bool) -> str:
    """Return what a row's subject and scope are, empty for neither; *whole* names the row without a scope."""
    return _part_label(row.subject, scope_label(row.scope) if whole else row.scope, parties)


def scope_label(scope: str | None) -> str:
    """Return what a row with this scope is called beside others of its question; without one it is the whole."""
    return scope or gettext("in all")


def filters_line(filters: Filters) -> str:
    """Return which filters made an output, empty for none: ``Only event quake-*; verdict conflict.``"""
    parts = []
    for name, words in filters.items():
        asked = sorted(words) if words is not True else []
        if name == "verdict":
            asked = [gettext(word) for word in asked]
        parts.append(gettext(FILTERS[name], names=comma().join(asked)))
    return gettext("Only {filters}.", filters=semicolon().join(parts)) if parts else ""


def head(title: str | None, as_of: str | None, filters: Filters) -> Iterator[Block]:
    """Yield what stands above all events: the title, the day of an earlier state, and what was asked for."""
    if title:
        yield Heading(text(title), 1)
    if as_of:
        yield Note(text(gettext("As it stood at the end of {day}.", day=in_words(as_of))))
    if line := filters_line(filters):
        yield Note(text(line))


def first(*, shows_withheld: bool) -> Iterator[Block]:
    """Yield what comes before anything else in an output that has what is withheld, nothing in any other."""
    if shows_withheld:
        from borderclash.presenting.withheld import first_line

        yield Note(text(first_line(), "warning"))


def withheld_in(claims: Iterable[Claim]) -> Text:
    """Return the mark of a cell some of whose claims say less than is known, nothing for others."""
    some = any(claim.withheld and claim.left_out for claim in claims)
    return text(f" {gettext('[withheld]')}", "quiet") if some else NOTHING


def for_readers(source: Source) -> Source:
    """Return a source with a mark in the place of what is withheld."""
    if not source.withheld:
        return source
    from borderclash.presenting.withheld import source_for_readers

    return source_for_readers(source)


def row_label(row: Row, parties: Mapping[str, Party]) -> str:
    """Return the label of a row that stands by itself: question, subject and scope."""
    return full_label(row.question, row.subject, row.scope, parties)


def full_label(question: Question, subject: str | None, scope: str | None, parties: Mapping[str, Party]) -> str:
    """Return the label of a question for one subject and one scope."""
    part = _part_label(subject, scope, parties)
    label = question_label(question)
    return gettext("{label}: {text}", label=label, text=part) if part else label


def _part_label(subject: str | None, scope: str | None, parties: Mapping[str, Party]) -> str:
    return comma().join(part for part in (parties[subject].name if subject else None, scope) if part)


def counts(summary: Summary) -> str:
    """Return one line that counts the rows by verdict, and the mirrors."""
    rows, mirrors = summary.rows, summary.mirrors
    line = gettext("no rows")
    if rows:
        listed = comma().join(COUNTED[verdict](number) for verdict, number in summary.verdicts.items() if number)
        line = ngettext("{count} row: {listed}", "{count} rows: {listed}", rows, listed=listed)
    return f"{line}{semicolon()}{COUNTED['mirror'](mirrors)}" if mirrors else line


def event_line(table: EventComparison) -> str:
    """Return the dates and the place of an event, empty where the file gives neither."""
    event = table.event
    date = in_words(event.date) if event.date else None
    return comma().join(isolated(part) for part in (date, event.place) if part)


def mirror_label(mirror: Mirror) -> str:
    """Return the label of a mirror that stands by itself."""
    return comma().join((isolated(question_label(mirror.question)), mirror_part(mirror)))


def mirror_part(mirror: Mirror) -> str:
    """Return what tells a mirror from the other rows of its question."""
    return comma().join(part for part in (mirror.scope, gettext("each of the other")) if part)


def joint(row: Row, account: Account, parties: Mapping[str, Party]) -> str:
    """Return what stands between the label of a row and the answer of an account in one line.

    A figure follows its subject at once: ``Soldiers wounded: Pakistan 30``, but ``Drones carried explosives:
    Afghanistan: yes``. A denial would read as the subject's own, and a number behind a digit as one with it.
    """
    figure = KINDS[row.question.kind].owned and account.positions[0].stance == "asserts"
    if figure and row.subject and not row.scope and not parties[row.subject].name[-1:].isdigit():
        return " "
    return colon()


def shared_sources(table: EventComparison) -> tuple[str, ...]:
    """Return the sources of an event's claims where more than one claim has them and all have the same."""
    claims = [claim.sources for row in table.rows for account in row.accounts.values() for claim in account.claims]
    return claims[0] if len(claims) > 1 and len(set(claims)) == 1 else ()


def sources_of(claims: Iterable[Claim], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the ids of the sources of some claims, each once, as far as they are known."""
    return tuple(dict.fromkeys(id for claim in claims for id in claim.sources if id in sources))


def sources_line(ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Return the sentence that names the sources of all claims of an event."""
    return gettext("Source of all claims: {names}.", names=outlet_names(ids, sources))


def outlet_names(ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Return what readers know each source by: its publisher, else its title, address or id."""
    return comma().join(dict.fromkeys(isolated(source_name(sources[id])) for id in ids if id in sources))


def source_name(source: Source) -> str:
    """Return what readers know a source by."""
    named = source.publisher or source.title or source.url
    return named or (gettext("[withheld]") if source.withheld else source.id)


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
    """Return the id of each row, then of each mirror: of event and question, numbered where there are several."""
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


def foot(summary: Summary, *, lists_claims: bool, in_print: bool = False) -> Iterator[Block]:
    """Yield counts and legend; *lists_claims*: claims stand below the tables; *in_print*: no option is told."""
    yield Note(text(counts(summary), "strong"))
    of_marks: dict[MarkName, int] = {verdict: number for verdict, number in summary.verdicts.items() if number}
    entries = [(verdict_text(verdict), gettext(MEANINGS[verdict])) for verdict in VERDICTS if verdict in of_marks]
    if summary.mirrors:
        of_marks["mirror"] = summary.mirrors
        entries.append((mirror_text(), gettext(MEANINGS["mirror"])))
    if summary.noted:
        if lists_claims:
            meaning = gettext("A claim has a note, which may limit the answer: the list under the table has it.")
        elif in_print:
            meaning = gettext("A claim has a note, which may limit the answer.")
        else:
            meaning = gettext("A claim has a note, which may limit the answer: --sources shows it.")
        entries.append((text(gettext("[note]")), meaning))
    if summary.withholding:
        entries.append(withheld_meaning())
    if entries:
        yield Legend(tuple(entries), of_marks)


def withheld_meaning() -> tuple[Text, str]:
    """Return the entry of a legend for what is withheld."""
    return text(gettext("[withheld]")), gettext("Something that is known of a claim is not published.")


def provenance_lines(provenance: blocks.Provenance) -> list[str]:
    """Return the sentences that say when an output was made, of which revision, and who answers for it."""
    lines = []
    day = days.in_words([(provenance.made, provenance.made)])[0].words if provenance.made else ""
    revision = provenance.revision
    if day and revision and provenance.changed:
        words = gettext_noop("Made on {day}, from revision {revision} and changes since.")
        lines.append(gettext(words, day=day, revision=revision))
    elif day and revision:
        lines.append(gettext("Made on {day}, from revision {revision}.", day=day, revision=revision))
    elif day:
        lines.append(gettext("Made on {day}.", day=day))
    if provenance.by:
        names = semicolon().join(provenance.by)
        lines.append(gettext("Responsible for this compilation: {names}.", names=names))
    return lines
