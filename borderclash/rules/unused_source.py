"""A source that no claim, question, event or other source names."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import DERIVED, unused

NAME = "unused-source"
SEVERITY: Severity = "warning"


def check(material: Material) -> Iterator[Finding]:
    # Where a claim lacks its source, an unused one may be it.
    if all(claim.sources for _, _, claim in material.claims()):
        for id, place in unused(material, "sources", "source", DERIVED):
            help = "remove it, or name it in the `source` of what was taken from it"
            yield Finding(NAME, f"nothing is taken from the source `{id}`", place, help, SEVERITY)
