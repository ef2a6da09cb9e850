"""The page: what stands in it, that it asks nothing of anyone, and that no text of a claim file is more than text."""

import re

import golden
import pytest
from examples import few
from files import GOOD, run
from html_page import Document, body, demo, text, written
from hypothesis import given
from hypothesis import strategies as st
from pages import collapse, comparison_of, hostile_comparison, shown
from rows import each_row

from borderclash.comparing.selection import keep_questions, sort_rows
from borderclash.presenting.phrasing.labels import row_ids
from borderclash.rendering.page.writer import HERE, source_hash

ATTACKS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "<!-- x --> <![CDATA[x]]> <?x?>",
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %} ${x} {# x #}",
    "&amp; &lt;b&gt; &#60; &copy",
    "</td></tr></table></details></body>",
    "<textarea><title><noscript><template>",
    "\u202eoverride \u2067open \u2066isolate",
    "\x00\x1b\x7f\x9b controls\nand\r\nbreaks\u2028",
    "free \ufdd0 of \ufffe all \U0001ffff characters \ud800",
    "https://x.example/?a=1&b=2#:~:text=x",
    "data:text/html,<script>alert(1)</script>",
]
PIECES = [
    *"<>\"'&/=!-{}%#;` \n\x00\u202e\u2067é",
    "script",
    "style",
    "onload=",
    "--",
    "]]>",
    "&lt",
    "&#",
    "</td>",
    "<b",
]
hostile = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.fixture(scope="module")
def page():
    return Document(written(demo()))


def row(page, label):
    """Return the group of lines of the first row that is labelled so."""
    return next(body for body in page.all("tbody") if text(body.find(".//th")) == label)


def unanswered(event, id):
    """Say whether a row has nothing to unfold, so that nothing leads to it."""
    return event.rows[row_ids(event).index(id)].verdict == "unanswered" if not id.endswith(".mirror") else False


def cells(group):
    return [text(cell) for cell in group.findall("./tr")[0].findall("td")]


def test_page_of_the_example():
    golden.check("page.html", body(written(demo())))


def test_bundled_data_are_all_there():
    comparison = golden.bundled()
    page = Document(written(comparison))
    shown = {node.get("id") for node in page.root.iter()}
    assert {id for event in comparison.events for id in row_ids(event) if not unanswered(event, id)} <= shown
    assert page.texts("nav/ul/li/a") == [table.event.title for table in comparison.events]


def test_suffix_and_format_choose_the_page(tmp_path):
    (tmp_path / "claims.yaml").write_text(GOOD, encoding="utf-8")
    assert run("compare", "claims.yaml", "-o", "page.html", cwd=tmp_path) == (0, "", "")
    kept = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert run("compare", "claims.yaml", "-f", "html", cwd=tmp_path).out == kept
    page = Document(kept)
    assert text(page.one("h1")) == "Two accounts"
    assert text(page.one("title")) == "Two accounts"
    assert page.texts("caption") == []
    assert cells(row(page, "Soldiers killed South"))[0] == "North 58"


def test_page_without_a_title_has_one():
    event = {"questions": {"q": {"label": "Q", "kind": "text", "claims": []}}}
    assert text(Document(written(comparison_of(event))).one("h1")) == "Claims side by side"


def test_policy_allows_the_pages_own_style_and_script_and_nothing_else(page):
    (policy,) = [m.get("content") for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    style, script = page.one("style").text, page.all("script")[-1].text
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src '{source_hash(style)}'",
        f"script-src '{source_hash(script)}'",
        "require-trusted-types-for 'script'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert source_hash("") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


def test_nothing_is_asked_of_any_server(page):
    assert not {tag for tag, _ in page.shape()} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "base",
    }
    loading = {"src", "srcset", "data", "action", "poster", "background", "ping", "style"}
    assert not [name for _, names in page.shape() for name in names if name in loading or name.startswith("on")]
    assert not re.search(r"url\((?!#)|@import|@font-face|fetch\(|XMLHttpRequest|innerHTML|eval\(", page.html)
    assert {a.split(":")[0] for a in page.addresses() if not a.startswith("#")} == {"https"}


def test_table_tells_what_each_cell_belongs_to(page):
    for table in page.all("table"):
        heads = table.findall("./thead/tr/th")
        assert {head.get("scope") for head in heads} == {"col"}
        for group in table.findall("./tbody"):
            first, second = group.findall("./tr")
            (label,) = first.findall("th")
            assert (label.get("scope"), label.get("rowspan")) == ("rowgroup", "2")
            assert len(first.findall("td")) == len(heads) - 1
            assert second.find("td").get("colspan") == str(len(heads) - 1)
    ids = [node.get("id") for node in page.root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in page.addresses() if address.startswith("#")} <= set(ids)


def test_cells_gap_ratio_verdict_and_reason(page):
    killed = row(page, "Soldiers killed South")
    assert cells(killed) == [
        "North 58, earlier about 30",
        "South at most 23 [note], earlier at least 18",
        "Border Observers 30 to 45 (counted from graves)",
        "Unattributed reports dozens",
        "Gap 35",
        "Ratio 2.5×",
        "≠ conflict",
    ]
    assert text(killed.find(".//summary")).startswith("North (2 March) says 58, South (3 March) at most 23, ")
    assert cells(row(page, "Has anyone apologised?")) == [
        "North —",
        "South —",
        "Border Observers —",
        "",
        "",
        "? unanswered",
    ]
    assert "contradicts itself" in cells(row(page, "Civilians killed"))[1]


def test_mirror_is_a_row_and_its_own_rows_are_not_repeated(page):
    mirror = row(page, "Posts lost each of the other")
    assert cells(mirror) == [
        "North 25 of South's",
        "South at least 19 of North's",
        "",
        "",
        "Gap 6",
        "Ratio 1.32×",
        "⇄ mirror",
    ]
    told = "Posts lost, each of the other: North says of South 25; South says of North at least 19: as stated 6 apart (1.32 times)"
    assert text(mirror.find(".//summary")) == told
    parts = [(part.get("id"), text(part.find("h3"))) for part in mirror.findall(".//details/div/div")]
    assert parts == [("bridge-2025-03-01.posts-lost", "North"), ("bridge-2025-03-01.posts-lost.2", "South")]
    labels = page.texts("tbody/tr/th") + page.texts("summary")
    assert not [
        label
        for label in labels
        if label.startswith(("Posts lost South", "Posts lost: South", "Posts lost: North "))
    ]


def test_what_one_party_alone_says_stands_below_the_table_by_party(page):
    parts = page.all("div[@class='alone']")
    assert [(text(part.find("h3")), part.get("data-p")) for part in parts] == [
        ("North alone", "north"),
        ("Unattributed reports alone", "reports"),
    ]
    assert [text(item) for item in parts[0].findall(".//summary")] == [
        "Bridge closed to traffic: yes (since noon) [note]",
        "Soldiers wounded: South more than 40 / 55, earlier 12",
    ]
    closed, wounded = parts[0].findall("./ul/li")
    assert [text(part) for part in closed.findall(".//ol/li/*")] == [
        "yes (since noon)",
        "the mayor",
        "Note: A barrier was seen later.",
        "published 2025-03-02 · The Herald (archived)",
    ]
    assert [text(claim.find("b")) for claim in wounded.findall("./details/div/div/ol/li")][:3] == [
        "12",
        "more than 40",
        "55",
    ]
    assert "“more than forty wounded”" in text(wounded)
    assert text(wounded.find(".//h4")) == "Through time"
    assert wounded.find(".//div[@class='plot']") is not None
    assert [item.get("id") for item in page.all("li/details/div[@id]")] == [
        "bridge-2025-03-01.bridge-closed",
        "bridge-2025-03-01.wounded",
        "bridge-2025-03-01.trucks",
    ]


def test_full_page_has_every_row_in_the_table(tmp_path):
    page = Document(written(demo(), full=True))
    assert page.all("div[@class='alone']") == []
    assert cells(row(page, "Soldiers wounded South"))[0] == "North more than 40 / 55, earlier 12"
    assert cells(row(page, "Posts lost South"))[-1] == "◐ one-party"
    assert cells(row(page, "Posts lost each of the other"))[-1] == "⇄ mirror"
    ids = [node.get("id") for node in page.root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("full", [True, False])
def test_every_claim_is_shown_with_all_that_it_carries(full):
    comparison = golden.bundled()
    page = Document(written(comparison, full=full))
    rows = [row for event in comparison.events for row in event.rows]
    claims = [claim for row in rows for account in row.accounts.values() for claim in account.claims]
    moments = page.all("div[@class='t']/ol/li")
    shown = [text(node) for node in page.all("details/div/div/ol/li") if node not in moments]
    # A mirror shows claims again that a row of several parties has.
    assert len(shown) >= len(claims)
    for claim in claims:
        carried = (claim.speaker, claim.via, claim.locator, claim.quote, claim.translation, claim.note)
        parts = [collapse(part) for part in carried if part]
        assert [one for one in shown if all(part in one for part in parts)]


def test_verdicts_are_counted_and_explained(page):
    assert page.texts("dl/div/dt")[:2] == ["7 ≠ conflict", "1 ≈ overlap"]
    assert page.texts("dl/div/dd")[0] == "Of two accounts, at most one can be true."
    assert page.texts("dl/div/dt")[-1] == "1 ⇄ mirror"


def test_details_of_a_cell(page):
    killed = row(page, "Soldiers killed South")
    north, south, *_, through_time = killed.findall(".//details/div/div")
    earlier, later = north.findall(".//li")
    assert (text(earlier.find("b")), text(earlier.find("i"))) == ("about 30", "earlier")
    assert [text(part) for part in later.findall("p")] == [
        "General A. Example; via AFP",
        "“Fifty-eight enemy soldiers [...] lost their lives, among them two officers, as our troops held the bridge”",
        "stated 2025-03-02 · The Herald (archived) · par. 4",
    ]
    quote = south.findall(".//li")[1].find(".//q")
    assert (quote.get("lang"), text(quote)) == ("fa", "“بیش از ۲۳ تن نبودند”")
    assert [text(part) for part in south.findall(".//li")[1].findall("p")][1:3] == [
        "In translation: “They were no more than 23.”",
        "Note: The minister spoke on television.",
    ]
    assert text(through_time.find("h3")) == "Through time, in UTC"
    told = through_time.findall(".//li")
    assert [text(item) for item in told[:3]] == [
        "2025-03-01 12:00 North about 30",
        "2025-03-02 North 58, earlier about 30",
        "2025-03-02 South at least 18",
    ]
    assert [text(made) for made in told[4].findall("p")] == [
        "≠ overlap becomes conflict with North: at least 35 apart (2.5 times), before as stated 40 apart (3.2 times)",
        "≈ overlap goes on with unattributed reports",
    ]
    withdrawn = row(page, "Prisoners taken North").findall(".//details/div/div")[:2]
    withdrawn = [item for part in withdrawn for item in part.findall(".//li")]
    assert [text(item.find("b")) for item in withdrawn] == ["declined", "45", "withdraws"]
    assert text(withdrawn[1].find("i")) == "withdrawn"


def test_quotes_lead_to_their_words_in_the_source_and_in_its_archived_copy(page):
    _, later = row(page, "Soldiers killed South").find(".//details/div/div").findall(".//li")
    words = "#:~:text=Fifty%2Deight%20enemy%20soldiers,our%20troops%20held%20the%20bridge"
    assert [link.get("href") for link in later.findall(".//a")] == [
        f"https://example.org/2025/bridge?edition=late&page=1{words}",
        f"https://archive.example/20250302/https://example.org/2025/bridge{words}",
    ]
    of_two = row(page, "People displaced").findall(".//details/div/div")[2]
    assert [text(link) for link in of_two.findall(".//a")] == ["The Wire", "The Herald", "archived"]
    # A source without an address leads to the list.
    assert of_two.find(".//a").get("href") == "#s3"


def test_sources_are_listed_once_each(page):
    assert page.texts("ol[@class='sources']/li") == [
        "Fighting at the bridge: what both sides say, A. Reporter, The Herald, published 2025-03-02, archived copy",
        "شمار کشته‌شدگان پل, Safir, published 2025-03-03",
        "Toll raised, The Wire, published 2025-03-06",
    ]


def test_places_in_each_order_are_those_of_the_command():
    comparison = demo()
    page = Document(written(comparison, full=True))
    for number, order in enumerate(("gap", "ratio")):
        groups = [group for group in page.all("table")[0].findall("./tbody") if cells(group)[-1] != "⇄ mirror"]
        by_place = sorted(groups, key=lambda group: int(group.get("data-o").split()[number]))
        wanted = [row.question.label for row in sort_rows(comparison, order).events[0].rows]
        assert [text(group.find(".//th/b")).split(" (")[0] for group in by_place] == wanted


def test_day_of_the_comparison_is_told():
    event = {"questions": {"q": {"label": "Q", "kind": "text", "claims": []}}}
    page = Document(written(comparison_of(event, as_of="2025-10-12")))
    assert "As it stood at the end of 2025-10-12." in page.texts("header/p")


def test_page_of_nothing_is_a_page():
    empty = keep_questions(demo(), ["apology"])
    page = Document(written(empty))
    assert len(page.all("tbody")) == 1
    assert page.all("details") == []
    assert page.all("ol[@class='sources']") == []


@each_row(("count", "kind"), [(2, "n2"), (4, "n4"), (5, "n5 many"), (9, "n9 many"), (30, "crowd many")])
def test_tables_of_many_parties_are_laid_out_as_such(count, kind):
    parties = {f"p{number}": {"name": f"Party {number}"} for number in range(count)}
    claims = [{"party": id, "value": 1} for id in parties]
    event = {"questions": {"q": {"label": "Q", "kind": "count", "claims": claims}}}
    page = Document(written(comparison_of(event, parties=parties)))
    named = page.one("table").get("class")
    assert named.endswith(kind)
    style = page.one("style").text
    for name in named.split():
        assert f".{name} " in style or f".{name}." in style


def assert_inert(texts):
    page, calm = (Document(written(hostile_comparison(given))) for given in (texts, ["calm"]))
    tags = {tag for tag, _ in page.shape()}
    assert tags <= {tag for tag, _ in calm.shape()}
    attributes = {name for _, names in page.shape() for name in names}
    assert attributes <= {name for _, names in calm.shape() for name in names} | {"class"}
    assert page.all("script")[-1].text == calm.all("script")[-1].text
    told = text(page.root)
    for given_text in texts:
        assert shown(given_text) in told
    assert not [a for a in page.addresses() if not re.match(r"#|https?://", a)]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_shown_as_it_is_written(attack):
    assert_inert([attack])


@few
@given(st.lists(hostile.filter(str.strip), min_size=1, max_size=9))
def test_any_texts_are_shown_as_they_are_written(texts):
    assert_inert(texts)


@each_row("template", [path.name for path in HERE.glob("*.html.j2")])
def test_words_of_a_template_are_looked_up(template):
    source = (HERE / template).read_text(encoding="utf-8")
    # What is left of the text without tags and what Jinja fills in.
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "\0", source, flags=re.DOTALL)
    shown = [*re.split(r"<[^>]*>", bare), *re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', bare)]
    assert not [text for text in shown if re.search(r"[^\W\d_]", text)]


def test_the_mark_of_what_is_withheld_stands_with_its_answer_where_cells_are_below_each_other():
    claims = GOOD.replace("speaker: A. Spokesman", "speaker: A. Spokesman, withheld: [speaker]")
    page = Document(run("compare", "-", "-f", "html", stdin=claims).out)
    assert page.texts("td/a")[:2] == ["58 [withheld]", "at least 18"]
