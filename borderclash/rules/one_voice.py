"""A question on which only one party has any claim."""

from collections.abc import Iterator

from borderclash.problems import Finding, Pointer, Severity
from borderclash.rules.base import Material

NAME = "one-voice"
SEVERITY: Severity = "information"


def check(material: Material) -> Iterator[Finding]:
    for document in material.documents:
        for event_id, event in document.data.get("events", {}).items():
            for id, question in event["questions"].items():
                voices = {claim["party"] for claim in question["claims"]}
                # A claim that was left out may be another's.
                if len(voices) == 1 and (event_id, id) not in document.kept:
                    message = f"only `{voices.pop()}` has a claim on this question"
                    help = "look for what the others say; one who would not say has `stance: declines`"
                    place = Pointer(document.file, document.index, ("events", event_id, "questions", id), "key")
                    yield Finding(NAME, message, place, help, SEVERITY)
