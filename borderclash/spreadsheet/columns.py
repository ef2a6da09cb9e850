"""The columns of a spreadsheet of claims: each is one field of a claim, or of what a claim is about.

This is the one place that knows them. `docs/spreadsheet.md` says what each holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

# What a column is a field of. The id of a thing stands in the column of its name.
Thing = Literal["dataset", "event", "question", "party", "claim", "source"]
# How a cell is read: `word` and `time` without spaces around, `text` as it stands, `nullable` as text or `null`,
# `until` as a time or `null`, `ids` and `names` as one or a list of them, `list` always as a list.
Form = Literal["word", "text", "time", "nullable", "until", "value", "ids", "names", "list", "options", "flag"]


class Column(NamedTuple):
    """A column: its name, the thing and the field of it that its cells hold, and their form."""

    name: str
    thing: Thing
    field: str
    form: Form


COLUMNS: tuple[Column, ...] = (
    Column("event", "event", "", "word"),
    Column("event_title", "event", "title", "text"),
    Column("event_date", "event", "date", "time"),
    Column("event_place", "event", "place", "text"),
    Column("event_timezone", "event", "timezone", "word"),
    Column("question", "question", "", "word"),
    Column("label", "question", "label", "text"),
    Column("kind", "question", "kind", "word"),
    Column("unit", "question", "unit", "text"),
    Column("options", "question", "options", "options"),
    Column("question_subject", "question", "subject", "text"),
    Column("question_scope", "question", "scope", "text"),
    Column("question_measure", "question", "measure", "text"),
    Column("party", "party", "", "word"),
    Column("party_name", "party", "name", "text"),
    Column("party_kind", "party", "kind", "word"),
    Column("party_pooled", "party", "pooled", "flag"),
    Column("party_note", "party", "note", "text"),
    Column("stance", "claim", "stance", "word"),
    Column("value", "claim", "value", "value"),
    Column("hedge", "claim", "hedge", "text"),
    Column("subject", "claim", "subject", "nullable"),
    Column("scope", "claim", "scope", "nullable"),
    Column("measure", "claim", "measure", "nullable"),
    Column("stated", "claim", "stated", "time"),
    Column("speaker", "claim", "speaker", "text"),
    Column("attribution", "claim", "attribution", "word"),
    Column("via", "claim", "via", "text"),
    Column("locator", "claim", "locator", "text"),
    Column("quote", "claim", "quote", "text"),
    Column("translation", "claim", "translation", "text"),
    Column("note", "claim", "note", "text"),
    Column("id", "claim", "id", "word"),
    Column("replaces", "claim", "replaces", "word"),
    Column("source", "source", "", "ids"),
    Column("source_title", "source", "title", "text"),
    Column("source_author", "source", "author", "text"),
    Column("source_publisher", "source", "publisher", "text"),
    Column("source_published", "source", "published", "time"),
    Column("source_url", "source", "url", "word"),
    Column("source_retrieved", "source", "retrieved", "time"),
    Column("source_archived", "source", "archived", "word"),
    Column("source_snapshot", "source", "snapshot", "text"),
    Column("source_sha256", "source", "sha256", "word"),
    Column("source_language", "source", "language", "word"),
    Column("source_note", "source", "note", "text"),
    Column("title", "dataset", "title", "text"),
    # Behind the others, which keep their letters so.
    Column("cumulative", "question", "cumulative", "flag"),
    Column("parts", "question", "parts", "list"),
    Column("question_cut_off", "question", "cut-off", "time"),
    Column("cut_off", "claim", "cut-off", "until"),
    Column("of", "claim", "of", "ids"),
    Column("restates", "claim", "restates", "word"),
    Column("source_derived_from", "source", "derived-from", "ids"),
    Column("withheld", "claim", "withheld", "list"),
    Column("source_withheld", "source", "withheld", "list"),
    Column("by", "dataset", "by", "names"),
    Column("output_language", "dataset", "output-language", "word"),
)
# The section of a claim file that each thing with an id of its own stands in.
SECTIONS: Mapping[str, Thing] = {"parties": "party", "sources": "source", "events": "event"}
NAMES = tuple(column.name for column in COLUMNS)
# What is said of the whole, in any row.
OF_DATASET = tuple(column.name for column in COLUMNS if column.thing == "dataset")
# Written only where anything is withheld.
OF_WITHHELD = ("withheld", "source_withheld")
# Between them stands the value, where a sheet has its bounds in columns of their own. They are only read.
LOW, HIGH = Column("low", "claim", "value", "text"), Column("high", "claim", "value", "text")
BY_NAME: Mapping[str, Column] = {column.name: column for column in (*COLUMNS, LOW, HIGH)}
# The name of the column of each field.
NAME_OF: Mapping[tuple[str, str], str] = {(column.thing, column.field): column.name for column in COLUMNS}
# Where the names of a thing stand, any of which may stand for its id.
NAMED: Mapping[str, tuple[str, ...]] = {
    "event": ("event_title",),
    "question": ("label",),
    "party": ("party_name",),
    "source": ("source_title", "source_url"),
}
# Without one of each of these no claim has what it needs.
REQUIRED = (
    ("event", *NAMED["event"]),
    ("question", *NAMED["question"]),
    ("kind",),
    ("party", *NAMED["party"]),
    ("value", "low", "high"),
    ("source", *NAMED["source"]),
)
# What a sheet has to fill in for most claims: those that `init --csv` writes.
USUAL = tuple(
    "event event_title question label kind party party_name value stated source source_title quote".split()
)


def letter(index: int) -> str:
    """Return the letters by which a spreadsheet program calls a column, counted from 0: A, B, ..., Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def number_of(letters: str) -> int:
    """Return the number, from 1, of the column that a spreadsheet program calls by these letters; 0 for none."""
    number = 0
    for each in letters.upper():
        number = number * 26 + ord(each) - ord("A") + 1
    return number
