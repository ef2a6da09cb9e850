"""How an output says that something is withheld, and that it has what is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from borderclash.comparing.withheld import is_anonymous
from borderclash.language import comma, gettext

if TYPE_CHECKING:
    from borderclash.model import Claim, Source

# What programs find in the place of a text.
MARK = "[withheld]"
# Fields that a text can stand in the place of.
CLAIM_TEXTS = ("speaker", "quote", "note")
SOURCE_TEXTS = ("title", "author", "publisher", "note")


def claim_mark(claim: Claim) -> str:
    """Return which fields of a claim are withheld, as readers are told; empty where each is there, or none is."""
    # The names of fields are messages (`phrasing.differences`).
    fields = comma().join(map(gettext, claim.left_out))
    return gettext("[withheld: {fields}]", fields=fields) if fields else ""


def source_for_readers(source: Source) -> Source:
    """Return a source with a mark in the place of each text that is withheld."""
    return _filled(source, gettext("[withheld]")) if source.withheld else source


def source_for_programs(source: Source) -> Source:
    """Return the same for programs, whose words are English."""
    return _filled(source, MARK) if source.withheld else source


def claim_for_programs(claim: Claim) -> Claim:
    """Return a claim with a mark in the place of each text that is withheld."""
    if not claim.withheld:
        return claim
    texts: dict[str, Any] = {name: MARK for name in CLAIM_TEXTS if name in claim.left_out}
    return claim._replace(**texts)


def _filled(source: Source, mark: str) -> Source:
    # One that stands for another has nothing else, and needs no more than one mark.
    names = SOURCE_TEXTS[:1] if is_anonymous(source) else SOURCE_TEXTS
    left_out = (name for name in names if name in source.withheld and getattr(source, name) is None)
    texts: dict[str, Any] = dict.fromkeys(left_out, mark)
    return source._replace(**texts)


def first_line() -> str:
    """Return the sentence that an output begins with which has what is withheld."""
    return gettext("Not for publication: this has what is withheld.")
