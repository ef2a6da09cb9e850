"""The words of a difference: counts, what rows and records are called, what fields hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from borderclash.comparing.differences import model
from borderclash.model import Dataset, Party, Question
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import NOBODY, Parties, claim_words
from borderclash.values.times import in_words

WORDS: Mapping[model.ChangeKind, str] = {
    "added": "added",
    "revised": "revised by its party",
    "withdrawn": "withdrawn by its party",
    "changed": "changed in place",
    "corrected": "corrected by the curator",
    "removed": "removed",
}
NOT_GIVEN = "not given"
CHANGED_IN_PLACE = (
    "Changed in place: the file does not tell whether the party revised it or the record was wrong. To tell a "
    "revision, leave the old claim and add a new one with its day."
)
NO_DIFFERENCES = "No differences."
ROWS = "Rows with another verdict or gap"
WAS, NOW = "was", "now"
TIMES = ("stated", "cut-off", "date", "published", "retrieved")


def counts(difference: model.Difference) -> Iterator[str]:
    """Yield a line a sort of thing that changed: claims, rows, events, questions, parties, sources."""
    claims = [f"{number} {WORDS[kind]}" for kind, number in difference.claim_counts().items() if number]
    if claims:
        yield f"Claims: {', '.join(claims)}"
    for noun, found in difference.counts().items():
        changed = "with another verdict or gap" if noun == "rows" else "changed"
        numbers = ((found.changed, changed), (found.added, "added"), (found.removed, "removed"))
        if words := [f"{number} {word}" for number, word in numbers if number]:
            yield f"{noun.capitalize()}: {', '.join(words)}"


def event(change: model.EventChange) -> str:
    """Return the title of an event, and whether it is new or gone."""
    return change.there.title + _news(change, "event")


def question(change: model.QuestionChange) -> str:
    """Return the label of a question."""
    return labels.question_label(change.there)


def row(
    difference: model.Difference, event: model.EventChange, question: model.QuestionChange, change: model.RowChange
) -> str:
    """Return the label of a row, and whether it or its question is new or gone where its event is not."""
    side = difference.new if change.new else difference.old
    news = "" if _news(event, "event") else _news(question, "question") or _news(change, "row")
    return labels.row_label(change.there, side.parties) + news


def _news(change: model.Sides[model.Side], noun: str) -> str:
    return {"added": f" (new {noun})", "removed": f" (removed {noun})", "changed": ""}[change.status]


def record(change: model.RecordChange) -> str:
    """Return what a party or a source is called: by its name and its id."""
    there = change.there
    if isinstance(there, Party):
        return f"{there.name} ({there.id})"
    published = f"published {in_words(there.published)}" if there.published else None
    parts = (there.title or there.url, there.publisher, published)
    return f"{', '.join(part for part in parts if part)} ({there.id})"


def says(
    change: model.ClaimChange, old: Question | None, new: Question | None, parties: Parties = NOBODY
) -> tuple[str, str]:
    """Return what a claim said before and what it says now, empty where it was not, or is not.

    *old* and *new* are its question; *parties* as in `answers.position`. Before a revision, or a withdrawal, stand
    the positions that it follows or takes back.
    """
    before = [claim_words(*position, parties) for position in change.before]
    if old and change.old:
        before.append(claim_words(old, change.old, parties))
    now = claim_words(new, change.new, parties) if new and change.new else ""
    return " / ".join(dict.fromkeys(before)), now


def value(side: Dataset, field: str, content: Any) -> str:
    """Return the content of a field in words; *side* is the version that it stands in."""
    if content is None or content == ():
        return NOT_GIVEN
    if field in ("subject", "of"):
        ids = (content,) if isinstance(content, str) else content
        return ", ".join(side.parties[id].name if id in side.parties else id for id in ids)
    if isinstance(content, bool):
        return "yes" if content else "no"
    if isinstance(content, Mapping):
        return "; ".join(f"{id}: {label}" for id, label in content.items())
    if isinstance(content, tuple):
        return ", ".join(content)
    return in_words(content) if field in TIMES else str(content)
