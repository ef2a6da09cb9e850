"""The mark of each verdict and what its word means, the same in every format for people."""

from __future__ import annotations

from collections.abc import Mapping

from borderclash.presenting.phrasing.answers import NOTE

VERDICT_MARKS: Mapping[str, str] = {
    "conflict": "\N{NOT EQUAL TO}",
    "overlap": "\N{ALMOST EQUAL TO}",
    "unlike": "\N{PARALLEL TO}",
    "open": "\N{PILCROW SIGN}",
    "compatible": "+",
    "agree": "=",
    "one-party": "\N{CIRCLE WITH LEFT HALF BLACK}",
    "unanswered": "?",
    "mirror": "\N{RIGHTWARDS ARROW OVER LEFTWARDS ARROW}",
}
ASCII_MARKS: Mapping[str, str] = {
    "conflict": "!=",
    "overlap": "~",
    "unlike": "||",
    "open": '"',
    "compatible": "+",
    "agree": "=",
    "one-party": "1",
    "unanswered": "?",
    "mirror": "<>",
}
NOTE_MARK = NOTE.strip()
VERDICT_MEANINGS: Mapping[str, str] = {
    "conflict": "Of two accounts, at most one can be true.",
    "overlap": "Two accounts differ in what they state, yet both can be true.",
    "unlike": "The accounts speak of different things and are not compared.",
    "open": "Free text, laid side by side and not compared.",
    "compatible": "One party denies something, and what the other says can stand beside that.",
    "agree": "The accounts give the same answer, or state the same figure and can both be true.",
    "one-party": "Only one party takes a position.",
    "unanswered": "No party takes a position.",
    "mirror": "Two parties speak of each other, which is no contradiction.",
}


def note_meaning(where: str) -> str:
    """Return what the mark of a note means; *where* it is to be read ends the sentence."""
    return f"A claim has a note, which may limit the answer: {where}."
