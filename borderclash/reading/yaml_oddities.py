"""What the parsers, which were made for YAML 1.1, would read as something else than YAML 1.2 says.

It is refused, or put so that both mean the same: a figure must never be another than the one that stands there.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from yaml import YAMLError
from yaml.events import DocumentEndEvent, NodeEvent, ScalarEvent

from borderclash.reading.yaml_refusals import Refusal, hidden, refusal

# Ends of a line in YAML 1.1 only: what stands behind one would leave its text, or its comment, and count as data.
# A byte order mark that begins a line, as of files put together, is passed over: it is no part of a text there.
_HIDDEN = re.compile("[\x85\u2028\u2029]|^\ufeff|(?<=[\r\n])\ufeff")
# Where these stand, and how their text goes on, is seen from the events alone.
_QUESTION = re.compile(r"\?\S")
# What was to say "more than 5" begins a block of text, which is indented by 5.
_INDENTED = re.compile(r">([1-9][-+]?|[-+][1-9])[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
_ANCHOR = re.compile(r"&[A-Za-z0-9_-]+[?:%@`]")
# The last line of a block of text, which has no end of its own: it counts as an empty line of it.
_OPEN_END = re.compile(r"[\r\n][ \t]+\Z")


def closed(text: str) -> str:
    """Return *text* with an end for its last line where that makes a difference."""
    return f"{text}\n" if text[-1:] in (" ", "\t") and _OPEN_END.search(text) else text


def hidden_mark(text: str) -> Refusal | None:
    """Return a refusal for the first character of *text* that parts lines in YAML 1.1 and is text in YAML 1.2."""
    match = None if text.isascii() else _HIDDEN.search(text)
    return hidden(match.start(), match[0]) if match else None


def misread(text: str, events: Iterable[Any]) -> Iterator[Refusal]:
    """Yield a refusal for each question mark and each anchor in *text* that its *events* part in another way.

    So does a block of text without a line, of which a digit gives the indentation.

    The events are asked for only where there may be one, and may end with an error.
    """
    if not (_QUESTION.search(text) or _ANCHOR.search(text) or _INDENTED.search(text)):
        return
    document = 0
    with contextlib.suppress(YAMLError):
        for event in events:
            if event.__class__ is DocumentEndEvent:
                document += 1
            elif what := isinstance(event, NodeEvent) and _parted(text, event):
                yield refusal(what, event, document)


def _parted(text: str, event: Any) -> str | None:
    """Return what an event parts in another way, if anything."""
    start, end = event.start_mark.index, event.end_mark.index
    # In brackets, `?` is a mark by itself in YAML 1.1; in 1.2 it begins a text where no space follows.
    if event.__class__ is ScalarEvent and start < end and text[start - 1 : start] == "?":
        return "question-mark"
    if getattr(event, "style", None) == ">" and not event.value.strip() and _INDENTED.match(text, start):
        return "empty-block"
    anchor = _ANCHOR.match(text, start) if event.anchor else None
    return "anchor" if anchor and anchor.end() == start + len(event.anchor) + 2 else None
