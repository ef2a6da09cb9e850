"""Bounds in columns of their own, `low` and `high`, to the value that stands for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from borderclash.spreadsheet.rows import Row
from borderclash.spreadsheet.sheet import Coordinates

# Digits alone: a word beside them could mean more once another stands in front.
_FIGURE = re.compile(r"[-−–]?[0-9][0-9.,'’\s]*%?")
Refuse = Callable[[str, str, Coordinates, str], None]


def ranged(row: Row, kind: Any, refuse: Refuse) -> Row:
    """Return the row of a claim with the `value` that its `low` and `high` make, by the *kind* of its question."""
    given = [name for name in ("low", "high") if name in row.texts]
    if not given:
        return row
    texts = {name: text for name, text in row.texts.items() if name not in given}
    if "value" in texts:
        message = f"`value` and `{given[0]}` are both filled in"
        refuse("row", message, row.at(given[0]), "leave one of them empty: low and high are a value by themselves")
        return replace(row, texts=texts)
    bounds = {name: row.texts[name].strip() for name in given}
    if kind != "time":
        for name, text in bounds.items():
            if not _FIGURE.fullmatch(text):
                message = f"`{name}` must be a plain figure; got `{text[:60]}`"
                help = "write digits alone, and any word to them in `value`: at least 18; about 200"
                refuse("figure", message, row.at(name), help)
                bounds = {name: text}
                texts["value"] = text
    if "value" not in texts:
        texts["value"] = _times(**bounds) if kind == "time" else _figures(**bounds)
    return replace(row, texts=texts, columns={**row.columns, "value": row.columns[next(iter(bounds))]})


def _figures(low: str = "", high: str = "") -> str:
    if not high:
        return f"at least {low}"
    if not low:
        return f"at most {high}"
    if low == high:
        return low
    digits, others = (re.sub("[^0-9]", "", text) for text in (low, high))
    # As a range, 30 to 40,000 could be thousands on both sides.
    return f"at least {low} and at most {high}" if len(digits) < 4 <= len(others) else f"{low} to {high}"


def _times(low: str = "", high: str = "") -> str:
    if not high:
        return f"from {low}"
    if not low:
        return f"by {high}"
    return low if low == high else f"{low} to {high}"
