"""Earlier figures of a party: pale points in plots and charts, told apart from what stands."""

import re

import pytest
import yaml
from build import row
from files import run
from html_page import Document, written
from pages import comparison_of
from rows import each_row
from test_chart import figure_of, layers
from test_chart import written as claim_file

from borderclash.presenting.plots import range_plot
from borderclash.rendering.charts.look import FADED
from borderclash.rendering.page.plots import plot

HISTORY = [
    {"party": "a", "value": "about 30", "stated": "2025-01-01"},
    {"party": "a", "value": 58, "stated": "2025-01-02"},
    {"party": "b", "value": "at least 18", "stated": "2025-01-01"},
    {"party": "b", "value": "at most 23", "stated": "2025-01-03"},
]


def earlier(kind, *claims, **more):
    return [mark.earlier for mark in range_plot(row(kind, *claims, **more)).marks]


def test_what_a_party_has_replaced_stands_on_its_line():
    assert earlier("count", *HISTORY) == [(30.0,), (18.0,)]
    made = plot(range_plot(row("count", *HISTORY)))
    assert made.earlier.count("M") == 2
    assert made.earlier not in made.dots


@each_row(
    ("more", "expected"),
    [
        ({"party": "a", "stance": "withdraws", "stated": "2025-01-01T18:00"}, ()),
        ({"party": "a", "value": "dozens", "stated": "2025-01-01"}, (30.0,)),
        ({"party": "a", "value": "70 to 80", "stated": "2025-01-01"}, (30.0, 70.0, 80.0)),
        ({"party": "a", "value": 58, "stated": "2025-01-03"}, (30.0, 58.0)),
    ],
)
def test_only_what_was_stated_and_not_taken_back_is_drawn(more, expected):
    shown = earlier("count", *HISTORY[:2], more, ("b", 5))
    assert sorted(shown[0]) == sorted(expected)


def test_the_scale_holds_earlier_figures_without_room_for_what_they_left_open():
    scale = range_plot(row("count", *HISTORY[:2], ("b", 50))).scale
    assert scale.low <= 30
    bound = {"party": "b", "value": "at least 100", "stated": "2025-01-01"}
    scale = range_plot(row("count", ("a", 50), bound, {"party": "b", "value": 60, "stated": "2025-01-02"})).scale
    assert scale.high == 100


def test_a_running_total_has_its_course_in_a_plot_of_its_own():
    assert earlier("count", *HISTORY, cumulative=True) == [(), ()]


def test_times_have_earlier_points_too():
    times = [
        {"party": "a", "value": "2025-01-01", "stated": "2025-02-01"},
        {"party": "a", "value": "2025-01-05", "stated": "2025-02-02"},
    ]
    assert [len(each) for each in earlier("time", *times, ("b", "2025-01-03"))] == [2, 0]


@pytest.mark.thorough
def test_the_page_draws_and_explains_them_where_there_are_any():
    def page(*claims):
        return Document(
            written(comparison_of({"questions": {"q": {"label": "Q", "kind": "count", "claims": claims}}}))
        )

    shown = page(*HISTORY)
    (drawn,) = re.findall(r'<path class=u d="([^"]*)"', shown.html)
    assert drawn.count("M") == 2
    assert any(
        "A pale dot is a figure or a time that the party stated before" in told for told in shown.texts("footer/p")
    )
    without = page(HISTORY[1], HISTORY[3])
    assert "class=u" not in without.html
    assert not any("pale" in told for told in without.texts("footer/p"))


def test_the_figure_draws_them_and_tells_them_in_its_key_and_in_words(tmp_path):
    claims = [{**claim, "party": {"a": "north", "b": "south"}[claim["party"]]} for claim in HISTORY]
    figure, words = figure_of(claim_file(tmp_path, *claims))
    panel, caption = figure["vconcat"]
    assert [value["x"] for value in layers(panel, "point", fill=FADED)] == [30.0, 18.0]
    told = " ".join(caption["data"]["values"][0]["text"])
    assert told.endswith("Sources: The Wire")
    assert "A pale point is what the party stated before and has replaced." in told
    assert "North: 58, earlier about 30; South: at most 23, earlier at least 18." in words
    figure, words = figure_of(claim_file(tmp_path, claims[1], claims[3]))
    assert "pale" not in str(figure)
    assert "earlier" not in words


def test_the_figure_names_the_sources_of_earlier_figures(tmp_path):
    claims = [{**claim, "party": {"a": "north", "b": "south"}[claim["party"]]} for claim in HISTORY]
    file = claim_file(tmp_path, {**claims[0], "source": "radio"}, *claims[1:])
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("sources:\n", "sources:\n  radio:\n    title: Radio\n"), encoding="utf-8")
    figure, _ = figure_of(file)
    assert " ".join(figure["vconcat"][-1]["data"]["values"][0]["text"]).endswith("Sources: The Wire, Radio")


@pytest.mark.thorough
def test_the_terminal_marks_them(tmp_path):
    claims = [{**claim, "party": {"a": "north", "b": "south"}[claim["party"]]} for claim in HISTORY]
    file = claim_file(tmp_path, *claims)
    shown = run("compare", file, "--chart", columns=100).out
    (north,) = [line for line in shown.splitlines() if line.startswith("    North  58")]
    assert north.index("\N{BULLET}") < north.index("\N{FULL BLOCK}")
    assert "\N{BULLET} stated before, and replaced" in shown
    shown = run("compare", claim_file(tmp_path, claims[1], claims[3]), "--chart", columns=100).out
    assert "stated before" not in shown


@pytest.mark.thorough
def test_a_figure_of_the_disagreements_alone(tmp_path):
    agreed = {
        "label": "Wounded",
        "kind": "count",
        "claims": [{"party": p, "value": 5} for p in ("north", "south")],
    }
    file = claim_file(tmp_path, ("north", 5), ("south", 9))
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    data["events"]["clash"]["questions"]["wounded"] = agreed
    file.write_text(yaml.safe_dump(data), encoding="utf-8")
    for options, there in (((), True), (("--disagreements",), False)):
        assert run("chart", file, *options, "-o", tmp_path / "f.svg", "--overwrite").code == 0
        told = (tmp_path / "f.alt.txt").read_text(encoding="utf-8")
        assert ("Wounded" in told) is there
        assert "Killed" in told
    assert "Only verdict conflict, overlap." in told
    ran = run(
        "chart", claim_file(tmp_path, ("north", 5), ("south", 5)), "--disagreements", "-o", tmp_path / "g.svg"
    )
    assert (ran.code, ran.out) == (2, "")
    assert "there are no figures to draw" in ran.err
