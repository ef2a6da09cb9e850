"""All sources of a claim were published before its `stated` begins."""

from collections.abc import Iterator, Mapping
from functools import cache, partial

from borderclash.model import Source
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, StatedPlaces, declarations
from borderclash.rules.claim_in_the_future import end_of_today
from borderclash.values import Unreadable
from borderclash.values.times import stated_span

NAME = "source-before-claim"
SEVERITY: Severity = "warning"
NEEDS = ("stated",)


def check(material: Material) -> Iterator[Finding]:
    ends = {event.id: end_of_today(material, event.timezone) for event in material.dataset.events}
    places = {id: place for id, _, place in declarations(material, "sources")}
    stated = StatedPlaces(material.documents)
    in_doubt = {id for id, fields in material.in_doubt("sources", "source").items() if "published" in fields}
    latest_of = cache(partial(_latest, material.dataset.sources))
    for event, question, claim in material.claims():
        if not claim.stated or not claim.span:
            continue
        end, latest = latest_of(claim.sources, event.timezone)
        # A claim in the future is reported as such.
        if latest is None or not end <= claim.span[0] < ends[event.id]:
            continue
        if claim.faults.isdisjoint(("stated", "source", "timezone")) and in_doubt.isdisjoint(claim.sources):
            message = f"`stated` lies after the publication of every source of the claim: `{claim.stated}`"
            help = "correct one of the two dates, or name the source that the claim was taken from"
            published = places[latest.id]._replace(path=("sources", latest.id, "published"))
            related = ((f"published `{latest.published}`", published),)
            yield Finding(NAME, message, stated.place(event, question, claim), help, SEVERITY, related)


def _latest(sources: Mapping[str, Source], ids: tuple[str, ...], timezone: str) -> tuple[int, Source | None]:
    """Return the last of some sources with the end of its publication; ``None`` where one has no known date."""
    published = []
    for id in ids:
        source = sources.get(id)
        # A source that is unknown or has no date may be later than the claim.
        if source is None or source.published is None:
            return 0, None
        try:
            published.append((stated_span(source.published, timezone, "published")[1], id))
        except Unreadable:
            return 0, None  # reported when it was read
    end, last = max(published, default=(0, ""))
    return end, sources.get(last)
