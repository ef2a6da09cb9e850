"""How figures are read: every accepted way to write one, the margin of approximate ones, and what is refused."""

from decimal import Decimal

import pytest
from rows import each_row

from borderclash.values import KINDS, Setting, Unreadable
from borderclash.values.numbers import ratio, subtract


def read(written, kind="count"):
    return KINDS[kind].read(written, Setting())


def refusal(written, kind="count"):
    with pytest.raises(Unreadable) as caught:
        read(written, kind)
    return caught.value


def bounds(figure):
    return figure.low, figure.high


# Ways to write a figure


@each_row(
    "phrase",
    ["at least 18", "no fewer than 18", "no less than 18", "18 or more", "18+", "18 +", "18  or  more"],
)
def test_lower_bound_includes_its_figure(phrase):
    figure = read(phrase)
    assert (bounds(figure), figure.stated) == ((18, None), (18, 18))


@each_row("phrase", ["more than", "over", "just over", "well over", "above", "upwards of", "in excess of"])
def test_more_than_excludes_its_figure(phrase):
    figure = read(f"{phrase} 200")
    assert (bounds(figure), figure.stated) == ((201, None), (200, 200))


@each_row("phrase", ["at most 50", "up to 50", "no more than 50", "50 or fewer", "50 or less"])
def test_upper_bound_of_a_count_begins_at_zero(phrase):
    figure = read(phrase)
    assert (bounds(figure), figure.stated) == ((0, 50), (50, 50))


@each_row("phrase", ["fewer than", "less than", "under", "below"])
def test_fewer_than_excludes_its_figure(phrase):
    figure = read(f"{phrase} 100")
    assert (bounds(figure), figure.stated) == ((0, 99), (100, 100))


@each_row(
    "written",
    ["about 200", "around 200", "approximately 200", "roughly 200", "some 200", "~200", "~ 200", "about  200"],
)
def test_approximate_figure_gives_or_takes_a_tenth(written):
    figure = read(written)
    assert (bounds(figure), figure.stated) == ((180, 220), (200, 200))


@each_row("phrase", ["nearly", "almost", "close to", "just under", "just short of"])
def test_nearly_is_within_the_margin_below(phrase):
    figure = read(f"{phrase} 100")
    assert (bounds(figure), figure.stated) == ((90, 99), (100, 100))


@each_row(
    "written",
    [
        "130 to 170",
        "130-170",
        "130 - 170",
        "130\N{EN DASH}170",
        "130 \N{EN DASH} 170",
        "between 130 and 170",
        "Between 130 And 170",
        "130  To  170",
    ],
)
def test_range_includes_both_ends(written):
    figure = read(written)
    assert (bounds(figure), figure.stated) == ((130, 170), (130, 170))


@each_row(
    ("word", "low"),
    [
        ("some", 1),
        ("several", 2),
        ("a few", 2),
        ("many", 2),
        ("a number", 2),
        ("tens", 10),
        ("dozens", 12),
        ("scores", 20),
        ("hundreds", 100),
        ("thousands", 1_000),
        ("tens of thousands", 10_000),
        ("hundreds of thousands", 100_000),
        ("millions", 1_000_000),
    ],
)
def test_vague_word_has_a_lower_bound_and_no_figure(word, low):
    figure = read(word)
    assert (bounds(figure), figure.stated) == ((low, None), None)


@each_row("written", ["At Least 18", "at  least   18", "At least 18", "18 Or More"])
def test_capitals_and_repeated_spaces_change_nothing(written):
    assert bounds(read(written)) == (18, None)


@each_row("written", ["Dozens", "Tens Of Thousands", "A  few", "None", "none"])
def test_capitals_and_repeated_spaces_change_no_word(written):
    assert bounds(read(written)) == bounds(read(" ".join(written.lower().split())))


@each_row(
    ("written", "figure"),
    [
        ("2 thousand", 2_000),
        ("2 Thousand", 2_000),
        ("2.9 million", 2_900_000),
        ("1,500 million", 1_500_000_000),
        ("3  billion", 3_000_000_000),
        ("0.5 trillion", 500_000_000_000),
    ],
)
def test_scale_word_multiplies(written, figure):
    assert read(written).stated == (figure, figure)


@pytest.mark.parametrize("written", ["up to 1.5 million", "1.5 million or fewer", "1.5 million or less"])
def test_scale_word_multiplies_a_bound(written):
    assert bounds(read(written)) == (0, 1_500_000)


@each_row(
    ("written", "low", "high"),
    [
        ("2.5 to 3 million", 2_500_000, 3_000_000),
        ("2.5-3 million", 2_500_000, 3_000_000),
        ("between 2.5 and 3 million", 2_500_000, 3_000_000),
        ("900 thousand to 1.2 million", 900_000, 1_200_000),
        ("2 million to 3 million", 2_000_000, 3_000_000),
        ("5,000 to 6,000", 5_000, 6_000),
    ],
)
def test_scale_word_at_the_end_of_a_range_serves_both_unless_the_first_has_its_own(written, low, high):
    assert read(written).stated == (low, high)


def test_range_of_one_figure_is_that_figure():
    assert bounds(read("5 to 5")) == (5, 5)


# The margin


@each_row(
    ("written", "low", "high"),
    [
        ("about 200", 180, 220),
        ("about 1,500", 1_400, 1_600),
        ("about 2.9 million", 2_800_000, 3_000_000),
        ("about 2.90 million", 2_800_000, 3_000_000),
        ("about 1,078,750", 1_078_740, 1_078_760),
        ("about 101", 100, 102),
        ("about 110", 100, 120),
        ("about 990", 980, 1_000),
        ("about 9", 8, 10),
        ("about 10", 9, 11),
        ("about 20", 18, 22),
        ("about 30 thousand", 27_000, 33_000),
    ],
)
def test_margin_is_a_tenth_but_at_most_a_unit_of_the_last_digit_that_is_not_zero(written, low, high):
    assert bounds(read(written)) == (low, high)


@each_row(("n", "low", "high"), [(0, 0, 1), (1, 0, 2), (2, 1, 3), (5, 4, 6)])
def test_margin_of_a_count_is_at_least_one_and_never_reaches_below_zero(n, low, high):
    assert bounds(read(f"about {n}")) == (low, high)


def test_margin_of_a_number_is_not_rounded():
    assert bounds(read("about 0.5", "number")) == (Decimal("0.45"), Decimal("0.55"))


def test_about_zero_of_a_number_is_zero():
    assert bounds(read("about 0", "number")) == (0, 0)


def test_about_a_negative_number_reaches_to_both_sides():
    assert bounds(read("about -200", "number")) == (-220, -180)


# The edges


@pytest.mark.parametrize("written", ["nearly 1", "fewer than 1", "under 1"])
def test_count_below_one_is_zero(written):
    assert bounds(read(written)) == (0, 0)


@pytest.mark.parametrize("written", ["nearly 0", "fewer than 0", "just under 0"])
def test_no_count_is_below_zero(written):
    assert "nothing is" in refusal(written).help


def test_at_most_zero_is_zero():
    assert bounds(read("at most 0")) == (0, 0)


def test_more_than_zero_is_one_and_up():
    assert bounds(read("more than 0")) == (1, None)


def test_nearly_zero_of_a_number_is_refused_too():
    assert "nothing is" in refusal("nearly 0", "number").help


def test_number_below_zero_is_negative():
    figure = read("below 0", "number")
    assert (bounds(figure), figure.high_open) == ((None, 0), True)


@pytest.mark.parametrize("written", ["-3.5", "-1,234.5"])
def test_number_may_be_negative(written):
    value = Decimal(written.replace(",", ""))
    assert bounds(read(written, "number")) == (value, value)


def test_nearly_a_negative_number_goes_by_size():
    figure = read("nearly -100", "number")
    assert (figure.low, figure.high, figure.low_open, figure.high_open) == (-100, -90, True, False)


@pytest.mark.parametrize("written", ["-5 to -3", "-5--3", "between -5 and -3"])
def test_range_of_negative_numbers(written):
    assert bounds(read(written, "number")) == (-5, -3)


@pytest.mark.parametrize("written", ["more than 50", "over 50"])
def test_open_lower_bound_of_a_number_excludes_its_figure(written):
    figure = read(written, "number")
    assert (bounds(figure), figure.low_open, figure.high_open) == ((50, None), True, False)


@each_row("written", ["-3", "at least -3", "-5 to 3", "about -3"])
def test_count_is_never_negative(written):
    assert refusal(written).rule == "figure"


@each_row("written", [-3, 58.0, 58.5, True, False, None, [58], {"n": 58}])
def test_count_is_digits_or_text(written):
    assert refusal(written).rule == "figure"


@each_row("written", ["58.0", "1.0005 thousand", "2.5 to 3", "1e9", "0x1F"])
def test_count_is_of_whole_things(written):
    assert refusal(written).rule == "figure"


def test_leading_zeros_are_decimal():
    assert bounds(read("010")) == (10, 10)


@each_row("written", ["9" * 15, int("9" * 15), f"at least {'9' * 15}", "999,999,999,999,999"])
def test_fifteen_digits_are_read_exactly(written):
    assert read(written).low == 999_999_999_999_999


@each_row("written", ["1" * 16, int("1" * 16), "0." + "1" * 15, "1,000,000,000,000,000"])
def test_sixteen_digits_are_refused(written):
    assert "at most 15 digits" in refusal(written, "number").help


def test_bound_next_to_the_largest_figure_is_exact():
    assert read("more than 999,999 trillion").low == 999_999 * 10**12 + 1


@pytest.mark.parametrize(
    "written", ["1,000,000 trillion", "at least 1,000,000 trillion", "0 to 1,000,000 trillion"]
)
def test_million_trillion_is_refused(written):
    assert "below a million trillion" in refusal(written).help


@each_row("written", ["170 to 130", "between 170 and 130", "3 million to 2 million", "5 to 4"])
def test_reversed_range_is_refused(written):
    assert refusal(written).rule == "reversed-range"


@each_row(
    "written",
    [
        "",
        "15,00",
        "1,5000",
        "01,500",
        ",500",
        "1.500",
        "58 soldiers",
        "at least 5 or more",
        "5 million thousand",
        "2 to 3 to 4",
        "5\N{ZERO WIDTH SPACE}",
        "~~5",
        "+5",
        "--5",
        "nan",
        "inf",
    ],
)
def test_what_fits_no_form_is_refused(written):
    assert "58, at least 18, about 200, 130 to 170" in str(refusal(written))


def test_refusal_of_a_long_text_shows_its_beginning():
    assert "`" + "x" * 57 + "...`" in str(refusal("x" * 1000))


# As a cell shows it


@each_row(
    ("written", "shown"),
    [
        (58, "58"),
        (1300, "1,300"),
        ("1300", "1,300"),
        ("1,300", "1,300"),
        ("010", "10"),
        ("at least 1300", "at least 1,300"),
        ("At Least 18", "At Least 18"),
        ("2.9 million", "2.9 million"),
        ("dozens", "dozens"),
        ("none", "none"),
    ],
)
def test_figure_is_shown_as_written_with_commas(written, shown):
    assert KINDS["count"].show(read(written)) == shown


@pytest.mark.parametrize(
    ("written", "shown"), [("-1300", "-1300"), ("-13000", "-13,000"), ("12345.6789", "12,345.6789")]
)
def test_number_is_shown_with_commas_from_five_digits_on(written, shown):
    assert KINDS["number"].show(read(written, "number")) == shown


def test_trailing_zeros_of_a_number_are_shown():
    assert KINDS["number"].show(read("51.20", "number")) == "51.20"


# Arithmetic


def test_difference_and_ratio_of_very_unlike_figures_are_exact():
    great, small = 10**17, Decimal("0.000000000000001")
    assert str(subtract(great, small)) == "99999999999999999.999999999999999"
    assert str(subtract(small, great)) == "-99999999999999999.999999999999999"
    assert str(ratio(great, small)) == str(ratio(small, great)) == f"1{'0' * 32}.000"
