"""A `source` is not declared under `sources`.

A reader could not trace the figure to where it was captured.

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
        source: wier
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

from borderclash.nearest import Suggestions
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import unknown

NAME = "unknown-source"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each source id, where it is written, that is declared nowhere."""
    suggestions = Suggestions(material.declared("sources"))
    for id, place in unknown(material, "sources", "source"):
        help = suggestions.did_you_mean(id, "declare it under `sources`")
        yield Finding(NAME, f"unknown source `{id}`", place, help, SEVERITY)
