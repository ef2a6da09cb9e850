"""A source with a `url`, of which no copy is kept: neither `archived` nor `snapshot`."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, declarations

NAME = "unarchived-source"
SEVERITY: Severity = "information"
NEEDS = ("url",)


def check(material: Material) -> Iterator[Finding]:
    in_doubt = material.in_doubt("sources", "source")
    for id, source, place in declarations(material, "sources"):
        kept = not {"archived", "snapshot"}.isdisjoint(source.keys() | in_doubt.get(id, frozenset()))
        if "url" in source and not kept:
            help = "give the address of a copy in a web archive as `archived`, or a saved text as `snapshot`"
            at = place._replace(path=(*place.path, "url"))
            yield Finding(NAME, "no copy of this page is kept", at, help, SEVERITY)
