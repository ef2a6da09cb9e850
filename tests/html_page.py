"""The page as a browser reads it."""

import re
from datetime import date

import html5lib
from files import ROOT
from golden import load
from pages import collapse

from borderclash.presenting.blocks import Provenance
from borderclash.presenting.comparison_view import ComparisonView, Detail
from borderclash.rendering.formats import OF_COMPARISON, named
from borderclash.rendering.options import Options


def written(comparison, *, full=False):
    """Return the HTML of a comparison."""
    made = Provenance(date(2025, 10, 12), "1a2b3c4d5e", by=comparison.by)
    view = ComparisonView(comparison, Detail(full=full), made)
    return "".join(named("html", OF_COMPARISON).write(view, Options()))


def demo():
    """Return the comparison of the claim file that has something of everything."""
    return load(ROOT / "tests" / "page.yaml")


class Document:
    """A page, parsed; an error of its syntax is an error of the test."""

    def __init__(self, html):
        self.html = html
        self.root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def all(self, path):
        return self.root.findall(f".//{path}")

    def one(self, path):
        (only,) = self.all(path)
        return only

    def texts(self, path):
        return [text(node) for node in self.all(path)]

    def shape(self):
        """Return every element with the names of its attributes, in order."""
        return [(str(node.tag), tuple(sorted(node.attrib))) for node in self.root.iter()]

    def addresses(self):
        return [node.get("href") for node in self.all("a")]


def text(node):
    """Return the text of an element as a reader sees it."""
    return collapse("".join(node.itertext()))


def body(html):
    """Return a page without its style and script, for a golden file."""
    html = re.sub(r"<style>.*?</style>", "<style></style>", html, flags=re.DOTALL)
    html = re.sub(r"<script>.*?</script>", "<script></script>", html, flags=re.DOTALL)
    return re.sub("'sha256-[^']*'|&#39;sha256-[^&]*&#39;", "HASH", html)
