"""Which figures a text from a source may state, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from borderclash.values import Number

# The languages whose number words the library reads.
LANGUAGES = ("en", "fr", "es", "de", "pt", "it", "nl", "da")
# Longer than any figure: what is written so is a key or an account number.
MAX_LENGTH = 24

# Digits of any script, with what sets off thousands or decimals between them.
_NUMBER = re.compile("\\d+(?:[.,'\u2019\u00b7\u066b\u066c]\\d+)*")
_SPACED = re.compile("(?<!\\d)\\d{1,3}(?:[ \u00a0\u2009\u202f]\\d{3})+(?!\\d)")
# Whole groups, of three digits or as India writes them (12,34,567).
_GROUPED = re.compile("\\d{1,3}(?:(\\D)\\d{3})(?:\\1\\d{3})*|\\d{1,2}(?:(\\D)\\d{2})(?:\\2\\d{2})*\\2\\d{3}")
_NOT_DIGITS = re.compile(r"\D")

_SCALE_WORDS = {
    12: "dozen douzaine docena dutzend dozijn dusin dozzina dúzia",
    20: "score",
    10**2: "hundred cent cien ciento cem hundert honderd hundrede cento",
    10**3: "k thousand mille mil tausend tsd duizend tusind mila tusen",
    10**5: "lakh lakhs lac",
    10**6: "m mn mln mio million millions millionen millón millones milhão milhões milione milioni miljoen"
    " millioner",
    10**7: "crore crores",
    10**9: "b bn mrd mia billion billions milliard milliards milliarden miliardo miliardi miljard milliarder",
    10**12: "tn trillion trillions billón billones biljoen bilione bilioni",
}
# German and its neighbours call a million millions a billion; both readings count.
_OTHER_SCALES = {"billion": 10**12, "billions": 10**12, "billionen": 10**12, "billioner": 10**12}
_SCALES = {word: size for size, words in _SCALE_WORDS.items() for word in words.split()}
# A word, or the letters right behind digits: "2.9m".
_WORD = re.compile(r"[^\W\d_]+")
_HALVES = {"half", "halb", "halbe", "demi", "demie", "medio", "media", "meio", "meia", "mezzo", "mezza", "halve"}
# Small figures that are seldom written as numbers, and forms that the library passes over.
_SMALL = {
    1: "a an another single sole ein eine einen einem einer eines uno una um uma een één en et én",
    2: "both two twice pair couple deux beide beiden ambos ambas due entrambi par begge beide",
    3: "thrice",
    21: "veintiún",
}
_SMALL_WORDS = {word: size for size, words in _SMALL.items() for word in words.split()}
_NEGATION = re.compile(
    r"\b(?:no|not|none|nobody|nothing|never|nil|zero|without|neither|nor|cannot|\w+n['’]t|"
    r"pas|aucune?|sans|rien|personne|jamais|zéro|ne|n['’]\w+|kein\w*|nichts?|nie|niemand\w*|ohne|null|"
    r"ning[uú]n\w*|nada|nadie|sin|cero|nunca|nenhum\w*|não|ninguém|sem|nessun\w*|non|niente|nulla|senza|"
    r"geen|niets?|zonder|nul|ingen|intet|ikke|uden|aldrig)\b",
    re.IGNORECASE,
)


def states(text: str, figures: Iterable[Number], languages: tuple[str, ...]) -> bool:
    """Say whether *text*, in one of *languages*, may state each of *figures*; their signs are not looked at."""
    sizes = {-figure if figure < 0 else figure for figure in figures}
    if _plainly(text, sizes):
        return True
    # Nought is stated by any negation.
    if 0 in sizes and _NEGATION.search(text):
        sizes.discard(0)
    readings = {text, *(_in_digits(text, language) for language in languages)}
    if any(_plainly(reading, sizes) for reading in readings):
        return True
    words = {word.casefold() for word in _WORD.findall(text)}
    return any(sizes <= _amounts(reading, words) for reading in readings)


def _plainly(text: str, sizes: set[Number]) -> bool:
    """Say whether the figures stand in *text* in plain digits, as most do."""
    tokens = _NUMBER.findall(text)
    return bool(tokens) and all(str(size) in tokens for size in sizes)


def _in_digits(text: str, language: str) -> str:
    """Return *text* with its number words in digits."""
    # Imported here: most quotes have their figure in digits.
    from text_to_num import alpha2digit  # type: ignore[import-untyped]

    # The library keeps to the plain hyphen.
    return str(alpha2digit(text.replace("\u2010", "-").replace("\u2011", "-"), language, threshold=0))


def _amounts(text: str, words: set[str]) -> set[Number]:
    """Return each amount in digits, as it is and by each scale among *words*: a range names its scale once."""
    amounts: set[Number] = set()
    tokens = _NUMBER.findall(text)
    for token in tokens + _SPACED.findall(text) if tokens else ():
        amounts.update(_readings(token))
    amounts |= {_SMALL_WORDS[word] for word in words & _SMALL_WORDS.keys()}
    scales: set[Number] = {_SCALES[word] for word in words & _SCALES.keys()}
    scales |= {_OTHER_SCALES[word] for word in words & _OTHER_SCALES.keys()}
    # What stood in words is in digits by now: "2.9 million" has become "2.9 1000000".
    scales |= {size for size in (100, 10**3, 10**6, 10**9, 10**12) if size in amounts}
    if not scales:
        return amounts
    if words & _HALVES:
        amounts |= {amount + Decimal("0.5") for amount in amounts} | {Decimal("0.5")}
    return amounts | scales | {amount * scale for amount in amounts for scale in scales}


def _readings(token: str) -> Iterable[Number]:
    """Return what a token may mean: 1.500 is 1500 to some and 1.5 to others."""
    if len(token) > MAX_LENGTH:
        return
    if token.isdecimal():
        yield int(token)
        return
    if _GROUPED.fullmatch(token):
        yield int(_NOT_DIGITS.sub("", token))
    parts = _NOT_DIGITS.split(token)
    whole, fraction = token[: -len(parts[-1]) - 1], parts[-1]
    # A date such as 12.10.2025 has several points and no thousands.
    if whole.isdecimal() or _GROUPED.fullmatch(whole):
        yield Decimal(_NOT_DIGITS.sub("", whole) + "." + fraction)
