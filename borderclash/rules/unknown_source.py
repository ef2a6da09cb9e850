"""A `source` is not declared under `sources`.

A reader could not trace the figure to where it was captured.

Fails:

    borderclash: 1
    parties:
      north: {name: North}
      south: {name: South}
    sources:
      wire: {title: Wire report, published: 2025-10-12}
    events:
      bridge:
        title: Clash at the bridge
        date: 2025-10-11
        source: wier
        questions:
          killed:
            label: Soldiers killed
            kind: count
            claims:
              - {party: north, value: 58}
              - {party: south, value: at least 18}

Mended:

    borderclash: 1
    parties:
      north: {name: North}
      south: {name: South}
    sources:
      wire: {title: Wire report, published: 2025-10-12}
    events:
      bridge:
        title: Clash at the bridge
        date: 2025-10-11
        source: wire
        questions:
          killed:
            label: Soldiers killed
            kind: count
            claims:
              - {party: north, value: 58}
              - {party: south, value: at least 18}
"""

from collections.abc import Iterator

from borderclash.nearest import did_you_mean
from borderclash.problems import Finding, Place, Severity
from borderclash.rules.base import Material

NAME = "unknown-source"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each source id, where it is written, that is declared nowhere."""
    known = material.declared("sources")
    if not material.complete:
        return
    for document in material.documents:
        for event_id, event in document.data.get("events", {}).items():
            path = ("events", str(event_id))
            if "source" in event:
                yield from _unknown(event, Place(document.file, document.index, (*path, "source")), known)
            for id, question in event["questions"].items():
                below = (*path, "questions", id)
                if "source" in question:
                    yield from _unknown(question, Place(document.file, document.index, (*below, "source")), known)
                kept = document.kept.get((event_id, id))
                for number, claim in enumerate(question["claims"]):
                    if "source" in claim:
                        index = kept[number] if kept else number
                        place = Place(document.file, document.index, (*below, "claims", index, "source"))
                        yield from _unknown(claim, place, known)


def _unknown(entry: dict[str, object], place: Place, known: set[str]) -> Iterator[Finding]:
    written = entry.get("source")
    for number, id in enumerate(written if isinstance(written, list) else [written]):
        if isinstance(id, str) and id not in known:
            path = (*place.path, number) if isinstance(written, list) else place.path
            help = did_you_mean(id, known, "declare it under `sources`")
            where = Place(place.file, place.document, path)
            yield Finding(NAME, f"unknown source `{id}`", where, help, SEVERITY)
