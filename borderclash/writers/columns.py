"""Columns of a table in a terminal: how wide each is, and where the text in it breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

GUTTER = 2
# In a column of words narrower than this, a reader spells instead of reading.
LEAST = 11
# A word ends at a space, or behind a hyphen or slash within it.
_WORD = re.compile(r"\S+?(?:(?<=\w)[-/](?=\w)|(?=\s)|$)\s*")


def words(text: str) -> list[str]:
    """Return the pieces of *text* between which a line may break; together they are the text."""
    return _WORD.findall(text.strip())


def fit(heads: Sequence[str], lines: Iterable[Sequence[Text]], flexible: int, available: int) -> list[int] | None:
    """Return a width for each column so that all take *available* cells; ``None`` where they do not fit.

    The widest of the *flexible* first columns are narrowed first, none below its longest word.
    """
    columns = [[head, *(line[number].plain for line in lines)] for number, head in enumerate(heads)]
    wanted = [max(map(cell_len, column)) for column in columns]
    least = wanted.copy()
    for number in range(flexible):
        longest = max((_longest_word(text) for text in columns[number]), default=0)
        least[number] = max(longest, min(LEAST, wanted[number]))
    available -= GUTTER * (len(heads) - 1)
    if sum(least) > available:
        return None
    while sum(wanted) > available:
        narrowed = [number for number in range(flexible) if wanted[number] > least[number]]
        wanted[max(narrowed, key=wanted.__getitem__)] -= 1
    return wanted


def _longest_word(text: str) -> int:
    indent = len(text) - len(text.lstrip())
    return indent + max((cell_len(word.rstrip()) for word in words(text)), default=0)


def wrapped(text: Text, width: int) -> Text:
    """Return *text* broken into lines of at most *width* cells; further lines are indented as the first is."""
    if cell_len(text.plain) <= width:
        return text
    indent = " " * (len(text.plain) - len(text.plain.lstrip()))
    breaks: list[int] = []
    start = len(indent)
    used = cell_len(indent)
    for word in words(text.plain):
        room = cell_len(word.rstrip())
        if used + room > width and used > len(indent):
            breaks.append(start)
            used = cell_len(indent)
        used += cell_len(word)
        start += len(word)
    lines = text.divide(breaks)
    for line in lines:
        line.rstrip()
    return Text(f"\n{indent}").join(lines)
