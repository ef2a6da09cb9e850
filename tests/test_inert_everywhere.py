"""Every output of every command, with every hostile text, read by a parser of its kind: the text and nothing else.

Formats come from the commands' own lists, so that one without a reader here is an error.
"""

import csv
import io
import json
import re
import shutil
import sqlite3
import zipfile
from collections import Counter
from xml.etree.ElementTree import fromstring

import html5lib
import pyte
import pytest
from atom import Feed
from files import contents, run
from pages import page
from repositories import commit, git
from wikipage import WikiPage
from workbooks import written_sheets

from borderclash.problems import Location, Problem
from borderclash.rendering import formats
from borderclash.rendering.options import Options
from borderclash.rendering.reports.base import Report
from borderclash.text.escaping import csv_text, one_line, terminal_text

ATTACKS = {
    "terminal colour": "a\x1b[31mb",
    "terminal title": "a\x1b]0;owned\x07b",
    "terminal link": "a\x1b]8;;https://evil.example\x1b\\b",
    "clearing the screen": "a\x1b[2J\x1b[Hb",
    "eight-bit control": "a\x9b31mb",
    "backspaces": "a58\x08\x08\x08b",
    "return": "a58\rb",
    "new line": "a\n::error::b",
    "carriage and line": "a\r\n| b |\r\n",
    "separators": "a\u2028b\u2029c\x85d",
    "NUL": "a\x00b",
    "override": "a\u202ebc",
    "embedding left open": "a\u202bbc",
    "isolate left open": "a\u2067bc",
    "markup of Rich": "[bold red]x[/bold red] [link=https://evil.example]y[/link] [/]",
    "emoji code": "a :warning: b",
    "workflow command": "::error file=x,line=1::y %0A::warning::z ##[error]w",
    "workflow group": "::set-output name=x::y",
    "link": "[x](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example>",
    "link that runs": "[x](javascript:alert(1)) javascript:alert(1)",
    "bare address": "https://evil.example www.evil.example a@evil.example",
    "mention": "@everyone #1 GH-1",
    "emphasis": "*x* **y** _z_ `c` ~~s~~",
    "heading": "# x",
    "heading of a wiki": "== x ==",
    "wikitext": "{{x|y}} [[Category:X]] [[File:X.png]] {{!}} ~~~~ __NOTOC__ ''x'' <nowiki> </ref> -{x}- RFC 1",
    "table of a wiki": "|} {| |- x",
    "list": "- x",
    "quotation": "> x",
    "cells": "a | b || c \\| d",
    "fence": "``` x",
    "footnote": "[^1]: x [^s]",
    "mathematics": "$x$ $$y$$",
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "end of a cell": "</td></tr></table></main></body></html><h1>x",
    "end of an attribute": "\" onmouseover=\"alert(1)' x='",
    "end of a script": "</script></style></title></textarea>--><svg onload=alert(1)>",
    "comment": "<!-- x --> --> ]]> <?x?>",
    "entities": "&lt;b&gt; &amp; &#60;b&#62; &copy;",
    "template": "{{ 7 * 7 }} {% raw %} ${x} #{y} {0} %s",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "formula with a sign": "+1+cmd|'/c calc'!A0",
    "formula of names": "@SUM(1+1)*cmd|x",
    "formula behind a space": " \t=1+1",
    "quotation marks": "a\"b\"\"c'd''e",
    "commas and semicolons": "a,b;c\td",
    "query": "'); DROP TABLE claims; --",
    "backslashes": "\\ \\\\ \\n \\x1b[31m",
}  # fmt: skip
CALM = "calm"
# These do what they do where a text begins; the others may stand one behind the other.
BEGINNING = (
    "workflow command",
    "heading",
    "heading of a wiki",
    "table of a wiki",
    "list",
    "quotation",
    "fence",
    "formula",
    "formula with a sign",
)
BEGINNING += ("formula of names", "formula behind a space", "end of a cell")


def texts():
    """Return the attacks as texts: some alone, the others in a few long ones."""
    together = [text for name, text in ATTACKS.items() if name not in BEGINNING]
    made = {name: ATTACKS[name] for name in BEGINNING}
    return made | {f"others {start + 1}": " ".join(together[start::4]) for start in range(4)}


# Those that stand alone come to three quarters of the time: they are run with the other long tests.
NAMES = [pytest.param(name, marks=pytest.mark.tools) if name in BEGINNING else name for name in texts()]


def claim_file(text, value=58):
    """Return a claim file, as JSON, in which every free text is *text*."""
    said = dict.fromkeys(("speaker", "via", "locator", "quote", "translation", "note", "hedge"), text)
    claims = [
        {"party": "a", "value": value, "measure": text, **said},
        {"party": "b", "value": "at least 18", "stated": "2025-10-13", **said},
        {"party": "b", "subject": "a", "value": 3, "scope": text},
    ]
    told = [{"party": party, "value": text, "stated": f"2025-10-1{day}"} for day, party in enumerate("aab", 1)]
    data = {
        "borderclash": 1,
        "title": text,
        "parties": {
            "a": {"name": f"{text} A", "kind": "government", "note": text},
            "b": {"name": f"{text} B", "pooled": True},
        },
        "sources": {
            "s": {"title": text, "author": text, "publisher": text, "note": text, "published": "2025-10-12"},
            "t": {"url": "https://kept.example/x", "title": text},
        },
        "events": {
            "e": {
                "title": text,
                "place": text,
                "date": "2025-10-11",
                "source": "s",
                "questions": {
                    "q": {"label": text, "kind": "number", "unit": text, "measure": "m", "subject": "b", "claims": claims},
                    "r": {"label": text, "kind": "text", "claims": told},
                    "n": {"label": text, "kind": "names", "claims": [{"party": "a", "value": [text, "x"], "source": ["s", "t"]}]},
                    "c": {
                        "label": text, "kind": "choice", "options": {"o": text, "p": "other"},
                        "claims": [{"party": "a", "value": "o"}, {"party": "b", "value": "p"}],
                    },
                },
            }
        },
    }  # fmt: skip
    return json.dumps(data)


class Read:
    """What a parser makes of an output: its structure, which no text changes, and its texts."""

    def __init__(self, structure, texts):
        self.structure = structure
        self.texts = texts


def terminal(output):
    # A character takes up to two columns.
    screen = pyte.Screen(2 * max(map(len, output.split("\n"))), output.count("\n") + 5)
    pyte.Stream(screen).feed(output.replace("\n", "\r\n"))
    lines = [line.rstrip() for line in screen.display]
    # The emulator shows what was written, in its place, in no colour and without a title.
    assert [line for line in lines if line] == [line.rstrip() for line in output.split("\n") if line.strip()]
    cells = {cell._replace(data="") for row in screen.buffer.values() for cell in row.values()}
    assert all(cell.fg == cell.bg == "default" for cell in cells)
    assert screen.title == ""
    return Read(len([line for line in lines if line]), lines)


def prose(output):
    """Read prose: paragraphs of one line each, with an empty line between any two, and nothing to be obeyed."""
    lines = output.removesuffix("\n").split("\n")
    assert not any(lines[1::2])
    assert all(lines[::2])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e]", output)
    return Read(len(lines), lines[::2])


def markdown(output):
    made = page(output)
    assert all(link.startswith(("#", "https://kept.example/")) for link in made.links)
    tags = Counter(tag for tag in made.tags if tag not in ("span", "sup", "a"))
    return Read(tags, [re.sub(r"\s+", " ", "".join(made.nodes))])


def html(output):
    root = html5lib.parse(output, namespaceHTMLElements=False)
    shape, texts = [], []
    for node in root.iter():
        if isinstance(node.tag, str):
            # A long text may have a class of its own.
            shape.append((node.tag, sorted(node.attrib.keys() - {"class"})))
            for name in ("href", "src", "action"):
                assert node.get(name, "#").startswith(("#", "https://kept.example/", "data:")), node.attrib
        texts += [node.text or "" if node.tag not in ("script", "style") else "", node.tail or ""]
    return Read(shape, [re.sub(r"\s+", " ", "".join(texts))])


def as_wikitext(output):
    made = WikiPage(output)
    told = [
        value for reference in made.refs.values() for value in (*reference.parameters.values(), reference.behind)
    ]
    return Read(made.shape, [made.text, *map(spaced, told)])


def atom(output):
    made = Feed(output)
    pages = [html(f"<!doctype html><title>x</title>{entry['content']}") for entry in made.entries]
    texts = [text for page in pages for text in page.texts]
    told = [entry[field] for entry in made.entries for field in ("title", "summary")]
    shape = made.shape, [page.structure for page in pages]
    told += [made.texts["title"], *(found["label"] for found in made.categories)]
    return Read(shape, [*texts, *(re.sub(r"\s+", " ", text) for text in told)])


def as_csv(output):
    rows = list(csv.reader(io.StringIO(output.removeprefix("\ufeff"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for cell in row:
            assert not re.match(r"\s*[=+@\t\r]", cell), cell
    return Read((len(rows), rows[0]), [cell for row in rows for cell in row])


def as_json_lines(output):
    return as_json(f"[{','.join(output.split(chr(10))[:-1])}]")


def as_json(output):
    strings = []

    def calm(node):
        if isinstance(node, dict):
            return {key: calm(value) for key, value in node.items()}
        if isinstance(node, list):
            return [calm(value) for value in node]
        if isinstance(node, str):
            strings.append(node)
            return None
        return node

    return Read(calm(json.loads(output)), strings)


def database(output):
    connection = sqlite3.connect(":memory:")
    connection.deserialize(output)
    tables = [
        name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    ]
    rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    plain = {name: len(found) for name, found in rows.items() if "fts" not in name}
    return Read(plain, [str(cell) for found in rows.values() for row in found for cell in row])


def as_workbook(output):
    """Read a workbook; it holds no formula and no link, and only texts that a program takes as such."""
    with zipfile.ZipFile(io.BytesIO(output)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [
        name for name, part in parts.items() if b"<f>" in part or (name.startswith("xl/") and b"hyperlink" in part)
    ]
    sheets = written_sheets(output)
    shape = {name: (len(rows), len(rows[0])) for name, rows in sheets.items()}
    return Read(shape, [str(cell) for rows in sheets.values() for row in rows for cell in row])


def raw(text):
    return text


def spaced(text):
    return re.sub(r"\s+", " ", one_line(text)).strip()


# How each format of each command is read, and how a text is shown in it.
READERS = {
    ("compare", "terminal"): (terminal, terminal_text),
    ("compare", "markdown"): (markdown, spaced),
    ("compare", "csv"): (as_csv, csv_text),
    ("compare", "json"): (as_json, raw),
    ("compare", "xlsx"): (as_workbook, one_line),
    ("compare", "claims-csv"): (as_csv, None),
    ("compare", "html"): (html, spaced),
    ("compare", "wikitext"): (as_wikitext, spaced),
    ("compare", "atom"): (atom, spaced),
    ("compare", "prose"): (prose, one_line),
    ("compare", "sqlite"): (database, raw),
    ("compare", "embed"): (html, spaced),
    ("compare", "json-lines"): (as_json_lines, raw),
    ("compare", "parquet"): (as_json, raw),
    ("coverage", "terminal"): (terminal, terminal_text),
    ("coverage", "markdown"): (markdown, spaced),
    ("coverage", "csv"): (as_csv, csv_text),
    ("coverage", "json"): (as_json, raw),
    ("coverage", "xlsx"): (as_workbook, one_line),
    ("timeline", "terminal"): (terminal, terminal_text),
    ("timeline", "markdown"): (markdown, spaced),
    ("timeline", "csv"): (as_csv, csv_text),
    ("timeline", "json"): (as_json, raw),
    ("timeline", "xlsx"): (as_workbook, one_line),
    ("diff", "terminal"): (terminal, terminal_text),
    ("diff", "markdown"): (markdown, spaced),
    ("diff", "atom"): (atom, spaced),
    ("diff", "csv"): (as_csv, csv_text),
    ("diff", "json"): (as_json, raw),
    ("diff", "xlsx"): (as_workbook, one_line),
}
FORMATS = {
    "compare": [*formats.names(formats.OF_COMPARISON_AND_HISTORY), "embed"],
    "coverage": formats.names(formats.OF_ANY_RESULT),
    "timeline": formats.names(formats.OF_ANY_RESULT),
    "diff": formats.names(formats.OF_DIFFERENCE),
}
# Run with the other long tests: what git is needed for, and whose escaping has tests of its own that are short.
LATER = {("compare", "atom"): "tools", ("diff", "atom"): "thorough", ("compare", "wikitext"): "thorough"}
WRITTEN = [pytest.param(*key, marks=getattr(pytest.mark, LATER[key]) if key in LATER else ()) for key in READERS]
MORE = {("compare", name): ["--sources"] for name in ("terminal", "markdown")}
# The embed has no name as a format, and no room for all questions with texts as long as these.
MORE["compare", "embed"] = ["-f", "html", "--embed", "--question", "q", "--page", "https://kept.example/x"]


def test_every_format_has_a_reader():
    assert {(command, name) for command, names in FORMATS.items() for name in names} == READERS.keys()


def made(command, format, text, folder):
    (folder / "new.yaml").write_text(claim_file(text))
    (folder / "old.yaml").write_text(claim_file(text, value=23))
    files = ["old.yaml", "new.yaml"] if command == "diff" else ["new.yaml"]
    if (command, format) == ("compare", "atom"):
        git(folder, "init", "--quiet")
        commit(folder, claim_file(text, value=23), "new.yaml")
        commit(folder, claim_file(text), "new.yaml")
    name = folder / "out"
    options = ["-f", format, "-o", str(name), *MORE.get((command, format), [])]
    ran = run(command, *files, *options, cwd=folder, columns=6000)
    assert "Traceback" not in ran.err
    assert name.exists(), ran.err
    content = contents(name)
    shutil.rmtree(name) if name.is_dir() else name.unlink()
    return content if format in ("sqlite", "xlsx") else content.decode()


@pytest.fixture(scope="module")
def calm(tmp_path_factory):
    """Return what a format comes to where nothing is hostile, made once."""
    folder = tmp_path_factory.mktemp("calm")
    known = {}

    def of(command, format):
        if (command, format) not in known:
            read, _ = READERS[command, format]
            known[command, format] = read(made(command, format, CALM, folder))
        return known[command, format]

    return of


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("command", "format"), WRITTEN)
def test_the_text_and_nothing_else(command, format, name, tmp_path, calm):
    text = texts()[name]
    read, show = READERS[command, format]
    hostile = read(made(command, format, text, tmp_path))
    assert hostile.structure == calm(command, format).structure
    if show:
        assert any(show(text).strip() in part for part in hostile.texts)
        assert any(CALM in part for part in calm(command, format).texts)


# Reports of problems


ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def commands(output):
    """Read workflow commands by their grammar: one a line, properties and data with their escapes undone."""
    found = []
    for line in output.splitlines():
        match = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^:,\r\n]*,?)*)::([^\r\n]*)", line)
        assert match, line
        properties = [pair.partition("=") for pair in match[2].split(",")]
        values = [value for _, _, value in properties] + [match[3]]
        found += [re.sub("%(?:25|0D|0A|3A|2C)", lambda escape: ESCAPES[escape[0]], value) for value in values]
    return Read(output.count("\n"), found)


def xml(output):
    root = fromstring(output)
    shape = [(node.tag, sorted(node.attrib)) for node in root.iter()]
    return Read(shape, [value for node in root.iter() for value in (*node.attrib.values(), node.text or "")])


REPORT_READERS = {
    "full": (terminal, terminal_text),
    "concise": (terminal, terminal_text),
    "json": (as_json, raw),
    "github": (commands, one_line),
    "sarif": (as_json, lambda text: one_line(text).replace("](", "] (")),
    "junit": (xml, one_line),
}


def problems(text):
    location = Location(f"{text}.yaml", 3, 2, 4, f"  {text}")
    related = ((text, Location("other.yaml", 1, 1)),)
    return [
        Problem("unknown-party", severity, text, location, f"try {text}", related)
        for severity in ("error", "warning", "information")
    ]


def report(format, text):
    made = Report(problems(text), (f"{text}.yaml", "good.yaml"))
    return "".join(formats.named(format, formats.OF_PROBLEMS).write(made, Options(width=5000)))


def test_every_report_has_a_reader():
    assert list(REPORT_READERS) == formats.names(formats.OF_PROBLEMS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", REPORT_READERS)
def test_a_report_holds_the_text_and_nothing_else(format, name):
    text = texts()[name]
    read, show = REPORT_READERS[format]
    hostile, calm = (read(report(format, word)) for word in (text, CALM))
    assert hostile.structure == calm.structure
    for part in (show(text).strip(), show(f"try {text}")):
        assert any(part in found for found in hostile.texts)
