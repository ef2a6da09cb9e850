"""The page in each language in Chromium: nothing that axe finds, nothing to scroll sideways, and its direction."""

import pytest
from browser import Visit
from html_page import demo, written
from test_page_browser import BROKEN_WORDS

from borderclash.language import LANGUAGES, using

pytestmark = pytest.mark.tools

WIDTHS = (320, 768, 1500)


@pytest.fixture(scope="module")
def pages():
    """Return the page of the example by its language."""
    made = {}
    for language in LANGUAGES:
        with using(language):
            made[language] = written(demo())
    return made


@pytest.fixture
def opened(chromium, pages):
    """Return a function that opens the page in a language."""
    visits = []

    def visit(language, **how):
        visits.append(Visit(chromium, pages[language], **how))
        return visits[-1]

    yield visit
    for each in visits:
        each.context.close()
        assert each.told == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_is_cut_off(opened, axe, language, scheme):
    page = opened(language, width=WIDTHS[-1], scheme=scheme).page
    page.locator("td > a").first.click()
    page.locator("[name=verdict]").first.check()
    page.evaluate(axe)
    # Of all rules only those on contrast see the scheme.
    rules = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate("rules => axe.run(rules)", rules)
        told = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
        assert (width, told) == (width, [])
        assert len(found["passes"]) > (0 if rules else 20)
        assert page.locator("html").evaluate("e => e.scrollWidth") <= width
        assert page.evaluate(BROKEN_WORDS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_that_are_left_are_counted(opened, language):
    page = opened(language).page
    page.locator("#words").fill("ford")
    told = page.locator("#shown").inner_text()
    assert "2" in told
    assert "16" in told
    assert "{" not in told


def sides(page, *selectors):
    """Return the right edges of the first visible element of each selector."""
    boxes = [page.locator(each).first.bounding_box() for each in selectors]
    return [box["x"] + box["width"] for box in boxes]


def test_columns_run_from_right_to_left(opened):
    visit = opened("ar", width=1500)
    heads = [head.bounding_box()["x"] for head in visit.page.locator("thead").first.locator("th").all()]
    assert heads == sorted(heads, reverse=True)
    row = visit.row("Soldiers killed").locator("tr").first
    cells = [cell.bounding_box()["x"] for cell in row.locator("th, td").all()]
    assert cells == sorted(cells, reverse=True)
    # Also the words in them stand at the right.
    ends = row.locator("th, td").evaluate_all(
        """cells => cells.map((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          const inner = [...range.getClientRects()].filter((box) => box.width);
          return cell.getBoundingClientRect().right - Math.max(...inner.map((box) => box.right));
        })"""
    )
    assert all(0 <= end <= 17 for end in ends)


@pytest.mark.parametrize("width", WIDTHS)
def test_scales_run_from_right_to_left(opened, width):
    page = opened("ar", width=width).page
    plot = page.locator(".plot").first
    names, drawing = plot.locator("p").bounding_box(), plot.locator("> svg").first.bounding_box()
    if width == 320:
        # On a phone the names stand above their lanes.
        assert (names["x"], names["width"]) == (drawing["x"], drawing["width"])
    else:
        assert names["x"] >= drawing["x"] + drawing["width"]
    ticks = [tick for tick in plot.locator(".x text").all() if tick.is_visible()]
    places = [tick.bounding_box()["x"] for tick in ticks]
    figures = [float(tick.text_content()) for tick in ticks]
    assert figures == sorted(figures)
    assert places == sorted(places, reverse=True)
    # "At most 23" begins at the low end of the scale, "58" stands left of it.
    low, high = places[0], places[-1]
    dot = plot.locator(".p").bounding_box()
    assert high < dot["x"] < low


def test_narrow_rows_name_their_party_at_the_right(opened):
    visit = opened("ar", width=320)
    cell = visit.row("Soldiers killed").locator("td").first
    party, answer = cell.locator("> b").bounding_box(), cell.locator("> a").bounding_box()
    assert party["x"] >= answer["x"] + answer["width"]


def test_a_title_from_right_to_left_does_not_turn_what_stands_beside_it(opened):
    titles = opened("en").page.locator(".sources cite").all()
    assert {title.bounding_box()["x"] for title in titles} == {titles[0].bounding_box()["x"]}
    assert titles[1].text_content().startswith("شمار")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_lane_names_its_party_at_the_right_of_its_figure(opened, width):
    lane = opened("ar", width=width).page.locator(".plot span:has(b)").first
    assert lane.is_visible()
    ends = lane.evaluate(
        """lane => {
          const range = document.createRange();
          range.selectNodeContents(lane.firstChild);
          const figure = lane.querySelector("b").getBoundingClientRect();
          return [range.getBoundingClientRect().right, figure.width ? figure.right : 0];
        }"""
    )
    assert ends == sorted(ends, reverse=True)
    assert ends[0] > 0
