"""Names: lists of names, compared as sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from borderclash.language import comma, gettext, quotation, semicolon
from borderclash.text.folding import fold
from borderclash.values.base import Kind, Relation, Setting, Split, Unreadable
from borderclash.values.missing import REMEDY, is_missing_code

LEFT, RIGHT = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"


@dataclass(frozen=True, slots=True)
class NameSet:
    """A set of names: ``folded``, to compare by, and as first ``written``, each by its folded form."""

    folded: frozenset[str]
    written: dict[str, str] = field(compare=False)


class Names(Kind[NameSet]):
    """The kind ``names``."""

    about = "a list of names"
    verb = "name"
    free_text = True
    cell = "list"

    def read(self, written: object, setting: Setting) -> NameSet:
        """Return the names; raises `Unreadable` for what is not a list of texts."""
        if not isinstance(written, list) or not all(isinstance(name, str) and name for name in written):
            raise Unreadable(
                "wrong-type",
                f"`value` must be a list of names; got `{str(written)[:60]}`",
                REMEDY if is_missing_code(written) else "write it in square brackets: [Khost, Kunar]",
            )
        names: dict[str, str] = {}
        for name in written:
            names.setdefault(fold(name), name)
        return NameSet(frozenset(names), names)

    def relate(self, a: NameSet, b: NameSet) -> Relation:
        """Return ``agree`` for the same names; names that differ are no contradiction."""
        return "agree" if a == b else "overlap"

    def leaves_nothing(self, denied: NameSet, asserted: NameSet) -> bool:
        return asserted.folded <= denied.folded

    def split(self, a: NameSet, b: NameSet) -> Split:
        return Split(
            [name for key, name in a.written.items() if key not in b.folded],
            [name for key, name in b.written.items() if key not in a.folded],
            [name for key, name in a.written.items() if key in b.folded],
        )

    def show(self, value: NameSet) -> str:
        return listed(value.written.values())

    def content(self, value: NameSet) -> tuple[str, ...]:
        return tuple(value.written.values())

    def difference(self, values: Sequence[NameSet]) -> str:
        """Return how lists differ; said of the lists, since another party or voice may name the same."""
        if len(values) > 2:
            shared = frozenset.intersection(*(value.folded for value in values))
            names = [name for folded, name in values[0].written.items() if folded in shared]
            if names:
                return gettext("the lists differ; all have {names}", names=listed(names))
            return gettext("the lists differ; no name is in all of them")
        first, second, both = self.split(*values)
        parts = []
        if first:
            parts.append(gettext("only the first list has {names}", names=listed(first)))
        if second:
            parts.append(gettext("only the second list has {names}", names=listed(second)))
        if both:
            parts.append(gettext("both have {names}", names=listed(both)))
        else:
            parts.append(gettext("they have no name in common"))
        return semicolon().join(parts)

    def schema(self) -> dict[str, Any]:
        return {
            "title": "Names",
            "description": "A list of names, in any order.",
            "examples": [["Khost", "Kunar"]],
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"type": "string", "minLength": 1},
        }


def listed(names: Iterable[str]) -> str:
    """Return names in a row, no two lists alike: one that holds what separates names stands in quotation marks."""
    return comma().join(map(_marked, names))


def _marked(name: str) -> str:
    if not any(mark in name for mark in (",", ";", " / ", LEFT, RIGHT)):
        return name
    return quotation(name.replace(RIGHT, RIGHT * 2))
