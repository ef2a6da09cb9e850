"""The language of what a reader sees: each message is written in English where it is used, and looked up here.

A message is a whole sentence, or a whole label, with named places: ``gettext("{party} says {answer}", ...)``. What
curators wrote goes into a place, and is never translated. What programs read is always English: a format of
theirs is written outside `using`. A catalogue is a file of gettext, ``catalogues/xx.po``, by the language's tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from decimal import Decimal

    from borderclash.language.cldr import Catalogue, Conventions

# What outputs are written in, by the tag of each language (BCP 47).
Language = Literal["en", "ar", "es", "fr", "uk"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
ENGLISH: Language = "en"
RIGHT_TO_LEFT = ("ar",)
# What gives a text among others the direction of its first letter, and what ends it (Unicode's isolates).
FIRST_STRONG, POP = "\u2068", "\u2069"
_MARKS = str.maketrans("", "", ".,")
# Letters of Hebrew, Arabic and other scripts from right to left: a figure behind one would be shown before it.
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ISOLATED = re.compile(f"{FIRST_STRONG}[^{FIRST_STRONG}{POP}]*{POP}")

# Of the task that runs; no catalogue is English, which is read where it stands.
_catalogue: ContextVar[Catalogue | None] = ContextVar("catalogue", default=None)
_sets_apart: ContextVar[bool] = ContextVar("sets_apart", default=False)


@contextmanager
def using(language: str, *, isolates: bool = False) -> Iterator[None]:
    """Look messages up in *language*, one of `LANGUAGES`, for as long as this lasts.

    With *isolates* a text from right to left is isolated also in a language from left to right.
    """
    catalogue = None
    if language != ENGLISH:
        from borderclash.language.cldr import load

        catalogue = load(language)
    token, apart = _catalogue.set(catalogue), _sets_apart.set(isolates or language in RIGHT_TO_LEFT)
    try:
        yield
    finally:
        _catalogue.reset(token)
        _sets_apart.reset(apart)


def current() -> str:
    """Return the tag of the language that messages are looked up in."""
    catalogue = _catalogue.get()
    return catalogue.language if catalogue else ENGLISH


def is_right_to_left() -> bool:
    """Say whether the language is written from right to left."""
    return current() in RIGHT_TO_LEFT


def gettext_noop(text: str) -> str:
    """Return *text*, a message that is looked up later with `gettext`: for tables of words in a module."""
    return text


def gettext(text: str, /, **places: object) -> str:
    """Return the message in the language, with each ``{place}`` filled in."""
    catalogue = _catalogue.get()
    # English is what most is written in, and what programs read: it is looked at first.
    if catalogue is None and not _sets_apart.get():
        return text.format_map(places) if places else text
    return _filled(catalogue.gettext(text) if catalogue else text, places)


def pgettext(context: str, text: str, /, **places: object) -> str:
    """Return a message whose English means several things; *context* tells translators which."""
    catalogue = _catalogue.get()
    if catalogue is None and not _sets_apart.get():
        return text.format_map(places) if places else text
    return _filled(catalogue.pgettext(context, text) if catalogue else text, places)


def ngettext(one: str, many: str, count: int, /, **places: object) -> str:
    """Return the form of a message that goes with *count*, which is at the place ``{count}``."""
    catalogue = _catalogue.get()
    form = one if count == 1 else many
    text = form if catalogue is None else catalogue.ngettext(one, many, count)
    return _filled(text, {"count": number(count), **places})


def _filled(text: str, places: Mapping[str, object]) -> str:
    """Return a message with its places filled in, if any; where directions may differ, each text in its own."""
    if not places:
        return text
    if _sets_apart.get():
        places = {name: isolated(value) if isinstance(value, str) else value for name, value in places.items()}
    return text.format_map(places)


def isolated(text: str) -> str:
    """Return a text that stands among others, with a direction of its own where that may be another."""
    if not _sets_apart.get() or not text:
        return text
    if is_right_to_left():
        # Digits alone have none.
        apart = not text.translate(_MARKS).isdecimal()
    else:
        apart = not text.isascii() and bool(_FROM_RIGHT.search(_ISOLATED.sub("", text)))
    return f"{FIRST_STRONG}{text}{POP}" if apart else text


def quotation(words: str) -> str:
    """Return *words* in the quotation marks of the language."""
    return gettext("\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}", text=words)


def conventions() -> Conventions | None:
    """Return how the language writes numbers and dates; ``None`` for English, which is written where it stands."""
    catalogue = _catalogue.get()
    return catalogue.conventions if catalogue else None


def number(value: int | Decimal) -> str:
    """Return a number of the tool's own, its thousands set off as the language does."""
    return digits(f"{value:,}" if isinstance(value, int) else f"{value:,f}")


def digits(text: str) -> str:
    """Return a number that English writes so, ``1,234.5``, with the marks of the language."""
    catalogue = _catalogue.get()
    return text if catalogue is None else catalogue.conventions.digits(text)


def colon() -> str:
    """Return what stands between a label and what it is the label of."""
    return pgettext("after a label", ": ")


def comma() -> str:
    """Return what stands between the parts of a list."""
    return pgettext("in a list", ", ")


def semicolon() -> str:
    """Return what stands between the parts of a list that have commas of their own."""
    return pgettext("in a list", "; ")
