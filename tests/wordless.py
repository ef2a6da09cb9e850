"""A language without letters: what of an output has letters was written by curators, or is in no catalogue."""

import json
import re
import string
from xml.etree.ElementTree import fromstring

import catalogues
import html5lib
from babel import Locale
from wikipage import WikiPage

from borderclash.language import cldr
from borderclash.language.cldr import Conventions
from borderclash.reading.yaml_events import parse

# What curators write and readers see as it stands; ids, times and the format's own words are none of it.
FREE = frozenset(
    "title name label publisher author place unit measure speaker via locator quote translation note hedge scope"
    " parts by".split()
)
LATIN, GREEK = string.ascii_lowercase, "αβψδεφγηιξκλμνοπϙρστθωχυζϟ"
_GREEK = str.maketrans(LATIN + LATIN.upper(), GREEK + GREEK.upper())
_LETTERS = re.compile(r"[^\W\d_]+")
_FORMATTER = string.Formatter()
# What a reader sees of an element besides its text.
SEEN = ("title", "alt", "placeholder", "aria-label", "aria-description")


class Dates(Conventions):
    """Conventions of French, its months and its words for large numbers without letters."""

    def __init__(self):
        super().__init__(Locale("fr"))

    def _date(self, *arguments, **options):
        return wordless(super()._date(*arguments, **options))

    def short(self, *arguments):
        return wordless(super().short(*arguments))

    def scaled(self, *arguments):
        scaled = super().scaled(*arguments)
        return scaled and wordless(scaled)


class Wordless:
    """A catalogue in which each message has its places and a dot for each word; an unknown message is an error."""

    # No linguistic content (ISO 639): what is cached by language is not that of another.
    language = "zxx"

    def __init__(self):
        self.conventions = Dates()
        self.known = {(message.context, message.id) for message in catalogues.messages()}

    def gettext(self, text):
        return self._told(None, text)

    def pgettext(self, context, text):
        return self._told(context, text)

    def ngettext(self, one, many, count):
        return self._told(None, (one, many))[count != 1]

    def _told(self, context, text):
        bare = tuple(map(wordless, text)) if isinstance(text, tuple) else wordless(text)
        assert bare == text or (context, text) in self.known, f"not in the catalogues: {text}"
        return bare


def speak(monkeypatch):
    """Have each language that is not English be one without letters."""
    made = Wordless()
    monkeypatch.setattr(cldr, "load", lambda _: made)


def wordless(message):
    """Return a message with its places, and a dot for each word."""
    return "".join(
        _LETTERS.sub("·", text) + (f"{{{place}}}" if place is not None else "")
        for text, place, _, _ in _FORMATTER.parse(message)
    )


def in_greek(file):
    """Return the claim file, as JSON, with all that curators write in Greek letters."""
    return json.dumps(
        _greek(parse(file.read_text(encoding="utf-8")).documents[0]), ensure_ascii=False, default=str
    )


def _greek(data, field="", kind=""):
    if isinstance(data, dict):
        if field == "options":
            return {id: label.translate(_GREEK) for id, label in data.items()}
        kind = data.get("kind", kind) if "claims" in data else kind
        return {name: _greek(value, name, kind) for name, value in data.items()}
    if isinstance(data, list):
        return [_greek(value, field, kind) for value in data]
    free = field in FREE or (field == "value" and kind in ("names", "text"))
    return data.translate(_GREEK) if free and isinstance(data, str) else data


def words(text):
    """Return the words of a text in Latin letters."""
    return set(re.findall(r"[A-Za-z][A-Za-z'’-]*", text))


def of_text(out):
    return out


def of_markdown(out):
    """Return what Markdown shows: no names of footnotes, no targets of links, no elements."""
    return re.sub(r"\[\^[^\]]*\]|\]\(<[^>]*>\)|</?[a-z]+>", " ", out)


def of_html(out):
    """Return what a page shows: texts, and attributes that are shown or read out."""
    return " ".join(_seen(html5lib.parse(out, namespaceHTMLElements=False)))


def lines_of_html(out):
    """Return what a page shows, a line a text."""
    shown = (
        re.sub(r"[ \n]+", " ", text).strip(" ") for text in _seen(html5lib.parse(out, namespaceHTMLElements=False))
    )
    return "".join(f"{text}\n" for text in shown if text)


def _seen(root):
    for node in root.iter():
        if node.tag not in ("style", "script"):
            yield node.text or ""
        yield node.tail or ""
        yield from (value for name, value in node.attrib.items() if name in SEEN)


def of_wikitext(out):
    return WikiPage(out).text


def of_atom(out):
    """Return the titles, names and contents of a feed; what stands in these as HTML as a page shows it."""
    shown = [
        node for node in fromstring(out).iter() if node.tag.rpartition("}")[2] in ("title", "name", "content")
    ]
    return " ".join(of_html(node.text or "") for node in shown)


# What a reader of a format sees of it. A format that is not here is an error.
SHOWN = {
    "terminal": of_text,
    "markdown": of_markdown,
    "html": of_html,
    "wikitext": of_wikitext,
    "prose": of_text,
    "atom": of_atom,
}
