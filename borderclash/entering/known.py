"""What claim files declare already, and what an entry adds to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from borderclash.entering.entry import Entry
from borderclash.problems import Path, Problem
from borderclash.reading.documents import Document
from borderclash.spreadsheet.columns import NAME_OF, SECTIONS, Thing
from borderclash.spreadsheet.yaml_text import plain
from borderclash.text.folding import fold
from borderclash.text.suggestions import did_you_mean, nearest

# Ids at least this much alike are one id and a slip of the keyboard.
SLIP = 0.8
_LISTED = 8


class Home(NamedTuple):
    """A thing that is there: the file that it stands in, and its fields."""

    file: str
    fields: Mapping[str, Any]


class Added(NamedTuple):
    """A thing that an entry adds: what it is, the file that it goes to, and its path there."""

    thing: Thing
    file: str
    path: Path
    entry: Entry


class Known:
    """Parties, sources and events by id, questions by the ids of event and question; ``claims`` counts theirs.

    ``target`` is the file that was named, if any. ``added`` is what entries add, ``data`` its fields by file,
    in the form of a claim file.
    """

    def __init__(self, target: str | None = None) -> None:
        self.parties: dict[str, Home] = {}
        self.sources: dict[str, Home] = {}
        self.events: dict[str, Home] = {}
        self.questions: dict[tuple[str, str], Home] = {}
        self.claims: dict[tuple[str, str], int] = {}
        self.target = target
        self.added: list[Added] = []
        self.data: dict[str, dict[str, Any]] = {}

    @classmethod
    def of(cls, documents: Iterable[Document], target: str | None = None) -> Known:
        """Return what some documents declare, as far as it has the form of it."""
        known = cls(target)
        for document in documents:
            for section, things in (
                ("parties", known.parties),
                ("sources", known.sources),
                ("events", known.events),
            ):
                for id, fields in _entries(document.written, section):
                    things.setdefault(id, Home(document.file, fields))
            for event, fields in _entries(document.written, "events"):
                for id, question in _entries(fields, "questions"):
                    known.questions.setdefault((event, id), Home(document.file, question))
                    claims = question.get("claims")
                    known.claims[event, id] = len(claims) if isinstance(claims, list) else 0
        return known

    def copy(self) -> Known:
        """Return the same, without what entries have added, to add to."""
        known = Known(self.target)
        known.parties, known.sources, known.events = dict(self.parties), dict(self.sources), dict(self.events)
        known.questions, known.claims = dict(self.questions), dict(self.claims)
        return known

    def of_event(self, event: str | None) -> list[str]:
        """Return the ids of the questions of an event."""
        return [id for of, id in self.questions if of == event]

    def add(self, entry: Entry, file: Callable[[], str]) -> list[Problem]:
        """Add what an entry says; return what is wrong with what it names, in which case nothing is added.

        *file* gives the file that a new event goes to; what raises `UsageError` there is passed on.
        """
        problems = [*self._missing(entry), *self._event_faults(entry), *self._declared_faults(entry)]
        if problems:
            return problems
        event, question = str(entry.event), str(entry.question)
        there = self.events.get(event)
        home = there.file if there else file()
        spoken_of = {
            entry.party,
            *(str(entry.answers.get(name)) for name in ("question_subject", "subject", "of")),
        }
        for other, name in entry.others.items():
            if other not in self.parties and other in spoken_of:
                self.parties[other] = self._put("party", home, ("parties", other), {"name": name}, entry)
        for section, id in (("parties", entry.party), *(("sources", id) for id in entry.sources)):
            thing = SECTIONS[section]
            things: dict[str, Home] = getattr(self, section)
            if id is not None and id not in things:
                things[id] = self._put(thing, home, (section, id), entry.fields(thing), entry)
        if not there:
            self.events[event] = self._put("event", home, ("events", event), entry.fields("event"), entry)
        path: Path = ("events", event, "questions", question)
        if (event, question) not in self.questions:
            self.questions[event, question] = self._put("question", home, path, entry.fields("question"), entry)
        number = self.claims.get((event, question), 0)
        kind = self.questions[event, question].fields.get("kind")
        self._put("claim", home, (*path, "claims", number), entry.fields("claim", str(kind)), entry)
        self.claims[event, question] = number + 1
        return []

    def _put(self, thing: Thing, file: str, path: Path, fields: Mapping[str, Any], entry: Entry) -> Home:
        self.added.append(Added(thing, file, path, entry))
        into: Any = self.data.setdefault(file, {})
        for step in path[:-1]:
            into = into.setdefault(step, [] if step == "claims" else {})
        if thing == "claim":
            into.append(dict(fields))
        else:
            # Those of a new event or question follow its own fields.
            into[path[-1]] = dict(fields) | ({"questions": {}} if thing == "event" else {})
            if thing == "question":
                into[path[-1]]["claims"] = []
        return Home(file, fields)

    def _missing(self, entry: Entry) -> Iterator[Problem]:
        for name, ids in (
            ("event", list(self.events)),
            ("question", self.of_event(entry.event)),
            ("party", list(self.parties)),
        ):
            if not entry.answers.get(name):
                yield entry.problem("missing-field", f"`{name}` is missing", name, _there_are(ids, name))

    def _event_faults(self, entry: Entry) -> Iterator[Problem]:
        event, question = entry.event, entry.question
        if event is None:
            return
        if there := self.events.get(event):
            yield from self._differing(entry, "event", there, event)
            if self.target not in (None, there.file):
                message = f"the event `{event}` stands in {there.file}, not in {self.target}"
                yield entry.problem("wrong-file", message, "event", "name that file, or its folder")
        elif "event_title" not in entry.answers:
            help = did_you_mean(event, self.events, "to make it, give its `event_title`")
            yield entry.problem("unknown-event", f"no event has the id `{event[:60]}`", "event", help)
            return
        if question is None:
            return
        if asked := self.questions.get((event, question)):
            yield from self._differing(entry, "question", asked, question)
            return
        lacking = [name for name in ("label", "kind") if name not in entry.answers]
        if lacking:
            names = " and ".join(f"`{name}`" for name in lacking)
            help = did_you_mean(question, self.of_event(event), f"to make it, give its {names}")
            message = f"no question of this event has the id `{question[:60]}`"
            yield entry.problem("unknown-question", message, "question", help)

    def _declared_faults(self, entry: Entry) -> Iterator[Problem]:
        party = entry.party
        if party is not None:
            yield from self._differing(entry, "party", self.parties.get(party), party)
            if party not in self.parties and party not in entry.others:
                yield from self._new_party(entry, party)
        new = [id for id in entry.sources if id not in self.sources]
        details = [name for name in entry.answers if name.startswith("source_")]
        if not new and details and len(entry.sources) != 1:
            message = (
                f"`{details[0]}` is given, {'and `source` names several' if entry.sources else 'but no `source`'}"
            )
            yield entry.problem("row", message, details[0], "give the id of the one meant as `source`")
        elif not new and entry.sources:
            yield from self._differing(entry, "source", self.sources[entry.sources[0]], entry.sources[0])
        made = len(new) == 1 and {"source_title", "source_url"} & entry.answers.keys()
        for id in [] if made else new:
            help = did_you_mean(id, self.sources, "to make it, give its `source_title` or `source_url`")
            yield entry.problem("unknown-source", f"no source has the id `{id[:60]}`", "source", help)

    def _new_party(self, entry: Entry, party: str) -> Iterator[Problem]:
        message = f"no party has the id `{party[:60]}`"
        name = entry.answers.get("party_name")
        same = [
            id
            for id, home in self.parties.items()
            if name and fold(str(home.fields.get("name"))) == fold(str(name))
        ]
        slip = same[0] if same else near_miss(party, self.parties)
        if name is None:
            help = did_you_mean(party, self.parties, "to make it, give its `party_name`")
            yield entry.problem("unknown-party", message, "party", help)
        elif slip is not None and not entry.confirmed:
            help = f"did you mean `{slip}`? if it is another party, declare it under `parties` first"
            yield entry.problem("unknown-party", message, "party", help)

    def _differing(self, entry: Entry, thing: Thing, home: Home | None, id: str) -> Iterator[Problem]:
        if home is None:
            return
        for field_, value in entry.fields(thing).items():
            if plain(home.fields.get(field_)) != plain(value):
                name = NAME_OF[thing, field_]
                there = f"`{str(home.fields[field_])[:60]}`" if field_ in home.fields else "not given"
                message = f"`{name}` of the {thing} `{id}` is {there} in {home.file}"
                help = "leave it out, or change it there"
                yield entry.problem("differs", message, name, help)


def near_miss(id: str, known: Collection[str]) -> str | None:
    """Return the known id that *id* is most likely meant to be: one that is nearly the same, digits and all."""
    from difflib import SequenceMatcher

    match = nearest(id, known)
    if match is None or _digits(match) != _digits(id):
        return None
    return match if SequenceMatcher(None, id.casefold(), match).ratio() >= SLIP else None


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _there_are(ids: Sequence[str], name: str) -> str:
    if not ids:
        return f"give the id of the {name}"
    listed = ", ".join(f"`{id}`" for id in ids[:_LISTED]) + (", ..." if len(ids) > _LISTED else "")
    return f"give its id; there {'is' if len(ids) == 1 else 'are'} {listed}"


def _entries(of: Any, section: str) -> list[tuple[str, Mapping[str, Any]]]:
    found = of.get(section) if isinstance(of, Mapping) else None
    if not isinstance(found, Mapping):
        return []
    return [(id, fields) for id, fields in found.items() if isinstance(fields, Mapping)]
