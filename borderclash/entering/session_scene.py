"""What a session knows while it asks about a claim: the answers so far, and what the files say beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from borderclash.checking import check_loaded
from borderclash.entering.entry import Entry
from borderclash.entering.known import Home, Known, near_miss
from borderclash.problems import Finding, Path
from borderclash.reading import documents
from borderclash.reading.documents import Loaded
from borderclash.reading.withheld import withheld_in
from borderclash.spreadsheet.columns import BY_NAME, NAMED
from borderclash.spreadsheet.yaml_text import plain
from borderclash.text.folding import fold
from borderclash.text.slugs import id_of

# So much of an answer is shown in a question.
LONGEST = 48


class Offer(NamedTuple):
    """An answer that is offered, and what it stands for."""

    text: str
    meaning: str = ""


@dataclass(slots=True)
class Scene:
    """The answers about a claim so far; *settled* are the questions that are answered or passed over.

    ``before`` are the claims that were asked for before it in this session, ``asked`` the questions of this one,
    ``was`` the answers to those that one went back to.
    """

    known: Known
    entry: Entry
    before: Sequence[Entry] = ()
    settled: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    was: dict[str, str] = field(default_factory=dict)

    def answer(self, name: str) -> str:
        """Return an answer as text, empty where there is none."""
        value = self.entry.answers.get(name)
        return "" if value is None else str(value)

    def typed(self, step: str, name: str) -> str:
        """Return the answer of a step as one types it: a stance before its value, what is new by its name."""
        first = NAMED[step] if step in NAMED and self.is_new(step) else ()
        names = ("stance",) if step == "value" else first
        return next((typed for each in (*names, name) if (typed := self.answer(each))), "")

    def last(self, name: str, *alike: str) -> str:
        """Return the same of the claim before, or of the last that has some answers in common with this one."""
        for entry in reversed(self.before):
            if all(entry.answers.get(each) == self.entry.answers.get(each) for each in alike):
                value = entry.answers.get(name)
                return "" if value is None else str(value)
        return ""

    def things(self, noun: str) -> Mapping[str, Home]:
        """Return what is there of events, of questions in the event, of parties or of sources."""
        if noun == "question":
            event = self.entry.event
            return {id: home for (of, id), home in self.known.questions.items() if of == event}
        if noun == "party":
            others = {id: Home("", {"name": name}) for id, name in self.entry.others.items()}
            return {**self.known.parties, **others}
        things: Mapping[str, Home] = getattr(self.known, f"{noun}s")
        if noun == "event" and self.known.target is not None:
            return {id: home for id, home in things.items() if home.file == self.known.target}
        return things

    def is_new(self, noun: str) -> bool:
        """Say whether the claim's event, question, party or source is to be made."""
        if noun not in self.settled:
            return False
        ids = self.entry.sources if noun == "source" else [self.answer(noun)]
        if not any(ids):
            return any(name in self.entry.answers for name in NAMED[noun])
        return any(id not in self.things(noun) for id in ids)

    def fields(self, noun: str) -> Mapping[str, Any]:
        """Return what is said of the claim's event, question or party, in the files or by the answers."""
        there = self.things(noun).get(self.answer(noun))
        return there.fields if there else self.entry.fields(BY_NAME[noun].thing)

    @property
    def kind(self) -> str:
        """The kind of the claim's question, empty where it is not known yet."""
        return str(self.fields("question").get("kind", ""))

    @property
    def claims(self) -> Sequence[Mapping[str, Any]]:
        """The claims of the question that are there."""
        claims = self.fields("question").get("claims") or ()
        return [claim for claim in claims if isinstance(claim, dict)]

    def inherited(self, name: str) -> Any:
        """Return what the question, or else the event, says for claims that do not; ``None`` for nothing."""
        for noun in ("question", "event"):
            fields = self.fields(noun)
            if name in fields:
                return fields[name]
        return None

    @property
    def sources(self) -> list[str]:
        """The ids of the claim's sources, its own or inherited."""
        inherited = self.inherited("source") or []
        return self.entry.sources or ([inherited] if isinstance(inherited, str) else list(inherited))

    @property
    def published(self) -> str:
        """When the first of the sources was published, empty where that is not known."""
        if self.is_new("source"):
            return self.answer("source_published")
        homes = (self.known.sources.get(id) for id in self.sources)
        dates = [str(home.fields["published"]) for home in homes if home and "published" in home.fields]
        return min(dates, default="")

    def choose(self, noun: str, id: str | None) -> None:
        """Take up the id of a thing that is there; of a question, what is said of a new one is taken back."""
        taken: dict[str, str | None] = {noun: id}
        if noun == "question":
            taken |= dict.fromkeys(name for name in ("label", "kind", "unit") if name in self.entry.answers)
            self.entry = self.entry.with_answers(question=id)
            if self.entry.answers.get("subject", "") == self.inherited("subject"):
                taken["subject"] = None
        self.entry = self.entry.with_answers(**taken)

    def doubt(self, noun: str) -> None:
        """Have what is given and is not there asked about, unless it is described: it may be a slip."""
        described = self.entry.answers.keys() & {*NAMED[noun]}
        if self.answer(noun) and self.is_new(noun) and not described:
            self.was[noun] = "; ".join(self.entry.sources) if noun == "source" else self.answer(noun)
            self.entry = self.entry.with_answers(**{noun: None})
            self.settled.discard(noun)

    def offers(self, noun: str) -> list[Offer]:
        """Return the things of a kind that are there, with their names."""
        return [Offer(id, name_of(home.fields, id)) for id, home in self.things(noun).items()]

    def used(self, name: str) -> list[Offer]:
        """Return the answers that claims here have in a field, those of the same party before others."""
        party = self.answer("party")
        found = sorted(self._written(name), key=lambda pair: pair[0] != party)
        return [Offer(text) for text in dict.fromkeys(text for _, text in found)]

    def _written(self, name: str) -> Iterator[tuple[str, str]]:
        for (event, _), home in self.known.questions.items():
            for claim in (home.fields.get("claims") or ()) if event == self.entry.event else ():
                told = isinstance(claim, dict) and name not in withheld_in("claim", claim)
                if told and isinstance(claim.get(name), str):
                    yield str(claim.get("party")), claim[name]


def name_of(fields: Mapping[str, Any], id: str) -> str:
    """Return what a thing is called; a source that withholds its name, by its id."""
    withheld = withheld_in("source", fields)
    told = (name for name in ("label", "name", "title", "url") if name in fields and name not in withheld)
    return str(next((fields[name] for name in told), id))


def find(typed: str, offers: Sequence[Offer]) -> tuple[str | None, bool]:
    """Return the id that is meant by what was typed, and whether that is certain; ``None`` for none.

    An id, or a name that only one has, is certain; the beginning of one and a near miss are not.
    """
    ids = [offer.text for offer in offers]
    if typed in ids:
        return typed, True
    word = fold(typed)
    same = [offer.text for offer in offers if word in (offer.text, fold(offer.meaning))]
    if len(same) == 1:
        return same[0], True
    if len(beginning := begun(typed, offers)) == 1:
        return beginning[0], False
    near = near_miss(id_of(typed, ""), ids)
    if near is None:
        by_name = {fold(offer.meaning): offer.text for offer in offers if offer.meaning}
        near = by_name.get(near_miss(word, by_name) or "")
    return near, False


def begun(typed: str, offers: Sequence[Offer]) -> list[str]:
    """Return the ids of what begins with what was typed."""
    word = fold(typed)
    return [offer.text for offer in offers if offer.text.startswith(word) or fold(offer.meaning).startswith(word)]


def short(text: str) -> str:
    """Return a text as it is shown in a question."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


# Stands for an id that is not given yet.
SOME = "some"
# Only these speak of other claims. What else others have to do with a claim is known once all is answered.
OF_CLAIMS = ("id", "replaces", "restates")


def check(scene: Scene, name: str, rules: Collection[str], file: str) -> list[Finding]:
    """Return what is wrong with an answer of a scene, errors first; *file* is the one that the claim goes to."""
    data, paths = _document(scene, scene.claims if name in OF_CLAIMS else ())
    loaded = Loaded()
    loaded.documents.append(documents.checked(file, 0, data, {}, loaded))
    _, findings = check_loaded(loaded, rules)
    column = BY_NAME[name]
    path = (*paths[column.thing], column.field) if column.field else paths[column.thing]
    own = [each for each in findings if _is_of(each, path, key=not column.field)]
    return sorted(own, key=lambda finding: finding.severity != "error")


def _is_of(finding: Finding, path: Path, *, key: bool) -> bool:
    pointer = finding.pointer
    if key:
        return pointer.path == path and pointer.at == "key"
    return pointer.path[: len(path)] == path


def _document(scene: Scene, others: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], Mapping[str, Path]]:
    """Return a claim file with the claim behind *others*, and where each thing of the entry stands in it."""
    entry, known = scene.entry, scene.known
    parties = {id: home.fields for id, home in scene.things("party").items()}
    sources = {id: home.fields for id, home in known.sources.items()}
    made = SOME if scene.is_new("party") else next(iter(parties), SOME)
    party = entry.party or made
    source = entry.sources[0] if entry.sources else SOME
    if party not in parties:
        parties[party] = {"name": SOME} | entry.fields("party")
    for id in entry.sources or [SOME]:
        sources.setdefault(id, {"title": SOME} | entry.fields("source"))
    event, question = entry.event or SOME, entry.question or SOME
    of_event = {name: value for name, value in scene.fields("event").items() if name != "questions"}
    asked = {"label": SOME, "kind": "text"} | dict(scene.fields("question"))
    claim = {"source": source} | entry.fields("claim", scene.kind or "text") | {"party": party}
    claims = [*others, claim]
    questions = {question: asked | {"claims": claims}}
    data = {
        "borderclash": 1,
        "parties": parties,
        "sources": sources,
        "events": {event: {"title": SOME} | of_event | {"questions": questions}},
    }
    of_question = ("events", event, "questions", question)
    return plain(data), {
        "event": ("events", event),
        "question": of_question,
        "claim": (*of_question, "claims", len(claims) - 1),
        "party": ("parties", party),
        "source": ("sources", source),
    }
