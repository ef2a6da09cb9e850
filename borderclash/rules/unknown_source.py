"""A `source`, or one that a source is derived from, is not declared under `sources`."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import DERIVED, unknown

NAME = "unknown-source"
SEVERITY: Severity = "error"
NEEDS = ("source", DERIVED)


def check(material: Material) -> Iterator[Finding]:
    """Yield each source that claims or other sources come from and that is not declared."""
    for field in ("source", DERIVED):
        yield from unknown(material, NAME, "sources", field, "declare it under `sources`")
