"""Range plots on the page: where everything stands, in percent."""

import itertools

import pytest
from build import row
from html_page import Document, written
from pages import comparison_of

from borderclash.model import Party
from borderclash.page.plots import plot

PARTIES = {id: Party(id, id.upper()) for id in "abcd"}


def drawn(kind, *claims, **more):
    return plot(row(kind, *claims, **more), PARTIES)


def lanes(kind, *claims, **more):
    return [
        (lane.start, lane.end, lane.no_low, lane.no_high, [(dot.at, dot.hollow) for dot in lane.dots])
        for lane in drawn(kind, *claims, **more).lanes
    ]


def test_a_point_a_bound_and_a_range_on_one_scale():
    assert lanes("count", ("a", 50), ("b", "at least 25"), ("c", "75 to 80")) == [
        ("50%", "50%", False, False, [("50%", False)]),
        ("25%", "100%", False, True, [("25%", False)]),
        ("75%", "80%", False, False, [("75%", False), ("80%", False)]),
    ]


def test_what_is_stated_but_excluded_is_hollow():
    (lane, _) = drawn("number", ("a", "less than 10"), ("b", 20), unit="m").lanes
    assert (lane.no_low, lane.no_high) == (True, False)
    assert [dot.hollow for dot in lane.dots] == [True]


def test_a_word_without_a_figure_has_a_stretch_and_no_dot():
    (lane, _) = drawn("count", ("a", "dozens"), ("b", 24)).lanes
    assert lane.no_high
    assert lane.dots == ()
    assert lane.reaches


def test_denial_is_drawn_as_what_it_denies_and_a_bare_one_not_at_all():
    made = drawn(
        "count", {"party": "a", "stance": "denies", "value": 5}, ("b", 10), {"party": "c", "stance": "denies"}
    )
    assert [(lane.party, lane.text, lane.denied) for lane in made.lanes] == [
        ("A", "denies 5", True),
        ("B", "10", False),
    ]


@pytest.mark.parametrize(
    ("claims", "gap"),
    [
        ([("a", 20), ("b", 80)], ("25%", "75%")),
        ([("a", 80), ("b", 20)], ("25%", "75%")),
        ([("a", "10 to 20"), ("b", "60 to 80")], ("25%", "50%")),
        ([("a", 80), ("b", 80)], None),
        ([("a", 80), ("b", "dozens")], None),
    ],
)
def test_band_between_the_two_figures_of_the_gap(claims, gap):
    assert drawn("count", *claims).gap == gap


def test_band_is_between_those_positions_that_the_row_tells_of():
    claims = [{"party": "a", "value": 20}, {"party": "a", "value": 60}, {"party": "b", "value": 80}]
    assert drawn("count", *claims).gap == ("25%", "75%")


def test_logarithmic_scale_is_told():
    def page(*values):
        claims = [{"party": party, "value": value} for party, value in zip("ab", values, strict=True)]
        event = {"questions": {"q": {"label": "Q", "kind": "count", "claims": claims}}}
        return Document(written(comparison_of(event))).texts("tbody/tr/td/small")

    assert page(10, 100) == []
    assert page(10, 1000) == ["Logarithmic scale: equal steps to the right are equal ratios."]


def test_labels_of_ticks_do_not_touch_and_both_ends_have_theirs():
    made = drawn("count", ("a", 100), ("b", 20_000))
    told = [(float(tick.at.rstrip("%")), tick.label) for tick in made.ticks if tick.label]
    assert (told[0][0], told[-1][0]) == (0, 100)
    assert all(b - a > 3 * max(len(one), len(other)) / 2 for (a, one), (b, other) in itertools.pairwise(told))
    assert [tick.anchor for tick in made.ticks if tick.anchor] == ["s", "t"]


def test_a_figure_alone_has_no_plot():
    assert drawn("count", ("a", 5), {"party": "b", "stance": "denies"}) is None


def test_other_kinds_have_no_plot():
    assert drawn("yes-no", ("a", "yes"), ("b", "no")) is None
    assert drawn("count", {"party": "a", "stance": "declines"}) is None
