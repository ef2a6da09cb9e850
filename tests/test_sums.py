"""Sums of figures: what the parts of a whole come to together."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.values.figures import read_figure
from borderclash.values.sums import total


def of(*written, count=True, least=False):
    return total([read_figure(text, count) for text in written], least=least)


@each_row(
    ("parts", "written", "low", "high", "stated"),
    [
        (("11", "14"), "25", 25, 25, (25, 25)),
        (("0", "0"), "0", 0, 0, (0, 0)),
        (("1,300", "700"), "2000", 2000, 2000, (2000, 2000)),
        (("at least 10", "5"), "at least 15", 15, None, (15, 15)),
        (("more than 10", "5"), "more than 15", 16, None, (15, 15)),
        (("more than 10", "more than 5"), "more than 15", 17, None, (15, 15)),
        (("at most 50", "5"), "at most 55", 5, 55, (55, 55)),
        (("fewer than 100", "fewer than 10"), "fewer than 110", 0, 108, (110, 110)),
        (("about 200", "10"), "about 210", 190, 230, (210, 210)),
        (("about 1", "1"), "about 2", 1, 3, (2, 2)),
        (("nearly 100", "5"), "nearly 105", 95, 104, (105, 105)),
        (("130 to 170", "5"), "135 to 175", 135, 175, (135, 175)),
        (("at least 10", "130 to 170"), "at least 140 to 180", 140, None, (140, 180)),
        (("more than 18 but fewer than 25", "5"), "more than 23 but fewer than 30", 24, 29, (23, 30)),
        (("up to about 50", "5"), "at most about 55", 5, 60, (55, 55)),
        (("at least 1,000", "500"), "at least 1,500", 1500, None, (1500, 1500)),
    ],
)
def test_parts_come_to_a_figure_with_the_ends_and_the_statement_of_all_of_them(parts, written, low, high, stated):
    made = of(*parts)
    assert (made.written, made.low, made.high, made.stated) == (written, low, high, stated)


@pytest.mark.parametrize("parts", [("at least 10", "at most 5"), ("up to 50", "at least 3", "7")])
def test_lower_and_upper_bounds_together_state_no_figure(parts):
    made = of(*parts)
    assert made.stated is None
    assert (made.low, made.high) == (10, None)


def test_word_without_a_figure_gives_the_sum_a_lower_end_and_no_figure():
    made = of("dozens", "5")
    assert (made.written, made.low, made.high, made.stated) == ("at least 17", 17, None, None)


def test_about_one_is_no_upper_bound_though_it_has_nothing_below():
    assert of("about 1", "at least 10").stated == (11, 11)


def test_sum_is_qualified_as_its_words_are():
    parts = [
        "5",
        "at least 5",
        "more than 5",
        "at most 5",
        "fewer than 5",
        "about 50",
        "nearly 50",
        "3 to 5",
        "dozens",
    ]
    forms = ["exact", "at least", "more than", "at most", "fewer than", "about", "nearly", "range", "vague"]
    assert [of(part, "7").form for part in parts] == forms


def test_sum_of_what_has_grown_since_is_a_lower_bound():
    made = of("11", "14", least=True)
    assert (made.written, made.low, made.high, made.stated) == ("at least 25", 25, None, (25, 25))
    assert of("about 10", "5", least=True).written == "at least about 15"
    # An upper bound that the time has passed says nothing.
    assert (of("at most 5", "14", least=True).low, of("at most 5", "14", least=True).stated) == (14, None)


@each_row(
    ("parts", "written", "ends"),
    [
        (("1.5", "2.25"), "3.75", (Decimal("3.75"), Decimal("3.75"), False, False)),
        (("1.5", "0.5"), "2", (2, 2, False, False)),
        (("less than 0.5", "1"), "fewer than 1.5", (None, Decimal("1.5"), False, True)),
        (("more than 0.5", "-1"), "more than -0.5", (Decimal("-0.5"), None, True, False)),
        (("at most -3", "1"), "at most -2", (None, -2, False, False)),
    ],
)
def test_numbers_are_summed_exactly_and_keep_open_ends(parts, written, ends):
    made = of(*parts, count=False)
    assert (made.written, (made.low, made.high, made.low_open, made.high_open)) == (written, ends)


def test_where_nothing_is_known_of_the_sum_there_is_none():
    assert of("at least 1", "at most 3", count=False) is None
    assert of("999,999 trillion", "1 trillion") is None


WRITTEN = st.sampled_from(
    "0|1|58|at least 18|more than 3|at most 50|fewer than 9|about 1|nearly 100|3 to 5|dozens".split("|")
)


@given(
    st.lists(WRITTEN, min_size=1, max_size=5).flatmap(
        lambda parts: st.tuples(st.just(parts), st.permutations(parts))
    )
)
def test_order_of_the_parts_does_not_matter(orders):
    first, second = (of(*parts) for parts in orders)
    assert first == second


@given(WRITTEN)
def test_nothing_more_changes_nothing(part):
    alone, with_none = of(part), of(part, "0")
    assert alone[1:6] == with_none[1:6] == read_figure(part, True)[1:6]
