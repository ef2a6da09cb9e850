"""The quote of a claim does not occur in the saved text of its source."""

from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.reading.snapshots import Saved
from borderclash.rules.base import Material, saved_by_source

NAME = "quote-not-in-snapshot"
SEVERITY: Severity = "warning"
NEEDS = ("snapshot",)


def check(material: Material) -> Iterator[Finding]:
    by_source = saved_by_source(material)
    if not by_source:
        return
    for event, question, claim in material.claims():
        if claim.quote is None or not claim.sources or any(id not in by_source for id in claim.sources):
            continue
        held = [by_source[id] for id in claim.sources]
        texts = [snapshot.text for snapshot in held]
        if None not in texts and not _found(claim.quote, [text for text in texts if text]):
            names = " or ".join(f"`{snapshot.source['snapshot']}`" for snapshot in held)
            message = f"the quote does not occur in the snapshot {names}"
            help = "copy the words as they stand there, with ... for words left out, or correct the source"
            related = tuple(("the snapshot is named here", snapshot.pointer) for snapshot in held)
            yield Finding(NAME, message, event.at_claim(question, claim, "quote"), help, SEVERITY, related)


def _found(quote: str, texts: list[Saved]) -> bool:
    # Imported here: its patterns cost a start more than most data ever needs of them.
    from borderclash.reading.quotes import folded, occurs

    # Most quotes stand there to the letter.
    if any(occurs(quote, saved.text) for saved in texts):
        return True
    plain = folded(quote)
    return any(occurs(plain, saved.folded) for saved in texts)
