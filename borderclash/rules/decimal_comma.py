"""A number such as 1.500 comes from a source in whose language that is 1,500."""

import re
from collections.abc import Iterator

from borderclash.model import Claim
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.spoken import Spoken
from borderclash.values import KINDS, Figure

NAME = "decimal-comma"
SEVERITY: Severity = "warning"
# What a number looks like whose point may set off thousands.
_POINT = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")
_COMMA = re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d.,])")
# Languages that write decimals with a comma and have no table in `quotes/`.
_COMMA_LANGUAGES = frozenset(
    (
        "af az be bg bs ca cs el et eu fi gl hr hu hy id is ka kk ky lt lv mk nb nn no pl ro sk sl sq sr sv tg uz"
    ).split()
)


def check(material: Material) -> Iterator[Finding]:
    spoken: Spoken | None = None
    for event, question in material.questions():
        if KINDS[question.kind].counts:
            continue
        for claim in question.all_claims:
            figure = question.figure(claim)
            if figure is None or not _POINT.search(figure.written):
                continue
            spoken = spoken or Spoken(material)
            if not spoken.clear(claim) or not _has_comma(claim, spoken) or _quoted(claim, figure):
                continue
            grouped = _POINT.sub(lambda found: found[0].replace(".", ","), figure.written)
            decimal = _POINT.sub(lambda found: _decimal(found[0]), figure.written)
            message = (
                f"`{figure.written}` is read as {decimal}; in the language of the source, which writes decimals"
                f" with a comma, it is {grouped}"
            )
            place = event.at_claim(question, claim, "value")
            help = f"write `value: {grouped}` or `value: {decimal}`, whichever the source says"
            yield Finding(NAME, message, place, help, SEVERITY)


def _decimal(number: str) -> str:
    """Return a number with decimals as it can be read in one way alone: not with three."""
    short = number.rstrip("0")
    return short if len(short) < len(number) else f"{number}0"


def _has_comma(claim: Claim, spoken: Spoken) -> bool:
    # Imported here: few numbers look like this.
    from borderclash.quotes.tables import known, table

    for tag in spoken.tags(claim):
        language, _, region = tag.lower().partition("-")
        name = known(tag)
        if language in _COMMA_LANGUAGES or (name and table(name).has_decimal_comma(region)):
            return True
    # Whoever writes 2,5 in the same quote writes 1.500 for thousands.
    return not spoken.tags(claim) and claim.quote is not None and bool(_COMMA.search(claim.quote))


def _quoted(claim: Claim, figure: Figure) -> bool:
    """Say whether the quote has the number with a comma, so that nobody is in doubt about it."""
    number = _POINT.search(figure.written)
    if claim.quote is None or number is None:
        return False
    comma = number[0].replace(".", ",")
    return any(re.search(rf"(?<![\d.,]){form}(?![\d.,])", claim.quote) for form in (comma, comma.rstrip("0")))
