"""A catalogue of messages in one language, as gettext has them: loaded where an output is not in English."""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from borderclash.language.cldr import Conventions

CATALOGUES = Path(__file__).parent / "catalogues"


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
