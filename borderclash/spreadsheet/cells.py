"""What stands in a cell, and the text that it stands for; each pair of functions undoes the other exactly.

A cell must be safe to open in a spreadsheet program and to print on a terminal, and must lose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from borderclash.reading.yaml_events import resolve
from borderclash.text.escaping import BEFORE_A_SIGN, FORMULA_SIGNS, NUMBER

# A line of a text, or what stands behind a semicolon: where a program that splits there would see a formula.
_START = r"(?:\A|[;\n])"
# No line break before the sign: behind it is a start again.
_SIGN = f"(?=(?:(?!\n){BEFORE_A_SIGN})*{FORMULA_SIGNS})"
_FORMULA = re.compile(_START + _SIGN)
_GUARDED = re.compile(f"({_START})'{_SIGN}")

# What a terminal could obey, and a text that looks like what stands for it. A line break is no harm.
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]|<(?=U\\+[0-9A-F]{4,6}>)"
)
_SPACE = re.compile(r"\s")
_SHOWN = re.compile("<U\\+([0-9A-F]{4,6})>")

_NULL = re.compile("'*null")
SEPARATOR = "; "
# In a list a backslash takes its meaning from these alone.
_ESCAPED = re.compile(r"\\([\\;\s])")
_SEMICOLON = re.compile(r"\\[\\;\s]|;")


def cell_of(text: str) -> str:
    """Return the cell for a text: no formula, and control characters written as ``<U+001B>``.

    So is a space where the text has nothing else: a cell of spaces alone counts as empty.
    """
    text = (_SPACE if text.isspace() else _HIDDEN).sub(lambda match: f"<U+{ord(match[0]):04X}>", text)
    return text if NUMBER.fullmatch(text) else _FORMULA.sub(r"\g<0>'", text)


def text_of(cell: str) -> str:
    """Return the text that a cell stands for."""
    if "<" not in cell and "'" not in cell:
        return cell
    return _SHOWN.sub(_character, _GUARDED.sub(r"\1", cell))


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    # What stands for no character is left as it is.
    return match[0] if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


def is_number(text: str) -> bool:
    """Say whether YAML would read *text* as a number."""
    return resolve(text).__class__ in (int, float) if text else False


def figure_cell(value: str, number: bool) -> str:
    """Return the cell for a figure or time: digits that were written as text get an apostrophe in front."""
    return f"'{value}" if not number and is_number(value) else value


def nullable_cell(text: str | None) -> str:
    """Return the cell for a text, or ``null`` for none; that word as a text gets an apostrophe in front."""
    if text is None:
        return "null"
    return f"'{text}" if _NULL.fullmatch(text) else text


def nullable_text(cell: str) -> str | None:
    """Return the text that a cell of `nullable_cell` stands for."""
    if cell == "null":
        return None
    return cell[1:] if _NULL.fullmatch(cell) else cell


def list_cell(items: Iterable[str]) -> str:
    """Return the cell for a list."""
    return SEPARATOR.join(item_cell(item) for item in items)


def item_cell(item: str) -> str:
    r"""Return an item for a list: ``\`` before a semicolon, a backslash, and a space at either end."""
    item = item.replace("\\", "\\\\").replace(";", "\\;")
    inner = item.strip()
    before, _, after = item.partition(inner) if inner else (item, "", "")
    return "".join(f"\\{space}" for space in before) + inner + "".join(f"\\{space}" for space in after)


def list_items(cell: str) -> list[str]:
    """Return the items of a list in a cell."""
    if ";" not in cell and "\\" not in cell:
        return [cell.strip()]
    return [_plain(item) for item in _split(cell)]


def list_options(cell: str) -> Iterator[tuple[str, str | None]]:
    """Yield each id and label of a list of ``id=label``; ``None`` for an item without the sign."""
    for item in _split(cell):
        id, sign, label = item.partition("=")
        yield id.strip(), _plain(label) if sign else None


def options_of(cell: str) -> dict[str, str] | None:
    """Return the labels by id of a list of ``id=label``, ``None`` for what is none, or has an id twice."""
    options: dict[str, str] = {}
    for id, label in list_options(cell):
        if label is None or id in options:
            return None
        options[id] = label
    return options


def option_cell(options: Iterable[tuple[str, str]]) -> str:
    """Return the cell for options, a list of ``id=label``."""
    return SEPARATOR.join(f"{id}={item_cell(label)}" for id, label in options)


def _split(cell: str) -> Iterator[str]:
    """Yield the items as they stand between the semicolons, those behind a backslash left out."""
    start = 0
    for match in _SEMICOLON.finditer(cell):
        if match[0] == ";":
            yield cell[start : match.start()]
            start = match.end()
    yield cell[start:]


def _plain(item: str) -> str:
    """Return what an item means: without spaces at its ends, but for those that a backslash keeps."""
    item = item.lstrip()
    inner = item.rstrip()
    backslashes = len(inner) - len(inner.rstrip("\\"))
    if backslashes % 2:
        inner = item[: len(inner) + 1]
    return _ESCAPED.sub(r"\1", inner)
