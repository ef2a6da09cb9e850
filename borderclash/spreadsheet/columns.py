"""The columns of a spreadsheet of claims: each is one field of a claim, or of what a claim is about.

This is the one place that knows them. `docs/spreadsheet.md` shows this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

# What a column is a field of. The id of a thing stands in the column of its name.
Thing = Literal["dataset", "event", "question", "party", "claim", "source"]
# How a cell is read: `word` and `time` without spaces around, `text` as it stands, `nullable` as text or `null`,
# `ids` as one or a list of them, `list` always as a list.
Form = Literal["word", "text", "time", "nullable", "value", "ids", "list", "options", "flag"]


class Column(NamedTuple):
    """A column: its name, the thing and the field of it that its cells hold, their form, and what they say."""

    name: str
    thing: Thing
    field: str
    form: Form
    help: str


COLUMNS: tuple[Column, ...] = (
    Column("event", "event", "", "word", "Id of the event. Every claim has one"),
    Column("event_title", "event", "title", "text", "Its title. Required, once for each event"),
    Column("event_date", "event", "date", "time", "When it happened"),
    Column("event_place", "event", "place", "text", "Where it happened"),
    Column(
        "event_timezone", "event", "timezone", "word", "Zone of times without an offset; UTC where it is empty"
    ),
    Column("question", "question", "", "word", "Id of the question, within the event. Every claim has one"),
    Column("label", "question", "label", "text", "Its label. Required, once for each question"),
    Column(
        "kind",
        "question",
        "kind",
        "word",
        "`count`, `number`, `yes-no`, `choice`, `names`, `time` or `text`. Required, once for each question",
    ),
    Column("unit", "question", "unit", "text", "What is counted or measured. Required for `number`"),
    Column("options", "question", "options", "options", "Of a `choice`: a list of `id=label`"),
    Column("question_subject", "question", "subject", "text", "The `subject` of claims that leave theirs empty"),
    Column("question_scope", "question", "scope", "text", "The `scope` of claims that leave theirs empty"),
    Column("question_measure", "question", "measure", "text", "The `measure` of claims that leave theirs empty"),
    Column("party", "party", "", "word", "Id of the party that says it. Every claim has one"),
    Column("party_name", "party", "name", "text", "Its name. Required, once for each party"),
    Column("party_kind", "party", "kind", "word", "`government`, `armed-group`, `media` and so on"),
    Column("party_pooled", "party", "pooled", "flag", "`yes` for many voices under one heading"),
    Column("party_note", "party", "note", "text", "A remark for readers on the party, published with the rest"),
    Column(
        "stance",
        "claim",
        "stance",
        "word",
        "`asserts` (meant where it is empty), `denies`, `declines`, `cannot-say` or `withdraws`",
    ),
    Column(
        "value", "claim", "value", "value", "What it says, in the form that `kind` asks for; `names` as a list"
    ),
    Column("hedge", "claim", "hedge", "text", "A reservation that the value does not carry"),
    Column("subject", "claim", "subject", "nullable", "Whose losses, posts or people: id of a party"),
    Column("scope", "claim", "scope", "nullable", "The part that the claim covers, where it is not the whole"),
    Column(
        "measure", "claim", "measure", "nullable", "What is counted, where it is not quite what the label says"
    ),
    Column(
        "stated", "claim", "stated", "time", "When it was said; else the publication date of the source counts"
    ),
    Column("speaker", "claim", "speaker", "text", "Who said it for the party"),
    Column("attribution", "claim", "attribution", "word", "`on-record`, `anonymous` or `unattributed`"),
    Column("via", "claim", "via", "text", "The agency that passed it on"),
    Column("locator", "claim", "locator", "text", "Where in the source"),
    Column("quote", "claim", "quote", "text", "The words as captured"),
    Column("translation", "claim", "translation", "text", "Their translation"),
    Column("note", "claim", "note", "text", "A remark for readers on the claim, published with the rest"),
    Column("id", "claim", "id", "word", "A name for the claim"),
    Column("replaces", "claim", "replaces", "word", "The `id` of the claim that it takes the place of"),
    Column("source", "source", "", "ids", "Id of the claim's source, or a list of ids. Every claim has one"),
    Column("source_title", "source", "title", "text", "The source's title. It or `source_url` is required, once"),
    Column("source_author", "source", "author", "text", "Who wrote it"),
    Column("source_publisher", "source", "publisher", "text", "The outlet that published it"),
    Column("source_published", "source", "published", "time", "When it was published"),
    Column("source_url", "source", "url", "word", "Its web address"),
    Column("source_retrieved", "source", "retrieved", "time", "When you read or saved it"),
    Column("source_archived", "source", "archived", "word", "The web address of an archived copy"),
    Column("source_snapshot", "source", "snapshot", "text", "Path of its saved text, from the claim file"),
    Column("source_sha256", "source", "sha256", "word", "SHA-256 of that text"),
    Column("source_language", "source", "language", "word", "Its language, such as `en` or `ps-AF`"),
    Column("source_note", "source", "note", "text", "A remark for readers on the source, published with the rest"),
    Column("title", "dataset", "title", "text", "The title of the whole, in one row"),
    # Behind the others, which keep their letters so.
    Column("cumulative", "question", "cumulative", "flag", "`yes` for a running total, which only grows"),
    Column("parts", "question", "parts", "list", "The scopes that together make up the whole: a list"),
    Column("question_cut_off", "question", "cut-off", "time", "The `cut_off` of claims that leave theirs empty"),
    Column(
        "cut_off",
        "claim",
        "cut-off",
        "time",
        "In a running total: the date, month or interval up to which it counts",
    ),
    Column("of", "claim", "of", "ids", "With `denies`: id of the party whose claims are denied, or a list of ids"),
    Column(
        "restates", "claim", "restates", "word", "The `id` of the claim that it gives in another outlet's words"
    ),
    Column(
        "source_derived_from",
        "source",
        "derived-from",
        "ids",
        "Id of the source that it took the story from, or a list of ids",
    ),
)
NAMES = tuple(column.name for column in COLUMNS)
BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}
# The name of the column of each field.
NAME_OF: Mapping[tuple[str, str], str] = {(column.thing, column.field): column.name for column in COLUMNS}
# Without these no claim has what it needs.
REQUIRED = ("event", "event_title", "question", "label", "kind", "party", "party_name", "value", "source")


def letter(index: int) -> str:
    """Return the letters by which a spreadsheet program calls a column, counted from 0: A, B, ..., Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
