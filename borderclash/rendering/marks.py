"""The sign of each mark, the same in every format for readers."""

from __future__ import annotations

from collections.abc import Mapping

from borderclash.presenting.blocks import MarkName

SIGNS: Mapping[MarkName, str] = {
    "conflict": "\N{NOT EQUAL TO}",
    "overlap": "\N{ALMOST EQUAL TO}",
    "unlike": "\N{PARALLEL TO}",
    "open": "\N{PILCROW SIGN}",
    "compatible": "+",
    "agree": "=",
    "one-party": "\N{CIRCLE WITH LEFT HALF BLACK}",
    "unanswered": "?",
    "mirror": "\N{RIGHTWARDS ARROW OVER LEFTWARDS ARROW}",
    "asserts": "\N{BLACK CIRCLE}",
    "denies": "\N{CIRCLED DIVISION SLASH}",
    "declines": "\N{WHITE CIRCLE}",
    "cannot-say": "?",
    "withdrawn": "\N{ANTICLOCKWISE TOP SEMICIRCLE ARROW}",
    "no-claim": "\N{EM DASH}",
    "added": "+",
    "revised": "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "took-back": "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "changed": "~",
    "removed": "-",
    "becomes": "\N{RIGHTWARDS ARROW}",
    "times": "\N{MULTIPLICATION SIGN}",
}
ASCII_SIGNS: Mapping[MarkName, str] = {
    **SIGNS,
    "conflict": "!=",
    "overlap": "~",
    "unlike": "||",
    "open": '"',
    "one-party": "1",
    "mirror": "<>",
    "asserts": "+",
    "denies": "x",
    "declines": "o",
    "withdrawn": "<",
    "no-claim": "-",
    "revised": ">",
    "took-back": "<",
    "becomes": "->",
    "times": "x",
}


def turned(signs: Mapping[MarkName, str]) -> Mapping[MarkName, str]:
    """Return *signs* for a language from right to left: the arrow of "becomes" leads the way that lines run."""
    # No arrow is turned with its line, and a line of figures alone would not be one from right to left.
    arrow = "\N{LEFTWARDS ARROW}" if signs is SIGNS else "<-"
    return {**signs, "becomes": f"\N{RIGHT-TO-LEFT MARK}{arrow}"}
