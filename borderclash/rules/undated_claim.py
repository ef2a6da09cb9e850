"""A claim without a date: no `stated`, and no `published` of any of its sources."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material

NAME = "undated-claim"
SEVERITY: Severity = "information"


def check(material: Material) -> Iterator[Finding]:
    sources = material.dataset.sources
    for event, question, claim in material.claims():
        # A source that is missing, unknown or has an impossible date is reported as such.
        if (
            claim.span is None
            and not claim.faults
            and claim.sources
            and all(id in sources for id in claim.sources)
        ):
            if any(sources[id].published for id in claim.sources):
                continue
            help = "add `stated`, here or on the question or the event, or `published` to its source"
            message = "nothing tells when this was said"
            yield Finding(NAME, message, event.at_claim(question, claim), help, SEVERITY)
