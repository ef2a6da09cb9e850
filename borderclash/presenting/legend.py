"""What closes a comparison: how many rows have each verdict, and what the marks and words mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from borderclash.comparing.rows import Comparison
from borderclash.presenting.blocks import Block, Legend, Mark, MarkName, Note, Span, Text, text
from borderclash.presenting.phrasing import labels
from borderclash.vocabulary import VERDICTS as WORDS
from borderclash.vocabulary import Verdict

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
VERDICTS: Mapping[Verdict, Text] = {
    verdict: (Mark(verdict, verdict), Span(f" {verdict}", verdict)) for verdict in WORDS
}


def foot(comparison: Comparison, *, lists_claims: bool) -> Iterator[Block]:
    """Yield the counts of a comparison and its legend; *lists_claims* where the claims stand below the tables."""
    yield Note(text(labels.counts(comparison), "strong"))
    counts: dict[MarkName, int] = {verdict: number for verdict, number in comparison.verdicts().items() if number}
    entries = [(VERDICTS[verdict], MEANINGS[verdict]) for verdict in WORDS if verdict in counts]
    if mirrors := sum(len(event.mirrors) for event in comparison.events):
        counts["mirror"] = mirrors
        entries.append((MIRROR, MIRROR_MEANING))
    if labels.has_notes(comparison):
        where = "the list under the table has it." if lists_claims else "--sources shows it."
        entries.append((text("[note]"), NOTE_MEANING + where))
    if entries:
        yield Legend(tuple(entries), counts)
