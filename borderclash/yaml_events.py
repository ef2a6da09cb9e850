"""YAML text to plain data, from the parser's events, by the core schema of YAML 1.2.

PyYAML's constructors follow YAML 1.1 (where ``no`` is false and ``12:30`` is 750), so only its parser is
used. The text is walked once into dictionaries, lists, strings and numbers; positions are not kept. When a
problem needs one, `offsets` walks the text again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from borderclash.problems import Path
from borderclash.yaml_refusals import Refusal, control_character, refusal, syntax

MAX_DEPTH = 64
# Stands for the key that a mapping needs next.
_NEEDED = object()
_NUMBERS = (int, float)
MAX_DIGITS = 1000

_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass(slots=True)
class Parsed:
    """The data of each document of a text, and what was refused in it.

    ``spellings`` has the text of each number that Python would write in another way (``51.20``, ``0x1F``), by
    its document's index and its path.
    """

    documents: list[Any] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    spellings: dict[tuple[int, Path], str] = field(default_factory=dict)


def parse(text: str, parser: Any = None) -> Parsed:
    """Return the plain data of each document in *text*, a text without byte order mark.

    Mapping keys are strings, as written. *parser* is a PyYAML parser class, by default the one from libyaml
    where PyYAML has it. Nothing is raised: what is refused stands in the result.
    """
    parsed = Parsed()
    try:
        _build(_events(text, parser), parsed)
    except yaml.reader.ReaderError:
        parsed.refusals.append(control_character(text, len(parsed.documents)))
    except yaml.MarkedYAMLError as error:
        parsed.refusals.append(syntax(error, len(parsed.documents)))
    return parsed


class PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser, for where it was built without libyaml."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


def default_parser() -> Any:
    """Return libyaml's parser where PyYAML has it, else PyYAML's own."""
    if not yaml.__with_libyaml__:
        return PythonParser
    from yaml import cyaml

    return cyaml.CParser  # type: ignore[attr-defined] # the stubs leave it out


def _events(text: str, parser: Any) -> Iterator[Any]:
    get_event = (parser or default_parser())(text).get_event
    while (event := get_event()) is not None:
        yield event


def _build(events: Iterator[Any], parsed: Parsed) -> None:
    """Walk the events once; each level of *stack* is a container and the key that its next value has."""
    stack: list[list[Any]] = []
    scalars: dict[str, Any] = {}
    for event in events:
        kind = event.__class__
        if kind is ScalarEvent:
            value = event.value
            if event.tag is not None or (event.style == '"' and not value.isascii()):
                _refuse_scalar(event, parsed)
            if stack and stack[-1][1] is _NEEDED:
                stack[-1][1] = _key(event, stack, parsed)
                continue
            if event.implicit[0]:
                try:
                    value = scalars[value]
                except KeyError:
                    value = scalars[value] = resolve(value)
                if value.__class__ in _NUMBERS and repr(value) != event.value and not _repeated(stack):
                    parsed.spellings[len(parsed.documents), _path(stack)] = event.value
            _store(stack, value, parsed)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.tag is not None:
                parsed.refusals.append(refusal("tagged", event, len(parsed.documents)))
            if len(stack) == MAX_DEPTH or (stack and stack[-1][1] is _NEEDED):
                what = "too-deep" if len(stack) == MAX_DEPTH else "odd-key"
                parsed.refusals.append(refusal(what, event, len(parsed.documents)))
                return
            stack.append([{}, _NEEDED] if kind is MappingStartEvent else [[], None])
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value = stack.pop()[0]
            _store(stack, value, parsed)
        elif kind is AliasEvent:
            parsed.refusals.append(refusal("alias", event, len(parsed.documents)))
            if stack and stack[-1][1] is _NEEDED:
                return
            _store(stack, None, parsed)


def _store(stack: list[list[Any]], value: Any, parsed: Parsed) -> None:
    if not stack:
        parsed.documents.append(value)
        return
    level = stack[-1]
    container, key = level
    if container.__class__ is list:
        container.append(value)
        return
    container.setdefault(key, value)
    level[1] = _NEEDED


def _refuse_scalar(event: Any, parsed: Parsed) -> None:
    if event.tag is not None:
        parsed.refusals.append(refusal("tagged", event, len(parsed.documents)))
    try:
        event.value.encode()
    except UnicodeEncodeError:
        parsed.refusals.append(refusal("surrogate", event, len(parsed.documents)))


def _key(event: Any, stack: list[list[Any]], parsed: Parsed) -> str:
    """Return a mapping's key as text; refuse a second one of the same name and a merge key."""
    key = str(event.value)
    if key == "<<" and event.implicit[0]:
        parsed.refusals.append(refusal("merge", event, len(parsed.documents)))
    elif key in stack[-1][0]:
        parsed.refusals.append(refusal("duplicate-key", event, len(parsed.documents), (*_path(stack[:-1]), key)))
    return key


def _repeated(stack: list[list[Any]]) -> bool:
    """Say whether the value that comes next is that of a key which stands there already."""
    return bool(stack) and stack[-1][0].__class__ is dict and stack[-1][1] in stack[-1][0]


def _path(stack: list[list[Any]]) -> Path:
    """Return the path of the value that comes next."""
    return tuple(len(container) if container.__class__ is list else key for container, key in stack)


def resolve(text: str) -> Any:
    """Return what a plain scalar means in the core schema of YAML 1.2 (section 10.3.2)."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789" or len(text) > MAX_DIGITS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _SPECIAL.fullmatch(text):
        return float(text.replace(".", ""))
    return text


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands in a text, and the key it has, in characters: start and end of each."""

    value: tuple[int, int]
    key: tuple[int, int]


def offsets(text: str, wanted: Collection[tuple[int, Path]], parser: Any = None) -> dict[tuple[int, Path], Span]:
    """Return where the wanted paths, each with its document's index, stand in *text*, as far as it parses."""
    found: dict[tuple[int, Path], Span] = {}
    document = 0
    path: list[Any] = []
    keys: list[Any] = []  # for each open container: the span of the pending key, None, or "list"
    try:
        for event in _events(text, parser):
            kind: type = event.__class__
            if kind is DocumentEndEvent:
                document += 1
            elif kind in (MappingEndEvent, SequenceEndEvent):
                keys.pop()
                path.pop()
                _next(path, keys)
            elif issubclass(kind, NodeEvent):
                span = event.start_mark.index, event.end_mark.index
                if keys and keys[-1] is None and kind is ScalarEvent:
                    keys[-1], path[-1] = span, event.value
                    continue
                at = (document, tuple(path))
                if at in wanted and at not in found:
                    key = keys[-1] if keys and keys[-1] != "list" else span
                    found[at] = Span(span, key)
                if kind is MappingStartEvent or kind is SequenceStartEvent:
                    keys.append(None if kind is MappingStartEvent else "list")
                    path.append(None if kind is MappingStartEvent else 0)
                else:
                    _next(path, keys)
    except yaml.YAMLError:
        pass  # told already when the text was parsed; what stands before it has been found
    return found


def _next(path: list[Any], keys: list[Any]) -> None:
    """Move on to the next entry of the innermost open container."""
    if keys and keys[-1] == "list":
        path[-1] += 1
    elif keys:
        keys[-1] = path[-1] = None
