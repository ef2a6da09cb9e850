"""A `source` is not declared under `sources`."""

from collections.abc import Iterator

from borderclash.nearest import Suggestions
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.references import unknown

NAME = "unknown-source"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each source id, where it is written, that is declared nowhere."""
    suggestions = Suggestions(material.declared("sources"))
    for id, place in unknown(material, "sources", "source"):
        help = suggestions.did_you_mean(id, "declare it under `sources`")
        yield Finding(NAME, f"unknown source `{id}`", place, help, SEVERITY)
