"""Parts and wholes: sums of what a party says of each part, and in which part a gap lies."""

import json

from build import dataset, rows
from hypothesis import given
from hypothesis import strategies as st
from rendered import rendered
from rows import each_row

from borderclash.comparing.coverage import coverage
from borderclash.comparing.history import history
from borderclash.comparing.rows import compare

PARTS = ["civilians", "soldiers"]


def said(party, value, scope=None, **more):
    return {"party": party, "value": value, **({"scope": scope} if scope else {}), **more}


def both(party, civilians, soldiers, **more):
    """Return what a party says of each part."""
    return said(party, civilians, "civilians", **more), said(party, soldiers, "soldiers", **more)


def made(*claims, kind="count", parts=PARTS, **more):
    """Return the rows of claims by scope; each row stands there once."""
    found = rows(kind, *claims, parts=parts, **more)
    by_scope = {found_row.scope: found_row for found_row in found}
    assert len(by_scope) == len(found)
    return by_scope


def sums(found_row, party="a"):
    """Return the sums of a party in a row, as they are written."""
    return [p.reading.written for p in found_row.accounts[party].positions if p.derived]


def test_parts_together_are_a_position_on_the_whole_and_no_claim():
    whole = made(*both("a", 11, 14), said("b", 25))[None]
    (position,) = whole.accounts["a"].positions
    assert (position.derived, position.reading.written, position.number < 0) == (True, "25", True)
    assert [claim.scope for claim in position.parts] == PARTS
    assert (whole.verdict, whole.accounts["a"].state, whole.accounts["a"].claims) == ("agree", "asserts", ())
    assert whole.accounts["a"].standing == ()


def test_whole_that_nobody_speaks_of_gets_a_row_for_each_subject():
    found = rows(
        "count",
        *both("a", 1, 2, subject="b"),
        *both("a", 3, 4, subject="c"),
        *both("b", 5, 6, subject="c"),
        parts=PARTS,
    )
    wholes = {each.subject: (sums(each), sums(each, "b")) for each in found if each.scope is None}
    assert wholes == {"b": (["3"], []), "c": (["7"], ["11"])}
    assert [each.scope for each in found[:4]] == [*PARTS, *PARTS]


@each_row(
    "claims",
    [
        (said("a", 11, "civilians"),),
        (*both("a", 11, 14), said("a", 30)),
        (said("a", 11, "civilians"), said("a", 14, "soldiers", measure="wounded")),
        (said("a", 11, "civilians"), {"party": "a", "stance": "denies", "value": 14, "scope": "soldiers"}),
        (said("a", 11, "civilians"), {"party": "a", "stance": "declines", "scope": "soldiers"}),
        (said("a", 11, "civilians"), said("b", 14, "soldiers")),
        (*both("a", 11, 14), {"party": "a", "stance": "withdraws", "scope": "soldiers", "stated": "2025-01-02"}),
    ],
)
def test_no_sum_where_a_part_is_missing_or_the_whole_is_given(claims):
    found = made(*claims, said("b", 20))
    assert sums(found[None]) == []


def test_a_whole_that_was_withdrawn_or_is_of_another_measure_is_none():
    withdrawn = (said("a", 30), {"party": "a", "stance": "withdraws", "stated": "2025-01-02"})
    assert sums(made(*both("a", 11, 14), *withdrawn)[None]) == ["25"]
    assert sums(made(*both("a", 11, 14), said("a", 70, measure="killed or wounded"))[None]) == ["25"]


def test_each_measure_has_its_sum():
    wounded = both("a", 5, 6, measure="wounded")
    assert sums(made(*both("a", 11, 14), *wounded)[None]) == ["25", "11"]


def test_several_figures_of_a_part_make_several_sums_and_equal_sums_one():
    whole = made(said("a", 11, "civilians"), said("a", 12, "civilians"), said("a", 14, "soldiers"), said("b", 26))[
        None
    ]
    assert sums(whole) == ["25", "26"]
    assert (whole.verdict, whole.gap.size) == ("conflict", 1)
    assert not whole.accounts["a"].self_contradicting
    crossed = (said("a", v, s) for v, s in ((1, "civilians"), (2, "civilians"), (2, "soldiers"), (1, "soldiers")))
    assert sums(made(*crossed)[None]) == ["3", "2", "4"]


def test_too_many_figures_make_no_sum():
    many = [said("a", n, scope) for scope in PARTS for n in range(8)]
    assert None not in made(*many)


def test_scopes_are_parts_without_regard_to_case_and_spacing():
    assert sums(made(said("a", 11, "Civilians "), said("a", 14, "SOLDIERS"))[None]) == ["25"]


def test_whole_is_the_scope_of_the_question_where_it_has_one():
    found = made(*both("a", 11, 14), said("b", 25), scope="Helmand")
    assert found["Helmand"].verdict == "agree"
    assert None not in found


def test_pooled_parties_have_no_sum():
    assert None not in made(*both("r", 11, 14), pooled="r")


def test_mirrors_take_no_sum():
    claims = [*both("a", 11, 14, subject="b"), said("b", 30, subject="a")]
    table = compare(dataset({"kind": "count", "claims": claims, "parts": PARTS})).events[0]
    assert table.mirrors == ()
    assert [sums(each) for each in table.rows if each.scope is None and each.subject == "b"] == [["25"]]


def test_bounds_pass_on_and_both_kinds_together_state_nothing():
    whole = made(*both("a", "at least 10", 5), said("b", 12), said("c", 20))[None]
    assert {pair.parties: pair.verdict for pair in whole.pairs} == {
        ("a", "b"): "conflict",
        ("a", "c"): "overlap",
        ("b", "c"): "conflict",
    }
    mixed = made(*both("a", "at least 10", "at most 5"), said("b", 12))[None]
    assert (mixed.verdict, mixed.gap) == ("overlap", None)


def test_denial_of_the_very_sum_conflicts_with_it():
    assert made(*both("a", 11, 14), {"party": "b", "stance": "denies", "value": 25})[None].verdict == "conflict"


def test_numbers_add_up_exactly():
    assert sums(made(*both("a", "0.1", "0.2"), kind="number", unit="%")[None]) == ["0.3"]


def test_sums_count_in_no_coverage_and_no_timeline():
    table = compare(
        dataset({"kind": "count", "claims": [*both("a", 11, 14), said("b", 3, "civilians")], "parts": PARTS})
    )
    whole = table.events[0].rows[-1]
    assert whole.of_sums
    (question,) = coverage(table).events[0].questions
    assert [part.scope for part in question.parts] == PARTS
    assert history(whole).steps == ()
    given = compare(dataset({"kind": "count", "claims": [*both("a", 11, 14), said("b", 25)], "parts": PARTS}))
    (question,) = coverage(given).events[0].questions
    assert {part.scope: part.states["a"] for part in question.parts}[None] == "no-claim"
    (step,) = history(next(each for each in given.events[0].rows if each.scope is None)).steps
    assert step.verdict == "one-party"


def test_json_marks_a_sum_and_does_not_count_it_as_a_claim():
    claims = [*both("a", 11, 14), said("b", 30)]
    made = compare(dataset({"kind": "count", "claims": claims, "parts": PARTS}))
    data = json.loads(rendered(made, "json"))
    whole = data["events"][0]["rows"][-1]
    figure = {"low": 25, "high": 25, "stated": [25, 25]}
    assert whole["accounts"]["a"]["positions"] == [
        {"measure": None, "stance": "asserts", "value": 25, "figure": figure, "derived": True}
    ]
    assert whole["accounts"]["a"]["text"] == "25, its parts together"
    assert whole["accounts"]["a"]["claims"] == []
    assert whole["pairs"][0]["said"] == ["25", "30"]
    assert data["summary"]["claims"] == 3


def wholes(party, whole, *parts, **more):
    return said(party, whole, **more), *(
        said(party, n, scope, **more) for n, scope in zip(parts, PARTS, strict=True)
    )


def where(*claims, **more):
    """Return in which parts the gap of the two parties lies."""
    return [(each.part, each.size) for each in made(*claims, **more)[None].deciding.apart]


def test_where_a_gap_lies():
    assert where(*wholes("a", 58, 40, 18), *wholes("b", 18, 9, 9)) == [("civilians", 31), ("soldiers", 9)]
    assert where(*wholes("a", 18, 9, 9), *wholes("b", 58, 9, 49)) == [("soldiers", 40)]


@each_row(
    ("a", "b"),
    [
        ((58, 50, 8), (18, 9, 9)),
        ((58, 40, 17), (18, 9, 9)),
        ((58, "about 40", 18), (18, 9, 9)),
        (("at least 58", 40, 18), (18, 9, 9)),
        ((58, 40, 18), (58, 40, 18)),
        ((58, 40, 18), (58, 18, 40)),
    ],
)
def test_it_is_not_said_where_it_is_not_known(a, b):
    assert where(*wholes("a", *a), *wholes("b", *b)) == []


def test_it_is_not_said_of_sums_and_of_two_figures_for_one_part():
    assert where(*both("a", 40, 18), *wholes("b", 18, 9, 9)) == []
    assert where(*wholes("a", 58, 40, 18), said("a", 41, "civilians"), *wholes("b", 18, 9, 9)) == []


def test_parts_of_the_same_measure_tell_where_it_lies():
    assert where(
        *wholes("a", 58, 40, 18, measure="killed"), *both("a", 1, 2), *wholes("b", 18, 9, 9, measure="killed")
    ) == [("civilians", 31), ("soldiers", 9)]


figures = st.sampled_from([0, 5, 58, "at least 18", "at most 9", "about 200", "dozens", "3 to 5", "nearly 100"])


@given(
    st.lists(figures, min_size=3, max_size=4).flatmap(
        lambda v: st.tuples(st.just(v), st.permutations(range(len(v))))
    )
)
def test_parts_in_any_order_give_the_same_sum(given_parts):
    values, order = given_parts
    scopes = [f"part {n}" for n in range(len(values))]
    claims = [said("a", value, scope) for value, scope in zip(values, scopes, strict=True)]
    ours = made(*claims, said("b", 30), parts=scopes)[None]
    theirs = made(*(claims[n] for n in order), said("b", 30), parts=[scopes[n] for n in order])[None]
    assert sums(ours) == sums(theirs)
    assert (ours.verdict, ours.gap) == (theirs.verdict, theirs.gap)


derivations = st.fixed_dictionaries(
    {"t": st.sampled_from([(), ("s",)]), "u": st.sampled_from([(), ("s",), ("t",)])}
)


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3), st.sampled_from("stu")), min_size=1, max_size=5),
    derivations,
)
def test_what_sources_are_derived_from_changes_no_verdict(claims, derived):
    def verdicts(derived):
        made_of = dataset(
            {"kind": "count", "claims": [said(p, v, source=s) for p, v, s in claims]}, sources=derived
        )
        return [
            (each.verdict, each.gap, each.between, [pair.verdict for pair in each.pairs])
            for each in compare(made_of).events[0].rows
        ]

    assert verdicts(derived) == verdicts(dict.fromkeys("tu", ()))


def test_denial_without_a_value_stands_beside_a_sum():
    whole = made(*both("a", 11, 14), {"party": "b", "stance": "denies"}, said("c", 25))[None]
    assert {pair.parties: pair.verdict for pair in whole.pairs} == {
        ("a", "b"): "compatible",
        ("a", "c"): "agree",
        ("b", "c"): "conflict",
    }
