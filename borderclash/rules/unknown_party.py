"""A claim's `party` is not declared under `parties`.

The claim would have no column, and a misspelt id would pin it on nobody.
"""

from collections.abc import Iterator

from borderclash.nearest import did_you_mean
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material

NAME = "unknown-party"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each claim whose party is declared nowhere."""
    known = material.declared("parties")
    for event, question, claim in material.claims():
        if claim.party not in known and material.complete:
            help = did_you_mean(claim.party, known, "declare it under `parties`")
            message = f"unknown party `{claim.party}`"
            yield Finding(NAME, message, event.at_claim(question, claim, "party"), help, SEVERITY)
