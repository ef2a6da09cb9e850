"""Bounds in columns of their own, `low` and `high`, to the value that stands for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from borderclash.spreadsheet.rows import Row
from borderclash.spreadsheet.sheet import Coordinates
from borderclash.values import KINDS

# Of a kind that is not known, which is told elsewhere.
ANY_BOUNDS = ("at least", "at most")

# Digits alone, or a time by ISO 8601: a word beside them could mean more once another stands in front.
_PLAIN = re.compile(r"[-−–]?[0-9][0-9.,'’\s]*%?|[0-9]{4}-[-0-9T:+Z.]+")
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
    words = KINDS[kind].bounds if kind in KINDS else ANY_BOUNDS
    bounds = {name: row.texts[name].strip() for name in given}
    wrong = given if words is None else [name for name in given if not _PLAIN.fullmatch(bounds[name])]
    if wrong or words is None:
        what = f"must be a plain figure; got `{bounds[wrong[0]][:60]}`" if words else f"is no part of a {kind}"
        help = "write digits alone, and any word to them in `value`: at least 18; about 200"
        refuse("figure", f"`{wrong[0]}` {what}", row.at(wrong[0]), help)
        given, texts["value"] = wrong, bounds[wrong[0]]
    else:
        texts["value"] = _between(words, **bounds)
    return replace(row, texts=texts, columns={**row.columns, "value": row.columns[given[0]]})


def _between(words: tuple[str, str], low: str = "", high: str = "") -> str:
    if not high:
        return f"{words[0]} {low}"
    if not low:
        return f"{words[1]} {high}"
    if low == high:
        return low
    digits, others = (re.sub("[^0-9]", "", text) for text in (low, high))
    # As a range, 30 to 40,000 could be thousands on both sides.
    if len(digits) < 4 <= len(others):
        return f"{words[0]} {low} and {words[1]} {high}"
    return f"{low} to {high}"
