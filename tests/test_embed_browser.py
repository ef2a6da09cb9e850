"""The embed in Chromium, inside pages whose styles were made for other things."""

import pytest
from browser import Visit
from files import EXAMPLE, run

pytestmark = pytest.mark.tools

EVENT = ("--event", "durand-*")
ROW = (*EVENT, "--question", "soldiers-killed")
WIDTHS = (320, 768, 1500)
# Styles of the page around, and the colours that it gives to its words and its ground.
PAGES = {
    "none": "",
    "dark by itself": "body { background: #101418; color: #e8e8e8 }",
    "with a face": "body { font: 18px/1.2 monospace; max-width: 40rem; margin: auto }",
    "reset": "* { margin: 0; padding: 0; border: 0; font: inherit; list-style: none; text-decoration: none }",
    "float": "* { float: left }",
    "unset": "* { all: unset }",
    "by id": """
        #content * { float: right; position: absolute; list-style: none; background: #eee }
        #content :is(dl, table, figure, small, a) { display: none }
        #content p::before { content: "Advertisement" }
        #content p::first-letter { font-size: 4em; float: left }
    """,
    "inherited": "body { text-transform: uppercase; letter-spacing: 1em; white-space: nowrap; text-indent: 5em }",
    "important": "* { float: left !important; display: inline !important; opacity: .1 !important; position: relative !important }",
    "columns": "main { display: flex; flex-wrap: wrap } main > * { flex: 1 }",
    "grid": "main { display: grid; grid-template-columns: 1fr min(60ch, 100%) 1fr } main > * { grid-column: 2 }",
}
# What is to be seen of each: all that has words of its own, in their places, in the face and colours of the page.
SEEN = """() => [...document.querySelectorAll(".borderclash")].map((outer) => {
  const figure = outer.querySelector("figure"), box = figure.getBoundingClientRect();
  const around = getComputedStyle(outer), hidden = [], outside = [], strange = [];
  for (const element of figure.querySelectorAll("b, p, dt, dd, small, li, a, figcaption")) {
    const own = getComputedStyle(element), place = element.getBoundingClientRect();
    const name = `${element.tagName} ${element.textContent.slice(0, 20)}`;
    if (!element.checkVisibility({opacityProperty: false, visibilityProperty: true}) || !place.width || !place.height) hidden.push(name);
    if (place.left < box.left - 1 || place.right > box.right + 1 || place.top < box.top - 1 || place.bottom > box.bottom + 1) outside.push(name);
    const same = ["color", "fontFamily"].every((property) => own[property] === around[property]);
    const calm = own.float === "none" && own.position === "static" && own.backgroundColor === "rgba(0, 0, 0, 0)";
    const plain = own.textTransform === "none" && own.letterSpacing === "normal" && own.direction === "ltr";
    const small = parseFloat(own.fontSize) < .85 * parseFloat(around.fontSize);
    const before = getComputedStyle(element, "::before").content;
    if (!same || !calm || !plain || small || before !== "none") strange.push(name);
  }
  const style = getComputedStyle(outer.querySelector("style")).display;
  const link = getComputedStyle(figure.querySelector("a")).textDecorationLine;
  return {hidden, outside, strange, style, link, width: box.width, lines: figure.querySelectorAll("dl").length};
})"""


@pytest.fixture(scope="module")
def pieces():
    """Return a row and an event, to stand on one page."""
    return [
        run("compare", str(EXAMPLE), *which, "--embed", "--page", "https://claims.example/page.html").out
        for which in (ROW, EVENT)
    ]


def page(style, pieces, *, scheme=""):
    row, event = pieces
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width">{scheme}<title>An article</title><style>{style}</style></head>
    <body><main id="content"><h1>An article</h1><p>Some words of it, before.</p>{row}<p>Some between.</p>{event}</main></body></html>"""


@pytest.mark.parametrize("name", PAGES)
def test_it_is_all_there_in_the_face_and_colours_of_the_page(chromium, pieces, name):
    opened = Visit(chromium, page(PAGES[name], pieces))
    for width in WIDTHS:
        opened.page.set_viewport_size({"width": width, "height": 800})
        found = opened.page.evaluate(SEEN)
        assert [each["lines"] for each in found] == [1, 7]
        for each in found:
            kept = {key: each[key] for key in ("hidden", "outside", "strange", "style", "link")}
            assert kept == {"hidden": [], "outside": [], "strange": [], "style": "none", "link": "underline"}, (
                width
            )
            # As wide as the page has room, and never a mere strip.
            assert 0.6 * min(width, 400) <= each["width"] <= width
    opened.context.close()
    assert len(opened.asked) == 1
    assert opened.told == []


# What a site does to be light and dark: by itself, whatever its reader's system is, or as that is.
SCHEMES = [
    ("body { background: #101418; color: #e8e8e8 }", "light"),
    ("body { background: #fff; color: #222 }", "dark"),
    (":root { color-scheme: light dark } body { background: canvas; color: canvastext }", "dark"),
]


@pytest.mark.parametrize(("style", "scheme"), SCHEMES)
def test_axe_finds_nothing(chromium, pieces, style, scheme, axe):
    opened = Visit(chromium, page(style, pieces), scheme=scheme)
    opened.page.evaluate(axe)
    for width in WIDTHS:
        opened.page.set_viewport_size({"width": width, "height": 800})
        found = opened.page.evaluate("axe.run()")
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
        assert "color-contrast" in [each["id"] for each in found["passes"]]
    opened.context.close()


def test_from_right_to_left_a_text_keeps_its_own_direction(chromium):
    options = ("--embed", "--page", "https://claims.example/page.html", "--language", "ar")
    piece = run("compare", str(EXAMPLE), *ROW, *options).out
    opened = Visit(chromium, page(PAGES["unset"], (piece, piece)))
    directions = """() => [...document.querySelectorAll(".borderclash :is(bdi, dd)")].map(
      (element) => [element.tagName, /^[A-Za-z]/.test(element.textContent), getComputedStyle(element).direction])"""
    found = {tuple(each) for each in opened.page.evaluate(directions)}
    assert {direction for tag, _, direction in found if tag == "DD"} == {"rtl"}
    assert {direction for tag, latin, direction in found if tag == "BDI" and latin} == {"ltr"}
    opened.context.close()
