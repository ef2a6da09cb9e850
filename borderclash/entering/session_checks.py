"""One answer checked at once, in the words of ``validate``: tried in a file with this one claim."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from borderclash.checking import check_loaded
from borderclash.entering.session_scene import Scene
from borderclash.problems import Finding, Path
from borderclash.reading import documents
from borderclash.reading.documents import Loaded
from borderclash.reading.yaml_events import resolve
from borderclash.spreadsheet.columns import BY_NAME
from borderclash.spreadsheet.yaml_text import Unquoted

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
    return _plain(data), {
        "event": ("events", event),
        "question": of_question,
        "claim": (*of_question, "claims", len(claims) - 1),
        "party": ("parties", party),
        "source": ("sources", source),
    }


def _plain(data: Any) -> Any:
    """Return data as it is once it was written and read."""
    if isinstance(data, Mapping):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(item) for item in data]
    return resolve(data) if isinstance(data, Unquoted) else data
