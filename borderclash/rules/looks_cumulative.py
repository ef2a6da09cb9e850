"""Counts of different days that conflict, and would not if they were one total that grows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from borderclash.model import Event, Question
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, said
from borderclash.text.folding import fold_or_none
from borderclash.values import KINDS
from borderclash.values.time_points import days_of

if TYPE_CHECKING:
    from borderclash.comparing.rows import Pair

NAME = "looks-cumulative"
SEVERITY: Severity = "information"


def check(material: Material) -> Iterator[Finding]:
    for event, question in material.questions():
        if KINDS[question.kind].counts and not question.cumulative and len(question.claims) > 1:
            pair = next(_conflicts(material, event, question), None)
            if pair:
                yield _finding(material, event, question, pair)


def _conflicts(material: Material, event: Event, question: Question) -> Iterator[Pair]:
    """Yield the pairs that conflict, and would not in a running total."""
    # The rule only informs: what compares is loaded where it is asked for.
    from borderclash.comparing.rows import compare_event

    claims = tuple(claim for claim in question.claims if claim.party not in question.in_doubt)
    if len({claim.span for claim in claims if claim.span}) < 2:
        return
    rows, growing = (
        compare_event(
            replace(event, questions=(question._replace(claims=claims, parts=(), cumulative=cumulative),)),
            material.dataset.parties,
        ).rows
        for cumulative in (False, True)
    )
    outcomes = {
        (row.subject, fold_or_none(row.scope), pair.parties): pair.outcome for row in growing for pair in row.pairs
    }
    for row in rows:
        for pair in row.pairs:
            grown = outcomes.get((row.subject, fold_or_none(row.scope), pair.parties))
            asserted = all(claim.stance == "asserts" for claim in pair.outcome.said)
            if pair.verdict == "conflict" and asserted and grown and grown.verdict != "conflict":
                yield pair


def _finding(material: Material, event: Event, question: Question, pair: Pair) -> Finding:
    first, second = sorted(pair.outcome.said, key=lambda claim: claim.span or (0, 0))
    words = []
    for claim in (first, second):
        day = f" on {days_of(claim.span, question.timezone)[0]}" if claim.span else ""
        words.append(f"{material.dataset.parties[claim.party].name} says `{said(question, claim)}`{day}")
    message = f"this looks like a total that grows: {words[0]}, {words[1]}, and that is no conflict if it grew"
    related = tuple(("one of the two is here", event.at_claim(question, one, "value")) for one in (first, second))
    place = event.at("questions", question.id, "kind")
    help = "if each figure is of all until its day, give the question `cumulative: true`"
    return Finding(NAME, message, place, help, SEVERITY, related)
