"""Captured pages: what kind of page some bytes are, their characters, and text that is evened out."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Literal, NamedTuple

from borderclash.problems import UsageError
from borderclash.rules.confusing_characters import hidden
from borderclash.text.folding import normalized

# A page of more bytes is not read, nor one that is more once its compression is undone.
MAX_BYTES = 32 * 2**20
Kind = Literal["HTML", "PDF", "text"]
SUFFIX_OF: dict[Kind, str] = {"HTML": ".html", "PDF": ".pdf", "text": ".txt"}
# So much of a page says what it is.
BEGINNING = 1024
# So many characters of a title or a name are kept.
LONGEST = 300
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# As browsers take them: what is sent under the first name is mostly the second.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Bytes in these are all ASCII, and so would pass for UTF-8.
_SEVEN_BITS = ("iso2022", "hz")
_NAMED = re.compile(
    rb"<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I
)
_HTML = re.compile(
    r"\s*(?:<\?xml\b[^>]*>\s*|<!--.*?(?:-->|\Z)\s*)*<(?:!doctype\s+html|html|head|body|title|article|main|div|p|h1|table|meta|script|style|link|base|section|header|iframe)\b",
    re.I | re.S,
)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
# Archives, what a word processor writes, and a page with all its pictures in one file as mail has them.
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"{\\rtf")
_ARCHIVED = re.compile(rb"^content-type: multipart/related", re.I | re.M)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# What is no text: control characters, half characters, marks of byte order, what Unicode keeps free of characters.
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_BLANKS = re.compile(r"[^\S\n]+")


class Page(NamedTuple):
    """A page as it was found: what to call it, its bytes, and what a server says of its type and its charset."""

    name: str
    content: bytes
    type: str = ""
    charset: str | None = None

    @property
    def kind(self) -> Kind:
        """What it is by its own first bytes, else by what was said of it.

        Raises `UsageError` for what is empty, too large, or neither HTML, PDF nor text.
        """
        if len(self.content) > MAX_BYTES:
            message = f"{self.name} is larger than {MAX_BYTES // 2**20} MiB"
            raise UsageError(message, "save the text of the page alone, and name that file")
        if not self.content.strip():
            raise UsageError(f"{self.name} is empty", "save the page once more, and look at the file")
        start = self.content[:BEGINNING]
        if b"%PDF-" in start:
            return "PDF"
        if _HTML.match(decoded(start, self.charset, whole=False)):
            return "HTML"
        if _is_binary(start):
            help = "save the page as HTML, as PDF, or as plain text in UTF-8"
            raise UsageError(f"{self.name} is neither HTML, PDF nor text", help)
        return "HTML" if self.type in _HTML_TYPES else "text"

    @property
    def text(self) -> str:
        """Its characters."""
        return decoded(self.content, self.charset)


def _is_binary(start: bytes) -> bool:
    """Say whether bytes hold what no text does; UTF-16 has a zero in every other place."""
    if any(start.startswith(mark) for mark, _ in _MARKS) or _wide(start):
        return False
    if start.startswith(_PACKED) or _ARCHIVED.search(start):
        return True
    return any(byte < 9 or 13 < byte < 27 for byte in start)


def _wide(start: bytes) -> str | None:
    """Return the name of a charset of two bytes a character that bytes without a mark are in."""
    for charset, ascii_zeros, others in (
        ("utf-16-le", start[1::2], start[::2]),
        ("utf-16-be", start[::2], start[1::2]),
    ):
        if len(ascii_zeros) > 4 and ascii_zeros.count(0) > 0.7 * len(ascii_zeros) and 0 not in others:
            return charset
    return None


def decoded(content: bytes, declared: str | None = None, *, whole: bool = True) -> str:
    """Return the characters of bytes: by their mark, as UTF-8 where they are that, else as they are declared.

    A page may declare a charset itself. What cannot be read is U+FFFD.
    """
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(charset, "replace")
    named = _NAMED.search(content[: 4 * BEGINNING])
    said = [_charset(name) for name in (declared, named[1].decode("ascii", "replace") if named else None) if name]
    seven = [charset for charset in said if charset and charset.startswith(_SEVEN_BITS) and b"\x1b$" in content]
    candidates = [*seven, _wide(content[:BEGINNING]), "utf-8", *said]
    for charset in filter(None, candidates):
        try:
            return content.decode(charset)
        except (UnicodeError, LookupError):
            continue
    return _nearest(content, [charset for charset in said if charset], whole)


def _nearest(content: bytes, said: list[str], whole: bool) -> str:
    """Return the characters of bytes with faults: as declared where few of them are, else by a guess."""
    beyond = len(content) - len(content.decode("ascii", "ignore"))
    for charset in ("utf-8", *said):
        text = content.decode(charset, "replace")
        if not whole or text.count("\ufffd") * 20 < beyond:
            return text
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return content.decode("cp1252", "replace")
    best = from_bytes(content[: 2**18]).best()
    return content.decode(best.encoding if best else "cp1252", "replace")


def _charset(name: str) -> str | None:
    """Return Python's name of a charset that is meant, ``None`` for one that is none of text."""
    try:
        found = codecs.lookup(name.strip("\"' "))
        # Python knows of more than charsets; some of it takes no fault for an answer.
        b"a\xff".decode(found.name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    return _MEANT.get(found.name, found.name)


def evened(text: str) -> str:
    """Return a text to keep: lines end in a line feed and in nothing else, no control characters, no empty ends.

    Between paragraphs stays at most one empty line.
    """
    text = CONTROLS.sub("", _LINE_ENDS.sub("\n", normalized("NFC", text)))
    lines = (_BLANKS.sub(" ", line).strip() if "\t" not in line else line.strip() for line in text.split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def is_right_to_left(text: str) -> bool:
    """Say whether a good part of the letters of a text run from right to left."""
    letters = [char for char in text if char.isalpha()]
    return sum(unicodedata.bidirectional(char) in ("R", "AL") for char in letters) * 5 > len(letters)


def one_line(text: str) -> str:
    """Return a title or a name of a page as a field takes it: in one line, of what is seen, not endless."""
    text = normalized("NFC", text[: 10 * LONGEST])
    unseen = {at for at, _ in hidden(text)}
    text = CONTROLS.sub(" ", "".join(char for at, char in enumerate(text) if at not in unseen))
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3].rstrip()}..."
