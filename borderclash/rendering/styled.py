"""Text with styles for a terminal, laid out line by line: much faster than Rich where there are many lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, chop_cells

from borderclash.language import FIRST_STRONG, POP, is_right_to_left
from borderclash.text.escaping import terminal_text

if TYPE_CHECKING:
    from borderclash.presenting.blocks import Role

CODES = {
    "bold": "1",
    "dim": "2",
    "underline": "4",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
# The codes of what a run of text is.
STYLES: dict[Role, str] = {
    "plain": "",
    "strong": "bold",
    "quiet": "dim",
    "warning": "bold red",
    "conflict": "bold red",
    "overlap": "yellow",
    "unlike": "magenta",
    "open": "blue",
    "compatible": "cyan",
    "agree": "green",
    "one-party": "dim",
    "unanswered": "dim",
    "asserts": "green",
    "denies": "cyan",
    "declines": "yellow",
    "cannot-say": "yellow",
    "withdrawn": "magenta",
    "no-claim": "dim",
    "added": "green",
    "revised": "cyan",
    "took-back": "magenta",
    "changed": "yellow",
    "corrected": "blue",
    "removed": "red",
}
# In a column of words narrower than this, a reader spells instead of reading.
LEAST = 11
_TURNS = re.compile(f"[{FIRST_STRONG}{POP}]")
# Where a line may break: at any space but those that forbid it, as before a colon in French.
SPACE = r" \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_WORD = re.compile(f"[{SPACE}]*[^{SPACE}]+[{SPACE}]*")


class Styled(NamedTuple):
    """Inert text in one line: as a whole, and in pieces that each have a style (words of `CODES`, or nothing)."""

    plain: str
    pieces: tuple[tuple[str, str], ...]


EMPTY = Styled("", ())


def styled(words: str, style: str = "") -> Styled:
    """Return *words*, made inert, in one style."""
    if not words.isprintable():
        words = terminal_text(words, isolates=is_right_to_left())
    return Styled(words, ((words, style),))


def joined(*texts: Styled) -> Styled:
    """Return *texts* one behind the other."""
    if len(texts) == 1:
        return texts[0]
    plain = "".join([text.plain for text in texts])
    return Styled(plain, tuple([piece for text in texts for piece in text.pieces]))


@lru_cache(maxsize=4096)
def cells(text: str) -> int:
    """Return how many cells of a terminal inert *text* takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: Styled, breaks: Sequence[int]) -> list[Styled]:
    """Return the lines of *text*, broken before the characters *breaks*, without spaces at their ends."""
    if not breaks:
        return [text]
    return [_part(text, start, end) for start, end in pairwise([0, *breaks, len(text.plain)])]


def _part(text: Styled, start: int, end: int, *, strip: bool = True) -> Styled:
    plain = text.plain[start:end]
    if strip:
        plain = plain.rstrip()
        end = start + len(plain)
    pieces = []
    for words, style in text.pieces:
        if part := words[max(0, start) : max(0, end)]:
            pieces.append((part, style))
        start -= len(words)
        end -= len(words)
    return Styled(plain, tuple(pieces))


def apart(text: str) -> str:
    """Return a text, or a part of one, that turns nothing beside it: what begins in it ends in it."""
    depth = 0

    def turn(match: re.Match[str]) -> str:
        nonlocal depth
        depth += 1 if match[0] == FIRST_STRONG else -1
        if depth >= 0:
            return match[0]
        depth = 0
        return ""

    return f"{FIRST_STRONG}{_TURNS.sub(turn, text)}{POP * (depth + 1)}"


class Pen:
    """Lays styled text out in lines of so many cells, in colour or without. Lines come without their ends.

    In a language from right to left each line ends at the right: a text keeps a direction of its own, and what
    stands beside it its place, whether the terminal turns words around or not.
    """

    def __init__(self, width: int, *, color: bool) -> None:
        self.width = width
        self.color = color
        self.right_to_left = is_right_to_left()

    def paint(self, text: Styled) -> str:
        """Return *text* with the codes of its styles."""
        if not self.color:
            return text.plain
        return "".join(
            f"\x1b[{';'.join(CODES[word] for word in style.split())}m{words}\x1b[0m" if style and words else words
            for words, style in text.pieces
        )

    def placed(self, text: Styled, width: int) -> str:
        """Return *text* in so many cells, at the side where a line begins."""
        space = " " * (width - cells(text.plain))
        if not self.right_to_left:
            return f"{self.paint(text)}{space}"
        words = text.plain.strip()
        if not words:
            return f"{space}{text.plain}"
        start = text.plain.index(words)
        core = apart(self.paint(_part(text, start, start + len(words))))
        return f"{space}{text.plain[start + len(words) :]}{core}{text.plain[:start]}"

    def lines(self, text: Styled) -> Iterator[str]:
        """Yield *text*, broken between words where it is wider than a line."""
        for line in cut(text, breaks(text.plain, self.width)):
            yield self.placed(line, self.width).rstrip()

    def hanging(self, lead: Styled, *bodies: Styled) -> Iterator[str]:
        """Yield *bodies* below each other behind *lead*, indented as far, or less where that leaves no room."""
        indent = cells(lead.plain)
        if self.width - indent < LEAST:
            indent = len(lead.plain) - len(lead.plain.lstrip())
            lead, rest = _part(lead, 0, indent, strip=False), _part(lead, indent, len(lead.plain), strip=False)
            bodies = joined(rest, bodies[0]), *bodies[1:]
        begin = self.placed(lead, indent)
        for body in bodies:
            for line in cut(body, breaks(body.plain, self.width - indent)):
                words = self.placed(line, self.width - indent)
                yield f"{words}{begin}".rstrip() if self.right_to_left else f"{begin}{words}".rstrip()
                begin = " " * indent


def breaks(text: str, width: int) -> list[int]:
    """Return before which characters inert *text* breaks into lines of *width* cells, between words if it can."""
    if cells(text) <= width:
        return []
    found: list[int] = []
    used = 0
    for match in _WORD.finditer(text):
        start, word = match.start(), match[0]
        room = cells(word.rstrip())
        if used + room <= width:
            used += cells(word)
            continue
        parts = chop_cells(word, width) if room > width else [word]
        for part in parts:
            if start:
                found.append(start)
            start += len(part)
        used = cells(parts[-1])
    return found
