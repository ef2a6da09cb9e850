"""YAML text to plain data, from the parser's events, by the core schema of YAML 1.2.

PyYAML's constructors follow YAML 1.1 (where ``no`` is false and ``12:30`` is 750), so only its parser is
used. The text is walked once into dictionaries, lists, strings and numbers; positions are not kept. When a
problem needs one, `yaml_places` walks the text again.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from borderclash.problems import MOST_REPORTED, Path
from borderclash.reading import yaml_oddities
from borderclash.reading.core_schema import MAY_BE_OTHER, resolve, rewritten
from borderclash.reading.yaml_refusals import Refusal, control_character, refusal, syntax, too_many

if TYPE_CHECKING:
    from borderclash.reading.yaml_diagnosis import Mistake

MAX_DEPTH = 64
# Names, dates and the like come again and again: one text stands for all that are the same.
SHORT = 20
# Stands for the key that a mapping needs next.
_NEEDED = object()
# A container, and where in it the next value goes: a key of a map, None in a list.
Level = tuple[Any, Any]


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
    if hidden := yaml_oddities.hidden_mark(text):
        return Parsed(refusals=[hidden])
    parsed = Parsed()
    text = yaml_oddities.closed(text)
    try:
        _build((parser or default_parser())(text).get_event, parsed)
    except _TooMany:
        parsed.refusals.append(too_many(parsed.refusals[-1]))
    except yaml.reader.ReaderError:
        parsed.refusals.append(control_character(text, len(parsed.documents)))
    except yaml.MarkedYAMLError as error:
        parsed.refusals.append(syntax(error, len(parsed.documents), _diagnosed(text, error, parser)))
    else:
        parsed.refusals += islice(yaml_oddities.misread(text, events(text, parser)), MOST_REPORTED)
    return parsed


def _diagnosed(text: str, error: yaml.MarkedYAMLError, parser: Any) -> Mistake | None:
    # Imported here: its patterns are needed for a faulty file only.
    from borderclash.reading.yaml_diagnosis import diagnose

    last: deque[Any] = deque(maxlen=1)
    with contextlib.suppress(yaml.YAMLError):
        last.extend(events(text, parser))
    return diagnose(text, error, last[0] if last else None)


class _TooMany(Exception):
    """There is more to refuse in a text than anyone reads."""


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


def events(text: str, parser: Any = None) -> Iterator[Any]:
    """Yield the events of a text; raises `yaml.YAMLError` where it cannot be parsed."""
    get_event = (parser or default_parser())(text).get_event
    while (event := get_event()) is not None:
        yield event


def _build(get_event: Callable[[], Any], parsed: Parsed) -> None:
    """Walk the events once: *container* is being filled, *key* is where in it the next value goes."""
    levels: list[Level] = []
    container: Any = parsed.documents
    key: Any = None
    scalars: dict[str, Any] = {}
    texts: dict[str, str] = {}
    while (event := get_event()) is not None:
        kind = event.__class__
        if kind is ScalarEvent:
            value = event.value
            quoted = event.style
            if event.tag is not None or (quoted and not value.isascii()):
                _refuse_scalar(event, parsed)
            if key is _NEEDED:
                if value in container or value == "<<":
                    _refuse_key(event, levels, container, parsed)
                key = texts.setdefault(value, value)
                continue
            if not quoted and value[:1] in MAY_BE_OTHER:
                value = scalars.get(value, _NEEDED)
                if value is _NEEDED:
                    value = scalars[event.value] = resolve(event.value)
                if rewritten(event.value, value):
                    _keep_spelling(event, [*levels, (container, key)], parsed)
            elif len(value) < SHORT:
                value = texts.setdefault(value, value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if not _opens(event, len(levels), key, parsed):
                return
            levels.append((container, key))
            container, key = ({}, _NEEDED) if kind is MappingStartEvent else ([], None)
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value = container
            container, key = levels.pop()
        elif kind is AliasEvent:
            _refuse("alias", event, parsed)
            if key is _NEEDED:
                return
            value = None
        else:
            continue
        if key is not None:
            container.setdefault(key, value)
            key = _NEEDED
        else:
            container.append(value)


def _opens(event: Any, depth: int, key: Any, parsed: Parsed) -> bool:
    """Say whether a map or list may begin here."""
    if event.tag is not None:
        _refuse("tagged", event, parsed)
    if depth == MAX_DEPTH or key is _NEEDED:
        what = "too-deep" if depth == MAX_DEPTH else "odd-key"
        _refuse(what, event, parsed)
        return False
    return True


def _refuse(what: str, event: Any, parsed: Parsed, first: Path | None = None) -> None:
    parsed.refusals.append(refusal(what, event, len(parsed.documents), first))
    if len(parsed.refusals) >= MOST_REPORTED:
        raise _TooMany


def _refuse_scalar(event: Any, parsed: Parsed) -> None:
    if event.tag is not None:
        _refuse("tagged", event, parsed)
    try:
        event.value.encode()
    except UnicodeEncodeError:
        _refuse("surrogate", event, parsed)


def _refuse_key(event: Any, levels: Sequence[Level], container: dict[str, Any], parsed: Parsed) -> None:
    """Refuse a merge key, and a key that stands in the mapping already.

    Where an entry of a list begins without its dash, its first key is refused, and its other ones are not.
    """
    if event.value in container:
        path = (*_path(levels), event.value)
        first = next(iter(container))
        outer, key = levels[-1]
        in_list = (outer.__class__ is list and len(levels) > 1) or key == "claims"
        if in_list and event.value == first:
            _refuse("no-dash", event, parsed, path)
        elif not in_list or not parsed.refusals or parsed.refusals[-1].first != (*path[:-1], first):
            _refuse("duplicate-key", event, parsed, path)
    elif event.implicit[0]:
        _refuse("merge", event, parsed)


def _keep_spelling(event: Any, levels: Sequence[Level], parsed: Parsed) -> None:
    """Keep the text of a number, but for that of a key which stands in the mapping already."""
    container, key = levels[-1]
    if container.__class__ is not dict or key not in container:
        parsed.spellings[len(parsed.documents), _path(levels)] = event.value


def _path(levels: Sequence[Level]) -> Path:
    """Return the path of the value that comes next in the last of *levels*."""
    return tuple(len(container) if container.__class__ is list else key for container, key in levels[1:])


def before_last_key(text: str, last: str, indent: int) -> dict[str, Any] | None:
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
