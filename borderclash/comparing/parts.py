"""Parts and wholes: what a party's figures of all parts come to, in the row of the whole. A sum is no claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations_with_replacement, product
from math import prod
from typing import NamedTuple, TypeVar

from borderclash.comparing.accounts import Account
from borderclash.comparing.positions import Position
from borderclash.comparing.totals import day_order
from borderclash.model import Claim, Question, Span
from borderclash.text.folding import fold, fold_or_none
from borderclash.values import KINDS, Figure, Number
from borderclash.values.numbers import subtract, summed
from borderclash.values.sums import total

# So many sums of one party in one row are told; where its figures make more, it has none.
MOST_SUMS = 50
Measure = str | None
Chosen = TypeVar("Chosen", Position, Claim)
NEVER: Span = (0, 0)


class Apart(NamedTuple):
    """How much of a gap between two wholes lies in one part."""

    part: str
    size: Number


def whole_scope(question: Question) -> str | None:
    """Return the scope of the whole that the question's parts make up: its own, unless that is one of them."""
    own = question.scope
    return None if own is not None and fold(own) in map(fold, question.parts) else own


def adds_up(question: Question) -> bool:
    """Say whether there is anything to add up in a question."""
    return len(question.parts) > 1 and KINDS[question.kind].adds


def with_sums(question: Question, whole: Account, parts: Sequence[Account], number: int) -> Account:
    """Return a party's account on the whole with sums of its *parts*, made up claims from *number* down."""
    made = tuple(_sums(question, whole, parts, number)) if not whole.party.pooled else ()
    if not made:
        return whole
    return whole._replace(positions=(*whole.positions, *made), state="asserts", said_state=whole.state)


def _sums(question: Question, whole: Account, parts: Sequence[Account], number: int) -> Iterator[Position]:
    taken = asserted(whole)
    by_part = [asserted(account) for account in parts]
    for measure in by_part[0] if by_part else ():
        if measure in taken or not all(measure in of_part for of_part in by_part):
            continue
        known: set[object] = set()
        for chosen in combinations([of_part[measure] for of_part in by_part]):
            if (claim := _sum(question, chosen, number)) and (claim.reading, claim.day) not in known:
                known.add((claim.reading, claim.day))
                number -= 1
                yield Position(claim, (claim,), derived=True, parts=tuple(position.claim for position in chosen))


def asserted(account: Account) -> dict[Measure, list[Position]]:
    """Return what an account itself asserts, by measure."""
    found: dict[Measure, list[Position]] = {}
    for position in account.positions:
        if position.stance == "asserts" and not position.derived:
            found.setdefault(fold_or_none(position.measure), []).append(position)
    return found


def combinations(by_part: Sequence[Sequence[Chosen]]) -> Iterable[tuple[Chosen, ...]]:
    """Return each choice of one thing a part, none where these would be too many."""
    return product(*by_part) if prod(map(len, by_part)) <= MOST_SUMS else ()


def _sum(question: Question, chosen: Sequence[Position], number: int) -> Claim | None:
    """Return the claim that positions on all parts come to, in a running total of the last of their days."""
    growing = question.cumulative and not of_one_day([position.day for position in chosen], question.timezone)
    figure = sum_of(question, [position.claim for position in chosen], least=growing)
    if figure is None:
        return None
    last = max(chosen, key=lambda position: position.day or NEVER)
    dated = not question.cumulative or all(position.day for position in chosen)
    first = chosen[0].claim
    return Claim(
        number,
        first.party,
        value=figure.low if figure.form == "exact" and isinstance(figure.low, int) else figure.written,
        reading=figure,
        subject=first.subject,
        scope=whole_scope(question),
        measure=first.measure,
        stated=(last.claim.cut_off or last.claim.stated) if dated else None,
        span=last.day if dated else None,
        sources=tuple(dict.fromkeys(id for position in chosen for id in position.claim.sources)),
    )


def sum_of(question: Question, claims: Sequence[Claim], *, least: bool = False) -> Figure | None:
    """Return what claims on all parts come to, with *least* as a lower bound."""
    figures = [figure for claim in claims if (figure := question.figure(claim))]
    return total(figures, least=least) if len(figures) == len(claims) else None


def of_one_day(days: Sequence[Span | None], timezone: str) -> bool:
    """Say whether figures are surely of one day; two clock times of a day are not."""
    different = dict.fromkeys(days)
    if len(different) > MOST_SUMS:
        return False
    return all(day_order(a, b, timezone) == "same" for a, b in combinations_with_replacement(different, 2))


def apart(
    question: Question, said: tuple[Claim, Claim], parts: tuple[Sequence[Account], Sequence[Account]]
) -> tuple[Apart, ...]:
    """Return in which parts what two parties say of the whole is apart, the widest first.

    *said* are the two wholes, *parts* the accounts of each party on each part. Nothing is said unless each gives
    one exact figure a part, these add up to its whole, and no part points the other way.
    """
    figures = [_exact_parts(question, whole, accounts) for whole, accounts in zip(said, parts, strict=True)]
    a, b = figures if all(figures) else ([], [])
    differences = [subtract(one, other) for one, other in zip(a, b, strict=True)]
    if any(size > 0 for size in differences) == any(size < 0 for size in differences):
        return ()
    found = [Apart(part, max(size, -size)) for part, size in zip(question.parts, differences, strict=True) if size]
    return tuple(sorted(found, key=lambda each: -each.size))


def _exact_parts(question: Question, whole: Claim, accounts: Sequence[Account]) -> list[Number]:
    """Return the exact figure of each part where they add up to *whole*, else nothing."""
    figures = [_of_part(question, account, whole) for account in accounts]
    known = [figure for figure in figures if figure is not None]
    adds_up = len(known) == len(figures) and summed(known) == _exact(question, whole)
    return known if adds_up else []


def _of_part(question: Question, account: Account, whole: Claim) -> Number | None:
    positions = asserted(account).get(fold_or_none(whole.measure), [])
    if len(positions) != 1:
        return None
    (position,) = positions
    if not question.cumulative:
        return _exact(question, position.claim)
    of_day = [
        each.claim for each in position.series or positions if of_one_day([each.day, whole.day], question.timezone)
    ]
    return _exact(question, of_day[-1]) if of_day else None


def _exact(question: Question, claim: Claim) -> Number | None:
    figure = question.figure(claim) if claim.stance == "asserts" else None
    return figure.low if figure and figure.low == figure.high else None
