"""A `restates` that names no claim of the same party, row, measure and stance."""

from collections.abc import Iterator

from borderclash.model import Claim, Event, Question
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import Fault, faulty, leading_into_one, of_another
from borderclash.text.folding import fold_or_none

NAME = "restates"
SEVERITY: Severity = "error"
NEEDS = ("restates",)


def check(material: Material) -> Iterator[Finding]:
    for event, question in material.questions():
        if any(claim.restates for claim in question.all_claims):
            yield from _question(material, event, question)


def _question(material: Material, event: Event, question: Question) -> Iterator[Finding]:
    by_id = {claim.id: claim for claim in reversed(question.all_claims) if claim.id}
    circular = leading_into_one({id: [claim.restates] for id, claim in by_id.items() if claim.restates})

    def fault(claim: Claim, target: Claim) -> Fault | None:
        return of_another(claim, target, "restate") or _fault(claim, target, circular)

    remedy = "give the claim that this one restates an `id`"
    for claim, found in faulty(material, event, question, lambda one: one.restates, by_id, remedy, fault):
        yield Finding(NAME, found[0], event.at_claim(question, claim, "restates"), found[1], SEVERITY)


def _fault(claim: Claim, target: Claim, circular: set[str]) -> Fault | None:
    """Return what is wrong with restating *target*, ``None`` if nothing, and the remedy.

    Nothing is said of what is in doubt: that is reported.
    """
    in_doubt = claim.faults | target.faults
    if fold_or_none(claim.measure) != fold_or_none(target.measure) and "measure" not in in_doubt:
        help = "leave `restates` out, or give both the same `measure`"
        return f"`{target.id}` is of another measure, and so another statement", help
    if claim.stance != target.stance and "stance" not in in_doubt:
        help = "leave `restates` out, or give both the same `stance`"
        return f"`{target.id}` has another stance, and so is another statement", help
    if target.id in circular:
        return "these claims restate one another in a circle", "leave `restates` out of the first of them"
    return None
