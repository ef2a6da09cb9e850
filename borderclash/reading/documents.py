"""Texts to documents: the plain data of each YAML document, checked against the schema."""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from borderclash.problems import FIX_FIRST, MOST_REPORTED, Finding, Path, Pointer
from borderclash.reading.sources import MAX_BYTES, Input, accepts
from borderclash.reading.yaml_events import Parsed, parse
from borderclash.reading.yaml_places import cut_texts
from borderclash.reading.yaml_refusals import Refusal

# What a field is called that names others not to be published.
WITHHELD = "withheld"
# Fields and ids: a plain tuple, since there is one for each claim.
Entry = tuple[dict[str, Any], tuple[str | int, ...]]
# Faster than to look at each space of a text.
_COMMENT = re.compile(r"#(?<=[ \t]#)[^\W_]")


@dataclass
class Document:
    """One YAML document of a file.

    ``data`` holds only what the schema accepts; ``written`` is all that stands in the file, the same object
    where nothing had to be left out; ``kept`` then has the index in the file of each claim left, by
    event and question; ``faults`` has the names of the fields that something is wrong with, by the path of their
    entry. ``spellings`` has the text of numbers that Python would write in another way, by path.
    ``cut`` has the paths of texts that a comment without a space behind its mark ends.
    ``plain`` says that the file holds nothing but ASCII, not even by an escape.
    """

    file: str
    index: int
    data: dict[str, Any]
    written: Any
    spellings: Mapping[Path, str] = field(default_factory=dict)
    kept: Mapping[tuple[str, str], list[int]] = field(default_factory=dict)
    faults: Mapping[Path, Set[str]] = field(default_factory=dict)
    cut: Sequence[Path] = ()
    plain: bool = False

    @cached_property
    def fields(self) -> Set[str]:
        """The names of all fields that its parties, sources, events, questions and claims have, good or not."""
        declared = (_entries(self.written, section) for section in ("parties", "sources"))
        return frozenset().union(*(fields for entries in declared for _, fields in entries), *self.entries)

    @cached_property
    def entries(self) -> Sequence[dict[str, Any]]:
        """The fields of each event, question and claim as it is written, also of those that are left out."""
        return [fields for fields, _ in self.placed_entries()]

    def placed_entries(self) -> Iterator[Entry]:
        """Yield the same with the ids of event and question and the claim's number."""
        for id, event in _entries(self.written, "events"):
            yield event, (id,)
            for question_id, question in _entries(event, "questions"):
                yield question, (id, question_id)
                claims = question.get("claims")
                for number, claim in enumerate(claims if isinstance(claims, list) else ()):
                    if claim.__class__ is dict:
                        yield claim, (id, question_id, number)


class Home:
    """Where an entry stands: its document and its path in it."""

    def __init__(self, document: Document, path: tuple[str | int, ...]) -> None:
        self.document = document
        self.path = path

    def place(self, *path: str | int, at: Any = "value") -> Pointer:
        """Return the place of what stands at a path in the entry."""
        return Pointer(self.document.file, self.document.index, (*self.path, *path), at)

    @property
    def written(self) -> Any:
        """What is written there, good or not."""
        written = self.document.written
        for step in self.path:
            written = written[step]
        return written


def _entries(of: Any, section: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the entries of a section, as far as it has the form of one."""
    found = of.get(section) if isinstance(of, dict) else None
    if not isinstance(found, dict):
        return []
    return [(id, entry) for id, entry in found.items() if isinstance(entry, dict)]


@dataclass(slots=True)
class Loaded:
    """The documents of some sources, the text of each file, and what was found wrong on the way.

    ``complete`` is false where a part of the data could not be read at all, so that a name which seems unknown
    may stand there.
    """

    documents: list[Document] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True


def read(file: str, text: str, loaded: Loaded, parsed: Parsed | None = None) -> None:
    """Add the documents of a file's *text* to *loaded*; *parsed* is given where it was parsed already."""
    parsed = parsed or parse(text)
    loaded.findings += [_finding(file, refusal) for refusal in parsed.refusals]
    plain = is_plain(text)
    cut = cut_by_comments(text)
    fatal = {refusal.document for refusal in parsed.refusals if refusal.fatal}
    loaded.complete = loaded.complete and not fatal
    spellings: dict[int, dict[Path, str]] = defaultdict(dict)
    for (index, path), written in parsed.spellings.items():
        spellings[index][path] = written
    # A file without a document, or with an empty one, is reported like one that lacks its first line.
    faults = len(loaded.findings)
    for index, data in enumerate(parsed.documents or [None]):
        if len(loaded.findings) - faults >= MOST_REPORTED:
            message = f"before this document, {MOST_REPORTED:,} faults of the file have been told"
            loaded.findings.append(Finding("too-large", message, Pointer(file, index), FIX_FIRST))
            loaded.complete = False
            break
        if index not in fatal:
            repeated = [
                refusal.first for refusal in parsed.refusals if refusal.document == index and refusal.first
            ]
            document = checked(file, index, data, spellings.get(index, {}), loaded, repeated, text)
            document.plain = plain
            document.cut = [path for number, path in cut if number == index]
            loaded.documents.append(document)


def is_plain(text: str) -> bool:
    """Say whether a file holds nothing but ASCII, not even by an escape."""
    return text.isascii() and "\\" not in text


def cut_by_comments(text: str) -> list[tuple[int, Path]]:
    """Return each text that `cut_texts` finds in a file's *text*, which is walked only where there may be one."""
    return cut_texts(text) if _COMMENT.search(text) else []


def checked(
    file: str,
    index: int,
    data: Any,
    spellings: Mapping[Path, str],
    loaded: Loaded,
    repeated: Collection[Path] = (),
    text: str = "",
) -> Document:
    """Return the document of plain *data* without what the schema does not accept, which goes to the findings.

    *repeated* are the paths of keys that stand in the file more than once; *text* is the file's, where it has one.
    """
    if not repeated and accepts(data):
        return Document(file, index, data, data, spellings)
    # Imported here: it brings a second validator, which good data does without.
    from borderclash.reading.schema_errors import Explained

    explained = Explained(data, Pointer(file, index), spellings, repeated, text)
    loaded.findings += explained.findings
    loaded.complete = loaded.complete and explained.whole
    return Document(file, index, explained.data, data, spellings, explained.kept, explained.faults)


def decode(source: Input, loaded: Loaded) -> str | None:
    """Return the source's text, without its byte order mark; ``None`` where it has none that can be read.

    *loaded* takes the text up, or what is wrong with it, and is not complete then.
    """
    beginning, rule, help = (0, 0), "encoding", "save the file as UTF-8"
    try:
        if len(source.content) > MAX_BYTES:
            message, rule = f"the file is larger than {MAX_BYTES // 2**20} MiB", "too-large"
            help = "split it: several files given together are one dataset"
        elif wide := _wide(source.content):
            message = f"this is {wide}, not UTF-8"
        else:
            text = loaded.texts[source.name] = source.content.decode().removeprefix("\ufeff")
            return text
    except UnicodeDecodeError as error:
        before = loaded.texts[source.name] = source.content[: error.start].decode().removeprefix("\ufeff")
        beginning = len(before), len(before) + 1
        message = f"this is not UTF-8, from byte {error.start} on (0x{source.content[error.start]:02X})"
    loaded.findings.append(Finding(rule, message, Pointer(source.name, offsets=beginning), help))
    loaded.complete = False
    return None


def _wide(content: bytes) -> str | None:
    """Return the encoding of a text of two or four bytes a character, ``None`` for what is no such text."""
    for mark, name in ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32")):
        if content.startswith(mark):
            return name
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    beginning = content[:1000]
    if b"\0" in beginning:
        for name in ("UTF-32-LE", "UTF-32-BE", "UTF-16-LE", "UTF-16-BE"):
            text = beginning.decode(name, errors="replace")
            if "\0" not in text and ":" in text and "\ufffd" not in text[:-1]:
                return f"{name[:6]} without a byte order mark"
    return None


def _finding(file: str, refusal: Refusal) -> Finding:
    related: tuple[tuple[str, Pointer], ...] = ()
    if refusal.first is not None:
        related = (("first here", Pointer(file, refusal.document, refusal.first, "key")),)
    place = Pointer(file, refusal.document, offsets=(refusal.start, refusal.end))
    return Finding(refusal.rule, refusal.message, place, refusal.help, related=related)


def first(documents: Iterable[Document], field: str) -> Any:
    """Return what stands at the top of the first of *documents* that has it there, ``None`` where none has."""
    return next((document.data[field] for document in documents if field in document.data), None)
