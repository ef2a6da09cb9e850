"""What languages of markup share, such as Markdown and wikitext: emphasis, and the line of a claim."""

from __future__ import annotations

from borderclash.language import colon, gettext, isolated
from borderclash.presenting.blocks import ClaimEntry

DASH = "\N{EM DASH}"


def emphasized(text: str, inner: str, around: str) -> str:
    """Return *inner*, which is *text* in a language of markup, with the sign of an emphasis around it.

    Space at its ends stands outside, where the sign would else mean nothing.
    """
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
