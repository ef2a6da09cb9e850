"""A large claim file in parts: it is cut at the ids of its events.

Its events have to come last, in block style, and no line may be less indented than their ids. The line of an
event's id then ends whatever stands before it, but for a quoted text or a flow collection, which is left open at
the end of its part. So a part without a fault is read as it would be in the whole file.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from typing import Any, NamedTuple

from yaml.events import MappingStartEvent, ScalarEvent

from borderclash.reading.documents import cut_by_comments, is_plain
from borderclash.reading.sources import accepts
from borderclash.reading.yaml_events import default_parser, parse

# A part is a file of the version that it is checked by.
_BEGIN = "borderclash: 1\nevents:\n"
# Other line breaks, and tabs, which indentation could be hidden behind.
_UNUSUAL = "\r\t\x85\u2028\u2029"
_END_OF_LINE = "(?: +#[^\n]*| *)\n"
_ID = f"([\"']?)[a-z0-9][a-z0-9-]*\\{{group}}:{_END_OF_LINE}"
_EVENTS = re.compile(f"\n([\"']?)events\\1:{_END_OF_LINE}")
_FIRST = re.compile(f"(?:\n| *#[^\n]*\n)*( +){_ID.format(group=2)}")


class File(NamedTuple):
    """A claim file in parts: the data before its events, its text, and where in it each part begins and ends."""

    name: str
    plain: bool
    head: dict[str, Any]
    text: str
    spans: list[tuple[int, int]]

    def part(self, number: int) -> str:
        """Return a claim file that has the events of a part, no text where there are none."""
        start, end = self.spans[number]
        return f"{_BEGIN}{self.text[start:end]}" if start < end else ""


def split(name: str, text: str, ends: Sequence[int]) -> File | None:
    """Return a claim file in parts: a part ends with the event that has the character at one of *ends*.

    These are in order, and may lie outside of the text. ``None`` where it cannot be parted.
    """
    if "events" not in text:
        parsed = parse(text)
        usable = len(parsed.documents) == 1 and not parsed.refusals and not cut_by_comments(text)
        if not usable or not accepts(parsed.documents[0]):
            return None
        return File(name, is_plain(text), parsed.documents[0], text, [(0, 0)] * (len(ends) + 1))
    events = _EVENTS.search(text)
    first = events and _FIRST.match(text, events.end())
    if not events or not first or any(char in text for char in _UNUSUAL):
        return None
    indent = first[1]
    # Each line below is indented so far, empty, or a comment at the margin.
    if re.compile(rf"\n(?!{indent}|[\n#]|\Z)").search(text, events.end() - 1):
        return None
    head = _before_last_key(text[: first.end()], "events", len(indent))
    if head is None or not accepts(head) or cut_by_comments(text[: events.end()]):
        return None
    event = re.compile(rf"\n(?={indent}{_ID.format(group=1)})")
    cuts = [events.end()]
    for end in ends:
        match = event.search(text, end) if end > cuts[-1] else None
        cuts.append(match.end() if match else cuts[-1] if end <= cuts[-1] else len(text))
    return File(name, is_plain(text), head, text, list(zip(cuts, [*cuts[1:], len(text)], strict=True)))


def _before_last_key(text: str, last: str, indent: int) -> dict[str, Any] | None:
    """Return the data before the last key of a text that is one map, of which that key begins another.

    ``None`` unless the text ends behind the first key of a map in block style that stands so far *indented* below
    *last*, a key at the left edge, and is without fault.
    """
    watched = _Watched(text)
    parsed = parse(text, lambda _: watched)
    if parsed.refusals or len(parsed.documents) != 1 or not isinstance(parsed.documents[0], dict):
        return None
    (data,) = parsed.documents
    if list(data)[-1:] != [last]:
        return None
    # The key, its map, the first id, its empty value; then two maps, the document and the stream end.
    key, block, id, *_ = watched.last
    shape = (key.__class__, block.__class__, id.__class__) == (ScalarEvent, MappingStartEvent, ScalarEvent)
    if not shape or block.flow_style or key.value != last:
        return None
    if (key.start_mark.column, id.start_mark.column) != (0, indent):
        return None
    return {name: value for name, value in data.items() if name != last}


class _Watched:
    """A parser of which the last events are kept."""

    def __init__(self, text: str) -> None:
        self._get_event = default_parser()(text).get_event
        self.last: deque[Any] = deque(maxlen=8)

    def get_event(self) -> Any:
        event = self._get_event()
        if event is not None:
            self.last.append(event)
        return event
