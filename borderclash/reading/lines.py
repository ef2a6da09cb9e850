"""The lines of a text: which of them a character is in, and where that begins and ends.

A line ends with a line feed, a carriage return, or both. A text may have tens of millions of lines: they are
counted by block, and none is kept.
"""

from __future__ import annotations

import re
from itertools import accumulate

BLOCK = 4096
_BREAK = re.compile("[\r\n]")


class Lines:
    """The lines of a text, counted from 1."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._returns = "\r" in text
        blocks = range(0, len(text), BLOCK)
        self._before = [0, *accumulate(self._ends(start, start + BLOCK) for start in blocks)]

    def number(self, at: int) -> int:
        """Return the number of the line that a character is in; the end of a line is part of it."""
        block = at // BLOCK
        return 1 + self._before[block] + self._ends(block * BLOCK, at)

    def span(self, at: int) -> tuple[int, int]:
        """Return where the line of a character begins and ends, the characters that end it left out."""
        first = self._begin(at)
        match = _BREAK.search(self._text, first)
        return first, match.start() if match else len(self._text)

    def _ends(self, start: int, stop: int) -> int:
        """Return how many lines end in a stretch, by the last character of their end."""
        ends = self._text.count("\n", start, stop)
        if self._returns:
            ends += self._text.count("\r", start, stop) - self._text.count("\r\n", start, stop + 1)
        return ends

    def _begin(self, at: int) -> int:
        stop = at
        while stop > 0:
            start = max(0, stop - BLOCK)
            found = self._text.rfind("\n", start, stop)
            if self._returns:
                lone = self._text.rfind("\r", start, stop)
                # What stands between the two characters of an end is in the line that they end.
                if lone + 1 == at and self._text.startswith("\n", at):
                    lone = self._text.rfind("\r", start, lone)
                found = max(found, lone)
            if found >= 0:
                return found + 1
            stop = start
        return 0
