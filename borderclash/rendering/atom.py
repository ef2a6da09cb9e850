"""Atom (RFC 4287): what changed, as a feed for readers and programs that follow it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from borderclash.language import current, is_right_to_left
from borderclash.presenting.blocks import List
from borderclash.presenting.feed import Entry, Feed
from borderclash.rendering.page.writer import fragment
from borderclash.text.escaping import iri, one_line

ATOM = "http://www.w3.org/2005/Atom"


def write(feed: Feed) -> Iterator[str]:
    """Yield the XML text of a feed."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": current()})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", _instant(feed.updated))
    if feed.page:
        SubElement(root, "link", rel="alternate", type="text/html", href=iri(feed.page))
    for name in feed.authors:
        _text(SubElement(root, "author"), "name", name)
    _text(root, "generator", "borderclash")
    for entry in feed.entries:
        _entry(root, entry, feed.page)
    indent(root)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(root: Element, entry: Entry, page: str | None) -> None:
    there = SubElement(root, "entry")
    _text(there, "id", entry.id)
    _text(there, "title", entry.title)
    _text(there, "updated", _instant(entry.updated))
    if page:
        # Where the page has the row, or its question has several, the first of them.
        address = page if "#" in page else f"{page}#{entry.event}.{entry.question}"
        SubElement(there, "link", rel="alternate", type="text/html", href=iri(address))
    SubElement(there, "category", term=entry.event, label=one_line(entry.event_title).strip())
    _text(there, "summary", entry.summary)
    html = fragment([List(entry.items)])
    # As text: what reads it takes the tags out of the text again.
    _text(there, "content", f'<div dir="rtl">{html}</div>' if is_right_to_left() else html).set("type", "html")


def _text(parent: Element, name: str, text: str) -> Element:
    made = SubElement(parent, name)
    made.text = one_line(text).strip()
    return made


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
