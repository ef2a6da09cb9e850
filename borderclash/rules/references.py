"""What is declared, what refers to it, and claims that refer to one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, TypeVar

from borderclash.model import Claim, Event, Question
from borderclash.problems import Finding, Path, Pointer
from borderclash.reading.documents import Document
from borderclash.reading.sources import claims_schema
from borderclash.rules.base import Material, declarations
from borderclash.text.folding import fold_or_none
from borderclash.text.suggestions import Suggestions

# What these rules find stands outside of events, so that they have to know all of these.
OUTSIDE = frozenset({"unused-party", "unused-source", "snapshot-missing", "snapshot-changed", "unarchived-source"})
FIELDS = ("party", "of", "subject", "source")
DERIVED = "derived-from"
# What an id in a field is of, where that is not the name of the field.
NOUNS = {"of": "party", DERIVED: "source"}
# What is wrong, and the remedy.
Fault = tuple[str, str]
Id = TypeVar("Id", bound=Hashable)


def unknown(material: Material, rule: str, section: str, fields: Sequence[str], help: str) -> Iterator[Finding]:
    """Yield a finding of *rule* for each id in *fields*, wherever they stand, that *section* does not declare.

    Nothing is called unknown where a part of the data could not be read: it may be declared just there.
    """
    known = material.declared(section)
    if not material.complete or any(_may_hide(document, section) for document in material.documents):
        return
    used = used_in(material)
    fields = [field for field in fields if not used[field] <= known]
    if not fields:
        return
    suggestions = Suggestions(known)
    for field in fields:
        for written, document, path in _uses(material.documents, field):
            several = isinstance(written, list)
            for number, id in enumerate(written if several else [written]):
                if isinstance(id, str) and id not in known:
                    place = Pointer(document.file, document.index, (*path, field, *((number,) if several else ())))
                    otherwise = "in a list, write a space behind each dash: `- wire`" if id[:1] == "-" else help
                    remedy = suggestions.did_you_mean(id, otherwise)
                    yield Finding(rule, f"unknown {NOUNS.get(field, field)} `{id}`", place, remedy)


def _may_hide(document: Document, section: str) -> bool:
    """Say whether a section of a document may stand there under another name, or in another form."""
    written = document.written
    return isinstance(written, dict) and (
        () in document.faults
        and (
            not isinstance(written.get(section, {}), dict)
            or not written.keys() <= claims_schema()["properties"].keys()
        )
    )


def unsourced(material: Material, rule: str) -> Iterator[Finding]:
    """Yield a finding of *rule* for each claim without a source."""
    for event, question, claim in material.claims():
        if not claim.sources and "source" not in claim.faults:
            help = "add `source:` and an id from `sources`, here or once on the question or the event"
            yield Finding(rule, "this claim has no source", event.at_claim(question, claim), help)


def unused(material: Material, section: str, *fields: str) -> Iterator[tuple[str, Pointer]]:
    """Yield each id declared in *section* that no event, question or claim gives in one of *fields*.

    Nothing is called unused where a reference could not be read or goes nowhere: it may have meant just that one.
    """
    whole = all(document.data is document.written for document in material.documents)
    if not whole or not material.complete or not material.dataset.events:
        return
    used = set().union(*(used_in(material)[field] for field in fields))
    if used <= material.declared(section):
        for id, _, place in declarations(material, section):
            if id not in used:
                yield id, place._replace(at="key")


def used_in(material: Material) -> dict[str, set[str]]:
    """Return all ids that stand in each field which refers to a party or a source."""
    return dict(material.once(_references))


def standing_for(event: str, used: Mapping[str, Set[str]], *, sourced: bool) -> Document:
    """Return a document of an *event* that uses all that others do; *sourced*: each claim has a source."""
    sources = sorted(used["source"])
    claim = {"stance": "declines", "source": sources if sourced else []}
    claims = [{**claim, "party": party} for party in sorted(used["party"])]
    claims += [{**claims[0], "subject": id} for id in sorted(used["subject"] | used["of"]) if claims]
    questions = {"all": {"label": "", "kind": "text", "source": sources, "claims": claims}}
    data = {"events": {event: {"title": "", "questions": questions}}}
    return Document("", 0, data, data)


def _references(material: Material) -> Iterator[tuple[str, set[str]]]:
    """Yield each field that refers to a party or a source, with all ids that stand in it anywhere."""
    entries = [fields for document in material.documents for fields in document.entries]
    for field in FIELDS:
        yield field, _ids(fields[field] for fields in entries if field in fields)
    yield DERIVED, _ids(written for written, _, _ in _uses(material.documents, DERIVED))


def _ids(written: Iterable[Any]) -> set[str]:
    """Return all ids in fields that take one or a list of them, as far as they have that form."""
    ids = set()
    for one in written:
        if one.__class__ is str:
            ids.add(one)
        elif one.__class__ is list:
            ids.update(id for id in one if id.__class__ is str)
    return ids


def _uses(documents: Sequence[Document], field: str) -> Iterator[tuple[Any, Document, Path]]:
    """Yield what stands in each *field* that refers to a party or a source, with the path of its entry."""
    for document in documents:
        if field == DERIVED:
            sources = document.written.get("sources") if isinstance(document.written, dict) else None
            for id, source in sources.items() if isinstance(sources, dict) else ():
                if isinstance(source, dict):
                    yield source.get(field), document, ("sources", id)
            continue
        for fields, ids in document.placed_entries():
            steps = zip(("events", "questions", "claims"), ids, strict=False)
            yield fields.get(field), document, tuple(step for pair in steps for step in pair)


def faulty(
    material: Material,
    event: Event,
    question: Question,
    named: Callable[[Claim], str | None],
    by_id: Mapping[str, Claim],
    remedy: str,
    fault: Callable[[Claim, Claim], Fault | None],
) -> Iterator[tuple[Claim, Fault]]:
    """Yield each claim that does not name another as it may, with what is wrong.

    *named* gives the id that a claim names, *remedy* what to do where no claim has it, *fault* what is wrong with
    naming a claim that is there. Nothing is said of an id that stands on a claim which could not be read.
    """
    suggestions = Suggestions(by_id)
    known: set[str] | None = None
    for claim in question.all_claims:
        id = named(claim)
        if not id:
            continue
        if target := by_id.get(id):
            if found := fault(claim, target):
                yield claim, found
            continue
        known = material.claim_ids(event, question) if known is None else known
        if id not in known:
            yield claim, (f"no claim of this question has the id `{id}`", suggestions.did_you_mean(id, remedy))


def of_another(claim: Claim, target: Claim, verb: str) -> Fault | None:
    """Return what is wrong where *target* is of another party or row; *verb* is what a claim does to it.

    Nothing is said of what is in doubt: that is reported.
    """
    in_doubt = claim.faults | target.faults
    if claim.party != target.party and "party" not in in_doubt:
        return f"`{target.id}` is a claim of another party", f"a party can only {verb} what it said itself"
    rows = [(one.subject, fold_or_none(one.scope)) for one in (claim, target)]
    if rows[0] != rows[1] and in_doubt.isdisjoint(("subject", "scope")):
        return f"`{target.id}` is of another subject or scope", f"a claim {verb}s one of the same row"
    return None


def leading_into_one(references: Mapping[Id, Sequence[Id]]) -> set[Id]:
    """Return each id from which the *references*, those of each id, lead into a circle."""
    left = {id: len(set(others)) for id, others in references.items()}
    referring: defaultdict[Id, list[Id]] = defaultdict(list)
    for id, others in references.items():
        for other in set(others):
            referring[other].append(id)
    ends = [id for id in referring if id not in left]
    while ends:
        for id in referring[ends.pop()]:
            left[id] -= 1
            if not left[id]:
                ends.append(id)
    return {id for id, count in left.items() if count}
