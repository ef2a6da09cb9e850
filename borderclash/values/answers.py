"""Answers: ``yes-no``, and ``choice`` among the options of a question."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from borderclash.suggestions import did_you_mean
from borderclash.values.base import Relation, Setting, Unreadable
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


class Answers:
    """The kinds ``yes-no`` (with its own two options) and ``choice`` (with those of the question)."""

    compared = True

    def __init__(self, options: dict[str, str] | None = None) -> None:
        self.options = options

    def read(self, written: object, setting: Setting) -> Answer:
        """Return the answer; raises `Unreadable` for one that is not among the options."""
        options = self.options or setting.options or {}
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
        """Return ``agree`` for the same answer, else ``conflict``."""
        return "agree" if a.id == b.id else "conflict"

    def leaves_nothing(self, denied: Answer, asserted: Answer) -> bool:
        """Say whether the answer denied is the one asserted."""
        return denied.id == asserted.id

    def opposite(self, value: Answer) -> Answer | None:
        """Denying yes asserts no, and the reverse; denying one of several options asserts no other."""
        if self.options is not YES_NO:
            return None
        other = "no" if value.id == "yes" else "yes"
        return Answer(other, other)

    def gap(self, a: Answer, b: Answer) -> None:
        """Answers have no distance."""

    def show(self, value: Answer) -> str:
        """Return the answer's label."""
        return value.label
