"""What to tell a curator whose figure could not be read."""

from __future__ import annotations

import re
import unicodedata

from borderclash.nearest import nearest
from borderclash.values.base import Unreadable

FORMS = "58, at least 18, about 200, 130 to 170"
QUALIFIERS = set("or so to and at least most about more less fewer over plus maybe possibly if not".split())
NO_FIGURE = {"unknown", "unclear", "unconfirmed", "not known", "n/a", "na", "?", "tbd"}


def refused(written: object, help: str, rule: str = "figure") -> Unreadable:
    """Return the problem for a value that is no figure, with what to write instead."""
    text = str(written).lower() if isinstance(written, bool) else str(written)
    shown = text if len(text) <= 60 else text[:57] + "..."
    return Unreadable(rule, f"`value` must be a figure such as {FORMS}; got `{shown}`", help)


def unreadable(written: object, phrases: list[str], *, count: bool) -> Unreadable:
    """Return the problem for a value that fits none of the accepted forms; *phrases* are its known words."""
    text = " ".join(str(written).split())
    return refused(written, _hint(text, phrases, count))


def _hint(text: str, phrases: list[str], count: bool) -> str:
    hints = (
        _no_number(text, phrases),
        _hyphenated_word(text),
        _not_ascii(text),
        _digits(text, count),
        _words_around(text, phrases),
    )
    return next((hint for hint in hints if hint), "write the figure in one of these forms, and the rest in `note`")


def _no_number(text: str, phrases: list[str]) -> str | None:
    if not text:
        return "write the figure, or leave the claim out"
    if text.lower() in NO_FIGURE:
        return "a party that does not know has `stance: cannot-say` and no `value`"
    if text.lower() in phrases:
        return f"write the figure behind it: {text} 5"
    return None


def _hyphenated_word(text: str) -> str | None:
    return (
        "write the figure in digits"
        if re.fullmatch("[a-z]+([- ][a-z]+)*", text.lower()) and not re.search(" (than|least|most)", text.lower())
        else None
    )


def _not_ascii(text: str) -> str | None:
    for char in text:
        if not char.isascii() and (char.isdigit() or char.isspace() or unicodedata.category(char) == "Cf"):
            name = unicodedata.name(char, f"U+{ord(char):04X}").lower()
            return f"write plain digits 0 to 9 and plain spaces; this holds {name}"
    return None


def _digits(text: str, count: bool) -> str | None:
    if re.fullmatch(r"-[0-9][0-9,.]*", text) and count:
        return "a count is never negative; for a figure of any sign make the question `kind: number`"
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+", text) and count:
        return f"a point sets off decimals: for thousands write {text.replace('.', ',')}"
    if re.fullmatch(r"[0-9]+\.[0-9]+", text) and count:
        return "a count is of whole things: write it without a decimal part, or make the question `kind: number`"
    if re.fullmatch(r"[0-9]+,[0-9,]*", text):
        return "a comma only sets off thousands, three digits each (1,500); a decimal part has a point (1.5)"
    if re.fullmatch(r"[0-9]+( [0-9]{3})+", text):
        return f"write it without spaces: {_grouped(text)}"
    if re.fullmatch(r"([-+]?[0-9.]+e[-+]?[0-9]+|0x[0-9a-f]+|0o[0-7]+)", text.lower()):
        return "write the figure in plain digits, such as 1,000"
    return None


def _grouped(text: str) -> str:
    digits = re.sub("[^0-9]", "", text)
    return f"{int(digits):,}" if len(digits) <= 15 else digits


def _words_around(text: str, phrases: list[str]) -> str | None:
    match = re.fullmatch(r"(.*?)\s*([0-9][0-9,.]*)\s*(.*)", text)
    if not match:
        return None
    before, number, after = match.groups()
    known = before.lower() in phrases or not before
    if before and not known and (near := nearest(before, phrases)):
        return f"did you mean `{f'{near} {number} {after}'.strip()}`?"
    # Only a plain unit is told to go: "200 or so" and "23 (at least)" hold a qualifier that must not be lost.
    if (
        known
        and re.fullmatch("%|[^\\W\\d_]+([ -][^\\W\\d_]+)*", after)
        and not QUALIFIERS & set(after.lower().split())
    ):
        return f"put the unit in `unit`: write {f'{before} {number}'.strip()}"
    return None
