"""A claim's `party` is not declared under `parties`."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import unknown

NAME = "unknown-party"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each claim whose party is declared nowhere."""
    return unknown(material, NAME, "parties", "party", "declare it under `parties`")
