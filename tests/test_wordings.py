"""Wordings: one statement in several outlets' words is one position."""

import pytest
from build import row

from borderclash.comparing.selection import as_of


def says(value, number=None, party="a", **more):
    claim = {"party": party, "value": value, **more}
    return claim | {"stated": f"2020-06-{number:02}"} if number else claim


def made(*claims, kind="count", **more):
    return row(kind, *claims, published=None, **more)


def wordings(*claims, **more):
    """Return the wordings of each position of party a."""
    return [[one.value for one in each.wordings] for each in made(*claims, **more).accounts["a"].positions]


def outcome(*claims, **more):
    found = made(*claims, **more).pairs[0].outcome
    return found.verdict, found.gap and found.gap.size, [claim.value for claim in found.said]


def test_wordings_are_one_position_and_the_restated_one_gives_its_value():
    said = says("at least 58", 2, restates="x"), says(58, 3, id="x"), says("over 50", 4, restates="x")
    assert wordings(*said) == [["at least 58", 58, "over 50"]]
    assert made(*said).accounts["a"].standing[0].value == 58


def test_a_wording_of_a_wording_is_one_of_the_same_statement():
    assert wordings(says(1, id="x"), says(2, id="y", restates="x"), says(3, restates="y")) == [[1, 2, 3]]


def test_a_statement_is_as_old_as_its_oldest_dated_wording():
    assert wordings(says(58, 5, id="x"), says(57, 2, restates="x"), says(70, 3)) == [[70]]
    assert wordings(says(58, id="x"), says(57, 2, restates="x"), says(70, 3)) == [[70]]
    assert wordings(says(58, 2, id="x"), says(57, 5, restates="x"), says(70, 3)) == [[70]]


def test_a_statement_whose_oldest_wording_is_later_follows():
    assert wordings(says(58, 4, id="x"), says(57, 5, restates="x"), says(70, 3)) == [[58, 57]]


@pytest.mark.parametrize("replaced", ["x", "y"])
def test_wordings_are_replaced_together(replaced):
    said = says(58, 1, id="x"), says(57, 1, id="y", restates="x"), says(70, 1, replaces=replaced)
    assert wordings(*said) == [[70]]


def test_a_wording_may_be_what_replaces():
    assert wordings(says(20, 1, id="old"), says(58, 1, id="x"), says(57, 1, restates="x", replaces="old")) == [
        [58, 57]
    ]


def test_wordings_are_withdrawn_together():
    back = {"party": "a", "stance": "withdraws", "stated": "2020-06-03"}
    assert wordings(says(58, 2, id="x"), says(57, 5, restates="x"), back) == []


def test_the_mildest_verdict_counts_with_the_nearest_gap():
    ours = says(58, id="x"), says("at least 60", restates="x"), says("dozens", restates="x")
    assert outcome(*ours, says(66, party="b")) == ("overlap", 6, ["at least 60", 66])
    assert outcome(*ours, says(58, party="b")) == ("agree", 0, [58, 58])
    assert outcome(*ours, says("dozens", party="b")) == ("agree", None, ["dozens", "dozens"])
    assert outcome(*ours, says(3, party="b"))[:2] == ("conflict", 55)


def test_wordings_of_both_sides_meet():
    ours = says(58, id="x"), says(70, restates="x")
    theirs = says(60, party="b", id="y"), says(75, party="b", restates="y")
    assert outcome(*ours, *theirs) == ("conflict", 2, [58, 60])
    assert outcome(*ours, *theirs, says("70 or so", party="b", restates="y"))[:2] == ("agree", 0)


def test_denials_in_several_words():
    ours = says(58, stance="denies", id="x"), says("at least 50", stance="denies", restates="x")
    assert outcome(*ours, says(58, party="b"))[0] == "conflict"
    # By the first wording alone it can stand.
    assert outcome(*ours, says(60, party="b"))[0] == "compatible"


def test_wordings_do_not_contradict_each_other_but_another_statement():
    said = says(58, id="x"), says("more than 58", restates="x")
    assert not made(*said).accounts["a"].self_contradicting
    assert made(*said, says(3)).accounts["a"].self_contradicting
    assert not made(*said, says("about 60")).accounts["a"].self_contradicting


def test_voices_of_a_pooled_party_may_be_told_in_several_words():
    said = says(58, party="r", id="x"), says("about 60", party="r", restates="x"), says(70, party="r")
    found = made(*said, pooled="r").accounts["r"]
    assert [[one.value for one in each.wordings] for each in found.positions] == [[58, "about 60"], [70]]


def test_gap_of_a_mirror_is_to_the_nearest_figure():
    from build import dataset

    from borderclash.comparing.rows import compare

    claims = [
        says(25, subject="b", id="x"),
        says("over 20", subject="b", restates="x"),
        says("at least 19", party="b", subject="a"),
    ]
    (mirror,) = compare(dataset({"kind": "count", "claims": claims})).events[0].mirrors
    assert mirror.gap.size == 1


def test_as_of_a_day_before_the_restated_claim_its_wordings_are_one_position_still():
    from build import dataset

    from borderclash.comparing.rows import compare

    claims = [says(58, 9, id="x"), says("at least 60", 2, restates="x"), says("about 59", 2, restates="x")]
    known, _ = as_of(dataset({"kind": "count", "claims": claims}), "2020-06-05")
    (position,) = compare(known).events[0].rows[0].accounts["a"].positions
    assert [claim.value for claim in position.wordings] == ["at least 60", "about 59"]
