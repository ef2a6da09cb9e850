"""Names: lists of names, compared as sets."""

from __future__ import annotations

from collections.abc import Iterable

from borderclash.folding import fold
from borderclash.values.base import Relation, Setting, Unreadable
from borderclash.values.missing import REMEDY, is_missing_code

# The folded name, to compare by, to the name as first written.
NameSet = dict[str, str]
LEFT, RIGHT = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"


class Names:
    """The kind ``names``."""

    compared = True

    def read(self, written: object, setting: Setting) -> NameSet:
        """Return the names; raises `Unreadable` for what is not a list of texts."""
        if not isinstance(written, list) or not all(isinstance(name, str) and name for name in written):
            raise Unreadable(
                "wrong-type",
                f"`value` must be a list of names; got `{str(written)[:60]}`",
                REMEDY if is_missing_code(written) else "write it in square brackets: [Khost, Kunar]",
            )
        names: NameSet = {}
        for name in written:
            names.setdefault(fold(name), name)
        return names

    def relate(self, a: NameSet, b: NameSet) -> Relation:
        """Return ``agree`` for the same names; names that differ are no contradiction."""
        return "agree" if a.keys() == b.keys() else "overlap"

    def leaves_nothing(self, denied: NameSet, asserted: NameSet) -> bool:
        """Say whether every name asserted is denied."""
        return asserted.keys() <= denied.keys()

    def opposite(self, value: NameSet) -> None:
        """Denying names asserts no others."""

    def gap(self, a: NameSet, b: NameSet) -> None:
        """Names have no distance."""

    def show(self, value: NameSet) -> str:
        """Return the names in a row."""
        return listed(value.values())


def listed(names: Iterable[str]) -> str:
    """Return names in a row; one that holds what separates or marks names stands in quotation marks.

    So `Tripoli, Lebanon` is two names, and in quotation marks one. No two lists come out alike.
    """
    return ", ".join(_marked(name) for name in names)


def _marked(name: str) -> str:
    if not any(mark in name for mark in (",", ";", " / ", LEFT, RIGHT)):
        return name
    return f"{LEFT}{name.replace(RIGHT, RIGHT * 2)}{RIGHT}"


def split(a: NameSet, b: NameSet) -> tuple[list[str], list[str], list[str]]:
    """Return the names that only *a* has, that only *b* has and that both have."""
    only_a = [name for key, name in a.items() if key not in b]
    only_b = [name for key, name in b.items() if key not in a]
    return only_a, only_b, [name for key, name in a.items() if key in b]
