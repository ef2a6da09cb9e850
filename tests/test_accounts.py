"""Accounts: which of a party's claims stand, which are history, and the state they come to."""

import phrased
import pytest
from build import row, rows
from rows import each_row


def day(number):
    return f"2020-06-{number:02}"


def says(value, stated, **more):
    return {"party": "a", "value": value, "stated": stated, **more}


def does(stance, stated, **more):
    return {"party": "a", "stance": stance, "stated": stated, **more}


def account(*claims, kind="count", **more):
    """Return the account of party ``a``, or of the pooled party, that *claims* come to."""
    party = "".join(more.get("pooled", "a"))
    made = row(kind, *({**claim, "party": party} for claim in claims), published=None, **more)
    return made.accounts[party]


def standing(*claims, **more):
    """Return the values of the positions that stand."""
    return [claim.value for claim in account(*claims, **more).standing]


# Order in time


def test_what_it_last_asserted_is_its_position():
    assert standing(says(15, day(1)), says(23, day(2))) == [23]


def test_order_in_the_file_does_not_matter():
    assert standing(says(23, day(2)), says(15, day(1))) == [23]


def test_what_it_last_denied_is_its_position():
    made = account(says(15, day(1)), does("denies", day(2), value=15))
    assert [(claim.stance, claim.value) for claim in made.standing] == [("denies", 15)]


def test_assertion_replaces_an_earlier_denial_only_where_not_both_hold():
    denied = does("denies", day(1), value=15)
    assert [claim.stance for claim in account(denied, says(15, day(2))).standing] == ["asserts"]
    assert [claim.stance for claim in account(denied, says(16, day(2))).standing] == ["denies", "asserts"]
    assert [claim.stance for claim in account(denied, says("at least 15", day(2))).standing] == [
        "denies",
        "asserts",
    ]


def test_claims_are_kept_in_order_of_time():
    made = account(says(3, day(3)), does("declines", day(2)), says(1, day(1)))
    assert [claim.stated for claim in made.claims] == [day(1), day(2), day(3)]


def test_undated_claims_are_kept_behind_the_dated():
    assert [claim.value for claim in account(says(1, None), says(2, day(2))).claims] == [2, 1]


@each_row(
    ("earlier", "later"),
    [
        ("2020", "2021"),
        ("2020-05", "2020-06-01"),
        ("2020-06-15", "2020-06-16T00:00"),
        ("2020-06-16T23:59", "2020-06-17"),
        ("2020-06-16T12:50", "2020-06-16T12:51"),
        ("2020-06-16T12:50:10", "2020-06-16T12:50:11"),
        ("2020-06-14/2020-06-15", "2020-06-16"),
        ("2020-06-16T18:00+05:00", "2020-06-16T13:01Z"),
    ],
)
def test_claim_that_was_over_before_another_is_history(earlier, later):
    assert standing(says(1, earlier), says(2, later)) == [2]


@each_row(
    ("one", "other"),
    [
        ("2020-06-16", "2020-06-16T18:00"),
        ("2020-06", "2020-06-16"),
        ("2020", "2020-06"),
        ("2020-06-14/2020-06-18", "2020-06-16"),
        ("2020-06-16T18:00", "2020-06-16T18:00:30"),
        ("2020-06-16", "2020-06-16"),
        ("2020-06-16T18:00", "2020-06-16T18:00"),
        ("2020-06-14/2020-06-16", "2020-06-16/2020-06-18"),
        ("2020-06-16T18:00+05:00", "2020-06-16T13:00Z"),
    ],
)
def test_claim_that_covers_another_in_time_comes_neither_before_nor_after(one, other):
    assert sorted(standing(says(1, one), says(2, other))) == [1, 2]


@pytest.mark.parametrize("stated", [None, day(16)])
def test_undated_claim_comes_neither_before_nor_after(stated):
    assert sorted(standing(says(1, None), says(2, stated))) == [1, 2]


def test_claim_of_a_month_stands_beside_the_last_of_its_days():
    claims = says(1, "2020-06"), says(2, day(10)), says(3, day(20))
    assert sorted(standing(*claims)) == [1, 3]


def test_time_zone_of_the_event_orders_claims():
    claims = says(1, "2020-06-16T23:00"), says(2, "2020-06-16T19:00Z")
    assert standing(*claims, timezone="Asia/Kabul") == [2]
    assert standing(*claims) == [1]


# Order told by `replaces`


def test_a_claim_with_an_id_stands_until_it_is_replaced():
    assert standing(says(1, day(1)), says(2, day(2), id="second")) == [2]
    assert standing(says(1, day(1), id="first"), says(2, day(1), id="second")) == [1, 2]


def test_the_last_of_two_withdrawals_takes_back_what_was_said_between():
    made = account(does("withdraws", day(1)), says(2, day(2)), does("withdraws", day(3)))
    assert (made.state, made.positions) == ("withdrawn", ())


@pytest.mark.parametrize("turn", [1, -1])
def test_a_denial_without_a_value_beside_an_assertion_is_no_self_contradiction(turn):
    made = account(*[does("denies", None), says(5, None)][::turn])
    assert (made.state, made.self_contradicting, len(made.positions)) == ("asserts", False, 2)


def test_a_claim_that_replaces_another_is_followed_by_a_later_one():
    assert standing(says(1, day(1), id="first"), says(2, day(1), replaces="first"), says(3, day(2))) == [3]


def test_a_circle_of_replaces_comes_to_an_end():
    """It is an error of the file, which the rules tell; until then nothing may wait for its end."""
    circle = says(1, day(1), id="one", replaces="two"), says(2, day(2), id="two", replaces="one")
    assert standing(*circle) == []
    assert standing(*circle, says(3, day(3), replaces="one")) == [3]


@pytest.mark.parametrize("stated", [None, day(16), "2020-06"])
def test_replaces_orders_what_the_times_do_not(stated):
    assert standing(says(1, stated, id="first"), says(2, stated, replaces="first")) == [2]


def test_replaced_claim_is_history():
    made = account(says(2, None, replaces="first"), says(1, None, id="first"))
    assert [claim.value for claim in made.claims] == [1, 2]


def test_chain_of_replaces_leaves_the_last():
    claims = says(3, None, replaces="two"), says(2, None, id="two", replaces="one"), says(1, None, id="one")
    assert standing(*claims) == [3]
    assert [claim.value for claim in account(*claims).claims] == [1, 2, 3]


def test_claim_before_a_replaced_one_stays_history():
    claims = says(1, day(1)), says(2, day(2), id="two"), says(3, None, replaces="two")
    assert standing(*claims) == [3]


def test_replaces_undoes_a_claim_whatever_its_measure():
    claims = says(43, day(1), id="first", measure="killed or wounded"), says(4, day(1), replaces="first")
    assert standing(*claims) == [4]


def test_replaces_undoes_nothing_else():
    claims = says(43, None, id="first"), says(4, None, replaces="first"), says(5, None)
    assert standing(*claims) == [4, 5]


def test_declining_that_replaces_a_position_undoes_it():
    assert account(says(5, day(1), id="first"), does("declines", day(1), replaces="first")).state == "declines"


def test_claim_that_replaces_a_withdrawal_brings_the_rest_back():
    claims = says(5, day(1)), does("withdraws", day(2), id="back"), does("cannot-say", day(3), replaces="back")
    assert standing(*claims) == [5]


def test_last_of_a_chain_stands_though_the_first_has_a_later_time():
    # Each step may be: the month covers both days.
    claims = (
        says(1, day(16), id="one"),
        says(2, "2020-06", id="two", replaces="one"),
        says(3, day(2), replaces="two"),
    )
    assert standing(*claims) == [3]


# Measures


def test_claims_are_kept_apart_by_measure():
    assert standing(says(43, day(2), measure="killed or wounded"), says(4, day(1))) == [4, 43]


def test_later_claim_of_a_measure_is_the_position_on_it():
    claims = says(1, day(1), measure="wounded"), says(2, day(2), measure="wounded"), says(3, day(1))
    assert sorted(standing(*claims)) == [2, 3]


@pytest.mark.parametrize("measure", ["Killed or  Wounded", " killed or wounded", "killed or wo\uff55nded"])
def test_measure_is_one_whatever_its_case_spacing_and_unicode_form(measure):
    claims = says(1, day(1), measure="killed or wounded"), says(2, day(2), measure=measure)
    assert standing(*claims) == [2]


# Standing together


def test_positions_that_cannot_be_ordered_all_stand():
    assert standing(says(1, day(1)), says(2, day(1)), says(3, day(1))) == [1, 2, 3]


def test_two_of_them_that_conflict_make_it_self_contradicting():
    assert account(says(3, day(1)), says(20, day(1))).self_contradicting


def test_assertion_and_denial_of_it_are_a_self_contradiction():
    assert account(says(5, day(1)), does("denies", day(1), value="at least 5")).self_contradicting


def test_yes_and_denial_of_yes_are_a_self_contradiction():
    assert account(says("yes", day(1)), does("denies", day(1), value="yes"), kind="yes-no").self_contradicting


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param([says(3, day(1)), says(20, day(2))], id="a revision"),
        pytest.param([says(3, day(1), id="x"), says(20, day(1), replaces="x")], id="a revision told by replaces"),
        pytest.param([says(23, day(1)), says("at least 20", day(1))], id="both can be true"),
        pytest.param([says(3, day(1)), says(20, day(1), measure="wounded")], id="another measure"),
        pytest.param([says(3, day(1)), says(20, day(1)), does("withdraws", day(2))], id="taken back"),
        pytest.param([says(3, day(1)), does("denies", day(1), value=20)], id="denial of something else"),
        pytest.param([says(3, day(1)), does("denies", day(1))], id="denial of what others assert"),
        pytest.param([does("denies", day(1), value=3), does("denies", day(1), value=20)], id="two denials"),
        pytest.param([says(3, day(1)), does("declines", day(1))], id="declining"),
    ],
)
def test_is_no_self_contradiction(claims):
    assert not account(*claims).self_contradicting


def test_texts_that_differ_are_no_self_contradiction():
    assert not account(says("x", day(1)), says("y", day(1)), kind="text").self_contradicting


# Pooled parties


def test_in_a_pooled_party_nothing_replaces_anything():
    assert standing(says(43, day(1)), says(45, day(2)), pooled="r") == [43, 45]


def test_in_a_pooled_party_replaces_does():
    claims = says(43, day(1), id="first"), says(45, day(2), replaces="first"), says(47, day(1))
    assert sorted(standing(*claims, pooled="r")) == [45, 47]


def test_differences_between_pooled_voices_are_no_self_contradiction():
    assert not account(says(3, day(1)), says(20, day(1)), pooled="r").self_contradicting


def test_pooled_voice_takes_back_nothing_that_another_said():
    assert standing(says(43, day(1)), does("withdraws", day(2)), pooled="r") == [43]


def test_pooled_voice_takes_back_what_it_replaces():
    made = account(says(43, day(1), id="first"), does("withdraws", day(2), replaces="first"), pooled="r")
    assert (made.state, made.positions) == ("withdrawn", ())


# Declining, not knowing, withdrawing


@each_row("stance", ["declines", "cannot-say"])
@each_row("when", [day(1), day(16), day(30), None])
def test_declining_or_not_knowing_undoes_no_position(stance, when):
    made = account(says(300, day(16)), does(stance, when))
    assert (made.state, [claim.value for claim in made.standing]) == ("asserts", [300])


@pytest.mark.parametrize("when", [day(17), day(16), None])
def test_withdrawing_takes_back_all_that_was_not_said_later(when):
    made = account(says(1, day(1)), says(2, day(16)), says(3, day(16), measure="m"), does("withdraws", when))
    assert (made.state, made.positions) == ("withdrawn", ())


def test_withdrawing_takes_back_denials():
    assert account(does("denies", day(1), value=5), does("withdraws", day(2))).state == "withdrawn"


def test_withdrawing_leaves_the_history():
    made = account(says(1, day(1)), does("withdraws", day(2)))
    assert [claim.stance for claim in made.claims] == ["asserts", "withdraws"]


def test_withdrawing_takes_back_undated_claims():
    assert account(says(1, None), does("withdraws", day(2))).state == "withdrawn"


def test_what_was_said_after_a_withdrawal_stands():
    assert standing(says(1, day(1)), does("withdraws", day(2)), says(3, day(3))) == [3]


def test_claim_that_replaces_a_withdrawal_is_not_taken_back_by_it():
    claims = does("withdraws", day(2), id="back"), says(3, day(2), replaces="back")
    assert standing(*claims) == [3]


def test_withdrawing_a_measure_takes_back_only_that():
    claims = says(1, day(1)), says(2, day(1), measure="wounded"), does("withdraws", day(2), measure="Wounded")
    assert standing(*claims) == [1]


def test_withdrawal_that_inherits_its_measure_takes_back_all():
    claims = says(1, day(1)), says(2, day(1), measure="wounded"), does("withdraws", day(2))
    assert standing(*claims, measure="killed") == []


def test_withdrawing_the_measure_of_the_question_by_name_takes_back_only_that():
    claims = says(1, day(1)), says(2, day(1), measure="wounded"), does("withdraws", day(2), measure=" Killed")
    assert standing(*claims, measure="killed") == [2]
    undone = does("withdraws", day(2), measure=None)
    assert standing(says(1, day(1)), says(2, day(1), measure=None), undone, measure="killed") == [1]


def test_withdrawing_does_not_bring_back_what_was_revised_before():
    assert standing(says(1, day(1)), says(2, day(2)), does("withdraws", day(3))) == []


# States


@pytest.mark.parametrize(
    ("claims", "state"),
    [
        pytest.param([says(1, day(1))], "asserts", id="asserts"),
        pytest.param([does("denies", day(1))], "denies", id="denies"),
        pytest.param([does("declines", day(1))], "declines", id="declines"),
        pytest.param([does("cannot-say", day(1))], "cannot-say", id="cannot-say"),
        pytest.param([does("withdraws", day(1))], "withdrawn", id="withdraws"),
        pytest.param([does("denies", day(1), value=5), says(1, day(2))], "asserts", id="latest position asserts"),
        pytest.param([says(5, day(1)), does("denies", day(2), value=5)], "denies", id="latest position denies"),
        pytest.param([says(1, day(1)), does("denies", day(2), value=5)], "asserts", id="denies something else"),
        pytest.param(
            [says(1, day(1), measure="m"), does("denies", day(2), value=5)],
            "asserts",
            id="an assertion stands, of whatever measure",
        ),
        pytest.param(
            [does("denies", day(1), value=5), says(1, day(1))], "asserts", id="unordered positions assert"
        ),
        pytest.param([does("denies", None, value=5), says(1, day(1))], "asserts", id="an undated denial"),
        pytest.param(
            [does("declines", day(1)), does("cannot-say", day(2))], "cannot-say", id="latest is not to know"
        ),
        pytest.param(
            [does("cannot-say", day(1)), does("declines", day(2))], "declines", id="latest is to decline"
        ),
        pytest.param([does("cannot-say", day(1)), does("declines", day(1))], "declines", id="unordered decline"),
        pytest.param(
            [says(1, day(1)), does("withdraws", day(2)), does("declines", day(3))],
            "declines",
            id="declines after withdrawing",
        ),
        pytest.param(
            [says(1, day(1)), does("declines", day(2)), does("withdraws", day(3))],
            "withdrawn",
            id="withdraws after declining",
        ),
        pytest.param(
            [says(1, day(1)), does("withdraws", day(2)), does("declines", day(2))],
            "withdrawn",
            id="withdraws and declines unordered",
        ),
    ],
)
def test_state(claims, state):
    assert account(*claims).state == state


def test_party_without_a_claim_in_the_row_has_the_state_no_claim():
    made = row("count", ("a", 5), {"party": "b", "stance": "declines"})
    assert made.accounts.keys() == {"a", "b"}, "c and d have no claim in the event and so no column"


def test_party_with_a_claim_elsewhere_in_the_event_has_no_claim_here():
    here, elsewhere = rows("count", ("a", 5), {"party": "b", "value": 3, "scope": "Helmand"})
    assert (here.accounts["b"].state, phrased.cell(here, "b")) == ("no-claim", None)
    assert (elsewhere.accounts["a"].state, phrased.cell(elsewhere, "a")) == ("no-claim", None)
