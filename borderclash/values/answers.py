"""Answers: ``yes-no``, and ``choice`` among the options of a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar

from borderclash.language import pgettext
from borderclash.text.suggestions import did_you_mean
from borderclash.values.base import Kind, Relation, Setting, Unreadable
from borderclash.values.missing import REMEDY, is_missing_code

# How many options an error lists.
MAX_LISTED = 12
# Among how many it looks for a near miss.
MAX_COMPARED = 100
YES_NO = {"yes": "yes", "no": "no"}


@dataclass(frozen=True, slots=True)
class Answer:
    """The option chosen, by id, and the label that shows it."""

    id: str
    label: str


class Choice(Kind[Answer]):
    """The kind ``choice``, among the options of the question."""

    about = "one of the options"
    requires: ClassVar[Mapping[str, str]] = {
        "options": "a question of kind choice lists its options: an id and a label each"
    }
    quoted = True

    def options(self, setting: Setting) -> Mapping[str, str]:
        return setting.options or {}

    def read(self, written: object, setting: Setting) -> Answer:
        """Return the answer; raises `Unreadable` for one that is not among the options."""
        options = self.options(setting)
        if isinstance(written, str) and written in options:
            return Answer(written, options[written])
        text = str(written).lower() if isinstance(written, bool) else str(written)
        known = ", ".join(f"`{option}`" for option in islice(options, MAX_LISTED))
        known += f" and {len(options) - MAX_LISTED} more" if len(options) > MAX_LISTED else ""
        otherwise = f"write `{'yes' if written else 'no'}`" if isinstance(written, bool) else "pick one of these"
        help = did_you_mean(text, options if len(options) <= MAX_COMPARED else (), otherwise)
        if is_missing_code(text):
            help = REMEDY
        raise Unreadable("unknown-option", f"`value` must be one of {known}; got `{text[:60]}`", help)

    def relate(self, a: Answer, b: Answer) -> Relation:
        return "agree" if a.id == b.id else "conflict"

    def show(self, value: Answer) -> str:
        return value.label

    def content(self, value: Answer) -> str:
        """Return the answer's id: the label is the question's."""
        return value.id

    def schema(self) -> dict[str, Any]:
        return {
            "title": "A choice",
            "description": "The id of one of the question's options.",
            "examples": ["air-strike"],
            "type": "string",
            "minLength": 1,
        }


class YesNo(Choice):
    """The kind ``yes-no``, a choice between two options of its own."""

    about = "yes or no"
    requires = Kind.requires
    quoted = False

    def options(self, setting: Setting) -> Mapping[str, str]:
        return YES_NO

    def in_words(self, value: Answer) -> str:
        return pgettext("an answer", "yes") if value.id == "yes" else pgettext("an answer", "no")

    def opposite(self, value: Answer) -> Answer:
        """Return no for yes and yes for no: to deny the one asserts the other."""
        other = "no" if value.id == "yes" else "yes"
        return Answer(other, other)

    def affirms(self, value: Answer) -> bool:
        return value.id == "yes"

    def schema(self) -> dict[str, Any]:
        return {
            "title": "Yes or no",
            "description": "yes or no.",
            "examples": list(YES_NO),
            "enum": list(YES_NO),
        }
