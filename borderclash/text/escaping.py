"""Text from a claim file is data: these make it inert in each kind of output."""

from __future__ import annotations

import os
import re
import shlex

# What a terminal could obey: control characters, and the marks that turn the direction of what follows.
_COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_COMMANDS_BUT_ISOLATES = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066\u2067]")
_SPACES = "\t\n\v\f\r\x85\u2028\u2029"

# Shown instead of obeyed in a file: control characters, the two marks that force a direction, half characters.
# So are the numbers that Unicode keeps free of characters, which HTML refuses, and XML some of them.
_FREE = "\ufdd0-\ufdef" + "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
_CONTROLS = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff{_FREE}]")
# Text copied from right-to-left pages carries these in pairs; one left open would turn what follows it.
_CLOSERS = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_TURNS = re.compile("[\u202a-\u202c\u2066-\u2069]")

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&#]")
_BLOCK = re.compile(r"^(?:[-+=]|[0-9]+(?=[.)](?: |$)))")
# GitHub links these in the finished page, where no backslash is left. An invisible comment behind each parts it.
# This and the patterns of wikitext are compiled where they are used: every start reads this, and few need them.
_LINKED = r"(?i:@|#(?=[0-9])|\bgh-(?=[0-9])|:(?=//)|www(?=\.)|:(?=[a-z0-9_+\\-]+:))"
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_BREAKS_ADDRESS = re.compile(r"[\"<>\\^`{|}]")

# What wikitext is written with. Some of it means something twice in a row alone, or where a text begins or ends;
# what would close a link is inert where none is opened.
# The solidus overlay makes another sign of a bracket before it, and a semicolon is stored for the Greek question
# mark. Letters before a colon may name a protocol; the three short words are linked with the number behind them.
_PROTOCOLS = "bitcoin geo magnet mailto matrix news sip sips sms tel urn xmpp".split()
_WIKITEXT = (
    "[{}|<>&~\u0338\u037e]"
    "|(?<=\\[)\\[|\\[(?![0-9A-Za-z])"
    "|'(?=')|(?<=')'|^'|'$"
    "|[_\uff3f](?=[_\uff3f])|(?<=[_\uff3f])[_\uff3f]|^[_\uff3f]|[_\uff3f]$"
    "|!(?=!)|(?<=!)!"
    "|^[-+*#:;=!]|=$"
    "|(?<=[A-Za-z]):(?=[^ ])|" + "|".join(f"(?<=(?i:{name})):$" for name in _PROTOCOLS) + "|"
    r"(?<=RF)C(?=\s|$)|(?<=PMI)D(?=\s|$)|(?<=ISB)N(?=\s|$)"
)
_BREAKS_WIKI_ADDRESS = "[\"'<>\\\\^`{|}\\[\\]~\u0338\u037e]|[_\uff3f](?=[_\uff3f])|(?<=[_\uff3f])[_\uff3f]"
_REFERENCE = re.compile(r"&(?=#?\w+;)")

# A spreadsheet takes a cell for a formula by these, and looks past spaces, quotes and invisible marks before them.
FORMULA_SIGNS = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
BEFORE_A_SIGN = "[\\s\"'\u2018-\u201f\u200b-\u200f\u202a-\u202c\u2066-\u2069\ufeff]"
# One that splits at semicolons starts a cell there.
_FORMULA = re.compile(f"(?:^|;)(?={BEFORE_A_SIGN}*{FORMULA_SIGNS})")
NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")


def _visible(match: re.Match[str]) -> str:
    """Return what stands for a character that is not to be obeyed: a space for one of space, else its number."""
    return " " if match[0] in _SPACES else f"<U+{ord(match[0]):04X}>"


def terminal_text(text: str, *, isolates: bool = False) -> str:
    """Return *text* in one line without anything that a terminal would obey; what is taken out stays visible.

    With *isolates* what sets a text of another direction apart is left in it, which turns nothing around it.
    """
    if text.isprintable():
        return text
    return (_COMMANDS_BUT_ISOLATES if isolates else _COMMANDS).sub(_visible, text)


def one_line(text: str) -> str:
    """Return *text* in one line with its control characters made visible and its turns of direction closed."""
    if text.isprintable() and text.isascii():
        return text
    text = _CONTROLS.sub(_visible, text)
    waiting: list[str] = []
    for turn in _TURNS.findall(text):
        if turn in _CLOSERS:
            waiting.append(_CLOSERS[turn])
        elif waiting and turn == waiting[-1]:
            waiting.pop()
    return text + "".join(reversed(waiting))


def markdown_text(text: str) -> str:
    """Return Markdown that shows *text* and nothing else, in a heading, a cell, a list item or a footnote."""
    text = one_line(text).strip()
    block = _BLOCK.match(text)
    text = _MARKUP.sub(r"\\\g<0>", text)
    if block:
        # A bullet is escaped itself, a number's point behind it.
        end = block.end() if block[0][0].isdigit() else 0
        text = f"{text[:end]}\\{text[end:]}"
    text = re.sub(_LINKED, r"\g<0><!-- -->", text)
    # Two dollar signs would set mathematics; GitHub's own advice against it is a span.
    return text.replace("$", "<span>$</span>")


def is_web_address(address: str) -> bool:
    """Say whether *address* is one that a reader may be led to: ``http`` or ``https``, without spaces."""
    return bool(_WEB_ADDRESS.fullmatch(address))


def iri(address: str) -> str:
    """Return a web *address* with the numbers of the characters that no IRI has in the place of these."""
    return _BREAKS_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", address)


def markdown_link(text: str, address: str | None) -> str:
    """Return *text* as a link to a web *address*; to anything else there is no link, and the address is shown."""
    if not address:
        return markdown_text(text)
    if not is_web_address(address):
        return markdown_text(text if text == address else f"{text} ({address})")
    return f"[{markdown_text(text)}](<{iri(address).replace('&', '&amp;')}>)"


def wikitext(text: str) -> str:
    """Return wikitext of MediaWiki that shows *text* and nothing else: in a cell, a list, a parameter, a heading.

    Signs are told by their numbers, which no parameter of a citation stumbles over as it does over ``<nowiki>``.
    """
    return re.sub(_WIKITEXT, lambda match: f"&#{ord(match[0])};", one_line(text).strip())


def wikitext_address(address: str) -> str | None:
    """Return a web *address* as a parameter or a link of wikitext takes it; ``None`` for what leads nowhere."""
    if not is_web_address(address):
        return None
    target = re.sub(
        _BREAKS_WIKI_ADDRESS, lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address
    )
    return _REFERENCE.sub("&amp;", target)


def csv_text(text: str) -> str:
    """Return *text* in one line; what a spreadsheet would run as a formula gets an apostrophe in front."""
    text = one_line(text)
    return text if NUMBER.fullmatch(text) else _FORMULA.sub(r"\g<0>'", text)


def shell_word(path: str) -> str:
    """Return *path* as a word of a POSIX shell that no command takes for an option; it is inert on a terminal."""
    if path.startswith("-"):
        path = f"./{path}"
    if path.isprintable():
        return shlex.quote(path)
    # Byte by byte, so that nothing in it moves the cursor or is lost.
    shown = (
        chr(byte) if 32 <= byte < 127 and byte not in b"'\\" else f"\\{byte:03o}" for byte in os.fsencode(path)
    )
    return f"$'{''.join(shown)}'"
