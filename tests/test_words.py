"""Words: what the cells show, and the sentence that says why a verdict stands."""

from decimal import Decimal

import phrased
import pytest
from build import dataset
from hypothesis import given
from hypothesis import strategies as st
from phrased import OPTIONS, claim, day, only_row, table
from rendered import rendered
from rows import each_row

from borderclash.comparing.rows import compare
from borderclash.model import Party
from borderclash.presenting.phrasing.names import Speaker
from borderclash.presenting.phrasing.numbers import ratio_words
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.values import Gap
from borderclash.values.names import listed
from borderclash.values.times import TimeGap


def cell(*claims, **more):
    """Return the text of the cell of one party's claims, each made by `said`."""
    return phrased.cell(only_row(*(claim("a", **said) for said in claims), **more), "a")


def said(value=None, on=None, **more):
    return {"value": value, "stated": on and day(on), **more}


def why(*claims, **more):
    """Return the sentence of the row of claims, each a tuple of party, value and, if need be, stance."""
    return phrased.why(only_row(*(claim(*one) for one in claims), **more))


# Cells


@pytest.mark.parametrize(
    ("claims", "text"),
    [
        pytest.param([said(58)], "58", id="a figure"),
        pytest.param([said(1300)], "1,300", id="a bare integer gets commas"),
        pytest.param([said("about  1300")], "about 1,300", id="a figure as written, with commas"),
        pytest.param([said(15, 1), said(23, 2)], "23, earlier 15", id="history"),
        pytest.param([said(3, 1), said(15, 2), said(23, 3)], "23, earlier 3, then 15", id="history in order"),
        pytest.param([said(3, 1), said(20, 1)], "3 / 20", id="several standing positions"),
        pytest.param([said(1, 1), said(3, 2), said(20, 2)], "3 / 20, earlier 1", id="several and history"),
        pytest.param([said(3, 1), said(3, 1)], "3", id="the same twice"),
        pytest.param([said(23, 1), said(23, 2)], "23", id="repeated later"),
        pytest.param([said(300, 1), said(stance="declines", on=2)], "300; later declined", id="later declined"),
        pytest.param(
            [said(300, 1), said(stance="cannot-say", on=2)], "300; later cannot say", id="later cannot say"
        ),
        pytest.param(
            [said(stance="declines", on=1), said(300, 2)], "300, earlier declined", id="earlier declined"
        ),
        pytest.param([said(300, 1), said(stance="declines", on=1)], "300; also declined", id="unordered declined"),
        pytest.param([said(stance="declines")], "declined", id="declined"),
        pytest.param([said(stance="cannot-say")], "cannot say", id="cannot say"),
        pytest.param(
            [said(stance="declines", on=1), said(stance="cannot-say", on=2)],
            "cannot say, earlier declined",
            id="cannot say after declining",
        ),
        pytest.param([said(6, stance="denies")], "denies 6", id="a denial"),
        pytest.param([said("at least 6", stance="denies")], "denies at least 6", id="denial of a bound"),
        pytest.param([said(5, 1), said(6, 1, stance="denies")], "5 / denies 6", id="figure and denial"),
        pytest.param([said(5, 1), said(5, 2, stance="denies")], "denies 5, earlier 5", id="denial after a figure"),
        pytest.param([said(5, 1), said(6, 2, stance="denies")], "5 / denies 6", id="figure and denial of another"),
        pytest.param([said(stance="withdraws")], "withdrawn", id="withdrawn"),
        pytest.param(
            [said(45, 1), said(stance="withdraws", on=2)], "withdrawn, earlier 45", id="withdrawn figure"
        ),
        pytest.param(
            [said(3, 1), said(45, 2), said(stance="withdraws", on=3)],
            "withdrawn, earlier 3, then 45",
            id="withdrawn after a revision",
        ),
        pytest.param(
            [said(45, 1), said(stance="withdraws", on=2), said(50, 3)],
            "50, earlier 45 (withdrawn)",
            id="a new figure after withdrawing",
        ),
        pytest.param(
            [said(45, 1), said(stance="withdraws", on=2), said(stance="declines", on=3)],
            "declined, earlier 45 (withdrawn)",
            id="declined after withdrawing",
        ),
        pytest.param([said(18, hedge="believed")], "18 (believed)", id="hedge"),
        pytest.param([said(18, measure="killed or wounded")], "18 (killed or wounded)", id="own measure"),
        pytest.param(
            [said(18, measure="killed or wounded", hedge="believed")],
            "18 (killed or wounded; believed)",
            id="own measure and hedge",
        ),
        pytest.param([said(6, stance="denies", hedge="believed")], "denies 6 (believed)", id="hedged denial"),
        pytest.param(
            [said(43, 1, measure="killed or wounded"), said(4, 2)], "43 (killed or wounded) / 4", id="two measures"
        ),
        pytest.param(
            [said(15, 1, hedge="believed"), said(23, 2)], "23, earlier 15 (believed)", id="hedged history"
        ),
        pytest.param([said("dozens")], "dozens", id="a vague word is never given a figure"),
    ],
)
def test_cell(claims, text):
    assert cell(*claims) == text


def test_cell_without_a_claim_has_no_text():
    assert [phrased.cell(row, "p") for row in table(claim("a", 5), claim("p", 6, scope="Helmand"))] == [None, "6"]


def test_measure_of_the_question_is_not_repeated_in_the_cell():
    assert cell(said(18, measure="Killed"), measure="killed") == "18"


def test_cell_of_a_lifted_measure_does_not_look_like_one_of_the_question():
    row = only_row(claim("a", 18), claim("p", 18, measure=None), measure="killed")
    assert row.verdict == "unlike"
    assert phrased.cell(row, "a") != phrased.cell(row, "p")


@each_row(
    ("kind", "value", "text"),
    [
        ("number", "51.20", "51.20"),
        ("yes-no", "yes", "yes"),
        ("choice", "air-strike", "an air strike"),
        ("names", ["Khost", "Kunar"], "Khost, Kunar"),
        ("names", ["Khost", "Kunar, north"], "Khost, “Kunar, north”"),
        ("time", "2025-10-12T00:30", "2025-10-12 00:30"),
        ("text", "The  convoy\nwas hit.", "The convoy was hit."),
    ],
)
def test_cell_of_each_kind(kind, value, text):
    more = {"options": OPTIONS} if kind == "choice" else {}
    assert cell(said(value), kind=kind, **more) == text


def test_earlier_names_and_texts_are_set_off_by_semicolons():
    assert cell(said(["Khost"], 1), said(["Kunar", "Zabul"], 2), kind="names") == "Kunar, Zabul; earlier Khost"


def test_pooled_voices_stand_side_by_side():
    row = only_row(claim("r", 43, stated=day(1)), claim("r", 45, stated=day(2)))
    assert phrased.cell(row, "r") == "43 / 45"


def test_declining_between_two_positions_is_not_called_later():
    text = cell(said(1, 1, measure="wounded"), said(stance="declines", on=3), said(5, 5))
    assert text.startswith("1 (wounded) / 5")
    assert "later" not in text


def test_remark_of_unknown_time_is_not_called_earlier():
    text = cell(said(300), said(stance="declines", on=1), said(stance="cannot-say", on=2))
    assert "earlier" not in text


# The sentence for each verdict


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        pytest.param(
            [("a", 58), ("p", 23)],
            "Afghanistan says 58, Pakistan says 23: 35 apart (2.5 times), and at most one of them can be true.",
            id="conflict",
        ),
        pytest.param(
            [("a", 58), ("r", "at least 18")],
            "Afghanistan says 58, unattributed reports say at least 18: "
            "as stated 40 apart (3.2 times), yet both can be true.",
            id="overlap",
        ),
        pytest.param(
            [("a", 58), ("p", "at least 58")],
            "Afghanistan says 58, Pakistan says at least 58: the same figure, and both can be true.",
            id="agree on a figure told in two ways",
        ),
        pytest.param([("a", 58), ("p", 58)], "Afghanistan and Pakistan both say 58.", id="agree"),
        pytest.param(
            [("a", 58), ("r", 58)], "Afghanistan and unattributed reports both say 58.", id="agree, pooled"
        ),
        pytest.param(
            [("a", "nearly 100"), ("p", 100)],
            "Afghanistan says nearly 100, Pakistan says 100: at most one of them can be true.",
            id="conflict without a distance",
        ),
        pytest.param(
            [("a", 150), ("p", "130 to 170")],
            "Afghanistan says 150, Pakistan says 130 to 170: not the same, yet both can be true.",
            id="overlap without a distance",
        ),
        pytest.param(
            [("a", "dozens"), ("p", 471)],
            "Afghanistan says dozens, Pakistan says 471: not the same, yet both can be true.",
            id="overlap with a vague word",
        ),
        pytest.param(
            [("a", 0), ("p", 300)],
            "Afghanistan says 0, Pakistan says 300: 300 apart, and at most one of them can be true.",
            id="conflict without a ratio",
        ),
        pytest.param(
            [("a", 6), ("p", 6, "denies")],
            "Afghanistan says 6, Pakistan denies 6: at most one of them can be true.",
            id="conflict with a denial",
        ),
        pytest.param(
            [("a", 6), ("p", None, "denies")],
            "Afghanistan says 6, Pakistan denies it: at most one of them can be true.",
            id="conflict with a bare denial",
        ),
        pytest.param(
            [("a", 6), ("r", None, "denies")],
            "Afghanistan says 6, unattributed reports deny it: at most one of them can be true.",
            id="conflict with a bare denial, pooled",
        ),
        pytest.param(
            [("a", 5), ("p", 6, "denies")],
            "Afghanistan says 5, Pakistan denies 6: the one can stand beside the other.",
            id="compatible",
        ),
        pytest.param(
            [("a", 6, "denies"), ("p", 6, "denies")],
            "Afghanistan and Pakistan both deny 6.",
            id="agree in denying",
        ),
        pytest.param(
            [("a", None, "denies"), ("p", None, "denies")],
            "Afghanistan and Pakistan both deny it.",
            id="agree in denying whatever others assert",
        ),
        pytest.param(
            [("a", 58), ("p", None, "declines"), ("q", None, "cannot-say")],
            "Only Afghanistan takes a position (58); Pakistan declined, Qatar cannot say.",
            id="one-party",
        ),
        pytest.param(
            [("r", "at least 18")],
            "Only unattributed reports speak to this: at least 18.",
            id="one-party, pooled",
        ),
        pytest.param(
            [("a", None, "declines"), ("p", None, "cannot-say")],
            "Nobody takes a position: Afghanistan declined, Pakistan cannot say.",
            id="unanswered",
        ),
    ],
)
def test_sentence(claims, sentence):
    assert why(*claims) == sentence


def test_sentence_without_claims():
    assert why() == "Nobody takes a position."


@each_row(
    ("kind", "claims", "sentence"),
    [
        (
            "number",
            [("a", "51.2"), ("p", "less than 31")],
            "Afghanistan says 51.2, Pakistan says less than 31: more than 20.2 apart (1.65 times), and at most one of them can be true.",
        ),
        (
            "yes-no",
            [("a", "yes"), ("p", "no")],
            "Afghanistan says yes, Pakistan says no: at most one of them can be true.",
        ),
        ("yes-no", [("a", "yes"), ("p", "yes")], "Afghanistan and Pakistan both say yes."),
        (
            "names",
            [("a", ["Khost", "Kunar"]), ("p", ["Kunar", "Zabul"])],
            "Afghanistan names Khost, Kunar; Pakistan names Kunar, Zabul: "
            "only the first list has Khost; only the second list has Zabul; both have Kunar.",
        ),
        (
            "names",
            [("a", ["Khost"]), ("r", ["Zabul"])],
            "Afghanistan names Khost; unattributed reports name Zabul: "
            "only the first list has Khost; only the second list has Zabul; they have no name in common.",
        ),
        (
            "time",
            [("a", "2025-10-11"), ("p", "2025-10-12")],
            "Afghanistan says 2025-10-11, Pakistan says 2025-10-12: 1 day apart, and at most one of them can be true.",
        ),
        (
            "time",
            [("a", "2025-10-12"), ("p", "2025-10-12T00:30")],
            "Afghanistan says 2025-10-12, Pakistan says 2025-10-12 00:30: not the same, yet both can be true.",
        ),
        (
            "text",
            [("a", "They fired first."), ("r", "The post fired.")],
            "Afghanistan and unattributed reports each tell it in their own words: free text is not compared.",
        ),
    ],
)
def test_sentence_of_each_kind(kind, claims, sentence):
    assert why(*claims, kind=kind) == sentence


def test_sentence_of_two_answers_quotes_them():
    assert why(("a", "air-strike"), ("p", "rocket"), kind="choice", options=OPTIONS) == (
        "Afghanistan says \N{LEFT DOUBLE QUOTATION MARK}an air strike\N{RIGHT DOUBLE QUOTATION MARK}, "
        "Pakistan says \N{LEFT DOUBLE QUOTATION MARK}a misfired rocket\N{RIGHT DOUBLE QUOTATION MARK}: "
        "at most one of them can be true."
    )


def test_sentence_says_what_is_counted_where_it_is_unlike():
    claims = claim("a", 20, measure="posts seized"), claim("p", 20, measure="posts struck")
    assert phrased.why(only_row(*claims)) == (
        "Afghanistan says 20 (posts seized), Pakistan says 20 (posts struck): they do not speak of the same thing."
    )


def test_sentence_keeps_bounds_and_hedges():
    claims = claim("a", "at least 18", hedge="believed"), claim("p", 10)
    assert phrased.why(only_row(*claims)) == (
        "Afghanistan says at least 18 (believed), Pakistan says 10: at least 8 apart (1.8 times), and at most one of them can be true."
    )


def test_sentence_tells_two_hedges_of_one_figure_apart():
    claims = claim("a", 18, hedge="believed"), claim("p", 18)
    assert phrased.why(only_row(*claims)) == (
        "Afghanistan says 18 (believed), Pakistan says 18: the same figure, and both can be true."
    )


def test_sentence_tells_no_earlier_figure():
    claims = claim("a", 15, stated=day(1)), claim("a", 23, stated=day(2)), claim("p", 58)
    assert "15" not in phrased.why(only_row(*claims))


def test_pooled_name_that_begins_with_a_name_keeps_its_capital():
    assert why(("a", 58), ("k", 18)).startswith("Afghanistan says 58, Kabul residents say 18:")


def test_sentence_that_begins_with_a_pooled_party_begins_with_a_capital():
    assert why(("r", 5), ("k", 9)).startswith("Unattributed reports say 5, Kabul residents say 9:")


def test_sentence_of_a_hedged_bare_denial_is_whole():
    claims = [claim(party, stance="denies", measure="posts seized") for party in "ap"]
    assert phrased.why(only_row(*claims)) == "Afghanistan and Pakistan both deny it (posts seized)."


def test_sentence_of_a_party_that_withdrew_is_whole():
    back = claim("p", stance="withdraws", stated=day(2))
    sentence = phrased.why(only_row(claim("a", 5), claim("p", 9, stated=day(1)), back))
    assert sentence.startswith("Only Afghanistan takes a position (5); Pakistan ")
    assert "Pakistan withdrawn" not in sentence


def test_sentence_of_figures_next_to_each_other_gives_no_ratio_of_one():
    assert "(1 times)" not in why(("a", 1_000_000), ("p", 1_000_001))


# Gaps and ratios in words


@each_row(
    ("gap", "words"),
    [
        (Gap(40), "40"),
        (Gap(1_234_567), "1,234,567"),
        (Gap(Decimal("20.2")), "20.2"),
        (Gap(Decimal("0.0000001")), "0.0000001"),
        (TimeGap(86_400, duration="P1D"), "1 day"),
        (TimeGap(2 * 86_400, duration="P2D"), "2 days"),
        (TimeGap(45 * 60, duration="PT45M"), "45 minutes"),
        (TimeGap(93_784, duration="P1DT2H3M4S"), "1 day 2 hours 3 minutes 4 seconds"),
        (TimeGap(3_652_058 * 86_400, duration="P3652058D"), "3,652,058 days"),
    ],
)
def test_gap_in_words(gap, words):
    assert gap.words == words


@each_row(
    ("ratio", "words"),
    [
        ("1.004", "1.004"),
        ("1.05", "1.05"),
        ("1.5", "1.5"),
        ("1.652", "1.65"),
        ("2", "2"),
        ("3.222", "3.2"),
        ("19.96", "20"),
        ("72.4", "72"),
        ("1234.5", "1,235"),
        ("100", "100"),
    ],
)
def test_ratio_has_no_more_digits_than_it_takes_to_tell(ratio, words):
    assert ratio_words(Decimal(ratio)) == words


def test_what_is_denied_or_agreed_on_among_options_is_quoted_as_what_is_asserted():
    denied = claim("p", "air-strike", "denies")
    assert phrased.why(only_row(claim("a", "air-strike"), denied, kind="choice", options=OPTIONS)) == (
        "Afghanistan says “an air strike”, Pakistan denies “an air strike”: at most one of them can be true."
    )
    agreed = claim("a", "rocket"), claim("p", "rocket")
    assert phrased.why(only_row(*agreed, kind="choice", options=OPTIONS)) == (
        "Afghanistan and Pakistan both say “a misfired rocket”."
    )


def test_figure_that_came_back_keeps_its_history():
    assert cell(said(23, on=1), said(15, on=2), said(23, on=3)) == "23, earlier 23, then 15"


def test_figure_that_was_only_repeated_has_no_history():
    assert cell(said(23, on=1), said(23, on=2)) == "23"


def test_voice_of_a_pooled_party_that_withdrew_is_noted():
    row = only_row(claim("r", 43), claim("r", stance="withdraws"))
    assert phrased.cell(row, "r") == "43; one voice withdrew"


def test_voices_of_a_pooled_party_assert_where_any_of_them_does():
    row = only_row(claim("r", 43, stated=day(1)), claim("r", 9, "denies", stated=day(2)))
    assert row.accounts["r"].state == "asserts"


# One party, and a conflict of two


def test_a_row_of_one_party_quotes_what_was_chosen_or_told():
    assert (
        why(("a", "rocket"), kind="choice", options=OPTIONS)
        == "Only Afghanistan speaks to this: “a misfired rocket”."
    )
    assert why(("a", "They fired first."), kind="text") == "Only Afghanistan speaks to this: “They fired first.”"


def test_a_party_that_alone_takes_a_position_is_not_the_only_one_that_speaks():
    assert why(("r", 5), ("p", None, "declines")) == (
        "Only unattributed reports take a position (5); Pakistan declined."
    )


def test_a_row_of_three_of_whom_two_can_both_be_right():
    row = only_row(claim("a", 58), claim("p", "at least 18"), claim("q", 10))
    assert (
        phrased.why(row) == "Afghanistan says 58, Pakistan at least 18, Qatar 10: not all of them can be true; "
        "58 and 10 are 48 apart (5.8 times)."
    )


def test_the_sentence_on_names_is_true_of_a_row_with_a_third_party():
    row = only_row(claim("a", ["Khost"]), claim("p", ["Zabul"]), claim("q", ["Khost"]), kind="names")
    assert phrased.why(row) == (
        "Afghanistan and Qatar name Khost; Pakistan names Zabul: "
        "only the first list has Khost; only the second list has Zabul; they have no name in common."
    )


# Pooled parties whose voices differ


def voices(*said, kind="count", **more):
    return only_row(*(claim(party, value, stated=day(5)) for party, value in said), kind=kind, **more)


def test_voices_that_differ_speak_as_some():
    row = voices(("a", 58), ("r", 18), ("r", 20))
    assert phrased.why(row).startswith("Afghanistan says 58, some unattributed reports 18, others 20: ")
    assert phrased.why_pairs(row)[0].startswith("Afghanistan says 58, some unattributed reports say 18: ")


def test_voices_that_differ_begin_a_sentence():
    row = voices(("r", 18), ("r", 20), ("k", 9))
    assert phrased.why(row).startswith("Some unattributed reports say 18, others 20, Kabul residents 9: ")


def test_two_pooled_parties_and_every_pair_of_theirs():
    row = voices(
        ("a", "rocket"), ("r", "rocket"), ("r", "air-strike"), ("k", "rocket"), kind="choice", options=OPTIONS
    )
    assert phrased.why_pairs(row) == [
        "Afghanistan says “a misfired rocket”, some unattributed reports say “an air strike”: "
        "at most one of them can be true.",
        "Afghanistan and Kabul residents both say “a misfired rocket”.",
        "Some unattributed reports say “an air strike”, Kabul residents say “a misfired rocket”: "
        "at most one of them can be true.",
    ]


def test_voices_that_say_the_same_are_not_some():
    assert phrased.why(voices(("a", 58), ("r", 18), ("r", 18))).startswith(
        "Afghanistan says 58, unattributed reports say 18: "
    )


def test_voices_all_of_whose_answers_are_told_are_not_some():
    assert phrased.why(voices(("r", 18), ("r", 20))) == "Only unattributed reports speak to this: 18 / 20."


def test_a_party_with_two_positions_that_is_not_pooled_is_not_some():
    row = voices(("p", 7), ("p", 8), ("a", 58))
    assert phrased.why(row).startswith("Afghanistan says 58, Pakistan 7 / 8: ")


@each_row(
    ("name", "words"),
    [
        ("Eyewitnesses", "some eyewitnesses"),
        ("Unattributed reports", "some unattributed reports"),
        ("Reports on the strike", "some reports on the strike"),
        ("Residents of Helmand (by telephone)", "some residents of Helmand (by telephone)"),
        ("Kabul residents", "some Kabul residents"),
        ("Local media", "some local media"),
        ("Some eyewitnesses", "some eyewitnesses"),
        ("some of the guards", "some of the guards"),
        ("Several officials", "several officials"),
        ("The eyewitnesses", "some of the eyewitnesses"),
        ("Two witnesses", "some of two witnesses"),
        ("The AFP wire", "some voices of the AFP wire"),
        ("Local news", "some voices of local news"),
        ("Twitter", "some voices of Twitter"),
        ("Очевидцы", "some voices of Очевидцы"),
    ],
)
def test_some_of_a_pooled_party_is_right_for_the_noun(name, words):
    party = Party("x", name, pooled=True)
    assert Speaker(party, divided=True).name(begins=False) == words
    assert Speaker(party, divided=True).name(begins=True) == words[0].upper() + words[1:]


# Names that hold what separates names


def test_two_lists_of_names_are_told_apart():
    row = only_row(claim("a", ["Tripoli", "Lebanon"]), claim("p", ["Tripoli, Lebanon"]), kind="names")
    assert (phrased.cell(row, "a"), phrased.cell(row, "p")) == ("Tripoli, Lebanon", "“Tripoli, Lebanon”")
    assert phrased.why(row) == (
        "Afghanistan names Tripoli, Lebanon; Pakistan names “Tripoli, Lebanon”: only the first list has Tripoli, "
        "Lebanon; only the second list has “Tripoli, Lebanon”; they have no name in common."
    )


@given(st.lists(st.text("a,; /“”", min_size=1, max_size=6), min_size=1, max_size=3), st.data())
def test_no_two_lists_of_names_print_alike(names, data):
    printed = listed(names)
    others = data.draw(st.lists(st.sampled_from([printed, *printed.split(", "), *names]), min_size=1, max_size=3))
    assert (listed(others) == printed) == (others == names)


# The mark of a note


@each_row(
    ("claims", "text"),
    [
        ([said(58, note="N")], "58 [note]"),
        ([said(58)], "58"),
        ([said(15, 1, note="N"), said(23, 2)], "23, earlier 15 [note]"),
        ([said(15, 1), said(23, 2, note="N")], "23 [note], earlier 15"),
        ([said(23, 1, note="N"), said(23, 2)], "23 [note]"),
        ([said(3), said(20, note="N")], "3 / 20 [note]"),
        ([said(300, 1), said(stance="declines", on=2, note="N")], "300; later declined [note]"),
        ([said(stance="declines", note="N")], "declined [note]"),
        ([said(45, 1), said(stance="withdraws", on=2, note="N")], "withdrawn [note], earlier 45"),
        ([said(58, hedge="believed", note="N")], "58 (believed) [note]"),
        ([said(6, stance="denies", note="N")], "denies 6 [note]"),
    ],
)
def test_answer_with_a_note_is_marked_for_readers_alone(claims, text):
    row = only_row(*(claim("a", **one) for one in claims))
    assert RowPhrasing(row, notes=True).cell("a") == text
    assert phrased.cell(row, "a") == text.replace(" [note]", "")


def test_one_voice_that_has_a_note_is_marked():
    row = only_row(claim("r", 43), claim("r", 45, note="N"), claim("r", stance="withdraws", note="N"))
    assert RowPhrasing(row, notes=True).cell("r") == "43 / 45 [note]; one voice withdrew [note]"


# Running totals and wordings


@each_row(
    ("claims", "text"),
    [
        ([said(104, 16)], "104 up to 16 June 2020"),
        ([said(104)], "104"),
        ([said(104, 16), said(118, 18)], "118 up to 18 June, earlier 104 up to 16 June 2020"),
        (
            [said(n * 10, n) for n in range(1, 8)],
            "70 up to 7 June, earlier 10 up to 1 June, then 4 more, then 60 up to 6 June 2020",
        ),
        ([said(104, 18, **{"cut-off": "2020-06-16"})], "104 up to 16 June 2020"),
        ([{"value": 104, "stated": "2020-06"}], "104 up to June 2020"),
        ([{"value": 104, "stated": "2020-06-10/2020-06-12"}], "104 up to some day from 10 to 12 June 2020"),
        ([said(104, 16, hedge="so far", note="N")], "104 (so far) up to 16 June 2020"),
        ([said(104, 16), said(stance="declines", on=17)], "104 up to 16 June 2020; later declined"),
    ],
)
def test_a_running_total_has_its_days(claims, text):
    assert cell(*claims, cumulative=True) == text


def test_a_long_running_total_has_its_first_and_its_last_figures_in_the_cell():
    text = cell(*(said(n, n) for n in range(1, 31)), cumulative=True)
    assert text == "30 up to 30 June, earlier 1 up to 1 June, then 27 more, then 29 up to 29 June 2020"


@pytest.mark.parametrize("format", ["terminal", "prose", "wikitext"])
def test_who_is_denied_and_says_nothing_here_is_called_by_name(format):
    claims = [{"party": "a", "stance": "denies", "value": 5, "of": ["c", "d"]}, {"party": "b", "value": 5}]
    made = compare(dataset({"kind": "count", "claims": claims}))
    assert "(said by C and D" in rendered(made, format)


def test_a_denial_beside_the_answer_that_it_agrees_with_excludes_no_more_than_that():
    denial = {"party": "c", "stance": "denies", "of": "b"}
    claims = [{"party": "a", "value": "no"}, {"party": "b", "value": "yes"}, denial]
    (row,) = compare(dataset({"kind": "yes-no", "claims": claims})).events[0].rows
    assert RowPhrasing(row).why == "A says no, B yes, C denies what B says: not all of them can be true."
