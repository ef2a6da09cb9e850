"""What to tell a curator whose figure fits no form: another one only if it is read and nothing is lost by it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from difflib import SequenceMatcher, get_close_matches
from typing import NamedTuple

from borderclash.text.typography import code_point
from borderclash.values.figure_forms import PHRASES, UNCOUNTED, table
from borderclash.values.figure_refusals import TOLERANCE, not_whole, shown
from borderclash.values.missing import REMEDY, is_missing_code
from borderclash.values.number_words import DOZENS, NUMBER_WORDS, SCALES
from borderclash.values.numbers import plain
from borderclash.values.spelling import even, is_no_digit

# What is longer is no figure with a slip in it.
MOST_READ = 80
OTHERWISE = "write the figure in one of these forms, a reservation in `hedge` and the rest in `note`"
NO_FIGURE = "no figure is given here: take `several` as the value, and the words to `hedge`"
SEVERAL = "a claim has one figure: write it here, and the rest in `hedge` or `note`, or in claims of its own"
IN_BRACKETS = "write the figure alone, and what stands in brackets in `hedge` or `note`"
UNIT = "put the unit in `unit`, and a reservation in `hedge`"
SCALE = "write its scale as thousand, million, billion, trillion, lakh or crore, with a space before it"
NEGATIVE = "a count is never negative; for a figure of any sign make the question `kind: number`"
COMMA = "a comma only sets off thousands, three digits each (1,500); a decimal part has a point (1.5)"
GROUPS = "between digits stands a mark for every three of them (1,500), of one kind in a figure"

# Words behind a figure that are no unit of it: they qualify it, or are figures themselves.
_NO_UNITS = frozenset(
    "ish s or so to and at least most about more less fewer over plus maybe possibly if not odd approximately "
    "approx roughly circa ca estimated minimum min maximum max upwards nearly almost reportedly confirmed "
    "unconfirmed up each daily total claimed alleged probably likely perhaps additional down under below above "
    "between".split()
).union(NUMBER_WORDS)
_OTHER_SCALES = frozenset(
    "b bil bill mil mill mio mln mrd mld bln trn trln t thsd tsd lac lacs l cr arab kharab k m mn bn tn "
    "万 萬 亿 億 만 억 тыс тысяч млн млрд tausend mille ألف مليون هزار میلیون لاکھ ہزار कोटि".split()
)
_SCALES = frozenset((*_OTHER_SCALES, *SCALES, *DOZENS, "hundred"))
_RESERVATIONS = frozenset(
    "confirmed unconfirmed claimed alleged allegedly reportedly possibly probably likely perhaps maybe".split()
)
_SCALE_OF = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_FIGURE_WITHIN = re.compile(rf"\d|\b(?:{'|'.join(NUMBER_WORDS)})\b")

# A share of the whole, which nobody can count.
_SHARE = re.compile(
    r"1 ?/ ?[2-9]|(?:a |one |about |over |nearly )*half(?: the| of .*)?|.*\b(?:third|quarter|fifth)s?\b.*|"
    r"(?:1|one) (?:in|out of|of) \w+"
)


# What says the same in other words, as it is read, and what to do beside that.
_REWORDED = (
    ("(.+?),? (?:plus or minus|give or take|plus/minus|[+]-) ?(.+)", r"\1 ± \2", ""),
    (r"(.+?) ?[(\[](.+)[)\]]", r"\1 \2", ""),
    ("(.*[^ ]) ?-?(odd|some)", r"\1-\2", ""),
    ("(.*[^ ]) ?-?(odd|some)", r"about \1", ""),
    ("((?:hundred|thousand|million|billion|lakh|crore|dozen) .+)", r"a \1", ""),
    ("(?:an?|one) ([a-z]+) and a half", r"one and a half \1", ""),
    ("(.*?),( (?:but|and) .*)", r"\1\2", ""),
    ("([a-z.]+|~|≈) (at least|up to|at most|more than|over|fewer than|less than) (.+)", r"\2 \1 \3", ""),
    ("as (?:few|little|low) as (.+)", r"at least \1", ", and the words in `hedge`"),
    ("(?:between|from) ((?:(?! (?:and|to|or) )[^-])+)", r"at least \1", ", or both ends: between 20 and 30"),
)
# What people write around a figure that is not read, by what is read in its place.
SAME_BEFORE = {
    "at least": "more than or equal to|greater than or equal to|not below|not under|no lower than|not lower than|"
    "starting at|⩾|≧|=>",
    "more than": "surpass|surpasses|surpassed|surpassing|exceed|exceeds|exceeded|topping|tops|topped|beyond|"
    "north of|higher than|bigger than|larger than|well above|just above|far above|slightly over|slightly above|"
    "a little over|slightly more than|just more than|well more than|far more than|much more than|way over",
    "at most": "less than or equal to|fewer than or equal to|not over|not above|not exceeding|no greater than|"
    "not greater than|no higher than|not higher than|as high as|⩽|≦|=<",
    "exactly": "equal to|equals|=|==",
    "fewer than": "well under|well below|far under|far below|far fewer than|far less than|much less than|"
    "lower than|smaller than|way under|well short of",
    "about": "in the order of|on the order of|of the order of|in the neighbourhood of|in the neighborhood of|"
    "in the vicinity of|somewhere around|give or take|near|abt|abt.|cca|appr.|appr|approximate|plus or minus|"
    "∼|≃|≅|≒|@",
    "nearly": "just below|just shy of|shy of|slightly under|slightly less than|slightly fewer than|a bit under|"
    "slightly below|a little under|nearing|virtually|practically|just less than|close on|not far off|nigh on",
}
SAME_BEHIND = {
    "at least": "at least|minimum|min|min.|at minimum|and upwards|or upwards|upwards|or up|or higher|and higher|"
    "or greater",
    "exactly": "exactly|precisely",
    "at most": "or below|and below|at most|maximum|max|max.|at maximum|tops|and under|and fewer|and less|or lower",
    "about": "or thereabouts|approximately|approx|approx.|roughly|circa|give or take|ish|-ish|about|around",
}
BEFORE, BEHIND = (
    {phrase: read for read, phrases in same.items() for phrase in phrases.split("|")}
    for same in (SAME_BEFORE, SAME_BEHIND)
)


class _Text(NamedTuple):
    """What could not be read: as it is written, in evened-out spelling, and what tells whether a text is read."""

    written: str
    even: str
    of_count: bool
    reads: Callable[[str], bool]

    def offer(self, text: str, then: str = "") -> str | None:
        """Return the advice to write *text*, ``None`` where that is not read either."""
        return f"write `{text}`{then}" if self.reads(text) else None


def not_read(written: str, text: str, *, count: bool, reads: Callable[[str], bool]) -> str:
    """Return the remedy for what fits none of the accepted forms; *text* is its evened-out spelling."""
    if len(text) > MOST_READ:
        return OTHERWISE
    given = _Text(written, text, count, reads)
    hints = (
        _character,
        _no_value,
        _share,
        _number,
        _digits,
        _reworded,
        _misspelt_words,
        _without_figure,
        _beside,
    )
    return next((help for hint in hints if (help := hint(given))), OTHERWISE)


def _character(given: _Text) -> str | None:
    for char in given.written:
        if unicodedata.category(char) in ("Cf", "Cc", "Co", "Cn") and not char.isspace():
            return f"take out a character that nobody sees: {code_point(char)}"
        if is_no_digit(char):
            if "\N{FRACTION SLASH}" in unicodedata.normalize("NFKC", char):
                half = even(given.written.replace(" ½", "½").replace("½", ".5"))
                offered = given.offer(f"0{half}" if half.startswith(".") else half)
                otherwise = f"write the fraction as decimals; this holds {code_point(char)}"
                return offered or (not_whole(half) if given.of_count else otherwise)
            rest = even(given.written.replace(char, ""))
            help = f"a figure is written in plain digits, 0 to 9; this holds {code_point(char)}"
            return given.offer(rest, f" if the {char} is a mark of a footnote") or help
    return None


def _no_value(given: _Text) -> str | None:
    text = given.even
    if not text:
        return "write the figure, or leave the claim out"
    if is_missing_code(given.written):
        return REMEDY
    if text in ("no", "nought", "naught", "nothing", "nobody", "no one") or re.fullmatch(
        "([a-z]+ ){1,2}(none|nil)", text
    ):
        return "write `none`, or 0"
    if text in ("hundred", *SCALES):
        return f"write `a {text}`, or `{text}s` for several of them"
    if text in table().before and not text.endswith(" some"):
        return f"write the figure behind it: {text} 5"
    return None


def _share(given: _Text) -> str | None:
    text = given.even
    if not _SHARE.fullmatch(text) and not re.search(r"^[0-9]+ ?/ ?[0-9]+ [a-z]", text):
        return None
    if not _SCALES.intersection(text.split()):
        return NO_FIGURE if _SHARE.fullmatch(text) else None
    offered = given.offer(text.replace("half of", "half"))
    return offered or "write the fraction as decimals, such as 0.5 million, or the figure in digits"


def _number(given: _Text) -> str | None:
    text = given.even
    if given.of_count and (match := re.fullmatch("- ?([0-9][0-9,.]*)", text)):
        return NEGATIVE if match[1].strip("0,.") else "write 0"
    if match := re.fullmatch(r"(.*[0-9])\.", text):
        return given.offer(match[1])
    if match := re.fullmatch(r"\+ ?([0-9].*)", text):
        return given.offer(match[1], f", or `{match[1]}+` for that many and more")
    if re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3}){2,}", text):
        return f"a point sets off decimals: for thousands write {text.replace('.', ',')}"
    if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?e[-+]?[0-9]{1,2}", text):
        value = Decimal(text)
        whole = shown(plain(value)) if -20 < value.adjusted() < 20 else ""
        return given.offer(whole) or "write the figure in plain digits, such as 1,000"
    if match := re.fullmatch("[\"'‘’“”«»„](.*)[\"'‘’“”«»]", text):
        return given.offer(match[1].strip(), ", without quotation marks within the text")
    if "\N{ARABIC DECIMAL SEPARATOR}" in text:
        return given.offer(text.replace("\N{ARABIC DECIMAL SEPARATOR}", "."), ": decimals stand behind a point")
    if re.fullmatch(r"\.[0-9]+.*", text):
        return given.offer(f"0{text}")
    if len(text) <= 9 and all(unicodedata.numeric(char, None) is not None for char in text):
        return "write the figure in digits"
    return None


def _digits(given: _Text) -> str | None:
    text = given.even
    if re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3})+,[0-9]+", text):
        return "a comma sets off thousands and a point decimals, not the other way about: 10,000.50"
    if match := re.fullmatch(r"((?:.*[^0-9.,])?[0-9]+),([0-9]{1,2}|[0-9]{4,}|0+)( ?[a-z]+)?", text):
        return given.offer(f"{match[1]}.{match[2]}{match[3] or ''}", f": {COMMA}") or COMMA
    if re.fullmatch("[^0-9]*[0-9.]*,[0-9][0-9,.]*[^0-9]*", text) and not given.reads(text.replace(",", "")):
        return None
    if re.fullmatch("[^0-9]*[0-9.]*,[0-9][0-9,.]*[^0-9]*", text):
        return COMMA
    if (match := re.fullmatch("[^0-9]*([0-9,]+([ '’][0-9]+)+)", text)) and not given.reads(match[1]):
        return GROUPS
    if re.fullmatch("[0-9]+(_[0-9]{3})+", text):
        return given.offer(text.replace("_", ","))
    if match := re.fullmatch("([0-9]+) ?/ ?([0-9]+)", text):
        first, last = match.groups()
        return given.offer(f"{first} or {last}", " where it is one of the two; a share of the whole has no figure")
    if match := re.fullmatch(r"(.*[0-9a-z%]) ?(?:\.\.+|…|~|through|thru|till|until|--+) ?([0-9].*)", text):
        return given.offer(f"{match[1]} to {match[2]}")
    return None


def _reworded(given: _Text) -> str | None:
    text = given.even
    for pattern, template, then in _REWORDED:
        if (match := re.fullmatch(pattern, text)) and (offered := given.offer(match.expand(template), then)):
            return offered
    if re.search("±|[+]/-", text):
        return TOLERANCE
    if (spaced := re.sub("(?<=[0-9])(?=[a-z])|(?<=[a-z])(?=[0-9])", " ", text)) and given.reads(spaced):
        return f"write `{spaced}`"
    if match := re.fullmatch(r"(.+?) ?[(\[](.+)[)\]]", text):
        return given.offer(f"{BEHIND.get(match[2], match[2])} {match[1]}")
    if match := re.fullmatch("(?:a )?(?:couple|few|handful|pair)(?: of)? ([a-z]+?)s?", text):
        several = f"several {match[1]}"
        return f"write `{several}`" if several in table().vague else None
    for behind in sorted((behind for behind in BEHIND if text.endswith(behind)), key=len, reverse=True):
        if offered := given.offer(f"{BEHIND[behind]} {text.removesuffix(behind).strip(' -,')}"):
            return offered
    return _scaled(given) or _other_end(given) or _before(given)


def _scaled(given: _Text) -> str | None:
    match = re.fullmatch("(.*[0-9]) ?([a-z]+)", given.even)
    if not match or not given.reads(match[1]):
        return None
    if (scale := _SCALE_OF.get(match[2])) and not given.of_count:
        return f"write `{match[1]} {scale}`, or the unit in `unit`"
    return SCALE if match[2] in _OTHER_SCALES else None


def _other_end(given: _Text) -> str | None:
    match = re.fullmatch("(.*[0-9a-z]) ?(?:to|-|or|and)", given.even)
    if match and given.reads(match[1]):
        return "write the other end of it too, such as 20 to 30, or a bound: at least 20"
    return None


def _before(given: _Text) -> str | None:
    """Return the figure with the word before it that was meant, or that says the same and is read."""
    match = _FIGURE_WITHIN.search(given.even)
    if not match or not match.start():
        return None
    words, figure = given.even[: match.start()].strip(), given.even[match.start() :]
    for at in (len(words), words.rfind(" a"), words.rfind(" an"), words.rfind(" half a")):
        before, rest = words[:at].strip(), f"{words[at:]} {figure}".strip()
        if at < 0 or not given.reads(rest):
            continue
        if read := BEFORE.get(before):
            return given.offer(f"{read} {rest}")
        near = next((phrase for phrase in PHRASES if len(phrase) > 3 and _misspelt(before, phrase)), None)
        if near and before != near and given.reads(f"{near} {rest}"):
            return f"did you mean `{near} {rest}`?"
    return None


def _misspelt_words(given: _Text) -> str | None:
    if not re.fullmatch("[a-z]{3,}([ -][a-z]+)*", given.even):
        return None
    words = re.split("([ -])", given.even)
    meant = [
        word if word in (" ", "-", "a", "and") else next(iter(get_close_matches(word, NUMBER_WORDS, 1, 0.8)), "")
        for word in words
    ]
    return f"did you mean `{''.join(meant)}`?" if all(meant) and given.reads("".join(meant)) else None


def _without_figure(given: _Text) -> str | None:
    text = given.even
    padded = f" {text.replace('-', ' ')} "
    vague = table().vague
    # Of several ("dozens, perhaps hundreds") the first: a larger one says more than was said.
    first = re.split("(?:,| or|(?<! up) to| and| if not) ", padded)[0] + " "
    word = max((word for word in vague if f" {word} " in first), key=lambda w: (vague[w], len(w)), default="")
    before, _, behind = padded.partition(f" {word} ")
    if _FIGURE_WITHIN.search(before + behind if word else text):
        return None
    if re.fullmatch("none of .*|no (?!(?:more|less|fewer|lower|greater|higher|number)\\b).*", text):
        return "write `none`, or 0, if that is what was said"
    if not word or (before.strip() and word in UNCOUNTED):
        return NO_FIGURE
    if behind.strip() == "of":
        return f"write `{word}`, and what they are in `unit`"
    if before.strip() or re.match("(or|and|plus)\\b|[+]", behind.strip()):
        return f"write `{word}`, and the words beside it in `hedge`: it has no figure that they could limit"
    return f"write `{word}` alone: its unit stands in `unit`, the rest in `hedge` or `note`"


def _beside(given: _Text) -> str | None:
    text = given.even
    if re.search("[(\\[]", text):
        return IN_BRACKETS
    if re.search(r"[$€£¥₹₽₴₺₪﷼]|\b(?:usd|eur|gbp|rs)\b", text):
        return "put the currency in `unit`, and write the amount alone"
    if re.search("[?!*†‡]", text):
        return "write the figure alone, and a doubt about it in `hedge`"
    if len(re.findall("[0-9][0-9,.]*", text)) > 1 and re.search("[,;]|and|but|or", text):
        return SEVERAL
    words = text.split()
    read = next((at for at in range(len(words) - 1, 0, -1) if given.reads(" ".join(words[:at]))), 0)
    match = re.fullmatch("(.*?) *(-?[0-9][0-9,.]*) *(.*)", text)
    behind = words[read:] if read else match[3].split() if match else []
    if behind and behind[0] in _SCALES:
        return SCALE
    if read and _RESERVATIONS.issuperset(behind):
        return f"write `{' '.join(words[:read])}`, and `{' '.join(behind)}` in `hedge`"
    plainly = all(re.fullmatch("[^\\W\\d_]+(-[^\\W\\d_]+)*", word) for word in behind)
    if behind and plainly and not _NO_UNITS.intersection(behind):
        return UNIT
    in_words = not re.search("[0-9]", text)
    return "write the figure in digits, and alone: a reservation stands in `hedge`" if in_words else None


def _misspelt(written: str, phrase: str) -> bool:
    """Say whether *written* is *phrase* with a slip in its words; another word may mean the opposite."""
    if written.replace(" ", "") == phrase.replace(" ", ""):
        return True
    pairs = list(zip(written.split(), phrase.split(), strict=False))
    if not len(written.split()) == len(phrase.split()) == len(pairs):
        return False
    return all(a == b or SequenceMatcher(None, a, b).ratio() >= 0.75 for a, b in pairs)
