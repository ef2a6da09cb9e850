"""What to tell a curator whose time could not be read."""

from __future__ import annotations

import re

from borderclash.text.typography import code_point, with_plain_hyphens
from borderclash.values.base import Unreadable
from borderclash.values.missing import REMEDY, is_missing_code

FORMS = "2025, 2025-10, 2025-10-12, 2025-10-12T18:00, 2025-10-12T18:00+05:00, 2025-10-11/2025-10-12"


def unreadable(written: object, field: str, pattern: str) -> Unreadable:
    """Return the problem for a time that does not fit *pattern*, naming its *field*."""
    text = str(written)
    shown = text if len(text) <= 60 else text[:57] + "..."
    if (plain := with_plain_hyphens(text)) and re.fullmatch(pattern, plain[0]):
        sign = "hyphen" if "-" in plain[0] and plain[1] not in "\u2044\u2215\uff0f" else "slash"
        message = f"`{field}` has {code_point(plain[1])} in place of a plain {sign}: `{shown}`"
        return Unreadable("time", message, f"write {plain[0]}")
    message = f"`{field}` must be a time such as {FORMS}; got `{shown}`"
    return Unreadable("time", message, _help(text, field))


def bare_year(number: int, written: str, field: str) -> Unreadable:
    """Return the problem for a year below 1000 that stands without quotes; *written* is how it is written."""
    reads = "" if written == str(number) else f", which YAML reads as {number}"
    message = f"`{field}` is the bare number {written}{reads}, not a year of four digits"
    return Unreadable("time", message, f'write the year in quotes and with four digits: "{number:04}"')


def _help(text: str, field: str) -> str:
    if field == "value" and is_missing_code(text):
        return REMEDY
    if match := re.fullmatch("([0-9]{4}-[0-9]{2}-[0-9]{2}) +([0-9]{2}:[0-9]{2}.*)", text):
        return f"write {match[1]}T{match[2].replace(' ', '')}"
    if re.fullmatch("[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}", text):
        return "write the year first: 2025-10-12 for 12 October 2025"
    if match := re.fullmatch("([0-9]{4})([0-9]{2})([0-9]{2})", text):
        return f"write it with hyphens: {'-'.join(match.groups())}"
    if match := re.fullmatch("(?!0+(?![0-9]))([0-9]{1,3})((?:-[0-9]{2}){0,2}(?:T.*)?)", text):
        return f"write the year with four digits: {int(match[1]):04}{match[2]}"
    if re.fullmatch("(-[0-9]+|0+)(-.*)?", text):
        return "a year is 0001 to 9999: for one before that, leave the field out and say it in words"
    return "write year, month, day in this order, with a T before a clock time"
