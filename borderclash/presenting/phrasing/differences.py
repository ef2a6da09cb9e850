"""The words of a difference: counts, what rows and records are called, what fields hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from borderclash.comparing.differences import model
from borderclash.language import comma, gettext, gettext_noop, isolated, ngettext, semicolon
from borderclash.model import Dataset, Party, Question
from borderclash.presenting.phrasing import labels
from borderclash.presenting.phrasing.answers import NOBODY, Parties, claim_words
from borderclash.values.times import in_words

WORDS: Mapping[model.ChangeKind, str] = {
    "added": gettext_noop("added"),
    "revised": gettext_noop("revised by its party"),
    "withdrawn": gettext_noop("withdrawn by its party"),
    "changed": gettext_noop("changed in place"),
    "corrected": gettext_noop("corrected by the curator"),
    "removed": gettext_noop("removed"),
}
COUNTED: Mapping[model.ChangeKind, Callable[[int], str]] = {
    "added": lambda count: ngettext("{count} added", "{count} added", count),
    "revised": lambda count: ngettext("{count} revised by its party", "{count} revised by its party", count),
    "withdrawn": lambda count: ngettext("{count} withdrawn by its party", "{count} withdrawn by its party", count),
    "changed": lambda count: ngettext("{count} changed in place", "{count} changed in place", count),
    "corrected": lambda count: ngettext(
        "{count} corrected by the curator", "{count} corrected by the curator", count
    ),
    "removed": lambda count: ngettext("{count} removed", "{count} removed", count),
}
LINES = {
    "claims": gettext_noop("Claims: {numbers}"),
    "rows": gettext_noop("Rows: {numbers}"),
    "events": gettext_noop("Events: {numbers}"),
    "questions": gettext_noop("Questions: {numbers}"),
    "parties": gettext_noop("Parties: {numbers}"),
    "sources": gettext_noop("Sources: {numbers}"),
}
NEWS = {
    ("event", "added"): gettext_noop("{title} (new event)"),
    ("event", "removed"): gettext_noop("{title} (removed event)"),
    ("question", "added"): gettext_noop("{label} (new question)"),
    ("question", "removed"): gettext_noop("{label} (removed question)"),
    ("row", "added"): gettext_noop("{label} (new row)"),
    ("row", "removed"): gettext_noop("{label} (removed row)"),
}
# Each is a message as it is.
FIELDS = (
    gettext_noop("archived"), gettext_noop("attribution"), gettext_noop("author"), gettext_noop("by"),
    gettext_noop("cumulative"), gettext_noop("cut-off"), gettext_noop("date"), gettext_noop("derived-from"),
    gettext_noop("hedge"), gettext_noop("id"), gettext_noop("kind"), gettext_noop("label"),
    gettext_noop("language"), gettext_noop("locator"), gettext_noop("measure"), gettext_noop("name"),
    gettext_noop("note"), gettext_noop("of"), gettext_noop("options"), gettext_noop("output-language"),
    gettext_noop("parts"), gettext_noop("place"), gettext_noop("pooled"), gettext_noop("published"),
    gettext_noop("publisher"), gettext_noop("quote"), gettext_noop("replaces"), gettext_noop("restates"),
    gettext_noop("retrieved"), gettext_noop("scope"), gettext_noop("snapshot"), gettext_noop("source"),
    gettext_noop("speaker"), gettext_noop("stance"), gettext_noop("stated"), gettext_noop("subject"),
    gettext_noop("timezone"), gettext_noop("title"), gettext_noop("translation"), gettext_noop("unit"),
    gettext_noop("url"), gettext_noop("value"), gettext_noop("via"), gettext_noop("withheld"),
)  # fmt: skip
TIMES = ("stated", "cut-off", "date", "published", "retrieved")


def counts(difference: model.Difference) -> Iterator[str]:
    """Yield a line a sort of thing that changed: claims, rows, events, questions, parties, sources."""
    claims = [COUNTED[kind](number) for kind, number in difference.claim_counts().items() if number]
    if claims:
        yield gettext(LINES["claims"], numbers=comma().join(claims))
    for noun, found in difference.counts().items():
        numbers = []
        if found.changed and noun == "rows":
            numbers.append(
                ngettext(
                    "{count} with another verdict or gap", "{count} with another verdict or gap", found.changed
                )
            )
        elif found.changed:
            numbers.append(ngettext("{count} changed", "{count} changed", found.changed))
        numbers += [COUNTED["added"](found.added)] if found.added else []
        numbers += [COUNTED["removed"](found.removed)] if found.removed else []
        if numbers:
            yield gettext(LINES[noun], numbers=comma().join(numbers))


def field_label(field: str) -> str:
    """Return what readers know a field by."""
    return gettext(field) if field in FIELDS else field


def event(change: model.EventChange) -> str:
    """Return the title of an event, and whether it is new or gone."""
    title, news = change.there.title, NEWS.get(("event", change.status))
    return gettext(news, title=title) if news else title


def row(
    difference: model.Difference, event: model.EventChange, question: model.QuestionChange, change: model.RowChange
) -> str:
    """Return the label of a row, and whether it or its question is new or gone where its event is not."""
    side = difference.new if change.new else difference.old
    label = labels.row_label(change.there, side.parties)
    if event.status != "changed":
        return label
    news = NEWS.get(("question", question.status)) or NEWS.get(("row", change.status))
    return gettext(news, label=label) if news else label


def record(change: model.RecordChange) -> str:
    """Return what a party or a source is called: by its name and its id."""
    there = change.there
    if isinstance(there, Party):
        return f"{isolated(there.name)} ({there.id})"
    there = labels.for_readers(there)
    published = gettext("published {day}", day=in_words(there.published)) if there.published else None
    parts = (there.title or there.url, there.publisher, published)
    return f"{comma().join(isolated(part) for part in parts if part)} ({there.id})"


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
        return gettext("not given")
    if field in ("subject", "of"):
        ids = (content,) if isinstance(content, str) else content
        return comma().join(side.parties[id].name if id in side.parties else id for id in ids)
    if isinstance(content, bool):
        return gettext("yes") if content else gettext("no")
    if isinstance(content, Mapping):
        return semicolon().join(gettext("{label}: {text}", label=id, text=label) for id, label in content.items())
    if field == "withheld":
        return comma().join(map(field_label, content))
    if isinstance(content, tuple):
        return comma().join(content)
    return in_words(content) if field in TIMES else str(content)
