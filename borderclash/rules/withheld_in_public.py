"""A field that is withheld stands in a claim file which everybody can read."""

from collections.abc import Iterator, Mapping, Set

from borderclash.model import WITHHELD_ALONG, Claim, Source
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, declarations

NAME = "withheld-in-public"
SEVERITY: Severity = "error"
NEEDS = ("withheld",)
HELP = "take it out of the file, and out of the history of the repository: `withheld` may stay without it"
# What a source without a name has all the same.
OF_ANY_SOURCE = {"id", "published", "derived_from", "withheld", "stand_ins"}


def check(material: Material) -> Iterator[Finding]:
    for _, source, place in declarations(material, "sources"):
        withheld = source.get("withheld", ())
        along = WITHHELD_ALONG["source"]
        if any(each in source for name in withheld for each in (name, *along.get(name, ()))):
            at = place._replace(path=(*place.path, "withheld"))
            yield Finding(NAME, "what this source withholds stands in a public file", at, HELP, SEVERITY)
    # Imported here: most data withhold nothing.
    from borderclash.comparing.withheld import unnamed

    sources = material.dataset.sources
    named: tuple[set[str], set[str]] = (set(), set())
    for _, _, claim in material.claims():
        named["source" in claim.withheld].update(claim.sources)
    hidden = unnamed(sources, named[True], named[False])
    for event, question, claim in material.claims():
        if claim.withheld and "withheld" not in claim.faults and _is_there(claim, sources, hidden):
            at = event.at_claim(question, claim, "withheld")
            yield Finding(NAME, "what this claim withholds stands in a public file", at, HELP, SEVERITY)


def _is_there(claim: Claim, sources: Mapping[str, Source], hidden: Set[str]) -> bool:
    """Say whether the file has anything of what a claim withholds; no claim names the *hidden* sources openly."""
    texts = {"speaker": (claim.speaker,), "quote": (claim.quote, claim.translation), "note": (claim.note,)}
    if any(any(texts.get(name, ())) for name in claim.withheld):
        return True
    if "source" not in claim.withheld:
        return False
    known, waiting = set(claim.sources), list(claim.sources)
    while waiting:
        source = sources.get(waiting.pop())
        for id in source.derived_from if source else ():
            if id in hidden and id not in known:
                known.add(id)
                waiting.append(id)
    return bool(claim.via or claim.locator or any(id in sources and _is_named(sources[id]) for id in known))


def _is_named(source: Source) -> bool:
    return any(value for name, value in source._asdict().items() if name not in OF_ANY_SOURCE)
