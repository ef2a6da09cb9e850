"""Wikitext as a parser reads it that was written for Wikipedia's own: tables, references, citations and text."""

import re

import mwparserfromhell
from mwparserfromhell.nodes import ExternalLink, Heading, HTMLEntity, Tag, Template, Text
from mwparserfromhell.wikicode import Wikicode


class WikiPage:
    """What a page holds: ``tables`` of rows of texts, ``refs`` by name, and the whole ``text`` without these.

    ``shape`` is the sequence of all nodes that are not text, which no text of a claim changes.
    """

    def __init__(self, source):
        self.source = source
        self.code = mwparserfromhell.parse(source)
        self.shape = []
        self.refs = {}
        self.used = []
        self.text = collapse(self.read(self.code))
        self.tables = [
            [[collapse(quiet(cell)) for cell in cells(row)] for row in tags(table, "tr")]
            for table in tags(self.code, "table")
        ]

    def read(self, code):
        return "".join(map(self.node, code.nodes))

    def node(self, node):
        if isinstance(node, Text):
            return str(node)
        if isinstance(node, HTMLEntity):
            return node.normalize()
        if isinstance(node, Tag) and node.tag == "ref":
            return self.reference(node)
        if isinstance(node, Tag):
            self.shape.append((str(node.tag), *(str(attribute.name) for attribute in node.attributes)))
            return f" {self.read(node.contents)} " if node.contents is not None else " "
        if isinstance(node, Heading):
            self.shape.append(f"heading {node.level}")
            return f"\n{self.read(node.title)}\n"
        raise AssertionError(f"not text, and none of ours: {node!r}")

    def reference(self, node):
        name = str(node.get("name").value)
        self.shape.append(f"ref {name}")
        self.used.append(name)
        if not node.self_closing:
            assert name not in self.refs
            self.refs[name] = Reference(node.contents)
            self.shape.append(self.refs[name].shape)
        assert name in self.refs
        return ""


class Reference:
    """A reference: the name of its template and its parameters as text, and the text and links behind it."""

    def __init__(self, code):
        self.template, self.parameters, self.links, self.behind = None, {}, [], ""
        for node in code.nodes:
            if isinstance(node, Template):
                assert self.template is None
                self.template = str(node.name).strip()
                assert all(parameter.showkey for parameter in node.params)
                self.parameters = {str(p.name).strip(): plain(p.value).strip() for p in node.params}
                assert len(self.parameters) == len(node.params)
            elif isinstance(node, ExternalLink):
                assert node.brackets
                self.links.append((plain(node.url), plain(node.title)))
            else:
                self.behind += plain(Wikicode([node]))
        self.behind = collapse(self.behind)
        self.shape = (self.template, tuple(self.parameters), len(self.links))


def quiet(cell):
    """Return the text of a cell, without its references."""
    nodes = [node for node in cell.contents.nodes if not (isinstance(node, Tag) and node.tag == "ref")]
    return "".join(quiet(node) if isinstance(node, Tag) else plain(Wikicode([node])) for node in nodes)


def plain(code):
    """Return the text of what may hold nothing else, but for an address of the web in a parameter."""
    parts = []
    for node in code.nodes:
        if isinstance(node, ExternalLink) and not node.brackets:
            parts.append(plain(node.url))
        else:
            assert isinstance(node, Text | HTMLEntity), repr(node)
            parts.append(node.normalize() if isinstance(node, HTMLEntity) else str(node))
    return "".join(parts)


def tags(code, name):
    return [tag for tag in (code.contents if isinstance(code, Tag) else code).ifilter_tags() if tag.tag == name]


def cells(row):
    return [tag for tag in row.contents.nodes if isinstance(tag, Tag) and tag.tag in ("td", "th")]


def collapse(text):
    return re.sub("[ \t\n\f\r]+", " ", text).strip()
