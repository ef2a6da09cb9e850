"""Free text: laid side by side, not compared."""

from __future__ import annotations

from typing import Any

from borderclash.language import gettext
from borderclash.values.base import Kind, Relation, Setting, Unreadable


class Texts(Kind[str]):
    """The kind ``text``. It is not ``compared``, so ``relate`` and its like are asked for no verdict."""

    about = "free text, laid side by side and not compared"
    compared = False
    quoted = True
    free_text = True
    cell = "text"

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

    @property
    def why_open(self) -> str:
        return gettext("free text is not compared")

    def show(self, value: str) -> str:
        return value

    def schema(self) -> dict[str, Any]:
        return {
            "title": "Free text",
            "description": "The answer in words. Laid beside the others, not compared.",
            "examples": ["The convoy was hit first."],
            "type": "string",
            "minLength": 1,
        }
