"""How wide words come out in a sans-serif face, near enough to break lines and to set columns by."""

from __future__ import annotations

import re
import unicodedata

# Widths in ems of Helvetica, Arial and what stands in for them, rounded up.
_NARROW = frozenset(" .,:;!|'ijltfrI()[]/\N{RIGHT SINGLE QUOTATION MARK}")
_BROAD = frozenset("mwMW@%\N{EM DASH}")
_BOLD = 1.08
_BREAK = re.compile(r"\S+\s*|\s+")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how many pixels *text* takes in a face of *size* pixels."""
    return sum(map(_em, text)) * size * (_BOLD if bold else 1)


def _em(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if unicodedata.combining(char):
        return 0.0
    if char in _NARROW:
        return 0.34
    if char in _BROAD:
        return 0.95
    return 0.72 if char.isupper() else 0.57


def broken(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Return *text* in lines of at most *room* pixels; a word too long for one is broken itself."""
    lines = [""]
    for word in _BREAK.findall(text):
        if width(lines[-1] + word.rstrip(), size, bold=bold) > room and lines[-1]:
            lines.append("")
        for char in word:
            if width(lines[-1] + char, size, bold=bold) > room and not char.isspace():
                lines.append("")
            lines[-1] += char
    return [line.rstrip() for line in lines]
