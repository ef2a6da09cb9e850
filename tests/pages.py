"""Markdown as GitHub's own parser reads it, and comparisons to write."""

import itertools
import re
from html.parser import HTMLParser

from build import dataset
from cmarkgfm.cmark import Options as Cmark
from cmarkgfm.cmark import markdown_to_html_with_extensions
from rendered import rendered

from borderclash.comparing.rows import compare
from borderclash.presenting.comparison_view import Detail
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Document
from borderclash.text.escaping import one_line

BLOCKS = ("h1", "h2", "p", "th", "td", "li")
EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist", "tagfilter"]


class Page(HTMLParser):
    """The HTML of a document as a reader and as GitHub's later filters meet it."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.nodes = [], [], []
        self.blocks = []
        self.superscript = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attributes)["href"])
        if tag == "sup":
            self.superscript = True
        if tag in BLOCKS:
            self.blocks.append([tag, ""])

    def handle_endtag(self, tag):
        if tag == "sup":
            self.superscript = False

    def handle_data(self, data):
        self.nodes.append(data)
        if self.blocks and not self.superscript:
            self.blocks[-1][1] += data

    def texts(self, *tags):
        return [collapse(text) for tag, text in self.blocks if tag in tags]

    def outside_links(self):
        return [link for link in self.links if not link.startswith("#fn")]


def collapse(text):
    """Return *text* with white space as a browser shows it."""
    return re.sub("[ \t\n\f\r]+", " ", text).strip()


def shown(text):
    return collapse(one_line(text).strip())


def page(markdown, *, safe=False):
    options = Cmark.CMARK_OPT_FOOTNOTES | (0 if safe else Cmark.CMARK_OPT_UNSAFE)
    return Page(markdown_to_html_with_extensions(markdown, options, EXTENSIONS))


def written(comparison, *, sources=False, full=True):
    """Return the Markdown of a comparison; all its rows stand in the table."""
    return rendered(comparison, "markdown", detail=Detail(full=full, claims=sources))


def of(kind, *claims, sources=False, **more):
    """Return the Markdown of one question on which parties A to D make *claims*."""
    made = [c if isinstance(c, dict) else {"party": c[0], "value": c[1]} for c in claims]
    return written(compare(dataset({"kind": kind, "claims": made, **more})), sources=sources)


def lines(markdown, start):
    return [line for line in markdown.splitlines() if line.startswith(start)]


def comparison_of(event, *, source=None, parties=None, title=None, as_of=None):
    """Return the comparison of one event, given as in a claim file."""
    data = {
        "borderclash": 1,
        "parties": parties or {"a": {"name": "A"}, "b": {"name": "B"}},
        "sources": {"s": source or {"title": "S"}, "t": {"title": "T"}},
        "events": {"e": {"title": "E", "source": "s", **event}},
    } | ({"title": title} if title else {})
    made, findings = assemble([Document("file.yaml", 0, data, data)])
    assert findings == []
    return compare(made, as_of)


def hostile_comparison(texts):
    """Return a comparison whose every free text is one of *texts*, in turn."""
    text = itertools.cycle(texts).__next__
    said = ("hedge", "speaker", "via", "locator", "quote", "translation", "note")
    claim = {"party": "a", "measure": text()}
    questions = {
        "q": {"label": text(), "kind": "text", "claims": [{"party": party, "value": text()} for party in "ab"]},
        "r": {
            "label": text(),
            "kind": "number",
            "unit": text(),
            "measure": text(),
            "claims": [
                {"party": "a", "value": 1, "subject": "b", **{field: text() for field in said}},
                {"party": "b", "value": 2, "subject": "b", **{field: text() for field in said}},
                {"party": "b", "value": 2, "subject": "a"},
                {"party": "a", "value": 2, "scope": text()},
            ],
        },
        "n": {"label": text(), "kind": "names", "claims": [claim | {"value": [text()]}]},
    }
    source = {field: text() for field in ("title", "author", "publisher", "note", "url", "archived")}
    parties = {"a": {"name": text()}, "b": {"name": text()}}
    event = {"title": text(), "place": text(), "questions": questions}
    return comparison_of(event, source=source, parties=parties, title=text())
