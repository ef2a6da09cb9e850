"""What stands behind each answer of an account: its sources, which of them hang together, and its voices."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from borderclash.comparing.accounts import Account
from borderclash.comparing.origins import Lineage, Origins, origins, voices
from borderclash.comparing.positions import Position
from borderclash.model import Claim, Question
from borderclash.text.folding import fold, fold_or_none
from borderclash.values import KINDS


class Answer(NamedTuple):
    """One answer of a party: the ``positions`` that give it, its origins, the ``voices`` of a pooled party."""

    position: Position
    positions: tuple[Position, ...]
    origins: Origins
    voices: int | None

    @property
    def wordings(self) -> tuple[Claim, ...]:
        """The claims that give the one statement in several wordings; none where each stands in one."""
        return self.position.wordings if len(self.position.wordings) > 1 else ()


def answers(question: Question, account: Account, lineage: Lineage) -> tuple[Answer, ...]:
    """Return the different answers of an account, in the order of its positions."""
    if len(account.positions) < 2:
        return (_answer(account, account.positions, lineage),) if account.positions else ()
    grouped: dict[Hashable, list[Position]] = {}
    for position in account.positions:
        grouped.setdefault(_says(question, position), []).append(position)
    return tuple(_answer(account, positions, lineage) for positions in grouped.values())


def _says(question: Question, position: Position) -> Hashable:
    """Return what tells one answer from another: of figures not the words, but for one that states none."""
    said: Hashable = position.reading
    if figure := question.figure(position.claim):
        word = None if figure.stated else fold(KINDS[question.kind].show(position.claim.reading))
        said = (word, *figure[1:6])
    return position.stance, said, fold_or_none(position.measure), position.derived


def _answer(account: Account, positions: Sequence[Position], lineage: Lineage) -> Answer:
    claims: Sequence[Claim]
    if len(positions) == 1:
        claims = positions[0].parts or positions[0].wordings
    else:
        claims = [claim for position in positions for claim in position.parts or position.wordings]
    spoken = voices([position.wordings for position in positions], lineage) if account.party.pooled else None
    return Answer(positions[0], tuple(positions), origins(claims, lineage), spoken)


def of_one_origin(accounts: Iterable[tuple[Answer, ...]], lineage: Lineage) -> bool:
    """Say whether no answer of a row is known to have more than one origin, and some sources do hang together."""
    every = [answer for given in accounts for answer in given]
    if any(len(answer.origins.groups) > 1 for answer in every):
        return False
    if len({id for answer in every for id in answer.origins.sources}) < 2:
        return False
    claims = [claim for answer in every for p in answer.positions for claim in p.parts or p.wordings]
    return origins(claims, lineage).number is not None
