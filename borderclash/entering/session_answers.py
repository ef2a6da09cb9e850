"""What a session offers for an answer, what it takes where nothing is typed, and what holds unwritten."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from borderclash.entering.session_scene import Offer, Scene
from borderclash.reading.sources import claims_schema
from borderclash.text.slugs import id_of
from borderclash.values import KINDS, Kind, Setting
from borderclash.values.times import iso_text

STANCES = {
    "denies": "says that it is not so",
    "declines": "was asked and gives no answer",
    "cannot-say": "does not know, or cannot verify",
    "withdraws": "takes back what it said",
}
YES_NO = [Offer("yes"), Offer("no")]
KIND_OFFERS = [Offer(id, kind.about) for id, kind in KINDS.items()]


def things(noun: str) -> Callable[[Scene], Sequence[Offer]]:
    """Return the offers of the things of a kind that are there."""
    return lambda scene: scene.offers(noun)


def words_of(thing: str, field: str) -> Callable[[Scene], Sequence[Offer]]:
    """Return the offers of the words that the schema knows for a field."""

    def words(_: Scene) -> Sequence[Offer]:
        found = claims_schema()["definitions"][thing]["properties"][field]["enum"]
        return [Offer(word) for word in found]

    return words


def used(name: str) -> Callable[[Scene], Sequence[Offer]]:
    """Return the offers of what claims of the event have in a field."""
    return lambda scene: scene.used(name.replace("_", "-"))


def event(scene: Scene) -> str:
    """Return the event of the claim before, else the last that is there."""
    return scene.last("event") or next(reversed(scene.known.events), "")


def inherited_source(scene: Scene) -> str:
    """Return the source that the question or the event gives its claims, empty for none."""
    inherited = scene.inherited("source") or ""
    return inherited if isinstance(inherited, str) else "; ".join(map(str, inherited))


def source(scene: Scene) -> str:
    """Return the source that a claim has if no other is named."""
    return inherited_source(scene) or scene.last("source") or next(reversed(scene.known.sources), "")


def question(scene: Scene) -> str:
    """Return the label that is given, else the question of the claim before, else the only one."""
    there = scene.things("question")
    same = scene.last("question") if scene.last("event") == scene.answer("event") else ""
    return scene.answer("label") or same or (next(iter(there)) if len(there) == 1 else "")


def party(scene: Scene) -> str:
    """Return the party that has just spoken, where it is asked about another question."""
    asked = ("event", "question")
    moved = [scene.last(name) for name in asked] != [scene.answer(name) for name in asked]
    return scene.last("party") if moved else ""


def speaker(scene: Scene) -> str:
    """Return who has last spoken for the party in the same source."""
    return scene.last("speaker", "party", "source")


def published(scene: Scene) -> str:
    """Return when a claim was stated that does not say it."""
    return str(scene.inherited("stated") or scene.published)


def stated(scene: Scene) -> str:
    """Return when the speaker has just said something, else when a claim was stated that does not say it."""
    return scene.last("stated", "party", "source", "speaker") or published(scene)


def slug(noun: str) -> Callable[[Scene], str]:
    """Return an id for a new thing: of its name, and of its day."""

    def slug(scene: Scene) -> str:
        names = {
            "event": [scene.answer("event_title"), _day(scene.answer("event_date"), "date")],
            "question": [scene.answer("label")],
            "party": [scene.answer("party_name")],
            "source": [scene.answer("source_publisher") or scene.answer("source_title")],
        }[noun]
        if noun == "source":
            names.append(_day(scene.answer("source_published"), "published"))
        id = id_of(" ".join(name for name in names if name), noun)
        taken = scene.things(noun)
        return next(each for each in (id, *(f"{id}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)

    return slug


def _day(written: str, field: str) -> str:
    """Return the first day of a time, by ISO 8601."""
    return iso_text(written, field)[:10] if written else ""


def name(noun: str) -> Callable[[Scene], str]:
    """Return a name for a thing that was given by its id: for north-bank, North bank."""
    return lambda scene: scene.answer(noun).replace("-", " ").capitalize()


def _kind(scene: Scene) -> Kind[Any]:
    return KINDS.get(scene.kind, KINDS["text"])


def value_words(scene: Scene) -> str:
    """Return the words that ask for a value of the kind of the question."""
    kind, unit = _kind(scene), scene.fields("question").get("unit")
    shown = f" ({unit})" if unit else ""
    if kind.adds and not unit:
        shown = f" ({', '.join(map(str, kind.schema()['examples'][:2]))})"
    elif kind.cell == "list":
        shown = " (A; B)"
    return f"Value{' denied' if scene.answer('stance') == 'denies' else ''}, {kind.about}{shown}"


def options_of(scene: Scene) -> Sequence[Offer]:
    """Return the offers of the answers that there are, none where any may be given."""
    named = scene.fields("question").get("options")
    known = _kind(scene).options(Setting(named if isinstance(named, Mapping) else None))
    return [Offer(str(id), str(label)) for id, label in known.items()]


def values(scene: Scene) -> Sequence[Offer]:
    """Return the offers of answers, and of what a party does that gives none."""
    found = options_of(scene)
    return found if scene.answer("stance") else [*found, *(Offer(*pair) for pair in STANCES.items())]


def adds(scene: Scene) -> bool:
    """Say whether the question is to be made, and asks for a figure."""
    return scene.is_new("question") and scene.kind in KINDS and KINDS[scene.kind].adds


def requires(field: str) -> Callable[[Scene], bool]:
    """Return whether the question is to be made, and needs a field for its kind."""
    return lambda scene: scene.is_new("question") and scene.kind in KINDS and field in KINDS[scene.kind].requires


def has_value(scene: Scene) -> bool:
    """Say whether the claim may have a value."""
    return scene.answer("stance") in ("", "asserts", "denies")


def is_asked(name: str) -> Callable[[Scene], bool]:
    """Return whether a field is asked: where other claims on the question have it, or its form needs it."""

    def applies(scene: Scene) -> bool:
        question = scene.fields("question")
        field = name.replace("_", "-")
        needed = {"scope": question.get("parts"), "cut_off": question.get("cumulative")}.get(name)
        return bool(needed) or any(claim.get(field) is not None for claim in scene.claims)

    return applies


def inherited(name: str) -> Callable[[Scene], str]:
    """Return what the question, or else the event, says in a field."""
    return lambda scene: str(scene.inherited(name.replace("_", "-")) or "")


def parts(scene: Scene) -> Sequence[Offer]:
    """Return the offers of scopes."""
    parts = scene.fields("question").get("parts") or ()
    return [*(Offer(str(part)) for part in parts), *used("scope")(scene)]


def claim_ids(scene: Scene) -> Sequence[Offer]:
    """Return the offers of the claims of the question that have an id."""
    said = [(str(claim["id"]), str(claim.get("value", ""))) for claim in scene.claims if "id" in claim]
    return [Offer(id, value) for id, value in said]


def attribution(scene: Scene) -> str:
    """Return how the party was last cited without a speaker."""
    cited = scene.used("attribution")
    own = [claim for claim in scene.claims if claim.get("party") == scene.answer("party")]
    if own and "speaker" not in own[-1]:
        return str(own[-1].get("attribution", ""))
    return cited[0].text if cited and scene.fields("party").get("pooled") else ""


def options(text: str) -> dict[str, str]:
    """Return the options of a question, by id, from a list of labels or of ``id=label``.

    Commas part them only where no semicolon does: a label may hold one.
    """
    parts = [part.strip() for part in text.split(";" if ";" in text else ",") if part.strip()]
    pairs = [part.partition("=") for part in parts]
    return {
        (id.strip() if sign else id_of(id, "option")): (label.strip() if sign else id) for id, sign, label in pairs
    }
