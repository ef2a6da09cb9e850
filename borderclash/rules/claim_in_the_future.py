"""A claim's `stated`, or a source's `published` or `retrieved`, begins after today."""

from collections.abc import Iterator

from borderclash.problems import Finding, Pointer, Severity
from borderclash.rules.base import Material, StatedPlaces, declarations
from borderclash.values import Unreadable
from borderclash.values.times import stated_span

NAME = "claim-in-the-future"
SEVERITY: Severity = "error"
NEEDS = ("stated", "published", "retrieved")


def check(material: Material) -> Iterator[Finding]:
    def finding(field: str, written: str, place: Pointer) -> Finding:
        message = f"`{field}` lies in the future: `{written}`"
        help = f"correct the date; today is {material.today.isoformat()} by the clock of this computer"
        return Finding(NAME, message, place, help, SEVERITY)

    for _, source, place in declarations(material, "sources"):
        for field in ("published", "retrieved"):
            if field in source and _begins_after_today(material, str(source[field]), field):
                yield finding(field, str(source[field]), place._replace(path=(*place.path, field)))
    ends = {event.id: end_of_today(material, event.timezone) for event in material.dataset.events}
    stated = StatedPlaces(material.documents)
    for event, question, claim in material.claims():
        if claim.stated and claim.span and claim.span[0] >= ends[event.id]:
            yield finding("stated", claim.stated, stated.place(event, question, claim))


def end_of_today(material: Material, timezone: str) -> int:
    """Return the first instant after today in a time zone."""
    return stated_span(material.today.isoformat(), timezone)[1]


def _begins_after_today(material: Material, written: str, field: str) -> bool:
    try:
        return stated_span(written, "UTC", field)[0] >= end_of_today(material, "UTC")
    except Unreadable:
        return False  # reported when it was read
