"""Range plots on the page: where everything stands, in percent."""

import itertools

from build import row
from html_page import Document, written
from pages import comparison_of
from rows import each_row

from borderclash.presenting.plots import range_plot
from borderclash.rendering.page.plots import plot


def drawn(kind, *claims, **more):
    return plot(range_plot(row(kind, *claims, **more)))


def test_a_point_a_bound_and_a_range_on_one_scale():
    made = drawn("count", ("a", 50), ("b", "at least 25"), ("c", "75 to 80"))
    assert made.lanes == (("A", "50"), ("B", "at least 25"), ("C", "75 to 80"))
    assert made.height == 72
    assert made.grid == "M0 0v72M200 0v72M400 0v72M600 0v72M800 0v72M1000 0v72"
    assert made.bars == "M250 36H1000M976 30l24 6-24 6M750 60H800"
    assert made.dots == "M500 12h0M250 36h0M750 60h0M800 60h0"
    assert made.hollow == made.denied == ""


def test_end_that_is_open_below_has_its_arrow_there():
    made = drawn("number", ("a", "less than 10"), ("b", 20), unit="m")
    assert made.bars.startswith("M0 12H")
    assert made.bars.endswith("M24 6L0 12l24 6")


def test_what_is_stated_but_excluded_is_hollow():
    made = drawn("number", ("a", "less than 10"), ("b", 20), unit="m")
    assert made.hollow
    assert made.dots.startswith(made.hollow)
    assert made.dots != made.hollow


def test_a_word_without_a_figure_has_a_stretch_and_no_dot():
    made = drawn("count", ("a", "dozens"), ("b", 24))
    assert made.bars.endswith("M976 6l24 6-24 6")
    assert " 12h0" not in made.dots


def test_denial_is_drawn_as_what_it_denies_and_a_bare_one_not_at_all():
    bare = {"party": "c", "stance": "denies"}
    made = drawn("count", {"party": "a", "stance": "denies", "value": "5 to 8"}, ("b", 10), bare)
    assert made.lanes == (("A", "denies 5 to 8"), ("B", "10"))
    assert made.denied == "M500 12H800"
    assert (made.bars, made.hollow) == ("", "M500 12h0M800 12h0")


def test_party_of_several_lanes_is_named_once():
    made = drawn("count", ("a", 1), ("a", 3), ("b", 2))
    assert [lane.party for lane in made.lanes] == ["A", "", "B"]


@each_row(
    ("claims", "gap"),
    [
        ([("a", 20), ("b", 80)], "M250 0H1000V48H250z"),
        ([("a", 80), ("b", 20)], "M250 0H1000V48H250z"),
        ([("a", "10 to 20"), ("b", "60 to 80")], "M250 0H750V48H250z"),
        ([("a", 80), ("b", 80)], ""),
        ([("a", 80), ("b", "dozens")], ""),
    ],
)
def test_band_between_the_two_figures_of_the_gap(claims, gap):
    assert drawn("count", *claims).gap == gap


def test_band_is_between_those_positions_that_the_row_tells_of():
    claims = [{"party": "a", "value": 20}, {"party": "a", "value": 60}, {"party": "b", "value": 80}]
    assert drawn("count", *claims).gap == "M250 0H1000V72H250z"


def test_logarithmic_scale_is_told():
    def page(*values):
        claims = [{"party": party, "value": value} for party, value in zip("ab", values, strict=True)]
        event = {"questions": {"q": {"label": "Q", "kind": "count", "claims": claims}}}
        return Document(written(comparison_of(event))).texts("tbody/tr/td/small")

    assert page(10, 100) == []
    assert page(10, 1000) == ["Logarithmic scale: equal steps to the right are equal ratios."]


def test_labels_of_ticks_do_not_touch_and_both_ends_have_theirs():
    made = drawn("count", ("a", 150), ("b", 9000))
    told = [(float(tick.at.rstrip("%")), tick.label) for tick in made.ticks]
    assert (told[0][0], told[-1][0]) == (0, 100)
    assert all(b - a > 3 * max(len(one), len(other)) / 2 for (a, one), (b, other) in itertools.pairwise(told))
    assert len(told) < made.grid.count("M")


def test_a_figure_alone_has_no_plot():
    assert drawn("count", ("a", 5), {"party": "b", "stance": "denies"}) is None


def test_other_kinds_have_no_plot():
    assert drawn("yes-no", ("a", "yes"), ("b", "no")) is None
    assert drawn("count", {"party": "a", "stance": "declines"}) is None
