"""Figures: how a count or a number is compared and shown. `figure_reading` reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar

from borderclash.language import conventions, gettext, gettext_noop
from borderclash.values.base import Figure, Gap, Kind, Relation, Setting, These, Written, covers, disjoint
from borderclash.values.figure_amounts import MAX_DIGITS
from borderclash.values.figure_reading import MAX_LENGTH, read_figure
from borderclash.values.figure_refusals import unreadable
from borderclash.values.numbers import ratio, subtract
from borderclash.values.spelling import even

LENGTH = {"minLength": 1, "maxLength": MAX_LENGTH}
READ = (
    f"Any text of 1 to {MAX_LENGTH} characters is taken here: `borderclash validate` says whether it can be read."
)
SAME: Mapping[These, str] = {
    "both": gettext_noop("the same figure, and both can be true"),
    "all of them": gettext_noop("the same figure, and all of them can be true"),
}
PERCENT = ("%", "percent", "per cent")
# Digits that nothing sets apart, neither behind a decimal point nor with a mark for thousands.
_RUN = re.compile("(?<![0-9])(?<![0-9][.,'])[1-9][0-9]{3,}")


class Figures(Kind[Figure]):
    """The kind ``number``: any sign, decimals."""

    about = "a figure with decimals or a sign, with a unit"
    requires: ClassVar[Mapping[str, str]] = {"unit": "a question of kind number says its unit, such as `unit: km`"}
    owned = True
    measured = True
    adds = True
    cell = "figure"
    bounds = ("at least", "at most")
    # The digits from which thousands are set off: a number of four may be a year.
    grouped_from: ClassVar[int] = 5

    def read(self, written: object, setting: Setting) -> Figure:
        """Return the figure; raises `Unreadable` for what fits none of the accepted forms."""
        if type(written) is int and 0 <= written < 10**MAX_DIGITS:
            return Figure(str(written), written, written, (written, written))
        if not isinstance(written, str):
            if isinstance(written, bool) or not isinstance(written, int | float):
                raise unreadable(written, "write one figure, on the line of `value`")
            written = str(written)
        return read_figure(written, self.counts, _is_percent(setting.unit))

    def relate(self, a: Figure, b: Figure) -> Relation:
        if disjoint(a, b):
            return "conflict"
        if a.stated is None and b.stated is None:
            return "agree" if _word(a) == _word(b) else "overlap"
        return "agree" if a.stated == b.stated else "overlap"

    def leaves_nothing(self, denied: Figure, asserted: Figure) -> bool:
        return covers(denied, asserted)

    def states_same(self, a: Figure, b: Figure) -> bool:
        return self.relate(a, b) == "agree" if a.stated is None or b.stated is None else a.stated == b.stated

    def gap(self, a: Figure, b: Figure) -> Gap | None:
        """Return the distance and the ratio of the nearest stated figures; ``None`` for a vague word."""
        if a.stated is None or b.stated is None:
            return None
        (a_low, a_high), (b_low, b_high) = a.stated, b.stated
        if a_high < b_low:
            return Gap(subtract(b_low, a_high), ratio(a_high, b_low))
        if b_high < a_low:
            return Gap(subtract(a_low, b_high), ratio(b_high, a_low))
        shared = max(a_low, b_low), min(a_high, b_high)
        return Gap(0, None if shared == (0, 0) else Decimal(1))

    def show(self, value: Figure) -> str:
        """Return the figure as written, its spaces evened out and long runs of digits with thousands commas."""
        return _shown(value.written, self.grouped_from)

    def in_words(self, value: Figure) -> str:
        """Return the figure as a cell shows it, its form and its digits in the language where both are plain."""
        shown, language = self.show(value), conventions()
        if language is None:
            return shown
        from borderclash.values.figure_words import figure_words

        return figure_words(shown, language, count=self.counts) or shown

    def figure(self, value: Figure) -> Figure:
        return value

    def spelling(self, value: Figure, written: Written) -> str:
        """Return the figure as written, also one that YAML reads as a number."""
        return value.written

    def same(self, gap: Gap | None, these: These = "both") -> str:
        """Return what those that agree are: the figure they state, if any, or the word."""
        return gettext(SAME[these]) if gap else super().same(gap)

    def schema(self) -> dict[str, Any]:
        return {
            "title": "A number",
            "description": "A figure that may have decimals and a sign: 32.71, -3.5, less than 0.5, about 200, "
            f"-5 to -3, 200 ± 20. {READ}",
            "examples": [32.71, -3.5, "less than 0.5", "1,234.5", "-5 to -3", "0.7 ± 0.05"],
            "type": ["number", "string"],
            **LENGTH,
        }


class Counts(Figures):
    """The kind ``count``: of whole things, never negative."""

    about = "a figure of whole things"
    requires = Kind.requires
    counts = True
    grouped_from = 4

    def schema(self) -> dict[str, Any]:
        return {
            "title": "A count",
            "description": "A figure of whole things, written as a person would: 58, at least 18, more than 200, "
            f"about 200, nearly 100, 130 to 170, a dozen, several hundred. {READ}",
            "examples": [58, "at least 18", "1,500", "about 2.9 million", "130 to 170", "20-odd", "dozens"],
            "type": ["integer", "string"],
            "minimum": 0,
            **LENGTH,
        }


@lru_cache(maxsize=8192)
def _shown(written: str, grouped_from: int) -> str:
    text = " ".join(written.split())
    if text.isdecimal() and text.isascii():
        text = text.lstrip("0") or "0"
    return _RUN.sub(lambda run: f"{int(run[0]):,}" if len(run[0]) >= grouped_from else run[0], text)


@lru_cache(maxsize=64)
def _is_percent(unit: str | None) -> bool:
    return unit is not None and even(unit) in PERCENT


def _word(figure: Figure) -> str:
    return even(figure.written)
