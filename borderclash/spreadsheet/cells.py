"""What stands in a cell, and the text that it stands for; each pair of functions undoes the other exactly.

A cell must be safe to open in a spreadsheet program and to print on a terminal, and must lose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from borderclash.inert import BEFORE_A_SIGN, FORMULA_SIGNS, NUMBER
from borderclash.yaml_events import resolve

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
# In a list a backslash takes its meaning from these alone, and from a space.
_TOKEN = re.compile(r"\\([\\;\s])|(.)", re.DOTALL)


def cell_of(text: str) -> str:
    """Return the cell for a text: no formula, and control characters written as ``<U+001B>``.

    So is a space where the text has nothing else: a cell of spaces alone counts as empty.
    """
    text = (_SPACE if text.isspace() else _HIDDEN).sub(lambda match: f"<U+{ord(match[0]):04X}>", text)
    return text if NUMBER.fullmatch(text) else _FORMULA.sub(r"\g<0>'", text)


def text_of(cell: str) -> str:
    """Return the text that a cell stands for."""
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
    return ["".join(char for char, _ in item) for item in _items(cell)]


def list_options(cell: str) -> Iterator[tuple[str, str | None]]:
    """Yield each id and label of a list of ``id=label``; ``None`` for an item without the sign."""
    for item in _items(cell):
        sign = next((number for number, token in enumerate(item) if token == ("=", False)), None)
        id = "".join(char for char, _ in _stripped(item[:sign]))
        yield id, None if sign is None else "".join(char for char, _ in _stripped(item[sign + 1 :]))


def option_cell(options: Iterable[tuple[str, str]]) -> str:
    """Return the cell for options, a list of ``id=label``."""
    return SEPARATOR.join(f"{id}={item_cell(label)}" for id, label in options)


# A character, and whether a backslash stood before it.
_Tokens = list[tuple[str, bool]]


def _items(cell: str) -> Iterator[_Tokens]:
    item: _Tokens = []
    for match in _TOKEN.finditer(cell):
        if match[2] == ";":
            yield _stripped(item)
            item = []
        else:
            item.append((match[1] or match[2], match[1] is not None))
    yield _stripped(item)


def _stripped(item: _Tokens) -> _Tokens:
    """Return the item without the spaces at its ends that no backslash keeps."""
    start, end = 0, len(item)
    while start < end and item[start][0].isspace() and not item[start][1]:
        start += 1
    while end > start and item[end - 1][0].isspace() and not item[end - 1][1]:
        end -= 1
    return item[start:end]
