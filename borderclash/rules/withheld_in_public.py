"""A field that is withheld stands in a claim file which everybody can read."""

from collections.abc import Iterator

from borderclash.model import Claim, Dataset, Source
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, declarations

NAME = "withheld-in-public"
SEVERITY: Severity = "error"
NEEDS = ("withheld",)
HELP = "take it out of the file, and out of the history of the repository: `withheld` may stay without it"
# What a source without a name has all the same.
OF_ANY_SOURCE = {"id", "published", "derived_from", "withheld", "stand_ins"}


def check(material: Material) -> Iterator[Finding]:
    """Yield each claim and each source that has in the file what it withholds."""
    for _, source, place in declarations(material, "sources"):
        withheld = source.get("withheld", ())
        if any(name in source for name in withheld):
            at = place._replace(path=(*place.path, "withheld"))
            yield Finding(NAME, "what this source withholds stands in a public file", at, HELP, SEVERITY)
    for event, question, claim in material.claims():
        if claim.withheld and "withheld" not in claim.faults and _is_there(claim, material.dataset):
            at = event.at_claim(question, claim, "withheld")
            yield Finding(NAME, "what this claim withholds stands in a public file", at, HELP, SEVERITY)


def _is_there(claim: Claim, dataset: Dataset) -> bool:
    """Say whether the file has anything of what a claim withholds."""
    texts = {"speaker": (claim.speaker,), "quote": (claim.quote, claim.translation), "note": (claim.note,)}
    if any(any(texts.get(name, ())) for name in claim.withheld):
        return True
    sources = (dataset.sources.get(id) for id in claim.sources)
    named = claim.via or claim.locator or any(source and _is_named(source) for source in sources)
    return "source" in claim.withheld and bool(named)


def _is_named(source: Source) -> bool:
    return any(value for name, value in source._asdict().items() if name not in OF_ANY_SOURCE)
