"""A claim's `party` is not declared under `parties`."""

from collections.abc import Iterator

from borderclash.nearest import Suggestions
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import unknown

NAME = "unknown-party"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each claim whose party is declared nowhere."""
    suggestions = Suggestions(material.declared("parties"))
    for id, place in unknown(material, "parties", "party"):
        help = suggestions.did_you_mean(id, "declare it under `parties`")
        yield Finding(NAME, f"unknown party `{id}`", place, help, SEVERITY)
