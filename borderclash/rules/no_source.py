"""A claim comes to have no source: neither it nor its question nor its event names one.

Every figure must be traceable to where it was captured.

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
        questions:
          killed:
            label: Soldiers killed
            kind: count
            claims:
              - {party: north, value: 58, source: wire}
              - {party: south, value: at least 18}

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
        questions:
          killed:
            label: Soldiers killed
            kind: count
            claims:
              - {party: north, value: 58, source: wire}
              - {party: south, value: at least 18, source: wire}
"""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material

NAME = "no-source"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each claim without a source."""
    for event, question, claim in material.claims():
        if not claim.sources:
            help = "add `source:` and an id from `sources`, here or once on the question or the event"
            yield Finding(NAME, "this claim has no source", event.at_claim(question, claim), help, SEVERITY)
