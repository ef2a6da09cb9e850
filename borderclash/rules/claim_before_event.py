"""A claim's `stated` is over before the event's `date` begins."""

from collections.abc import Iterator

from borderclash.model import Event
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, StatedPlaces
from borderclash.values import Unreadable
from borderclash.values.times import stated_span

NAME = "claim-before-event"
SEVERITY: Severity = "warning"
NEEDS = ("stated",)


def check(material: Material) -> Iterator[Finding]:
    begins = {event.id: begin(event) for event in material.dataset.events}
    stated = StatedPlaces(material.documents)
    for event, question, claim in material.claims():
        start = begins[event.id]
        if start is None or not claim.span or claim.span[1] > start:
            continue
        if claim.stated and claim.faults.isdisjoint(("stated", "timezone")):
            message = f"`stated` lies before the event: `{claim.stated}`"
            help = "correct one of the two dates, or put the claim under an earlier event"
            related = ((f"the event is of `{event.date}`", event.at("date")),)
            yield Finding(NAME, message, stated.place(event, question, claim), help, SEVERITY, related)


def begin(event: Event) -> int | None:
    """Return the first instant of the event, ``None`` where its date is not known."""
    try:
        return stated_span(event.date, event.timezone, "date")[0] if event.date else None
    except Unreadable:
        return None  # reported when it was read
