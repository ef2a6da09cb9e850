"""Exact arithmetic of figures: whole numbers and decimals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

Number = int | Decimal
# Enough for any sum of two figures, so that no result is ever rounded.
EXACT = Context(prec=80)


def add(a: Number, b: Number) -> Number:
    """Return a + b, exactly."""
    if isinstance(a, int) and isinstance(b, int):
        return a + b
    return plain(EXACT.add(Decimal(a), Decimal(b)))


def summed(numbers: Iterable[Number]) -> Number:
    """Return the sum of *numbers*, exactly."""
    whole: Number = 0
    for number in numbers:
        whole = add(whole, number)
    return whole


def subtract(a: Number, b: Number) -> Number:
    """Return a - b, exactly."""
    if isinstance(a, int) and isinstance(b, int):
        return a - b
    return plain(EXACT.subtract(Decimal(a), Decimal(b)))


def ratio(a: Number, b: Number) -> Decimal | None:
    """Return the larger by size over the smaller to three decimals; ``None`` for 0 or other signs."""
    if a == 0 or b == 0 or (a < 0) != (b < 0):
        return None
    if isinstance(a, int) and isinstance(b, int):
        low, high = sorted((abs(a), abs(b)))
        return Decimal((2000 * high + low) // (2 * low)).scaleb(-3)
    small, large = sorted((abs(Decimal(a)), abs(Decimal(b))))
    return EXACT.divide(large, small).quantize(Decimal("0.001"), ROUND_HALF_UP, EXACT)


def multiply(a: Number, b: int) -> Number:
    """Return a times b, exactly."""
    return a * b if isinstance(a, int) else plain(EXACT.multiply(a, Decimal(b)))


def plain(number: Number) -> Number:
    """Return an integer where the number is whole, else the number."""
    return int(number) if number == int(number) else number
