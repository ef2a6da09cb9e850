"""The page in Chromium: with and without scripts, on a phone and a desk, by keyboard, on paper, under attack."""

from html import escape as html_escaped

import golden
import pytest
from browser import ADDRESS, WIDTHS, Visit
from html_page import demo, written
from pages import comparison_of, hostile_comparison
from test_page import ATTACKS

from borderclash.rendering.page.links import quoted_words

pytestmark = pytest.mark.tools

CONFLICTS = ["Who fired first", "Soldiers killed", "People displaced", "Rise of the river (m)", "First shot"]


@pytest.fixture(scope="module")
def html():
    return written(demo())


@pytest.fixture
def visit(chromium, html):
    """Return a function that opens the page; in the end it must have asked for itself alone and told no error."""
    visits = []

    def opened(content=html, **how):
        visits.append(Visit(chromium, content, **how))
        return visits[-1]

    yield opened
    for each in visits:
        asked, told = each.asked, each.told
        each.context.close()
        assert {address.partition("#")[0] for address in asked} == {ADDRESS}
        assert told == []


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("content", [None, golden.bundled])
def test_everything_is_there_and_fits(visit, content, width, scripts):
    how = {"width": width, "scripts": scripts}
    opened = visit(written(content()), **how) if content else visit(**how)
    assert len(opened.rows()) == (16 if content is None else opened.page.locator("[data-o]").count())
    assert opened.page.locator("#controls").is_visible() is scripts
    if scripts:
        opened.page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    assert opened.page.locator("html").evaluate("e => e.scrollWidth") <= width


@pytest.mark.parametrize(
    ("count", "width", "side_by_side"),
    [(6, 390, False), (6, 900, False), (6, 1280, True), (10, 1280, False), (10, 1500, True), (30, 2500, False)],
)
def test_many_parties_fit(visit, count, width, side_by_side):
    parties = {f"p{number}": {"name": f"Party with a long name {number}"} for number in range(count)}
    claims = [{"party": id, "value": 10 + number} for number, id in enumerate(parties)]
    event = {"questions": {"q": {"label": "Q", "kind": "count", "claims": claims}}}
    opened = visit(written(comparison_of(event, parties=parties)), width=width)
    assert opened.page.locator("html").evaluate("e => e.scrollWidth") <= width
    assert opened.page.locator("td > b").first.is_visible() is not side_by_side
    cells = opened.page.locator("tbody td:has(> a)").all()
    assert all(cell.is_visible() for cell in cells)
    assert (len({cell.bounding_box()["y"] for cell in cells}) == 1) is side_by_side


NAMES = [
    "Islamic Emirate of Afghanistan",
    "Pakistan's military (ISPR)",
    "Unattributed reports",
    "United Nations Assistance Mission",
    "World Health Organization",
    "Eyewitnesses",
    "Independent Commission of Inquiry",
    "Tehrik-i-Taliban Pakistan",
]
FIGURES = [
    "58",
    "at least 18",
    "hundreds",
    "about 2,900,000",
    "more than 1,200",
    "dozens",
    "130 to 170",
    "fewer than 100",
]
WORDS = [
    "The post was attacked first, and our forces answered with proportionate fire along the whole front.",
    "An unprovoked violation",
    "Retaliation",
    "Nothing is confirmed at this point.",
    "Uncertain",
    "Shelling from the other side of the river",
    "Investigation continues",
    "Counter-offensive",
]
# A word that stands on two lines, in what is shown of the tables. Behind a hyphen a line may end.
BROKEN_WORDS = r"""() => {
  const broken = [];
  for (const node of document.querySelectorAll("table :is(th, th b, th small, td > a, td > b, td.g, td.v, td em)")) {
    if (!node.checkVisibility() || getComputedStyle(node.closest("table, thead")).clipPath !== "none") continue;
    for (const text of node.childNodes) {
      if (text.nodeType !== Node.TEXT_NODE) continue;
      for (const word of text.data.matchAll(/[^\s-]+-?/g)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (lines.size > 1) broken.push(word[0]);
      }
    }
  }
  return broken;
}"""


def event_of(count, *, label="Internationally recognised installations destroyed", words=WORDS):
    """Return the questions of an event on which *count* parties speak, and these, with long and short words."""
    parties = {f"p{number}": {"name": name} for number, name in enumerate(NAMES[:count])}
    figures = [{"party": id, "value": value} for id, value in zip(parties, FIGURES, strict=False)]
    told = [{"party": id, "value": value} for id, value in zip(parties, words, strict=False)]
    hedged = [
        {"party": "p0", "value": 20, "hedge": "believed to be the low end of what was counted there"},
        {"party": "p1", "stance": "declines"},
        {"party": "p0", "value": 25, "scope": "southernmost administrative districts"},
        {"party": "p1", "value": 4, "subject": "p0"},
        {"party": "p1", "value": 5, "subject": "p0"},
    ]
    questions = {
        "killed": {"label": "Soldiers killed", "kind": "count", "claims": figures},
        "destroyed": {"label": label, "kind": "count", "claims": hedged},
        "began": {"label": "How it began", "kind": "text", "claims": told},
    }
    return {"questions": questions}, parties


@pytest.mark.parametrize("width", [360, 800, 1280, 1500])
@pytest.mark.parametrize("count", [2, 4, 8])
def test_no_word_of_a_table_breaks(visit, count, width):
    event, parties = event_of(count)
    opened = visit(written(comparison_of(event, parties=parties)), width=width)
    assert opened.page.evaluate(BROKEN_WORDS) == []
    assert opened.page.locator("html").evaluate("e => e.scrollWidth") <= width
    side_by_side = (
        opened.page.locator("thead").is_visible() and not opened.page.locator("td > b").first.is_visible()
    )
    assert side_by_side is (width >= {2: 800, 4: 1280, 8: 1500}[count])


@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_of_the_bundled_tables_breaks(visit, width):
    assert visit(written(golden.bundled()), width=width).page.evaluate(BROKEN_WORDS) == []


@pytest.mark.parametrize("width", [360, 800, 1500])
def test_a_word_as_long_as_a_line_breaks_and_pushes_nothing_out(visit, width):
    event, parties = event_of(
        4, label="x" * 60, words=["y" * 60, "https://example.org/" + "a" * 60, "Short", "z" * 200]
    )
    parties["p1"]["name"] = "P" * 60
    opened = visit(written(comparison_of(event, parties=parties)), width=width)
    assert opened.page.locator("html").evaluate("e => e.scrollWidth") <= width
    long = {"x" * 60, "y" * 60, "P" * 60, "z" * 200}
    assert all(word in long or word.startswith("https:") for word in opened.page.evaluate(BROKEN_WORDS))


@pytest.mark.parametrize("width", [360, 1500])
@pytest.mark.parametrize("count", [2, 8])
def test_every_party_is_set_in_the_same_weight(visit, count, width):
    event, parties = event_of(count)
    opened = visit(written(comparison_of(event, parties=parties)), width=width)
    cells = opened.page.locator("td > a, .alone summary b")
    weights = cells.evaluate_all("cells => cells.map((cell) => getComputedStyle(cell).fontWeight)")
    assert len(weights) > 6
    assert len(set(weights)) == 1


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_cell_leads_to_who_said_it_and_in_which_words(visit, width, scripts):
    opened = visit(width=width, scripts=scripts)
    quote = opened.page.get_by_text("بیش از ۲۳ تن نبودند")
    assert not quote.is_visible()
    opened.row("Soldiers killed").get_by_role("link", name="at most 23").click()
    quote.wait_for(state="visible")


@pytest.mark.parametrize("scripts", [True, False])
def test_sentence_below_the_row_opens_the_same(visit, scripts):
    opened = visit(scripts=scripts)
    opened.row("Soldiers killed").locator("summary").click()
    opened.page.get_by_text("General A. Example; via AFP").wait_for(state="visible")


def test_cells_name_their_party_where_the_heads_are_out_of_sight(visit):
    for width in WIDTHS:
        opened = visit(width=width)
        named = opened.row("Soldiers killed").locator("td > b", has_text="Border Observers")
        assert named.is_visible() is (width == 390)
        # Headings of columns stay for those who listen.
        table = opened.page.locator("table").first.aria_snapshot()
        assert 'columnheader "Border Observers"' in table
        assert 'rowheader "Soldiers killed South"' in table


def test_head_of_a_long_table_stays_in_sight(visit):
    opened = visit()
    opened.page.evaluate("document.querySelectorAll('tbody')[8].scrollIntoView()")
    assert opened.page.locator("thead").first.get_by_text("Border Observers").bounding_box()["y"] < 40


def test_filter_by_words(visit):
    opened = visit()
    told = opened.page.locator("#shown")
    assert told.inner_text() == "16 of 16 rows shown"
    assert opened.page.get_by_role("status").count() == 1
    words = opened.page.get_by_label("Words")
    words.fill("GRAVES counted")
    assert (opened.rows(), told.inner_text()) == (["Soldiers killed"], "1 of 16 rows shown")
    words.fill("mill")
    assert opened.rows() == [
        "Villages that were hit",
        "Civilians killed",
        "Was the school hit?",
        "Has anyone apologised?",
    ]
    words.fill("élsewhere nothing")
    assert (opened.rows(), told.inner_text()) == ([], "0 of 16 rows shown")
    assert not opened.page.get_by_role("heading", name="Shelling of the mill").is_visible()
    opened.page.get_by_role("button", name="Show all rows").click()
    opened.until("document.getElementById('shown').textContent === '16 of 16 rows shown'")
    assert len(opened.rows()) == 16


def test_filter_by_verdict_and_party(visit):
    opened = visit()
    opened.page.get_by_label("conflict").check()
    assert opened.rows() == [*CONFLICTS, "Civilians killed", "Was the school hit?"]
    opened.page.get_by_label("Border Observers").check()
    opened.page.get_by_label("South", exact=True).check()
    assert opened.rows() == [*CONFLICTS[:3], "Civilians killed", "Was the school hit?"]
    opened.page.get_by_label("overlap").check()
    opened.page.get_by_label("Border Observers").uncheck()
    assert "Villages that were hit" in opened.rows()


def test_rows_of_a_long_page_all_come_back_and_in_order(visit):
    def question(number):
        claims = [{"party": "a", "value": number}, {"party": "b", "value": 2 * number}]
        return {"label": f"Question {number}", "kind": "count", "claims": claims}

    opened = visit(written(comparison_of({"questions": {f"q{n}": question(n) for n in range(1, 131)}})))
    opened.page.get_by_label("Words").fill("question 77")
    assert opened.rows() == ["Question 77"]
    opened.page.get_by_label("Words").fill("")
    assert opened.page.locator("#shown").inner_text() == "130 of 130 rows shown"
    opened.until("document.querySelectorAll('tbody[hidden]').length === 0")
    opened.page.get_by_label("Order", exact=True).select_option("gap")
    opened.until("document.querySelectorAll('tbody[hidden]').length === 0")
    assert opened.rows() == [f"Question {number}" for number in range(130, 0, -1)]
    opened.page.emulate_media(media="print")
    assert opened.page.locator("svg").nth(200).is_visible()


def test_mirror_is_found_by_its_parties_words_and_verdict(visit):
    opened = visit()
    opened.page.get_by_label("Words").fill("posts each")
    assert opened.rows() == ["Posts lost"]
    opened.page.get_by_label("Border Observers").check()
    assert opened.rows() == []
    opened.page.get_by_role("button", name="Show all rows").click()
    opened.until("document.getElementById('shown').textContent === '16 of 16 rows shown'")
    opened.page.get_by_label("mirror").check()
    assert opened.rows() == ["Posts lost"]


CLOSED = "Bridge closed to traffic: yes (since noon) [note]"
WOUNDED = "Soldiers wounded: South more than 40 / 55, earlier 12"
TRUCKS = "Trucks destroyed: several"


def test_what_one_party_alone_says_is_filtered_too(visit):
    opened = visit()
    opened.page.get_by_label("one-party").check()
    assert opened.rows() == [CLOSED, WOUNDED, TRUCKS]
    assert not opened.page.locator("table").first.is_visible()
    opened.page.get_by_label("Unattributed reports").check()
    assert opened.rows() == [TRUCKS]
    assert not opened.page.get_by_role("heading", name="North alone").is_visible()
    opened.page.get_by_label("Unattributed reports").uncheck()
    opened.page.get_by_label("Words").fill("north alone barrier")
    assert opened.rows() == [CLOSED]
    assert opened.page.locator("#shown").inner_text() == "1 of 16 rows shown"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 1500])
def test_what_one_party_alone_says_unfolds_to_its_claims(visit, width, scripts):
    opened = visit(width=width, scripts=scripts)
    quote = opened.page.get_by_text("more than forty wounded")
    assert not quote.is_visible()
    opened.page.locator("summary", has_text="Soldiers wounded").click()
    quote.wait_for(state="visible")
    assert opened.page.get_by_text("par. 6").is_visible()
    assert opened.page.locator("html").evaluate("e => e.scrollWidth") <= width


def test_answer_of_one_party_alone_by_keyboard(visit):
    opened = visit()
    opened.page.locator("summary", has_text="Trucks").focus()
    opened.page.keyboard.press("Enter")
    details = opened.page.locator("details", has_text="Trucks")
    assert details.evaluate("e => e.open")
    opened.page.keyboard.press("Tab")
    assert opened.page.locator(":focus").inner_text() == "The Herald"
    opened.page.keyboard.press("Escape")
    assert not details.evaluate("e => e.open")
    assert opened.page.locator(":focus").inner_text() == TRUCKS


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("wounded", "more than forty wounded"),
        ("posts-lost", "25 of South's"),
        ("posts-lost.2", "at least 19 of North's"),
        ("posts-lost.mirror", "at least 19 of North's"),
    ],
)
def test_address_of_a_row_leads_to_where_it_stands_and_opens_it(visit, place, words, scripts):
    opened = visit(hash=f"#bridge-2025-03-01.{place}", scripts=scripts)
    opened.page.locator("details[open] li", has_text=words).first.wait_for(state="visible")
    assert opened.page.locator("details[open]").count() == 1


@pytest.mark.parametrize("place", ["wounded", "posts-lost.2"])
def test_open_row_that_an_address_keeps_is_opened_where_it_stands(visit, place):
    opened = visit(hash=f"#verdict=mirror&verdict=one-party&open=bridge-2025-03-01.{place}")
    assert len(opened.rows()) == 4
    assert opened.page.locator("details[open]").count() == 1


def test_address_of_a_row_of_one_party_that_was_filtered_away_leads_to_it(visit):
    opened = visit(hash="#words=graves")
    opened.page.evaluate("location.hash = '#bridge-2025-03-01.trucks'")
    opened.until("document.getElementById('shown').textContent === '16 of 16 rows shown'")
    opened.until("document.getElementById('bridge-2025-03-01.trucks').getBoundingClientRect().top < 844")


def test_what_one_party_alone_says_is_sorted_within_its_part(visit):
    opened = visit()
    opened.page.get_by_label("Order", exact=True).select_option("gap")
    opened.until("document.querySelectorAll('[data-o][hidden]').length === 0")
    assert opened.rows()[-7:-3] == [opened.rows()[-7], CLOSED, WOUNDED, TRUCKS]


def test_order_by_gap_and_ratio_and_back(visit):
    opened = visit()
    order = opened.page.get_by_label("Order", exact=True)
    before = opened.rows()
    order.select_option("gap")
    assert opened.rows()[:4] == ["People displaced", "Soldiers killed", "Posts lost", "Rise of the river (m)"]
    order.select_option("ratio")
    assert opened.rows()[:2] == ["People displaced", "Soldiers killed"]
    order.select_option("")
    assert opened.rows() == before


def test_keyboard_alone_finds_opens_and_closes(visit):
    opened = visit()
    page = opened.page
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the tables"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "The South"
    page.keyboard.press("Enter")
    details = opened.row("Who fired first").locator("details")
    assert details.evaluate("e => e.open")
    assert page.locator(":focus").locator("h3").inner_text() == "North"
    link = opened.row("Who fired first").get_by_role("link", name="The South", exact=True)
    assert link.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "The Herald"
    page.keyboard.press("Escape")
    assert not details.evaluate("e => e.open")
    assert page.locator(":focus").inner_text() == "The South"
    assert link.get_attribute("aria-expanded") == "false"


def test_controls_by_keyboard(visit):
    page = (opened := visit()).page
    page.get_by_label("Words").focus()
    page.keyboard.type("graves")
    assert opened.rows() == ["Soldiers killed"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "sort"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.get_by_label("conflict").is_checked()


def test_click_beside_the_words_of_a_cell_opens_too_and_a_second_one_closes(visit):
    opened = visit()
    row = opened.row("Soldiers killed")
    cell = row.locator("td", has_text="dozens").first
    cell.click(position={"x": 5, "y": 40})
    details = row.locator("details")
    assert details.evaluate("e => e.open")
    assert row.locator(".on h3").inner_text() == "Unattributed reports"
    row.get_by_role("link", name="58").click()
    assert row.locator(".on h3").inner_text() == "North"
    row.get_by_role("link", name="58").click()
    assert not details.evaluate("e => e.open")


def test_view_is_kept_in_the_address_and_restored_from_it(visit):
    opened = visit()
    opened.page.get_by_label("Words").fill("soldiers & graves")
    opened.page.get_by_label("Words").fill("of")
    opened.page.get_by_label("conflict").check()
    opened.page.get_by_label("South", exact=True).check()
    opened.page.get_by_label("Order", exact=True).select_option("ratio")
    opened.row("Soldiers killed").get_by_role("link", name="58").click()
    opened.until("location.hash.includes('open')")
    kept = opened.hash()
    assert kept == ("#words=of&verdict=conflict&party=south&sort=ratio&open=bridge-2025-03-01.soldiers-killed")
    again = visit(hash=kept)
    assert again.rows() == opened.rows()
    assert again.rows()
    assert again.page.locator("#shown").inner_text() == opened.page.locator("#shown").inner_text()
    assert again.page.locator("details[open]").count() == 1
    again.page.get_by_role("button", name="Show all rows").click()
    again.row("Soldiers killed").locator("summary").click()
    again.until("location.hash === ''")
    assert again.page.url == ADDRESS


def test_another_address_in_the_same_window_is_followed(visit):
    opened = visit(hash="#verdict=open")
    assert opened.rows() == ["How it began"]
    opened.page.evaluate("location.hash = '#sort=gap&party=observers'")
    opened.until("document.getElementById('shown').textContent.startsWith('6 ')")
    assert not opened.page.get_by_label("open").is_checked()
    opened.page.evaluate("location.hash = '#bridge-2025-03-01.villages'")
    opened.page.get_by_text("Upper Ford, Lower Ford").last.wait_for(state="visible")


def test_list_of_events_leads_to_an_event_that_was_filtered_away(visit):
    opened = visit(hash="#words=graves&sort=gap")
    opened.page.get_by_role("link", name="Fighting at the bridge").first.click()
    opened.until("location.hash === '#words=graves&sort=gap'")
    assert opened.rows() == ["Soldiers killed"]
    opened.page.get_by_role("link", name="Shelling of the mill").first.click()
    opened.until("document.getElementById('shown').textContent === '16 of 16 rows shown'")
    opened.until("document.getElementById('shelling-2025-03-05').getBoundingClientRect().top < 844")
    opened.page.wait_for_timeout(300)
    assert opened.hash() == "#shelling-2025-03-05"


@pytest.mark.parametrize(
    "hash",
    ["#verdict=nonsense&party=__proto__&sort=constructor&open=controls", "#%", "#=&=%00", "#<img src=x>=1", "#x"],
)
def test_nonsense_in_the_address_is_ignored(visit, hash):
    assert len(visit(hash=hash).rows()) == 16


@pytest.mark.parametrize("width", [794, *WIDTHS])
@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_everything_is_open_and_the_controls_are_gone(visit, scripts, width):
    opened = visit(scripts=scripts, width=width, scheme="dark")
    opened.page.emulate_media(media="print")
    assert not opened.page.locator("#controls").is_visible()
    assert opened.page.get_by_text("General A. Example; via AFP").is_visible()
    assert opened.page.get_by_text("They were no more than 23.").is_visible()
    assert opened.page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    assert opened.page.locator("html").evaluate("e => e.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("content", [None, golden.bundled])
def test_axe_finds_nothing(visit, content, scheme, width, axe):
    how = {"width": width, "scheme": scheme}
    opened = visit(written(content()), **how) if content else visit(**how)
    opened.page.locator("td > a").first.click()
    opened.page.get_by_label("conflict").check()
    opened.page.evaluate(axe)
    found = opened.page.evaluate("axe.run()")
    assert [
        (violation["id"], [node["html"] for node in violation["nodes"]]) for violation in found["violations"]
    ] == []
    assert len(found["passes"]) > 20


def test_hostile_claim_file_runs_nothing(visit):
    texts = [
        *ATTACKS,
        "<script>window.ran = 1</script>",
        "javascript:window.ran = 1",
        "<img src=x onerror='window.ran = 1'>",
    ]
    for first in range(len(texts)):
        opened = visit(written(hostile_comparison(texts[first:] + texts[:first])))
        for link in opened.page.locator("td > a").all():
            link.click()
        opened.page.locator("button.c").first.click()
        opened.page.evaluate("document.getElementById('controls').hidden = false")
        opened.page.get_by_label("Words").fill("<script>")
        assert opened.page.evaluate("window.ran === undefined")
        assert opened.page.locator("script").count() == 2


def test_policy_is_obeyed(chromium, html):
    opened = Visit(chromium, html)
    opened.page.evaluate(
        """() => {
            const add = (name, fields) => {
                const made = Object.assign(document.createElement(name), fields);
                document.body.append(made);
                return made;
            };
            add("img", { src: "https://other.example/x.png" });
            add("iframe", { src: "https://other.example/" });
            add("link", { rel: "stylesheet", href: "https://other.example/x.css" });
            document.body.setAttribute("style", "color: red");
            try { document.body.setAttribute("onclick", "window.ran = 1"); } catch { }
            try { add("script", {}).append("window.ran = 1"); } catch { }
            document.body.click();
            return fetch("https://other.example/").catch(() => null);
        }"""
    )
    assert opened.page.evaluate("window.ran === undefined")
    with pytest.raises(Exception, match="TrustedHTML"):
        opened.page.evaluate("document.body.innerHTML = '<p>'")
    assert opened.asked == [ADDRESS]
    assert len([line for line in opened.told if "Content Security Policy" in line]) >= 4
    opened.context.close()


@pytest.mark.parametrize(
    "quote",
    [
        "killed 58",
        "a well-known pass, they said & left",
        "Fifty-eight soldiers [...] lost their lives, among them two officers, as our troops held the long bridge",
        "The battalion that had come down from the hills before dawn lost 58 men in the crossing",
        "\u0628\u06cc\u0634 \u0627\u0632 \u06f2\u06f3 \u062a\u0646",
        "100% of 5#6",
    ],
)
def test_browser_finds_the_quoted_words_in_the_source(chromium, quote):
    filler = "<p>Other words.</p>" * 300
    printed = html_escaped(quote.replace("[...]", "of the second company"))
    source = f"<!doctype html><meta charset=utf-8>{filler}<p id=there>So it was: {printed}. And so on.</p>{filler}"
    opened = Visit(chromium, source, hash=quoted_words(ADDRESS, quote).removeprefix(ADDRESS))
    opened.until("scrollY > 1000")
    at = opened.page.locator("#there").bounding_box()["y"]
    opened.context.close()
    assert 0 < at < 844


def copied(visit):
    """Return a page that may not write to the clipboard but by a command, which says what was selected then."""
    opened = visit()
    opened.page.evaluate(
        """() => {
            Object.defineProperty(navigator, "clipboard", {value: undefined});
            document.execCommand = () => { window.selected = String(getSelection()); return window.allowed; };
        }"""
    )
    return opened


def test_a_row_is_copied_as_a_paragraph(visit):
    opened = visit()
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = opened.row("Soldiers killed").get_by_role("button", name="Copy as text: Soldiers killed South")
    button.focus()
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_function("document.querySelector('#copied').textContent === 'Copied'")
    text = opened.page.evaluate("navigator.clipboard.readText()")
    assert text.startswith(
        "Soldiers killed: South. North says 58 (General A. Example, via AFP, 2 March 2025, per The"
    )
    assert button.inner_text() == "Copied"
    assert opened.page.locator("p.c").count() == 0


@pytest.mark.parametrize(("allowed", "told"), [(True, "Copied"), (False, "Select the text and copy it")])
def test_without_leave_the_paragraph_is_shown_and_selected(visit, allowed, told):
    opened = copied(visit)
    opened.page.evaluate("allowed => { window.allowed = allowed }", allowed)
    alone = opened.page.locator(".alone li").first
    alone.locator("summary").click()
    button = alone.locator("button.c")
    for _ in range(2):
        button.click()
        opened.page.wait_for_function("told => document.querySelector('#copied').textContent === told", arg=told)
    shown = opened.page.locator("p.c")
    assert shown.count() == 1
    assert shown.inner_text().startswith("Bridge closed to traffic. North says yes [note] (since noon; the mayor,")
    assert opened.page.evaluate("window.selected") == shown.inner_text()
    assert shown.evaluate("p => p === document.activeElement")


def test_the_button_is_no_word_of_a_row(visit):
    opened = visit()
    opened.page.locator("#words").fill("copy as text")
    opened.page.wait_for_function("document.querySelector('#shown').textContent.startsWith('0 of')")


@pytest.mark.parametrize(("rows", "panel"), [(11, False), (12, True)])
def test_filters_are_there_from_a_dozen_rows_on(visit, rows, panel):
    questions = {
        f"q{number}": {
            "label": f"Q{number}",
            "kind": "count",
            "claims": [{"party": p, "value": number} for p in "ab"],
        }
        for number in range(rows)
    }
    html = written(comparison_of({"questions": questions}))
    assert visit(html).page.locator("#controls").is_visible() is panel
    # Whoever follows a link to some of the rows finds the others.
    opened = visit(html, hash="#words=Q1")
    assert opened.page.locator("#controls").is_visible()
    opened.page.get_by_role("button", name="Show all rows").click()
    opened.page.wait_for_function("document.querySelectorAll('tbody[hidden]').length === 0")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_plot_cuts_no_name_and_its_lanes_stand_below_their_names(visit, width):
    names = {
        "a": "The Ministry of Defence of the Northern Federation and its Joint Operations Command in the Lower Valley",
        "b": "South",
        "c": "Unattributedreportsthatnobodybreaksanywhereatallinoneword",
    }
    claims = [
        {"party": "a", "value": 58},
        {"party": "b", "value": "at least 18", "measure": "killed or wounded or captured"},
        {"party": "c", "value": "30 to 45"},
    ]
    question = {"label": "Q", "kind": "count", "claims": claims}
    total = [{**claim, "stated": f"2025-01-0{day}"} for day, claim in enumerate([*claims, *claims], 1)]
    event = {"questions": {"q": question, "t": {**question, "claims": total, "cumulative": True}}}
    opened = visit(
        written(comparison_of(event, parties={id: {"name": name} for id, name in names.items()})), width=width
    )
    cut = opened.page.evaluate(
        """() => [...document.querySelectorAll(".plot span, .plot i")].filter((e) =>
            e.scrollWidth > e.clientWidth + 1 || (getComputedStyle(e).overflow !== "visible" && e.scrollHeight > e.clientHeight + 1)
        ).map((e) => e.textContent)"""
    )
    assert cut == []
    # Each dot stands between the words of its own lane and those of the next.
    plot = opened.page.locator(".plot:not(.steps)").first
    lanes = [lane.bounding_box() for lane in plot.locator("span").all()]
    drawn = plot.locator("svg").first.bounding_box()
    height = drawn["height"] / len(lanes)
    for number, lane in enumerate(lanes):
        middle = drawn["y"] + (number + 0.5) * height
        assert lane["y"] < middle <= lane["y"] + lane["height"]
    assert opened.page.locator("html").evaluate("e => e.scrollWidth") <= width
