"""Neighbours of the specification's figures: forms, amounts, scales and spellings put together in other ways."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.values import KINDS, Setting, Unreadable

# Written; the interval, with "<" for an open end and nothing for none; the stated figure, "-" for none; the form.
COUNTS = """
≥ 1,500 | 1500.. | 1500 | at least
≥~200 | 180.. | 200 | at least
≥ about 200 | 180.. | 200 | at least
min.630 | 630.. | 630 | at least
Min. C. 630 | 620.. | 630 | at least
at least some 200 | 180.. | 200 | at least
at least 200 or so | 180.. | 200 | at least
AT THE VERY LEAST TWO DOZEN | 24.. | 24 | at least
no less than half a million | 500000.. | 500000 | at least
18 and over | 18.. | 18 | at least
18 or above | 18.. | 18 | at least
18 + | 18.. | 18 | at least
1.2k+ | 1200.. | 1200 | at least
2 million or more | 2000000.. | 2000000 | at least
a dozen or more | 12.. | 12 | at least
more than about 200 | 181.. | 200 | more than
greater than 2 lakh | 200001.. | 200000 | more than
upwards of 2 crore | 20000001.. | 20000000 | more than
well over a thousand | 1001.. | 1000 | more than
far over two dozen | 25.. | 24 | more than
as many as about 700 | 0..770 | 700 | at most
no more than ~50 | 0..55 | 50 | at most
up to 200 or so | 0..220 | 200 | at most
up to about two dozen | 0..25 | 24 | at most
two hundred or fewer | 0..200 | 200 | at most
a hundred or under | 0..100 | 100 | at most
at the very most 50 | 0..50 | 50 | at most
fewer than about 200 | 0..219 | 200 | fewer than
under a hundred | 0..99 | 100 | fewer than
fewer than 1 | 0..0 | 1 | fewer than
about 0 | 0..1 | 0 | about
about 10 million | 9000000..11000000 | 10000000 | about
half a million or so | 450000..550000 | 500000 | about
more or less a dozen | 11..13 | 12 | about
est. 1'500 | 1400..1600 | 1500 | about
8 billion | 7600000000..8400000000 | 8000000000 | exact
10 million | 9500000..10500000 | 10000000 | exact
1,500 thousand | 1450000..1550000 | 1500000 | exact
12.5 million | 12450000..12550000 | 12500000 | exact
2.50 million | 2450000..2550000 | 2500000 | exact
0 million | 0..0 | 0 | exact
1.234 thousand | 1234..1234 | 1234 | exact
0.5k | 475..525 | 500 | exact
5 thousands | 4750..5250 | 5000 | exact
5 hundred | 500..500 | 500 | exact
2-million | 1900000..2100000 | 2000000 | exact
three hundred million | 285000000..315000000 | 300000000 | exact
two hundred and fifty thousand | 245000..255000 | 250000 | exact
two thousand five hundred | 2450..2550 | 2500 | exact
one thousand two hundred and thirty-four | 1234..1234 | 1234 | exact
two crore five lakh | 20450000..20550000 | 20500000 | exact
nineteen hundred | 1900..1900 | 1900 | exact
FIFTY–EIGHT | 58..58 | 58 | exact
half a score | 9..11 | 10 | exact
five dozen | 54..66 | 60 | exact
a half-dozen | 5..7 | 6 | exact
exactly a dozen | 12..12 | 12 | exact
exactly half a million | 500000..500000 | 500000 | exact
nearly a dozen | 11..11 | 12 | nearly
nearly 2.9 million | 2800000..2899999 | 2900000 | nearly
approaching 1.5k | 1400..1499 | 1500 | nearly
almost 1 | 0..0 | 1 | nearly
200±20 | 180..220 | 200 | about
200 ± a hundred | 100..300 | 200 | about
20 ± a dozen | 8..32 | 20 | about
between two thousand and twenty-five thousand | 1900..25500 | 2000 to 25000 | range
between a hundred and five and two hundred and ten | 105..210 | 105 to 210 | range
twelve hundred – two thousand | 1200..2100 | 1200 to 2000 | range
a thousand - twelve hundred | 950..1200 | 1000 to 1200 | range
a thousand - two million | 950..2100000 | 1000 to 2000000 | range
one-hundred-fifty-eight | 158..158 | 158 | exact
a million-two hundred | 1000150..1000250 | 1000200 | exact
between one hundred and two thousand and five | 100..2005 | 100 to 2005 | range
between one hundred thousand and a hundred and five thousand | 95000..105500 | 100000 to 105000 | range
between one thousand and two and a half million | 950..2550000 | 1000 to 2500000 | range
between a thousand and one to two thousand | 1001..2100 | 1001 to 2000 | range
twenty–five hundred | 2500..2500 | 2500 | exact
two-hundred-and-ten | 210..210 | 210 | exact
one or a dozen | 1..13 | 1 to 12 | range
nil to five | 0..5 | 0 to 5 | range
no more than none | 0..0 | 0 | at most
2 ± 0.5 million | 1500000..2500000 | 2000000 | about
200 ± 20 thousand | 180000..220000 | 200000 | about
a hundred +/- ten | 90..110 | 100 | about
20 – odd | 20..29 | 20 | about
a hundred-odd | 100..199 | 100 | about
twenty-some | 20..29 | 20 | about
20-odd thousand | 20000..29999 | 20000 | about
2k-3k | 1900..3150 | 2000 to 3000 | range
2 or 3 million | 1900000..3150000 | 2000000 to 3000000 | range
0 to 5 million | 0..5250000 | 0 to 5000000 | range
half a million to a million | 475000..1050000 | 500000 to 1000000 | range
two and a half to three million | 2450000..3150000 | 2500000 to 3000000 | range
two or three hundred thousand | 190000..315000 | 200000 to 300000 | range
fifty to two hundred thousand | 47500..210000 | 50000 to 200000 | range
between two thousand and five thousand | 1900..5250 | 2000 to 5000 | range
between two hundred thousand and five hundred thousand | 190000..525000 | 200000 to 500000 | range
ten to one hundred thousand | 9500..105000 | 10000 to 100000 | range
two million three hundred thousand five hundred | 2300450..2300550 | 2300500 | exact
a hundred and ten and over | 110.. | 110 | at least
more than two thousand and fewer than five thousand | 2001..4999 | 2000 to 5000 | range
between a hundred and two thousand five hundred | 100..2550 | 100 to 2500 | range
two hundred to three hundred | 200..300 | 200 to 300 | range
between two hundred and ten and three hundred | 210..300 | 210 to 300 | range
between two and three hundred | 200..300 | 200 to 300 | range
one to one hundred | 1..100 | 1 to 100 | range
two to a dozen | 2..13 | 2 to 12 | range
1 to 2 dozen | 11..25 | 12 to 24 | range
ten-twenty thousand | 9500..21000 | 10000 to 20000 | range
five-six | 5..6 | 5 to 6 | range
between a dozen and twenty | 11..20 | 12 to 20 | range
5 lakh to 1 crore | 475000..10500000 | 500000 to 10000000 | range
2,000 to 3 million | 2000..3150000 | 2000 to 3000000 | range
30 to 30,000 | 30..30000 | 30 to 30000 | range
300-1,500 | 300..1500 | 300 to 1500 | range
from 130–170 | 130..170 | 130 to 170 | range
130 to 170 or so | 120..180 | 130 to 170 | about
around between 10 and 15 thousand | 9000..16000 | 10000 to 15000 | about
about two or three dozen | 23..37 | 24 to 36 | about
at least between 10 and 15 | 10.. | 10 to 15 | at least
at least 2 to 3 million | 2000000.. | 2000000 to 3000000 | at least
fewer than 10 to 15 | 0..14 | 10 to 15 | fewer than
up to about 40 to 50 | 0..55 | 40 to 50 | at most
18 or more but fewer than 25 | 18..24 | 18 to 25 | range
18+ and 25 or fewer | 18..25 | 18 to 25 | range
>18 and <25 | 19..24 | 18 to 25 | range
≥ 18 and ≤ 25 | 18..25 | 18 to 25 | range
at least about 18 and at most about 25 | 17..26 | 18 to 25 | range
more than 2 but less than 3 million | 2000001..2999999 | 2000000 to 3000000 | range
more than 17 and fewer than 19 | 18..18 | 17 to 19 | range
at least 18 and at most 18 | 18..18 | 18 to 18 | range
Several Hundred | 200.. | - | vague
a few hundred thousand | 200000.. | - | vague
several lakh | 200000.. | - | vague
many dozens | 24.. | - | vague
tens of lakhs | 1000000.. | - | vague
hundreds of crores | 1000000000.. | - | vague
trillions | 1000000000000.. | - | vague
no fewer than hundreds | 100.. | - | vague
at least several hundred | 200.. | - | vague
a  couple | 2.. | - | vague
nil | 0..0 | 0 | exact
007 | 7..7 | 7 | exact
"""
NUMBERS = """
−5 | -5..-5 | -5 | exact
- 5 | -5..-5 | -5 | exact
-5--3 | -5..-3 | -5 to -3 | range
-5 – -3 | -5..-3 | -5 to -3 | range
-5 - 3 | -5..3 | -5 to 3 | range
130 -170 | 130..170 | 130 to 170 | range
about −200 | -220..-180 | -200 | about
~-200 | -220..-180 | -200 | about
-5 or more | -5.. | -5 | at least
at most about -200 | ..-180 | -200 | at most
less than -5.5 | ..<-5.5 | -5.5 | fewer than
about 0 | 0..0 | 0 | about
about 0.05 | 0.045..0.055 | 0.05 | about
1 500.25 | 1500.25..1500.25 | 1500.25 | exact
-2 million | -2100000..-1900000 | -2000000 | exact
two and a half | 2.5..2.5 | 2.5 | exact
-3.5 to a dozen | -3.5..13 | -3.5 to 12 | range
-200 to a hundred | -200..100 | -200 to 100 | range
0.5 to half a hundred | 0.5..50 | 0.5 to 50 | range
-2 to 3 hundred | -200..300 | -200 to 300 | range
-5 ± 2 | -7..-3 | -5 | about
200 +/- 0.5 | 199.5..200.5 | 200 | about
-20-odd | -30<..-20 | -20 | about
1.5-odd | 1.5..<1.6 | 1.5 | about
at least -5 and less than -3 | -5..<-3 | -5 to -3 | range
-5 to 10,000 | -5..10000 | -5 to 10000 | range
0.001 to 5 | 0.001..5 | 0.001 to 5 | range
dozens | 12.. | - | vague
٣٬٥٠٠ | 3500..3500 | 3500 | exact
"""
PERCENT = """
30 percent or more | 30.. | 30 | at least
30+% | 30.. | 30 | at least
30 or more per cent | 30.. | 30 | at least
30%-40% | 30..40 | 30 to 40 | range
30% to 40 | 30..40 | 30 to 40 | range
30 to 40 percent | 30..40 | 30 to 40 | range
30 ± 2 % | 28..32 | 30 | about
more than 30% but less than 40% | 30<..<40 | 30 to 40 | range
thirty per cent | 30..30 | 30 | exact
"""


def rows(table):
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


def read(written, kind="count", unit=None):
    return KINDS[kind].read(written, Setting(unit=unit))


def spelled(figure):
    """Return a figure as the tables above have it."""
    low, high = ("" if end is None else str(end) for end in (figure.low, figure.high))
    ends = f"{low}{'<' * figure.low_open}..{'<' * figure.high_open}{high}"
    stated = list(dict.fromkeys(map(str, figure.stated or ())))
    return ends, " to ".join(stated if figure.form != "range" else map(str, figure.stated)) or "-", figure.form


@each_row(("written", "ends", "stated", "form"), rows(COUNTS))
def test_count(written, ends, stated, form):
    assert spelled(read(written)) == (ends, stated, form)


@each_row(("written", "ends", "stated", "form"), rows(NUMBERS))
def test_number(written, ends, stated, form):
    assert spelled(read(written, "number", "km")) == (ends, stated, form)


@each_row(("written", "ends", "stated", "form"), rows(PERCENT))
@each_row("unit", ["percent", "%", "Per  Cent"])
def test_percentage_of_a_question_in_percent(written, ends, stated, form, unit):
    assert spelled(read(written, "number", unit)) == (ends, stated, form)
    with pytest.raises(Unreadable, match="58, at least 18") as caught:
        read(written, "number", "percentage points")
    assert "`unit: percent`" in caught.value.help


# What holds of all figures

NUMBER_FORMS = (
    "{} ; about {} ; at least {} ; more than {} ; at most {} ; up to about {} ; {} or more ; {} or so ; c. {}"
)
AMOUNTS = st.one_of(
    st.integers(0, 10**15 - 1).map(str),
    st.integers(1000, 10**15 - 1).map("{:,}".format),
    st.builds(
        "{}.{} {}".format,
        st.integers(0, 999),
        st.integers(0, 9),
        st.sampled_from(["million", "billion", "crore", "bn"]),
    ),
    st.sampled_from(["a dozen", "fifty-eight", "two hundred and ten", "half a million", "three score"]),
)
FORMS = st.sampled_from([*NUMBER_FORMS.split(" ; "), "between {} and 999 trillion", "exactly {}", "{} ± 5"])
FIGURES = st.builds(str.format, FORMS, AMOUNTS)
SPACES = st.sampled_from(" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\t\n")
DIGITS = st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９"])


@given(FIGURES, SPACES, DIGITS, st.booleans(), st.sampled_from("-‐‑–—−"))
def test_spelling_that_is_evened_out_changes_no_figure(written, space, digits, upper, dash):
    other = written.translate(str.maketrans("0123456789", digits)).replace(" ", space * 2).replace("-", dash)
    other = f"{space}{other.upper() if upper else other}{space}"
    (figure, fault), (same, same_fault) = outcome(other), outcome(written)
    assert (figure and figure[1:]) == (same and same[1:])
    assert (fault and fault.rule) == (same_fault and same_fault.rule)


def outcome(written, kind="count"):
    """Return the figure that a text is read as, and the fault that refuses it; one of them is ``None``."""
    try:
        return read(written, kind), None
    except Unreadable as unreadable:
        return None, unreadable


@given(AMOUNTS)
def test_what_is_about_a_figure_holds_it_and_all_that_is_less_vague(amount):
    about, bare, exact = (read(text.format(amount)) for text in ("about {}", "{}", "exactly {}"))
    assert about.low <= bare.low <= exact.low == exact.stated[0] == exact.high <= bare.high <= about.high
    assert about.stated == bare.stated == exact.stated


@given(AMOUNTS)
def test_bounds_nest(amount):
    lower = [read(text.format(amount)).low for text in ("at least about {}", "at least {}", "more than {}")]
    assert lower == sorted(lower)
    if read(f"exactly {amount}").low > 0:
        upper = [read(text.format(amount)).high for text in ("fewer than {}", "at most {}", "at most about {}")]
        assert upper == sorted(upper)
        near = read(f"nearly {amount}")
        assert read(f"about {amount}").low == near.low <= near.high == upper[0]


@given(
    st.one_of(st.text(max_size=210), st.text("0123456789 ,.-–~±%kmor½²toand", max_size=30)),
    st.sampled_from(["count", "number"]),
)
def test_any_text_is_read_or_told_with_a_remedy(text, kind):
    figure, fault = outcome(text, kind)
    if fault:
        assert fault.help
        assert fault.message.startswith("`value` must be a figure such as 58, at least 18, about 200, 130 to 170")
    else:
        assert figure.written == text
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert KINDS[kind].show(figure) == re.sub(r"\s+", " ", KINDS[kind].show(figure)).strip()


# As a cell shows it


@each_row(
    ("written", "shown"),
    [
        ("1500", "1,500"),
        (" at least\N{NO-BREAK SPACE}1500 ", "at least 1,500"),
        ("1500-2000", "1,500-2,000"),
        ("more than 1500 but fewer than 25000", "more than 1,500 but fewer than 25,000"),
        ("1\N{NARROW NO-BREAK SPACE}500", "1 500"),
        ("1'500", "1'500"),
        ("1,00,000", "1,00,000"),
        ("1234.5 million", "1,234.5 million"),
        ("2.12345 million", "2.12345 million"),
        ("~1500", "~1,500"),
        ("1500+", "1,500+"),
        ("c.1500", "c.1,500"),
        ("Two  Dozen", "Two Dozen"),
        ("٣٥٠٠", "٣٥٠٠"),
    ],
)
def test_count_is_shown_as_written_with_commas(written, shown):
    assert KINDS["count"].show(read(written)) == shown


@each_row(
    ("written", "shown"),
    [
        ("1500", "1500"),
        ("at least 1500", "at least 1500"),
        ("15000", "15,000"),
        ("-15000.123456", "-15,000.123456"),
        ("0.123456", "0.123456"),
        ("1500 to 25000", "1500 to 25,000"),
    ],
)
def test_number_is_shown_with_commas_from_five_digits_on(written, shown):
    assert KINDS["number"].show(read(written, "number")) == shown
