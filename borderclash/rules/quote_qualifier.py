"""The quote of a claim qualifies the figure otherwise than the claim does."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from borderclash.model import Claim
from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material
from borderclash.rules.spoken import DEFAULT, Spoken, is_latin, latin_tables, quoted
from borderclash.values import Figure
from borderclash.values.figure_refusals import shown

if TYPE_CHECKING:
    from borderclash.quotes.judging import Verdict
    from borderclash.quotes.qualifiers import Said

NAME = "quote-qualifier"
SEVERITY: Severity = "warning"
NEEDS = ("quote",)
_BOUNDS = ("at least", "more than", "at most", "fewer than")
_OTHERS = ("no", "not", "n't", "never", "least", "most", "about", "than", "nor")
# How the value is written where the quote says so.
_WORDS = {
    "at-least": "at least {}",
    "more-than": "more than {}",
    "at-most": "up to {}",
    "fewer-than": "fewer than {}",
    "about": "about {}",
    "nearly": "nearly {}",
}
_VAGUE = {10: "tens", 12: "dozens", 20: "scores", 100: "hundreds", 1000: "thousands", 10**6: "millions"}
_VAGUE |= {10**4: "tens of thousands", 10**5: "hundreds of thousands", 10**7: "tens of millions"}


def check(material: Material) -> Iterator[Finding]:
    spoken = Spoken(material)
    for event, question, claim, quote, figure in material.once(quoted):
        if (figure.form != "exact" and _to_the_letter(quote, figure)) or not spoken.clear(claim):
            continue
        verdict = _judged(claim, quote, figure, spoken)
        if verdict:
            said = _said(verdict.said)
            message = f"qualifier {verdict.fault}: the quote says {said}, the value {figure.written}"
            help = f"write `value: {said}`, or quote the words that say {figure.written}"
            yield Finding(NAME, message, event.at_claim(question, claim, "quote"), help, SEVERITY)


def _to_the_letter(quote: str, figure: Figure) -> bool:
    """Say whether the words of the value stand in the quote as they are: then no closer look is needed."""
    at = quote.find(figure.written)
    end = at + len(figure.written)
    if at < 0 or quote[end : end + 1] not in ("", " "):
        return False
    # Another word may make another qualifier of it: "no more than".
    return at == 0 or (
        figure.form in _BOUNDS and quote[at - 1] == " " and not quote[: at - 1].lower().endswith(_OTHERS)
    )


def _judged(claim: Claim, quote: str, figure: Figure, spoken: Spoken) -> "Verdict | None":
    """Return what is wrong by all languages that the quote may be in, ``None`` where one finds nothing."""
    tables = spoken.tables(claim)
    exact = figure.form == "exact"
    if not tables or (exact and any(each.quick.finds_nothing(quote, figure.written) for each in tables)):
        return None
    # Imported here: most quotes need no closer look.
    from borderclash.quotes.judging import fits, judge
    from borderclash.quotes.tables import table

    verdict: Verdict | None = None
    for each in tables:
        verdict = judge(quote, figure, each)
        if verdict is None:
            return None
    if verdict is None or exact:
        return verdict
    # The words of a language that nobody named, and those of a translation, may be what the value has them from.
    if not spoken.tags(claim) and any(fits(quote, figure, each) for each in latin_tables()):
        return None
    if claim.translation and is_latin(claim.translation) and fits(claim.translation, figure, table(DEFAULT)):
        return None
    return verdict


def _said(said: "Said") -> str:
    """Return what the quote says in words that a value may have."""
    if said.vague:
        return _VAGUE.get(said.vague, "a vague word")
    figure = f"{shown(max(said.highs))}"
    if not said.single:
        # Where one scale serves both ends, the larger reading of the lower end is meant.
        figure = f"{shown(max(value for value in said.lows if value < max(said.highs)))} to {figure}"
    if not said.classes.isdisjoint(("exact", "range")):
        return figure
    return next((words.format(figure) for name, words in _WORDS.items() if name in said.classes), figure)
