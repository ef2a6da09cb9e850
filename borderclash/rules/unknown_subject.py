"""A `subject` is not declared under `parties`.

The subject says whose losses or posts a claim is about; it splits rows and makes mirrors, so it must be a party.

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
            subject: soth
            claims:
              - {party: north, value: 58}
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
            subject: south
            claims:
              - {party: north, value: 58}
              - {party: south, value: at least 18}
"""

from collections.abc import Iterator

from borderclash.nearest import Suggestions
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import unknown

NAME = "unknown-subject"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each subject, where it is written, that is declared nowhere."""
    suggestions = Suggestions(material.declared("parties"))
    for id, place in unknown(material, "parties", "subject"):
        help = suggestions.did_you_mean(id, "declare it under `parties`; for a part of a party write `scope`")
        yield Finding(NAME, f"unknown subject `{id}`", place, help, SEVERITY)
