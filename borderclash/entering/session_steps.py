"""What a session asks, in the order in which it is asked, and what it offers for an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from borderclash.entering import session_answers as answers
from borderclash.entering.session_scene import Offer, Scene, short
from borderclash.reading.sources import claims_schema
from borderclash.spreadsheet.columns import BY_NAME as BY_COLUMN
from borderclash.text.suggestions import nearest

# Where a claim may say more than is asked; `SOMETIMES` of these are asked where others on the question say it.
MORE = (
    *("note", "locator", "hedge", "scope", "measure", "subject", "attribution", "via", "translation", "cut_off"),
    *("of", "id", "replaces", "restates"),
)
SOMETIMES = ("subject", "scope", "measure", "cut_off")
MANY_VOICES = ("media", "witness", "other")
THINGS = {
    "event": "What happened. The questions about one event stand in one table.",
    "source": "The document that the claim is taken from: an article, a statement; of several, their ids: a; b.",
    "question": "What the parties answer differently. It becomes a row of the table.",
    "party": "Who says it: a column of the table. Not the outlet, and not the single speaker.",
}


class Step(NamedTuple):
    """A question of the session: the name of what it settles, that of the answer, and its words.

    ``default`` is taken where nothing is typed; ``implied`` is what holds without being written. A ``choice``
    is of what is offered, a ``thing`` is one that is there, or is made.
    """

    name: str
    answer: str
    words: Callable[[Scene], str]
    applies: Callable[[Scene], bool]
    default: Callable[[Scene], str]
    offers: Callable[[Scene], Sequence[Offer]]
    required: Callable[[Scene], bool]
    implied: Callable[[Scene], str]
    choice: bool = False
    thing: bool = False

    def asked(self, scene: Scene) -> str:
        """Return the words that ask, and in brackets what is taken where nothing is typed."""
        default = self.default(scene)
        return self.words(scene) + (f" [{short(default)}]" if default else "")


def _never(_: Scene) -> bool:
    return False


def _step(
    name: str,
    words: str | Callable[[Scene], str],
    *,
    answer: str = "",
    applies: Callable[[Scene], bool] = lambda _: True,
    default: Callable[[Scene], str] = lambda _: "",
    offers: Callable[[Scene], Sequence[Offer]] = lambda _: (),
    required: bool | Callable[[Scene], bool] = False,
    implied: Callable[[Scene], str] = lambda _: "",
    choice: bool = False,
    thing: bool = False,
) -> Step:
    said = (lambda _: words) if isinstance(words, str) else words
    needed = (lambda _: required) if isinstance(required, bool) else required
    return Step(name, answer or name, said, applies, default, offers, needed, implied, choice, thing)


def _new(noun: str) -> Callable[[Scene], bool]:
    return lambda scene: scene.is_new(noun)


def changeable(scene: Scene) -> list[Step]:
    """Return what may be answered, or changed, once all else is there; what may be added comes first."""
    added = [step for name in MORE for step in STEPS if step.name == name and _fits(scene, name)]
    return [*added, *(step for step in STEPS if step.name not in MORE and step.applies(scene))]


def _fits(scene: Scene, name: str) -> bool:
    if name == "of":
        return scene.answer("stance") == "denies"
    return name != "cut_off" or bool(scene.fields("question").get("cumulative"))


def explanation(step: Step) -> str:
    """Return what a step asks for, in the words of the format's schema."""
    column = BY_COLUMN[step.answer]
    if step.name.endswith("_id"):
        return "The name by which the file speaks of it: lower-case words of a to z and 0 to 9, joined by hyphens."
    if step.thing:
        return f"{THINGS[step.name]} Give the id or the name of one that is there, or the name of a new one."
    if step.name == "options":
        return "The answers that there may be, semicolons between; ids are made of them, or given: n=North."
    description = claims_schema()["definitions"][column.thing]["properties"][column.field]["description"]
    return str(description)


def named(word: str, names: Sequence[str]) -> str | None:
    """Return the name of the field that is meant, ``None`` for none."""
    name = word.lower().replace("_", "-")
    return name if name in names else nearest(name, names)


def lifted(scene: Scene, step: Step) -> str:
    """Return the answer that leaves a field out, also where it is inherited."""
    nullable = BY_COLUMN[step.answer].form in ("nullable", "until")
    return "null" if nullable and step.implied(scene) else ""


def _thing(noun: str, words: str, **more: Any) -> Step:
    """Return the step for a thing that is there, or is made; *more* as for `_step`."""
    return _step(noun, words, offers=answers.things(noun), thing=True, **{"required": True, **more})


def _of_new(noun: str, name: str, words: str, **more: Any) -> Step:
    """Return the step for what is asked of a thing that is to be made."""
    return _step(name, words, applies=_new(noun), **more)


def _new_id(noun: str) -> Step:
    return _of_new(noun, f"{noun}_id", "Id", answer=noun, default=answers.slug(noun), required=True)


def _optional(name: str, words: str) -> Step:
    """Return a field of a claim that is asked where it is wanted, or where others have it."""
    offers = {
        "scope": answers.parts,
        "subject": answers.things("party"),
        "of": answers.things("party"),
        "replaces": answers.claim_ids,
        "restates": answers.claim_ids,
    }
    return _step(
        name,
        words,
        applies=answers.is_asked(name) if name in SOMETIMES else _never,
        default=answers.inherited(name) if name in SOMETIMES else lambda _: "",
        offers=offers.get(name, answers.used(name)),
        implied=answers.inherited(name) if name in SOMETIMES else lambda _: "",
        choice=name in ("replaces", "restates"),
    )


STEPS: tuple[Step, ...] = (
    _thing("event", "Event (its title or id)", default=answers.event),
    _of_new("event", "event_title", "Title of the event", default=answers.name("event"), required=True),
    _of_new("event", "event_date", "Date of the event"),
    _of_new("event", "event_place", "Place of the event"),
    _new_id("event"),
    _thing(
        "source",
        "Source (its title, address or id)",
        default=answers.source,
        required=lambda scene: not answers.inherited_source(scene),
        implied=answers.inherited_source,
    ),
    _of_new(
        "source", "source_title", "Title of the source", required=lambda scene: not scene.answer("source_url")
    ),
    _of_new("source", "source_publisher", "Publisher"),
    _of_new("source", "source_published", "Published on"),
    _of_new("source", "source_url", "Web address"),
    _new_id("source"),
    _thing("question", "Question (its label or id)", default=answers.question),
    _of_new(
        "question",
        "label",
        "Label of the question, the heading of its row",
        default=answers.name("question"),
        required=True,
    ),
    _of_new(
        "question",
        "kind",
        "Kind of answer",
        default=lambda _: "count",
        offers=lambda _: answers.KIND_OFFERS,
        required=True,
        choice=True,
    ),
    _step("unit", "Unit (soldiers, houses, km)", applies=answers.adds, required=answers.requires("unit")),
    _step("options", "Possible answers (North; South)", applies=answers.requires("options"), required=True),
    _of_new(
        "question",
        "question_subject",
        "Whose (soldiers, posts, ...), if one party's",
        offers=answers.things("party"),
    ),
    _new_id("question"),
    _thing("party", "Party (who says it)", default=answers.party),
    _of_new("party", "party_name", "Name of the party", default=answers.name("party"), required=True),
    _of_new("party", "party_kind", "Kind of party", offers=answers.words_of("party", "kind"), choice=True),
    _step(
        "party_pooled",
        "Many voices under one heading (yes or no)",
        applies=lambda scene: scene.is_new("party") and scene.answer("party_kind") in MANY_VOICES,
        default=lambda _: "no",
        offers=lambda _: answers.YES_NO,
        implied=lambda _: "no",
        choice=True,
    ),
    _new_id("party"),
    _step(
        "value",
        answers.value_words,
        applies=answers.has_value,
        offers=answers.values,
        required=lambda scene: scene.answer("stance") != "denies",
    ),
    _optional("subject", "Whose"),
    _optional("scope", "Part that it covers"),
    _optional("measure", "What is counted"),
    _optional("cut_off", "Counted up to"),
    _step("speaker", "Speaker", default=answers.speaker, offers=answers.used("speaker")),
    _step(
        "attribution",
        "Attribution",
        applies=lambda scene: not scene.answer("speaker") and "speaker" in scene.settled,
        default=answers.attribution,
        offers=answers.words_of("claim", "attribution"),
        choice=True,
    ),
    _step("stated", "Stated on", default=answers.stated, implied=answers.published),
    _step("quote", "Quote"),
    _optional("note", "Note"),
    _optional("locator", "Where in the source"),
    _optional("hedge", "Reservation"),
    _optional("via", "Passed on by"),
    _optional("translation", "Translation of the quote"),
    _optional("of", "Whose claims are denied"),
    _optional("id", "Id of the claim"),
    _optional("replaces", "Id of the claim that it replaces"),
    _optional("restates", "Id of the claim that it restates"),
)
BY_NAME = {step.name: step for step in STEPS}
# What is asked again with a step whose answer is changed.
WITH = {
    "event": ("event_title", "event_date", "event_place", "event_id", "question"),
    "question": ("label", "question_subject", "question_id", "kind", *SOMETIMES),
    "kind": ("unit", "options", "value"),
    "party": ("party_name", "party_kind", "party_pooled", "party_id"),
    "source": ("source_title", "source_publisher", "source_published", "source_url", "source_id", "stated"),
    "speaker": ("attribution",),
}
