"""Documents to one dataset: values read, what is inherited filled in, declarations merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from borderclash.documents import Document
from borderclash.model import Claim, Dataset, Event, Party, Question, Source
from borderclash.problems import Finding, Place
from borderclash.typography import curly, within_curly
from borderclash.values import KINDS, Setting, Unreadable
from borderclash.values.times import read_time, stated_span

VERSIONS = "; to compare two versions of a file: `borderclash diff OLD NEW`"


def assemble(documents: Sequence[Document]) -> tuple[Dataset, list[Finding]]:
    """Return the dataset of *documents*, and what was found wrong.

    A claim whose value cannot be read is left out of it, and so is the second of two declarations that differ.
    """
    findings: list[Finding] = []
    parties = _declared(documents, "parties", findings)
    sources = _declared(documents, "sources", findings)
    events = _declared(documents, "events", findings)
    dated = {id: data for id, (data, _) in sources.items()}
    for data, place in sources.values():
        findings += _impossible(data, place, ("published", "retrieved"))
    return (
        Dataset(
            next((document.data["title"] for document in documents if "title" in document.data), None),
            {id: Party(id, **data) for id, (data, _) in parties.items()},
            {id: Source(id, **_texts(data)) for id, (data, _) in sources.items()},
            tuple(_Reader(id, place, data, dated, findings).event() for id, (data, place) in events.items()),
        ),
        findings,
    )


def _declared(
    documents: Sequence[Document], section: str, findings: list[Finding]
) -> dict[str, tuple[dict[str, Any], _Home]]:
    """Return each entry of a section with its home; report those declared twice."""
    declared: dict[str, tuple[dict[str, Any], _Home]] = {}
    for document in documents:
        for id, data in document.data.get(section, {}).items():
            home = _Home(document, (section, id))
            if id not in declared:
                declared[id] = data, home
            elif section == "events" or declared[id][0] != data:
                findings.append(_twice(section, id, home, declared[id][1]))
    return declared


def _twice(section: str, id: str, home: _Home, first: _Home) -> Finding:
    related = (("first here", first.place(at="key")),)
    versions = "" if home.document.file == first.document.file else VERSIONS
    if section == "events":
        message = f"the event `{id}` stands in two places"
        help = f"put its questions together in one of them{versions}"
        return Finding("duplicate-event", message, home.place(at="key"), help, related=related)
    noun = "party" if section == "parties" else "source"
    message = f"the {noun} `{id}` is declared twice, with different content"
    help = f"make the two the same, or give one of them another id{versions}"
    return Finding("conflicting-declaration", message, home.place(at="key"), help, related=related)


class _Home:
    """Where an entry stands: its document and its path in it."""

    def __init__(self, document: Document, path: tuple[str | int, ...]) -> None:
        self.document = document
        self.path = path

    def place(self, *path: str | int, at: Any = "value") -> Place:
        return Place(self.document.file, self.document.index, (*self.path, *path), at)


def _texts(data: dict[str, Any]) -> dict[str, str]:
    """Return the fields as text: a bare year is an integer in YAML."""
    return {field: str(value) for field, value in data.items()}


def _impossible(data: dict[str, Any], home: _Home, fields: Sequence[str]) -> Iterator[Finding]:
    for field in fields:
        if data.get(field) is not None:
            try:
                read_time(data[field], "UTC", field)
            except Unreadable as unreadable:
                yield _finding(unreadable, home.place(field))


def _finding(unreadable: Unreadable, place: Place) -> Finding:
    return Finding(unreadable.rule, unreadable.message, place, unreadable.help)


def _text_or_none(value: Any) -> str | None:
    return None if value is None else str(value)


class _Reader:
    """Reads one event: its questions and their claims."""

    def __init__(
        self, id: str, home: _Home, data: dict[str, Any], sources: dict[str, Any], findings: list[Finding]
    ) -> None:
        self.id = id
        self.home = home
        self.data = data
        self.sources = sources
        self.findings = findings
        self.timezone = data.get("timezone", "UTC")

    def event(self) -> Event:
        data = self.data
        self.findings += _impossible(data, self.home, ("date", "stated"))
        questions = tuple(self._question(id, question) for id, question in data["questions"].items())
        document = self.home.document
        return Event(
            self.id,
            data["title"],
            _text_or_none(data.get("date")),
            data.get("place"),
            self.timezone,
            questions,
            document.file,
            document.index,
        )

    def _question(self, id: str, data: dict[str, Any]) -> Question:
        home = _Home(self.home.document, (*self.home.path, "questions", id))
        self.findings += _impossible(data, home, ("stated",))
        setting = Setting(data.get("options"), self.timezone)
        read = KINDS[data["kind"]].read
        inherited = {
            "subject": data.get("subject"),
            "scope": data.get("scope"),
            "measure": data.get("measure"),
            "stated": data.get("stated", self.data.get("stated")),
            "source": data.get("source", self.data.get("source")),
        }
        kept = self.home.document.kept.get((self.id, id))
        claims = []
        for number, written in enumerate(data["claims"]):
            index = kept[number] if kept else number
            claim = self._claim(index, written, inherited, lambda value: read(value, setting), home)
            if claim:
                claims.append(claim)
        return Question(
            id,
            data["label"],
            data["kind"],
            data.get("unit"),
            data.get("options"),
            data.get("subject"),
            data.get("scope"),
            data.get("measure"),
            tuple(claims),
        )

    def _claim(
        self,
        index: int,
        data: dict[str, Any],
        inherited: dict[str, Any],
        read: Callable[[Any], Any],
        home: _Home,
    ) -> Claim | None:
        """Return the claim, ``None`` for one whose value or time cannot be read."""
        get = data.get
        value = get("value")
        written = value
        if home.document.spellings:
            written = home.document.spellings.get((*home.path, "claims", index, "value"), value)
        source = get("source", inherited["source"])
        sources = (source,) if isinstance(source, str) else tuple(source or ())
        stated = _text_or_none(get("stated", inherited["stated"]))
        reading = span = None
        try:
            reading = None if value is None else read(written)
            span = stated_span(stated, self.timezone) if stated else self._published(sources)
        except Unreadable:
            self._tell(data, written, read, home, index)
            return None
        return Claim(
            index,
            data["party"],
            get("stance", "asserts"),
            value,
            reading,
            get("hedge"),
            get("subject", inherited["subject"]),
            get("scope", inherited["scope"]),
            get("measure", inherited["measure"]),
            stated,
            span,
            get("speaker"),
            get("attribution"),
            get("via"),
            sources,
            get("locator"),
            get("quote"),
            get("translation"),
            get("note"),
            get("id"),
            get("replaces"),
        )

    def _tell(
        self, data: dict[str, Any], written: Any, read: Callable[[Any], Any], home: _Home, index: int
    ) -> None:
        """Report what of a claim's value and time cannot be read; an inherited time is told where it stands."""
        checks: tuple[tuple[str, Callable[[], Any]], ...] = (
            ("value", lambda: None if written is None else read(written)),
            ("stated", lambda: data.get("stated") and stated_span(str(data["stated"]), self.timezone)),
        )
        for field, check in checks:
            try:
                check()
            except Unreadable as unreadable:
                finding = _finding(unreadable, home.place("claims", index, field))
                if isinstance(written, str) and field == "value" and (inner := within_curly(written)) is not None:
                    message, help = curly(field, written, inner)
                    finding = finding._replace(message=message, help=help)
                self.findings.append(finding)

    def _published(self, sources: tuple[str, ...]) -> tuple[int, int] | None:
        """Return the span of the earliest publication of the sources, ``None`` where none has a date."""
        spans = []
        for id in sources:
            published = self.sources.get(id, {}).get("published")
            if published is not None:
                try:
                    spans.append(stated_span(str(published), self.timezone, "published"))
                except Unreadable:
                    continue  # told where the source is declared
        return min(spans, default=None)
