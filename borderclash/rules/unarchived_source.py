"""A source with a `url`, of which no copy is kept: neither `archived` nor `snapshot`.

Pages change and vanish, and those about a conflict sooner than others. Without a copy nobody can check the claim
then.

Fails:

    borderclash: 1
    parties:
      north: {name: North}
      south: {name: South}
    sources:
      wire:
        title: Wire report
        published: 2025-10-12
        url: https://example.org/clash
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
      wire:
        title: Wire report
        published: 2025-10-12
        url: https://example.org/clash
        archived: https://archive.example/2025/https://example.org/clash
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
from borderclash.rules.places import declarations

NAME = "unarchived-source"
SEVERITY: Severity = "information"


def check(material: Material) -> Iterator[Finding]:
    """Yield each source that has a web address and no kept copy."""
    for _, source, place in declarations(material, "sources"):
        if "url" in source and "archived" not in source and "snapshot" not in source:
            help = "give the address of a copy in a web archive as `archived`, or a saved text as `snapshot`"
            at = place._replace(path=(*place.path, "url"))
            yield Finding(NAME, "no copy of this page is kept", at, help, SEVERITY)
