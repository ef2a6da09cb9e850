"""A claim file in parts: what stands before its events, and its events in texts that are claim files of their own.

Only a file of the usual form is parted: its events last, in block style, no line less indented than their ids. In
such a file, the line of an event's id ends whatever stands before it, but for a quoted text or a flow collection,
which then is left open at the end of its part. A part that parses without fault is therefore read as it would be
in the whole file; where one does not, the whole file has to be read (`checking`).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from borderclash import schema
from borderclash.yaml_events import before_last_key, parse

# A part is a file of the version that it is checked by.
BEGIN = "borderclash: 1\nevents:\n"
# Other line breaks, and tabs, which indentation could be hidden behind.
_UNUSUAL = "\r\t\x85\u2028\u2029"
_EVENTS = "\nevents:\n"
_FIRST = re.compile(r"(?:\n| *#[^\n]*\n)*( +)[a-z0-9][a-z0-9-]*: *\n")


class Parts(NamedTuple):
    """The data that stands before the events of a file, its text, and where in it each part begins and ends."""

    head: dict[str, Any]
    text: str
    spans: list[tuple[int, int]]

    def part(self, number: int) -> str:
        """Return a claim file that has the events of a part."""
        start, end = self.spans[number]
        return f"{BEGIN}{self.text[start:end]}"


def split(text: str, size: int) -> Parts | None:
    """Return the parts of a claim file, of about *size* characters each; ``None`` where it cannot be parted."""
    if "events" not in text:
        head = _without_events(text)
        return Parts(head, text, []) if head is not None else None
    begin = text.find(_EVENTS) + len(_EVENTS)
    if begin < len(_EVENTS):
        return None
    first = _FIRST.match(text, begin)
    if first is None or any(char in text for char in _UNUSUAL):
        return None
    indent = first[1]
    # Each line below is indented so far, empty, or a comment at the margin.
    if re.compile(rf"\n(?!{indent}|[\n#]|\Z)").search(text, begin - 1):
        return None
    head = _before_events(text[: first.end()], len(indent))
    if head is None:
        return None
    event = re.compile(rf"\n(?={indent}[a-z0-9][a-z0-9-]*: *\n)")
    cuts = [begin]
    while match := event.search(text, cuts[-1] + size):
        cuts.append(match.end())
    ends = [*cuts[1:], len(text)]
    return Parts(head, text, list(zip(cuts, ends, strict=True)))


def _before_events(text: str, indent: int) -> dict[str, Any] | None:
    """Return the data before the events of a text that ends behind the id of the first event.

    *indent* is how far that id is indented. ``None`` where the text has another form
    than its lines suggest.
    """
    data = before_last_key(text, "events", indent)
    return data if data is not None and "events" not in data and schema.accepts(data) else None


def _without_events(text: str) -> dict[str, Any] | None:
    """Return the data of a text that is one document without fault and has no events."""
    parsed = parse(text)
    if parsed.refusals or len(parsed.documents) != 1 or not isinstance(parsed.documents[0], dict):
        return None
    (data,) = parsed.documents
    return data if schema.accepts(data) else None
