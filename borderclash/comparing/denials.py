"""Denials without a value, of what others had asserted by their time: whose claims, and what is left standing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from borderclash.comparing.accounts import Account, account, position_state, self_contradicting
from borderclash.comparing.pairs import of_positions
from borderclash.comparing.positions import Position, before, statements, with_replaced
from borderclash.model import Claim, Question
from borderclash.text.folding import fold_or_none
from borderclash.values import KINDS, Value
from borderclash.vocabulary import Verdict


class Denied(NamedTuple):
    """What a denial without a value is of.

    ``parties`` are those whose claims it denies, ``open`` whether none of these had asserted anything by then.
    ``stood`` are the answers of theirs that stood by then.
    ``opposite`` is what it asserts itself, as the denial of the only answer to a question of yes or no does.
    """

    parties: frozenset[str]
    open: bool
    stood: tuple[Value, ...]
    opposite: Value | None


class Denials:
    """The denials without a value of a row, those of *earlier* taken over where what *came* changes nothing."""

    def __init__(
        self,
        question: Question,
        accounts: Mapping[str, Account],
        earlier: Denials | None = None,
        came: Sequence[Claim] = (),
    ) -> None:
        self.question = question
        self.kind = KINDS[question.kind]
        self.accounts = accounts
        self._denied: dict[int, tuple[Position, Denied]] = {}
        if earlier:
            first = min((claim.span or (0, 0) for claim in came), default=None)
            # In other words a statement may be of another time: those of a claim may come before it.
            restated = {one.restates for id in {claim.party for claim in came} for one in accounts[id].claims}
            again = any(claim.restates or (claim.id and claim.id in restated) for claim in came)
            for number, (denial, denied) in earlier._denied.items():
                if not (denied.open or again) and denial.span and (first is None or denial.span[1] <= first[0]):
                    self._denied[number] = denial, denied
        self._asserted: dict[str, dict[str | None, list[Position]]] = {}

    def settled(self) -> dict[str, Account]:
        """Return the accounts without what a later denial of the party shuts out, or denials taken back."""
        accounts = {id: self._settled(account) for id, account in self.accounts.items()}
        self.accounts = accounts
        return accounts

    def _settled(self, account: Account) -> Account:
        denials = [position for position in account.positions if position.bare]
        if not denials or account.party.pooled:
            return account
        gone = {denial.number for denial in denials if self._taken_over(denial)}
        for denial in denials:
            if denial.number not in gone:
                gone |= {
                    one.number for one in account.positions if before(one, denial) and self._denies(denial, one)
                }
        if not gone:
            return account
        positions = tuple(position for position in account.positions if position.number not in gone)
        clash = self_contradicting(self.question, positions)
        return account._replace(positions=positions, state=position_state(positions), self_contradicting=clash)

    def _taken_over(self, denial: Position) -> bool:
        own = self._of(denial.claim.party)[fold_or_none(denial.measure)]
        return any(before(denial, one) and self._denies(denial, one) for one in own)

    def _denies(self, denial: Position, one: Position) -> bool:
        if one.stance != "asserts" or fold_or_none(one.measure) != fold_or_none(denial.measure):
            return False
        denied = self.of(denial)
        kind = self.question.kind
        stood = [*denied.stood]
        if before(denial, one):
            known = (other for other in self._revised(denial, denied) if not before(one, other))
            stood += (value for other in known for value in other.asserted(kind))
        values = one.asserted(kind)
        return any(all(self.kind.leaves_nothing(denied, value) for value in values) for denied in stood)

    def of(self, denial: Position) -> Denied:
        """Return what a denial is of."""
        found = self._denied.get(denial.number)
        if found is None:
            found = self._denied[denial.number] = denial, self._find(denial)
        return found[1]

    def _find(self, denial: Position) -> Denied:
        kind = self.question.kind
        measure = fold_or_none(denial.measure)
        others = {id: self._of(id)[measure] for id in self.accounts if id != denial.claim.party}
        if denial.claim.of:
            others = {id: others[id] for id in denial.claim.of if id in others}
        spoken = {
            id: [one for one in asserted if not before(denial, one)] for id, asserted in others.items() if asserted
        }
        none_had = not any(spoken.values())
        parties = frozenset(denial.claim.of or (id for id in spoken if spoken[id] or none_had))
        stood = tuple(
            value
            for id in spoken
            if spoken[id] and id in parties
            for one in self._standing_by(denial, id)
            if one.stance == "asserts" and fold_or_none(one.measure) == measure
            for value in one.asserted(kind)
        )
        return Denied(parties, none_had, stood, self._opposite(stood))

    def _revised(self, denial: Position, denied: Denied) -> Iterator[Position]:
        """Yield what a denial is of besides what stood by then: of a figure or a time, what was asserted later."""
        if denied.open or self.kind.measured:
            for id in denied.parties & self.accounts.keys():
                for one in self._of(id)[fold_or_none(denial.measure)]:
                    if denied.open or not self.accounts[id].party.pooled or not before(denial, one):
                        yield one

    def _of(self, id: str) -> Mapping[str | None, list[Position]]:
        if id not in self._asserted:
            of_measure: defaultdict[str | None, list[Position]] = defaultdict(list)
            for one in statements(self.accounts[id].claims):
                if one.stance == "asserts":
                    of_measure[fold_or_none(one.measure)].append(one)
            self._asserted[id] = of_measure
        return self._asserted[id]

    def _standing_by(self, denial: Position, id: str) -> Iterable[Position]:
        """Return the positions of a party that stood by the time of a denial."""
        final = self.accounts[id]
        known = [one for one in statements(final.claims) if not before(denial, one)]
        claims = list(chain.from_iterable(one.wordings for one in known))
        return account(final.party, self.question, claims).positions

    def _opposite(self, stood: Sequence[Value]) -> Value | None:
        opposites = {self.kind.opposite(value) for value in stood}
        return opposites.pop() if len(opposites) == 1 else None

    def verdict(self, a: Position, b: Position) -> Verdict | None:
        """Return the verdict of two positions of which one is such a denial, ``None`` where it does not count."""
        if a.derived or b.derived:
            return "compatible"
        if not (a.bare and b.bare):
            return self._met(*((a, b) if a.bare else (b, a)))
        ours, theirs = self.of(a), self.of(b)
        if ours.opposite is not None and theirs.opposite is not None:
            return self.kind.relate(ours.opposite, theirs.opposite)
        return "agree" if ours.parties == theirs.parties else "compatible"

    def _met(self, denial: Position, other: Position) -> Verdict | None:
        values = other.asserted(self.question.kind)
        denied = self.of(denial)
        if denied.opposite is not None and values:
            same = any(self.kind.relate(denied.opposite, value) == "agree" for value in values)
            return "agree" if same else "conflict"
        if other.stance == "denies":
            return "compatible"
        if self._own(denial, other):
            return None
        of_it = self._is_of(denied, denial, other)
        if of_it and (self.kind.measured or denied.open):
            return "conflict"
        if denial.claim.of and not of_it:
            return "compatible"
        # Who gives an answer that stood by then is denied as well, whenever that was.
        said_before = any(self._states(values, value) for value in denied.stood)
        return "conflict" if said_before else "compatible"

    def _own(self, denial: Position, other: Position) -> bool:
        """Say whether the denial's own party asserts the same as another, of running totals as they stand now."""
        figure = other._replace(series=())
        return any(
            of_positions(self.question, one._replace(series=()), figure).verdict == "agree"
            for one in self.accounts[denial.claim.party].positions
            if not one.bare
            and one.asserts(self.question.kind)
            and fold_or_none(one.measure) == fold_or_none(other.measure)
        )

    def _is_of(self, denied: Denied, denial: Position, other: Position) -> bool:
        """Say whether the denial is of the claims of the one whose position *other* is."""
        id = other.claim.party
        if id not in denied.parties or denial.claim.of or denied.open:
            return id in denied.parties
        final = self.accounts[id]
        if not final.party.pooled:
            return True
        # Of many voices, those that had spoken.
        by_id = {claim.id: claim for claim in final.claims if claim.id}
        return any(not before(denial, one) for one in with_replaced(other.wordings, by_id).values())

    def _states(self, values: Sequence[Value], stood: Value) -> bool:
        return any(self.kind.states_same(value, stood) for value in values)
