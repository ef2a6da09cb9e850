"""Running totals: the day of a figure, the series of a party, and how two series stand to each other."""

import pytest
from build import dataset, row
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.comparing.history import history
from borderclash.comparing.rows import compare
from borderclash.comparing.selection import as_of
from borderclash.values.time_points import days_of


def day(number):
    return number if number is None or isinstance(number, str) else f"2020-06-{number:02}"


def says(party, value, stated=None, cut_off=None, **more):
    claim = {"party": party, "value": value, **more}
    claim |= {"stated": day(stated)} if stated else {}
    return claim | ({"cut-off": day(cut_off)} if cut_off else {})


def denies(*args, **more):
    return says(*args, **more) | {"stance": "denies"}


def made(*claims, **more):
    return row("count", *claims, published=None, cumulative=True, **more)


def outcome(*claims, **more):
    """Return verdict, gap and the two figures that these come from, of the first two parties."""
    found = made(*claims, **more).pairs[0].outcome
    return found.verdict, found.gap and found.gap.size, [claim.value for claim in found.said]


def days(*claims):
    """Return the days of the two figures that the verdict comes from."""
    found = made(*claims).pairs[0].outcome.days
    return [span and [str(one) for one in dict.fromkeys(days_of(span, "UTC"))] for span in found]


def series(*claims, party="a", **more):
    """Return the values of each series of a party."""
    return [[one.claim.value for one in of.series] for of in made(*claims, **more).accounts[party].positions]


# The day of a figure


def test_a_cut_off_goes_before_when_it_was_said_and_that_before_the_publication():
    said = says("a", 104, 18, 16), says("b", 110, 17)
    assert outcome(*said) == ("overlap", 6, [104, 110])
    assert days(*said) == [["2020-06-16"], ["2020-06-17"]]
    found = row("count", says("a", 115), says("b", 110, 19), published="2020-06-18", cumulative=True)
    assert found.verdict == "conflict"
    assert days_of(found.pairs[0].outcome.days[0], "UTC")[0].day == 18


@each_row(
    ("earlier", "later"),
    [
        (15, 16),
        ("2020-05", 1),
        ("2020-06-16T12:00", "2020-06-16T12:01"),
        ("2020-06-16T23:59", 17),
        ("2020-06-01/2020-06-15", 16),
    ],
)
def test_an_earlier_figure_above_a_later_one_conflicts(earlier, later):
    assert outcome(says("a", 115, earlier), says("b", 104, later)) == ("conflict", 11, [115, 104])
    assert outcome(says("a", 104, later), says("b", 115, earlier)) == ("conflict", 11, [104, 115])
    assert outcome(says("a", 104, earlier), says("b", 115, later))[0] == "overlap"
    assert outcome(says("a", 115, earlier), says("b", 115, later))[0] == "agree"


@each_row("other", ["2020-06", "2020", "2020-06-10/2020-06-16", "2020-06-16/2020-06-20", None])
def test_figures_of_overlapping_or_unknown_days_never_conflict(other):
    assert outcome(says("a", 115, 16), says("b", 104, other))[0] == "overlap"
    assert outcome(says("a", 104, 16), says("b", 115, other))[0] == "overlap"
    assert outcome(says("a", "more than 104", 16), says("b", 104, other)) == ("agree", 0, ["more than 104", 104])


@pytest.mark.parametrize("clock", ["2020-06-16T00:00", "2020-06-16T23:59", "2020-06-16T08:00/2020-06-16T10:00"])
def test_a_clock_time_is_of_its_day(clock):
    assert outcome(says("a", 104, 16), says("b", 115, clock))[0] == "conflict"
    assert outcome(says("a", 115, clock), says("b", 104, 16))[0] == "conflict"


def test_days_are_those_of_the_zone_of_the_event():
    said = says("a", 104, 16), says("b", 115, "2020-06-15T20:00Z")
    assert outcome(*said, timezone="Asia/Kabul")[0] == "conflict"
    assert outcome(says("a", 115, 16), says("b", 104, "2020-06-15T20:00Z"))[0] == "overlap"


def test_one_day_compares_as_ever():
    assert outcome(says("a", 58, 16), says("b", "more than 58", 16)) == ("conflict", 0, [58, "more than 58"])
    assert outcome(says("a", "at least 58", 16), says("b", 58, 16)) == ("agree", 0, ["at least 58", 58])
    assert outcome(says("a", "hundreds", 16), says("b", "hundreds", 16)) == (
        "agree",
        None,
        ["hundreds", "hundreds"],
    )


def test_words_of_different_days():
    assert outcome(says("a", "hundreds", 15), says("b", "hundreds", 16))[0] == "agree"
    assert outcome(says("a", "dozens", 15), says("b", "hundreds", 16))[:2] == ("overlap", None)
    assert outcome(says("a", "hundreds", 15), says("b", 99, 16))[:2] == ("conflict", None)
    assert outcome(says("a", 99, 15), says("b", "hundreds", 16))[:2] == ("overlap", None)


def test_bounds_of_different_days():
    assert outcome(says("a", "at least 115", 15), says("b", "at most 104", 16)) == (
        "conflict",
        11,
        ["at least 115", "at most 104"],
    )
    assert outcome(says("a", "at most 115", 15), says("b", 104, 16))[0] == "overlap"
    assert outcome(says("a", "100 to 120", 15), says("b", 110, 16)) == ("overlap", 0, ["100 to 120", 110])
    assert outcome(says("a", "more than 110", 15), says("b", 110, 16)) == ("conflict", 0, ["more than 110", 110])
    assert outcome(says("a", 110, 15), says("b", "fewer than 110", 16))[0] == "conflict"


# The series of a party


def test_the_last_of_its_days_is_the_position_whenever_it_was_said():
    said = says("a", 104, 18, 16), says("a", 120, 17)
    assert series(*said) == [[104, 120]]
    assert [claim.value for claim in made(*said).accounts["a"].standing] == [120]


def test_for_one_day_the_one_said_last_counts():
    assert series(says("a", 104, 17, 16), says("a", 112, 18, 16)) == [[112]]
    assert series(says("a", 104, "2020-06-16T09:00"), says("a", 112, "2020-06-16T20:00")) == [[112]]
    assert series(says("a", 112, 18, "2020-05"), says("a", 104, 17, "2020-05")) == [[112]]


def test_two_of_one_day_without_an_order_contradict_each_other_where_they_differ():
    said = says("a", 90, 14), says("a", 104, 16), says("a", 112, 16)
    found = made(*said).accounts["a"]
    assert found.self_contradicting
    assert series(*said) == [[90, 104], [90, 112]]
    assert not made(says("a", 104, 16), says("a", "at least 104", 16)).accounts["a"].self_contradicting


def test_of_overlapping_days_the_one_said_last_is_the_position():
    said = says("a", 104, 10), says("a", 112, "2020-07-01", "2020-06")
    assert series(*said) == [[112, 104]]
    assert [claim.value for claim in made(*said).accounts["a"].standing] == [112]


def test_undated_figures_stand_beside_the_series_and_contradict_nothing():
    said = says("a", 104, 10), says("a", 112, 12), says("a", 7)
    assert series(*said) == [[104, 112], [7]]
    assert not made(*said).accounts["a"].self_contradicting


def test_what_is_replaced_or_withdrawn_leaves_the_series():
    assert series(says("a", 300, 10, id="x"), says("a", 90, 12, replaces="x")) == [[90]]
    assert series(says("a", 80, 10), says("a", 300, 12, id="x"), says("a", 95, 14, replaces="x")) == [[80, 95]]
    back = {"party": "a", "stance": "withdraws", "stated": day(13)}
    assert series(says("a", 300, 10), says("a", 310, 12), back, says("a", 20, 14)) == [[20]]


def test_series_are_kept_apart_by_measure():
    said = says("a", 104, 10), says("a", 300, 11, measure="wounded"), says("a", 110, 12)
    assert series(*said) == [[300], [104, 110]]


def test_voices_of_a_pooled_party_are_no_series():
    assert series(says("r", 104, 10), says("r", 90, 12), party="r", pooled="r") == [[104], [90]]


@each_row(
    ("earlier", "later", "dropped"),
    [
        (500, 471, True),
        (500, 500, False),
        (500, "more than 400", True),
        (500, "at most 400", True),
        (500, "dozens", False),
        (500, "at least 500", False),
        (500, "480 to 520", False),
        ("480 to 520", "470 to 520", True),
        ("480 to 520", "480 to 519", True),
        ("480 to 520", "470 to 530", False),
        ("480 to 520", 490, False),
        ("480 to 520", 480, True),
        ("hundreds", 90, False),
        ("hundreds", 300, False),
        ("at least 50", "fewer than 50", False),
        ("at least 50", "fewer than 49", True),
        ("more than 100", 100, False),
    ],
)
def test_a_recount_drops_what_it_is_less_than(earlier, later, dropped):
    assert series(says("a", earlier, 10), says("a", later, 12)) == [[later] if dropped else [earlier, later]]


def test_a_recount_drops_all_that_it_is_less_than_and_nothing_else():
    said = says("a", 100, 10), says("a", 500, 11), says("a", "dozens", 12), says("a", 450, 13), says("a", 300, 14)
    assert series(*said) == [[100, "dozens", 300]]


def test_a_figure_of_an_overlapping_day_is_no_recount():
    assert series(says("a", 500, 10), says("a", 471, "2020-07-01", "2020-06")) == [[471, 500]]


# Two series


def test_compared_as_of_the_last_day_that_both_have_reached():
    ours = says("a", 104, 15), says("a", 118, 17), says("a", 150, 20)
    assert outcome(*ours, says("b", 95, 14), says("b", 121, 18)) == ("overlap", 3, [118, 121])
    assert outcome(*ours, says("b", 110, 18)) == ("conflict", 8, [118, 110])
    assert outcome(*ours, says("b", 151, 18)) == ("conflict", 1, [150, 151])


def test_who_has_not_begun_by_then_is_compared_by_the_first_figure():
    said = says("a", 104, 14), says("a", 112, 16), says("b", 150, 20), says("b", 160, 22)
    assert outcome(*said) == ("overlap", 38, [112, 150])
    assert outcome(says("a", 104, 14), says("a", 212, 16), says("b", 150, 20), says("b", 260, 22)) == (
        "conflict",
        62,
        [212, 150],
    )


def test_a_figure_of_an_earlier_day_is_a_lower_bound_though_a_word_came_after_it():
    said = says("a", 300, 10), says("a", "dozens", 14), says("b", 100, 14)
    assert outcome(*said) == ("conflict", 200, [300, 100])
    assert days(*said) == [["2020-06-10"], ["2020-06-14"]]


def test_a_figure_of_a_later_day_is_an_upper_bound():
    assert outcome(says("a", 50, 14), says("a", 95, 18), says("a", 300, 25), says("b", 100, 16)) == (
        "conflict",
        5,
        [95, 100],
    )
    assert outcome(says("b", 100, 16), says("a", 50, 14), says("a", 95, 18), parties="ba") == (
        "conflict",
        5,
        [100, 95],
    )
    assert outcome(says("a", 50, 14), says("a", 95, "2020-06"), says("b", 100, 16))[0] == "overlap"


def test_earlier_disagreement_that_was_settled_is_history():
    assert outcome(says("a", 100, 1), says("a", 150, 5), says("b", 50, 3), says("b", 150, 5))[0] == "agree"


def test_denied_figure_meets_the_figure_of_its_day():
    ours = says("a", 104, 16), says("a", 118, 18)
    assert outcome(*ours, denies("b", 104, 16))[0] == "conflict"
    assert outcome(*ours, denies("b", 118, 16))[0] == "compatible"
    assert outcome(*ours, denies("b", 118, 20))[0] == "compatible"
    assert outcome(*ours, denies("b", 118, 20, 18)) == ("conflict", None, [118, 118])
    assert outcome(*ours, denies("b", 118))[0] == "compatible"
    assert outcome(*ours, denies("b", "at least 100", "2020-06"))[0] == "compatible"
    assert days(*ours, denies("b", 104, 16)) == [["2020-06-16"], ["2020-06-16"]]


def test_ones_own_denial_of_another_day_stands_beside_the_figure():
    assert len(made(denies("a", 104, 16), says("a", 104, 18)).accounts["a"].positions) == 2
    assert len(made(denies("a", 104, 17, 16), says("a", 104, 18, 16)).accounts["a"].positions) == 1


def test_wordings_of_a_figure_count_by_the_mildest():
    ours = says("a", 104, 16, id="x"), says("a", "at least 100", 17, restates="x")
    assert series(*ours) == [[104]]
    assert outcome(*ours, says("b", 102, 16)) == ("overlap", 2, ["at least 100", 102])
    assert outcome(*ours, says("b", 101, 18)) == ("overlap", 1, ["at least 100", 101])
    assert outcome(*ours, says("b", 99, 18)) == ("conflict", 1, ["at least 100", 99])
    later = *ours, says("a", "dozens", 20)
    assert outcome(*later, says("b", 99, 18)) == ("conflict", 1, ["at least 100", 99])
    assert outcome(*later, says("b", 101, 20))[0] == "overlap"


def test_a_wording_may_give_the_cut_off_of_a_statement():
    ours = says("a", 104, 18, id="x"), says("a", 104, 19, 16, restates="x")
    assert days(*ours, says("b", 110, 17)) == [["2020-06-16"], ["2020-06-17"]]
    ours = says("a", 104, 18, 17, id="x"), says("a", 104, 19, 16, restates="x")
    assert days(*ours, says("b", 110, 18))[0] == ["2020-06-17"]


# Properties

figures = st.lists(st.integers(0, 30), min_size=1, max_size=12).map(sorted)


@given(figures, st.data())
def test_a_toll_that_only_grows_never_conflicts_with_a_subset_of_itself(toll, data):
    ours = [says("a", value, number + 1) for number, value in enumerate(toll)]
    theirs = [
        {**claim, "party": "b"} for claim in data.draw(st.lists(st.sampled_from(ours), min_size=1, unique_by=str))
    ]
    assert outcome(*data.draw(st.permutations(ours + theirs)))[0] in ("agree", "overlap")


mixed = st.one_of(
    st.integers(0, 30),
    st.integers(0, 30).map(lambda n: f"at least {n}"),
    st.integers(1, 30).map(lambda n: f"at most {n}"),
    st.sampled_from(["dozens", "tens", "some"]),
)
told = st.tuples(st.sampled_from("ab"), mixed, st.integers(3, 9), st.integers(0, 2))


def total_of(said):
    return [
        {"party": party, "value": value, "stated": day(stated), "cut-off": day(stated - before)}
        for party, value, stated, before in said
    ]


stances = st.sampled_from(["asserts"] * 4 + ["denies", "declines", "withdraws"])
clocks = st.sampled_from(["", "", "T08:00Z", "T20:30Z"])
spoken = st.tuples(
    st.sampled_from("abr"), stances, mixed, st.integers(3, 9) | st.none(), clocks, st.integers(0, 2) | st.none()
)


def told_from(said, by, published, until):
    """Return the row that claims make, as of a day, with all days *by* so many days later."""
    claims = []
    for party, stance, value, stated, clock, before in said:
        claim = {"party": party, "stance": stance}
        claim |= {"value": value} if stance in ("asserts", "denies") else {}
        claim |= {"stated": day(stated + by) + clock} if stated else {}
        told_on = stated or published
        claim |= {"cut-off": day(told_on + by - before)} if before is not None and told_on else {}
        claims.append(claim)
    data = dataset(
        {"kind": "count", "cumulative": True, "claims": claims},
        pooled="r",
        published=published and day(published + by),
    )
    (made,) = compare(as_of(data, day(until + by))[0] if until else data).events[0].rows
    return made


@given(
    st.lists(spoken, min_size=2, max_size=8),
    st.integers(1, 15),
    st.integers(4, 9) | st.none(),
    st.integers(3, 9) | st.none(),
)
def test_shifting_all_days_changes_no_verdict(said, by, published, until):
    one, other = (told_from(said, days, published, until) for days in (0, by))
    assert (one.verdict, one.gap, one.between) == (other.verdict, other.gap, other.between)
    assert [pair.verdict for pair in one.pairs] == [pair.verdict for pair in other.pairs]
    assert [account.state for account in one.accounts.values()] == [
        account.state for account in other.accounts.values()
    ]


@given(st.lists(told, min_size=2, max_size=12))
def test_timeline_has_at_each_day_the_verdict_as_of_that_day(said):
    said = [(party, value, stated, min(before, 1)) for party, value, stated, before in said]
    data = dataset({"kind": "count", "cumulative": True, "claims": total_of(said)}, published=None)
    steps = history(compare(data).events[0].rows[0]).steps
    for number, step in zip(sorted({stated for _, _, stated, _ in said}), steps, strict=True):
        (whole,) = compare(as_of(data, day(number))[0]).events[0].rows
        assert (step.verdict, step.gap) == (whole.verdict, whole.gap)


# The rules once more, in the plainest way: every figure is looked at, whatever came of it. Days are numbers.

MEANS = {"dozens": (12, None), "tens": (10, None), "some": (1, None)}


def bounds(value):
    """Return the least and the largest count that make a figure true."""
    if isinstance(value, int):
        return value, value
    if value in MEANS:
        return MEANS[value]
    words, n = value.rsplit(" ", 1)
    return (int(n), None) if words == "at least" else (0, int(n))


def stated(value):
    return None if value in MEANS else int(str(value).split()[-1])


def above(a, b):
    """Say whether all that *a* allows is above all that *b* does."""
    high = bounds(b)[1]
    return high is not None and bounds(a)[0] > high


def plain_series(said):
    """Return the figures of a party by day: the one said last for each, without those that a later one recounts."""
    last = {}
    for value, told_on, of in said:
        if of not in last or last[of][1] < told_on:
            last[of] = value, told_on
    figures = sorted((of, value) for of, (value, _) in last.items())
    return [
        (of, value)
        for of, value in figures
        if not any(
            later > of and None not in (stated(value), stated(other)) and stated(other) < stated(value)
            for later, other in figures
        )
    ]


def plain_verdict(ours, theirs):
    """Return the verdict of two series of one party each."""
    common = min(ours[-1][0], theirs[-1][0])
    (day_a, a), (day_b, b) = (
        ([one for one in each if one[0] <= common] or each[:1])[-1] for each in (ours, theirs)
    )
    same = a == b if None in (stated(a), stated(b)) else stated(a) == stated(b)
    if (day_a <= day_b and above(a, b)) or (day_b <= day_a and above(b, a)):
        return "conflict"
    for series, of, figure in ((ours, day_b, b), (theirs, day_a, a)):
        if any(above(other, figure) if at < of else at > of and above(figure, other) for at, other in series):
            return "conflict"
    return "agree" if same else "overlap"


@given(st.lists(told, min_size=2, max_size=10, unique_by=lambda one: (one[0], one[2])))
def test_verdict_is_that_of_the_rules_told_once_more(said):
    ours, theirs = (
        plain_series([(*one[1:3], one[2] - one[3]) for one in said if one[0] == party]) for party in "ab"
    )
    if ours and theirs:
        assert made(*total_of(said)).verdict == plain_verdict(ours, theirs)


def test_of_two_figures_of_one_day_without_an_order_both_count_whatever_came_after():
    first, second, last = says("a", 60, 15), says("a", 50, 15), says("a", 70, 20)
    for ours in ((first, second, last), (second, first, last)):
        assert outcome(*ours, says("b", 60, 15)) == ("conflict", 10, [50, 60])
        assert outcome(*ours, says("b", 40, 10)) == ("overlap", 20, [60, 40])
    later = says("a", 60, 25), says("a", 50, 25), says("a", 70, 28)
    for ours in (later, later[::-1]):
        assert outcome(*ours, says("b", 55, 20)) == ("conflict", 5, [50, 55])
