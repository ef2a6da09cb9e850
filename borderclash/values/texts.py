"""Free text: laid side by side, not compared."""

from __future__ import annotations

from borderclash.values.base import Relation, Setting, Unreadable


class Texts:
    """The kind ``text``. It is not ``compared``, so ``relate`` and its like are asked for no verdict."""

    compared = False

    def read(self, written: object, setting: Setting) -> str:
        """Return the text in one line; raises `Unreadable` for what is none."""
        if not isinstance(written, str) or not written.strip():
            raise Unreadable(
                "wrong-type", f"`value` must be text; got `{str(written)[:60]}`", "put the text in quotes"
            )
        return " ".join(written.split())

    def relate(self, a: str, b: str) -> Relation:
        """Return ``overlap``: free text is never judged, so nothing in it shuts anything out."""
        return "overlap"

    def leaves_nothing(self, denied: str, asserted: str) -> bool:
        """Return False: nothing is known of what a text leaves."""
        return False

    def opposite(self, value: str) -> None:
        """Denying a text asserts no other."""

    def gap(self, a: str, b: str) -> None:
        """Texts have no distance."""

    def show(self, value: str) -> str:
        """Return the text."""
        return value
