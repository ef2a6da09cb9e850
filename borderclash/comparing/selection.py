"""What of a dataset or a comparison is wanted: the filters and the order of `compare`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Any

from borderclash.comparing.rows import Comparison, EventComparison, Filters, Row, compare
from borderclash.comparing.verdicts import RANK, width
from borderclash.model import Claim, Dataset, Event, Question
from borderclash.problems import UsageError
from borderclash.text.suggestions import did_you_mean
from borderclash.values import Gap, Number, Unreadable
from borderclash.values.times import iso_text, stated_span
from borderclash.vocabulary import VERDICTS, SortKey, Verdict


def compared(
    dataset: Dataset,
    *,
    events: Iterable[str] = (),
    questions: Iterable[str] = (),
    parties: Iterable[str] = (),
    verdicts: Iterable[Verdict] = (),
    day: str | None = None,
    one_origin: bool = False,
) -> tuple[Comparison, int]:
    """Return the comparison of what is asked for, and how many undated claims *day* leaves out (see `as_of`).

    *one_origin* keeps only rows of which it is known that all rests on one origin. Raises `UsageError` for a
    pattern of ids that matches nothing, and for what is no day.
    """
    asked = {"event": events, "question": questions, "party": parties, "verdict": verdicts}
    filters = {name: tuple(words) for name, words in asked.items()}
    dataset, undated = select(dataset, filters["event"], filters["party"]), 0
    if day is not None:
        dataset, undated = as_of(dataset, day)
        day = iso_text(day, "--as-of")
    made_by: Filters = {name: words for name, words in filters.items() if words}
    if one_origin:
        made_by = {**made_by, "one_origin": True}
    made = replace(compare(dataset, day), filters=made_by)
    if filters["question"]:
        made = keep_questions(made, filters["question"])
    if filters["verdict"]:
        made = keep_rows(made, lambda row: row.verdict in filters["verdict"])
    return keep_rows(made, lambda row: row.of_one_origin) if one_origin else made, undated


def select(dataset: Dataset, events: Sequence[str] = (), parties: Sequence[str] = ()) -> Dataset:
    """Return the dataset with only the events and parties whose ids match one of the patterns; none takes all.

    Claims of other parties are left out, so that verdicts are those among the chosen ones, and so are questions
    on which none of these has a claim. Raises `UsageError` for a pattern that matches nothing.
    """
    _each_matches("event", events, [event.id for event in dataset.events])
    _each_matches("party", parties, dataset.parties)
    chosen = [event for event in dataset.events if _matches(event.id, events)]
    if parties:
        chosen = [event for event in (_only_parties(event, parties) for event in chosen) if event.questions]
    return replace(dataset, events=tuple(chosen))


def _only_parties(event: Event, patterns: Sequence[str]) -> Event:
    questions = []
    for question in event.questions:
        only = _only(question, lambda claim: _matches(claim.party, patterns))
        if only.claims:
            questions.append(only._replace(partial=len(only.claims) < len(question.claims)))
    return replace(event, questions=tuple(questions))


def _matches(id: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatchcase(id, pattern) for pattern in patterns)


def matching(noun: str, patterns: Sequence[str], ids: Iterable[str]) -> list[str]:
    """Return those of *ids* that match one of *patterns*; raises `UsageError` for one that matches nothing."""
    known = list(ids)
    _each_matches(noun, patterns, known)
    return [id for id in known if _matches(id, patterns)]


def _each_matches(noun: str, patterns: Iterable[str], ids: Collection[str]) -> None:
    for pattern in patterns:
        if not any(fnmatchcase(id, pattern) for id in ids):
            ids = list(dict.fromkeys(ids))
            listed = ", ".join(ids[:12]) + (", ..." if len(ids) > 12 else "")
            help = did_you_mean(pattern, ids, f"there is: {listed}" if ids else "there is none at all")
            raise UsageError(f"no {noun} matches `{pattern}`", help)


def _only(question: Question, wanted: Any) -> Question:
    return question._replace(claims=tuple(claim for claim in question.claims if wanted(claim)))


def as_of(dataset: Dataset, day: str) -> tuple[Dataset, int]:
    """Return what had been said by the end of *day*, and how many undated are left out; raises `UsageError`."""
    undated = 0
    events = []
    for event in dataset.events:
        try:
            end = stated_span(day, event.timezone, "--as-of")[1]
        except Unreadable as unreadable:
            raise UsageError(unreadable.message, unreadable.help) from None

        def said(claim: Claim, end: int = end) -> bool:
            return claim.span is not None and claim.span[1] <= end

        undated += sum(claim.span is None for question in event.questions for claim in question.claims)
        events.append(replace(event, questions=tuple(_only(question, said) for question in event.questions)))
    return replace(dataset, events=tuple(events)), undated


def verdicts(words: Iterable[str]) -> list[Verdict]:
    """Return the verdicts that *words* name, in their order; raises `UsageError` for a word that is none."""
    named = list(words)
    for word in named:
        if word not in VERDICTS:
            help = did_you_mean(word, VERDICTS, f"use one of {', '.join(VERDICTS)}")
            raise UsageError(f"there is no verdict `{word}`", help)
    return [verdict for verdict in VERDICTS if verdict in named]


def keep_questions(comparison: Comparison, patterns: Sequence[str]) -> Comparison:
    """Return the comparison with only the questions whose ids match one of *patterns*.

    Tables keep their columns: a party that says nothing here is seen to say nothing. Raises `UsageError` for a
    pattern that matches nothing.
    """
    ids = [row.question.id for table in comparison.events for row in table.rows]
    _each_matches("question", patterns, ids)

    def kept(table: EventComparison) -> EventComparison:
        rows = tuple(row for row in table.rows if _matches(row.question.id, patterns))
        mirrors = tuple(mirror for mirror in table.mirrors if _matches(mirror.question.id, patterns))
        return replace(table, rows=rows, mirrors=mirrors)

    return _only_with_rows(comparison, map(kept, comparison.events))


def keep_rows(comparison: Comparison, keeps: Callable[[Row], bool]) -> Comparison:
    """Return the comparison with only the rows that *keeps* takes, and without mirrors."""

    def kept(table: EventComparison) -> EventComparison:
        return replace(table, rows=tuple(filter(keeps, table.rows)), mirrors=())

    return _only_with_rows(comparison, map(kept, comparison.events))


def _only_with_rows(comparison: Comparison, tables: Iterable[EventComparison]) -> Comparison:
    return replace(comparison, events=tuple(table for table in tables if table.rows), blank={})


def order(row: Row, key: SortKey) -> tuple[Number, ...]:
    """Return what to sort rows by: widest gap, largest ratio or verdict first."""
    return (RANK[row.verdict],) if key == "verdict" else gap_order(row.gap, key)


def gap_order(gap: Gap | None, key: SortKey) -> tuple[Number, ...]:
    """Return what to sort by gaps: the largest ratio first, or else the widest."""
    if key == "ratio":
        return (-(gap.ratio if gap and gap.ratio else Decimal(0)),)
    # Times are not to be set against figures: they come behind them.
    return gap is None, bool(gap and gap.in_seconds), -width(gap)


def sort_rows(comparison: Comparison, key: SortKey) -> Comparison:
    """Return the comparison with the rows of each table in order: widest gap, largest ratio or verdict first."""

    def ordered(table: EventComparison) -> EventComparison:
        return replace(table, rows=tuple(sorted(table.rows, key=lambda row: order(row, key))))

    return replace(comparison, events=tuple(map(ordered, comparison.events)))
