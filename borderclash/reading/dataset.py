"""Documents to one dataset: values read, what is inherited filled in, declarations merged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any, NamedTuple

from borderclash.model import Claim, Dataset, Event, Party, Question, Source, Span
from borderclash.problems import Finding
from borderclash.reading import faults
from borderclash.reading.documents import Document, Home, first
from borderclash.reading.faults import INHERITED, NONE
from borderclash.values import KINDS, Setting, Unreadable
from borderclash.values.time_points import knows_zone
from borderclash.values.times import iso_text, read_time, stated_span

# The fields of a claim that it is read from: all but what is made of them.
_MADE = {"number", "reading", "span", "sources", "cut_off", "cut_off_span", "only_measure", "faults", "stand_ins"}
FIELDS = frozenset(Claim._fields) - _MADE | {"source", "cut-off"}
TIMES_OF_SOURCE = ("published", "retrieved")
LISTS_OF_SOURCE = ("derived-from", "withheld")

# What a claim says where its own fields say nothing.
_BLANK = dict.fromkeys(Claim._fields) | Claim._field_defaults | {"party": ""}
_in_order = itemgetter(*Claim._fields)


def assemble(documents: Sequence[Document]) -> tuple[Dataset, list[Finding]]:
    """Return the dataset of *documents*, and what was found wrong.

    A claim of which something cannot be read is left out of what is compared, and so is the second of two
    declarations that differ.
    """
    findings: list[Finding] = []
    parties = _declared(documents, "parties", findings)
    sources = _declared(documents, "sources", findings)
    events = _declared(documents, "events", findings)
    # Only a faulty entry, or one that is declared twice, has anything in doubt.
    sound = len(documents) == 1 and not documents[0].faults
    declared = _Declared(
        parties.keys(),
        {id: data for id, (data, _) in sources.items()},
        {} if sound else faults.of_section(documents, "parties", "party"),
        {} if sound else faults.of_section(documents, "sources", "source"),
    )
    for id, (data, home) in sources.items():
        impossible = list(_impossible(data, home, TIMES_OF_SOURCE))
        findings += impossible
        if impossible:
            fields = {str(finding.pointer.path[-1]) for finding in impossible}
            declared.of_sources[id] = declared.of_sources.get(id, NONE) | fields
    return (
        Dataset(
            first(documents, "title"),
            {id: Party(id, **data) for id, (data, _) in parties.items()},
            {id: _source(id, data) for id, (data, _) in sources.items()},
            tuple(_Reader(id, place, data, declared, findings).event() for id, (data, place) in events.items()),
            first(documents, "output-language"),
            by=tuple(dict.fromkeys(name for document in documents for name in _ids(document.data.get("by")))),
        ),
        findings,
    )


def _declared(
    documents: Sequence[Document], section: str, findings: list[Finding]
) -> dict[str, tuple[dict[str, Any], Home]]:
    """Return each entry of a section with its home; report those declared twice."""
    declared: dict[str, tuple[dict[str, Any], Home]] = {}
    for document in documents:
        for id, data in document.data.get(section, {}).items():
            home = Home(document, (section, id))
            if id not in declared:
                declared[id] = data, home
            elif section == "events" or declared[id][0] != data:
                findings.append(faults.declared_twice(section, id, home, declared[id][1]))
    return declared


class _Declared(NamedTuple):
    """What is declared, and which fields of it are in doubt, by id."""

    parties: Collection[str]
    sources: Mapping[str, dict[str, Any]]
    of_parties: Mapping[str, Set[str]]
    of_sources: dict[str, Set[str]]


def _source(id: str, data: dict[str, Any]) -> Source:
    """Return the source with its fields as text, times by ISO 8601; a bare year is an integer in YAML."""
    texts: dict[str, Any] = {field: str(value) for field, value in data.items() if field not in LISTS_OF_SOURCE}
    texts |= {field: iso_text(data[field], field) for field in TIMES_OF_SOURCE if field in data}
    derived_from, withheld = (_ids(data.get(field)) for field in LISTS_OF_SOURCE)
    return Source(id, **texts, derived_from=derived_from, withheld=withheld)


def _ids(written: str | Sequence[str] | None) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else tuple(written or ())


def _impossible(data: dict[str, Any], home: Home, fields: Sequence[str]) -> Iterator[Finding]:
    for field in fields:
        if data.get(field) is not None:
            try:
                read_time(data[field], "UTC", field)
            except Unreadable as unreadable:
                yield Finding(unreadable.rule, unreadable.message, home.place(field), unreadable.help)


@lru_cache(maxsize=8192, typed=True)
def _iso(value: Any, field: str = "stated") -> Any:
    """Return a time by ISO 8601, whatever form it is written in; ``None`` for none."""
    return None if value is None else iso_text(value, field)


def _in_doubt(home: Home, noun: str) -> Set[str]:
    return faults.of_entry(home, noun) if home.document.faults else NONE


class _Reader:
    """Reads one event: its questions and their claims."""

    def __init__(
        self, id: str, home: Home, data: dict[str, Any], declared: _Declared, findings: list[Finding]
    ) -> None:
        self.id = id
        self.home = home
        self.data = data
        self.declared = declared
        self.findings = findings
        self.timezone = data.get("timezone", "UTC")
        self.faults = _in_doubt(home, "event")
        if not knows_zone(self.timezone):
            self.faults |= {"timezone"}
        self.sure = not (declared.of_parties or declared.of_sources or "timezone" in self.faults)

    def event(self) -> Event:
        data = self.data
        self.faults |= self._impossible(data, self.home, ("date", "stated", "cut-off"))
        questions = tuple(self._question(id, question) for id, question in data["questions"].items())
        document = self.home.document
        return Event(
            self.id,
            data["title"],
            _iso(data.get("date"), "date"),
            data.get("place"),
            self.timezone,
            questions,
            document.file,
            document.index,
        )

    def _question(self, id: str, data: dict[str, Any]) -> Question:
        home = Home(self.home.document, (*self.home.path, "questions", id))
        in_doubt = _in_doubt(home, "question") | self._impossible(data, home, ("stated", "cut-off"))
        cumulative = data.get("cumulative", False)
        of_event = ("stated", "source", "cut-off") if cumulative else ("stated", "source")
        if self.faults:
            in_doubt |= {field for field in of_event if field not in data and field in self.faults}
        if "parts" in data:
            self.findings += faults.repeated_parts(data["parts"], home)
        setting = Setting(data.get("options"), self.timezone, data.get("unit"), self.data.get("date"))
        read = partial(KINDS[data["kind"]].read, setting=setting)
        inherited = _BLANK | {field: data.get(field) for field in ("subject", "scope", "measure")}
        inherited["stated"] = _iso(data.get("stated", self.data.get("stated")))
        inherited["sources"] = _ids(data.get("source", self.data.get("source")))
        cut_off = data.get("cut-off", self.data.get("cut-off")) if cumulative else None
        if cut_off is not None:
            inherited["cut-off"] = cut_off
        claims: list[Claim] = []
        left_out: list[Claim] = []
        faulty = False
        for index, written, own in self._written(id, data["claims"], home):
            doubtful = own
            if in_doubt:
                doubtful = own | {field for field in INHERITED if field in in_doubt and field not in written}
            claim, whole = self._claim(index, written, inherited, read, home, doubtful)
            (claims if whole and not own else left_out).append(claim)
            faulty = faulty or bool(claim.faults)
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
            tuple(left_out),
            faults.parties_in_doubt([*claims, *left_out]) if left_out or faulty else NONE,
            self.timezone,
            cumulative,
            tuple(data.get("parts", ())),
            _iso(cut_off, "cut-off"),
        )

    def _written(
        self, id: str, good: Sequence[dict[str, Any]], home: Home
    ) -> list[tuple[int, dict[str, Any], Set[str]]]:
        """Return each claim of a question that has a good form, or the good fields of it, and what is in doubt."""
        document = home.document
        kept = document.kept.get((self.id, id))
        if kept is None:
            return [(index, claim, NONE) for index, claim in enumerate(good)]
        found: list[tuple[int, dict[str, Any], Set[str]]] = []
        claims = document.written["events"][self.id]["questions"][id]["claims"]
        sound = dict(zip(kept, good, strict=True))
        for index, claim in enumerate(claims):
            if index in sound:
                found.append((index, sound[index], NONE))
            elif isinstance(claim, dict):
                own = _in_doubt(Home(document, (*home.path, "claims", index)), "claim")
                fields = {field: value for field, value in claim.items() if field in FIELDS and field not in own}
                found.append((index, fields, own))
        return found

    def _impossible(self, data: dict[str, Any], home: Home, fields: Sequence[str]) -> Set[str]:
        """Tell which times of some fields do not exist, and return those fields."""
        found = list(_impossible(data, home, fields))
        self.findings += found
        return {str(finding.pointer.path[-1]) for finding in found} if found else NONE

    def _claim(
        self,
        index: int,
        data: dict[str, Any],
        inherited: dict[str, Any],
        read: Callable[[Any], Any],
        home: Home,
        in_doubt: Set[str],
    ) -> tuple[Claim, bool]:
        """Return the claim, and whether its value and its time could be read; *in_doubt* is known before that."""
        fields = inherited | data
        if "source" in data:
            fields["sources"] = _ids(data["source"])
        if "stated" in data:
            fields["stated"] = _iso(data["stated"])
        if "of" in data or "withheld" in data:
            fields["of"], fields["withheld"] = _ids(data.get("of")), _ids(data.get("withheld"))
        if "measure" in data:
            fields["only_measure"] = data["measure"] is not None and data.get("stance") == "withdraws"
        value = written = fields["value"]
        if home.document.spellings:
            written = home.document.spellings.get((*home.path, "claims", index, "value"), value)
        sources, stated = fields["sources"], fields["stated"]
        reading = span = cut_off = cut_off_span = None
        whole = True
        try:
            reading = None if value is None else read(written)
            span = stated_span(stated, self.timezone) if stated else self._published(sources)
            if "cut-off" in fields:
                cut_off, cut_off_span = self._cut_off(fields["cut-off"], span, "cut-off" in data)
        except Unreadable:
            in_doubt |= self._tell(data, written, read, home, index)
            whole = False
            reading = None if value is None or "value" in in_doubt else read(written)
            stated = None if "stated" in in_doubt else stated
            span = stated_span(stated, self.timezone) if stated else self._published(sources)
            written_cut_off = None if "cut-off" in in_doubt else fields.get("cut-off")
            cut_off, cut_off_span = self._cut_off(written_cut_off, span, "cut-off" in data)
        party, subject = fields["party"], fields["subject"]
        if not self._certain(party, subject, sources, stated):
            in_doubt |= self._doubtful(party, subject, sources, stated)
        if party in fields["of"] or (cut_off_span and span and span[1] <= cut_off_span[0]):
            found = dict(faults.contrary(index, data, home, in_doubt))
            self.findings += found.values()
            in_doubt |= found.keys()
        fields["number"], fields["reading"], fields["faults"] = index, reading, in_doubt
        fields["stated"], fields["span"] = stated, span
        fields["cut_off"], fields["cut_off_span"] = cut_off, cut_off_span
        # By name, as keywords are, and in a quarter of their time.
        return tuple.__new__(Claim, _in_order(fields)), whole

    def _certain(self, party: str, subject: str | None, sources: tuple[str, ...], stated: str | None) -> bool:
        """Say whether nothing is in doubt of what a claim refers to, as far as that is quickly seen."""
        declared = self.declared
        if not self.sure or not sources:
            return False
        if party not in declared.parties or (subject is not None and subject not in declared.parties):
            return False
        return stated is not None or (len(sources) == 1 and sources[0] in declared.sources)

    def _doubtful(self, party: str, subject: str | None, sources: tuple[str, ...], stated: str | None) -> Set[str]:
        """Return what is in doubt of a claim for what it refers to: whose it is, about whom, and of when."""
        declared = self.declared
        found = NONE if "timezone" not in self.faults else frozenset({"timezone"})
        if party not in declared.parties or "pooled" in declared.of_parties.get(party, NONE):
            found |= {"party"}
        if subject is not None and subject not in declared.parties:
            found |= {"subject"}
        for id in sources if stated is None else ():
            if id not in declared.sources or "published" in declared.of_sources.get(id, NONE):
                found |= {"stated"}
        return found if sources or stated else found | {"stated"}

    def _tell(
        self, data: dict[str, Any], written: Any, read: Callable[[Any], Any], home: Home, index: int
    ) -> Set[str]:
        """Report what of a claim's value and time cannot be read, and return these fields.

        An inherited time is reported where it stands.
        """
        found = set() if "stated" in data else {"stated"}
        checks: dict[str, Callable[[], object]] = {
            "value": lambda: None if written is None else read(written),
            "stated": lambda: data.get("stated") and stated_span(str(data["stated"]), self.timezone),
            "cut-off": lambda: self._cut_off(data.get("cut-off"), None, own=True),
        }
        for field, check in checks.items():
            try:
                check()
            except Unreadable as unreadable:
                place = home.place("claims", index, field)
                self.findings += faults.of_claim(unreadable, field, written, place, before=len(self.findings))
                found.add(field)
        return found

    def _cut_off(self, written: Any, span: Span | None, own: bool) -> tuple[str | None, Span | None]:
        """Return the cut-off of a claim that was stated in *span*, and the instants of it.

        One that is not the claim's *own* applies where it is not later than the claim. Raises `Unreadable` where
        its own does not exist.
        """
        if written is None:
            return None, None
        try:
            cut_off = stated_span(str(written), self.timezone, "cut-off")
        except Unreadable:
            if own:
                raise
            return None, None
        if not own and span and span[1] <= cut_off[0]:
            return None, None
        return iso_text(written, "cut-off"), cut_off

    def _published(self, sources: tuple[str, ...]) -> Span | None:
        """Return the span of the earliest publication of the sources, ``None`` where none has a date."""
        spans = []
        for id in sources:
            published = self.declared.sources.get(id, {}).get("published")
            if published is not None:
                try:
                    spans.append(stated_span(str(published), self.timezone, "published"))
                except Unreadable:
                    continue  # reported where the source is declared
        return min(spans, default=None)
