"""What is refused of a form that is read, for its amounts, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from borderclash.values.base import Unreadable
from borderclash.values.number_words import DOZENS, SCALES
from borderclash.values.numbers import Number, plain

FORMS = "58, at least 18, about 200, 130 to 170"
LOWER_FIRST = "write the lower bound first, such as `more than 18 but fewer than 25`"
ONE_OF_EACH = "write a lower and an upper bound, such as `more than 18 but fewer than 25`, or one of the two"
NOTHING_BETWEEN = "nothing lies between these bounds: write them as they were stated"
TOLERANCE = "write the figure that it is around, and how far: 200 ± 20"


class Refusal(Exception):
    """A text that is no figure: what to write instead, as `Unreadable` has it, and the rule's name."""

    def __init__(self, help: str | Callable[[], str], rule: str = "figure") -> None:
        super().__init__()
        self.help = help
        self.rule = rule


def unreadable(written: object, help: str | Callable[[], str], rule: str = "figure") -> Unreadable:
    """Return the problem for a value that is no figure, with what to write instead."""
    text = str(written).lower() if isinstance(written, bool) else str(written)
    text = text if len(text) <= 60 else text[:57] + "..."
    return Unreadable(rule, f"`value` must be a figure such as {FORMS}; got `{text}`", help)


def not_whole(text: str) -> str:
    """Return the remedy for an amount of a count that is no whole number."""
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text):
        decimal = f"{Decimal(text).normalize():f}"
        return (
            f"write `{text.replace('.', ',')}` if the point sets off thousands;"
            f" for {decimal} make the question `kind: number`"
        )
    digits = re.sub("[^0-9.]", "", text)
    if re.fullmatch(r"[^a-z]+\.0+", text):
        return f"a count is of whole things: write `{int(Decimal(digits)):,}`"
    return "a count is of whole things: write a whole figure, or make the question `kind: number`"


def of_percent(*, count: bool) -> str:
    """Return the remedy for a percentage of a question that has another unit."""
    if count:
        return "a percentage is no count: make the question `kind: number` with `unit: percent`"
    return "a percent sign is a unit: give the question `unit: percent`, or write the figure in its own `unit`"


def elided(low: Number, high: Number, bound: str | None, about: bool) -> str:
    """Return the two readings of a range, as it is qualified, whose first figure may be short for thousands."""
    around = "about " if about else ""
    words = f"{bound} {around}" if bound else around
    thousands = plain(Decimal(low) * 1000)
    apart = f"at least {around}{shown(low)} and at most {around}{shown(high)}"
    if bound:
        apart = words + shown(low if bound in ("at least", "more than") else high)
    both = f"{words}{shown(thousands)} to {shown(high)}"
    if thousands < 1000 and not words:
        both = f"at least {shown(thousands)} and at most {shown(high)}"  # short for thousands as well
    return f"this can be read in two ways: write `{both}`, or `{apart}`"


def unshared(low: Number, high: Number, scale: int) -> str:
    """Return the two readings of a range whose scale, for both ends, would put the smaller one last."""
    last, both = shown(high), shown(plain(Decimal(low) * scale))
    other = last if last == both else f"{last} to {both}"
    return f"this can be read in two ways: write `at least {shown(low)} and at most {last}`, or `{other}`"


def joined(pairs: Iterable[tuple[Number, Number]]) -> str:
    """Return the readings of a range in words whose ends may part at several places."""
    readings = " or ".join(f"`at least {shown(low)} and at most {shown(high)}`" for low, high in pairs)
    return f"this can be read in several ways: write {readings}"


def reversed_ends(first: str, last: str) -> str:
    """Return the remedy for a range of two amounts, as they are written, of which the larger stands first."""
    if last == "two" and (word := re.fullmatch(f"an? ({'|'.join((*SCALES, *DOZENS, 'hundred'))})", first)):
        return f"write `one or two {word[1]}`"
    plainly = re.fullmatch("[0-9,]*", first + last)
    return f"write the smaller figure first: {last} to {first}" if plainly else "write the smaller figure first"


def shown(figure: Number) -> str:
    """Return a figure as a remedy shows it."""
    return f"{figure:,}" if isinstance(figure, int) else f"{figure:,f}"
