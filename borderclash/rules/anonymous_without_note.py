"""A claim with `attribution: anonymous` and neither `speaker` nor `note`."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material

NAME = "anonymous-without-note"
SEVERITY: Severity = "information"
NEEDS = ("attribution",)


def check(material: Material) -> Iterator[Finding]:
    for event, question, claim in material.claims():
        unsaid = not claim.note and not claim.speaker and claim.faults.isdisjoint(("note", "speaker"))
        if claim.attribution == "anonymous" and unsaid:
            help = (
                "say in `speaker` how the source describes the person, "
                "or in `note`, which is published, why the name is withheld"
            )
            place = event.at_claim(question, claim, "attribution")
            yield Finding(NAME, "nothing is said of this anonymous speaker", place, help, SEVERITY)
