"""A row of a comparison for programs: plain values at once, words when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from borderclash.model import Claim, Event, Party, Question, Source, Stance
from borderclash.values import Figure, Written
from borderclash.vocabulary import Verdict

if TYPE_CHECKING:
    from borderclash.comparing import accounts, rows, support
    from borderclash.comparing.accounts import State

Gap = int | Decimal | timedelta


@dataclass(frozen=True, slots=True)
class Position:
    """A position that a party takes: what it asserts or denies.

    ``claim`` has who said it, when, in which source and words; of a sum of parts, which is ``derived``, it is made
    up. ``value`` is as written, ``measure`` what the party counts where that is not quite what the question says,
    ``figure`` the value as an interval, ``None`` for what is no figure. ``wordings`` are the claims that give it
    where it has several, ``sources`` the ids of the sources that have it, ``origins`` how many origins these have
    at most (``None`` where of no two of them more is known), ``voices`` how many voices of a pooled party say so.
    """

    claim: Claim
    stance: Stance
    value: Written | None
    measure: str | None
    figure: Figure | None
    derived: bool
    wordings: tuple[Claim, ...]
    sources: tuple[str, ...]
    origins: int | None
    voices: int | None


@dataclass(frozen=True, slots=True, repr=False)
class Account:
    """What a party says in a row.

    ``positions`` are those that stand, several where they have different measures or cannot be ordered; ``claims``
    are all its claims here in order of time, history included. ``self_contradicting`` says whether positions of
    one time conflict.
    """

    party: Party
    state: State
    positions: tuple[Position, ...]
    claims: tuple[Claim, ...]
    self_contradicting: bool
    _row: rows.Row

    def __repr__(self) -> str:
        """Return whose it is, and what it says."""
        return f"Account({self.party.id!r}, {self.text!r})"

    @property
    def text(self) -> str | None:
        """What its cell shows, ``None`` where it has no claim."""
        from borderclash.presenting.phrasing.rows import RowPhrasing

        return RowPhrasing(self._row).cell(self.party.id)


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A row of a comparison: a question of an event, for one subject and one scope.

    ``subject`` is the id of the party whose losses, posts or people these are, ``scope`` the part that is covered,
    ``None`` for the whole. ``verdict`` says how the accounts stand to each other; ``gap`` is that of the deciding
    accounts, a number, of times a `timedelta`, ``ratio`` the larger over the smaller figure, to three decimals.
    ``between`` are the two parties whose gap it is.
    """

    event: Event
    question: Question
    subject: str | None
    scope: str | None
    verdict: Verdict
    gap: Gap | None
    ratio: Decimal | None
    between: tuple[str, str] | None
    _row: rows.Row
    _parties: Mapping[str, Party]
    _sources: Mapping[str, Source]

    def __repr__(self) -> str:
        """Return what it is about, and its verdict."""
        return f"Row({self.event.id!r}, {self.label!r}, {self.verdict!r})"

    @property
    def label(self) -> str:
        """What readers know it by: the question, with its measure, unit, subject and scope."""
        from borderclash.presenting.phrasing.labels import row_label

        return row_label(self._row, self._parties)

    @property
    def why(self) -> str:
        """The sentence that says why the row has its verdict."""
        from borderclash.presenting.phrasing.rows import RowPhrasing

        return RowPhrasing(self._row).why

    @property
    def prose(self) -> str:
        """The row as a paragraph: each figure with speaker, agency, day and outlet, then how the answers stand."""
        from borderclash.presenting.phrasing import prose

        return prose.of_row(self._row, self._parties, self._sources)

    @property
    def accounts(self) -> Mapping[str, Account]:
        """The account of each party with a claim on the event, by the party's id."""
        return {id: _account(account, self._row) for id, account in self._row.accounts.items()}


def row(event: Event, of: rows.Row, comparison: rows.Comparison) -> Row:
    """Return a row of a comparison as a program gets it."""
    gap: Gap | None = of.gap.size if of.gap else None
    if of.gap and of.gap.in_seconds:
        gap = timedelta(microseconds=int(of.gap.size * 1_000_000))
    ratio = of.gap.ratio if of.gap else None
    about = of.question, of.subject, of.scope, of.verdict
    return Row(event, *about, gap, ratio, of.between, of, comparison.parties, comparison.sources)


def _account(of: accounts.Account, row: rows.Row) -> Account:
    positions = tuple(_position(answer, row.question) for answer in row.answers(of.party.id))
    return Account(of.party, of.state, positions, of.claims, of.self_contradicting, row)


def _position(answer: support.Answer, question: Question) -> Position:
    position, origins = answer.position, answer.origins
    claim, figure = position.claim, question.figure(position.claim)
    said = claim.stance, claim.value, claim.measure, figure, position.derived
    return Position(claim, *said, answer.wordings, origins.sources, origins.number, answer.voices)
