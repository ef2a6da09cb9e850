"""The embed: a row or an event as HTML for the page of somebody else."""

from copy import deepcopy

import html5lib
import pytest
import yaml
from files import EXAMPLE, GOOD, run
from html_page import text

from borderclash.rendering.page.embed import MOST_BYTES

PAGE = "https://claims.example/page.html"
ROW = ("--event", "durand-*", "--question", "soldiers-killed")


@pytest.fixture
def file(tmp_path):
    (tmp_path / "claims.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path / "claims.yaml"


def embedded(file, *options):
    """Return what is embedded of a file, as it was written and parsed."""
    ran = run("compare", str(file), "--embed", *options)
    assert (ran.code, ran.err) == (0, "") or "--page" not in options, ran.err
    return ran.out, html5lib.parseFragment(ran.out, namespaceHTMLElements=False)


def changed(file, change):
    """Write a file anew with what *change* does to its one event."""
    data = yaml.safe_load(GOOD)
    change(data, data["events"]["clash"]["questions"]["soldiers-killed"])
    file.write_text(yaml.safe_dump(data), encoding="utf-8")


def test_a_row_has_its_answers_its_verdict_its_sentence_and_its_sources(file):
    _, root = embedded(file, "--question", "soldiers-killed", "--page", PAGE)
    shown = text(root)
    assert "Clash at the bridge" in shown
    assert "Soldiers killed: South · Gap 40 · Ratio 3.2× · ≈ overlap" in shown
    assert [(text(dt), text(dd)) for dt, dd in zip(root.iter("dt"), root.iter("dd"), strict=True)] == [
        ("North", "58A. Spokesman; via AFP · published 2025-10-12 · The Wire [1]"),
        ("South", "at least 18published 2025-10-12 · The Wire [1]"),
    ]
    assert "as stated 40 apart (3.2 times), yet both can be true." in shown
    assert [text(node) for node in root.iter("li")] == ["Wire report, The Wire, published 2025-10-12"]
    assert "Only question soldiers-killed." in shown


def test_an_earlier_answer_has_its_own_source(file):
    def with_earlier(data, question):
        data["sources"]["yard"] = {"title": "Y", "publisher": "The Yard", "published": "2025-10-11"}
        question["claims"].insert(0, {"party": "north", "value": "at least 23", "source": "yard"})

    changed(file, with_earlier)
    _, root = embedded(file, "--page", PAGE)
    assert [text(small) for small in root.iter("small")][:2] == [
        "at least 23 (earlier) · published 2025-10-11 · The Yard [1]",
        "58 · A. Spokesman; via AFP · published 2025-10-12 · The Wire [2]",
    ]


@pytest.mark.thorough
def test_what_one_party_alone_says_is_there(file):
    changed(file, lambda _, question: question["claims"].pop())
    _, root = embedded(file, "--page", PAGE)
    (said,) = root.findall(".//ul/li")
    assert text(said) == "Soldiers killed: South 58A. Spokesman; via AFP · published 2025-10-12 · The Wire [1]"


@pytest.mark.parametrize(
    ("options", "page", "link"),
    [
        (("--question", "soldiers-killed"), PAGE, f"{PAGE}#clash.soldiers-killed"),
        (("--verdict", "overlap"), PAGE, f"{PAGE}#clash"),
        ((), f"{PAGE}#part", f"{PAGE}#part"),
    ],
)
def test_it_leads_to_its_place_on_the_page_of_all(file, options, page, link):
    _, root = embedded(file, *options, "--page", page)
    assert [node.get("href") for node in root.iter("a")] == [link]


def test_a_figure_leads_to_the_words_in_its_source(file):
    def with_address(data, question):
        data["sources"]["wire"] |= {"url": "https://wire.example/a", "archived": "https://archive.example/a"}

    changed(file, with_address)
    _, root = embedded(file, "--page", PAGE)
    assert [(text(node), node.get("href")) for node in root.iter("a")] == [
        ("The Wire [1]", "https://wire.example/a#:~:text=killed%2058"),
        ("The Wire [1]", "https://wire.example/a"),
        ("Wire report", "https://wire.example/a"),
        ("archived copy", "https://archive.example/a"),
        ("The whole comparison", f"{PAGE}#clash.soldiers-killed"),
    ]


@pytest.mark.thorough
def test_without_the_address_of_the_page_it_leads_to_none_and_says_so(file):
    ran = run("compare", str(file), "--embed")
    assert (ran.code, "<a" in ran.out) == (0, False)
    assert ran.err == "--embed: without --page, it leads to no page of the whole comparison\n"


@pytest.mark.thorough
def test_a_row_and_the_bundled_event_fit_and_need_nothing():
    for options in (ROW, ROW[:2]):
        written, root = embedded(EXAMPLE, *options, "--page", PAGE)
        assert len(written.encode()) < MOST_BYTES == 15_000
        tags = {node.tag for node in root.iter()}
        assert not tags & {"script", "link", "img", "iframe", "object", "svg", "input"}
        # Twice on a page none may be there twice; and an empty line would begin a paragraph in many an editor.
        assert not [node for node in root.iter() if node.get("id")]
        assert "\n\n" not in written
        assert not [line for line in written.splitlines() if line.startswith((" ", "\t"))]


@pytest.mark.thorough
def test_all_wordings_of_a_statement_are_there_and_none_is_earlier():
    written, _ = embedded(EXAMPLE, *ROW, "--page", PAGE)
    assert "58 · Zabihullah Mujahid, Taliban spokesman" in written
    assert "at least 58 · The Taliban government, no spokesman named" in written
    page = run("compare", str(EXAMPLE), *ROW, "-f", "html").out
    assert "<li><b>at least 58</b><p>The Taliban government" in page


@pytest.mark.thorough
def test_it_says_its_language(file):
    _, root = embedded(file, "--page", PAGE, "--language", "ar")
    (figure,) = root.iter("figure")
    assert (figure.get("lang"), figure.get("dir")) == ("ar", "rtl")


@pytest.mark.thorough
def test_it_says_when_it_was_made_and_who_answers_for_it(file):
    changed(file, lambda data, _: data.update(by="The desk"))
    _, root = embedded(file, "--page", PAGE, "--made", "2026-11-28")
    assert "Made on 28 November 2026. Responsible for this compilation: The desk." in text(root)


def test_what_is_withheld_is_not_in_it_unless_it_begins_with_that(file):
    changed(file, lambda _, question: question["claims"][0].update(withheld=["speaker", "source"]))
    written, root = embedded(file, "--page", PAGE)
    assert "Spokesman" not in written
    assert "[withheld: speaker, source]" in text(root)
    ran = run("compare", str(file), "--embed", "--page", PAGE, "--with-withheld")
    (figure,) = html5lib.parseFragment(ran.out, namespaceHTMLElements=False).iter("figure")
    assert text(figure[0]) == "Not for publication: this has what is withheld."
    assert "A. Spokesman" in text(figure)


@pytest.mark.parametrize(
    ("options", "message", "help"),
    [
        (("-f", "json"), "--embed makes HTML, not json", "write to a file of HTML: -o row.html"),
        (("-o", "row.md"), "--embed makes HTML, not markdown", "write to a file of HTML: -o row.html"),
        (("--page", "page.html"), "`page.html` is no address of a page", "--page https://example.org/page.html"),
        (("--page", "javascript:x"), "`javascript:x` is no address of a page", "write it in full"),
    ],
)
def test_what_cannot_be_embedded_is_refused(file, options, message, help):
    ran = run("compare", str(file), "--embed", *options, cwd=file.parent)
    assert (ran.code, ran.out) == (2, "")
    assert f"error: {message}\n" in ran.err
    assert help in ran.err


def test_page_without_embed_is_refused(file):
    ran = run("compare", str(file), "--page", PAGE)
    assert (ran.code, ran.err) == (
        2,
        "error: --page is of --embed and of a feed alone\nhelp: add --embed, or leave it out\n",
    )


def test_several_events_are_refused_with_their_ids(file):
    def twice(data, question):
        data["events"]["other"] = deepcopy(data["events"]["clash"])

    changed(file, twice)
    ran = run("compare", str(file), "--embed", "--page", PAGE)
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "error: --embed takes one event, and 2 are chosen",
        "help: choose one: --event clash or other",
    ]


@pytest.mark.thorough
def test_too_much_is_refused_and_leaves_no_file(file):
    def many(data, question):
        claims = [{"party": "south", "value": number, "note": "x" * 400} for number in range(40)]
        data["parties"]["south"]["pooled"] = True
        question["claims"] += claims

    changed(file, many)
    ran = run("compare", str(file), "--embed", "--page", PAGE, "-o", str(file.parent / "row.html"))
    assert ran.code == 2
    assert (
        "bytes to embed, and 15,000 is the most\nhelp: choose fewer questions: --question soldiers-killed"
        in ran.err
    )
    assert not (file.parent / "row.html").exists()
