"""Unquoted data to the text of a claim file, as a person would write it: it reads back as the same data."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

import yaml
from yaml.emitter import Emitter

from borderclash.reading.yaml_events import resolve

MODELINE = "# yaml-language-server: $schema=../schemas/claims.schema.json\n"
# No line is broken: a cell's text stays on the line of its field.
WIDTH = 10**9
WORDS: dict[Any, str] = {None: "null", True: "true", False: "false"}


class Unquoted(str):
    """A text to be written without quotes, so that it reads as a number."""

    __slots__ = ()


def plain(data: Any) -> Any:
    """Return data as it is once it was written and read."""
    if isinstance(data, Mapping):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain(item) for item in data]
    return resolve(data) if isinstance(data, Unquoted) else data


class _Block(Emitter):
    """PyYAML's emitter, but that the items of a list are indented below their key and that quotes are double."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)

    def choose_scalar_style(self) -> Any:
        style = super().choose_scalar_style()
        value, wanted = (
            (self.event.value, self.event.style) if isinstance(self.event, yaml.ScalarEvent) else ("", None)
        )
        if style != "'" or (value.isprintable() and wanted == "'"):
            return style
        return style if '"' in value and "'" not in value and value.isprintable() else '"'


# What stands at the top.
OF_ALL = ("borderclash", "title", "by", "output-language")


def claim_file(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the text of a claim file, an empty line before each section, event and question but the first."""
    yield MODELINE
    yield _block(_events({name: value for name, value in data.items() if name in OF_ALL}))
    for section in ("parties", "sources"):
        if section in data:
            yield "\n" + _block(_events({section: data[section]}))
    if "events" in data:
        yield "\nevents:\n" if data["events"] else "\nevents: {}\n"
        for number, (id, event) in enumerate(data["events"].items()):
            yield "\n" * (number > 0)
            yield from _event(id, event)


def _event(id: str, event: Mapping[str, Any]) -> Iterator[str]:
    head = {name: value for name, value in event.items() if name != "questions"}
    questions = event["questions"]
    yield _indented(_block(_events({id: {**head, "questions": {}}})), 2).removesuffix(" {}\n")
    yield "\n" if questions else " {}\n"
    for number, (id, question) in enumerate(questions.items()):
        yield "\n" * (number > 0)
        yield _indented(_block(_events({id: question})), 6)


def _indented(text: str, depth: int) -> str:
    return "".join(" " * depth + line if line != "\n" else line for line in text.splitlines(keepends=True))


def _block(events: Iterable[yaml.Event]) -> str:
    """Return the YAML of a document of these events in block style."""
    stream = io.StringIO()
    emitter = _Block(stream, allow_unicode=True, width=WIDTH)
    begin, end = yaml.DocumentStartEvent(explicit=False), yaml.DocumentEndEvent(explicit=False)
    for event in (yaml.StreamStartEvent(), begin, *events, end, yaml.StreamEndEvent()):
        emitter.emit(event)
    return stream.getvalue()


def _events(data: Any) -> Iterator[yaml.Event]:
    if isinstance(data, dict):
        yield yaml.MappingStartEvent(None, None, True, flow_style=not data)
        for key, value in data.items():
            yield _scalar(key)
            yield from _events(value)
        yield yaml.MappingEndEvent()
    elif isinstance(data, list):
        yield yaml.SequenceStartEvent(None, None, True, flow_style=not data)
        for item in data:
            yield from _events(item)
        yield yaml.SequenceEndEvent()
    else:
        yield _scalar(data)


def _scalar(value: Any) -> yaml.ScalarEvent:
    """Return the event of a scalar, quoted where it would read as something else."""
    if value is None or isinstance(value, bool | Unquoted):
        return yaml.ScalarEvent(None, None, (True, False), WORDS.get(value) or str(value))
    if _is_lines(value):
        return yaml.ScalarEvent(None, None, (False, True), value, style="|")
    # Without quotes where, beside, the emitter finds nothing in it that would end or change it.
    plain = isinstance(resolve(value), str) and value != "<<"
    return yaml.ScalarEvent(None, None, (plain, True), value)


def scalar_text(value: Any, *, flow: bool = False, quotes: str | None = None) -> str:
    """Return the YAML of one scalar, within brackets where *flow*; a block of lines is indented by two.

    *quotes* are put around a text that needs none, where they can be.
    """
    event = _scalar(value)
    if quotes and not event.style and not isinstance(value, bool | Unquoted | None):
        event.style = quotes
    elif flow:
        event.style = None
    key = yaml.ScalarEvent(None, None, (True, False), "k")
    begin = yaml.MappingStartEvent(None, None, True, flow_style=flow)
    text = _block([begin, key, event, yaml.MappingEndEvent()]).removesuffix("\n")
    return text[4:-1] if flow else text[3:]


def _is_lines(text: str) -> bool:
    """Say whether *text* can stand as a block of lines that looks like what it holds."""
    lines = text.split("\n")
    if len(lines) < 2 or not lines[0] or not (lines[-1] or lines[-2]):
        return False
    return all(line.isprintable() and line == line.strip() for line in lines)


# The line by which a later import sees whether somebody edited the others.
CHECKSUM = "# Written by borderclash import; SHA-256 of the other lines: "
_CHECKSUM_LINE = re.compile(rb"^" + re.escape(CHECKSUM.encode()) + rb"([0-9a-f]{64})\n", re.MULTILINE)


def with_checksum(text: str) -> str:
    """Return a claim file with a second line that shows later whether the others were edited."""
    first, end, rest = text.partition("\n")
    return f"{first}{end}{CHECKSUM}{_sha256(text.encode())}\n{rest}"


def is_unedited(content: bytes) -> bool:
    """Say whether *content* is as `with_checksum` made it; ends of lines may be of another kind."""
    content = content.replace(b"\r\n", b"\n")
    found = _CHECKSUM_LINE.search(content)
    if not found:
        return False
    return _sha256(content[: found.start()] + content[found.end() :]) == found[1].decode()


def _sha256(content: bytes) -> str:
    return sha256(content).hexdigest()


# What claims inherit from their question.
INHERITED = ("subject", "scope", "measure", "cut-off")


def lifted(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same data with what many claims share written once; claims inherit it, so they stay the same."""
    if "events" not in data:
        return dict(data)
    return {**data, "events": {id: _lifted_event(event) for id, event in data["events"].items()}}


def _lifted_event(event: dict[str, Any]) -> dict[str, Any]:
    claims = [claim for question in event["questions"].values() for claim in question["claims"]]
    source = _shared(claims, ["source"]) if claims else {}
    questions = {id: _lifted_question(question, source) for id, question in event["questions"].items()}
    head = {name: value for name, value in event.items() if name != "questions"}
    return {**head, **source, "questions": questions}


def _lifted_question(question: dict[str, Any], of_event: dict[str, Any]) -> dict[str, Any]:
    claims = question["claims"]
    names = [name for name in ("source", "stated") if name not in of_event]
    shared = _shared(claims, names) if len(claims) > 1 else {}
    given = {name: question.get(name) for name in INHERITED} | of_event | shared
    left = [{name: value for name, value in claim.items() if _says_more(claim, name, given)} for claim in claims]
    return {**{name: value for name, value in question.items() if name != "claims"}, **shared, "claims": left}


def _says_more(claim: Mapping[str, Any], name: str, given: Mapping[str, Any]) -> bool:
    """Say whether a field of a claim is more than what it inherits; a withdrawal names what alone it takes."""
    names_measure = name == "measure" and claim.get("stance") == "withdraws"
    return name not in given or claim[name] != given[name] or (names_measure and claim[name] is not None)


def _shared(claims: list[dict[str, Any]], names: list[str]) -> dict[str, Any]:
    """Return those fields in which all claims say something, and the same."""
    found = {name: claims[0].get(name) for name in names}
    same = {name: all(claim.get(name) == value for claim in claims) for name, value in found.items()}
    return {name: value for name, value in found.items() if value is not None and same[name]}
