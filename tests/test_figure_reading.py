"""How figures are read: every accepted way to write one, the margin of approximate ones, and what is refused."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderclash.values import KINDS, Setting, Unreadable
from borderclash.values.numbers import ratio, subtract


def read(written, kind="count"):
    return KINDS[kind].read(written, Setting())


def refusal(written, kind="count"):
    with pytest.raises(Unreadable) as caught:
        read(written, kind)
    return caught.value


def offered(written, kind="count"):
    """Return the figure that the help for an unreadable one offers instead, ``None`` where it offers none."""
    help = refusal(written, kind).help
    found = re.search(r"did you mean `(.+)`|(?:: write|without spaces:|thousands write|first:) (.+)$", help)
    return found and (found[1] or found[2])


def bounds(figure):
    return figure.low, figure.high


# Ways to write a figure


@pytest.mark.parametrize(
    "phrase",
    ["at least 18", "no fewer than 18", "no less than 18", "18 or more", "18+", "18 +", "18  or  more"],
)
def test_lower_bound_includes_its_figure(phrase):
    figure = read(phrase)
    assert (bounds(figure), figure.stated) == ((18, None), (18, 18))


@pytest.mark.parametrize(
    "phrase", ["more than", "over", "just over", "well over", "above", "upwards of", "in excess of"]
)
def test_more_than_excludes_its_figure(phrase):
    figure = read(f"{phrase} 200")
    assert (bounds(figure), figure.stated) == ((201, None), (200, 200))


@pytest.mark.parametrize("phrase", ["at most 50", "up to 50", "no more than 50", "50 or fewer", "50 or less"])
def test_upper_bound_of_a_count_begins_at_zero(phrase):
    figure = read(phrase)
    assert (bounds(figure), figure.stated) == ((0, 50), (50, 50))


@pytest.mark.parametrize("phrase", ["fewer than", "less than", "under", "below"])
def test_fewer_than_excludes_its_figure(phrase):
    figure = read(f"{phrase} 100")
    assert (bounds(figure), figure.stated) == ((0, 99), (100, 100))


@pytest.mark.parametrize(
    "written",
    ["about 200", "around 200", "approximately 200", "roughly 200", "some 200", "~200", "~ 200", "about  200"],
)
def test_approximate_figure_gives_or_takes_a_tenth(written):
    figure = read(written)
    assert (bounds(figure), figure.stated) == ((180, 220), (200, 200))


@pytest.mark.parametrize("phrase", ["nearly", "almost", "close to", "just under", "just short of"])
def test_nearly_is_within_the_margin_below(phrase):
    figure = read(f"{phrase} 100")
    assert (bounds(figure), figure.stated) == ((90, 99), (100, 100))


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("written", ["At Least 18", "at  least   18", "At least 18", "18 Or More"])
def test_capitals_and_repeated_spaces_change_nothing(written):
    assert bounds(read(written)) == (18, None)


@pytest.mark.parametrize("written", ["Dozens", "Tens Of Thousands", "A  few", "None", "none"])
def test_capitals_and_repeated_spaces_change_no_word(written):
    assert bounds(read(written)) == bounds(read(" ".join(written.lower().split())))


@pytest.mark.parametrize(
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
    assert bounds(read(written)) == (figure, figure)


@pytest.mark.parametrize("written", ["up to 1.5 million", "1.5 million or fewer", "1.5 million or less"])
def test_scale_word_multiplies_a_bound(written):
    assert bounds(read(written)) == (0, 1_500_000)


@pytest.mark.parametrize(
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
    assert bounds(read(written)) == (low, high)


def test_range_of_one_figure_is_that_figure():
    assert bounds(read("5 to 5")) == (5, 5)


# The margin


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(("n", "low", "high"), [(0, 0, 1), (1, 0, 2), (2, 1, 3), (5, 4, 6)])
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


@pytest.mark.parametrize("written", ["-3", "at least -3", "-5 to 3", "about -3"])
def test_count_is_never_negative(written):
    assert refusal(written).rule == "figure"


@pytest.mark.parametrize("written", [-3, 58.0, 58.5, True, False, None, [58], {"n": 58}])
def test_count_is_digits_or_text(written):
    assert refusal(written).rule == "figure"


@pytest.mark.parametrize("written", ["58.0", "1.0005 thousand", "2.5 to 3", "1e9", "0x1F"])
def test_count_is_of_whole_things(written):
    assert refusal(written).rule == "figure"


def test_leading_zeros_are_decimal():
    assert bounds(read("010")) == (10, 10)


@pytest.mark.parametrize("written", ["9" * 15, int("9" * 15), f"at least {'9' * 15}", "999,999,999,999,999"])
def test_fifteen_digits_are_read_exactly(written):
    assert read(written).low == 999_999_999_999_999


@pytest.mark.parametrize("written", ["1" * 16, int("1" * 16), "0." + "1" * 15, "1,000,000,000,000,000"])
def test_sixteen_digits_are_refused(written):
    assert "at most 15 digits" in refusal(written, "number").help


def test_bound_next_to_the_largest_figure_is_exact():
    assert read("more than 999,999 trillion").low == 999_999 * 10**12 + 1


@pytest.mark.parametrize(
    "written", ["1,000,000 trillion", "at least 1,000,000 trillion", "0 to 1,000,000 trillion"]
)
def test_million_trillion_is_refused(written):
    assert "below a million trillion" in refusal(written).help


@pytest.mark.parametrize("written", ["170 to 130", "between 170 and 130", "3 million to 2 million", "5 to 4"])
def test_reversed_range_is_refused(written):
    assert refusal(written).rule == "reversed-range"


@pytest.mark.parametrize(
    "written",
    [
        "",
        " 58",
        "58 ",
        "58\n",
        "at least\t18",
        "15,00",
        "1,5000",
        "01,500",
        ",500",
        "1.500",
        "58 soldiers",
        "about 15 to 20",
        "at least 5 or more",
        "at least about 5",
        "5 million thousand",
        "2 to 3 to 4",
        "١٢",
        "\N{FULLWIDTH DIGIT FIVE}",
        "5\N{ZERO WIDTH SPACE}",
        "~~5",
        "+5",
        "--5",
        "several thousand",
        "nan",
        "inf",
    ],
)
def test_what_fits_no_form_is_refused(written):
    assert "58, at least 18, about 200, 130 to 170" in str(refusal(written))


def test_refusal_of_a_long_text_shows_its_beginning():
    assert "`" + "x" * 57 + "...`" in str(refusal("x" * 1000))


# As a cell shows it


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (58, "58"),
        (1300, "1,300"),
        ("1300", "1,300"),
        ("1,300", "1,300"),
        ("010", "10"),
        ("at least 1300", "at least 1300"),
        ("At Least 18", "At Least 18"),
        ("2.9 million", "2.9 million"),
        ("dozens", "dozens"),
        ("none", "none"),
    ],
)
def test_figure_is_shown_as_written_and_a_bare_integer_with_commas(written, shown):
    assert KINDS["count"].show(read(written)) == shown


def test_negative_integer_is_shown_with_commas():
    assert KINDS["number"].show(read("-1300", "number")) == "-1,300"


def test_trailing_zeros_of_a_number_are_shown():
    assert KINDS["number"].show(read("51.20", "number")) == "51.20"


# What the help offers instead


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("more then 200", "more than 200"),
        ("atleast 5", "at least 5"),
        ("at lest 5", "at least 5"),
        ("upto 50", "up to 50"),
        ("not more than 50", "no more than 50"),
        ("not fewer than 5", "no fewer than 5"),
        ("not less than 5", "no less than 5"),
        ("1 000", "1,000"),
        ("1 234 567", "1,234,567"),
        ("1.234", "1,234"),
        ("170 to 130", "130 to 170"),
        ("between 170 and 130", "130 to 170"),
    ],
)
def test_help_offers_the_figure_that_was_meant(written, figure):
    assert offered(written) == figure


@pytest.mark.parametrize(
    "written",
    [
        "more than 200 or so",
        "23 (at least)",
        "200 or thereabouts",
        "58 at least",
        "58 at most",
        "58 plus",
        "58 maybe more",
        "58 if not more",
        "58 soldiers at most",
        "about 200 or more",
        "200-odd",
        "200 odd",
        "200 odd soldiers",
        "200 approximately",
        "200 approx",
        "200 roughly",
        "200 circa",
        "200 estimated",
        "58 minimum",
        "58 max",
        "58 upwards",
        "58 nearly",
        "58 reportedly",
        "58 confirmed",
        "58 additional",
        "58 each",
        "58 daily",
        "about 58 soldiers approximately",
    ],
)
def test_help_offers_no_figure_without_the_qualifier_behind_it(written):
    assert offered(written) is None


@pytest.mark.parametrize(
    "written",
    ["5 dozen", "5 hundred", "2 lakh", "3 crore", "5k", "5 k", "5m", "5 bn", "5 thousands", "1.5 Millions"],
)
def test_help_offers_no_figure_that_loses_a_word_for_its_size(written):
    assert offered(written) is None


@pytest.mark.parametrize("written", ["1 million people", "2.9 million refugees", "about 2 million people"])
def test_help_that_takes_a_unit_away_keeps_the_scale_word(written):
    assert offered(written) in (None, written.rpartition(" ")[0])


@pytest.mark.parametrize(
    "written",
    [
        "exactly 58",
        "only 58",
        "greater than 50",
        "higher than 50",
        "bigger than 5",
        "not over 50",
        "not above 50",
        "no over 50",
        "not below 50",
        "not under 50",
        "not about 50",
        "not nearly 50",
        "not at least 5",
        "well under 50",
        "less than about 50",
        "at least about 200",
        "nearly exactly 5",
    ],
)
def test_help_offers_no_word_of_another_meaning(written):
    assert offered(written) is None


def test_help_keeps_the_sign_of_a_number():
    assert offered("fewer then -5", "number") in (None, "fewer than -5")


@pytest.mark.parametrize("written", ["900 to 1.2 million", "5,000 to 6 thousand", "2.5 million to 3"])
def test_help_for_a_reversed_range_offers_nothing_that_is_reversed_again(written):
    figure = offered(written)
    assert figure is None or read(figure).low < read(figure).high


@pytest.mark.parametrize(
    "written", ["dozens of soldiers", "several hundred", "hundreds of people", "scores killed"]
)
def test_help_asks_for_no_digits_where_a_vague_word_was_used(written):
    assert "digits" not in refusal(written).help


@pytest.mark.parametrize("space", ["\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{NARROW NO-BREAK SPACE}"])
def test_help_names_a_space_that_looks_like_another(space):
    assert "space" in refusal(f"at least{space}18").help


@pytest.mark.parametrize("written", ["58\N{ZERO WIDTH SPACE}", "١٢", "\N{FULLWIDTH DIGIT FIVE}"])
def test_help_names_a_character_that_is_no_plain_digit(written):
    assert "this holds" in refusal(written).help


@pytest.mark.parametrize("written", ["unknown", "Unclear", "n/a", "?"])
def test_help_for_not_knowing_tells_the_stance(written):
    assert "stance: cannot-say" in refusal(written).help


@pytest.mark.parametrize("written", ["twenty-three", "two", "fifty eight"])
def test_help_for_a_figure_in_words_asks_for_digits(written):
    assert refusal(written).help == "write the figure in digits"


# The pattern that the JSON Schema holds

PATTERNS = {kind: re.compile(KINDS[kind].schema()["pattern"]) for kind in ("count", "number")}
# Reasons for which a figure of an accepted form is refused all the same.
OF_VALUE = re.compile(
    "write at most 15 digits|write a figure below|a count is of whole things: write a whole|"
    "nothing is|write the smaller"
)


# Made once: hypothesis takes long to take a pattern apart.
FIGURE_TEXTS = {
    kind: st.from_regex(pattern, fullmatch=True).filter(lambda text: not text.endswith("\n"))
    for kind, pattern in PATTERNS.items()
}


@st.composite
def nearly_figure_texts(draw, kind):
    """Texts of an accepted form with a character added, changed or removed."""
    text = draw(FIGURE_TEXTS[kind])
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from([*" ,.-+~05aot\n", ""])) + text[at + draw(st.integers(0, 1)) :]


def fault(text, kind):
    """Return the help for a text that is refused, ``None`` for one that is read."""
    try:
        read(text, kind)
    except Unreadable as unreadable:
        return unreadable.help
    return None


@pytest.mark.parametrize("kind", ["count", "number"])
def test_what_the_pattern_accepts_is_read_or_refused_for_its_value(kind):
    @given(FIGURE_TEXTS[kind])
    def check(text):
        help = fault(text, kind)
        assert help is None or OF_VALUE.match(help)

    check()


@pytest.mark.parametrize("kind", ["count", "number"])
def test_what_the_pattern_does_not_accept_is_not_read(kind):
    @given(nearly_figure_texts(kind))
    def check(text):
        if not PATTERNS[kind].fullmatch(text):
            with pytest.raises(Unreadable):
                read(text, kind)

    check()


@pytest.mark.parametrize(
    ("kind", "written", "help"),
    [
        ("count", "-58", "a count is never negative; for a figure of any sign make the question `kind: number`"),
        (
            "number",
            "-1,5",
            "write the figure in one of these forms, a reservation in `hedge` and the rest in `note`",
        ),
        ("count", "58 hundred", "write the figure in digits, or with thousand, million, billion or trillion"),
        ("number", "5 lakh", "write the figure in digits, or with thousand, million, billion or trillion"),
        ("count", "58 soldiers", "put the unit in `unit`, and a reservation in `hedge`"),
        ("number", "-58.5 km", "put the unit in `unit`, and a reservation in `hedge`"),
        ("count", "killed 58 men", "put the unit in `unit`, and a reservation in `hedge`"),
        (
            "count",
            "58 if not more",
            "write the figure in one of these forms, a reservation in `hedge` and the rest in `note`",
        ),
        ("count", "5\N{EM SPACE}x", "write plain digits 0 to 9 and plain spaces; this holds em space"),
        (
            "number",
            "\N{MINUS SIGN}58.5",
            "write a plain hyphen as the sign: -58.5; this holds U+2212 (minus sign)",
        ),
        ("count", "\N{GREATER-THAN OR EQUAL TO} 18", "write `at least 18`"),
        ("count", "<18", "write `fewer than 18`"),
    ],
)
def test_remedy_fits_what_was_written(kind, written, help):
    assert refusal(written, kind).help == help


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, "x" * 57 + "...")])
def test_a_long_text_is_cut_in_what_is_told(length, shown):
    assert str(refusal("x" * length)).endswith(f"got `{shown}`")


def test_difference_and_ratio_of_very_unlike_figures_are_exact():
    great, small = 10**17, Decimal("0.000000000000001")
    assert str(subtract(great, small)) == "99999999999999999.999999999999999"
    assert str(subtract(small, great)) == "-99999999999999999.999999999999999"
    assert str(ratio(great, small)) == str(ratio(small, great)) == f"1{'0' * 32}.000"
