"""A claim without a date: no `stated`, and no `published` of any of its sources.

It comes neither before nor after the party's other claims, so that a revision looks like a contradiction, and a
comparison as of a day leaves it out.

Fails:

    borderclash: 1
    parties:
      north: {name: North}
      south: {name: South}
    sources:
      wire: {title: Wire report}
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
              - {party: north, value: 58, stated: 2025-10-12}
              - {party: south, value: at least 18}

Mended:

    borderclash: 1
    parties:
      north: {name: North}
      south: {name: South}
    sources:
      wire: {title: Wire report}
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
              - {party: north, value: 58, stated: 2025-10-12}
              - {party: south, value: at least 18, stated: 2025-10-12}
"""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material

NAME = "undated-claim"
SEVERITY: Severity = "information"


def check(material: Material) -> Iterator[Finding]:
    """Yield each claim for which no date can be found."""
    sources = material.dataset.sources
    for event, question, claim in material.claims():
        # A source that is missing, unknown or has an impossible date is told as such.
        if claim.span is None and claim.sources and all(id in sources for id in claim.sources):
            if any(sources[id].published for id in claim.sources):
                continue
            help = "add `stated`, here or on the question or the event, or `published` to its source"
            message = "nothing tells when this was said"
            yield Finding(NAME, message, event.at_claim(question, claim), help, SEVERITY)
