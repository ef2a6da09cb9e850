"""Step plots: running totals over time, as geometry, on the page, and in a figure to publish."""

import json
import re

from build import row
from files import run
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.comparing.rows import compare
from borderclash.presenting.chart_view import chart
from borderclash.presenting.plots import range_plot
from borderclash.presenting.step_plots import step_plot
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Document
from borderclash.reading.yaml_events import parse
from borderclash.rendering.charts import vega
from borderclash.rendering.page.steps import HEIGHT, steps

CLAIMS = """borderclash: 1
parties:
  ministry: {name: Ministry}
  ocha: {name: "OCHA & <b>friends</b>"}
sources:
  s: {title: S, published: 2005-12-20}
  first: {title: First, published: 2005-08-12}
events:
  quake:
    title: Earthquake
    source: s
    questions:
      deaths:
        label: Deaths
        kind: count
        unit: people
        cumulative: true
        claims:
          - {party: ministry, value: 301, stated: 2005-08-11, source: first}
          - {party: ministry, value: 2201, stated: 2005-09-15}
          - {party: ministry, value: 4047, stated: 2005-12-04}
          - {party: ocha, value: about 600, stated: 2005-08-15}
          - {party: ocha, value: more than 1600, stated: 2005-10-01}
      trucks:
        label: Trucks
        kind: count
        claims:
          - {party: ministry, value: 3}
          - {party: ocha, value: 5}
"""


def claims(*said):
    return [{"party": party, "value": value, "stated": stated} for party, value, stated in said]


def plot(*said, **more):
    return step_plot(row("count", *claims(*said), cumulative=True, **more))


def test_a_line_stays_on_a_figure_until_the_day_of_the_next():
    made = plot(("a", 100, "2025-01-01"), ("a", 150, "2025-01-03"), ("b", 120, "2025-01-02"))
    first, second = made.lines
    assert (first.party, second.party) == ("A", "B")
    at = [point.at for point in first.points]
    assert at[1] - at[0] == 2 * 86_400
    assert list(first.corners()) == [(at[0], 100), (at[1], 100), (at[1], 150)]
    assert list(second.corners()) == [(second.points[0].at, 120)]
    assert at[0] < second.points[0].at < at[1]


def test_a_figure_stands_on_its_cut_off_and_of_a_stretch_on_its_last_day():
    said = {"party": "a", "value": 100, "stated": "2025-02-01", "cut-off": "2025-01"}
    made = step_plot(row("count", said, {"party": "b", "value": 9, "stated": "2025-01-31"}, cumulative=True))
    assert made is None
    made = step_plot(row("count", said, {"party": "b", "value": 9, "stated": "2025-01-30"}, cumulative=True))
    assert made.lines[0].points[0].at - made.lines[1].points[0].at == 86_400


def test_clock_times_of_one_day_stand_apart():
    made = plot(("a", 100, "2025-01-01T12:00"), ("b", 150, "2025-01-01T20:00"))
    first, second = (line.points[0].at for line in made.lines)
    assert second - first == 8 * 3600


@each_row(
    "said",
    [
        [("a", 100, "2025-01-01"), ("b", 90, "2025-01-01")],
        [("a", "dozens", "2025-01-01"), ("b", "hundreds", "2025-01-02")],
        [("a", 100, "2025-01-01")],
        [],
    ],
)
def test_no_plot_where_there_is_no_course(said):
    assert plot(*said) is None


def test_no_plot_of_what_is_no_running_total():
    assert step_plot(row("count", *claims(("a", 100, "2025-01-01"), ("b", 150, "2025-01-03")))) is None


def test_a_word_without_a_figure_is_no_corner():
    made = plot(("a", 30, "2025-01-01"), ("a", "dozens", "2025-01-03"), ("a", 50, "2025-01-05"))
    (line,) = made.lines
    assert [value for _, value in line.corners()] == [30, 30, 50]


def test_what_is_denied_or_undated_has_no_place():
    denial = {"party": "b", "stance": "denies", "value": 90, "stated": "2025-01-02"}
    undated = {"party": "c", "value": 90, "stated": None}
    made = step_plot(
        row(
            "count",
            *claims(("a", 100, "2025-01-01"), ("a", 120, "2025-01-04")),
            denial,
            undated,
            cumulative=True,
            published=None,
        )
    )
    assert [line.party for line in made.lines] == ["A"]


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(1, 28)), min_size=2, max_size=12))
def test_all_that_is_drawn_lies_within_the_plot(figures):
    said = [
        ("a" if number % 2 else "b", value, f"2025-01-{day:02}") for number, (value, day) in enumerate(figures)
    ]
    made = plot(*said)
    if made is None:
        return
    drawn = steps(made)
    for path in (drawn.grid, drawn.dots, *(course.path for course in drawn.courses)):
        for x, y in re.findall(r"[ML](\d+) (\d+)", path):
            assert 0 <= int(x) <= 1000
            assert 0 <= int(y) <= HEIGHT


def test_numbers_of_lines_that_end_together_stand_apart():
    drawn = steps(plot(("a", 100, "2025-01-01"), ("a", 150, "2025-01-03"), ("b", 150, "2025-01-03")))
    (one, other) = drawn.numbers
    assert one.x == other.x
    assert abs(one.y - other.y) >= 14


def test_more_parties_than_looks_have_numbers_of_their_own():
    said = [(party, 10 * number, f"2025-01-0{number}") for number, party in enumerate("abcd", 1)]
    drawn = steps(plot(*said, ("e", 90, "2025-01-09"), parties="abcde"))
    assert [(course.number, course.look) for course in drawn.courses] == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 1)]
    assert [course.path for course in drawn.courses] == [""] * 5


def test_open_ends_have_arrows():
    drawn = steps(
        plot(("a", "more than 100", "2025-01-01"), ("a", "at least 150", "2025-01-03"), ("b", 160, "2025-01-04"))
    )
    assert drawn.bars.count("L") == 4
    assert drawn.hollow
    assert "M" in drawn.dots


def test_the_page_has_the_plot_beside_the_range_plot_and_explains_it():
    page = run("compare", "-", "-f", "html", stdin=CLAIMS).out
    (drawn,) = re.findall(r'<div class="plot steps".*?</div></div>', page, re.S)
    assert "1 Ministry" in drawn
    assert "2 OCHA &amp; &lt;b&gt;friends&lt;/b&gt;" in drawn
    assert "people, over time" in drawn
    assert ">2005-08</text>" in drawn
    assert len(re.findall(r'<div class=(?:plot|"plot l\d") aria-hidden=true>', page)) == 2
    assert "a line stays on a figure until the day of the next one" in page
    assert "Logarithmic scale: equal steps upwards" in page
    without = CLAIMS.replace("        cumulative: true\n", "")
    page = run("compare", "-", "-f", "html", stdin=without).out
    assert "plot steps" not in page
    assert "a line stays on a figure" not in page


def test_a_gap_to_an_earlier_figure_is_no_band_of_the_range_plot():
    said = claims(("a", 120, "2025-01-01"), ("b", 110, "2025-01-03"), ("a", 200, "2025-01-05"))
    assert range_plot(row("count", *said, cumulative=True)).gap is None
    assert range_plot(row("count", *said[:2], cumulative=True)).gap == (110, 120)


def test_a_sum_of_parts_is_marked_beside_its_line():
    parts = "        parts: [north, south]\n        claims:\n"
    said = (
        "          - {party: ocha, value: 5, scope: north, stated: 2005-09-01}\n"
        "          - {party: ocha, value: 7, scope: south, stated: 2005-09-01}\n"
    )
    without = re.sub(r" +- \{party: ocha, .*stated.*\n", "", CLAIMS)
    page = run("compare", "-", "-f", "html", stdin=without.replace("        claims:\n", parts + said, 1)).out
    (drawn,) = re.findall(r'<div class="plot steps".*?</div></div>', page, re.S)
    assert "<b>12, its parts together</b>" in drawn


def test_a_figure_says_up_to_when_a_total_of_one_day_counts():
    once = re.sub(r" +- \{party: .*stated: 2005-(08|09|10).*\n", "", CLAIMS)
    document = parse(
        once.replace(
            "- {party: ministry, value: 4047",
            "- {party: ocha, value: 4000, stated: 2005-12-04}\n          - {party: ministry, value: 4047",
        )
    ).documents[0]
    dataset, findings = assemble([Document("file.yaml", 0, document, document)])
    assert findings == []
    result = compare(dataset)
    told = " ".join(chart(result.events[0], result).alternative)
    assert "Ministry: 4,047 up to 4 December 2005" in told


def test_the_terminal_draws_none():
    out = run("compare", "-", "--chart", stdin=CLAIMS, columns=100).out
    assert "over time" not in out


def test_a_figure_has_a_panel_and_tells_it_in_words():
    data = parse(CLAIMS).documents[0]
    dataset, findings = assemble([Document("file.yaml", 0, data, data)])
    assert findings == []
    result = compare(dataset)
    (event,) = result.events
    made = chart(event, result)
    assert [panel.steps is None for panel in made.panels] == [False, True]
    assert (
        "Deaths (people). Ministry: 4,047 up to 4 December, earlier 301 up to 11 August, then 2,201 up to 15 September "
        "2005; OCHA & <b>friends</b>: more than 1,600 up to 1 October, earlier about 600 up to 15 August 2005."
    ) in made.alternative[1]
    spec = vega.figure(made)
    panels = spec["vconcat"]
    assert len(panels) == 4
    lines = [layer for layer in panels[1]["layer"] if layer["mark"]["type"] == "line"]
    assert [line["mark"]["strokeDash"] for line in lines] == [[1, 0], [8, 4]]
    assert [value["y"] for value in lines[0]["data"]["values"]] == [301, 301, 2201, 2201, 4047]
    texts = json.dumps(panels[1], ensure_ascii=False)
    assert "1 Ministry" in texts
    assert made.sources == "First, S"
    assert "Over time, a line stays on a figure until the day of the next one." in json.dumps(panels[3])
