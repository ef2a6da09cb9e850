"""A row of a comparison for programs: plain values at once, words and figures when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from borderclash.model import Claim, Event, Party, Question, Stance
from borderclash.values import Figure, Written
from borderclash.vocabulary import Verdict

if TYPE_CHECKING:
    from borderclash.comparing import accounts, rows, support
    from borderclash.comparing.accounts import State

Gap = int | Decimal | timedelta


@dataclass(frozen=True, slots=True)
class Position:
    """A position that a party takes: what it asserts or denies.

    ``claim`` has who said it, when, in which source and words; of a sum of parts it is made up.
    """

    claim: Claim
    _question: Question = field(repr=False)
    _answer: support.Answer = field(repr=False)

    @property
    def stance(self) -> Stance:
        """``asserts`` or ``denies``."""
        return self.claim.stance

    @property
    def value(self) -> Written | None:
        """The value as it was written."""
        return self.claim.value

    @property
    def measure(self) -> str | None:
        """What the party counts, where it is not quite what the question says."""
        return self.claim.measure

    @property
    def figure(self) -> Figure | None:
        """The figure as an interval, ``None`` for a value that is no figure."""
        return self._question.figure(self.claim)

    @property
    def derived(self) -> bool:
        """Whether nobody said it: it is the sum of what the party says of each part."""
        return self._answer.position.derived

    @property
    def wordings(self) -> tuple[Claim, ...]:
        """The claims that give it in several wordings, nothing where it has one."""
        return self._answer.wordings

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that have it."""
        return self._answer.origins.sources

    @property
    def origins(self) -> int | None:
        """How many origins these have at most, ``None`` where of no two of them more is known."""
        return self._answer.origins.number

    @property
    def voices(self) -> int | None:
        """How many voices of a pooled party say so, ``None`` of any other party."""
        return self._answer.voices


@dataclass(frozen=True, slots=True)
class Account:
    """What a party says in a row."""

    _account: accounts.Account
    _row: rows.Row

    def __repr__(self) -> str:
        """Return whose it is, and what it says."""
        return f"Account({self.party.id!r}, {self.text!r})"

    @property
    def party(self) -> Party:
        """The party."""
        return self._account.party

    @property
    def state(self) -> State:
        """``asserts``, ``denies``, ``withdrawn``, ``declines``, ``cannot-say`` or ``no-claim``."""
        return self._account.state

    @property
    def text(self) -> str | None:
        """What its cell shows, ``None`` where it has no claim."""
        from borderclash.presenting.phrasing.rows import RowPhrasing

        return RowPhrasing(self._row).cell(self.party.id)

    @property
    def positions(self) -> tuple[Position, ...]:
        """The positions that stand; several where they have different measures, or cannot be ordered."""
        answers = self._row.answers(self.party.id)
        return tuple(Position(answer.position.claim, self._row.question, answer) for answer in answers)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All its claims here in order of time, history included."""
        return self._account.claims

    @property
    def self_contradicting(self) -> bool:
        """Whether positions of one time conflict."""
        return self._account.self_contradicting


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a comparison: a question of an event, for one subject and one scope."""

    event: Event
    _row: rows.Row
    _parties: Mapping[str, Party]

    def __repr__(self) -> str:
        """Return what it is about, and its verdict."""
        return f"Row({self.event.id!r}, {self.label!r}, {self.verdict!r})"

    @property
    def label(self) -> str:
        """What readers know it by: the question, with its measure, unit, subject and scope."""
        from borderclash.presenting.phrasing.labels import row_label

        return row_label(self._row, self._parties)

    @property
    def question(self) -> Question:
        """The question."""
        return self._row.question

    @property
    def subject(self) -> str | None:
        """Whose losses, posts or people: the id of a party."""
        return self._row.subject

    @property
    def scope(self) -> str | None:
        """The part that is covered, ``None`` for the whole."""
        return self._row.scope

    @property
    def verdict(self) -> Verdict:
        """How the accounts stand to each other, such as ``conflict``."""
        return self._row.verdict

    @property
    def gap(self) -> Gap | None:
        """The gap of the deciding accounts: a number, of times a `timedelta`; ``None`` where there is none."""
        gap = self._row.gap
        if gap is None:
            return None
        return timedelta(microseconds=int(gap.size * 1_000_000)) if gap.in_seconds else gap.size

    @property
    def ratio(self) -> Decimal | None:
        """The larger over the smaller figure, to three decimals."""
        return self._row.gap.ratio if self._row.gap else None

    @property
    def between(self) -> tuple[str, str] | None:
        """The two parties whose gap it is."""
        return self._row.between

    @property
    def why(self) -> str:
        """The sentence that says why the row has its verdict."""
        from borderclash.presenting.phrasing.rows import RowPhrasing

        return RowPhrasing(self._row).why

    @property
    def accounts(self) -> Mapping[str, Account]:
        """The account of each party with a claim on the event, by the party's id."""
        return {id: Account(account, self._row) for id, account in self._row.accounts.items()}
