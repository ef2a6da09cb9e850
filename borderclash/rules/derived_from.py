"""Sources that are derived from one another in a circle."""

from collections import defaultdict
from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, declarations
from borderclash.rules.references import leading_into_one

NAME = "derived-from"
SEVERITY: Severity = "error"
NEEDS = ("derived-from",)


def check(material: Material) -> Iterator[Finding]:
    origins = {id: source.derived_from for id, source in material.dataset.sources.items() if source.derived_from}
    circular = leading_into_one(origins)
    if not circular:
        return
    derived: defaultdict[str, list[str]] = defaultdict(list)
    for id in circular:
        for origin in origins[id]:
            derived[origin].append(id)
    # What only leads into the circle is not at fault.
    led_into = leading_into_one(derived)
    circular &= led_into
    for id, _, place in declarations(material, "sources"):
        if id in circular:
            own = f"`{id}` is derived from itself"
            message = own if id in origins[id] else f"{own}, by way of other sources"
            help = "leave `derived-from` out of the source that had the story first"
            yield Finding(NAME, message, place._replace(path=(*place.path, "derived-from")), help, SEVERITY)
