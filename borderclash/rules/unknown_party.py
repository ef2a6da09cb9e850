"""A claim's `party` is not declared under `parties`.

The claim would have no column, and a misspelt id would pin it on nobody.

Fails:

    borderclash: 1
    parties:
      north: {name: North}
      south: {name: South}
    sources:
      wire: {title: Wire report, published: 2025-10-12}
    events:
      bridge:
        title: Clash at the bridge
        date: 2025-10-11
        source: wire
        questions:
          killed:
            label: Soldiers killed
            kind: count
            claims:
              - {party: north, value: 58}
              - {party: sotuh, value: at least 18}

Mended:

    borderclash: 1
    parties:
      north: {name: North}
      south: {name: South}
    sources:
      wire: {title: Wire report, published: 2025-10-12}
    events:
      bridge:
        title: Clash at the bridge
        date: 2025-10-11
        source: wire
        questions:
          killed:
            label: Soldiers killed
            kind: count
            claims:
              - {party: north, value: 58}
              - {party: south, value: at least 18}
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
