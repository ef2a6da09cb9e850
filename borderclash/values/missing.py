"""Codes for a missing value: what data sets and spreadsheets write where nobody gave a figure or an answer."""

from __future__ import annotations

import re

REMEDY = (
    "if nothing is known here, leave the claim out; a party that does not know has `stance: cannot-say`,"
    " one that would not say `stance: declines`, both without `value`"
)

_WORDS = frozenset(
    "null|nan|n/a|#n/a|na|n.a.|n.a|n/k|nk|n.k.|n.d.|n/d|nd|unknown|unclear|unconfirmed|not known|unspecified|"
    "not available|unavailable|not applicable|not given|none given|not stated|not reported|not specified|"
    "undisclosed|not disclosed|withheld|refused|declined|no comment|no answer|no figure|no figures|no data|"
    "no information|no value|missing|blank|empty|tbd|tba|tbc".split("|")
)
# Nothing but dashes, dots, tildes, question marks or asterisks.
_MARKS = re.compile(r"[-\u2010-\u2015\u2212.\u2026~?*\s]+")
# -9, -99, -999 and so on.
_NINES = re.compile("-9+([.]0*)?")


def is_missing_code(written: object) -> bool:
    """Say whether *written* stands for a missing value; whether its kind could read it is not looked at."""
    text = " ".join(str(written).split()).lower().removeprefix(".")
    if written is None or text.strip("()[]<>") in _WORDS or text in _WORDS:
        return True
    return bool(_NINES.fullmatch(text) or (str(written).strip() and _MARKS.fullmatch(str(written))))
