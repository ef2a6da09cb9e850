"""A text holds characters that nobody sees, or letters that look like others."""

import re
import unicodedata
from collections.abc import Iterator

from borderclash.problems import Finding, Severity
from borderclash.rules.base import Material, beyond_ascii
from borderclash.text.typography import code_point

NAME = "confusing-characters"
SEVERITY: Severity = "warning"

_TURNS = "\u202a-\u202e\u2066-\u2069"
_SIDES = "\u200e\u200f\u061c"
_JOINERS = "\u200c\u200d"
_HIDDEN = "\u00ad\u034f\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\u3164\uffa0\U000e0000-\U000e007f"
_SUSPECT = re.compile(f"[{_TURNS}{_SIDES}{_JOINERS}{_HIDDEN}]")
# The flags of England, Scotland and the like are spelt in tags behind a black flag.
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
# Arabic, Syriac and their neighbours, the scripts of India and South-East Asia, Mongolian.
_JOINING = (
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1bff\u1cd0-\u1cff\ua840-\ua87f"
    "\ua8e0-\ua8ff\ua980-\ua9df\uaa60-\uaa7f\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
    "\U0001e900-\U0001e95f]"
)
# Thai, Lao, Tibetan, Burmese and Khmer set no spaces: a zero-width one parts words.
_UNSPACED = "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff]"

_CYRILLIC_ALIKE = "аАВсСԁеЕһНіІјЈкКӏМоОрРԛѕЅТԝхХуУүҮѵ"
_GREEK_ALIKE = "ΑΒΕΖΗΙιΚκΜΝνΟοΡρΤΥυΧϲϹϳͿ"
_LATIN_ALIKE = "aABcCdeEhHiIjJkKlMoOpPqsSTwxXyYvZNnup"
_WORD = re.compile(r"[^\W\d_]+")
_MIXED = re.compile("[\u0370-\u03ff\u0400-\u052f]")


def check(material: Material) -> Iterator[Finding]:
    for text, place in material.once(beyond_ascii):
        found = hidden(text) if _SUSPECT.search(text) else []
        if found:
            at, char = found[0]
            more = "" if len(found) == 1 else f", and {len(found) - 1} more such"
            message = f"character {at + 1} is not seen: {code_point(char)}{more}"
            yield Finding(NAME, message, place, "remove it: it can mislead a reader", SEVERITY)
        mixed = _mixed(text) if _MIXED.search(text) else None
        if mixed:
            at, word, char = mixed
            where = f"character {at + 1}, in the word `{word}`"
            message = f"{where}, looks like a letter of another script: {code_point(char)}"
            yield Finding(NAME, message, place, "write the whole word in one script", SEVERITY)


def hidden(text: str) -> list[tuple[int, str]]:
    """Return the hidden characters, each with its index, that have no work to do where they stand."""
    # Blanks keep the place of a flag.
    text = re.sub(_FLAG, lambda match: " " * len(match[0]), text)
    turned = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text if char not in _SIDES)
    found = []
    for match in _SUSPECT.finditer(text):
        at, char = match.start(), match[0]
        before, behind = text[max(0, at - 1) : at], text[at + 1 : at + 2]
        if char in _SIDES and turned:
            continue
        if char in _JOINERS and _joins(char, before, behind):
            continue
        if char == "\u200b" and re.match(_UNSPACED, before) and re.match(_UNSPACED, behind):
            continue
        found.append((at, char))
    return found


def _joins(char: str, before: str, behind: str) -> bool:
    """Say whether a joiner stands at a letter of a script that needs it, or between two emoji."""
    if re.match(_JOINING, before) or re.match(_JOINING, behind):
        return True
    return char == "\u200d" and _emoji(before) and _emoji(behind)


def _emoji(char: str) -> bool:
    # What may stand before a joiner: a picture, its skin tone, or the mark that asks for colour.
    return char == "\ufe0f" or (bool(char) and unicodedata.category(char) in ("So", "Sk"))


def _mixed(text: str) -> tuple[int, str, str] | None:
    """Return the first letter that poses as one of the script of its word: its index, the word and the letter."""
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isascii() or not _MIXED.search(word):
            continue
        names = [unicodedata.name(char, "").partition(" ")[0] for char in word]
        latin = [at for at, name in enumerate(names) if name == "LATIN"]
        others = [at for at, name in enumerate(names) if name in ("CYRILLIC", "GREEK")]
        if not latin or not others:
            continue
        posing = others if len(others) <= len(latin) else latin
        alike = _LATIN_ALIKE if posing is latin else _CYRILLIC_ALIKE + _GREEK_ALIKE
        # One letter that looks like no other shows that the mixture is meant: HIMARSы.
        if all(word[at] in alike for at in posing):
            return match.start() + posing[0], word, word[posing[0]]
    return None
