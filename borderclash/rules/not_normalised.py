"""A text is not in Unicode normalisation form C (NFC).

The same letter can be written as one character or as two: as it is, or a plain one with an accent that combines.
They look alike, but a search, a comparison of files or an id in another tool takes them for different words.
Names copied from PDF files and from macOS often come so.

Fails:

    borderclash: 1
    title: "Cafe\\u0301 attack"

Mended:

    borderclash: 1
    title: "Caf\\u00e9 attack"
"""

import unicodedata
from collections.abc import Iterator

from borderclash.fold import normalized
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.texts import beyond_ascii

NAME = "not-normalised"
SEVERITY: Severity = "warning"


def check(material: Material) -> Iterator[Finding]:
    """Yield each text that its composed form differs from."""
    for text, place in material.once(beyond_ascii):
        composed = normalized("NFC", text)
        if composed != text:
            at = next((i for i, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b), len(composed))
            message = f"not in Unicode NFC from character {at + 1} on: {_code(text[at : at + 1])}"
            help = f"write it composed: {_code(composed[at : at + 1])}; editors call this normalising to NFC"
            yield Finding(NAME, message, place, help, SEVERITY)


def _code(char: str) -> str:
    return f"U+{ord(char):04X} ({unicodedata.name(char, 'no name').lower()})"
