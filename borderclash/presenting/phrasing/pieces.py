"""Texts in pieces, each with the claims that say it, so that a source can stand behind its figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from string import Formatter
from typing import NamedTuple

from borderclash.language import gettext, is_right_to_left, isolated
from borderclash.model import Claim

RIGHT_TO_LEFT_MARK = "\u200f"


class Piece(NamedTuple):
    """A part of a text; of an answer, the claims that give it and the numbers of its positions."""

    text: str
    claims: tuple[Claim, ...] = ()
    positions: tuple[int, ...] = ()

    def and_of(self, other: Piece) -> Piece:
        """Return the piece with the claims of another one that says the same."""
        return Piece(self.text, (*self.claims, *other.claims), self.positions) if other.claims else self

    @property
    def noted(self) -> bool:
        """Whether one of its claims has a note."""
        return any(claim.note for claim in self.claims)


def in_all(pieces: Iterable[Piece]) -> str:
    """Return the text that pieces make."""
    return "".join(piece.text for piece in pieces)


def separated(pieces: Sequence[Piece], between: str) -> list[Piece]:
    """Return *pieces* with a text between any two, each of several isolated."""
    if len(pieces) < 2:
        return [*pieces]
    # Where nothing but isolated texts stand, none would tell the direction that they stand in.
    between = f"{RIGHT_TO_LEFT_MARK}{between}" if is_right_to_left() else between
    made: list[Piece] = []
    for piece in pieces:
        made += (Piece(between), piece._replace(text=isolated(piece.text)))
    return made[1:]


def composed(message: str, /, **places: Sequence[Piece]) -> list[Piece]:
    """Return a message in the language with pieces in its places; a text alone in one is isolated."""
    made: list[Piece] = []
    for words, name in _parsed(gettext(message)):
        if words:
            made.append(Piece(words))
        filled = places[name] if name else ()
        if len(filled) == 1 and (text := isolated(filled[0].text)) != filled[0].text:
            filled = [filled[0]._replace(text=text)]
        made += filled
    return made


@lru_cache(maxsize=64)
def _parsed(message: str) -> Sequence[tuple[str, str | None]]:
    """Return the words of a message, each with the name of the place behind them."""
    return [(words, name) for words, name, *_ in Formatter().parse(message)]


def changes(pieces: Iterable[Piece]) -> list[Piece]:
    """Return *pieces* without those that repeat the one before, which takes their claims."""
    made: list[Piece] = []
    for piece in pieces:
        if made and made[-1].text == piece.text:
            made[-1] = made[-1].and_of(piece)
        else:
            made.append(piece)
    return made


def unique(pieces: Iterable[Piece]) -> list[Piece]:
    """Return *pieces* without those that say what another one did, which takes their claims."""
    made: dict[str, Piece] = {}
    for piece in pieces:
        made[piece.text] = made[piece.text].and_of(piece) if piece.text in made else piece
    return list(made.values())
