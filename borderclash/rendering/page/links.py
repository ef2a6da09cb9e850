"""Addresses of sources, and links that lead to the quoted words in them.

A text fragment (``#:~:text=...``) has the browser scroll to the words and mark them. Long quotes, and those with
something left out, are given by the words that they begin and end with.
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encoded

from borderclash.text.escaping import is_web_address

# A fragment of more words than this is given by as many at either end: the fewer, the likelier they all occur.
WHOLE, ENDS = 12, 5
# What a quote leaves out, and what its curator put in: "...", "[...]", "[the army]".
_GAP = re.compile(r"\[[^\]]*\]|\(?(?:\N{HORIZONTAL ELLIPSIS}|\.(?: ?\.){2,})\)?")
# A page may set other quotation marks around the words, or another stop behind them.
_EDGES = " \"'\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a.,;:"
_DIRECTIVE = ":~:"


def web_address(address: str | None) -> str | None:
    """Return *address* if it is one of the web; any other, such as ``javascript:``, is no link."""
    return address if address and is_web_address(address) else None


def quoted_words(address: str | None, quote: str | None) -> str | None:
    """Return the link to *quote* in the document at *address*, ``None`` where that is no address of the web."""
    address = web_address(address)
    fragment = text_fragment(quote) if quote else ""
    if not address or not fragment:
        return address
    # A page's own fragment stays; what else it carries for the browser would be read together with ours.
    page, _, anchor = address.partition("#")
    return f"{page}#{anchor.partition(_DIRECTIVE)[0]}{_DIRECTIVE}{fragment}"


def text_fragment(quote: str) -> str:
    """Return the directive that finds *quote* (``text=start,end``), empty where nothing is left to be found."""
    pieces = [" ".join(piece.split()).strip(_EDGES) for piece in _GAP.split(quote)]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return ""
    first, last = pieces[0].split(" "), pieces[-1].split(" ")
    if len(pieces) == 1 and len(first) <= WHOLE:
        return f"text={_encoded(first)}"
    ends = _encoded(first[:ENDS]), _encoded(last[-ENDS:])
    return f"text={','.join(ends)}" if all(ends) else ""


def _encoded(words: list[str]) -> str:
    """Return *words* percent-encoded; comma, ampersand and hyphen would have a meaning in a directive."""
    text = " ".join(words).strip(_EDGES)
    return percent_encoded(text, safe="", errors="replace").replace("-", "%2D")
