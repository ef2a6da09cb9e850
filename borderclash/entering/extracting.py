"""The text of a captured page, and what the page says of itself: by trafilatura and pypdf, which are an extra."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator, Sequence, Set
from functools import partial
from importlib import import_module
from io import BytesIO
from typing import Any, NamedTuple

from borderclash.entering.pages import CONTROLS, Page, evened, one_line
from borderclash.problems import UsageError

# In a process of its own: a stranger's page may take any time or memory, or bring it down.
MAX_SECONDS = 60
MAX_MEMORY = 2 * 2**30
FIELDS = ("title", "author", "publisher", "published", "language")
NO_TEXT = "save its text by hand, as plain text in UTF-8, and name that file"
_LANGUAGE = re.compile(
    "[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# In what trafilatura makes of a page, what begins a line.
_BLOCKS = {"p", "head", "item", "row", "quote", "list", "table", "div", "lb", "code", "body", "fw", "ab"}
# In a page, what stands apart from the text around it.
_NEW_LINES = "div p section article aside header footer td th li h1 h2 h3 h4".split()
# A name in what a page says of itself to programs.
_NAME = re.compile(r'"name"\s*:\s*"([^"\\]{1,100})"')
# What a line of a PDF must not fall short of the longest by to be continued in the next.
_FULL = 0.75
# The mark of a footnote, and a word that is parted at the end of a line.
_MARK = re.compile(r"\s*\[?[^\W_]{1,3}\]?\s*")
_PARTED = re.compile("\\b(\\w+)([-\u2010\u00ad])\n(?=(\\w+))")
_COMPOUND = re.compile("\\b\\w+-\\w+")


class Extract(NamedTuple):
    """The text of a page, and what it says of itself: fields of a source."""

    text: str
    found: dict[str, str]


def extract(page: Page) -> Extract:
    """Return the text of a page; raises `UsageError` where it has none, or where the extra is not installed."""
    kind = page.kind
    text, found = page.text, dict[str, Any]()
    if kind in ("HTML", "PDF"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            logging.disable()
            try:
                text, found = _of_html(page) if kind == "HTML" else _of_pdf(page)
            finally:
                logging.disable(logging.NOTSET)
    text = evened(text)
    if not text.strip():
        raise UsageError(f"no text was found in {page.name}", NO_TEXT)
    return Extract(text, {name: line for name in FIELDS if (line := one_line(found.get(name) or ""))})


def missing(library: str, error: ImportError) -> UsageError:
    """Return what is said where a library of the extra cannot be imported."""
    there = "" if error.name and error.name.partition(".")[0] == library else f" whole: {error}"
    message = f"the text of a page is extracted by {library}, which is not installed{there}"
    return UsageError(message, "install it: python3 -m pip install 'borderclash[capture]'")


def _of_html(page: Page) -> tuple[str, dict[str, Any]]:
    try:
        trafilatura, html = import_module("trafilatura"), import_module("lxml.html")
    except ImportError as error:
        raise missing("trafilatura", error) from None
    # Its parser refuses control characters, and a declaration of an encoding in what is characters already.
    text = re.sub(r"\A\s*<\?xml[^>]*>", "", CONTROLS.sub("", page.text))
    try:
        tree = html.document_fromstring(
            text, parser=html.HTMLParser(encoding=None, remove_comments=True, remove_pis=True)
        )
    except Exception:
        raise UsageError(f"no text was found in {page.name}", NO_TEXT) from None
    _prepare(tree)
    authors = [
        *tree.xpath("//meta[@name='author']/@content"),
        *_NAME.findall(" ".join(tree.xpath("//script[@type='application/ld+json']/text()"))),
    ]
    languages = [tree.get("lang"), tree.get("xml:lang"), *tree.xpath("//meta[@property='og:locale']/@content")]
    # Its last resort, for short texts, sets spaces around every word that is marked.
    settings = import_module("trafilatura.settings").use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    made = trafilatura.bare_extraction(
        tree,
        config=settings,
        with_metadata=True,
        include_comments=False,
        # A date that only stands somewhere in the text may be any.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if made is None:
        return "", {}
    lines = list(_lines(made.body))
    title = made.title or ""
    if title and not any(_plain(title) in _plain(line) for line in lines[:5]):
        lines.insert(0, one_line(title))
    found = {
        "title": title,
        "author": _author(made.author or "", authors),
        "publisher": made.sitename,
        "published": made.date if _DAY.fullmatch(made.date or "") else None,
        "language": next((each for each in map(_language, languages) if each), None),
    }
    return "\n".join(lines), found


def _author(found: str, names: Sequence[str]) -> str:
    """Return the authors that trafilatura finds as the page writes them: with the point behind an initial."""

    def written(author: str) -> str | None:
        return next((str(name) for name in names if _plain(name) == _plain(author)), None)

    return written(found) or "; ".join(written(author) or author for author in found.split("; "))


def _prepare(tree: Any) -> None:
    """Have words stand as one reads them: parted by new lines, not by marks of footnotes, and below pictures."""
    # Numbers of characters that are none stand for them in a page, and are refused by its reader.
    for element in tree.iter():
        for name in ("text", "tail"):
            text = getattr(element, name)
            if text and CONTROLS.search(text):
                setattr(element, name, CONTROLS.sub("", text))
        for name, value in element.items():
            if CONTROLS.search(value):
                element.set(name, CONTROLS.sub("", value))
    # Where a page begins a new line, its text may have no space.
    for element in tree.iter(*_NEW_LINES):
        element.text = f" {element.text}" if element.text else element.text
        element.tail = f" {element.tail}" if element.tail else element.tail
    for quote in list(tree.iter("q")):
        quote.drop_tag()
    for element in tree.iter("figure", "figcaption"):
        element.tag = "div" if element.tag == "figure" else "p"
    for mark in tree.xpath("//sup[.//a[starts-with(@href, '#')]]"):
        if _MARK.fullmatch(mark.text_content()):
            mark.drop_tree()


def _lines(body: Any) -> Iterator[str]:
    """Yield the lines of what trafilatura made: one a paragraph, heading, item or row."""
    line: list[str] = []

    def ended() -> Iterator[str]:
        text = "\t".join(" ".join(cell.split()) for cell in "".join(line).split("\t")).strip()
        line.clear()
        if text:
            yield text

    # Not by recursion: a page may be nested as deep as it likes.
    waiting: list[tuple[Any, bool]] = [(body, False)]
    while waiting:
        element, behind = waiting.pop()
        is_block = element.tag in _BLOCKS
        if is_block:
            yield from ended()
        if behind:
            line.append("\t" if element.tag == "cell" else "")
            line.append((element.tail or "").replace("\t", " "))
            continue
        line.append((element.text or "").replace("\t", " ") if isinstance(element.tag, str) else "")
        waiting.append((element, True))
        waiting.extend((child, False) for child in reversed(element))
    yield from ended()


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _language(name: str | None) -> str | None:
    name = (name or "").strip().replace("_", "-")
    return name if _LANGUAGE.fullmatch(name) else None


def _of_pdf(page: Page) -> tuple[str, dict[str, Any]]:
    try:
        pypdf = import_module("pypdf")
    except ImportError as error:
        raise missing("pypdf", error) from None
    try:
        reader: Any = pypdf.PdfReader(BytesIO(page.content))
        if reader.is_encrypted:
            reader.decrypt("")
        pages = [part.extract_text() for part in reader.pages]
        compounds = {word.casefold() for each in pages for word in _COMPOUND.findall(each)}
        text = "\n\n".join(_paragraphs(each, compounds) for each in pages)
        about = reader.metadata
        root: Any = reader.root_object
        found = {
            "title": about.title if about else None,
            "author": about.author if about else None,
            "language": _language(str(root.get("/Lang") or "")),
        }
    # Whatever is wrong in a PDF shows as any kind of exception.
    except Exception as error:
        reason = str(error).strip().partition("\n")[0][:200] or type(error).__name__
        raise UsageError(f"the PDF in {page.name} cannot be read: {reason}", NO_TEXT) from None
    return text, found


def _paragraphs(text: str, compounds: Set[str]) -> str:
    """Return the text of a page of a PDF with a line a paragraph: a line is continued if it is nearly full.

    *compounds* are the words that have a hyphen within a line.
    """
    text = _PARTED.sub(partial(_joined, compounds), text)
    lines = [line.strip() for line in text.split("\n")]
    full = _FULL * max(map(len, lines))
    joined = ""
    for line in lines:
        joined += line + ("\n" if len(line) < full else " ")
    return joined


def _joined(compounds: Set[str], parted: re.Match[str]) -> str:
    """Return a word without the hyphen that parts it; one beside a digit or before a capital belongs to it."""
    before, hyphen, following = parted.groups()
    belongs = not following[0].islower() or before[-1].isdigit() or f"{before}-{following}".casefold() in compounds
    return before + hyphen if belongs and hyphen != "\u00ad" else before


def main() -> None:
    """Extract the page on standard input, in a process of its own: see `extract_apart`."""
    head, content = sys.stdin.buffer.readline(), sys.stdin.buffer.read()
    try:
        text, found = extract(Page(content=content, **json.loads(head)))
        answer: dict[str, Any] = {"text": text, "found": found}
    except UsageError as error:
        answer = {"error": [error.message, error.help]}
    sys.stdout.buffer.write(json.dumps(answer).encode())


# In the process itself, so that nothing of it is left to whoever started it. Not every system has such limits.
_LIMITED = f"""
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MAX_MEMORY}, {MAX_MEMORY}))
except Exception:
    pass
from borderclash.entering.extracting import main
main()
"""


def extract_apart(page: Page) -> Extract:
    """Return the text of a page as `extract` does; also raises `UsageError` where it takes too much."""
    if page.kind not in ("HTML", "PDF"):
        return extract(page)
    head = json.dumps({"name": page.name, "type": page.type, "charset": page.charset}).encode()
    # -P: a file of the current folder is no module, whatever its name.
    command = [sys.executable, "-P", "-c", _LIMITED]
    try:
        ran = subprocess.run(command, input=head + b"\n" + page.content, capture_output=True, timeout=MAX_SECONDS)
        answer = json.loads(ran.stdout)
    except subprocess.TimeoutExpired:
        raise UsageError(f"{page.name} takes longer than {MAX_SECONDS} seconds to extract", NO_TEXT) from None
    except (OSError, ValueError):
        raise UsageError(f"the text of {page.name} cannot be extracted", NO_TEXT) from None
    if "error" in answer:
        raise UsageError(*answer["error"])
    return Extract(answer["text"], answer["found"])
