"""What is told of a figure that is not read: the remedy, which fits what was written."""

import re

import pytest

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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    "written",
    ["5 b", "5mio", "3 mrd", "2 lac", "3 arab", "5 tonnes", "5 thousand million"],
)
def test_help_offers_no_figure_that_loses_a_word_for_its_size(written):
    assert offered(written) is None


@pytest.mark.parametrize("written", ["1 million people", "2.9 million refugees", "about 2 million people"])
def test_help_that_takes_a_unit_away_keeps_the_scale_word(written):
    assert offered(written) in (None, written.rpartition(" ")[0])


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("written", ["unknown", "Unclear", "n/a", "?"])
def test_help_for_not_knowing_tells_the_stance(written):
    assert "stance: cannot-say" in refusal(written).help


@pytest.mark.parametrize(
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
