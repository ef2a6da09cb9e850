"""A language other than English, by babel: its messages, and how it writes numbers and dates (Unicode CLDR)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "catalogues"
Unit = Literal["day", "month", "year"]
# What each is told by, in CLDR's letters; with a y for the year before it.
_FIELDS: dict[Unit, str] = {"day": "MMMMd", "month": "MMMM", "year": ""}
# In Ukrainian behind a year an abbreviation that ends in a full stop, as a sentence may.
_OF_YEAR = "\u202f'р'."
# A month alone has a form of its own in some languages.
_MONTH_ALONE = "LLLL"


class Conventions:
    """How numbers and dates are written in a language."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        symbols = locale.number_symbols["latn"]
        self._marks = str.maketrans({",": symbols["group"], ".": symbols["decimal"]})
        self._percent = locale.percent_formats[None].pattern
        # Where the year comes first, no part that both ends share stands behind the other.
        self._day_first = locale.datetime_skeletons["yMMMMd"].pattern.startswith("d")
        self._between = locale.interval_formats[None]

    def digits(self, text: str) -> str:
        """Return a number that English writes so, ``1,234.5``, with the marks of the language."""
        return text.translate(self._marks)

    def percent(self, number: str) -> str:
        """Return a number of the language with its sign for percent."""
        return str(self._percent).replace("#,##0", number)

    def scaled(self, amount: str, scale: int) -> str | None:
        """Return *amount*, as English writes it, with the word for its scale; ``None`` where there is none."""
        patterns = self._locale.compact_decimal_formats["long"]
        plural = self._locale.plural_form(Decimal(amount.replace(",", "")))
        found = patterns.get(plural, {}).get(str(scale)) or patterns["other"].get(str(scale))
        # One with several zeros is that of a smaller scale: 100 thousand.
        if found is None or found.pattern.count("0") != 1:
            return None
        return str(found.pattern).replace("0", self.digits(amount))

    def interval(self, first: str, last: str) -> str:
        """Return what runs from the one to the other."""
        return str(self._between).format(first, last).replace("\u2009", " ")

    def joined(self, day: str, clock: str) -> str:
        """Return a day with the time of a clock."""
        return str(self._locale.datetime_formats["medium"]).format(clock, day)

    def days(
        self, first: date, last: date, unit: Unit = "day", *, year: bool = True, inflected: bool = False
    ) -> str:
        """Return a day, a month or a year, or what runs from the one to the other; *year* says whether it is told.

        *inflected* is the form of a month behind words such as "before".
        """
        fields = _FIELDS[unit]
        of_last = f"y{fields}" if year or first.year != last.year or unit == "year" else fields
        end = self._date(last, of_last, inflected=inflected)
        if first == last:
            return end
        if not self._day_first or unit == "year":
            return self.interval(self._date(first, of_last, inflected=inflected), end)
        if unit == "day" and (first.year, first.month) == (last.year, last.month):
            return f"{self._date(first, 'MMMMd', inflected=True).partition(' ')[0]}\N{EN DASH}{end}"
        of_first = fields if first.year == last.year else f"y{fields}"
        return self.interval(self._date(first, of_first, inflected=inflected), end)

    def short(self, day: date, unit: Literal["day", "month"]) -> str:
        """Return a day or a month in short, for the axis of a plot."""
        pattern = self._locale.datetime_skeletons["yMMMd" if unit == "day" else "yMMM"].pattern
        return format_date(day, pattern.replace(_OF_YEAR, ""), locale=self._locale)

    def _date(self, day: date, fields: str, *, inflected: bool) -> str:
        known = self._locale.datetime_skeletons
        pattern = known[fields].pattern if fields in known else _MONTH_ALONE
        if inflected:
            pattern = pattern.replace(_MONTH_ALONE, "MMMM")
        pattern = pattern.replace(_OF_YEAR, " 'року'")
        text = format_date(day, pattern, locale=self._locale)
        # The first of a month is an ordinal in French, which CLDR has not.
        return f"1er{text[1:]}" if self._locale.language == "fr" and text.startswith("1 ") else text


class Catalogue:
    """The messages of a language, and how it writes numbers and dates."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.conventions = Conventions(Locale.parse(language))
        compiled = BytesIO()
        with (CATALOGUES / f"{language}.po").open("rb") as stream:
            write_mo(compiled, read_po(stream, locale=language))
        compiled.seek(0)
        translations = GNUTranslations(compiled)
        self.gettext = translations.gettext
        self.pgettext = translations.pgettext
        self.ngettext = translations.ngettext


@lru_cache(maxsize=8)
def load(language: str) -> Catalogue:
    """Return the catalogue of one of `borderclash.language.LANGUAGES`; raises `FileNotFoundError` for another."""
    return Catalogue(language)
