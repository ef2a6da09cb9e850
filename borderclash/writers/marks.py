"""The mark of each verdict and what its word means, the same in every format for people."""

from __future__ import annotations

from collections.abc import Mapping

VERDICT_MARKS: Mapping[str, str] = {
    "conflict": "\N{NOT EQUAL TO}",
    "overlap": "\N{ALMOST EQUAL TO}",
    "unlike": "\N{PARALLEL TO}",
    "open": "\N{PILCROW SIGN}",
    "compatible": "+",
    "agree": "=",
    "one-sided": "\N{CIRCLE WITH LEFT HALF BLACK}",
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
    "one-sided": "1",
    "unanswered": "?",
    "mirror": "<>",
}
VERDICT_MEANINGS: Mapping[str, str] = {
    "conflict": "Two accounts cannot both be true.",
    "overlap": "Two accounts differ in what they state, yet both can be true.",
    "unlike": "The accounts speak of different things and are not compared.",
    "open": "Free text, laid side by side and not compared.",
    "compatible": "One party denies something, and what the other says can stand beside that.",
    "agree": "The accounts give the same answer, or state the same figure and can both be true.",
    "one-sided": "Only one party takes a position.",
    "unanswered": "No party takes a position.",
    "mirror": "Two parties speak of each other, which is no contradiction.",
}
