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

from borderclash.nearest import Suggestions
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.values.times import knows_zone

NAME = "unknown-timezone"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each event whose zone is not known."""
    suggestions: Suggestions | None = None
    for event in material.dataset.events:
        if not knows_zone(event.timezone):
            suggestions = suggestions or _suggestions()
            help = suggestions.did_you_mean(event.timezone, "write a name such as Asia/Kabul")
            message = f"unknown time zone `{event.timezone}`"
            yield Finding(NAME, message, event.at("timezone"), help, SEVERITY)


def _suggestions() -> Suggestions:
    from zoneinfo import available_timezones

    return Suggestions(sorted(available_timezones()))
