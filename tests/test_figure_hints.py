"""What is told of a figure that is not read: the remedy, which fits what was written."""

import re

import pytest
from rows import each_row

from borderclash.values import KINDS, Setting, Unreadable


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


# What the help offers instead


@each_row(
    ("written", "figure"),
    [
        ("more then 200", "more than 200"),
        ("atleast 5", "at least 5"),
        ("at lest 5", "at least 5"),
        ("upto 50", "up to 50"),
        ("170 to 130", "130 to 170"),
        ("between 170 and 130", "130 to 170"),
    ],
)
def test_help_offers_the_figure_that_was_meant(written, figure):
    assert offered(written) == figure


@each_row(
    "written",
    [
        "23 (at least)",
        "200 or thereabouts",
        "58 at least",
        "58 at most",
        "58 maybe more",
        "58 if not more",
        "58 soldiers at most",
        "about 200 or more",
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


@each_row(
    "written",
    ["5 b", "5mio", "3 mrd", "2 lac", "3 arab", "5 tonnes", "5 thousand million"],
)
def test_help_offers_no_figure_that_loses_a_word_for_its_size(written):
    assert offered(written) is None


@pytest.mark.parametrize("written", ["1 million people", "2.9 million refugees", "about 2 million people"])
def test_help_that_takes_a_unit_away_keeps_the_scale_word(written):
    assert offered(written) in (None, written.rpartition(" ")[0])


@each_row(
    "written",
    [
        "only 58",
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
        "nearly exactly 5",
    ],
)
def test_help_offers_no_word_of_another_meaning(written):
    assert offered(written) is None


def test_help_keeps_the_sign_of_a_number():
    assert offered("fewer then -5", "number") in (None, "fewer than -5")


@pytest.mark.parametrize("written", ["9 million to 1.2 million", "7,000 to 6 thousand", "2.5 million to 3"])
def test_help_for_a_reversed_range_offers_nothing_that_is_reversed_again(written):
    figure = offered(written)
    assert figure is None or read(figure).low < read(figure).high


@each_row(
    "written",
    ["dozens of soldiers", "several hundred men", "hundreds of people", "scores killed", "a few", "most of them"][
        0:4
    ],
)
def test_help_asks_for_no_digits_where_a_vague_word_was_used(written):
    assert "digits" not in refusal(written).help


@pytest.mark.parametrize("written", ["58\N{ZERO WIDTH SPACE}", "58\N{SOFT HYPHEN}", "at\N{WORD JOINER} least 58"])
def test_help_names_a_character_that_nobody_sees(written):
    assert "that nobody sees: U+" in refusal(written).help


@each_row("written", ["unknown", "Unclear", "n/a", "?"])
def test_help_for_not_knowing_tells_the_stance(written):
    assert "stance: cannot-say" in refusal(written).help


@each_row(
    ("kind", "written", "help"),
    [
        ("count", "-58", "a count is never negative; for a figure of any sign make the question `kind: number`"),
        ("count", "58 soldiers", "put the unit in `unit`, and a reservation in `hedge`"),
        ("number", "-58.5 km", "put the unit in `unit`, and a reservation in `hedge`"),
        ("count", "killed 58 men", "put the unit in `unit`, and a reservation in `hedge`"),
        (
            "count",
            "58 if not more",
            "write the figure in one of these forms, a reservation in `hedge` and the rest in `note`",
        ),
    ],
)
def test_remedy_fits_what_was_written(kind, written, help):
    assert refusal(written, kind).help == help


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, "x" * 57 + "...")])
def test_a_long_text_is_cut_in_what_is_told(length, shown):
    assert str(refusal("x" * length)).endswith(f"got `{shown}`")


# What was refused, and what is told of it; reviewed by eye, one after another.
REFUSED = """
a quarter of a million | write the fraction as decimals, such as 0.5 million, or the figure in digits
1/2 million | write the fraction as decimals, such as 0.5 million, or the figure in digits
half of a million | write `half a million`
one in three | no figure is given here: take `several` as the value, and the words to `hedge`
a third of them | no figure is given here: take `several` as the value, and the words to `hedge`
10.000,50 | a comma sets off thousands and a point decimals, not the other way about: 10,000.50
1_000_000 | write `1,000,000`
18 plus or minus 2 | write `18 ± 2`
23 (at least) | write `at least 23`
200 (approx.) | write `about 200`
18 (or more) | write `18 or more`
some hundreds | write `hundreds`, and the words beside it in `hedge`: it has no figure that they could limit
50 or below | write `at most 50`
58 exactly | write `exactly 58`
2.5 to 3,000 | a count is of whole things: write a whole figure, or make the question `kind: number`
between five hundred and a thousand | this can be read in two ways: write `at least 500 and at most 1,000`, or `1,000 to 500,000`
1 to 1 million | this can be read in two ways: write `at least 1 and at most 1,000,000`, or `1,000,000`
five thousand two million | write the figure in digits
at least 18 and at least 25 | write a lower and an upper bound, such as `more than 18 but fewer than 25`, or one of the two
at most 18 and at most 25 | write a lower and an upper bound, such as `more than 18 but fewer than 25`, or one of the two
up to 18 but more than 5 | write the lower bound first, such as `more than 18 but fewer than 25`
fewer than 18 but more than 25 | write the lower bound first, such as `more than 18 but fewer than 25`
.5 million | write `0.5 million`
٣٫٥ million | write `3.5 million`: decimals stand behind a point
5¼ | a count is of whole things: write a whole figure, or make the question `kind: number`
1e30 | write the figure in plain digits, such as 1,000
a dozen-odd | write `about a dozen`
0-odd | write the figure that was stated, without `odd`
200 ± -20 | write the figure that it is around, and how far: 200 ± 20
58～70 | write `58 to 70`
2.0 | a count is of whole things: write `2`
30–40% | a percentage is no count: make the question `kind: number` with `unit: percent`
30 percent | a percentage is no count: make the question `kind: number` with `unit: percent`
hundreds of | write `hundreds`, and what they are in `unit`
scores of | write `scores`, and what they are in `unit`
a couple of | write `a couple`, and what they are in `unit`
tens of | write `tens`, and what they are in `unit`
1.500 | write `1,500` if the point sets off thousands; for 1.5 make the question `kind: number`
1.500.000 | a point sets off decimals: for thousands write 1,500,000
no | write `none`, or 0
nought | write `none`, or 0
none of them | write `none`, or 0, if that is what was said
-0 | write 0
-3 | a count is never negative; for a figure of any sign make the question `kind: number`
as few as 5 | write `at least 5`, and the words in `hedge`
surpass 3000 | write `more than 3000`
higher than 200 | write `more than 200`
less than or equal to 5 | write `at most 5`
=5 | write `exactly 5`
⩾ 18 | write `at least 18`
18 at least | write `at least 18`
at least18 | write `at least 18`
well under 200 | write `fewer than 200`
just shy of 100 | write `nearly 100`
in the order of 200 | write `about 200`
200ish | write `about 200`
200 approximately | write `about 200`
at least 18, possibly 25 | a claim has one figure: write it here, and the rest in `hedge` or `note`, or in claims of its own
18 soldiers, 3 civilians | a claim has one figure: write it here, and the rest in `hedge` or `note`, or in claims of its own
18 (confirmed) | write the figure alone, and what stands in brackets in `hedge` or `note`
12 (including 3 children) | write the figure alone, and what stands in brackets in `hedge` or `note`
18 confirmed | write `18`, and `confirmed` in `hedge`
18/19 | write `18 or 19` where it is one of the two; a share of the whole has no figure
1/3 | no figure is given here: take `several` as the value, and the words to `hedge`
one third | no figure is given here: take `several` as the value, and the words to `hedge`
half | no figure is given here: take `several` as the value, and the words to `hedge`
most | no figure is given here: take `several` as the value, and the words to `hedge`
almost all | no figure is given here: take `several` as the value, and the words to `hedge`
majority | no figure is given here: take `several` as the value, and the words to `hedge`
a fraction | no figure is given here: take `several` as the value, and the words to `hedge`
heavy losses | no figure is given here: take `several` as the value, and the words to `hedge`
not many | no figure is given here: take `several` as the value, and the words to `hedge`
at least several | no figure is given here: take `several` as the value, and the words to `hedge`
between a thousand and a hundred and five thousand | this can be read in several ways: write `at least 1,000 and at most 105,000` or `at least 1,100 and at most 5,000`
200 or up | write `at least 200`
between 1.5 billion | write `at least 1.5 billion`, or both ends: between 20 and 30
no more than a few dozens | write `a few dozens`, and the words beside it in `hedge`: it has no figure that they could limit
no fewer than several | no figure is given here: take `several` as the value, and the words to `hedge`
no deaths | write `none`, or 0, if that is what was said
several crore or more | write `several crore`, and the words beside it in `hedge`: it has no figure that they could limit
less than 2 but over 1 million | write the lower bound first, such as `more than 18 but fewer than 25`
364-0 lakh | write the smaller figure first
twenty – 19 | write the smaller figure first
20 – 19 | write the smaller figure first: 19 to 20
a dozen or two | write `one or two dozen`
fewer than 25 but more than 18 | write the lower bound first, such as `more than 18 but fewer than 25`
at least 18, but fewer than 25 | write `at least 18 but fewer than 25`
more than 18 and fewer than 19 | nothing lies between these bounds: write them as they were stated
fewer than 0 | nothing is below 0 in a count: write the figure that was stated
200 odd | write `200-odd`
about at least 20 | write `at least about 20`
± 5 | write the figure that it is around, and how far: 200 ± 20
about 200 ± 20 | write the figure that it is around, and how far: 200 ± 20
low hundreds | write `hundreds`, and the words beside it in `hedge`: it has no figure that they could limit
up to hundreds | write `hundreds`, and the words beside it in `hedge`: it has no figure that they could limit
dozens, perhaps hundreds | write `dozens`, and the words beside it in `hedge`: it has no figure that they could limit
hundreds of people | write `hundreds` alone: its unit stands in `unit`, the rest in `hedge` or `note`
several thousand people | write `several thousand` alone: its unit stands in `unit`, the rest in `hedge` or `note`
a couple hundred | write `several hundred`
hundred | write `a hundred`, or `hundreds` for several of them
hundred and ten | write `a hundred and ten`
a million and a half | write `one and a half million`
fourty | did you mean `forty`?
fifty-eigth | did you mean `fifty-eight`?
unknown | if nothing is known here, leave the claim out; a party that does not know has `stance: cannot-say`, one that would not say `stance: declines`, both without `value`
TBC | if nothing is known here, leave the claim out; a party that does not know has `stance: cannot-say`, one that would not say `stance: declines`, both without `value`
1e9 | write `1,000,000,000`
7.80E+09 | write `7,800,000,000`
300000.0 | a count is of whole things: write `300,000`
58.5 | a count is of whole things: write a whole figure, or make the question `kind: number`
1,8 million | write `1.8 million`: a comma only sets off thousands, three digits each (1,500); a decimal part has a point (1.5)
12,34 | a comma only sets off thousands, three digits each (1,500); a decimal part has a point (1.5)
0,500 | a comma only sets off thousands, three digits each (1,500); a decimal part has a point (1.5)
1 50 | between digits stands a mark for every three of them (1,500), of one kind in a figure
1,500 000 | between digits stands a mark for every three of them (1,500), of one kind in a figure
5² | write `5` if the ² is a mark of a footnote
2½ million | write `2.5 million`
at least 18 soldiers | put the unit in `unit`, and a reservation in `hedge`
58 KIA | put the unit in `unit`, and a reservation in `hedge`
a hundred people | put the unit in `unit`, and a reservation in `hedge`
$1.2bn | put the currency in `unit`, and write the amount alone
18? | write the figure alone, and a doubt about it in `hedge`
"18" | write `18`, without quotation marks within the text
18+25 | write the figure in one of these forms, a reservation in `hedge` and the rest in `note`
+5 | write `5`, or `5+` for that many and more
五十八 | write the figure in digits
3million | write `3 million`
3 b | write its scale as thousand, million, billion, trillion, lakh or crore, with a space before it
5 mrd | write its scale as thousand, million, billion, trillion, lakh or crore, with a space before it
2 lakh crore | write its scale as thousand, million, billion, trillion, lakh or crore, with a space before it
18to25 | write `18 to 25`
18 through 25 | write `18 to 25`
18..25 | write `18 to 25`
130 to | write the other end of it too, such as 20 to 30, or a bound: at least 20
between 18 | write `at least 18`, or both ends: between 20 and 30
at least | write the figure behind it: at least 5
more then 200 | did you mean `more than 200`?
atleast 5 | did you mean `at least 5`?
1234567890123456 | write at most 15 digits, more with a scale word: 2.9 million
1,000,000 trillion | write a figure below a million trillion
30-40,000 | this can be read in two ways: write `30,000 to 40,000`, or `at least 30 and at most 40,000`
up to 30-40,000 | this can be read in two ways: write `at most 30,000 to 40,000`, or `at most 40,000`
about 30 to 40,000 | this can be read in two ways: write `about 30,000 to 40,000`, or `at least about 30 and at most about 40,000`
500 to 2 thousand | this can be read in two ways: write `at least 500 and at most 2,000`, or `2,000 to 500,000`
twenty twenty | write the figure in digits, and alone: a reservation stands in `hedge`
"""


@each_row(("written", "help"), [line.split(" | ") for line in REFUSED.strip().splitlines()])
def test_remedy_of_a_refused_phrase(written, help):
    assert refusal(written).help == help


@each_row("line", REFUSED.strip().splitlines())
def test_what_a_remedy_offers_is_read(line):
    help = line.split(" | ")[1]
    offers = re.findall("`([^`]+)`", help.partition(" in `")[0].partition(": a comma")[0])
    for offer in offers:
        if offer not in ("value", "hedge", "note", "unit", "confirmed", "odd") and ": " not in offer:
            read(offer)
