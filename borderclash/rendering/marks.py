"""What formats for readers share: the sign of each mark, emphasis, the line of a claim."""

from __future__ import annotations

from collections.abc import Mapping

from borderclash.language import colon, gettext, isolated
from borderclash.presenting.blocks import ClaimEntry, MarkName

DASH = "\N{EM DASH}"
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


def emphasized(text: str, inner: str, around: str) -> str:
    """Return *inner*, which is *text* as markup, with an emphasis around it; space at its ends stands outside."""
    if not inner:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{around}{inner}{around}{after}"


def claim_line(claim: ClaimEntry) -> str:
    """Return what a claim says, who said it, its quote and its note in one line of plain text."""
    note = gettext("Note: {note}", note=claim.note) if claim.note else ""
    said = f"{isolated(claim.party)}{colon()}{isolated(claim.says)}"
    parts = (said, claim.details, claim.origins, claim.quoted, note)
    return f" {DASH} ".join(part for part in parts if part)
