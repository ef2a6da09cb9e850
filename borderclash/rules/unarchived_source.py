"""A source with a `url`, of which no copy is kept: neither `archived` nor `snapshot`."""

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
