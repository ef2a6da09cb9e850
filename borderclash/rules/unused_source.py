"""A source that no claim, question or event names.

What was taken from it is missing, or is credited to another source.

Fails:

    borderclash: 1
    parties:
      north: {name: North}
      south: {name: South}
    sources:
      wire: {title: Wire report, published: 2025-10-12}
      gazette: {title: Gazette report, published: 2025-10-13}
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

NAME = "unused-source"
SEVERITY: Severity = "warning"


def check(material: Material) -> Iterator[Finding]:
    """Yield each source that no claim, question or event names."""
    # Where a claim lacks its source, an unused one may be it.
    if material.sourced and all(claim.sources for _, _, claim in material.claims()):
        for id, place in unused(material, "sources", "source"):
            help = "remove it, or name it in the `source` of what was taken from it"
            yield Finding(NAME, f"nothing is taken from the source `{id}`", place, help, SEVERITY)
