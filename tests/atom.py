"""Atom feeds by the rules of RFC 4287, as a validator holds them."""

import re
from datetime import datetime
from uuid import UUID
from xml.etree.ElementTree import fromstring

NAMESPACE = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Section 3.3: RFC 3339 with an upper-case T, and Z or an offset.
DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")
ONCE = {
    "feed": {"id": True, "title": True, "updated": True, "generator": False, "subtitle": False, "rights": False},
    "entry": {"id": True, "title": True, "updated": True, "summary": False, "content": False, "published": False},
}
MANY = {
    "feed": {"author", "link", "category", "contributor"},
    "entry": {"author", "link", "category", "contributor"},
}
ATTRIBUTES = {
    "category": {"term", "label"},
    "link": {"rel", "type", "href"},
    "content": {"type"},
    "feed": {LANGUAGE},
}


class Feed:
    """A feed that holds to the rules: its texts by element, and ``entries`` of the same."""

    def __init__(self, text):
        root = fromstring(text)
        assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"')
        assert root.tag == f"{NAMESPACE}feed"
        checked(root, "feed")
        self.language = root.get(LANGUAGE)
        self.texts = {name(node): node.text for node in root if not len(node)}
        self.authors = people(root)
        entries = root.findall(f"{NAMESPACE}entry")
        for entry in entries:
            checked(entry, "entry")
            # Section 4.1.2: an entry without a link has its content, and who wrote it, if no feed does.
            assert entry.find(f"{NAMESPACE}content") is not None
            assert people(entry) or self.authors
        self.entries = [{name(node): node.text for node in entry} for entry in entries]
        self.links = [links(node) for node in (root, *entries)]
        self.categories = [dict(entry.find(f"{NAMESPACE}category").attrib) for entry in entries]
        ids = [self.texts["id"], *(entry["id"] for entry in self.entries)]
        assert len(set(ids)) == len(ids)
        updated = [entry["updated"] for entry in self.entries]
        assert updated == sorted(updated, reverse=True)
        assert self.texts["updated"] == (updated[0] if updated else self.texts["updated"])
        self.shape = [(node.tag, sorted(node.attrib)) for node in root.iter()]


def name(node):
    assert node.tag.startswith(NAMESPACE)
    return node.tag.removeprefix(NAMESPACE)


def people(node):
    found = node.findall(f"{NAMESPACE}author")
    for author in found:
        assert [name(child) for child in author] == ["name"]
        assert author[0].text.strip()
    return [author[0].text for author in found]


def links(node):
    """Return the addresses of the pages that show the same: one of each kind at most, each an absolute IRI."""
    found = node.findall(f"{NAMESPACE}link")
    assert all(link.get("rel") == "alternate" and link.get("type") == "text/html" for link in found)
    assert len(found) <= 1
    addresses = [link.get("href") for link in found]
    assert all(re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", address) for address in addresses)
    return addresses


def checked(node, kind):
    """Hold an element to what it must have once, may have once, and may have several times."""
    children = [name(child) for child in node]
    for child, required in ONCE[kind].items():
        assert children.count(child) in ((1,) if required else (0, 1)), child
    others = set(children) - ONCE[kind].keys() - MANY[kind]
    assert others <= ({"entry"} if kind == "feed" else set())
    for child in node:
        if name(child) == "entry":
            continue
        assert child.attrib.keys() <= ATTRIBUTES.get(name(child), set()), child.attrib
        if name(child) in ("id", "title", "updated", "summary"):
            assert child.text
            assert child.text == child.text.strip()
        if name(child) == "id":
            # An IRI, absolute, and no address of this machine.
            assert child.text == UUID(child.text.removeprefix("urn:uuid:")).urn
        if name(child) == "updated":
            assert DATE.fullmatch(child.text)
            datetime.fromisoformat(child.text)
        if name(child) == "category":
            assert child.get("term")
        if name(child) == "content":
            assert child.get("type") == "html"
            assert len(child) == 0
