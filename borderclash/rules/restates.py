"""A `restates` that names no claim of the same party, row, measure and stance."""

from collections.abc import Iterator

from borderclash.model import Claim, Event, Question
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.circles import leading_into_one
from borderclash.text.folding import fold_or_none
from borderclash.text.suggestions import Suggestions

NAME = "restates"
SEVERITY: Severity = "error"
NEEDS = ("restates",)


def check(material: Material) -> Iterator[Finding]:
    """Yield each `restates` that cannot be followed."""
    for event, question in material.questions():
        if any(claim.restates for claim in question.all_claims):
            yield from _question(material, event, question)


def _question(material: Material, event: Event, question: Question) -> Iterator[Finding]:
    by_id = {claim.id: claim for claim in reversed(question.all_claims) if claim.id}
    circular = leading_into_one({id: [claim.restates] for id, claim in by_id.items() if claim.restates})
    suggestions = Suggestions(by_id)
    known: set[str] | None = None
    for claim in question.all_claims:
        if not claim.restates:
            continue
        target = by_id.get(claim.restates)
        if target is None:
            known = material.claim_ids(event, question) if known is None else known
            fault = None if claim.restates in known else f"no claim of this question has the id `{claim.restates}`"
            help = suggestions.did_you_mean(claim.restates, "give the claim that this one restates an `id`")
        else:
            fault, help = _fault(claim, target, circular)
        if fault:
            yield Finding(NAME, fault, event.at_claim(question, claim, "restates"), help, SEVERITY)


def _fault(claim: Claim, target: Claim, circular: set[str]) -> tuple[str | None, str]:
    """Return what is wrong with restating *target*, ``None`` if nothing, and the remedy.

    Nothing is said of what is in doubt: that is reported.
    """
    in_doubt = claim.faults | target.faults
    if claim.party != target.party and "party" not in in_doubt:
        return f"`{target.id}` is a claim of another party", "a party can only restate what it said itself"
    rows = [(one.subject, fold_or_none(one.scope)) for one in (claim, target)]
    if rows[0] != rows[1] and in_doubt.isdisjoint(("subject", "scope")):
        return f"`{target.id}` is of another subject or scope", "a claim restates one of the same row"
    if fold_or_none(claim.measure) != fold_or_none(target.measure) and "measure" not in in_doubt:
        help = "leave `restates` out, or give both the same `measure`"
        return f"`{target.id}` is of another measure, and so another statement", help
    if claim.stance != target.stance and "stance" not in in_doubt:
        help = "leave `restates` out, or give both the same `stance`"
        return f"`{target.id}` has another stance, and so is another statement", help
    if target.id in circular:
        return "these claims restate one another in a circle", "leave `restates` out of the first of them"
    return None, ""
