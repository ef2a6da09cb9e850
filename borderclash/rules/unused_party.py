"""A party that makes no claim and is the subject of none.

It has no column, so that a reader of the file expects an account that is not there. Often its claims stand under
another id.

Fails:

    borderclash: 1
    parties:
      north: {name: North}
      south: {name: South}
      red-cross: {name: Red Cross}
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

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import unused

NAME = "unused-party"
SEVERITY: Severity = "warning"


def check(material: Material) -> Iterator[Finding]:
    """Yield each party that makes no claim and is the subject of none."""
    for id, place in unused(material, "parties", "party", "subject"):
        message = f"no claim is by or about the party `{id}`"
        yield Finding(NAME, message, place, "remove it, or add what it says", SEVERITY)
