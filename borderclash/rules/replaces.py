"""A `replaces` that names no earlier claim of the same party in the same row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from borderclash.comparing.positions import before, originals
from borderclash.model import Claim, Event, Question
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.claim_before_event import begin
from borderclash.rules.claim_in_the_future import end_of_today
from borderclash.rules.references import Fault, faulty, leading_into_one, of_another

NAME = "replaces"
SEVERITY: Severity = "error"
NEEDS = ("id", "replaces")


def check(material: Material) -> Iterator[Finding]:
    for event, question in material.questions():
        if any(claim.id or claim.replaces for claim in question.all_claims):
            yield from _question(material, event, question)


def _question(material: Material, event: Event, question: Question) -> Iterator[Finding]:
    by_id: dict[str, Claim] = {}
    for claim in question.all_claims:
        if claim.id and claim.id in by_id:
            related = (("first here", event.at_claim(question, by_id[claim.id], "id")),)
            message = f"two claims of this question have the id `{claim.id}`"
            place = event.at_claim(question, claim, "id")
            yield Finding(NAME, message, place, "give one of them another id", SEVERITY, related)
        elif claim.id:
            by_id[claim.id] = claim
    roots = originals(question.all_claims)
    circular = _circular(question.all_claims, by_id, roots)
    days = begin(event), end_of_today(material, event.timezone)

    def fault(claim: Claim, target: Claim) -> Fault | None:
        found = of_another(claim, target, "replace") or _fault(claim, target, days)
        if found or roots.get(target.number, target).number not in circular:
            return found
        return "these claims replace one another in a circle", "leave `replaces` out of the first that was said"

    remedy = "give the claim that this one follows an `id`"
    for claim, found in faulty(material, event, question, lambda one: one.replaces, by_id, remedy, fault):
        yield Finding(NAME, found[0], event.at_claim(question, claim, "replaces"), found[1], SEVERITY)


def _fault(claim: Claim, target: Claim, days: tuple[int | None, int]) -> Fault | None:
    """Return what is wrong with following *target*, ``None`` if nothing, and the remedy.

    Nothing is said of what is in doubt, or of a time that does not lie within *days*: these are reported.
    """
    in_doubt = claim.faults | target.faults
    dated = _within(claim, days) and _within(target, days)
    if before(claim, target) and dated and in_doubt.isdisjoint(("stated", "timezone")):
        return f"`{target.id}` was said later than this claim", "let the later claim replace the earlier one"
    return None


def _within(claim: Claim, days: tuple[int | None, int]) -> bool:
    """Say whether a claim was made neither before its event nor in the future."""
    begin, end = days
    return not claim.span or ((begin is None or claim.span[1] > begin) and claim.span[0] < end)


def _circular(claims: Sequence[Claim], by_id: Mapping[str, Claim], roots: Mapping[int, Claim]) -> set[int]:
    """Return the number of each claim from which `replaces` leads into a circle; all wordings of one are one."""
    following: defaultdict[int, list[int]] = defaultdict(list)
    for claim in claims:
        if claim.replaces and (target := by_id.get(claim.replaces)):
            following[roots.get(claim.number, claim).number].append(roots.get(target.number, target).number)
    return leading_into_one(following)
