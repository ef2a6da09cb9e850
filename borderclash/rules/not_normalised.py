"""A text is not in Unicode normalisation form C (NFC)."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, beyond_ascii
from borderclash.text.folding import normalized
from borderclash.text.typography import code_point

NAME = "not-normalised"
SEVERITY: Severity = "warning"


def check(material: Material) -> Iterator[Finding]:
    for text, place in material.once(beyond_ascii):
        composed = normalized("NFC", text)
        if composed != text:
            at = next((i for i, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b), len(composed))
            message = f"not in Unicode NFC from character {at + 1} on: {code_point(text[at : at + 1])}"
            help = f"write it composed: {code_point(composed[at : at + 1])}; editors call this normalising to NFC"
            yield Finding(NAME, message, place, help, SEVERITY)
