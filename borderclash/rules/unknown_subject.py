"""A `subject` is not declared under `parties`."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import unknown

NAME = "unknown-subject"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each subject, where it is written, that is declared nowhere."""
    return unknown(
        material, NAME, "parties", "subject", "declare it under `parties`; for a part of a party write `scope`"
    )
