"""The figure of an event: what is drawn, that it is inert, and the text beside it."""

import json
import struct
import sys
import xml.etree.ElementTree as ElementTree

import golden
import pytest
import yaml
from files import EXAMPLE, GOOD, ROOT, run

from borderclash.checking import check
from borderclash.comparing.rows import compare
from borderclash.presenting.chart_view import chart
from borderclash.problems import UsageError
from borderclash.rendering.charts import convert, typesetting, vega

SVG = "{http://www.w3.org/2000/svg}"
SOURCES = {"wire": {"title": "Wire report", "publisher": "The Wire", "published": "2025-10-12"}}
# Every way to take a position, and two to take none.
EVERY = [
    ("north", "fewer than 100"),
    ("south", "about 200"),
    ("reports", "130 to 170"),
    ("reports", "dozens"),
    ("east", "nearly 300"),
]


def written(tmp_path, *claims, title="Clash", parties=None, label="Killed", kind="count", unit="people", **event):
    """Return a claim file with one question, on which *claims*, of (party, value) or whole, were made."""
    said = [
        claim if isinstance(claim, dict) else dict(zip(("party", "value"), claim, strict=True)) for claim in claims
    ]
    names = parties or {id: id.title() for id in ("north", "south", "reports", "east")}
    question = {"label": label, "kind": kind, "claims": said} | ({"unit": unit} if unit else {})
    data = {
        "borderclash": 1,
        "parties": {id: {"name": name, "pooled": id == "reports"} for id, name in names.items()},
        "sources": SOURCES,
        "events": {"clash": {"title": title, "source": "wire", "questions": {"killed": question}} | event},
    }
    file = tmp_path / "claims.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


def figure_of(file, event="clash"):
    """Return the Vega-Lite figure of an event in *file*, and its alternative text."""
    checked = check([str(file)])
    assert [problem for problem in checked.problems if problem.severity == "error"] == []
    comparison = compare(checked.dataset)
    (made,) = [chart(each, comparison) for each in comparison.events if each.event.id == event]
    return vega.figure(made), vega.alternative_text(made)


def layers(panel, type, **look):
    """Return the values of the layers of a panel that have a mark of a type and look."""
    found = [layer for layer in panel["layer"] if layer["mark"]["type"] == type]
    return [v for layer in found if look.items() <= layer["mark"].items() for v in layer["data"]["values"]]


def texts(svg):
    """Return the texts of an SVG, each line by itself."""
    root = ElementTree.fromstring(svg)
    return [part for element in root.iter(f"{SVG}text") for part in element.itertext()]


# what is drawn


def test_each_kind_of_position_has_its_look(tmp_path):
    denial = {"party": "east", "stance": "denies", "value": "more than 200"}
    spec, _ = figure_of(written(tmp_path, *EVERY, denial, {"party": "north", "value": 90}))
    panel = spec["vconcat"][0]
    assert [v["x"] for v in layers(panel, "point", fill=vega.INK)] == [90, 200, 130, 170]
    assert [v["x"] for v in layers(panel, "point", fill="white", shape="circle")] == [100, 300]
    assert [v["x"] for v in layers(panel, "point", stroke=vega.INK, strokeWidth=2, size=55)] == [200]
    solid = layers(panel, "rule", strokeWidth=5)
    bottom, top = panel["encoding"]["x"]["scale"]["domain"]
    assert [(v["x"], v["to"]) for v in solid] == [(bottom, 100), (180, 220), (130, 170), (12, top), (270, 300)]


def test_arrows_stand_at_the_ends_of_the_scale(tmp_path):
    spec, _ = figure_of(written(tmp_path, ("north", "at most -3"), ("south", "at least 8"), kind="number"))
    panel = spec["vconcat"][0]
    low, high = panel["encoding"]["x"]["scale"]["domain"]
    assert [v["x"] for v in layers(panel, "point", shape="triangle-left")] == [low]
    assert [v["x"] for v in layers(panel, "point", shape="triangle-right")] == [high]


@pytest.mark.parametrize(
    ("claims", "kind", "type", "title", "labels"),
    [
        ((58, 18), "count", "linear", "people", ["0", "20", "40", "60"]),
        (
            (5, "2.9 million"),
            "count",
            "log",
            "people, log scale",
            ["1", "100", "10,000", "1 million", "100 million"],
        ),
        (
            ("2640.5", "about 2668"),
            "number",
            "linear",
            "people, scale not from zero",
            ["2,640", "2,650", "2,660", "2,670"],
        ),
    ],
)
@pytest.mark.tools
def test_axis_says_what_the_scale_is(tmp_path, claims, kind, type, title, labels):
    spec, _ = figure_of(written(tmp_path, *zip(("north", "south"), claims, strict=True), kind=kind))
    x = spec["vconcat"][0]["encoding"]["x"]
    assert (x["scale"]["type"], x["axis"]["title"]) == (type, title)
    assert x["axis"]["labelExpr"].startswith(json.dumps(labels))
    drawn = texts(convert.svg(spec, "e", "t", "a"))
    assert [text for text in drawn if text in labels] == labels


def test_ends_of_a_scale_are_labelled_and_the_others_where_there_is_room(tmp_path):
    spec, _ = figure_of(written(tmp_path, ("north", 2), ("south", "999999.999999 trillion")))
    labels = spec["vconcat"][0]["encoding"]["x"]["axis"]["labelExpr"].partition("]")[0] + "]"
    assert json.loads(labels) == ["1", "10,000", "100 million", "1 trillion", "", "100,000,000 trillion"]


def test_party_without_a_position_has_a_line_of_words_only(tmp_path):
    spec, alt = figure_of(written(tmp_path, ("north", 58), {"party": "south", "stance": "declines"}))
    drawn = texts(convert.svg(spec, "e", "t", "a"))
    assert [text for text in drawn if text in ("North", "South", "58", "declined", "East")] == [
        "North",
        "South",
        "58",
        "declined",
    ]
    assert alt.splitlines()[1] == "Killed (people). North: 58; South: declined."


def test_single_position_has_its_words_and_no_plot(tmp_path):
    spec, alt = figure_of(written(tmp_path, ("north", "at least 58")))
    panel, caption = spec["vconcat"]
    assert panel["encoding"]["x"]["axis"] is None
    assert {layer["mark"]["type"] for layer in panel["layer"]} == {"text"}
    assert caption["data"]["values"][0]["text"] == ["Sources: The Wire"]
    assert {"North", "at least 58"} <= set(texts(convert.svg(spec, "e", "t", "a")))
    assert alt.splitlines()[1] == "Killed (people). North: at least 58."


def test_caption_explains_only_what_is_drawn(tmp_path):
    spec, _ = figure_of(written(tmp_path, ("north", 58), ("south", 18)))
    assert spec["vconcat"][-1]["data"]["values"][0]["text"] == [
        "A point is what was stated.",
        "Sources: The Wire",
    ]
    denial = {"party": "south", "stance": "denies", "value": 5000}
    spec, _ = figure_of(written(tmp_path, ("north", "more than 18"), denial))
    told = " ".join(spec["vconcat"][-1]["data"]["values"][0]["text"])
    assert told == (
        "A hollow point was stated but is itself left out. A line is what the words allow. An arrow "
        "is an end left open. Crossed or dashed is what a party denies. On a log scale equal distances are equal "
        "ratios. Sources: The Wire"
    )


@pytest.mark.parametrize("number", range(3))
@pytest.mark.tools
def test_long_words_are_broken_and_nothing_is_lost(tmp_path, number):
    words = ["a long name " * 8, "x" * 300, "東京で五人が死亡したと発表した " * 9][number].strip()
    parties = {"north": words, "south": "South"}
    claim = {"party": "north", "value": "at least 18", "hedge": words}
    spec, _ = figure_of(written(tmp_path, claim, ("south", 58), parties=parties, title=words, label=words))
    drawn = "".join("".join(texts(convert.svg(spec, "e", "t", "a"))).split())
    assert drawn.count("".join(words.split())) >= 4
    root = ElementTree.fromstring(convert.svg(spec, "e", "t", "a"))
    assert float(root.get("width")) < 800


def test_broken_lines_are_as_wide_as_there_is_room():
    lines = typesetting.broken("Ministry of Defence, Kabul  and elsewhere", 100, 13)
    assert lines == ["Ministry of", "Defence, Kabul", "and elsewhere"]
    assert all(typesetting.width(line, 13) <= 100 for line in lines)
    assert typesetting.broken("", 100, 13) == [""]
    assert typesetting.width("e\u0301", 10) == typesetting.width("e", 10)
    assert typesetting.width("x", 10, bold=True) > typesetting.width("x", 10)


def test_figure_of_every_look(tmp_path):
    more = [
        {"party": "north", "value": 25000, "hedge": "believed to be the low end of it"},
        {"party": "east", "stance": "denies", "value": "more than 200"},
        {"party": "south", "stance": "denies"},
    ]
    spec, alt = figure_of(written(tmp_path, *EVERY, *more, date="2025-10-11", place="The bridge"))
    check_figure("figure-every", spec, alt)


def test_figure_of_the_bundled_data():
    check_figure("figure-bundled", *figure_of(EXAMPLE, "durand-line-2025-10-11"))


def check_figure(name, spec, alt):
    """Compare a figure and its text with the golden files."""
    golden.check(f"{name}.vl.json", json.dumps(spec, indent=1, ensure_ascii=False) + "\n")
    golden.check(f"{name}.alt.txt", alt + "\n")


# the command


@pytest.fixture
def good(tmp_path):
    (tmp_path / "claims.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_svg_with_its_text_beside_it(good):
    assert run("chart", "claims.yaml", "-o", "figure.svg", cwd=good) == (0, "", "")
    root = ElementTree.parse(good / "figure.svg").getroot()
    title, desc = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", "Clash at the bridge")
    assert desc.tag == f"{SVG}desc"
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}" == "clash-title clash-desc"
    assert (
        (good / "figure.alt.txt").read_text(encoding="utf-8")
        == desc.text + "\n"
        == (
            "Range plots. Clash at the bridge, 2025-10-11.\n"
            "Soldiers killed: South. North: 58; South: at least 18. North says 58, South says at least 18: as stated 40 apart (3.2 "
            "times), yet both can be true.\n"
        )
    )
    drawn = texts((good / "figure.svg").read_bytes())
    assert {"Clash at the bridge", "North", "58", "at least 18", "Sources: The Wire"} <= set(drawn)


@pytest.mark.tools
def test_png_is_drawn_twice_as_fine(good):
    assert run("chart", "claims.yaml", "-o", "figure.PNG", cwd=good) == (0, "", "")
    assert run("chart", "claims.yaml", "-o", "figure.svg", cwd=good) == (0, "", "")
    png = (good / "figure.PNG").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    root = ElementTree.parse(good / "figure.svg").getroot()
    assert struct.unpack(">II", png[16:24]) == (2 * int(root.get("width")), 2 * int(root.get("height")))
    assert (good / "figure.alt.txt").exists()


@pytest.mark.tools
def test_part_of_the_data_is_drawn(tmp_path):
    arguments = (
        "--event",
        "durand-*",
        "--question",
        "soldiers-*",
        "--party",
        "afghanistan",
        "--as-of",
        "2025-10-12",
    )
    assert run("chart", EXAMPLE, *arguments, "-o", tmp_path / "figure.svg").code == 0
    assert (tmp_path / "figure.alt.txt").read_text(encoding="utf-8") == (
        "Range plots. Clashes along the Durand Line, 2025-10-11 to 2025-10-12, Afghanistan-Pakistan border, as it "
        "stood at the end of 2025-10-12. Only question soldiers-*; party afghanistan.\n"
        "Soldiers killed: Pakistan. Afghanistan: 58 (also reported as at least 58).\n"
        "Soldiers wounded: Pakistan. Afghanistan: 30.\n"
    )
    assert "As it stood at the end of 2025-10-12" in texts((tmp_path / "figure.svg").read_bytes())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "error: there is no file to draw to\nhelp: name one: --output figure.svg, or figure.png\n"),
        (("-o", "figure.pdf"), "error: `figure.pdf` is no kind of figure\nhelp: let it end in .svg or .png\n"),
        (("-o", "figure"), "error: `figure` is no kind of figure\nhelp: let it end in .svg or .png\n"),
        (
            ("-o", "figure.svg"),
            "error: 6 events have figures, and a figure is of one\nhelp: --event is one of: durand-line-2025-10-11, "
            "explosions-2025-10-09, northwest-pakistan-attacks, armed-groups, kabul-islamabad-talks, "
            "frontier-and-refugees\n",
        ),
        (
            ("-o", "figure.svg", "--event", "gulf-appeals"),
            "error: there are no figures to draw\n"
            "help: figures are the positions on questions of `kind: count`, `kind: number` or `kind: time`\n",
        ),
        (
            ("-o", "nowhere/figure.svg", "--event", "durand-*"),
            "error: cannot write `nowhere/figure.svg`: no such file or directory\n"
            "help: choose another file for --output\n",
        ),
    ],
)
def test_wrong_use_is_told_with_its_remedy(tmp_path, arguments, message):
    assert run("chart", EXAMPLE, *arguments, cwd=tmp_path) == (2, "", message)
    assert list(tmp_path.iterdir()) == []


def test_not_more_events_are_listed_than_one_reads(tmp_path):
    event = {
        "title": "E",
        "source": "wire",
        "questions": {"q": {"label": "Q", "kind": "count", "claims": [{"party": "north", "value": 1}]}},
    }
    written(tmp_path, ("north", 1))
    data = yaml.safe_load((tmp_path / "claims.yaml").read_text(encoding="utf-8"))
    events = {f"event-{number:02}": event for number in range(20)}
    (tmp_path / "many.yaml").write_text(json.dumps(data | {"events": events}), encoding="utf-8")
    ran = run("chart", "many.yaml", "-o", "figure.svg", cwd=tmp_path)
    assert ran.code == 2
    assert ran.err.endswith("event-10, event-11, ...\n")


def test_without_the_extra_it_says_how_to_get_it(good, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    ran = run("chart", "claims.yaml", "-o", "figure.svg", cwd=good)
    assert ran == (
        2,
        "",
        "error: a figure is drawn by vl-convert-python, which is not installed\n"
        "help: install it: python3 -m pip install 'borderclash[chart]'\n",
    )
    assert [file.name for file in good.iterdir()] == ["claims.yaml"]


def test_the_extra_is_there_to_be_installed():
    assert "\nchart = [" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_what_cannot_be_drawn_is_told():
    with pytest.raises(UsageError, match="could not be drawn"):
        convert.png({"mark": {}, "layer": 3})


HOSTILE = [
    "<script>alert(1)</script>",
    "]]><svg onload=alert(1)>",
    '"><image href="https://example.org/x.png"/>',
    "&amp; &lt; &#x0; %3Cscript%3E",
    "{'signal': 'alert(1)'} datum.x",
    "a\x1b[31mb\x00c\ufffed\uffff\x85e\u2028f",
    "over\u202eride \u2066iso",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.tools
def test_hostile_text_is_shown_and_does_nothing(tmp_path, text):
    """Control characters are refused in a claim file; here they come in by the records themselves."""
    file = written(
        tmp_path,
        {"party": "north", "value": 5, "hedge": "HOSTILE"},
        {"party": "south", "stance": "denies", "value": 9, "measure": "HOSTILE"},
        title="HOSTILE",
        label="HOSTILE",
        unit="HOSTILE",
        place="HOSTILE",
        parties={"north": "HOSTILE", "south": "South"},
    )
    spec, _ = figure_of(file)
    assert json.dumps(spec).count("HOSTILE") >= 8
    checked = check([str(file)])
    comparison = compare(_with(checked.dataset, text))
    made = chart(comparison.events[0], comparison)
    svg = convert.svg(vega.figure(made), "clash", made.title, vega.alternative_text(made))
    root = ElementTree.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= set(
        "svg g rect path line text tspan title desc".split()
    )
    for element in root.iter():
        assert not {
            name for name in element.attrib if name.lower().startswith("on") or "href" in name or name == "style"
        }
    assert (
        b"http"
        not in svg.replace(b"http://www.w3.org/2000/svg", b"").replace(b"http://www.w3.org/1999/xlink", b"")
        or "http" in text
    )
    if text.isprintable():
        assert text in "".join(root[1].itertext())


def _with(value, text):
    """Return *value*, records within records, with *text* for every HOSTILE."""
    if isinstance(value, str):
        return value.replace("HOSTILE", text)
    if isinstance(value, dict):
        return {key: _with(item, text) for key, item in value.items()}
    if isinstance(value, tuple):
        items = [_with(item, text) for item in value]
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    if hasattr(value, "__dataclass_fields__"):
        return type(value)(*(_with(getattr(value, name), text) for name in value.__dataclass_fields__))
    return value


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("language", "tag", "words"), [("fr", ' lang="fr"', "Diagrammes"), ("ar", "", "Range plots.")]
)
def test_figure_says_its_language_and_runs_from_left_to_right(monkeypatch, good, language, tag, words):
    monkeypatch.setattr(convert, "_convert", lambda *_: "<svg></svg>")
    ran = run("chart", "claims.yaml", "-o", "figure.svg", "--language", language, cwd=good)
    told = "the figure is in English, as lines from right to left cannot be drawn\n"
    assert (ran.code, ran.err) == (0, told if language == "ar" else "")
    assert (good / "figure.svg").read_text(encoding="utf-8").startswith(f'<svg{tag} role="img"')
    assert words in (good / "figure.alt.txt").read_text(encoding="utf-8")
