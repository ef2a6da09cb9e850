"""The words of a row of a comparison: its cells, and the sentences that say why its verdicts stand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from borderclash.comparing.accounts import Account
from borderclash.comparing.rows import Mirror, Pair, Row
from borderclash.model import Party, Question
from borderclash.presenting.naming import speaker
from borderclash.presenting.words import RowWords


class RowPhrasing:
    """Puts a row into words; with *notes*, which is for readers, cells have a mark where a claim has a note."""

    def __init__(self, row: Row, *, notes: bool = False) -> None:
        self.row = row
        self.words = RowWords(row.question)
        self.of_cells = RowWords(row.question, notes=True) if notes else self.words

    def cell(self, party: str) -> str | None:
        """Return the text of a party's cell, ``None`` where it has no claim."""
        return self.of_cells.cell(self.row.accounts[party])

    @cached_property
    def why(self) -> str:
        """The sentence that says why the row has its verdict."""
        if self.row.deciding is None:
            return self.words.why_alone(list(self.row.accounts.values()))
        return self.why_pair(self.row.deciding)

    def why_pair(self, pair: Pair) -> str:
        """Return the sentence that says why two accounts have their verdict."""
        a, b = (speaker(self.row.accounts[party]) for party in pair.parties)
        return self.words.why_pair(a, b, pair.outcome)


def mirror_texts(mirror: Mirror) -> tuple[str, str]:
    """Return what each of the two parties of a mirror says, as its cell shows it."""
    words = RowWords(mirror.question)
    a, b = (words.cell(account) or "" for account in mirror.accounts)
    return a, b


def mirror_cells(mirror: Mirror, parties: Mapping[str, Party]) -> tuple[str, str]:
    """Return what each of the two parties says of the other: ``25 of Pakistan's (posts seized)``."""
    (a, b), (first, second) = mirror.accounts, mirror.parties
    return _of(a, parties[second], mirror.question), _of(b, parties[first], mirror.question)


def _of(account: Account, other: Party, question: Question) -> str:
    """Return an account's cell with whom its figures are of; other answers are led in by the name."""
    if question.kind in ("count", "number"):
        owner = f" of {other.name}'" + ("" if other.name.endswith(("s", "S")) else "s")
        return RowWords(question, notes=True, owner=owner).cell(account) or ""
    return f"of {other.name}: {RowWords(question, notes=True).cell(account) or ''}"
