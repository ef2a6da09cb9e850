"""The quote of a claim does not contain the figure that the claim gives."""

import unicodedata
from collections.abc import Iterator, Mapping, Set

from borderclash.model import Claim
from borderclash.problems import Finding, Severity
from borderclash.reading.quoted_figures import LANGUAGES, states
from borderclash.rules.base import Material
from borderclash.values import Number

NAME = "quote-without-figure"
SEVERITY: Severity = "warning"
NEEDS = ("quote",)
# Beside digits, any of these may make another figure of them.
_GOES_ON = frozenset("0123456789.,-")


def check(material: Material) -> Iterator[Finding]:
    """Yield each claim whose quote lacks its figure."""
    spoken = {id: source.language for id, source in material.dataset.sources.items()}
    in_doubt = {id for id, fields in material.in_doubt("sources", "source").items() if "language" in fields}
    for event, question in material.questions():
        for claim in question.all_claims:
            if claim.quote is None or claim.stance != "asserts":
                continue
            figure = question.figure(claim)
            stated = figure.stated if figure else None
            if stated is None or _plainly(claim.quote, stated) or _unclear(claim, spoken, in_doubt):
                continue
            if not _stated(claim, claim.quote, stated, spoken):
                message = f"the quote does not contain the figure of `value`, {_shown(stated)}"
                help = (
                    "quote the words that state it, or correct the figure; for a quote in another language"
                    " than English, give the source's `language`"
                )
                yield Finding(NAME, message, event.at_claim(question, claim, "quote"), help, SEVERITY)


def _unclear(claim: Claim, spoken: Mapping[str, str | None], in_doubt: Set[str]) -> bool:
    """Say whether something is in doubt that the two depend on; the sources *in_doubt* may be in any language."""
    if not claim.faults.isdisjoint(("value", "stance", "quote", "translation", "source")):
        return True
    return any(id not in spoken or id in in_doubt for id in claim.sources)


def _plainly(quote: str, figures: tuple[Number, Number]) -> bool:
    """Say whether both figures stand in the quote in plain digits: most do, and need no closer look."""
    for figure in figures[: 1 if figures[0] == figures[1] else 2]:
        text = str(figure)
        at = quote.find(text)
        if at < 0 or quote[max(0, at - 1) : at] in _GOES_ON or quote[at + len(text) :][:1] in _GOES_ON:
            return False
    return True


def _stated(claim: Claim, quote: str, figures: tuple[Number, Number], spoken: dict[str, str | None]) -> bool:
    """Say whether the quote or its translation may state the figures; also where that cannot be told."""
    tags = {tag for id in claim.sources if (tag := spoken.get(id))}
    known = {tag.lower().split("-")[0] for tag in tags} or {"en"}
    if states(quote, figures, tuple(language for language in LANGUAGES if language in known)):
        return True
    # What the language of a translation is, nobody says.
    if claim.translation is not None:
        return not _latin(claim.translation) or states(claim.translation, figures, LANGUAGES)
    return not known <= set(LANGUAGES) or not _latin(quote)


def _latin(text: str) -> bool:
    """Say whether all letters are Latin ones: other scripts are of languages that are not known."""
    return text.isascii() or all(
        unicodedata.name(char, "").startswith(("LATIN", "FEMININE", "MASCULINE", "MODIFIER"))
        for char in text
        if char.isalpha()
    )


def _shown(figures: tuple[Number, Number]) -> str:
    low, high = (f"{figure:,}" for figure in figures)
    return low if low == high else f"{low} to {high}"
