"""The records of a timeline: nested for JSON, as `schemas/timeline.schema.json` has it, and flat for CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from borderclash.comparing.history import Disagreement, Shift, Statement, Step
from borderclash.comparing.rows import Comparison, EventComparison
from borderclash.comparing.verdicts import Outcome
from borderclash.model import Claim, Source
from borderclash.presenting import claim_records
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import claim_words
from borderclash.presenting.phrasing.histories import HistoryPhrasing, histories
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.presenting.phrasing.summaries import summary
from borderclash.presenting.records import Document, Items, Json, Lines, Record, Value

VERSION = 1
COLUMNS = (
    *claim_records.ROW_COLUMNS,
    *("step", "when", "party", "party_name", "stance", "claim", *claim_records.FIGURE_COLUMNS, "says"),
    *("verdict", "gap", "ratio", "between", "changes"),
    *claim_records.SAID_COLUMNS,
)


def document(comparison: Comparison) -> Document:
    """Return a comparison through time as nested records, a line for each row."""

    def lines() -> Iterator[Mapping[str, Json | Items]]:
        yield from claim_records.parties_and_sources(comparison)
        yield {"events": Items(_event(event, comparison.sources) for event in comparison.events)}

    head = {
        "borderclash": VERSION,
        **claim_records.withheld_record(comparison.shows_withheld),
        "title": comparison.title,
        **claim_records.filters_record(comparison.filters),
    }
    return Document(head, lines())


def _event(compared: EventComparison, sources: Mapping[str, Source]) -> Document:
    event = compared.event
    rows = (_Row(words).record() for words in histories(compared, sources))
    return Document({**claim_records.event_record(event), "timezone": event.timezone}, [{"rows": Items(rows)}])


class _Row:
    def __init__(self, words: HistoryPhrasing) -> None:
        self.words = words

    def record(self) -> Record:
        """Return the record."""
        history, row = self.words.history, self.words.history.row
        return {
            **claim_records.row_record(row),
            "steps": [self._step(step) for step in history.steps],
            "undated": [{"party": claim.party, **self._claim(claim)} for claim in history.undated],
            "undated_matter": history.undated_matter,
            "disagreements": [self._disagreement(disagreement) for disagreement in history.disagreements],
            "verdict": row.verdict,
            **claim_records.gap_record(row.gap),
            "between": row.between,
            "why": RowPhrasing(row).why,
        }

    def _step(self, step: Step) -> Record:
        return {
            "when": self.words.when_step(step),
            "heard": [self._statement(statement) for statement in step.statements],
            "verdict": step.verdict,
            **claim_records.gap_record(step.gap),
            "between": step.between,
            "changes": [self._shift(shift, step) for shift in step.shifts],
        }

    def _statement(self, statement: Statement) -> Record:
        words = self.words
        return {
            "party": statement.party.id,
            "when": words.when_stated(statement),
            "says": words.says(statement),
            "stands": [words.row.position(claim) for claim in (*statement.others, *statement.positions)],
            "undone": [words.row.position(claim) for claim in statement.undone],
            "self_contradicting": statement.self_contradicting,
            "claims": [self._claim(claim) for claim in statement.claims],
        }

    def _claim(self, claim: Claim) -> dict[str, Json]:
        published = labels.published_of(claim, self.words.event, self.words.sources)
        return claim_records.claim_record(claim) | ({"published": published} if published else {})

    def _shift(self, shift: Shift, step: Step) -> Record:
        return {
            "parties": shift.parties,
            "change": shift.kind,
            "by": shift.by,
            "before": _outcome(shift.before),
            "after": _outcome(shift.after),
            "why": self.words.why(shift.parties, shift.after, step) if shift.after else None,
        }

    def _disagreement(self, disagreement: Disagreement) -> Record:
        return {
            "parties": disagreement.parties,
            "phases": [
                {
                    "began": self._when(phase.shifts[0]),
                    "widest": self._when(phase.widest),
                    "ended": self._when(phase.shifts[-1]) if phase.ended else None,
                }
                for phase in disagreement.phases
            ],
            "summary": summary(self.words, disagreement),
        }

    def _when(self, shift: Shift) -> Record:
        return {"step": shift.step, "when": self.words.when_shifted(shift)}


def _outcome(outcome: Outcome | None) -> Record | None:
    return {"verdict": outcome.verdict, **claim_records.gap_record(outcome.gap)} if outcome else None


def lines(comparison: Comparison) -> Lines:
    """Return it as flat records: for each row a line a claim, step by step, undated ones last."""
    lines = Lines(COLUMNS, _lines(comparison))
    return claim_records.marked_lines(lines) if comparison.shows_withheld else lines


def _lines(comparison: Comparison) -> Iterator[Sequence[Value]]:
    for event in comparison.events:
        for words in histories(event, comparison.sources):
            about = claim_records.row_values(event.event, words.history.row)
            for line in _row_lines(words):
                yield (*about, *line)


def _row_lines(words: HistoryPhrasing) -> Iterator[Sequence[Value]]:
    for number, step in enumerate(words.history.steps):
        gap = step.gap
        distance = (gap.exported, gap.ratio) if gap else (None, None)
        changes = "; ".join(f"{shift.verb} {shift.rest}" for shift in words.shifts(number))
        after = (step.verdict, *distance, claim_records.SEPARATOR.join(step.between or ()), changes)
        for statement in step.statements:
            says = words.says(statement)
            for claim in statement.claims:
                yield (
                    number,
                    words.when(claim),
                    *_claim(claim, words),
                    says,
                    *after,
                    *claim_records.said_values([claim]),
                )
    for claim in words.history.undated:
        yield (None, None, *_claim(claim, words), *(None,) * 6, *claim_records.said_values([claim]))


def _claim(claim: Claim, words: HistoryPhrasing) -> tuple[Value, ...]:
    party, question = words.parties[claim.party], words.history.row.question
    return (
        party.id,
        party.name,
        claim.stance,
        claim_words(question, claim, words.parties),
        *claim_records.figure_values(question, claim),
    )
