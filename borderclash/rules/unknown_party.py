"""A claim's `party`, or one whose claims it denies (`of`), is not declared under `parties`."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import unknown

NAME = "unknown-party"
SEVERITY: Severity = "error"
NEEDS = ("party", "of")


def check(material: Material) -> Iterator[Finding]:
    """Yield each party of a claim, and each whose claims are denied, that is not declared."""
    for field in ("party", "of"):
        yield from unknown(material, NAME, "parties", field, "declare it under `parties`")
