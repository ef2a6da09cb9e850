"""A text ends at a space and `#`, and what follows looks like a part of it."""

from collections.abc import Iterator

from borderclash.problems import Finding, Path, Pointer, Severity
from borderclash.reading.documents import Document
from borderclash.rules.base import Material
from borderclash.values import KINDS

NAME = "text-cut-by-comment"
SEVERITY: Severity = "warning"

FREE_TEXT = frozenset(
    "title by name note label unit place speaker via locator quote translation hedge scope measure author"
    " publisher".split()
)


def check(material: Material) -> Iterator[Finding]:
    for document in material.documents:
        for path in document.cut:
            field = _free_text(document, path)
            if field:
                message = f"a space and `#` end the text of `{field}` here: what stands behind them is a comment"
                help = "put the whole text in quotes; a comment has a space behind its `#`"
                pointer = Pointer(document.file, document.index, path, "comment")
                yield Finding(NAME, message, pointer, help, SEVERITY)


def _free_text(document: Document, path: Path) -> str | None:
    """Return the field that a path leads to, ``None`` for one that takes no free text."""
    names = [str(step) for step in path if isinstance(step, str)]
    field = names[-1] if names else ""
    if field in FREE_TEXT or "options" in names[-2:-1]:
        return field
    if field == "value" and len(path) >= 7:
        question = document.written["events"][path[1]]["questions"][path[3]]
        # Whatever stands in a file as a kind, also a list.
        return field if any(kind.free_text for id, kind in KINDS.items() if id == question.get("kind")) else None
    return None
