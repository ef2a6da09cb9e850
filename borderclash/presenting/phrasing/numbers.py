"""Numbers, gaps and ratios in words."""

from __future__ import annotations

from decimal import Decimal

from borderclash.values import Gap


def ratio_words(ratio: Decimal) -> str:
    """Return a ratio with no more digits than it takes to tell: ``72``, ``3.2``, ``1.05``, ``1.004``."""
    thousandths = int(ratio.scaleb(3))
    steps = ((20_000, 1000, 0), (2_000, 100, 1), (1_010, 10, 2), (0, 1, 3))
    unit, places = next((unit, places) for least, unit, places in steps if thousandths >= least)
    # Halves are rounded up, as in the ratio itself.
    text = f"{(thousandths + unit // 2) // unit * unit / 1000:,.{places}f}"
    return text.rstrip("0").rstrip(".") if places else text


def apart(gap: Gap | None) -> str:
    """Return how far apart two figures are, empty where they are not."""
    if gap is None or not gap.size:
        return ""
    times = f" ({ratio_words(gap.ratio)} times)" if gap.ratio and gap.ratio > 1 else ""
    return f"{gap.words} apart{times}"


def ratio_label(gap: Gap | None, *, times: str = "\N{MULTIPLICATION SIGN}") -> str:
    """Return a gap's ratio, such as ``3.2x``; empty where there is none, or nothing to tell by it."""
    return f"{ratio_words(gap.ratio)}{times}" if gap and gap.ratio and gap.ratio > 1 else ""
