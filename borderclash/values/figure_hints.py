"""What to tell a curator whose figure could not be read.

A hint offers a figure only where nothing is lost by taking it over: never one without a word that stood beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from borderclash.text.typography import HYPHENS, code_point
from borderclash.values.base import Unreadable
from borderclash.values.missing import REMEDY, is_missing_code

FORMS = "58, at least 18, about 200, 130 to 170"
COMPARED = {
    **{">": "more than", ">=": "at least", "≥": "at least", "⩾": "at least"},
    **{"<": "fewer than", "<=": "at most", "≤": "at most", "⩽": "at most"},
}
SIZES = "dozen hundred thousands millions lakh crore k m bn mn tn".split()
QUALIFIERS = (
    "or so to and at least most about more less fewer over plus maybe possibly if not odd approximately approx "
    "roughly circa ca estimated minimum min maximum max upwards nearly almost reportedly confirmed additional "
    "each daily total"
).split()


def refused(written: object, help: str, rule: str = "figure") -> Unreadable:
    """Return the problem for a value that is no figure, with what to write instead."""
    text = str(written).lower() if isinstance(written, bool) else str(written)
    shown = text if len(text) <= 60 else text[:57] + "..."
    return Unreadable(rule, f"`value` must be a figure such as {FORMS}; got `{shown}`", help)


def unreadable(written: object, phrases: Iterable[str], vague: Iterable[str], *, count: bool) -> Unreadable:
    """Return the problem for a value that fits none of the accepted forms.

    *phrases* are the words that may stand before a figure, *vague* those that stand for one.
    """
    text = str(written)
    hints = (
        _not_plain(text),
        _no_figure(" ".join(text.split()), phrases, vague),
        _digits(text.strip(), count),
        _words_around(" ".join(text.split()), phrases),
    )
    otherwise = "write the figure in one of these forms, a reservation in `hedge` and the rest in `note`"
    return refused(written, next((hint for hint in hints if hint), otherwise))


def _not_plain(text: str) -> str | None:
    for char in text:
        if not char.isascii() and (char.isdigit() or char.isspace() or unicodedata.category(char) == "Cf"):
            name = unicodedata.name(char, f"U+{ord(char):04X}").lower()
            return f"write plain digits 0 to 9 and plain spaces; this holds {name}"
    if match := re.fullmatch(rf"[{HYPHENS}](?=[0-9])([0-9.,]+)", text):
        return f"write a plain hyphen as the sign: -{match[1]}; this holds {code_point(text[0])}"
    if match := re.fullmatch(r"([<>]=?|[≤≥⩽⩾])\s*([0-9][0-9,.]*)", text):
        return f"write `{COMPARED[match[1]]} {match[2]}`"
    return None


def _no_figure(text: str, phrases: Iterable[str], vague: Iterable[str]) -> str | None:
    if not text:
        return "write the figure, or leave the claim out"
    if is_missing_code(text):
        return REMEDY
    if text.lower() in phrases:
        return f"write the figure behind it: {text} 5"
    if not re.fullmatch("[a-z]+([- ][a-z]+)*", text.lower()):
        return None
    words = set(re.split("[- ]", text.lower()))
    if words & set(vague):
        return "such a word stands by itself: write the unit in `unit` and the rest in `note`"
    return "write the figure in digits"


def _digits(text: str, count: bool) -> str | None:
    if re.fullmatch(r"-[0-9][0-9,.]*", text) and count:
        return "a count is never negative; for a figure of any sign make the question `kind: number`"
    if re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3})+", text) and count:
        return f"a point sets off decimals: for thousands write {text.replace('.', ',')}"
    if re.fullmatch(r"[0-9]+\.[0-9]+", text) and count:
        return "a count is of whole things: write it without a decimal part, or make it `kind: number`"
    if re.fullmatch(r"[0-9]+,[0-9,]*", text):
        return "a comma only sets off thousands, three digits each (1,500); a decimal part has a point (1.5)"
    if re.fullmatch(r"[1-9][0-9]{0,2}( [0-9]{3})+", text):
        return f"write it without spaces: {text.replace(' ', ',')}"
    if re.fullmatch(r"([-+]?[0-9.]+e[-+]?[0-9]+|0x[0-9a-f]+|0o[0-7]+)", text.lower()):
        return "write the figure in plain digits, such as 1,000"
    return None


def _words_around(text: str, phrases: Iterable[str]) -> str | None:
    match = re.fullmatch(r"(.*?) *(-?[0-9][0-9,.]*) *(.*)", text)
    if not match:
        return None
    before, number, after = match.groups()
    if before and not after:
        near = next((phrase for phrase in phrases if _misspelt(before.lower(), phrase)), None)
        return f"did you mean `{near} {number}`?" if near and before.lower() != near else None
    if set(re.split("[- ]", after.lower())) & set(SIZES):
        return "write the figure in digits, or with thousand, million, billion or trillion"
    if re.fullmatch("%|[^\\W\\d_]+( [^\\W\\d_]+)*", after) and not set(after.lower().split()) & set(QUALIFIERS):
        return "put the unit in `unit`, and a reservation in `hedge`"
    return None


def _misspelt(written: str, phrase: str) -> bool:
    """Say whether *written* is *phrase* with a slip in its words; another word may mean the opposite."""
    if written.replace(" ", "") == phrase.replace(" ", ""):
        return True
    pairs = list(zip(written.split(), phrase.split(), strict=False))
    if not len(written.split()) == len(phrase.split()) == len(pairs):
        return False
    return all(a == b or SequenceMatcher(None, a, b).ratio() >= 0.75 for a, b in pairs)
