"""A claim with `attribution: anonymous` and neither `speaker` nor `note`.

A reader can weigh an anonymous claim only by what is known of who made it: rank, office, closeness to the event.

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
              - {party: north, value: 58, attribution: anonymous}
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
        source: wire
        questions:
          killed:
            label: Soldiers killed
            kind: count
            claims:
              - {party: north, value: 58, attribution: anonymous, speaker: an officer of the border force}
              - {party: south, value: at least 18}
"""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material

NAME = "anonymous-without-note"
SEVERITY: Severity = "information"


def check(material: Material) -> Iterator[Finding]:
    """Yield each claim by an anonymous speaker of whom nothing is said."""
    for event, question, claim in material.claims():
        if claim.attribution == "anonymous" and not claim.note and not claim.speaker:
            help = "say in `speaker` how the source describes the person, or in `note` why the name is withheld"
            place = event.at_claim(question, claim, "attribution")
            yield Finding(NAME, "nothing is said of this anonymous speaker", place, help, SEVERITY)
