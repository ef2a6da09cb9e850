"""What to tell a curator whose time could not be read: what is wrong with it, and how it is written."""

from __future__ import annotations

import re
from calendar import monthrange

from borderclash.text.typography import curly, within_curly
from borderclash.values import time_repairs
from borderclash.values.base import Unreadable
from borderclash.values.missing import REMEDY, is_missing_code
from borderclash.values.time_dates import NO_YEAR
from borderclash.values.time_forms import even_out, in_form, iso_ends, iso_of, take_apart
from borderclash.values.time_points import LONGEST, POINT, NoSuchTime, backwards, read_ends

# A time has fewer signs and spaces than these.
MOST_BETWEEN = 40
FORMS = "2025, 2025-10, 2025-10-12, 2025-10-12T18:00, 2025-10-12T18:00+05:00, 2025-10-11/2025-10-12"


def unreadable(written: object, field: str, date: object = None) -> Unreadable:
    """Return the problem for what is no time, naming its *field*; *date* is that of its event, if known."""
    text = str(written)
    shown = text if len(text) <= 60 else f"{text[:57]}..."
    if isinstance(written, str) and (inner := within_curly(text)) is not None:
        return Unreadable("time", *curly(field, text, inner))
    if not isinstance(written, str | int) or isinstance(written, bool) or len(text) > LONGEST:
        return _no_time(field, shown, "write year, month, day in this order, with a T before a clock time")
    if field == "value" and is_missing_code(text):
        return _no_time(field, shown, REMEDY)
    found = _too_loose(text, field) or _repaired(text, field, date)
    if found is None:
        return _no_time(field, shown, "write year, month, day in this order, with a T before a clock time")
    what, help = found
    return Unreadable("time", f"`{field}` {what}: `{shown}`", help)


def bare_year(number: int, written: str, field: str) -> Unreadable:
    """Return the problem for a year below 1000 that stands without quotes; *written* is how it is written."""
    message = f"`{field}` is a number to YAML, not a year of four digits: `{written}`"
    help = f'write the year in quotes and with four digits: "{number:04}"'
    return Unreadable("time", message, help)


def reversed_ends(swapped: str, written: str, field: str) -> Unreadable:
    """Return the problem for an interval that ends before it begins; *swapped* is spelled the other way round."""
    return Unreadable(
        "reversed-range",
        f"`{field}` runs backwards: `{written}`",
        f"write the earlier end first: `{swapped}`",
    )


def impossible(point: str, written: str, field: str) -> Unreadable:
    """Return the problem for a *point* in time, by ISO 8601, that the calendar or the clock does not have."""
    help, instead = _calendar(point)
    if instead and field != "--as-of":
        whole = written.replace(point, instead) if point in written else instead
        help += f"; write `{whole}`" if _reads(whole, field) else ""
    message = f"`{field}` is a time that does not exist: `{written}`"
    return Unreadable("impossible-date", message, help)


def _calendar(point: str) -> tuple[str, str]:
    """Return what the calendar and the clock have, and what may be meant, if anything."""
    match = POINT.fullmatch(point)
    assert match
    year, month = int(match[1].replace("X", "0")), int(match[2] or 1)
    if year < 1:
        return NO_YEAR, ""
    if not 1 <= month <= 12:
        # 1914-18 is of years, 2024-13-05 has the day first.
        if match[3]:
            instead = f"{match[1]}-{match[3]}-{match[2]}{point[10:]}" if 1 <= int(match[3]) <= 12 else ""
        else:
            instead = f"{match[1]}/{match[1][:2]}{match[2]}" if month > year % 100 else ""
        return "a month is 01 to 12", instead
    days = monthrange(year, month)[1]
    if int(match[3] or 1) not in range(1, days + 1):
        return f"that month has the days 01 to {days}", ""
    return "a clock time is 00:00 to 23:59:59, an offset up to 23:59", ""


def _no_time(field: str, shown: str, help: str) -> Unreadable:
    return Unreadable("time", f"`{field}` must be a time such as {FORMS}: `{shown}`", help)


def _too_loose(text: str, field: str) -> tuple[str, str] | None:
    """Return the problem for what only a value of kind time may be, standing elsewhere."""
    parts = take_apart(even_out(text))
    iso = iso_ends(parts)
    if field == "value" or iso is None:
        return None
    if parts.form == "plain":
        return "is an interval in words", f"write `{iso}`"
    what = "is open or approximate, which only a `value` of kind time may be"
    if parts.form == "about":
        return what, f"write `{iso}`, or the interval that it lies in"
    first, last = iso.split("/")[0], iso.split("/")[-1]
    year = int(first[:3] + "0" if first[3] == "X" else first[:4])
    if parts.form in ("before", "by"):
        first = f"{max(year - 10, 1):04}"
    else:
        last = f"{min(year + 10, 9999):04}"
    return what, f"write an interval with both ends, as in `{first}/{last}`"


def _repaired(text: str, field: str, date: object) -> tuple[str, str] | None:
    # Each place between two words is tried as that between a day and a clock time, or two ends.
    if sum(not letter.isalnum() for letter in text) > MOST_BETWEEN:
        return None
    found = time_repairs.repair(even_out(text))
    if found is None:
        return None
    day = iso_of(date) if isinstance(date, str) else None
    if day and re.match("[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        found = time_repairs.of_event(found, day[:10])
    proposed = [in_form(found.form, spelled) for spelled in found.proposed]
    if field != "value":
        proposed = list(found.proposed)
    proposed = [spelled for spelled in dict.fromkeys(proposed) if _reads(spelled, field)]
    if not proposed:
        # What begins with a comma or a space goes on from what is proposed.
        return (found.what, found.help) if found.help[:1].isalpha() and not found.proposed else None
    help = f"write {' or '.join(f'`{spelled}`' for spelled in proposed)}"
    return found.what, help + found.help


def _reads(text: str, field: str) -> bool:
    parts = take_apart(even_out(text))
    iso = iso_ends(parts)
    if iso is None or (field != "value" and (parts.form != "plain" or parts.last is not None)):
        return False
    try:
        ends = read_ends(iso, "UTC")
    except NoSuchTime:
        return False
    return ends is not None and not backwards(*ends)
