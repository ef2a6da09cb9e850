"""The rules, one file each; this is their registry."""

from collections.abc import Iterator

from borderclash.problems import Finding
from borderclash.rules import (
    no_source,
    replaces,
    self_contradiction,
    unknown_party,
    unknown_source,
    unknown_subject,
    unknown_timezone,
)
from borderclash.rules.base import Material, Rule

RULES: dict[str, Rule] = {
    rule.NAME: rule
    for rule in (
        unknown_party,
        unknown_subject,
        unknown_source,
        no_source,
        unknown_timezone,
        replaces,
        self_contradiction,
    )
}


def check(material: Material) -> Iterator[Finding]:
    """Yield what all rules find."""
    for rule in RULES.values():
        yield from rule.check(material)


__all__ = ["RULES", "Material", "Rule", "check"]
