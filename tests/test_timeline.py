"""Histories of rows: what was said when, and when each disagreement began, widened, narrowed and ended."""

from dataclasses import replace

import pytest
from build import dataset, row
from hypothesis import given, settings
from hypothesis import strategies as st

from borderclash.compare import compare
from borderclash.selection import as_of
from borderclash.timelines.timeline import histories, history
from borderclash.timelines.wording import Wording
from borderclash.vocabulary import DISAGREEMENTS
from borderclash.words import position

GALWAN = [
    {"party": "india", "value": 3, "stated": "2020-06-16T12:50"},
    {"party": "india", "value": 20, "stated": "2020-06-16T22:00"},
    {"party": "china", "value": 4, "stated": "2021-02-19"},
]


def said(party, value=None, stated="2025-01-01", stance="asserts", **more):
    claim = {"party": party, "stance": stance, "stated": stated} | more
    return claim if value is None else claim | {"value": value}


def story(*claims, kind="count", **more):
    """Return the history of the only row that *claims* come to."""
    return history(row(kind, *claims, published=None, **more))


def changes(made):
    """Return, for each step, what became of which disagreement."""
    return [["-".join(change.parties) + " " + change.kind for change in step.changes] for step in made.steps]


def heard(made):
    """Return, for each step, who said what, what of the party stands then and what stands no more."""
    question = made.row.question

    def told(claims):
        return [position(question, claim) or claim.stance for claim in claims]

    return [
        [
            (one.party.id, told(one.claims), told([*one.beside, *one.positions]), told(one.undone))
            for one in step.heard
        ]
        for step in made.steps
    ]


def test_a_revision_and_the_beginning_of_a_disagreement():
    made = story(*GALWAN, parties=["india", "china"], timezone="Asia/Kolkata")
    assert heard(made) == [
        [("india", ["3"], ["3"], [])],
        [("india", ["20"], ["20"], ["3"])],
        [("china", ["4"], ["4"], [])],
    ]
    assert changes(made) == [[], [], ["india-china began"]]
    assert [step.verdict for step in made.steps] == ["one-sided", "one-sided", "conflict"]
    last = made.steps[-1]
    assert (last.gap.size, last.between, last.changes[0].by) == (16, ("india", "china"), ("china",))


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        (said("b", 30, "2025-01-02"), "widened"),
        (said("b", 15, "2025-01-02"), "narrowed"),
        (said("b", 10, "2025-01-02"), "ended"),
        (said("b", "at least 5", "2025-01-02"), "became-overlap"),
        (said("b", "tens", "2025-01-02"), "became-overlap"),
        (said("b", None, "2025-01-02", "withdraws"), "ended"),
        (said("b", 5, "2025-01-02", measure="wounded"), None),
        (said("b", 20, "2025-01-02"), None),
        (said("b", None, "2025-01-02", "declines"), None),
        (said("b", None, "2025-01-02", "denies"), "changed"),
    ],
)
def test_what_becomes_of_a_disagreement(second, kind):
    made = story(said("a", 10), said("b", 20), second)
    assert changes(made)[1] == ([f"a-b {kind}"] if kind else [])


def test_an_overlap_becomes_a_conflict():
    made = story(said("a", 10), said("b", "at least 5"), said("b", 5, "2025-01-02"))
    assert changes(made) == [["a-b began"], ["a-b became-conflict"]]


def test_of_two_gaps_of_the_same_size_the_larger_ratio_is_the_wider():
    """A party that moves both of its bounds leaves the gap, and another that follows it makes less of it."""
    made = story(said("a", 10), said("b", 20), said("a", 110, "2025-01-02"), said("b", 120, "2025-01-02"))
    assert changes(made) == [["a-b began"], ["a-b narrowed"]]
    back = story(said("a", 110), said("b", 120), said("a", 10, "2025-01-02"), said("b", 20, "2025-01-02"))
    assert changes(back) == [["a-b began"], ["a-b widened"]]


def test_the_gap_tells_before_the_ratio():
    made = story(said("a", 10), said("b", 20), said("a", 100, "2025-01-02"), said("b", 120, "2025-01-02"))
    assert changes(made) == [["a-b began"], ["a-b widened"]]


def test_where_a_ratio_comes_or_goes_nobody_can_say_which_is_wider():
    made = story(said("a", 0), said("b", 10), said("a", 10, "2025-01-02"), said("b", 20, "2025-01-02"))
    assert changes(made) == [["a-b began"], ["a-b changed"]]


def test_an_answer_that_gives_way_to_another_changes_what_they_disagree_on():
    options = {"x": "X", "y": "Y", "z": "Z"}
    claims = [said("a", "x"), said("b", "y"), said("b", "z", "2025-01-02"), said("b", "z", "2025-01-03")]
    assert changes(story(*claims, kind="choice", options=options)) == [["a-b began"], ["a-b changed"], []]


def test_two_who_move_in_the_same_moment_both_did_it():
    made = story(said("a", 10), said("b", 20), said("a", 1, "2025-01-02"), said("b", 40, "2025-01-02"))
    assert made.steps[1].changes[0].by == ("a", "b")
    again = story(said("a", 10), said("b", 20), said("a", 10, "2025-01-02"), said("b", 40, "2025-01-02"))
    assert again.steps[1].changes[0].by == ("b",)


def test_a_pair_may_disagree_agree_and_disagree_again():
    claims = [said("a", 10), said("b", 20), said("b", 40, "2025-01-02"), said("b", 10, "2025-01-03")]
    made = story(*claims, said("a", 15, "2025-01-04"))
    (disagreement,) = made.disagreements
    assert [[turn.change.kind for turn in phase.turns] for phase in disagreement.phases] == [
        ["began", "widened", "ended"],
        ["began"],
    ]
    assert [phase.ended for phase in disagreement.phases] == [True, False]
    assert disagreement.phases[0].widest.step == 1


def test_only_pairs_that_ever_disagree_are_listed():
    made = story(said("a", 10), said("b", 10), said("c", 20, "2025-01-02"))
    assert [one.parties for one in made.disagreements] == [("a", "c"), ("b", "c")]


def test_a_withdrawal_undoes_what_stood():
    made = story(said("a", 10), said("a", None, "2025-01-02", "withdraws"))
    assert heard(made)[1] == [("a", ["withdraws"], [], ["10"])]
    assert made.steps[1].heard[0].taken_back
    assert made.steps[1].verdict == "unanswered"


def test_declining_undoes_nothing():
    made = story(said("a", 10), said("a", None, "2025-01-02", "declines"))
    assert heard(made)[1] == [("a", ["declines"], ["10"], [])]


def test_the_voices_of_a_pooled_party_stand_beside_each_other():
    made = story(said("p", 10), said("p", 30, "2025-01-02"), said("a", 10, "2025-01-03"), pooled="p")
    assert heard(made)[1] == [("p", ["30"], ["30"], [])]
    assert made.steps[2].gap.size == 20


def test_a_voice_that_replaces_another_undoes_it():
    claims = [said("p", 10, id="first"), said("p", 30, "2025-01-02", replaces="first")]
    assert heard(story(*claims, pooled="p"))[1] == [("p", ["30"], ["30"], ["10"])]


def test_what_is_replaced_within_a_moment_never_stands():
    claims = [said("a", 3, id="first"), said("a", 20, replaces="first")]
    assert heard(story(*claims)) == [[("a", ["3", "20"], ["20"], ["3"])]]


def test_a_month_counts_once_it_is_over_and_comes_neither_before_nor_after_its_days():
    made = story(said("a", 3, "2025-01"), said("a", 20, "2025-01-15"))
    assert heard(made) == [[("a", ["20"], ["20"], [])], [("a", ["3"], ["20", "3"], [])]]
    assert made.steps[1].heard[0].self_contradicting


def test_a_month_and_its_last_day_end_in_the_same_moment():
    made = story(said("a", 3, "2025-01"), said("b", 20, "2025-01-31"))
    assert [len(step.heard) for step in made.steps] == [2]


def test_undated_claims_are_listed_apart():
    made = story(said("a", 10), said("b", 20, None))
    assert [claim.value for claim in made.undated] == [20]
    assert made.steps[-1].verdict == "one-sided"
    assert made.undated_matter
    same = story(said("a", 10), said("b", 20), said("b", 20, None))
    assert not same.undated_matter


def test_row_of_undated_claims_has_no_steps():
    made = story(said("a", 10, None))
    assert (made.steps, made.undated_matter) == ((), True)


def test_row_without_claims_has_no_steps():
    made = story()
    assert (made.steps, made.undated, made.undated_matter) == ((), (), False)


# Properties

quick = settings(max_examples=200, deadline=None)
values = st.sampled_from(["3", "20", "at least 18", "about 20", "10 to 20", "dozens", "several", "0"])
days = st.sampled_from([f"2020-06-{day}" for day in range(14, 18)])
covering = days | st.sampled_from(["2020-06-15T10:00", "2020-06-15T10:00/2020-06-16", "2020-06", "2020", None])


@st.composite
def claims(draw, when=covering):
    stances = ["asserts"] * 5 + ["denies", "declines", "cannot-say", "withdraws"]
    stance = draw(st.sampled_from(stances))
    claim = said(draw(st.sampled_from("aabcp")), None, draw(when), stance)
    claim["measure"] = draw(st.sampled_from([None, None, "wounded"]))
    if stance == "asserts" or (stance == "denies" and draw(st.booleans())):
        claim["value"] = draw(values)
    return claim


def linked(draw, said):
    """Let some claims replace another of their party that was said before."""
    for number, claim in enumerate(said):
        claim["id"] = f"c{number}"
        earlier = [one["id"] for one in said[:number] if one["party"] == claim["party"]]
        if earlier and draw(st.integers(0, 3)) == 0:
            claim["replaces"] = draw(st.sampled_from(earlier))
    return said


@st.composite
def stories(draw, when=covering, **size):
    return linked(draw, draw(st.lists(claims(when), **size)))


def of(said):
    return dataset({"kind": "count", "claims": said}, parties="abc", pooled="p", published=None)


def cut(made, end):
    """Return the row of what had been said by the instant *end*."""
    (event,) = made.events
    (question,) = event.questions
    kept = tuple(claim for claim in question.claims if claim.span and claim.span[1] <= end)
    event = replace(event, questions=(replace(question, claims=kept),))
    return compare(replace(made, events=(event,))).tables[0].rows[0]


def stands(row):
    return row.verdict, row.gap, row.between


@quick
@given(stories(min_size=1, max_size=9))
def test_each_step_is_the_comparison_of_what_had_been_said_by_then(said):
    made = of(said)
    course = history(compare(made).tables[0].rows[0])
    pairs = {}
    for step in course.steps:
        then = cut(made, step.end)
        assert stands(step) == stands(then)
        for one in step.heard:
            whole = then.accounts[one.party.id]
            said = {claim.number for claim in one.claims}
            assert one.positions == tuple(claim for claim in whole.positions if claim.number in said)
            others = tuple(claim for claim in whole.positions if claim.number not in said)
            assert one.beside == (() if one.party.pooled else others)
            assert one.self_contradicting == whole.self_contradicting
        pairs |= {change.parties: change.after for change in step.changes}
        disagreeing = {p.parties: (p.verdict, p.gap) for p in then.pairs if p.verdict in DISAGREEMENTS}
        found = {pair: after for pair, after in pairs.items() if after and after.verdict in DISAGREEMENTS}
        assert {pair: (after.verdict, after.gap) for pair, after in found.items()} == disagreeing


@quick
@given(stories(min_size=1, max_size=9))
def test_last_step_of_a_row_is_its_comparison_but_for_undated_claims(said):
    made = history(compare(of(said)).tables[0].rows[0])
    if made.steps and not made.undated:
        assert stands(made.steps[-1]) == stands(made.row)
        assert not made.undated_matter
    assert sum(len(one.claims) for step in made.steps for one in step.heard) + len(made.undated) == len(said)


@quick
@given(stories(min_size=1, max_size=9))
def test_summary_of_a_lasting_disagreement_says_why_as_the_comparison_does(said):
    made = history(compare(of(said)).tables[0].rows[0])
    if made.undated:
        return
    words = Wording(made, of(said).events[0], {})
    lasting = [one for one in made.disagreements if not one.phases[-1].ended]
    why = {pair.parties: pair.why for pair in made.row.pairs if pair.verdict in DISAGREEMENTS}
    assert {one.parties: words.why(one.parties, one.now) for one in lasting} == why
    assert all(words.summary(one).endswith(why[one.parties]) for one in lasting)


@quick
@given(stories(days, min_size=1, max_size=9), days)
def test_a_step_is_what_compare_shows_as_of_its_day(said, day):
    made = of(said)
    course = history(compare(made).tables[0].rows[0])
    then = compare(as_of(made, day)[0]).tables[0].rows[0]
    end = then.question and max((c.span[1] for a in then.accounts.values() for c in a.claims), default=None)
    step = next((step for step in course.steps if step.end == end), None)
    assert stands(then) == (stands(step) if step else ("unanswered", None, None))


@quick
@given(stories(min_size=1, max_size=12))
def test_phases_follow_one_another(said):
    made = history(compare(of(said)).tables[0].rows[0])
    for disagreement in made.disagreements:
        turns = [turn for phase in disagreement.phases for turn in phase.turns]
        assert [turn.step for turn in turns] == sorted({turn.step for turn in turns})
        for phase in disagreement.phases:
            kinds = [turn.change.kind for turn in phase.turns]
            assert kinds[0] == "began"
            assert "began" not in kinds[1:]
            assert "ended" not in kinds[:-1]
        assert all(phase.ended for phase in disagreement.phases[:-1])
    assert [step.end for step in made.steps] == sorted({step.end for step in made.steps})
    assert all(change.by for step in made.steps for change in step.changes)


def test_rows_of_one_question_each_have_their_history():
    claims = [said("a", 1), said("a", 2, "2025-01-02"), said("b", 3, scope="north")]
    made = compare(dataset({"kind": "count", "claims": claims})).tables[0]
    assert [len(one.steps) for one in histories(made)] == [2, 1]
    assert tuple(one.row for one in histories(made)) == made.rows
