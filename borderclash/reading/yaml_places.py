"""Where the values of a YAML text stand in it, and what stands behind them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Container, Iterator
from typing import Any, NamedTuple

import yaml

from borderclash.problems import Path
from borderclash.reading.yaml_events import events


class Span(NamedTuple):
    """Where a value stands in a text, and the key it has, in characters: start and end of each."""

    value: tuple[int, int]
    key: tuple[int, int]


def offsets(
    text: str,
    wanted: Container[tuple[int, Path]],
    parser: Any = None,
    more: Callable[[tuple[int, Path]], bool] = lambda _: True,
) -> dict[tuple[int, Path], Span]:
    """Return where the wanted paths, each with its document's index, stand in *text*, as far as it parses.

    *more* takes each as it is found, and says whether to go on.
    """
    found: dict[tuple[int, Path], Span] = {}
    for at, key, event in _values(text, parser):
        if at in wanted and at not in found:
            span = event.start_mark.index, event.end_mark.index
            found[at] = Span(span, key or span)
            if not more(at):
                break
    return found


def every_offset(text: str, wanted: Container[tuple[int, Path]]) -> list[tuple[int, int]]:
    """Return where each value at the wanted paths stands in *text*, also where a key stands there twice.

    What is in it is part of it, and so is a comment between it and its key. Of nothing it is the key.
    """
    found: list[tuple[int, int]] = []
    last: tuple[int, Path] | None = None
    for at, key, event in _values(text, None):
        start, end = event.start_mark.index, event.end_mark.index
        if key and start == end:
            # A comma may have made a key of the end of a text.
            start, end = key
        if last and (at[0], at[1][: len(last[1])]) == last:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif at in wanted:
            last = at
            found.append((key[1] + 1 if key and "\n" in text[key[1] : start] else start, end))
        else:
            last = None
    return found


_CUTTING = re.compile(r"[ \t]+#(?!borderclash:)[^\W_]")


def cut_texts(text: str, parser: Any = None) -> list[tuple[int, Path]]:
    """Return the texts without quotes that end at a comment which a letter or digit begins.

    Whether they were meant to go on, only who wrote them can tell: `killed #1 by noon`.
    """
    found = []
    for at, _, event in _values(text, parser):
        if isinstance(event, yaml.ScalarEvent) and not event.style and event.value:
            end: Any = event.end_mark
            if _CUTTING.match(text, end.index):
                found.append(at)
    return found


def _values(text: str, parser: Any) -> Iterator[tuple[tuple[int, Path], tuple[int, int] | None, Any]]:
    """Yield each value, as far as *text* parses: its document's index and path, the span of its key, the event."""
    document = 0
    path: list[Any] = []
    keys: list[Any] = []  # for each open container: the span of the pending key, None, or "list"
    # What cannot be parsed was reported already; what stands before it has been found.
    with contextlib.suppress(yaml.YAMLError):
        for event in events(text, parser):
            kind: type = event.__class__
            if kind is yaml.DocumentEndEvent:
                document += 1
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                keys.pop()
                path.pop()
                _next(path, keys)
            elif issubclass(kind, yaml.NodeEvent):
                if keys and keys[-1] is None and kind is yaml.ScalarEvent:
                    keys[-1], path[-1] = (event.start_mark.index, event.end_mark.index), event.value
                    continue
                key = keys[-1] if keys and keys[-1] != "list" else None
                yield (document, tuple(path)), key, event
                if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    keys.append(None if kind is yaml.MappingStartEvent else "list")
                    path.append(None if kind is yaml.MappingStartEvent else 0)
                else:
                    _next(path, keys)


def _next(path: list[Any], keys: list[Any]) -> None:
    """Move on to the next entry of the innermost open container."""
    if keys and keys[-1] == "list":
        path[-1] += 1
    elif keys:
        keys[-1] = path[-1] = None
