"""The quote of a claim does not contain the figure that the claim gives."""

from collections.abc import Iterator

from borderclash.model import Claim
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.spoken import Spoken, is_latin, latin_tables
from borderclash.values import Number

NAME = "quote-without-figure"
SEVERITY: Severity = "warning"
NEEDS = ("quote",)
# Beside digits, any of these may make another figure of them.
_GOES_ON = frozenset("0123456789.,-")


def check(material: Material) -> Iterator[Finding]:
    """Yield each claim whose quote lacks its figure."""
    spoken = Spoken(material)
    for event, question in material.questions():
        for claim in question.all_claims:
            if claim.quote is None or claim.stance != "asserts":
                continue
            figure = question.figure(claim)
            stated = figure.stated if figure else None
            if stated is None or _plainly(claim.quote, stated) or not spoken.clear(claim):
                continue
            if not _stated(claim, claim.quote, stated, spoken):
                message = f"the quote does not contain the figure of `value`, {_shown(stated)}"
                help = "quote the words that state it, or correct the figure"
                if not spoken.tags(claim):
                    help += "; for a quote in another language than English, give the source's `language`"
                yield Finding(NAME, message, event.at_claim(question, claim, "quote"), help, SEVERITY)


def _plainly(quote: str, figures: tuple[Number, Number]) -> bool:
    """Say whether both figures stand in the quote in plain digits: most do, and need no closer look."""
    for figure in figures[: 1 if figures[0] == figures[1] else 2]:
        text = str(figure)
        at = quote.find(text)
        if at < 0 or quote[max(0, at - 1) : at] in _GOES_ON or quote[at + len(text) :][:1] in _GOES_ON:
            return False
    return True


def _stated(claim: Claim, quote: str, figures: tuple[Number, Number], spoken: Spoken) -> bool:
    """Say whether the quote or its translation may state the figures; also where that cannot be told."""
    # Imported here: most quotes have their figure in plain digits.
    from borderclash.quotes.judging import holds

    tables = spoken.tables(claim)
    if any(holds(quote, figures, table) for table in tables):
        return True
    # What the language of a translation is, nobody says.
    if claim.translation is not None:
        return not is_latin(claim.translation) or any(
            holds(claim.translation, figures, table) for table in latin_tables()
        )
    return not tables


def _shown(figures: tuple[Number, Number]) -> str:
    low, high = (f"{figure:,}" for figure in figures)
    return low if low == high else f"{low} to {high}"
