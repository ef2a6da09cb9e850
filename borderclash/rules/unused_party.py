"""A party that makes no claim, and that no claim is about or denies."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import unused

NAME = "unused-party"
SEVERITY: Severity = "warning"


def check(material: Material) -> Iterator[Finding]:
    for id, place in unused(material, "parties", "party", "subject", "of"):
        message = f"no claim is by or about the party `{id}`"
        yield Finding(NAME, message, place, "remove it, or add what it says", SEVERITY)
