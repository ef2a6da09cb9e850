"""A party's claims cannot be ordered in time, and not all of them can be true."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from borderclash.comparing.accounts import account
from borderclash.comparing.pairs import contradict
from borderclash.comparing.positions import Position
from borderclash.model import Claim, Event, Question
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, said
from borderclash.text.folding import fold_or_none

NAME = "self-contradiction"
SEVERITY: Severity = "warning"


def check(material: Material) -> Iterator[Finding]:
    parties = material.dataset.parties
    for event, question in material.questions():
        # Most rows: no closer look at whose claims these are.
        if _in_order(question.claims):
            continue
        for (id, *_), claims in _by_row(question.claims).items():
            if id in question.in_doubt:
                continue
            # Where a `replaces` leads nowhere, that is reported, and the order is not known.
            if len(claims) > 1 and id in parties and not _in_order(claims) and _followable(claims):
                made = account(parties[id], question, claims)
                if made.self_contradicting:
                    yield _finding(event, question, parties[id].name, made.positions)


def _by_row(claims: Sequence[Claim]) -> dict[tuple[str, str | None, str | None], list[Claim]]:
    rows: dict[tuple[str, str | None, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        rows[claim.party, claim.subject, fold_or_none(claim.scope)].append(claim)
    return rows


def _in_order(claims: Sequence[Claim]) -> bool:
    """Say whether each claim was over before the next one, so that the last one stands alone."""
    spans = sorted(claim.span for claim in claims if claim.span)
    return len(spans) == len(claims) and all(a[1] <= b[0] for a, b in pairwise(spans))


def _followable(claims: Sequence[Claim]) -> bool:
    ids = {claim.id for claim in claims}
    return all(claim.replaces is None or claim.replaces in ids for claim in claims)


def _finding(event: Event, question: Question, name: str, positions: Sequence[Position]) -> Finding:
    first, second = next(
        (a.claim, b.claim)
        for a, b in combinations(positions, 2)
        if fold_or_none(a.measure) == fold_or_none(b.measure) and contradict(question, a, b)
    )
    message = (
        f"{name} contradicts itself: `{said(question, first)}` and `{said(question, second)}`,"
        " and the times do not tell which came last"
    )
    help = "give each its time in `stated`, or say with `id` and `replaces` which follows which"
    related = (("the other is here", event.at_claim(question, first, "value")),)
    return Finding(NAME, message, event.at_claim(question, second, "value"), help, SEVERITY, related)
