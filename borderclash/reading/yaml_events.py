"""YAML text to plain data, from the parser's events, by the core schema of YAML 1.2.

PyYAML's constructors follow YAML 1.1 (where ``no`` is false and ``12:30`` is 750), so only its parser is
used. The text is walked once into dictionaries, lists, strings and numbers; positions are not kept. When a
problem needs one, `yaml_places` walks the text again.
"""

from __future__ import annotations

import contextlib
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

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

from borderclash.problems import MOST_REPORTED, Path
from borderclash.reading.yaml_refusals import Refusal, control_character, hidden, refusal, syntax, too_many

if TYPE_CHECKING:
    from borderclash.reading.yaml_diagnosis import Mistake

MAX_DEPTH = 64
# Names, dates and the like come again and again: one text stands for all that are the same.
SHORT = 20
# Stands for the key that a mapping needs next.
_NEEDED = object()
# What a plain scalar means in the core schema of YAML 1.2 (section 10.3.2).
MAX_DIGITS = 1000
# What a number begins with, and the first character behind all of these.
NUMERIC = frozenset("+-.0123456789")
_BEHIND_DIGITS = ":"
NUMBERS = (int, float)

_NUMBER = re.compile(
    r"(?P<integer>[-+]?[0-9]+)|(?P<based>0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<special>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
LONGEST_WORD = max(map(len, _WORDS))
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
    if hidden := hidden_mark(text):
        return Parsed(refusals=[hidden])
    parsed = Parsed()
    text = closed(text)
    try:
        _build((parser or default_parser())(text).get_event, parsed, "!" in text or "\\" in text)
    except _TooMany:
        parsed.refusals.append(too_many(parsed.refusals[-1]))
    except yaml.reader.ReaderError:
        parsed.refusals.append(control_character(text, len(parsed.documents)))
    except yaml.MarkedYAMLError as error:
        parsed.refusals.append(syntax(error, len(parsed.documents), _diagnosed(text, error, parser)))
    else:
        parsed.refusals += islice(misread(text, events(text, parser)), MOST_REPORTED)
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
    from yaml._yaml import CParser

    return CParser


def events(text: str, parser: Any = None) -> Iterator[Any]:
    """Yield the events of a text; raises `yaml.YAMLError` where it cannot be parsed."""
    get_event = (parser or default_parser())(text).get_event
    while (event := get_event()) is not None:
        yield event


class _Resolved(dict[str, Any]):
    """What plain scalars mean: each is looked at once."""

    def __missing__(self, text: str) -> Any:
        value = self[text] = resolve(text)
        return value


def _build(get_event: Callable[[], Any], parsed: Parsed, odd: bool) -> None:
    """Walk the events of a text once; only an *odd* one, with ``!`` or escapes, has tags or half a character."""
    levels: list[Level] = []
    container: Any = parsed.documents  # what is being filled
    key: Any = None  # where in it the next value goes
    scalars = _Resolved()
    texts: dict[str, str] = {}
    while (event := get_event()) is not None:
        kind = event.__class__
        if key is _NEEDED and kind is ScalarEvent:
            value = event.value
            if odd and (event.tag is not None or not value.isascii()):
                _refuse_scalar(event, parsed)
            if value in container or value == "<<":
                _refuse_key(event, levels, container, parsed)
            key = texts.setdefault(value, value)
            # A key has a value: an empty one where none is written.
            event = get_event()
            kind = event.__class__
        if kind is ScalarEvent:
            value = event.value
            if odd and (event.tag is not None or not value.isascii()):
                _refuse_scalar(event, parsed)
            if not event.style and (len(value) <= LONGEST_WORD or (value < _BEHIND_DIGITS and " " not in value)):
                value = scalars[value]
                if value.__class__ is not str and rewritten(event.value, value):
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

    Where an entry of a list begins without its dash, its first key is refused, and its other ones are not; below
    a repeated key no other is told.
    """
    if event.value in container:
        if _repeated(levels):
            return
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
    """Keep the text of a number, but for one that stands below a repeated key."""
    if not _repeated(levels):
        parsed.spellings[len(parsed.documents), _path(levels)] = event.value


def _repeated(levels: Sequence[Level]) -> bool:
    """Say whether any of *levels* is at a key that stands in its mapping already: nothing of its value is used."""
    return any(container.__class__ is dict and key in container for container, key in levels)


def _path(levels: Sequence[Level]) -> Path:
    """Return the path of the value that comes next in the last of *levels*."""
    return tuple(len(container) if container.__class__ is list else key for container, key in levels[1:])


def resolve(text: str) -> Any:
    """Return what a plain scalar means: a string, an integer, a float, a boolean or ``None``."""
    if text in _WORDS:
        return _WORDS[text]
    match = _NUMBER.fullmatch(text) if text[0] in NUMERIC and len(text) <= MAX_DIGITS else None
    if match is None:
        return text
    if match.lastgroup in ("integer", "based"):
        return int(text, 10 if match.lastgroup == "integer" else 0)
    return float(text if match.lastgroup == "float" else text.replace(".", ""))


def rewritten(text: str, value: Any) -> bool:
    """Say whether *value*, which *text* means, is a number that Python writes otherwise (``51.20``, ``0x1F``)."""
    return value.__class__ in NUMBERS and repr(value) != text


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
    with contextlib.suppress(yaml.YAMLError):
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
