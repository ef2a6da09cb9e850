"""A `source` is not declared under `sources`."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import unknown

NAME = "unknown-source"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each source id, where it is written, that is declared nowhere."""
    return unknown(material, NAME, "sources", "source", "declare it under `sources`")
