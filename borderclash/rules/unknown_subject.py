"""A `subject` is not declared under `parties`.

The subject says whose losses or posts a claim is about; it splits rows and makes mirrors, so it must be a party.

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
        source: wire
        questions:
          killed:
            label: Soldiers killed
            kind: count
            subject: soth
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
            subject: south
            claims:
              - {party: north, value: 58}
              - {party: south, value: at least 18}
"""

from collections.abc import Iterator

from borderclash.nearest import did_you_mean
from borderclash.problems import Finding, Place, Severity
from borderclash.rules.base import Material

NAME = "unknown-subject"
SEVERITY: Severity = "error"


def check(material: Material) -> Iterator[Finding]:
    """Yield each subject, of a question or of a claim, that is declared nowhere."""
    known = material.declared("parties")
    if not material.complete:
        return

    def finding(subject: str, place: Place) -> Finding:
        help = did_you_mean(subject, known, "declare it under `parties`; for a part of a party write `scope`")
        return Finding(NAME, f"unknown subject `{subject}`", place, help, SEVERITY)

    for event in material.dataset.events:
        for question in event.questions:
            if question.subject is not None and question.subject not in known:
                yield finding(question.subject, event.at("questions", question.id, "subject"))
            for claim in question.claims:
                # One that is inherited is told where it stands.
                if claim.subject not in known and claim.subject not in (None, question.subject):
                    yield finding(str(claim.subject), event.at_claim(question, claim, "subject"))
