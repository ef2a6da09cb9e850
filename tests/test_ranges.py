"""The geometry of range plots: marks, scales and where a figure stands on them."""

from build import row
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.presenting.plots import range_plot, tick_label


def plot(*claims, kind="count"):
    """Return the plot of claims by the parties a, b, c: values, or whole claims."""
    said = [
        {"party": party} | (c if isinstance(c, dict) else {"value": c})
        for party, c in zip("abc", claims, strict=False)
    ]
    return range_plot(row(kind, *said, unit="u"))


def ticks(*claims, kind="count"):
    """Return the labels of the ticks, and whether the scale is logarithmic."""
    scale = plot(*claims, kind=kind).scale
    return ("log" if scale.log else "linear", *map(tick_label, scale.ticks))


# marks


@each_row(
    ("value", "low", "high", "stated", "included"),
    [
        ("58", 58, 58, (58,), [True]),
        ("at least 18", 18, None, (18,), [True]),
        ("more than 200", 201, None, (200,), [False]),
        ("at most 50", 0, 50, (50,), [True]),
        ("fewer than 100", 0, 99, (100,), [False]),
        ("about 200", 180, 220, (200,), [True]),
        ("nearly 100", 90, 99, (100,), [False]),
        ("130 to 170", 130, 170, (130, 170), [True, True]),
        ("5 to 5", 5, 5, (5,), [True]),
        ("dozens", 12, None, (), []),
        ("none", 0, 0, (0,), [True]),
    ],
)
def test_mark_of_a_count(value, low, high, stated, included):
    (mark,) = plot(value).marks
    assert (mark.low, mark.high, mark.stated) == (low, high, stated)
    assert [mark.includes(figure) for figure in mark.stated] == included
    assert mark.text == ("58" if value == "58" else value)
    assert (mark.party, mark.placed, mark.denies) == ("A", True, False)


@each_row(
    ("value", "low", "high", "low_open", "high_open", "included"),
    [
        ("more than 2.5", 2.5, None, True, False, False),
        ("less than 2.5", None, 2.5, False, True, False),
        ("nearly -100", -100, -90, True, False, False),
        ("at most -3", None, -3, False, False, True),
    ],
)
def test_mark_of_a_number_tells_which_bound_is_itself_excluded(value, low, high, low_open, high_open, included):
    (mark,) = plot(value, kind="number").marks
    assert (mark.low, mark.high, mark.low_open, mark.high_open) == (low, high, low_open, high_open)
    assert mark.includes(mark.stated[0]) == included


def test_denial_is_drawn_as_what_it_denies():
    asserts, denies, bare = plot(20, {"stance": "denies", "value": "at least 50"}, {"stance": "denies"}).marks
    assert (asserts.denies, denies.denies, bare.denies) == (False, True, True)
    assert (denies.text, denies.low, denies.high, denies.stated) == ("denies at least 50", 50, None, (50,))
    assert (bare.text, bare.placed, bare.stated) == ("denies it", False, ())


def test_each_standing_position_has_its_mark_and_history_none():
    said = [("a", 3, "2025-01-01"), ("a", 5, "2025-01-02"), ("b", 4, "2025-01-01"), ("b", 9, "2025-01-01")]
    claims = [{"party": party, "value": value, "stated": day} for party, value, day in said]
    made = range_plot(row("count", *claims))
    assert [(mark.party, mark.text) for mark in made.marks] == [("A", "5"), ("B", "4"), ("B", "9")]


def test_words_of_a_mark_have_measure_and_hedge():
    (mark,) = plot({"value": 25, "measure": "posts seized", "hedge": "reportedly"}).marks
    assert mark.text == "25 (posts seized; reportedly)"


@each_row(
    ("kind", "claim"),
    [
        ("text", {"value": "58"}),
        ("yes-no", {"value": "yes"}),
        ("count", {"stance": "denies"}),
        ("count", {"stance": "declines"}),
    ],
)
def test_without_any_figure_there_is_no_plot(kind, claim):
    assert range_plot(row(kind, {"party": "a", **claim})) is None


@each_row(
    ("claims", "stretch"),
    [
        ((20, 80), (20, 80)),
        ((80, 20), (20, 80)),
        (("10 to 20", "60 to 80"), (20, 60)),
        (("at least 18", 58), (18, 58)),
        ((80, 80), None),
        ((80, "dozens"), None),
        ((80, {"stance": "denies", "value": 80}), None),
        ((80,), None),
    ],
)
def test_stretch_of_the_gap(claims, stretch):
    assert plot(*claims).gap == stretch


# scales


@each_row(
    ("claims", "expected"),
    [
        ((58, 18), ("linear", "0", "20", "40", "60")),
        ((58, "at least 18"), ("linear", "0", "20", "40", "60", "80")),
        (("at most 50", 60), ("linear", "0", "20", "40", "60")),
        # Ten times is linear, more than ten is not.
        ((10, 100), ("linear", "0", "20", "40", "60", "80", "100")),
        ((10, 101), ("log", "10", "20", "50", "100", "200")),
        ((9, 901), ("log", "1", "10", "100", "1,000")),
        ((1, "999999.999999 trillion"), ("log", "1", "10,000", "100 million", "1 trillion", "10,000 trillion", "100,000,000 trillion")),
        # No ratio leads from a zero that was stated; that a count is not negative is nobody's figure.
        ((0, 25000), ("linear", "0", "5,000", "10,000", "15,000", "20,000", "25,000")),
        (("0 to 5", 25000), ("linear", "0", "5,000", "10,000", "15,000", "20,000", "25,000")),
        (("at most 50", 25000), ("log", "10", "100", "1,000", "10,000", "100,000")),
        (("at most 1", 100), ("linear", "0", "20", "40", "60", "80", "100")),
        # A word without a figure has a bound.
        (("several", 58), ("log", "2", "5", "10", "20", "50", "100")),
        # An arrow upwards has room beyond the last figure.
        ((3, "at least 95"), ("log", "2", "5", "10", "20", "50", "100", "200")),
        # Equal figures.
        ((5, 5), ("linear", "0", "1", "2", "3", "4", "5")),
        ((0, 0), ("linear", "0", "1")),
        # Figures near to each other, to the last of 15 digits.
        ((1000, 1099), ("linear", "1,000", "1,020", "1,040", "1,060", "1,080", "1,100")),
        ((1000, 1112), ("linear", "0", "500", "1,000", "1,500")),
        ((999999999999999, 999999999999998), ("linear", "999,999,999,999,998", "999,999,999,999,999")),
    ],
)  # fmt: skip
def test_scale_of_counts(claims, expected):
    assert ticks(*claims) == expected


@each_row(
    ("claims", "expected"),
    [
        ((-3.5, "-5 to -3"), ("linear", "-5", "-4", "-3", "-2", "-1", "0")),
        ((-200, 5), ("linear", "-200", "-150", "-100", "-50", "0", "50")),
        (("2640.5", 2670), ("linear", "2,640", "2,650", "2,660", "2,670")),
        ((0.2, 0.3), ("linear", "0", "0.1", "0.2", "0.3")),
        ((0.001, 5), ("log", "0.001", "0.01", "0.1", "1", "10")),
        (("at most 5", 8), ("linear", "-2", "0", "2", "4", "6", "8")),
        (("at most 5", 80), ("log", "2", "5", "10", "20", "50", "100")),
        (
            ("exactly 999999.999999999 trillion", "exactly 999999.999999998 trillion"),
            ("linear", "999,999,999,999,998,000", "999,999,999,999,999,000"),
        ),
    ],
)
def test_scale_of_numbers(claims, expected):
    assert ticks(*claims, kind="number") == expected


def test_bound_of_zero_is_beyond_a_logarithmic_scale():
    made = plot("at most 50", 25000)
    assert made.marks[0].low is None
    assert made.marks[0].ends(made.scale) == (0.0, made.scale.at(50))


def test_ends_hold_the_stated_figure_that_is_itself_excluded():
    made = plot("nearly 100", 50)
    assert made.marks[0].ends(made.scale) == (made.scale.at(90), made.scale.at(100))
    denial = plot(3, {"stance": "denies"}).marks[1]
    assert denial.ends(made.scale) == (0.0, 1.0)


@each_row(
    ("value", "label"),
    [
        (0.0, "0"),
        (-1500.0, "-1,500"),
        (0.25, "0.25"),
        (1e-7, "0.0000001"),
        (999999.0, "999,999"),
        (2.5e6, "2.5 million"),
        (2.55e6, "2.55 million"),
        (1000002.0, "1,000,002"),
        (-3e9, "-3 billion"),
        (4e12, "4 trillion"),
    ],
)
def test_tick_label(value, label):
    assert tick_label(value) == label


whole = st.integers(0, 10**15 - 1)
decimals = st.decimals(-(10**9), 10**9, places=3, allow_nan=False, allow_infinity=False)
FORMS = ("{}", "at least {}", "more than {}", "at most {}", "about {}", "nearly {}")


def written(numbers):
    figure = st.builds(str.format, st.sampled_from(FORMS), numbers)
    vague = st.sampled_from(["some", "dozens", "hundreds of thousands"])
    between = st.builds(lambda a, b: f"at least {min(a, b)} and at most {max(a, b)}", numbers, numbers)
    return st.lists(figure | between | vague, min_size=1, max_size=3)


cases = st.tuples(st.just("count"), written(whole.filter(bool))) | st.tuples(
    st.just("number"), written(decimals.filter(bool))
)


@given(cases, st.lists(st.floats(-1e18, 1e18), min_size=2))
def test_scale_keeps_the_order_and_holds_all(case, values):
    kind, claims = case
    made = plot(*claims, kind=kind)
    scale = made.scale
    places = [scale.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] <= 1
    assert list(scale.ticks) == sorted(set(scale.ticks))
    assert 2 <= len(scale.ticks) <= 9
    assert (scale.low, scale.high) == (scale.ticks[0], scale.ticks[-1])
    assert (scale.at(scale.low), scale.at(scale.high)) == (0, 1)
    for mark in made.marks:
        for value in (mark.low, mark.high, *mark.stated):
            assert value is None or scale.low <= value <= scale.high
        left, right = mark.ends(scale)
        assert 0 <= left <= right <= 1


@given(cases)
def test_arrow_has_room(case):
    kind, claims = case
    made = plot(*claims, kind=kind)
    figures = [value for mark in made.marks for value in (mark.low, mark.high, *mark.stated) if value is not None]
    if any(mark.high is None for mark in made.marks):
        assert made.scale.at(max(figures)) <= 0.9
    if any(mark.low is None for mark in made.marks) and not (kind == "count" and made.scale.low <= 1):
        assert made.scale.at(min(figures)) >= 0.1
