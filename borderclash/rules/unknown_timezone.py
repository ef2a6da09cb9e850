"""An event's `timezone` is not a name of the IANA time zone database."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.text.suggestions import Suggestions
from borderclash.values.time_points import knows_zone

NAME = "unknown-timezone"
SEVERITY: Severity = "error"
NEEDS = ("timezone",)


def check(material: Material) -> Iterator[Finding]:
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
