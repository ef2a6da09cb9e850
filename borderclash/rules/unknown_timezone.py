"""An event's `timezone` is not a name of the IANA time zone database.

Clock times without an offset could not be placed.

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
        timezone: Asia/Kabull
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
        timezone: Asia/Kabul
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
from borderclash.values.times import knows_zone

NAME = "unknown-timezone"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each event whose zone is not known."""
    for event in material.dataset.events:
        if not knows_zone(event.timezone):
            from zoneinfo import available_timezones

            help = did_you_mean(event.timezone, sorted(available_timezones()), "write a name such as Asia/Kabul")
            message = f"unknown time zone `{event.timezone}`"
            yield Finding(NAME, message, event.at("timezone"), help, SEVERITY)
