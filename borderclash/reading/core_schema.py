"""What a plain scalar means in the core schema of YAML 1.2 (section 10.3.2)."""

from __future__ import annotations

import re
from typing import Any

MAX_DIGITS = 1000
# What a plain scalar that is no string begins with, if with anything.
MAY_BE_OTHER = "+-.0123456789~nNtTfF"
NUMBERS = (int, float)

_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def resolve(text: str) -> Any:
    """Return what a plain scalar means: a string, an integer, a float, a boolean or ``None``."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789" or len(text) > MAX_DIGITS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _SPECIAL.fullmatch(text):
        return float(text.replace(".", ""))
    return text


def rewritten(text: str, value: Any) -> bool:
    """Say whether *value*, which *text* means, is a number that Python writes otherwise (``51.20``, ``0x1F``)."""
    return value.__class__ in NUMBERS and repr(value) != text
