"""One spelling for texts that differ only in how they were typed, as the tables and the quotes are compared in."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = (
    "\u00ad\u200b\u200d\u200e\u200f\u2060\ufeff\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Vowel signs of Arabic, the stretched line, and the dot below of Hindi: some write them, some do not.
_MARKS = "".join(map(chr, (*range(0x064B, 0x0660), 0x0670, 0x0640, 0x093C)))
# Each sign stands for those behind it.
_SAME = {
    "\u06cc": "\u0649\u064a",
    "\u06a9": "\u0643",
    "\u0627": "\u0623\u0625\u0622\u0671",
    "\u0647": "\u06c1\u06be\u06c0\u06c2",
    "\u0629": "\u06c3",
    "\u0902": "\u0901",
    "\u0435": "\u0451",
    "-": "\u2010\u2011\u2012\u2212\uff0d",
    "\u2013": "\u2014\u2015",
    "~": "\u301c\uff5e",
    "'": "\u02bc\u2019\u2018\u02bb\u00b4`",
    '"': "\u201c\u201d\u201e\u00ab\u00bb",
    ",": "\u060c\u3001\uff0c",
    ";": "\u061b\uff1b",
    ".": "\u3002\u06d4\u0964",
    "?": "\u061f",
    "%": "\u066a",
}
_BEFORE = str.maketrans(
    dict.fromkeys("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079", "")
    | dict.fromkeys(_INVISIBLE, "")
    | {"\u00b4": "'"}
)
_TABLE = str.maketrans(
    dict.fromkeys(_MARKS, "") | {other: sign for sign, others in _SAME.items() for other in others}
)
_FRACTIONS = {"\u00bd": ".5", "\u00bc": ".25", "\u00be": ".75"}
_FRACTION = re.compile("(\\d?) ?([\u00bd\u00bc\u00be])")
_DIGIT = re.compile(r"[^\D0-9]")
_DEVANAGARI = re.compile("[\u0900-\u097f]")


def fold(text: str, turkish: bool = False) -> str:
    """Return *text* in lower case, with digits as 0 to 9 and one sign for each kind of space, mark and letter."""
    if turkish:
        text = text.replace("\u0130", "i").replace("I", "\u0131")
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    text = text.replace("\u200c", "" if _DEVANAGARI.search(text) else " ").translate(_BEFORE)
    text = _FRACTION.sub(lambda found: (found[1] or "0") + _FRACTIONS[found[2]], text)
    text = unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)
    return " ".join(_DIGIT.sub(lambda digit: str(int(digit[0])), text).split())
