"""Claim files of plain lines, read without a YAML parser: what most lines of most files are.

A plain line is blank, a comment, or ``key: value``, ``key:``, ``- key: value`` or ``- value``, where the value
stands whole in its line: text without quotes, text in quotes without escapes, plain texts in braces or brackets.
Plain too are the lines of a block of text (``key: >-`` and ``key: |-``) that are all indented alike. Such lines
mean the same to every YAML parser. Whatever else a file holds, and whatever is doubtful or wrong in it, is no
plain line: the file is then for the parser (`yaml_events`). The tests hold the two against each other.
"""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from borderclash.core_schema import MAY_BE_OTHER, resolve, rewritten

MAX_DEPTH = 16
# Names, dates and the like come again and again: one text stands for all that are the same.
SHORT = 20

# What no YAML text may hold, and what ends a line, or hides, in one version of YAML and not in the other.
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_KEY = "[a-z][a-z0-9-]{0,99}"
# What stands before `: `, or before a `:` that ends its line.
_HEAD = re.compile(f"( *)(- )?({_KEY})(:?)")
_ITEM = re.compile("( *)- ([^ ].*)")
# What a text without quotes begins with, if it is no letter beyond ASCII and no negative number.
_LETTERS = frozenset(string.ascii_letters + string.digits + "(~")
_NEGATIVE = re.compile("-[0-9]")
_NO_END = ("", " ", ":")
_MAY_BE_OTHER = frozenset(MAY_BE_OTHER)
# In braces and brackets, where commas, colons and question marks part what stands there.
_INNER = "[A-Za-z0-9(](?:[^][{},:#?]*[^][{},:#? ])?"
_ENTRY = re.compile(f"({_KEY}): ({_INNER})")
_ELEMENT = re.compile(_INNER)
_BLOCK = re.compile(f"( *)(- )?{_KEY}: ([>|])-")
_NOT_SEEN = object()
# No entry begins so far right: where a value without entries would have them.
_NOWHERE = 2**30


# A map or a list, and the column that its entries begin in.
Level = tuple[Any, int]
# What stands before a value: its column, whether it begins an entry of a list, its key, and whether that is all.
Head = tuple[int, bool, str, bool]


class _Other(Exception):
    """A line that is not plain."""


def read(text: str) -> dict[str, Any] | None:
    """Return the data of a text of nothing but plain lines, ``None`` for any other text.

    The data is that of the one document which the text is, as `yaml_events.parse` would give it without refusals.
    """
    # Most texts need no look at each character.
    if not (text.isascii() and text.replace("\n", "").isprintable()) and _ODD.search(text):
        return None
    try:
        return _read(text)
    except _Other:
        return None


def _read(text: str) -> dict[str, Any]:
    """Read line by line.

    The last of *levels* is the map being filled, and the column that its entries begin in; the others are around
    it. *waiting* is the key whose value begins in the next line.
    """
    root: dict[str, Any] = {}
    levels: list[Level] = [(root, 0)]
    container, column = levels[0]
    waiting: str | None = None
    heads: dict[str, Head] = {}
    values: dict[str, Any] = {}
    lines = text.split("\n")
    for line in _joined(lines, values) if ">-\n" in text or "|-\n" in text else lines:
        head, colon, written = line.partition(": ")
        known = heads.get(head)
        if known is None:
            if line.lstrip(" ")[:1] in ("", "#"):
                continue
            match = _HEAD.fullmatch(head)
            if match is None or not (colon or match[4]):
                _add_item(line, levels, waiting, values)
                (container, column), waiting = levels[-1], None
                continue
            known = heads[head] = len(match[1]), match[2] is not None, sys.intern(match[3]), match[4] == ":"
        indent, in_list, key, ends = known
        if in_list or indent != column or waiting is not None:
            _move(indent, in_list, levels, waiting)
            waiting = None
            if in_list:
                entry: dict[str, Any] = {}
                levels[-1][0].append(entry)
                levels.append((entry, indent + 2))
            container, column = levels[-1]
        if key in container or bool(colon) is ends:
            raise _Other
        if ends:
            waiting = key
            continue
        value = values.get(written, _NOT_SEEN)
        container[key] = _value(written, values) if value is _NOT_SEEN else value
    if waiting is not None or not root:
        raise _Other
    return root


def _joined(lines: Sequence[str], values: dict[str, Any]) -> Iterator[str]:
    """Yield the lines, each block of text in the line of its key, by what stands for the text in *values*."""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        match = _BLOCK.fullmatch(line) if line.endswith("-") else None
        if match is None:
            yield line
            continue
        texts = _block(lines, at, len(match[1]) + len(match[2] or ""))
        at += len(texts)
        # No text holds this character.
        stand_in = f"\0{len(values)}"
        values[stand_in] = (" " if match[3] == ">" else "\n").join(texts)
        yield f"{line[:-2]}{stand_in}"


def _block(lines: Sequence[str], at: int, column: int) -> list[str]:
    """Return the lines of a block of text, which stand beyond *column*, without their margin."""
    first = lines[at] if at < len(lines) else ""
    margin = first[: len(first) - len(first.lstrip(" "))]
    if len(margin) <= column or margin == first:
        raise _Other
    texts = []
    while at < len(lines) and lines[at].startswith(margin):
        texts.append(lines[at].removeprefix(margin))
        at += 1
    # Further indentation and spaces at the end are part of the text.
    if any(text[:1] in ("", " ") or text[-1] == " " for text in texts):
        raise _Other
    # Below an empty line the block may go on, be it with spaces alone.
    while at < len(lines) and not lines[at].startswith(margin) and not lines[at].strip(" "):
        at += 1
    if at < len(lines) and lines[at].startswith(margin):
        raise _Other
    return texts


def _move(indent: int, in_list: bool, levels: list[Level], waiting: str | None) -> None:
    """Make the map or list whose entries begin at *indent* the last of *levels*: a new one for a waiting key."""
    container, column = levels[-1]
    if waiting is not None:
        # A list may begin right below its key, a map may not.
        if indent < column or (indent == column and not in_list) or len(levels) == MAX_DEPTH:
            raise _Other
        container[waiting] = [] if in_list else {}
        levels.append((container[waiting], indent))
        return
    kind = list if in_list else dict
    while column > indent or (column == indent and container.__class__ is not kind):
        levels.pop()
        if not levels:
            raise _Other
        container, column = levels[-1]
    if column != indent or container.__class__ is not kind:
        raise _Other


def _add_item(line: str, levels: list[Level], waiting: str | None, values: dict[str, Any]) -> None:
    """Add the value of a line ``- value`` to its list."""
    match = _ITEM.fullmatch(line)
    if match is None:
        raise _Other
    _move(len(match[1]), True, levels, waiting)
    levels[-1][0].append(_value(match[2], values))
    levels.append((None, _NOWHERE))


def _value(written: str, values: dict[str, Any]) -> Any:
    """Return what a value in its line means; *values* has those that were short, for the next time."""
    first = written[:1]
    if first == "{":
        return _map(written, values)
    if first == "[":
        return _list(written, values)
    if first == "'" or first == '"':
        text = written[1:-1]
        if len(written) < 2 or written[-1] != first or first in text or (first == '"' and "\\" in text):
            raise _Other
        return values.setdefault(written, text) if len(text) < SHORT else text
    if ": " in written or " #" in written or written[-1:] in _NO_END:
        raise _Other
    if first not in _LETTERS and first < "\x80" and not _NEGATIVE.match(written):
        raise _Other
    return _scalar(written, values)


def _scalar(written: str, values: dict[str, Any]) -> Any:
    value = written
    if written[0] in _MAY_BE_OTHER:
        value = resolve(written)
        if rewritten(written, value):
            raise _Other
    if len(written) < SHORT:
        values[written] = value
    return value


def _inner(written: str, values: dict[str, Any]) -> Any:
    """Return what a plain text within braces or brackets means."""
    value = values.get(written, _NOT_SEEN)
    return _scalar(written, values) if value is _NOT_SEEN else value


def _map(written: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the map in braces that a value is."""
    entries: dict[str, Any] = {}
    if written[-1] != "}":
        raise _Other
    for entry in written[1:-1].split(", "):
        match = _ENTRY.fullmatch(entry)
        if match is None or match[1] in entries:
            raise _Other
        entries[sys.intern(match[1])] = _inner(match[2], values)
    return entries


def _list(written: str, values: dict[str, Any]) -> list[Any]:
    """Return the list in brackets that a value is."""
    elements = written[1:-1].split(", ")
    if written[-1] != "]" or not all(map(_ELEMENT.fullmatch, elements)):
        raise _Other
    return [_inner(element, values) for element in elements]
