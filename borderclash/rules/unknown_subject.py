"""A `subject` is not declared under `parties`."""

from collections.abc import Iterator

from borderclash.nearest import Suggestions
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import unknown

NAME = "unknown-subject"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each subject, where it is written, that is declared nowhere."""
    suggestions = Suggestions(material.declared("parties"))
    for id, place in unknown(material, "parties", "subject"):
        help = suggestions.did_you_mean(id, "declare it under `parties`; for a part of a party write `scope`")
        yield Finding(NAME, f"unknown subject `{id}`", place, help, SEVERITY)
