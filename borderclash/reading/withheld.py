"""What is withheld, in the words of problems and in the lines that they point at: taken out of both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

from borderclash.model import WITHHELD_ALONG
from borderclash.problems import Finding, Location, Path, Pointer, Problem
from borderclash.reading.documents import WITHHELD, Document, Loaded
from borderclash.reading.sources import claims_schema
from borderclash.reading.withheld_lines import MARK, by_line, is_shifted, marked, row_of
from borderclash.reading.yaml_places import every_offset
from borderclash.text.folding import fold
from borderclash.text.suggestions import nearest

# Told of a problem with a field that is withheld: its own words may be made of what stands there.
MESSAGE = "what is withheld here breaks this rule"
HELP = "`borderclash validate --with-withheld` says how"
# Also misspelt, where not all of a file was read, or not as it was meant.
_NAMED = re.compile("wit[a-z]{0,3}[-_]?h?[eo]ld", re.IGNORECASE)
_QUOTED = re.compile("`([^`]*)`")
# A shorter text is looked for where it stands alone.
SHORT = 4
NOUNS = ("claim", "source")


def named_in(loaded: Loaded) -> bool:
    """Say whether documents withhold anything, or may mean to: in a file that is not read, or misspelt."""
    fields: set[str] = set().union(*(document.fields for document in loaded.documents))
    # An unknown field may be another word for it.
    return WITHHELD in fields or bool(fields - _fields()) or any(map(_NAMED.search, loaded.texts.values()))


def _unread(loaded: Loaded) -> set[str]:
    """Return the files that may withhold something, and of which not all was read: nobody knows where it is."""
    refused = {finding.pointer.file for finding in loaded.findings if finding.pointer.offsets is not None}
    return {file for file in refused if _NAMED.search(loaded.texts.get(file, ""))}


class _Entry(NamedTuple):
    """A claim or a source that withholds something: its place, which fields, and the paths and texts of these."""

    file: str
    document: int
    path: Path
    names: Collection[str]
    paths: frozenset[Path]
    texts: tuple[str, ...]
    openly: frozenset[str]


class Hidden:
    """What some documents withhold."""

    def __init__(self, loaded: Loaded) -> None:
        self.texts = loaded.texts
        self.unread = _unread(loaded)
        self.entries = [entry for document in loaded.documents for entry in _entries(document)]
        self.sources = unnamed_sources(loaded.documents)
        self.entries += [entry for document in loaded.documents for entry in _of_sources(document, self.sources)]
        self.entries += [entry for document in loaded.documents for entry in _misplaced(document)]
        self.paths: dict[str, set[tuple[int, Path]]] = defaultdict(set)
        for entry in self.entries:
            self.paths[entry.file].update((entry.document, path) for path in entry.paths)
        texts = {text for entry in self.entries for text in entry.texts if text.strip()}
        self.pattern = _pattern(texts, self.sources)
        self.folded = [fold(text) for text in texts]

    def findings(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return findings without what is withheld in their words."""
        return list(map(self._finding, findings))

    def _finding(self, finding: Finding) -> Finding:
        pointer = finding.pointer
        if self._is_hidden(pointer):
            return finding._replace(message=MESSAGE, help=HELP)
        if pointer.file in self.unread:
            return finding._replace(message=_blank(finding.message), help=_blank(finding.help))
        places = [pointer, *(place for _, place in finding.related)]
        about = [entry for entry in self.entries if any(_within(place, entry) for place in places)]
        related = tuple((self._told(words, about), place) for words, place in finding.related)
        message, help = self._told(finding.message, about), self._told(finding.help, about)
        return finding._replace(message=message, help=help, related=related)

    def _is_hidden(self, pointer: Pointer) -> bool:
        hidden, path = self.paths.get(pointer.file, ()), pointer.path
        return any((pointer.document, path[:length]) in hidden for length in range(len(path), 0, -1))

    def _told(self, words: str, about: Sequence[_Entry]) -> str:
        """Return the words of a problem without any text that is withheld, nor a part of one.

        What is about an entry may tell the smallest part of what that withholds.
        """

        def quoted(match: re.Match[str]) -> str:
            said = fold(match[1].removesuffix("..."))
            if not said or match[1] in _fields():
                return match[0]
            own = [text for entry in about if match[1] not in entry.openly for text in entry.texts]
            part = any(said in fold(text) for text in own)
            return f"`{MARK}`" if part or self._is_part(said) else match[0]

        return self.pattern.sub(MARK, _QUOTED.sub(quoted, words))

    def _is_part(self, said: str) -> bool:
        return len(said) > SHORT and any(said in text for text in self.folded)

    def problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems without what is withheld in their words and in the lines that they point at."""
        problems = list(problems)
        shifted = {row_of(problem) for problem in problems if is_shifted(problem)}
        told = []
        for problem in problems:
            hides = row_of(problem) in shifted or self._is_hidden_cell(problem.location)
            say = _blank_but_fields if hides else self._told_of_none
            related = tuple((say(words), self._line(place)) for words, place in problem.related)
            message, help = say(problem.message), say(problem.help)
            location = self._line(problem.location)
            told.append(problem._replace(message=message, help=help, location=location, related=related))
        return told

    def _told_of_none(self, words: str) -> str:
        return self._told(words, ())

    def _is_hidden_cell(self, location: Location) -> bool:
        """Say whether a cell is in a column of which something is withheld, in whatever row."""
        if location.cell is None:
            return False
        name = location.cell.name.replace("_", "-")
        field = name.removeprefix("source-")
        section = "events" if field == name else "sources"
        return any(field in entry.names for entry in self.entries if entry.path[:1] == (section,))

    def _line(self, location: Location) -> Location:
        """Return a place whose line of text has a mark where something is withheld."""
        if not location.source:
            return location
        if location.file in self.unread or location.file not in self.texts:
            return location._replace(source="", width=1)
        stretches = [*self._stretches(location.file).get(location.line, ()), *self._said(location.source)]
        return marked(location, stretches) if stretches else location

    def _stretches(self, file: str) -> Mapping[int, list[tuple[int, int]]]:
        if file not in self._found:
            self._found[file] = by_line(self.texts[file], every_offset(self.texts[file], self.paths[file]))
        return self._found[file]

    @cached_property
    def _found(self) -> dict[str, Mapping[int, list[tuple[int, int]]]]:
        return {}

    def _said(self, line: str) -> Iterator[tuple[int, int]]:
        yield from (match.span() for match in self.pattern.finditer(line))


def _pattern(texts: Iterable[str], ids: Iterable[str]) -> re.Pattern[str]:
    """Return what finds each of some texts, whatever spaces are in it, and each of some ids where it stands alone.

    A short text is found only where it is all that is quoted.
    """
    found = [rf"(?<![\w-]){re.escape(id)}(?![\w-])" for id in sorted(ids, key=len, reverse=True)]
    for text in sorted(texts, key=len, reverse=True):
        words = r"\s+".join(map(re.escape, text.split()))
        found.append(words if len(text) > SHORT else rf"(?<=`){words}(?=`)")
    return re.compile("|".join(found) if found else "(?!)", re.IGNORECASE)


def _blank(words: str) -> str:
    return _QUOTED.sub(f"`{MARK}`", words)


def _blank_but_fields(words: str) -> str:
    """Return words without what is quoted, from the first that is no name of a field or column to the last."""
    for match in _QUOTED.finditer(words):
        field = match[1].replace("_", "-")
        if not {field, field.removeprefix("source-")} & _fields():
            # A text that is quoted may have such marks in it.
            return f"{words[: match.start()]}`{MARK}`{words[words.rindex('`') + 1 :]}"
    return words


def _within(pointer: Pointer, entry: _Entry) -> bool:
    return (pointer.file, pointer.document) == (entry.file, entry.document) and (
        pointer.path[: len(entry.path)] == entry.path
    )


def _entries(document: Document) -> Iterator[_Entry]:
    """Yield the claims and sources that withhold something, by what is written, be it good or not."""
    written = document.written.get("sources") if isinstance(document.written, dict) else None
    for id, source in written.items() if isinstance(written, dict) else ():
        if isinstance(source, dict) and (names := withheld_in("source", source)):
            yield _entry(document, ("sources", id), source, names)
    for fields, ids in document.placed_entries():
        if len(ids) == 3 and (names := withheld_in("claim", fields)):
            path = ("events", ids[0], "questions", ids[1], "claims", ids[2])
            yield _entry(document, path, fields, names)


def _misplaced(document: Document) -> Iterator[_Entry]:
    """Yield what withholds something where no claim and no source belongs, and what is below it."""
    taken = {entry.path for entry in _entries(document)}

    def below(value: Any, path: Path, names: frozenset[str]) -> Iterator[_Entry]:
        if isinstance(value, dict):
            if path not in taken and any(map(_is_named, value.items())):
                names |= _withheld_in(NOUNS, value, _fields())
            if not names.isdisjoint(value):
                yield _entry(document, path, value, names)
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in inner:
            if isinstance(each, (dict, list)) and key not in names:
                yield from below(each, (*path, key), names)

    if isinstance(document.written, (dict, list)):
        yield from below(document.written, (), frozenset())


def _is_named(field: tuple[Any, Any]) -> bool:
    key, value = field
    # An id may have the word in it.
    return key == WITHHELD or (not isinstance(value, dict) and _NAMED.match(str(key)) is not None)


def _of_sources(document: Document, ids: Collection[str]) -> Iterator[_Entry]:
    """Yield the sources of these *ids*: all of each is withheld."""
    written = document.written.get("sources") if ids and isinstance(document.written, dict) else None
    for id, source in written.items() if isinstance(written, dict) else ():
        if id in ids:
            fields = source if isinstance(source, dict) else {}
            yield _entry(document, ("sources", id), fields, frozenset(fields) - {WITHHELD})


def _entry(document: Document, path: Path, fields: Mapping[str, Any], names: Collection[str]) -> _Entry:
    scalars = [(place, text) for name in names for place, text in _scalars(fields.get(name), (*path, name))]
    paths = frozenset([*((*path, name) for name in names if name in fields), *(place for place, _ in scalars)])
    openly = [text for name, value in fields.items() if name not in names for _, text in _scalars(value, ())]
    # A comma may have made a key of the end of a text.
    ends = [name for name in names if name in fields and fields[name] is None and name not in _fields()]
    texts = (*(text for _, text in scalars), *ends)
    return _Entry(document.file, document.index, path, names, paths, texts, frozenset(openly))


def _scalars(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), str(key)
            yield from _scalars(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _scalars(inner, (*path, number))
    elif value is not None:
        yield path, str(value)


def withheld_in(noun: str, fields: Mapping[str, Any]) -> frozenset[str]:
    """Return the fields that an entry withholds, with what goes along; all that it may where that is not clear."""
    return _withheld_in((noun,), fields, claims_schema()["definitions"][noun]["properties"])


def _withheld_in(nouns: Sequence[str], fields: Mapping[str, Any], known: Collection[str]) -> frozenset[str]:
    may = [name for noun in nouns for name in _may_withhold(noun)]
    unknown = [field for field in fields if field not in known and _is_meant(field, fields[field], may)]
    named = [WITHHELD, *unknown] if WITHHELD in fields and WITHHELD not in unknown else unknown
    if not named:
        return frozenset()
    written = [each for field in named for each in _listed(fields[field])]
    if named != [WITHHELD] or not all(name in may for name in written):
        written = may
    # What is misspelt may be what is meant.
    doubtful = [name for name in fields if name not in known and name not in named]
    along = [each for noun in nouns for name in written for each in WITHHELD_ALONG[noun].get(name, ())]
    return frozenset([*written, *along, *doubtful])


def _is_meant(field: str, value: Any, may: Sequence[str]) -> bool:
    """Say whether an unknown field is `withheld` misspelt, or another word for it."""
    listed = bool(value) and isinstance(value, list) and all(name in may for name in value)
    return listed or nearest(field, (WITHHELD,)) is not None


@cache
def _may_withhold(noun: str) -> tuple[str, ...]:
    return tuple(claims_schema()["definitions"][noun]["properties"][WITHHELD]["items"]["enum"])


@cache
def _fields() -> frozenset[str]:
    """Return the names of all fields, which problems quote as well."""
    definitions = claims_schema()["definitions"].values()
    return frozenset(name for each in definitions for name in each.get("properties", ()))


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def unnamed_sources(documents: Sequence[Document]) -> set[str]:
    """Return the ids of the sources that no claim names but such as withhold it, and of what these come from."""
    named: tuple[set[str], set[str]] = (set(), set())
    parents: dict[str, list[str]] = {}
    declared: set[str] = set()
    doubtful = False
    for document in documents:
        sources = document.written.get("sources") if isinstance(document.written, dict) else None
        for id, source in sources.items() if isinstance(sources, dict) else ():
            declared.add(id)
            if isinstance(source, dict):
                above = [each for each in _listed(source.get("derived-from")) if isinstance(each, str)]
                if "derived-from" in withheld_in("source", source):
                    named[True].update(above)
                else:
                    parents[id] = above
        inherited: dict[tuple[Any, ...], Any] = {}
        for fields, place in document.placed_entries():
            source = inherited[place] = fields.get("source", inherited.get(place[:-1]))
            if len(place) == 3:
                withheld = "source" in withheld_in("claim", fields)
                ids = [id for id in _listed(source) if isinstance(id, str)]
                named[withheld].update(ids)
                doubtful = doubtful or (withheld and not ids)
        doubtful = doubtful or any("source" in entry.names for entry in _misplaced(document))
    if doubtful or not named[True] <= declared:
        # One that nothing names may be the one that is meant.
        named[True].update(declared - named[False])
    return _above(named[True], parents) - _above(named[False], parents)


def _above(ids: Iterable[str], parents: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            waiting += parents.get(id, ())
    return found
