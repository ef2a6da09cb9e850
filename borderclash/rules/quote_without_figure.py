"""The quote of a claim does not contain the figure that the claim gives."""

from collections.abc import Iterator

from borderclash.model import Claim
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.spoken import Spoken, is_latin, latin_tables, quoted
from borderclash.values import Number

NAME = "quote-without-figure"
SEVERITY: Severity = "warning"
NEEDS = ("quote",)
# Beside digits, any of these may make another figure of them.
_GOES_ON = frozenset("0123456789.,-")


def check(material: Material) -> Iterator[Finding]:
    spoken = Spoken(material)
    for event, question, claim, quote, figure in material.once(quoted):
        stated = figure.stated
        if stated is None or _plainly(quote, stated) or not spoken.clear(claim):
            continue
        if not _stated(claim, quote, stated, spoken):
            message = f"the quote does not contain the figure of `value`, {_shown(stated)}"
            help = "quote the words that state it, or correct the figure"
            if not spoken.tags(claim):
                help += "; for a quote in another language than English, give the source's `language`"
            yield Finding(NAME, message, event.at_claim(question, claim, "quote"), help, SEVERITY)


def _plainly(quote: str, figures: tuple[Number, Number]) -> bool:
    """Say whether both figures stand in the quote in plain digits: most do, and need no closer look."""
    low, high = figures
    return _apart(quote, str(low)) and (low == high or _apart(quote, str(high)))


def _apart(quote: str, digits: str) -> bool:
    at = quote.find(digits)
    end = at + len(digits)
    return at >= 0 and quote[at - 1 : at] not in _GOES_ON and quote[end : end + 1] not in _GOES_ON


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
