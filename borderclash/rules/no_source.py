"""A claim comes to have no source: neither it nor its question nor its event names one."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material

NAME = "no-source"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    for event, question, claim in material.claims():
        if not claim.sources and "source" not in claim.faults:
            help = "add `source:` and an id from `sources`, here or once on the question or the event"
            yield Finding(NAME, "this claim has no source", event.at_claim(question, claim), help, SEVERITY)
