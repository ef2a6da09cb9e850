"""What is declared, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator

from borderclash.problems import Place
from borderclash.rules.base import Material
from borderclash.rules.places import declarations


def unused(material: Material, section: str, *fields: str) -> Iterator[tuple[str, Place]]:
    """Yield each id declared in *section* that no event, question or claim gives in one of *fields*.

    Nothing is called unused where a reference could not be read or goes nowhere: it may have meant just that one.
    """
    whole = all(document.data is document.written for document in material.documents)
    if not whole or not material.complete or not material.dataset.events:
        return
    used = _referred_to(material, fields)
    if used <= material.declared(section):
        for id, _, place in declarations(material, section):
            if id not in used:
                yield id, place._replace(at="key")


def _referred_to(material: Material, fields: tuple[str, ...]) -> set[str]:
    ids: set[str] = set()
    for document in material.documents:
        for event in document.data.get("events", {}).values():
            for question in event["questions"].values():
                for field in fields:
                    for entry in (event, question, *question["claims"]):
                        if field in entry:
                            written = entry[field]
                            ids.update(written if written.__class__ is list else (written,))
    ids.discard(None)  # a subject that is lifted
    return ids
