"""What rules on `replaces` and `restates` share: a claim of a question that names another by its id."""

from collections.abc import Callable, Iterator, Mapping

from borderclash.model import Claim, Event, Question
from borderclash.rules.base import Material
from borderclash.text.folding import fold_or_none
from borderclash.text.suggestions import Suggestions

# What is wrong, and the remedy.
Fault = tuple[str, str]


def faulty(
    material: Material,
    event: Event,
    question: Question,
    named: Callable[[Claim], str | None],
    by_id: Mapping[str, Claim],
    remedy: str,
    fault: Callable[[Claim, Claim], Fault | None],
) -> Iterator[tuple[Claim, Fault]]:
    """Yield each claim that does not name another as it may, with what is wrong.

    *named* gives the id that a claim names, *remedy* what to do where no claim has it, *fault* what is wrong with
    naming a claim that is there. Nothing is said of an id that stands on a claim which could not be read.
    """
    suggestions = Suggestions(by_id)
    known: set[str] | None = None
    for claim in question.all_claims:
        id = named(claim)
        if not id:
            continue
        if target := by_id.get(id):
            if found := fault(claim, target):
                yield claim, found
            continue
        known = material.claim_ids(event, question) if known is None else known
        if id not in known:
            yield claim, (f"no claim of this question has the id `{id}`", suggestions.did_you_mean(id, remedy))


def of_another(claim: Claim, target: Claim, verb: str) -> Fault | None:
    """Return what is wrong where *target* is of another party or row; *verb* is what a claim does to it.

    Nothing is said of what is in doubt: that is reported.
    """
    in_doubt = claim.faults | target.faults
    if claim.party != target.party and "party" not in in_doubt:
        return f"`{target.id}` is a claim of another party", f"a party can only {verb} what it said itself"
    rows = [(one.subject, fold_or_none(one.scope)) for one in (claim, target)]
    if rows[0] != rows[1] and in_doubt.isdisjoint(("subject", "scope")):
        return f"`{target.id}` is of another subject or scope", f"a claim {verb}s one of the same row"
    return None
