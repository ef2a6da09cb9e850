"""Rows, and the verdict, gap and ratio of the accounts in them."""

from decimal import Decimal
from itertools import product

import phrased
import pytest
from build import dataset, row, rows
from rows import each_row

from borderclash.comparing.rows import compare, summary
from borderclash.values import KINDS
from borderclash.vocabulary import DISAGREEMENTS, VERDICTS

DENIES = object()  # stands before a value that is denied
OPTIONS = {"x": "an X", "y": "a Y"}
ARGUMENTS = {"choice": {"options": OPTIONS}, "number": {"unit": "%"}}
# Of each kind: a value, one that agrees with it though written in another way, and one that differs.
VALUES = {
    "count": (58, "58", 23),
    "number": ("58.5", "58.50", "-3"),
    "yes-no": ("yes", "yes", "no"),
    "choice": ("x", "x", "y"),
    "names": (["Khost", "Kunar"], ["kunar", "KHOST"], ["Paktia"]),
    "time": ("2025-10-12", "2025-10-12/2025-10-12", "2025-10-11"),
    "text": ("They fired.", "They fired.", "We fired."),
}


def claim(party, said):
    """Return a claim from a value, a denial ``(DENIES, value)`` or ``(DENIES,)``, or fields of its own."""
    if isinstance(said, dict):
        return {"party": party, **said}
    if isinstance(said, tuple):
        return {"party": party, "stance": "denies"} | ({"value": said[1]} if said[1:] else {})
    return {"party": party, "value": said}


def compared(kind, *said, **more):
    """Return the row that parties a, b, ... come to, who each say one thing."""
    return row(kind, *(claim(*one) for one in zip("abcd", said, strict=False)), **ARGUMENTS.get(kind, {}), **more)


def verdict(kind, *said, **more):
    return compared(kind, *said, **more).verdict


def gap(*said, kind="count"):
    """Return the size and the ratio of the row's gap."""
    found = compared(kind, *said).gap
    return found and (found.size, found.ratio)


# Each kind and stance against each

DIFFERENT = {"names": "overlap", "text": "open"}


def table():
    for kind, (value, same, other) in VALUES.items():
        text = kind == "text"
        agree, compatible, conflict = ("open" if text else word for word in ("agree", "compatible", "conflict"))
        differ = DIFFERENT.get(kind, "conflict")
        yes_no = kind == "yes-no"
        yield kind, "the same", value, same, agree
        yield kind, "different", value, other, differ
        yield kind, "denial of the same", value, (DENIES, same), conflict
        yield kind, "denial of another", value, (DENIES, other), "agree" if yes_no else compatible
        yield kind, "two denials of the same", (DENIES, value), (DENIES, same), agree
        yield (
            kind,
            "two denials of different",
            (DENIES, value),
            (DENIES, other),
            conflict if yes_no else compatible,
        )
        yield kind, "bare denial", value, (DENIES,), conflict
        yield kind, "bare denial beside a denial", (DENIES, value), (DENIES,), compatible
        yield kind, "two bare denials", (DENIES,), (DENIES,), agree


@pytest.mark.parametrize(
    ("kind", "a", "b", "expected"),
    [
        pytest.param(kind, a, b, expected, id=f"{kind}: {name}")
        for kind, name, a, b, expected in table()
        # Left out: by one sentence of the design denying yes is asserting no, by another this is compatible.
        if (kind, name) != ("yes-no", "bare denial beside a denial")
    ],
)
def test_verdict_of_two_positions_in_either_order(kind, a, b, expected):
    assert (verdict(kind, a, b), verdict(kind, b, a)) == (expected, expected)


@each_row("kind", VALUES)
@each_row("stance", ["declines", "cannot-say", "withdraws"])
@each_row("said", ["value", "denial", "bare denial"])
def test_one_account_with_a_position_is_one_party(kind, stance, said):
    value = VALUES[kind][0]
    position = {"value": value, "denial": (DENIES, value), "bare denial": (DENIES,)}[said]
    made = compared(kind, position, {"stance": stance})
    assert (made.verdict, made.gap, made.between, made.pairs) == ("one-party", None, None, ())


@each_row("stances", list(product(["declines", "cannot-say", "withdraws"], repeat=2)))
def test_no_account_with_a_position_is_unanswered(stances):
    made = compared("count", *({"stance": stance} for stance in stances))
    assert (made.verdict, made.gap, made.between, made.pairs) == ("unanswered", None, None, ())


def test_question_left_without_claims_has_a_row_that_is_unanswered():
    (made,) = rows("count", subject="a", scope="Helmand")
    assert (made.verdict, made.subject, made.scope) == ("unanswered", "a", "Helmand")


# Figures


@each_row(
    ("a", "b", "expected"),
    [
        (58, "at least 18", "overlap"),
        (150, "130 to 170", "overlap"),
        ("130 to 170", "160 to 200", "overlap"),
        ("at least 100", "at least 12", "overlap"),
        ("at most 100", "at most 12", "overlap"),
        ("about 200", 210, "overlap"),
        ("about 200", 220, "overlap"),
        ("dozens", 471, "overlap"),
        ("dozens", "hundreds", "overlap"),
        ("some", 1, "overlap"),
        (58, "at least 58", "agree"),
        (58, "at most 58", "agree"),
        (58, "about 58", "agree"),
        (58, "58 to 58", "agree"),
        ("at least 58", "at most 58", "agree"),
        ("at least 58", "more than 58", "agree"),
        ("2 million", "2,000,000", "agree"),
        ("none", 0, "agree"),
        ("Dozens", "dozens", "agree"),
        ("tens  of thousands", "tens of thousands", "agree"),
        (58, 59, "conflict"),
        (58, "more than 58", "conflict"),
        (58, "fewer than 58", "conflict"),
        (58, "nearly 58", "conflict"),
        ("more than 58", "fewer than 58", "conflict"),
        ("more than 58", "fewer than 59", "conflict"),
        ("about 200", 221, "conflict"),
        ("130 to 170", "171 to 180", "conflict"),
        ("dozens", 11, "conflict"),
        ("some", 0, "conflict"),
        ("none", "several", "conflict"),
    ],
)
def test_figures_conflict_where_no_count_makes_both_true(a, b, expected):
    assert (verdict("count", a, b), verdict("count", b, a)) == (expected, expected)


@each_row(
    ("a", "b", "expected"),
    [
        ("more than 58", "fewer than 59", "overlap"),
        ("more than 50", "at most 50", "conflict"),
        ("at least 50", "at most 50", "agree"),
        ("nearly 100", "100", "conflict"),
        ("nearly 100", "99.9", "overlap"),
        ("nearly -100", "-100", "conflict"),
        ("nearly -100", "-90", "overlap"),
        ("1.50", "1.5", "agree"),
        ("-3", "3", "conflict"),
        ("below 0", "-0.001", "overlap"),
    ],
)
def test_numbers_conflict_where_no_number_makes_both_true(a, b, expected):
    assert (verdict("number", a, b), verdict("number", b, a)) == (expected, expected)


def test_decimals_are_compared_exactly():
    assert verdict("number", "0.1 to 0.3", "0.30000000001 to 0.4") == "conflict"
    assert gap("0.3", "0.1", kind="number") == (Decimal("0.2"), Decimal(3))


# Gap and ratio


@each_row(
    ("a", "b", "size", "ratio"),
    [
        (58, "at least 18", 40, "3.222"),
        ("130 to 170", 300, 130, "1.765"),
        ("130 to 170", "200 to 300", 30, "1.176"),
        ("130 to 170", 150, 0, "1"),
        (58, 58, 0, "1"),
        (0, 300, 300, None),
        (0, 0, 0, None),
        ("0 to 5", "0 to 9", 0, "1"),
        ("about 200", 300, 100, "1.5"),
        ("nearly 100", "fewer than 50", 50, "2"),
        (1, 1000, 999, "1000"),
        (3, 2, 1, "1.5"),
        (2000, 2001, 1, "1.001"),
    ],
)
def test_gap_is_the_distance_between_the_nearest_stated_figures(a, b, size, ratio):
    expected = size, None if ratio is None else Decimal(ratio)
    assert (gap(a, b), gap(b, a)) == (expected, expected)


@each_row(
    ("a", "b", "size", "ratio"),
    [
        ("-3", "2", 5, None),
        ("-3", "-6", 3, "2"),
        ("-5 to -3", "-1", 2, "3"),
        ("-1", "0", 1, None),
        ("0.5", "0.125", "0.375", "4"),
    ],
)
def test_ratio_goes_by_size_and_there_is_none_across_zero(a, b, size, ratio):
    expected = Decimal(size), None if ratio is None else Decimal(ratio)
    assert (gap(a, b, kind="number"), gap(b, a, kind="number")) == (expected, expected)


def test_ratio_is_rounded_half_up_to_three_decimals():
    assert gap(2000, 2001)[1] == Decimal("1.001")  # 1.0005
    assert gap(3, 2)[1] == Decimal("1.5")
    assert gap(3, 10)[1] == Decimal("3.333")
    assert gap("200", "200.1", kind="number")[1] == Decimal("1.001")  # 1.0005


@pytest.mark.parametrize(
    ("kind", "a", "b"),
    [
        pytest.param("count", "dozens", 471, id="a word without a figure"),
        pytest.param("count", "hundreds", "hundreds", id="two words without a figure"),
        pytest.param("count", 5, (DENIES, 5), id="a denial"),
        pytest.param("count", (DENIES, 5), (DENIES, 9), id="two denials"),
        pytest.param("count", 5, (DENIES,), id="a denial without a value"),
        pytest.param("count", 5, {"value": 9, "measure": "wounded"}, id="unlike"),
        pytest.param("yes-no", "yes", "no", id="answers"),
        pytest.param("choice", "x", "y", id="options"),
        pytest.param("names", ["Khost"], ["Kunar"], id="names"),
        pytest.param("text", "x", "y", id="texts"),
        pytest.param("time", "2025-10-12", (DENIES, "2025-10-12"), id="a denial of a time"),
    ],
)
def test_has_no_gap_and_so_no_between(kind, a, b):
    made = compared(kind, a, b)
    assert (made.gap, made.between) == (None, None)


def test_gap_of_an_agreement_is_zero_and_has_a_between():
    made = compared("count", 58, "at least 58")
    assert (made.gap.size, made.between) == (0, ("a", "b"))


def test_gap_of_times_is_a_duration_without_a_ratio():
    made = compared("time", "2025-10-11", "2025-10-12")
    assert (made.gap.duration, made.gap.ratio) == ("P1D", None)


# Measures


@each_row("kind", VALUES)
def test_positions_on_no_measure_in_common_are_unlike(kind):
    value = VALUES[kind][0]
    assert verdict(kind, value, {"value": value, "measure": "another"}) == "unlike"


def test_denial_without_a_value_is_unlike_across_measures():
    assert verdict("count", 5, {"stance": "denies", "measure": "wounded"}) == "unlike"


@pytest.mark.parametrize("measure", ["KILLED or wounded", " killed  or\twounded ", "\uff4billed or wounded"])
def test_measures_are_the_same_whatever_their_case_spacing_and_unicode_form(measure):
    said = [{"value": 5, "measure": "killed or wounded"}, {"value": 5, "measure": measure}]
    assert verdict("count", *said) == "agree"


def test_composed_and_decomposed_letters_are_the_same():
    said = [{"value": 5, "measure": "bless\u00e9s"}, {"value": 5, "measure": "blesse\u0301s"}]
    assert verdict("count", *said) == "agree"


def test_measure_of_the_question_is_the_measure_of_its_claims():
    assert verdict("count", 5, {"value": 5, "measure": "wounded"}, measure="wounded") == "agree"
    assert verdict("count", 5, {"value": 5, "measure": None}, measure="wounded") == "unlike"


def test_only_positions_with_the_same_measure_are_compared():
    claims = [
        {"party": "a", "value": 43, "measure": "killed or wounded"},
        {"party": "a", "value": 4},
        {"party": "b", "value": 4},
    ]
    assert row("count", *claims).verdict == "agree"


# Several positions


def positions(*said):
    """Return claims that all stand: one party, one day."""
    return [claim(party, value) for party, value in said]


def test_first_verdict_in_order_stands_where_several_positions_meet():
    made = row("count", *positions(("a", 5), ("a", "at least 3"), ("b", "at least 3")))
    assert made.verdict == "overlap"


def test_gap_of_a_pair_is_the_widest_of_those_that_have_its_verdict():
    made = row("count", *positions(("a", 3), ("a", 20), ("a", "at least 90"), ("b", "20 to 100")))
    assert (made.verdict, made.gap.size) == ("conflict", 17)


def test_wider_gap_of_another_verdict_does_not_count():
    made = row("count", *positions(("a", "more than 3"), ("b", 500), ("c", 3)))
    assert (made.verdict, made.gap.size, made.between) == ("conflict", 497, ("b", "c"))
    made = row("count", *positions(("a", "more than 3"), ("b", 500), ("c", "at least 4")))
    assert (made.verdict, made.gap.size, made.between) == ("overlap", 497, ("a", "b"))


# Rows of three and more


@each_row(
    ("said", "expected"),
    [
        ([5, 5, 5], "agree"),
        ([5, 5, 9], "conflict"),
        ([5, 5, "at least 3"], "overlap"),
        ([5, 5, {"value": 9, "measure": "wounded"}], "unlike"),
        ([5, 5, (DENIES, 9)], "compatible"),
        ([5, "at least 3", {"value": 9, "measure": "wounded"}, (DENIES, 9)], "overlap"),
        ([5, (DENIES, 9), {"value": 9, "measure": "wounded"}], "unlike"),
        ([5, {"stance": "declines"}, 5], "agree"),
        ([5, {"stance": "declines"}, {"stance": "cannot-say"}], "one-party"),
    ],
)
def test_first_verdict_that_any_pair_has_is_the_verdict_of_the_row(said, expected):
    assert verdict("count", *said) == expected


def test_every_two_accounts_with_positions_are_a_pair_in_party_order():
    made = compared("count", 5, {"stance": "declines"}, 9, 7)
    assert [pair.parties for pair in made.pairs] == [("a", "c"), ("a", "d"), ("c", "d")]


def test_order_of_the_parties_is_that_of_the_file_and_not_of_the_claims():
    made = row("count", ("d", 1), ("b", 2), parties="dcba")
    assert (list(made.accounts), made.between) == (["d", "b"], ("d", "b"))


def test_row_shows_the_widest_pair_among_those_that_have_its_verdict():
    made = compared("count", 5, 0, "at least 100", "more than 3")
    assert (made.verdict, made.gap.size, made.between) == ("conflict", 100, ("b", "c"))


def test_ties_go_to_the_first_in_party_order():
    assert compared("count", 5, 10, 0).between == ("b", "c")
    assert compared("count", 5, 10, 5).between == ("a", "b")
    assert compared("count", 10, 5, 5, 10).between == ("a", "b")


def test_pair_without_a_gap_gives_way_to_one_with_a_gap():
    made = compared("count", (DENIES,), 5, 5, 6)
    assert (made.verdict, made.gap.size, made.between) == ("conflict", 1, ("b", "d"))


def test_sentence_of_the_row_is_that_of_the_pair_it_shows():
    made = compared("count", 5, 10, 0)
    assert made.deciding == next(pair for pair in made.pairs if pair.parties == made.between)


def test_bare_denial_conflicts_with_each_that_asserts_and_with_no_other():
    made = compared("count", (DENIES,), 5, (DENIES, 7), (DENIES,))
    found = {pair.parties: pair.verdict for pair in made.pairs}
    assert {pair: found[pair] for pair in found if "a" in pair} == {
        ("a", "b"): "conflict",
        ("a", "c"): "compatible",
        ("a", "d"): "agree",
    }


def test_conflict_and_overlap_are_the_disagreements():
    assert DISAGREEMENTS == ("conflict", "overlap")


def test_verdicts_are_counted_in_their_order():
    made = compare(dataset({"kind": "count", "claims": [claim("a", 5), claim("b", 9)]}))
    counts = summary(made.events).verdicts
    assert list(counts) == list(VERDICTS)
    assert {verdict: count for verdict, count in counts.items() if count} == {"conflict": 1}


# Denials


@each_row(
    ("kind", "asserted", "denied", "expected"),
    [
        ("count", 5, "at least 3", "conflict"),
        ("count", "4 to 6", "3 to 7", "conflict"),
        ("count", "4 to 6", "4 to 6", "conflict"),
        ("count", "at least 5", "more than 4", "conflict"),
        ("count", "about 5", "4 to 6", "conflict"),
        ("count", "dozens", "some", "conflict"),
        ("count", "4 to 6", "5", "compatible"),
        ("count", "4 to 6", "5 to 9", "compatible"),
        ("count", "at least 5", "5 to 1,000", "compatible"),
        ("count", "some", "dozens", "compatible"),
        ("number", "more than 5", "at least 5", "conflict"),
        ("number", "at least 5", "more than 5", "compatible"),
        ("number", "less than 5", "at most 5", "conflict"),
        ("number", "at most 5", "less than 5", "compatible"),
        ("number", "less than 5", "less than 5", "conflict"),
        ("number", "more than 5", "more than 5", "conflict"),
        ("number", "nearly 100", "90 to 100", "conflict"),
        ("number", "90 to 100", "nearly 100", "compatible"),
        ("names", ["Khost", "Kunar"], ["Khost", "Kunar", "Paktia"], "conflict"),
        ("names", ["Khost", "Kunar"], ["Khost"], "compatible"),
        ("names", ["Khost", "Kunar"], ["Paktia"], "compatible"),
        ("time", "2025-10-12T06:00", "2025-10-12", "conflict"),
        ("time", "2025-10-12", "2025-10-12T06:00", "compatible"),
    ],
)
def test_denial_conflicts_where_it_leaves_nothing_of_what_the_other_asserts(kind, asserted, denied, expected):
    assert verdict(kind, asserted, (DENIES, denied)) == expected
    assert verdict(kind, (DENIES, denied), asserted) == expected


@each_row(
    ("a", "b", "expected"),
    [
        (58, "58 to 58", "agree"),
        ("130 to 170", "between 130 and 170", "agree"),
        (58, "at least 58", "compatible"),
        ("fewer than 1", 0, "compatible"),
        (58, "at most 5", "compatible"),
        ("hundreds", "hundreds", "agree"),
        ("hundreds", "at least 100", "compatible"),
    ],
)
def test_two_denials_agree_on_the_same_interval_and_stated_figure_and_never_conflict(a, b, expected):
    assert verdict("count", (DENIES, a), (DENIES, b)) == expected
    assert verdict("count", (DENIES, b), (DENIES, a)) == expected


def test_denying_yes_is_asserting_no():
    assert verdict("yes-no", "no", (DENIES, "yes")) == "agree"
    assert verdict("yes-no", "no", (DENIES, "no")) == "conflict"
    assert verdict("yes-no", (DENIES, "no"), (DENIES, "yes")) == "conflict"


def test_bare_denial_of_a_text_is_open():
    assert verdict("text", "They fired.", (DENIES,)) == "open"


# Names


def test_names_are_the_same_whatever_their_case_spacing_order_and_repetition():
    assert verdict("names", ["Khost", "Kunar"], ["KUNAR", " khost", "Khost"]) == "agree"


def test_pair_of_names_tells_what_each_alone_names_and_what_both_do():
    (pair,) = compared("names", ["Khost", "Kunar", "Paktia"], ["kunar", "Zabul"]).pairs
    assert (pair.split, pair.gap) == ((["Khost", "Paktia"], ["Zabul"], ["Kunar"]), None)


@pytest.mark.parametrize("other", [(DENIES, ["Khost"]), (DENIES,), {"value": ["Khost"], "measure": "districts"}])
def test_pair_in_which_not_both_assert_names_of_one_measure_tells_none(other):
    (pair,) = compared("names", ["Khost"], other).pairs
    assert pair.split is None


def test_pair_of_another_kind_tells_no_names():
    (pair,) = compared("count", 5, 9).pairs
    assert pair.split is None


# Rows


def test_claims_of_one_subject_and_scope_are_one_row():
    made = rows("count", ("a", 5), ("b", 9), ("a", 7))
    assert [(one.subject, one.scope) for one in made] == [(None, None)]


def test_row_is_split_by_subject():
    claims = [{"party": "a", "value": 5, "subject": "b"}, {"party": "b", "value": 9, "subject": "a"}]
    made = rows("count", *claims)
    assert [(one.subject, one.verdict) for one in made] == [("b", "one-party"), ("a", "one-party")]


def test_row_is_split_by_scope():
    claims = [
        ("a", 5),
        {"party": "b", "value": 9, "scope": "Helmand"},
        {"party": "a", "value": 9, "scope": "Helmand"},
    ]
    made = rows("count", *claims)
    assert [(one.scope, one.verdict) for one in made] == [(None, "one-party"), ("Helmand", "agree")]


def test_row_is_split_by_subject_and_scope_together():
    claims = [
        {"party": "a", "value": 5, "subject": subject, "scope": scope}
        for subject in ("a", "b")
        for scope in ("Helmand", "Khost")
    ]
    made = [(one.subject, one.scope) for one in rows("count", *claims)]
    assert made == [("a", "Helmand"), ("a", "Khost"), ("b", "Helmand"), ("b", "Khost")]


@pytest.mark.parametrize("scope", ["HELMAND province", " Helmand   province ", "\uff28elmand province"])
def test_scope_is_one_whatever_its_case_spacing_and_unicode_form_and_shown_as_first_written(scope):
    claims = [{"party": "a", "value": 5, "scope": "Helmand province"}, {"party": "b", "value": 5, "scope": scope}]
    (made,) = rows("count", *claims)
    assert (made.scope, made.verdict) == ("Helmand province", "agree")


def test_claims_that_do_not_differ_from_the_question_are_one_row():
    claims = [("a", 5), {"party": "b", "value": 5, "subject": "a", "scope": "Helmand"}]
    assert len(rows("count", *claims, subject="a", scope="Helmand")) == 1


def test_null_lifts_scope_and_subject_of_the_question():
    claims = [("a", 5), {"party": "b", "value": 5, "subject": None, "scope": None}]
    made = rows("count", *claims, subject="a", scope="Helmand")
    assert [(one.subject, one.scope) for one in made] == [("a", "Helmand"), (None, None)]


def test_accounts_of_other_rows_replace_nothing():
    claims = [
        {"party": "a", "value": 5, "stated": "2025-01-01"},
        {"party": "a", "value": 9, "stated": "2025-01-02", "scope": "Helmand"},
    ]
    assert [phrased.cell(one, "a") for one in rows("count", *claims)] == ["5", "9"]


def test_columns_are_the_parties_with_a_claim_in_the_event():
    made = compare(dataset({"kind": "count", "claims": [claim("c", 5), claim("a", {"stance": "declines"})]}))
    assert [party.id for party in made.events[0].parties] == ["a", "c"]


def test_every_kind_is_in_the_table():
    assert VALUES.keys() == KINDS.keys()
