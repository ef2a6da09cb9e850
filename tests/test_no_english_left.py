"""Readers' outputs of claims without Latin letters, in a made-up language without them: what is left is English."""

import json
import re
from xml.etree import ElementTree

import html5lib
import pytest
from files import ROOT, run

from borderclash.language import catalogue
from borderclash.reading.yaml_events import parse

pytestmark = pytest.mark.thorough

PAGE = ROOT / "tests" / "page.yaml"
OLD, NEW = (ROOT / "tests" / "diff" / name for name in ("old.yaml", "new.yaml"))
# What curators write freely.
FREE = set(
    "author by hedge label locator measure name note place publisher quote scope speaker title translation unit via "
    "parts".split()
)
# A Cyrillic letter for each Latin one.
SCRIPT = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "абцдефгхійклмнопярстужвшизАБЦДЕФГХІЙКЛМНОПЯРСТУЖВШИЗ"
)
# The program's own name, its options and formats, addresses and file names, and what a time zone is called.
NAMED = re.compile(r"https?://\S+|borderclash( compare)?|--[a-z]+( json)?|\S+\.yaml|UTC|[A-Z][a-z]+/[A-Z][a-z]+")
# The marks of wikitext: tags, templates, attributes.
OF_WIKITEXT = re.compile(
    r"""(?s:\{\{cite.*?\}\})|<[^>]*>|^[!|] (?:[a-z]+="[^"]*" )+\||class=\S+|&\w+;""", re.MULTILINE
)
OF_MARKDOWN = re.compile(r"<[^>]*>|\]\([^)]*\)|&\w+;|\[\^\S*\]")
WORD = re.compile("[A-Za-z]{2,}")


class MadeUp(catalogue.Catalogue):
    """A language of English words in Cyrillic letters."""

    def __init__(self):
        super().__init__("uk")
        self.gettext = in_script
        self.pgettext = lambda _, text: in_script(text)
        self.ngettext = lambda one, many, number: in_script(one if number == 1 else many)


def in_script(text):
    """Return a message in Cyrillic letters, with the names of its places as they are."""
    return re.sub(
        r"\{\w+\}|[A-Za-z]+", lambda found: found[0] if "{" in found[0] else found[0].translate(SCRIPT), text
    )


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    made = MadeUp()
    monkeypatch.setattr(catalogue, "load", lambda _: made)


def written(content, field="", kind=""):
    """Return the content of a claim file with what curators write freely in Cyrillic letters."""
    if isinstance(content, dict):
        kind = content.get("kind", kind)
        return {
            key: written(value, "label" if field == "options" else key, kind) for key, value in content.items()
        }
    if isinstance(content, list):
        return [written(each, field, kind) for each in content]
    free = field in FREE or (field == "value" and kind in ("text", "names"))
    return in_script(content) if free and isinstance(content, str) else content


def kept(content):
    """Yield what of a claim file stays as it is written: ids, and values such as a figure without digits."""
    if isinstance(content, dict):
        yield from content
        yield from (str(content[name]) for name in ("value", "id", "party") if name in content)
        content = list(content.values())
    for each in content if isinstance(content, list) else ():
        yield from kept(each)


def file(source, folder):
    """Return a claim file as curators of another script would write it, and the words that stay as they are."""
    data = parse(source.read_text(encoding="utf-8")).documents[0]
    made = written(data)
    path = folder / source.name
    path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return path, {word for text in kept(made) for word in WORD.findall(text)}


def visible(html):
    """Return the text of a page and of what is read aloud of it."""
    texts = []
    for node in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if node.tag not in ("script", "style"):
            texts += [node.text or "", *(node.get(name) or "" for name in ("aria-label", "alt", "data-shown"))]
        texts.append(node.tail or "")
    return " ".join(texts)


def left(text, known, marks=None):
    """Return the words in Latin letters of a text, without those that are *known*."""
    plain = NAMED.sub("", marks.sub("", text) if marks else text)
    return set(WORD.findall(plain)) - known


@pytest.mark.parametrize(
    ("arguments", "marks"),
    [
        (["compare"], None),
        (["compare", "--sources", "--full"], None),
        (["compare", "--chart"], None),
        (["compare", "--as-of", "2025-03-02"], None),
        (["compare", "--disagreements", "--party", "north,south"], None),
        (["compare", "-f", "markdown", "--sources"], OF_MARKDOWN),
        (["compare", "-f", "prose"], None),
        (["compare", "-f", "wikitext"], OF_WIKITEXT),
        (["timeline"], None),
        (["timeline", "-f", "markdown"], OF_MARKDOWN),
        (["coverage"], None),
        (["coverage", "--as-of", "2025-03-02"], None),
        (["coverage", "-f", "markdown"], OF_MARKDOWN),
    ],
)
def test_no_english_word_is_left_in(arguments, marks, tmp_path):
    path, known = file(PAGE, tmp_path)
    ran = run(*arguments, path, "--language", "uk", columns=400)
    assert ran.code == 0, ran.err
    assert left(ran.out, known, marks) == set()


@pytest.mark.parametrize("arguments", [[], ["--embed", "--question", "soldiers-killed"]])
def test_no_english_word_is_left_on_a_page(arguments, tmp_path):
    path, known = file(PAGE, tmp_path)
    ran = run("compare", path, "-f", "html", *arguments, "--language", "uk")
    assert ran.code == 0, ran.err
    assert left(visible(ran.out), known) == set()


@pytest.mark.parametrize(("format", "marks"), [("terminal", None), ("markdown", OF_MARKDOWN)])
def test_no_english_word_is_left_in_changes(format, marks, tmp_path):
    old, known = file(OLD, tmp_path)
    new, also = file(NEW, tmp_path)
    ran = run("diff", old, new, "-f", format, "--language", "uk", columns=400)
    assert left(ran.out, known | also, marks) == set()


def test_no_english_word_is_left_in_a_feed(tmp_path):
    old, known = file(OLD, tmp_path)
    new, also = file(NEW, tmp_path)
    ran = run("diff", old, new, "-f", "atom", "--language", "uk")
    feed = ElementTree.fromstring(ran.out)
    shown = [
        node for node in feed.iter() if node.tag.rpartition("}")[2] in ("title", "summary", "content", "name")
    ]
    assert len(shown) > 10
    for node in shown:
        assert left(visible(node.text), known | also) == set()
