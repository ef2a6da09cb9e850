"""Whether a quote occurs in a text, without regard to how either was typed."""

from __future__ import annotations

import re

from borderclash.text.folding import normalized

_QUOTATION = "\"'`\u00b4\u2032\u2033\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a"
_QUOTATION += "\u300c\u300d\u300e\u300f\u301d\u301e\u301f\u02bc\u02bb"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u2e3a\u2e3b\u301c"
# Soft hyphens, zero-width characters and marks of direction: nobody sees them.
_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_TABLE = str.maketrans(
    dict.fromkeys(_QUOTATION, "'") | dict.fromkeys(_DASHES, "-") | dict.fromkeys(_INVISIBLE, "")
)
_MARKS = re.compile(r"'{2,}| *-[- ]*")
# Chinese and Japanese set no space between words, so that one stands for a line break there.
_CJK = "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
_BROKEN = re.compile(f"(?<={_CJK}) (?={_CJK})")
# "...", "[...]", "(...)", ". . .", and what a curator put in: "[the army]".
_GAP = re.compile(r" ?(?:\[[^\[\]]*\]|\( ?\.(?: ?\.)+ ?\)|\.(?: ?\.){2,}) ?")
_DIGITS = re.compile(r"\d+")


def folded(text: str) -> str:
    """Return *text* with white space, quotation marks, dashes and Unicode forms made one."""
    text = normalized("NFKC", text).translate(_TABLE)
    text = " ".join(text.split())
    if "-" in text or "''" in text:
        text = _MARKS.sub(lambda match: "-" if "-" in match[0] else "'", text)
    return text if text.isascii() else _BROKEN.sub("", text)


def occurs(quote: str, text: str) -> bool:
    """Say whether the pieces of *quote* between its gaps occur in *text* in this order; both are folded."""
    at = 0
    for piece in _GAP.split(quote):
        if piece:
            at = _find(piece, text, at)
            if at < 0:
                return False
    return True


def _find(piece: str, text: str, start: int) -> int:
    """Return where *piece* ends in *text* from *start* on, -1 if nowhere; it must not cut a number in two."""
    while (at := text.find(piece, start)) >= 0:
        end = at + len(piece)
        if not (piece[0].isdigit() and _number_before(text, at)) and not (
            piece[-1].isdigit() and _number_behind(text, end)
        ):
            return end
        # What begins further on in the same digits cuts them in two as well.
        digits = _DIGITS.match(text, at)
        start = digits.end() if digits else at + 1
    return -1


def _number_before(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() or (text[at - 1 : at] in (".", ",") and text[max(0, at - 2)].isdigit())


def _number_behind(text: str, end: int) -> bool:
    return text[end : end + 1].isdigit() or (
        text[end : end + 1] in (".", ",") and text[end + 1 : end + 2].isdigit()
    )
