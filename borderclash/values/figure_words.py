"""Figures in the words of a language other than English; what has no message stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import product

from borderclash.language import gettext, gettext_noop, pgettext
from borderclash.language.cldr import Conventions
from borderclash.values.figure_amounts import DIGITS, LETTERS
from borderclash.values.figure_forms import TOLERANCE, parse
from borderclash.values.figure_refusals import Refusal
from borderclash.values.number_words import SCALES
from borderclash.values.spelling import even

_PLACES = {
    "one": ("figure",),
    "range": ("low", "high"),
    "tolerance": ("figure", "margin"),
    "bounds": ("low", "high"),
}
# One message may stand for several ways of writing a form that say the same.
_ABOUT = "about|around|approximately|approx.|approx|roughly|some|circa|ca.|ca|c.|c|in the region of|more or less"
_AT_LEAST, _AT_MOST, _UP_TO = "at least", "at most", "up to"
_MORE = "more than|over|above|exceeding|greater than|in excess of|upwards of"
_FEWER = "fewer than|less than|under|below"
_BEFORE = {
    gettext_noop("exactly {figure}"): "exactly|precisely",
    gettext_noop("at least {figure}"): _AT_LEAST,
    gettext_noop("at the very least {figure}"): "at the very least",
    gettext_noop("no fewer than {figure}"): "no fewer than|not fewer than|no less than|not less than",
    gettext_noop("a minimum of {figure}"): "a minimum of|minimum of|minimum|min.|min",
    gettext_noop("more than {figure}"): _MORE,
    gettext_noop("just over {figure}"): "just over",
    gettext_noop("well over {figure}"): "well over|far over",
    gettext_noop("at most {figure}"): _AT_MOST,
    gettext_noop("at the very most {figure}"): "at the very most",
    gettext_noop("up to {figure}"): _UP_TO,
    gettext_noop("as many as {figure}"): "as many as|as much as",
    gettext_noop("no more than {figure}"): "no more than|not more than",
    gettext_noop("a maximum of {figure}"): "a maximum of|maximum of|maximum|max.|max",
    gettext_noop("fewer than {figure}"): _FEWER,
    gettext_noop("about {figure}"): _ABOUT,
    gettext_noop("an estimated {figure}"): "an estimated|estimated|est.|est",
    gettext_noop("nearly {figure}"): "nearly|almost",
    gettext_noop("close to {figure}"): "close to|approaching",
    gettext_noop("just under {figure}"): "just under|just short of",
    gettext_noop("not quite {figure}"): "not quite",
}
_BEHIND = {
    gettext_noop("{figure} or more"): " or more| and more| or over| and over| or above| and above| and up| plus",
    gettext_noop("{figure} or fewer"): " or fewer| or less| or under",
    gettext_noop("about {figure}"): " or so",
    gettext_noop("{figure}-odd"): "-odd|-some",
}
_BOUND_ABOUT = {
    gettext_noop("at least about {figure}"): _AT_LEAST,
    gettext_noop("more than about {figure}"): _MORE,
    gettext_noop("at most about {figure}"): _AT_MOST,
    gettext_noop("up to about {figure}"): _UP_TO,
    gettext_noop("fewer than about {figure}"): _FEWER,
}
_RANGES = {
    gettext_noop("{low} to {high}"): "{low} to {high}|{low}-{high}|from {low} to {high}|from {low}-{high}",
    gettext_noop("{low} or {high}"): "{low} or {high}",
    gettext_noop(
        "between {low} and {high}"
    ): "between {low} and {high}|between {low} to {high}|between {low}-{high}",
}
_OF_A_RANGE = {
    gettext_noop("about {low} to {high}"): (_ABOUT, "{low} to {high}|{low}-{high}"),
    gettext_noop("about {low} or {high}"): (_ABOUT, "{low} or {high}"),
    gettext_noop("at least {low} to {high}"): (_AT_LEAST, "{low} to {high}|{low}-{high}"),
    gettext_noop("at least {low} or {high}"): (_AT_LEAST, "{low} or {high}"),
    gettext_noop("more than {low} to {high}"): (_MORE, "{low} to {high}|{low}-{high}"),
    gettext_noop("more than {low} or {high}"): (_MORE, "{low} or {high}"),
    gettext_noop("up to {low} to {high}"): (_UP_TO, "{low} to {high}|{low}-{high}"),
    gettext_noop("up to {low} or {high}"): (_UP_TO, "{low} or {high}"),
}
_TWO_BOUNDS = {
    gettext_noop("at least {low} and at most {high}"): (_AT_LEAST, f"{_AT_MOST}|{_UP_TO}"),
    gettext_noop("at least {low} but fewer than {high}"): (_AT_LEAST, _FEWER),
    gettext_noop("more than {low} and at most {high}"): (_MORE, f"{_AT_MOST}|{_UP_TO}"),
    gettext_noop("more than {low} but fewer than {high}"): (_MORE, _FEWER),
}
# Signs say the same in every language.
_SIGNS = ("≥", ">=", ">", "≤", "<=", "<", "~", "≈")
_AMOUNT = re.compile(f"(-? ?)({DIGITS})(?: ?([a-z]+))?")
_PERCENT = re.compile(" ?(?:%|per ?cent(?![a-z]))")


@lru_cache(maxsize=8192)
def figure_words(shown: str, conventions: Conventions, *, count: bool) -> str | None:
    """Return a figure, as a cell shows it, in the words of the language; ``None`` without a message for it."""
    text = even(shown)
    try:
        parsed = parse(text, count=count)
    except Refusal:
        return None
    if parsed is None:
        return None
    places: dict[str, str] = {}
    form, at = "", 0
    for place, amount in zip(_PLACES[parsed.kind], parsed.amounts, strict=True):
        begin = text.index(amount, at)
        form += f"{text[at:begin]}{{{place}}}"
        at = begin + len(amount)
        figure = _amount(amount, conventions)
        if figure is None:
            return None
        if percent := _PERCENT.match(text, at):
            at = percent.end()
            figure = conventions.percent(figure)
        places[place] = figure
    message = _messages().get(re.sub(r"(?<=\}) ?- ?(?=[{os])", "-", form + text[at:]))
    if message == "{low} to {high}" and any(figure.startswith("-") for figure in places.values()):
        # A dash between the two would meet a minus.
        return pgettext("below zero", "{low} to {high}", **places)
    return None if message is None else gettext(message, **places)


def _amount(text: str, conventions: Conventions) -> str | None:
    match = _AMOUNT.fullmatch(text)
    if not match:
        return None
    sign, written, scale = match.groups()
    number = _evenly_grouped(written)
    if not scale:
        return sign.strip() + conventions.digits(number)
    size = SCALES.get(scale.removesuffix("s")) or LETTERS.get(scale)
    scaled = conventions.scaled(number, size) if size else None
    return None if scaled is None else sign.strip() + scaled


def _evenly_grouped(written: str) -> str:
    """Return digits with commas for thousands where they have marks for them, of whatever kind."""
    whole, point, rest = written.partition(".")
    bare = re.sub("[^0-9]", "", whole)
    return f"{whole if bare == whole else f'{int(bare):,}'}{point}{rest}"


@cache
def _messages() -> Mapping[str, str]:
    """Return the message of each form, by how it is written with places for its amounts."""
    return {form: message for message, forms in _forms() for form in forms}


def _forms() -> Iterator[tuple[str, Iterable[str]]]:
    yield "{figure}", ["{figure}"]
    yield "{figure}+", ["{figure}+"]
    for sign in _SIGNS:
        yield f"{sign} {{figure}}", [f"{sign}{{figure}}", f"{sign} {{figure}}"]
    for sign in TOLERANCE:
        yield f"{{figure}} {sign} {{margin}}", [f"{{figure}}{sign}{{margin}}", f"{{figure}} {sign} {{margin}}"]
    for message, words in _BEFORE.items():
        yield message, [f"{word} {{figure}}" for word in words.split("|")]
        # A space is free behind a full stop.
        yield message, [f"{word}{{figure}}" for word in words.split("|") if word.endswith(".")]
    for message, words in _BEHIND.items():
        yield message, [f"{{figure}}{word}" for word in words.split("|")]
    for message, words in _BOUND_ABOUT.items():
        yield message, [f"{word} {about} {{figure}}" for word, about in _pairs(words, _ABOUT)]
    for message, words in _RANGES.items():
        yield message, words.split("|")
    for message, (words, ranges) in _OF_A_RANGE.items():
        yield message, [f"{word} {ends}" for word, ends in _pairs(words, ranges)]
    for message, (lower, upper) in _TWO_BOUNDS.items():
        for conjunction in ("and", "but"):
            yield message, [f"{low} {{low}} {conjunction} {high} {{high}}" for low, high in _pairs(lower, upper)]


def _pairs(first: str, second: str) -> Iterable[tuple[str, str]]:
    return product(first.split("|"), second.split("|"))
