"""Quotation marks and hyphens that look like those of YAML and of ISO 8601, and are others."""

from __future__ import annotations

import re
import unicodedata

CURLY = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb\u2039\u203a\u300c\u300d\uff02\uff07"
HYPHENS = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
SLASHES = "\u2044\u2215\uff0f"
_PLAIN = str.maketrans(dict.fromkeys(HYPHENS, "-") | dict.fromkeys(SLASHES, "/"))
# Compiled where they are used: every start reads this, and few need them.
_AROUND = f"(?s:[{CURLY}]\\s*(.*?)\\s*[{CURLY}])"
_ALIKE = f"[{HYPHENS}{SLASHES}]"


def code_point(char: str) -> str:
    """Return the number and the name of a character, such as ``U+2011 (non-breaking hyphen)``."""
    return f"U+{ord(char):04X} ({unicodedata.name(char, 'no name').lower()})"


def within_curly(text: str) -> str | None:
    """Return what stands within the curly quotation marks around *text*, ``None`` where there are none."""
    match = re.fullmatch(_AROUND, text)
    return match[1] if match else None


def with_plain_hyphens(text: str) -> tuple[str, str] | None:
    """Return *text* with plain hyphens and slashes, and the first character replaced; ``None`` for no change."""
    match = re.search(_ALIKE, text)
    return (text.translate(_PLAIN), match[0]) if match else None


def curly(field: str, written: str, inner: str) -> tuple[str, str]:
    """Return message and remedy for a *field* in curly quotation marks; *inner* is what stands within them."""
    shown, plain = (text if len(text) <= 60 else f"{text[:57]}..." for text in (written, inner))
    message = f"`{field}` stands in {code_point(written[0])}, which YAML takes for a part of the text: `{shown}`"
    return message, f'write {plain}, without quotation marks or in straight ones: "{plain}"'
