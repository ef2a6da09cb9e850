"""Denials: whose claims they are of, what they meet, and how they stand beside assertions of the same party."""

import pytest
from build import row

XY = {"x": "X", "y": "Y", "z": "Z"}


def day(number):
    return f"2020-06-{number:02}"


def says(party, value, number=None, **more):
    return {"party": party, "value": value, "stated": number if number is None else day(number), **more}


def denies(party, value, number=None, **more):
    return says(party, value, number, **more) | {"stance": "denies"}


def bare(party, number=None, **more):
    claim = {"party": party, "stance": "denies", **more}
    return claim | {"stated": day(number)} if number else claim


def made(*claims, kind="count", **more):
    if kind == "choice":
        more["options"] = XY
    return row(kind, *claims, published=None, **more)


def pairs(*claims, **more):
    """Return the verdict of each two accounts that take positions: ``{"ab": "conflict"}``."""
    return {"".join(pair.parties): pair.verdict for pair in made(*claims, **more).pairs}


def standing(party, *claims, **more):
    """Return the stance and value of each position of a party."""
    return [(claim.stance, claim.value) for claim in made(*claims, **more).accounts[party].standing]


# Whom a denial without a value is of


def test_it_is_of_those_who_had_spoken_not_later():
    said = says("a", 5, 16), bare("b", 17), says("c", 7, 18)
    assert pairs(*said) == {"ab": "conflict", "ac": "conflict", "bc": "compatible"}


@pytest.mark.parametrize("when", [None, 17, 16])
def test_who_was_not_surely_later_had_spoken(when):
    assert pairs(says("a", 5, when), bare("b", 17), says("c", 5, 16))["ab"] == "conflict"


def test_a_month_that_covers_the_denial_is_not_surely_later():
    assert (
        pairs(says("a", 5, 10), bare("b", 17), {"party": "c", "value": 7, "stated": "2020-06"})["bc"] == "conflict"
    )


def test_an_undated_denial_is_of_all():
    assert pairs(says("a", 5, 16), bare("b"), says("c", 7, 18)) == {
        "ab": "conflict",
        "ac": "conflict",
        "bc": "conflict",
    }


def test_revisions_made_later_are_denied_as_well():
    assert pairs(says("a", 5, 16), bare("b", 17), says("a", 99, 18)) == {"ab": "conflict"}
    first, last = "2020-06-16", "2020-06-18"
    assert pairs(says("a", first, 16), bare("b", 17), says("a", last, 18), kind="time") == {"ab": "conflict"}


def test_another_answer_given_later_is_not_denied():
    said = says("a", "x", 16), bare("b", 17), says("a", "y", 18)
    assert pairs(*said, kind="choice") == {"ab": "compatible"}
    assert pairs(says("a", ["Khost"], 16), bare("b", 17), says("a", ["Kunar"], 18), kind="names") == {
        "ab": "compatible"
    }


def test_an_answer_that_another_had_given_by_then_is_denied_whoever_takes_it_up():
    said = says("a", "x", 15), says("c", "y", 15), bare("b", 16), says("c", "x", 17)
    assert pairs(*said, kind="choice")["bc"] == "conflict"


def test_an_answer_that_no_longer_stood_is_not_denied():
    said = says("a", "x", 14), says("a", "y", 15), bare("b", 16), says("c", "x", 17)
    assert pairs(*said, kind="choice") == {"ab": "conflict", "ac": "conflict", "bc": "compatible"}


def test_where_nobody_had_spoken_it_is_of_whoever_asserts():
    assert pairs(bare("b", 15), says("a", "x", 16), says("c", "y", 17), kind="choice") == {
        "ab": "conflict",
        "ac": "conflict",
        "bc": "conflict",
    }


def test_refusals_and_denials_are_no_claims_that_could_be_denied():
    said = {"party": "a", "stance": "declines", "stated": day(14)}, denies("c", 3, 14), bare("b", 15)
    assert pairs(*said, says("a", 5, 16), says("d", 7, 17))["bd"] == "conflict"


def test_claims_of_another_measure_are_not_denied():
    said = says("a", 5, 14, measure="wounded"), says("a", 7, 16), bare("b", 15)
    # Nobody had spoken of the measure.
    assert pairs(*said) == {"ab": "conflict"}
    assert pairs(says("a", 5, 14, measure="wounded"), bare("b", 15)) == {"ab": "unlike"}


def test_who_states_later_the_figure_that_was_denied_is_denied():
    said = says("a", 115, 16), bare("b", 17)
    assert pairs(*said, says("c", "more than 115", 18))["bc"] == "conflict"
    assert pairs(*said, says("c", "about 116", 18))["bc"] == "compatible"
    assert pairs(says("a", "dozens", 16), bare("b", 17), says("c", "dozens", 18))["bc"] == "conflict"
    assert pairs(says("a", "dozens", 16), bare("b", 17), says("c", "hundreds", 18))["bc"] == "compatible"


# `of`


def test_only_those_that_it_names_are_denied():
    said = says("a", 5, 16), says("c", 5, 16), bare("b", 17, of="a"), says("d", 5, 18)
    assert pairs(*said) == {
        "ab": "conflict",
        "ac": "agree",
        "ad": "agree",
        "bc": "compatible",
        "bd": "compatible",
        "cd": "agree",
    }


def test_who_is_named_is_denied_also_where_he_speaks_later():
    said = says("c", 9, 15), bare("b", 16, of="a"), says("a", 5, 17)
    assert pairs(*said)["ab"] == "conflict"
    choice = says("c", "y", 15), bare("b", 16, of="a"), says("a", "x", 17)
    assert pairs(*choice, kind="choice")["ab"] == "conflict"


def test_of_two_that_are_named_the_later_other_answer_is_not_denied():
    said = says("c", "y", 15), bare("b", 16, of=["a", "c"]), says("a", "x", 17)
    assert pairs(*said, kind="choice") == {"ab": "compatible", "ac": "conflict", "bc": "conflict"}


def test_a_denied_value_is_denied_whoever_says_it():
    said = says("a", 58), says("c", 58), denies("b", 58, of="a")
    assert pairs(*said) == {"ab": "conflict", "ac": "agree", "bc": "conflict"}


# Two denials without a value


def test_two_agree_if_they_are_of_the_same_parties():
    said = says("a", 5, 16), bare("b", 17), bare("d", 18)
    assert pairs(*said)["bd"] == "agree"
    assert pairs(says("a", 5, 16), bare("b", 17), says("c", 5, 18), bare("d", 19))["bd"] == "compatible"
    assert pairs(says("a", 5, 16), bare("b", 17), bare("d", 18, of="a"))["bd"] == "agree"


# Yes and no


def test_denying_the_only_answer_is_giving_the_other_to_everybody():
    said = says("a", "yes", 16), bare("b", 17, of="a"), says("c", "yes", 18), says("d", "no", 18)
    found = pairs(*said, kind="yes-no")
    assert (found["ab"], found["bc"], found["bd"]) == ("conflict", "conflict", "agree")


def test_where_both_answers_stood_neither_is_given():
    said = says("a", "yes", 16), says("c", "no", 16), bare("b", 17), says("d", "yes", 18)
    assert pairs(*said, kind="yes-no") == {
        "ab": "conflict",
        "ac": "conflict",
        "ad": "agree",
        "bc": "conflict",
        "bd": "conflict",
        "cd": "conflict",
    }


def test_two_of_yes_and_no_may_conflict():
    said = says("a", "yes", 16), says("c", "no", 16), bare("b", 17, of="a"), bare("d", 17, of="c")
    assert pairs(*said, kind="yes-no")["bd"] == "conflict"
    same = says("a", "yes", 16), says("c", "yes", 16), bare("b", 17, of="a"), bare("d", 17, of="c")
    assert pairs(*same, kind="yes-no")["bd"] == "agree"


def test_a_denial_with_a_value_is_no_answer_that_could_be_denied():
    said = denies("a", "yes", 16), bare("b", 17)
    assert pairs(*said, kind="yes-no") == {"ab": "compatible"}
    assert pairs(*said, says("c", "yes", 18), kind="yes-no") == {
        "ab": "compatible",
        "ac": "conflict",
        "bc": "conflict",
    }
    # Both say no to what the third says.
    said = says("c", "yes", 15), *said
    assert pairs(*said, kind="yes-no") == {"ab": "agree", "ac": "conflict", "bc": "conflict"}


# Pooled parties


def test_of_many_voices_those_that_had_spoken_are_denied():
    spoke = says("r", 5, 16), bare("b", 17), says("r", 9, 18)
    found = made(*spoke, pooled="r")
    assert [(pair.verdict, pair.outcome.said[1].value) for pair in found.pairs] == [("conflict", 5)]
    assert pairs(says("a", 5, 16), bare("b", 17), says("r", 9, 18), pooled="r")["br"] == "compatible"
    assert pairs(says("a", 5, 16), bare("b", 17), says("r", 5, 18), pooled="r")["br"] == "conflict"


def test_a_voice_that_revises_what_it_said_is_denied_still():
    said = says("a", 7, 14), says("r", 5, 16, id="x"), bare("b", 17), says("r", 9, 18, replaces="x")
    assert pairs(*said, pooled="r")["br"] == "conflict"


# Beside an assertion of the same party


def test_a_denial_without_a_value_stands_beside_an_answer_of_its_own():
    said = says("a", 115, 16), says("b", 20, 16), bare("b", 17)
    assert standing("b", *said) == [("asserts", 20), ("denies", None)]
    assert pairs(*said) == {"ab": "conflict"}


def test_it_does_not_count_against_what_its_party_asserts_as_well():
    said = says("a", 115, 16), says("b", 20, 16), bare("b", 17), says("a", "at least 20", 18)
    assert pairs(*said) == {"ab": "agree"}


def test_who_denies_takes_back_what_he_had_said_the_same():
    said = says("a", "x", 14), says("b", "x", 15), bare("b", 16)
    assert standing("b", *said, kind="choice") == [("denies", None)]
    assert made(*said, kind="choice").accounts["b"].state == "denies"


def test_who_admits_no_longer_denies_whatever_he_says_then():
    said = says("a", "x", 14), bare("b", 15), says("b", "x", 16), says("b", "y", 17)
    assert standing("b", *said, kind="choice") == [("asserts", "y")]


def test_who_admits_what_was_revised_in_between_no_longer_denies():
    said = says("a", 5, 14), bare("b", 15), says("a", 8, 16), says("b", 8, 17)
    assert standing("b", *said) == [("asserts", 8)]
    assert pairs(*said) == {"ab": "agree"}


def test_without_an_order_both_stand_and_nothing_contradicts_itself():
    said = says("a", "x", 14), bare("b", 15), says("b", "x", 15)
    assert len(standing("b", *said, kind="choice")) == 2
    assert not made(*said, kind="choice").accounts["b"].self_contradicting
    assert pairs(*said, kind="choice") == {"ab": "agree"}


def test_of_yes_and_no_the_later_one_stands_where_they_differ():
    assert standing("b", says("a", "yes", 14), bare("b", 15), says("b", "no", 16), kind="yes-no") == [
        ("denies", None),
        ("asserts", "no"),
    ]
    assert standing("b", says("a", "yes", 14), bare("b", 15), says("b", "yes", 16), kind="yes-no") == [
        ("asserts", "yes")
    ]
    assert standing("b", says("a", "yes", 14), says("b", "yes", 15), bare("b", 16), kind="yes-no") == [
        ("denies", None)
    ]
    no = ("asserts", "no"), ("denies", "yes")
    assert standing("b", says("b", "no", 15), denies("b", "yes", 16), kind="yes-no") == [*no]
    assert standing("b", denies("b", "yes", 15), says("b", "no", 16), kind="yes-no") == [*reversed(no)]
    assert standing("b", denies("b", "yes", 15), denies("b", "no", 16), kind="yes-no") == [("denies", "no")]
    assert standing("b", denies("b", "yes", 15), says("b", "yes", 16), kind="yes-no") == [("asserts", "yes")]


def test_beside_an_assertion_a_denial_counts_only_where_it_makes_a_conflict():
    both = says("a", "x", 15), denies("a", "y", 16)
    assert pairs(*both, says("c", "x", 15), kind="choice") == {"ac": "agree"}
    assert pairs(*both, says("c", "y", 15), kind="choice") == {"ac": "conflict"}
    assert pairs(*both, denies("c", "y", 15), kind="choice") == {"ac": "compatible"}
    assert pairs(*both, says("c", "z", 15), denies("c", "y", 15), kind="choice") == {"ac": "conflict"}


def test_a_denial_of_another_measure_counts_by_itself():
    said = says("a", 43, measure="wounded"), denies("a", 4), says("b", 5)
    assert pairs(*said) == {"ab": "compatible"}


# A denial and another denial of one party


def test_a_denial_replaces_only_one_of_the_same():
    assert standing("a", denies("a", 58, 1), denies("a", 60, 2)) == [("denies", 58), ("denies", 60)]
    assert standing("a", denies("a", 58, 1), denies("a", "exactly 58", 2)) == [("denies", "exactly 58")]
    assert len(standing("a", denies("a", 58, 1), denies("a", "at least 58", 2))) == 2
    assert len(standing("a", denies("a", 58, 1), bare("a", 2))) == 2
    assert len(standing("a", bare("a", 1), bare("a", 2))) == 1
    assert len(standing("a", bare("a", 1, of="b"), bare("a", 2, of="c"))) == 2


def test_an_assertion_follows_a_denial_that_leaves_nothing_of_it():
    assert standing("a", denies("a", "at least 50", 1), says("a", 58, 2)) == [("asserts", 58)]
    assert standing("a", says("a", 58, 1), denies("a", "at least 50", 2)) == [("denies", "at least 50")]
    assert len(standing("a", says("a", "at least 10", 1), denies("a", 58, 2))) == 2
    assert standing("a", denies("a", 58, 1), says("a", 58, 2), says("a", 20, 3)) == [("asserts", 20)]


def test_unordered_and_contrary_they_contradict_each_other():
    found = made(says("a", 58, 1), denies("a", 58, 1), says("b", 3, 1)).accounts["a"]
    assert (found.self_contradicting, found.state) == (True, "asserts")


def test_a_toll_that_both_gave_once_does_not_hide_the_denial_of_what_one_says_now():
    once = says("a", 58, 1), says("b", 58, 1)
    assert pairs(*once, says("a", 70, 3), bare("b", 3), cumulative=True) == {"ab": "conflict"}
    assert pairs(*once, says("a", 70, 3), bare("b", 3), says("b", 70, 4), cumulative=True) == {"ab": "overlap"}
    given_now = says("a", "at least 50", 1), says("a", 60, 3), bare("b", 1), says("b", 60, 1)
    assert pairs(*given_now, cumulative=True) == {"ab": "overlap"}
