"""The sentence of a row: it names every party, the verdict, the gap, and days where they differ."""

from datetime import date

import phrased
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phrased import claim, day, only_row
from rows import each_row

from borderclash.presenting.phrasing.answers import QuestionPhrasing
from borderclash.presenting.phrasing.days import in_words
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.presenting.phrasing.sentences import Sentences
from borderclash.values.time_points import days_of
from borderclash.values.times import stated_span

CAUSES = {id: id for id in ("strike", "rocket", "mine", "bomb", "fire", "gas")}


def why(*said, **more):
    """Return the sentence of the row of claims, each a tuple of party, value and, if need be, stance."""
    return phrased.why(only_row(*(claim(*one) for one in said), **more))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param(
            [("a", 169), ("p", 542), ("r", "over 700")],
            "Afghanistan says 169, Pakistan 542, unattributed reports over 700: at most one of them can be true; "
            "169 and over 700 are more than 531 apart (4.1 times).",
            id="three answers that shut each other out",
        ),
        pytest.param(
            [("a", 58), ("p", 58), ("q", 23)],
            "Afghanistan and Pakistan say 58, Qatar says 23: 35 apart (2.5 times), and at most one of them can be true.",
            id="who say the same are one answer",
        ),
        pytest.param([("a", 58), ("p", 58), ("q", 58)], "Afghanistan, Pakistan and Qatar all say 58.", id="agree"),
        pytest.param(
            [("a", 58), ("p", "at least 58"), ("q", 23)],
            "Afghanistan says 58, Pakistan at least 58, Qatar 23: not all of them can be true; "
            "58 and 23 are 35 apart (2.5 times).",
            id="not all: two of them can both be true",
        ),
        pytest.param(
            [("a", "about 200"), ("p", "around 200"), ("q", 300)],
            "Afghanistan says about 200, Pakistan around 200, Qatar 300: at most one of them can be true; "
            "about 200 and 300 are as stated 100 apart (1.5 times).",
            id="one answer in two wordings does not make it not all",
        ),
        pytest.param(
            [("a", 58), ("p", "at least 18"), ("q", "at least 40")],
            "Afghanistan says 58, Pakistan at least 18, Qatar at least 40: 58 and at least 18 are as stated 40 apart "
            "(3.2 times), yet any two of them can both be true.",
            id="overlap",
        ),
        pytest.param(
            [("a", 58), ("p", "dozens"), ("q", "several")],
            "Afghanistan says 58, Pakistan dozens, Qatar several: not the same, yet any two of them can both be true.",
            id="overlap of words",
        ),
        pytest.param(
            [("a", 58), ("p", "at least 58"), ("q", "at most 58")],
            "Afghanistan says 58, Pakistan at least 58, Qatar at most 58: the same figure, and all of them can be true.",
            id="agree on a figure in three ways",
        ),
        pytest.param(
            [("a", 115), ("p", None, "denies"), ("q", "127 to 150")],
            "Afghanistan says 115, Qatar 127 to 150, Pakistan denies both: at most one of them can be true; "
            "115 and 127 to 150 are at least 12 apart (1.1 times).",
            id="a denial is not lost behind a pair with a gap",
        ),
        pytest.param(
            [("a", 5), ("p", 6, "denies"), ("q", 7, "denies")],
            "Afghanistan says 5, Pakistan denies 6, Qatar denies 7: any two of them can stand side by side.",
            id="denials that stand beside an answer",
        ),
        pytest.param(
            [("a", 58), ("r", 18), ("r", 58), ("q", 18)],
            "Afghanistan and some unattributed reports say 58, Qatar and some unattributed reports say 18: "
            "40 apart (3.2 times), and at most one of them can be true.",
            id="voices with those who say the same",
        ),
        pytest.param(
            [("a", 58), ("p", 7), ("p", 8), ("q", 8)],
            "Afghanistan says 58, Pakistan 7, Pakistan and Qatar 8: at most one of them can be true; "
            "58 and 7 are 51 apart (8.3 times).",
            id="two positions, of which another party shares one",
        ),
        pytest.param(
            [("a", 1), ("p", None, "denies"), ("q", 4), ("r", 5), ("r", 6), ("k", 8)],
            "Afghanistan says 1, Kabul residents 8, and there are 4 other answers, one of them a denial: "
            "at most one of them can be true; 1 and 8 are 7 apart (8 times).",
            id="more answers than a sentence holds",
        ),
        pytest.param(
            [("a", 1), ("p", 3), ("q", 4), ("r", 5)],
            "Afghanistan says 1, Pakistan 3, Qatar 4, unattributed reports 5: at most one of them can be true; "
            "1 and 5 are 4 apart (5 times).",
            id="four answers are all told",
        ),
        pytest.param([("a", 32), ("p", 32), ("q", None, "declines")], "Afghanistan and Pakistan both say 32.", id="refusal"),
    ],
)  # fmt: skip
def test_every_party_that_takes_a_position_is_named(said, sentence):
    assert why(*said) == sentence


@each_row(
    ("said", "more", "sentence"),
    [
        (
            [("a", "strike"), ("p", "rocket"), ("q", "mine")],
            {"kind": "choice", "options": CAUSES},
            "Afghanistan says “strike”, Pakistan “rocket”, Qatar “mine”: at most one of them can be true.",
        ),
        (
            [("a", "strike"), ("p", "rocket"), ("q", "rocket", "denies")],
            {"kind": "choice", "options": CAUSES},
            "Afghanistan says “strike”, Pakistan “rocket”, Qatar denies “rocket”: not all of them can be true.",
        ),
        (
            [("a", "strike"), ("r", "rocket"), ("r", "mine"), ("k", "bomb"), ("k", "gas"), ("k", "fire")],
            {"kind": "choice", "options": CAUSES},
            "Afghanistan says “strike”, some unattributed reports “rocket”, and there are 4 other answers: "
            "at most one of them can be true.",
        ),
        (
            [("a", "yes"), ("p", "no"), ("q", "yes", "denies")],
            {"kind": "yes-no"},
            "Afghanistan says yes, Pakistan no, Qatar denies that it is so: not all of them can be true.",
        ),
        (
            [("a", ["Khost"]), ("p", ["Zabul", "Khost"]), ("q", ["khost", "Kunar"])],
            {"kind": "names"},
            "Afghanistan names Khost; Pakistan names Zabul, Khost; Qatar names khost, Kunar: "
            "the lists differ; all have Khost.",
        ),
        (
            [("a", ["Khost"]), ("p", ["Zabul", "Khost"]), ("q", ["Kunar"])],
            {"kind": "names"},
            "Afghanistan names Khost; Pakistan names Zabul, Khost; Qatar names Kunar: "
            "the lists differ; no name is in all of them.",
        ),
        ([("a", ["Khost"]), ("p", ["Khost"])], {"kind": "names"}, "Afghanistan and Pakistan both name Khost."),
        (
            [("a", "2025-10-11"), ("p", "2025-10-12"), ("q", "2025-10-14")],
            {"kind": "time"},
            "Afghanistan says 2025-10-11, Pakistan 2025-10-12, Qatar 2025-10-14: at most one of them can be true; "
            "2025-10-11 and 2025-10-14 are 3 days apart.",
        ),
        (
            [("a", "One."), ("p", "Two."), ("q", "Three.")],
            {"kind": "text"},
            "Afghanistan, Pakistan and Qatar each tell it in their own words: free text is not compared.",
        ),
        (
            [("a", "One."), ("p", None, "denies")],
            {"kind": "text"},
            "Afghanistan says “One.”, Pakistan denies it: free text is not compared.",
        ),
        (
            [("a", "One."), ("q", "Two."), ("p", "One.", "denies")],
            {"kind": "text"},
            "Afghanistan and Qatar each tell it in their own words, Pakistan denies “One.”: "
            "free text is not compared.",
        ),
    ],
)
def test_every_kind(said, more, sentence):
    assert why(*said, **more) == sentence


def test_a_denial_says_whose_claims_it_is_of():
    denial = claim("p", stance="denies", of="a")
    row = only_row(claim("a", 58), denial, claim("q", 58))
    assert phrased.cell(row, "p") == "denies what Afghanistan says"
    assert phrased.why(row).startswith("Afghanistan and Qatar say 58, Pakistan denies what Afghanistan says: ")
    both = {**denial, "of": ["a", "r"]}
    row = only_row(claim("a", 58), both, claim("r", 60))
    assert phrased.cell(row, "p") == "denies what Afghanistan and unattributed reports say"
    assert (
        phrased.cell(only_row(claim("r", 58), {**denial, "of": "r"}), "p")
        == "denies what unattributed reports say"
    )
    assert phrased.cell(only_row(claim("a", 58), claim("p", 58, "denies", of="a")), "p") == (
        "denies 58 (said by Afghanistan)"
    )


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ([claim("a", 58), claim("q", 58)], "Pakistan denies it: "),
        ([claim("a", 58), claim("q", 60)], "Pakistan denies both: "),
        ([claim("a", 58), claim("q", 60), claim("k", 61)], "Pakistan denies all of it: "),
    ],
)
def test_a_denial_says_how_much_it_denies(others, words):
    assert words in phrased.why(only_row(*others, claim("p", stance="denies")))


def test_two_measures_of_three_parties():
    seized, struck, more = (
        claim("a", 20, measure="seized"),
        claim("p", 20, measure="struck"),
        claim("q", "at least 20", measure="struck"),
    )
    assert phrased.why(only_row(seized, struck, claim("q", 20, measure="struck"))) == (
        "Afghanistan says 20 (seized), Pakistan and Qatar say 20 (struck): they do not speak of the same thing."
    )
    assert phrased.why(only_row(seized, struck, more)) == (
        "Afghanistan says 20 (seized), Pakistan 20 (struck), Qatar at least 20 (struck): "
        "not all of them speak of the same thing."
    )


def test_a_name_that_ends_with_a_digit_keeps_the_verb_before_a_figure():
    row = only_row(claim("a", 1), claim("p", 2), claim("q", 3))
    party = row.accounts["p"].party._replace(name="Group 31")
    row = row._replace(accounts={**row.accounts, "p": row.accounts["p"]._replace(party=party)})
    assert phrased.why(row).startswith("Afghanistan says 1, Group 31 says 2, Qatar 3: ")


def test_answers_with_a_note_are_marked_where_that_is_wanted():
    row = only_row(claim("a", 1, note="N"), claim("p", 1), claim("q", 3), claim("k", 4, note="N"))
    parties = {id: account.party for id, account in row.accounts.items()}
    told = Sentences(QuestionPhrasing(row.question, parties, notes=True)).of_row(row)
    assert told.startswith("Afghanistan and Pakistan say 1 [note], Qatar 3, Kabul residents 4 [note]: ")
    assert "[note]" not in RowPhrasing(row).why


@each_row(
    ("a", "b", "words"),
    [
        (169, "over 700", "more than 531 apart (4.1 times)"),
        ("over 700", 169, "more than 531 apart (4.1 times)"),
        ("at least 80", 11, "at least 69 apart (7.3 times)"),
        ("at most 50", "at least 500", "at least 450 apart (10 times)"),
        ("fewer than 50", 300, "more than 250 apart (6 times)"),
        ("130 to 170", 300, "at least 130 apart (1.77 times)"),
        ("nearly 100", 120, "more than 20 apart (1.2 times)"),
        ("nearly 100", 50, "as stated 50 apart (2 times)"),
        ("about 200", 300, "as stated 100 apart (1.5 times)"),
        (58, "at least 18", "as stated 40 apart (3.2 times)"),
        (58, 23, "35 apart (2.5 times)"),
        (0, 300, "300 apart"),
        ("dozens", 9, ""),
        ("fewer than 100", "100 to 300", ""),
    ],
)
def test_a_gap_is_told_with_the_room_that_bounds_leave(a, b, words):
    sentence = why(("a", a), ("p", b))
    assert words in sentence
    if not words:
        assert "apart" not in sentence
    elif words[0].isdigit():
        assert f": {words}" in sentence


def test_an_open_bound_of_a_number_leaves_more_room():
    assert "more than 20.2 apart" in why(("a", "51.2"), ("p", "less than 31"), kind="number", unit="%")


# Days


def test_positions_of_different_days_have_their_days():
    said = (
        claim("a", 169, stated="2005-05-17"),
        claim("p", 542, stated="2005-05-19"),
        claim("r", "over 700", stated="2005-06-02"),
    )
    row = only_row(*said)
    assert phrased.why(row).startswith(
        "Afghanistan (17 May) says 169, Pakistan (19 May) 542, unattributed reports (2 June 2005) over 700: "
    )
    assert phrased.why_pairs(row)[0].startswith("Afghanistan (17 May) says 169, Pakistan (19 May 2005) says 542: ")


def test_positions_of_one_day_have_none():
    said = claim("a", 58, stated="2005-05-17T09:00"), claim("p", 23, stated="2005-05-17")
    assert phrased.why(only_row(*said)).startswith("Afghanistan says 58, Pakistan says 23: ")


def test_who_say_the_same_on_different_days_have_each_its_day():
    said = claim("a", 58, stated=day(1)), claim("p", 58, stated=day(2))
    assert phrased.why(only_row(*said)) == "Afghanistan (1 June) and Pakistan (2 June 2020) both say 58."


def test_what_has_no_date_has_no_day():
    said = claim("a", 58, stated=day(1)), claim("p", 23, stated=day(2)), claim("q", 7)
    assert phrased.why(only_row(*said)).startswith(
        "Afghanistan (1 June) says 58, Pakistan (2 June 2020) 23, Qatar 7: "
    )
    assert phrased.why(only_row(said[0], said[2])).startswith("Afghanistan says 58, Qatar says 7: ")


def test_voices_have_each_its_day():
    said = claim("r", 18, stated=day(1)), claim("r", 20, stated=day(2)), claim("a", 7, stated=day(2))
    assert phrased.why(only_row(*said)).startswith(
        "Afghanistan (2 June) says 7, some unattributed reports (1 June) 18, others (2 June 2020) 20: "
    )


def test_days_are_those_of_the_answers_that_are_told():
    said = [claim("a", 1, stated=day(1)), *(claim("r", n, stated=day(n)) for n in range(2, 9))]
    said.append(claim("q", 5, stated="2021-01-01"))
    assert phrased.why(only_row(*said)).startswith(
        "Afghanistan (1 June) says 1, some unattributed reports (8 June 2020) 8, and there are 6 other answers: "
    )


def test_positions_of_one_party_of_different_days_are_told_apart():
    wounded = claim("p", 43, measure="wounded", stated=day(1))
    said = wounded, claim("p", 35, stated=day(2)), claim("a", 4, stated=day(2))
    assert phrased.why(only_row(*said)).startswith(
        "Afghanistan (2 June) says 4, Pakistan (1 June) 43 (wounded), Pakistan (2 June 2020) also 35: "
    )


def a_stretch(first, last):
    return date.fromisoformat(first), date.fromisoformat(last)


@each_row(
    ("first", "last", "words"),
    [
        ("2020-06-16", "2020-06-16", "16 June 2020"),
        ("2020-06-01", "2020-06-30", "June 2020"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2020-06-01", "2020-06-29", "1 to 29 June 2020"),
        ("2020-01-01", "2020-12-31", "2020"),
        ("2019-01-01", "2020-12-31", "2019 to 2020"),
        ("2020-06-10", "2020-06-20", "10 to 20 June 2020"),
        ("2020-05-30", "2020-06-02", "30 May to 2 June 2020"),
        ("2019-12-30", "2020-01-02", "30 December 2019 to 2 January 2020"),
        ("9999-12-31", "9999-12-31", "31 December 9999"),
        ("9999-12-01", "9999-12-31", "December 9999"),
    ],
)
def test_day_in_words(first, last, words):
    assert [days.words for days in in_words([a_stretch(first, last)])] == [words]


def test_the_year_stands_once_where_all_days_share_it():
    june, july = a_stretch("2020-06-16", "2020-06-16"), a_stretch("2020-07-01", "2020-07-31")
    assert [days.words for days in in_words([june, july])] == ["16 June", "July 2020"]
    year_later = a_stretch("2021-01-01", "2021-01-01")
    assert [days.words for days in in_words([june, year_later])] == ["16 June 2020", "1 January 2021"]


@given(st.dates(), st.sampled_from(["UTC", "Asia/Kabul", "America/New_York", "Pacific/Kiritimati"]))
def test_a_day_as_stated_is_told_as_that_day(stated, timezone):
    assert days_of(stated_span(stated.isoformat(), timezone), timezone) == (stated, stated)


@each_row(
    ("stated", "first", "last"),
    [
        ("2020-06-16T23:59", "2020-06-16", "2020-06-16"),
        ("2020-06-16T23:59Z", "2020-06-17", "2020-06-17"),
        ("2020-06", "2020-06-01", "2020-06-30"),
        ("2020-06-10/2020-06-20", "2020-06-10", "2020-06-20"),
    ],
)
def test_days_are_those_of_the_zone_of_the_event(stated, first, last):
    assert days_of(stated_span(stated, "Asia/Kabul"), "Asia/Kabul") == a_stretch(first, last)


@each_row(
    ("a", "b", "words"),
    [
        ("2025-10-11", "2025-10-12", ": 1 day apart, and"),
        ("2025-07-24T07:35", "2025-07-24T08:20", ": 45 minutes apart, and"),
        ("2025-06", "2025-07-03", ": at least 3 days apart, and"),
        ("before 2025-10-11", "2025-10-12", ": more than 1 day apart, and"),
        ("by 2025-10-11", "2025-10-12", ": at least 1 day apart, and"),
        ("about 2025-10-11", "2025-10-14", ": as stated 3 days apart, and"),
        ("after 2025-10-11", "2025-10-14", ": as stated 3 days apart, yet"),
        ("2025-10-11T12:00", "2025-10-12", ": at least 12 hours apart, and"),
        ("2025-10-11", "about 2025-10-11", ": the same time, and both can be true"),
    ],
)
def test_a_gap_of_times_is_told_with_the_room_that_they_leave(a, b, words):
    assert words in why(("a", a), ("p", b), kind="time")
    assert words in why(("a", b), ("p", a), kind="time")


# Running totals


def total(party, value, number, **more):
    return claim(party, value, stated=day(number), **more)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param(
            [total("a", 104, 16), total("p", 115, 18)],
            "Afghanistan counts 104 up to 16 June, Pakistan 115 up to 18 June 2020: 11 more, two days later; "
            "both hold if the toll grew by that.",
            id="grew",
        ),
        pytest.param(
            [total("p", 115, 18), total("a", 104, 16)],
            "Afghanistan counts 104 up to 16 June, Pakistan 115 up to 18 June 2020: 11 more, two days later; "
            "both hold if the toll grew by that.",
            id="the earlier one first",
        ),
        pytest.param(
            [total("a", 115, 16), total("p", 104, 18)],
            "Afghanistan counts 115 up to 16 June, Pakistan 104 up to 18 June 2020: 11 fewer, two days later; "
            "since a toll does not fall, at most one of them can be true.",
            id="fell",
        ),
        pytest.param(
            [total("a", 120, 16), total("p", 110, 18), total("a", 200, 25)],
            "Afghanistan counts 120 up to 16 June, Pakistan 110 up to 18 June 2020: 10 fewer, two days later; "
            "since a toll does not fall, at most one of them can be true.",
            id="an earlier figure decides",
        ),
        pytest.param(
            [total("a", 104, 16), total("p", 112, 16)],
            "Afghanistan counts 104, Pakistan 112, both up to 16 June 2020: 8 apart (1.08 times), "
            "and at most one of them can be true.",
            id="one day",
        ),
        pytest.param(
            [total("a", 118, 16), total("p", 118, 16)],
            "Afghanistan and Pakistan both count 118 up to 16 June 2020.",
            id="the same on one day",
        ),
        pytest.param(
            [total("a", 118, 16), total("p", 118, 18)],
            "Afghanistan counts 118 up to 16 June, Pakistan 118 up to 18 June 2020: the same figure, "
            "and both can be true.",
            id="the same on two days",
        ),
        pytest.param(
            [total("a", "more than 400", 17), total("p", 450, 18)],
            "Afghanistan counts more than 400 up to 17 June, Pakistan 450 up to 18 June 2020: 50 more, one day later, "
            "yet both can be true.",
            id="nothing has to grow",
        ),
        pytest.param(
            [claim("a", 115), total("p", 104, 18)],
            "Afghanistan counts 115, Pakistan 104 up to 18 June 2020: 11 apart (1.11 times), yet both can be true, "
            "as it is not known which is the later.",
            id="undated",
        ),
        pytest.param(
            [claim("a", 120, stated="2020-06"), claim("p", 104, stated="2020-06")],
            "Afghanistan counts 120 up to June, Pakistan 104 up to June 2020: 16 apart (1.15 times), "
            "yet both can be true, as it is not known which is the later.",
            id="one month",
        ),
        pytest.param(
            [claim("a", 104, stated="2020-06-16T12:00"), claim("p", 112, stated="2020-06-16T20:00")],
            "Afghanistan counts 104, Pakistan 112, both up to 16 June 2020: 8 more, later that day; "
            "both hold if the toll grew by that.",
            id="by the clock",
        ),
        pytest.param(
            [claim("a", "about 1600", stated="2005-10-01"), claim("p", 4047, stated="2005-12-04")],
            "Afghanistan counts about 1,600 up to 1 October, Pakistan 4,047 up to 4 December 2005: 2,447 more, "
            "two months later; both hold if the toll grew by that.",
            id="months",
        ),
        pytest.param(
            [claim("a", 10, stated="2001"), claim("p", 4047, stated="2005-12-04")],
            "Afghanistan counts 10 up to 2001, Pakistan 4,047 up to 4 December 2005: 4,037 more, three years later; "
            "both hold if the toll grew by that.",
            id="years",
        ),
        pytest.param(
            [total("a", 104, 16), total("p", 115, 18), total("q", 110, 20)],
            "Afghanistan counts 104 up to 16 June, Pakistan 115 up to 18 June, Qatar 110 up to 20 June 2020: "
            "not all of them can be true; 115 up to 18 June and 110 up to 20 June 2020 are 5 apart (1.05 times).",
            id="three",
        ),
        pytest.param(
            [total("a", 104, 16), total("p", 115, 18), total("q", 120, 20)],
            "Afghanistan counts 104 up to 16 June, Pakistan 115 up to 18 June, Qatar 120 up to 20 June 2020: "
            "104 up to 16 June and 120 up to 20 June 2020 are 16 apart (1.15 times), "
            "yet any two of them can both be true, as a toll grows.",
            id="three that may all hold",
        ),
    ],
)  # fmt: skip
def test_running_totals_are_told_with_their_days(said, sentence):
    assert phrased.why(only_row(*said, cumulative=True)) == sentence


def test_of_many_running_totals_those_that_decide_are_told_by_their_parties():
    said = [
        total(party, value, number)
        for number, (party, value) in enumerate(zip("apqrk", (9, 8, 7, 6, 5), strict=True), 1)
    ]
    said.append(total("a", 20, 25))
    assert phrased.why(only_row(*said, cumulative=True)) == (
        "Afghanistan counts 20 up to 25 June, Kabul residents 5 up to 5 June 2020, and there are 3 other answers: "
        "not all of them can be true; 9 up to 1 June and 5 up to 5 June 2020 are 4 apart (1.8 times)."
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param(
            [total("p", 115, 18), total("a", None, 20, stance="denies", of=("p",))],
            "Pakistan counts 115 up to 18 June, Afghanistan (20 June 2020) denies what Pakistan says: "
            "at most one of them can be true.",
            id="of a party",
        ),
        pytest.param(
            [total("a", 115, 18), total("p", None, 18, stance="denies")],
            "Afghanistan counts 115 up to 18 June, Pakistan (18 June 2020) denies it: "
            "at most one of them can be true.",
            id="on the same day",
        ),
        pytest.param(
            [total("a", 115, 18), total("p", None, 20, stance="denies"), total("q", None, 20, stance="denies")],
            "Afghanistan counts 115 up to 18 June, Pakistan (20 June) and Qatar (20 June 2020) deny it: "
            "at most one of them can be true.",
            id="by two",
        ),
    ],
)  # fmt: skip
def test_what_a_denial_of_running_totals_is_of_is_not_counted_up_to_its_day(said, sentence):
    assert phrased.why(only_row(*said, cumulative=True)) == sentence


def test_who_alone_has_a_running_total_is_told_with_its_day():
    assert phrased.why(only_row(total("a", 104, 16), cumulative=True)) == (
        "Only Afghanistan speaks to this: 104 up to 16 June 2020."
    )


# Wordings


def test_the_wording_that_decides_is_told():
    said = claim("a", 58, id="first"), claim("a", "at least 60", restates="first"), claim("p", 66)
    row = only_row(*said)
    assert phrased.cell(row, "a") == "58 (also reported as at least 60)"
    assert phrased.why(row) == (
        "Afghanistan says at least 60, Pakistan says 66: as stated 6 apart (1.1 times), yet both can be true."
    )
    assert phrased.why(only_row(*said[:2])) == (
        "Only Afghanistan speaks to this: 58 (also reported as at least 60)."
    )


def test_a_wording_in_the_same_words_is_not_told():
    said = claim("a", 58, id="first"), claim("a", 58, restates="first", stated=day(2))
    assert phrased.cell(only_row(*said), "a") == "58"


def test_wordings_of_what_does_not_stand_are_no_history():
    said = (
        claim("a", 58, id="first", stated=day(1)),
        claim("a", "at least 58", restates="first", stated=day(2)),
        claim("a", 70, stated=day(5)),
    )
    assert phrased.cell(only_row(*said), "a") == "70, earlier 58"


def test_a_statement_is_as_old_as_its_oldest_wording():
    said = (
        claim("a", 58, id="first", stated=day(16)),
        claim("a", "at least 60", restates="first", stated=day(17)),
        claim("p", 66, stated=day(16)),
    )
    assert phrased.why(only_row(*said)).startswith("Afghanistan says at least 60, Pakistan says 66: ")
    later = claim("p", 66, stated=day(18))
    assert phrased.why(only_row(*said[:2], later)).startswith(
        "Afghanistan (16 June) says at least 60, Pakistan (18 June 2020) says 66: "
    )


@pytest.mark.parametrize("party", ["a", "r"])
def test_answers_of_one_party_that_shut_each_other_out_are_not_said_to_be_compatible(party):
    own = claim(party, 58), claim(party, 60)
    assert phrased.why(only_row(*own, claim("p", "at least 50"))).endswith(
        "yet any two of different parties can both be true."
    )
    assert phrased.why(only_row(*own, claim("p", 70, "denies"))).endswith(
        "any two of different parties can stand side by side."
    )
    alike = claim(party, 58), claim(party, "at least 55"), claim("p", "at least 50")
    assert phrased.why(only_row(*alike)).endswith("yet any two of them can both be true.")


def test_voices_that_count_more_on_a_later_day_shut_nothing_out():
    voices = claim("r", 58, stated=day(1)), claim("r", 60, stated=day(2)), claim("p", "at least 50", stated=day(2))
    assert "yet any two of them can both be true" in phrased.why(only_row(*voices, cumulative=True))


def test_what_only_one_speaks_of_is_no_part_of_what_they_agree_on():
    killed, wounded = {"measure": "killed"}, {"measure": "wounded"}
    assert phrased.why(
        only_row(claim("a", 23, **killed), claim("a", 40, **wounded), claim("p", 23, **killed))
    ) == (
        "Afghanistan and Pakistan say 23 (killed), Afghanistan says 40 (wounded): "
        "they agree where they speak of the same thing."
    )
    denied = claim("a", "air-strike"), claim("a", "rocket", "denies"), claim("p", "air-strike")
    assert phrased.why(only_row(*denied, kind="choice", options=phrased.OPTIONS)).endswith(": the answers agree.")
    same = claim("a", "no"), claim("p", "yes", "denies")
    assert phrased.why(only_row(*same, kind="yes-no")).endswith(": the same answer.")


def test_a_wording_that_leaves_room_does_not_make_it_at_most_one():
    wordings = claim("a", 58, id="first"), claim("a", "at least 60", restates="first")
    assert phrased.why(only_row(*wordings, claim("p", 66), claim("q", 55))).endswith(
        "not all of them can be true; 66 and 55 are 11 apart (1.2 times)."
    )


def test_one_more_answer_is_one():
    total = [claim("a", value, stated=day(2)) for value in ("at least 50", "dozens", "about 60", "50 to 70")]
    told = phrased.why(
        only_row(*total, claim("p", 60, stated=day(2)), claim("q", "several", stated=day(2)), cumulative=True)
    )
    assert "and there is one other answer, all up to" in told


def test_the_earlier_figures_of_a_running_total_that_decide_are_told():
    words = [claim("a", "hundreds", stated=day(1)), claim("a", "dozens", stated=day(3))]
    told = phrased.why(
        only_row(*words, claim("p", 90, stated=day(2)), claim("q", 95, stated=day(3)), cumulative=True)
    )
    assert told.endswith("; hundreds up to 1 June and 90 up to 2 June 2020 shut each other out.")
    denied = claim("a", "at least 60", "denies", stated=day(1)), claim("a", 60, stated=day(2))
    total = claim("p", "at least 60", stated=day(1)), claim("p", 61, stated=day(3))
    assert phrased.why(only_row(*denied, *total, cumulative=True)).endswith(
        ": not all of them can be true; the denial of at least 60 up to 1 June and at least 60 up to 1 June 2020 "
        "shut each other out."
    )


def test_figures_that_agree_as_of_a_day_are_not_said_to_be_the_last():
    grown = claim("a", 58, stated=day(1)), claim("p", 58, stated=day(1)), claim("p", 70, stated=day(3))
    told = phrased.why(only_row(*grown, claim("q", 58, stated=day(1)), cumulative=True))
    assert told == (
        "Afghanistan and Qatar count 58 up to 1 June, Pakistan 70 up to 3 June 2020: "
        "any two agree as of the last day that both have reached."
    )


def test_a_figure_given_twice_is_one_answer():
    twice = claim("p", 60, stated=day(3)), claim("p", 60, stated=day(3))
    said = claim("a", 58, stated=day(1)), claim("p", 58, stated=day(1)), *twice
    assert (
        phrased.why(only_row(*said, cumulative=True))
        == "Afghanistan and Pakistan both count 58 up to 1 June 2020."
    )


def test_last_figures_that_can_all_be_true_are_not_said_to_shut_each_other_out():
    series = claim("a", 120, stated=day(1)), claim("a", 200, stated=day(9))
    said = *series, claim("p", 110, stated=day(2)), claim("q", 100, stated=day(2))
    assert phrased.why(only_row(*said, cumulative=True)) == (
        "Afghanistan counts 200 up to 9 June, Pakistan 110 up to 2 June, Qatar 100 up to 2 June 2020: not all of them "
        "can be true; 120 up to 1 June and 100 up to 2 June 2020 are 20 apart (1.2 times)."
    )
