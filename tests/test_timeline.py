"""Histories of rows: what was said when, and when each disagreement began, widened, narrowed and ended."""

from dataclasses import replace

from build import dataset, row
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.comparing.history import history
from borderclash.comparing.rows import compare
from borderclash.comparing.selection import as_of
from borderclash.model import Source
from borderclash.presenting.phrasing.answers import position
from borderclash.presenting.phrasing.histories import HistoryPhrasing, histories
from borderclash.presenting.phrasing.rows import RowPhrasing
from borderclash.presenting.phrasing.summaries import summaries as made_summaries
from borderclash.presenting.phrasing.summaries import summary
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Document
from borderclash.vocabulary import DISAGREEMENTS

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
    return [["-".join(change.parties) + " " + change.kind for change in step.shifts] for step in made.steps]


def heard(made):
    """Return, for each step, who said what, what of the party stands then and what stands no more."""
    question = made.row.question

    def phrased(claims):
        return [position(question, claim) or claim.stance for claim in claims]

    return [
        [
            (one.party.id, phrased(one.claims), phrased([*one.others, *one.positions]), phrased(one.undone))
            for one in step.statements
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
    assert [step.verdict for step in made.steps] == ["one-party", "one-party", "conflict"]
    last = made.steps[-1]
    assert (last.gap.size, last.between, last.shifts[0].by) == (16, ("india", "china"), ("china",))


@each_row(
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
        (said("b", None, "2025-01-02", "denies"), None),
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


def test_the_same_names_in_other_letters_change_nothing():
    first = [said("a", ["Khost"]), said("b", ["Khost", "Kunar"])]
    for again, shifts in ((["KHOST"], []), (["Zabul"], ["a-b changed"])):
        assert changes(story(*first, said("a", again, "2025-01-02"), kind="names")) == [["a-b began"], shifts]


def test_two_who_move_in_the_same_moment_both_did_it():
    made = story(said("a", 10), said("b", 20), said("a", 1, "2025-01-02"), said("b", 40, "2025-01-02"))
    assert made.steps[1].shifts[0].by == ("a", "b")
    again = story(said("a", 10), said("b", 20), said("a", 10, "2025-01-02"), said("b", 40, "2025-01-02"))
    assert again.steps[1].shifts[0].by == ("b",)


def test_a_pair_may_disagree_agree_and_disagree_again():
    claims = [said("a", 10), said("b", 20), said("b", 40, "2025-01-02"), said("b", 10, "2025-01-03")]
    made = story(*claims, said("a", 15, "2025-01-04"))
    (disagreement,) = made.disagreements
    assert [[shift.kind for shift in phase.shifts] for phase in disagreement.phases] == [
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
    assert made.steps[1].statements[0].withdrawn
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
    assert made.steps[1].statements[0].self_contradicting


def test_a_month_and_its_last_day_end_in_the_same_moment():
    made = story(said("a", 3, "2025-01"), said("b", 20, "2025-01-31"))
    assert [len(step.statements) for step in made.steps] == [2]


def test_undated_claims_are_listed_apart():
    made = story(said("a", 10), said("b", 20, None))
    assert [claim.value for claim in made.undated] == [20]
    assert made.steps[-1].verdict == "one-party"
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
    """Let some claims replace another of their party that was said before, or say it in other words."""
    for number, claim in enumerate(said):
        claim["id"] = f"c{number}"
        earlier = [one for one in said[:number] if one["party"] == claim["party"]]
        if earlier and draw(st.integers(0, 3)) == 0:
            claim["replaces"] = draw(st.sampled_from(earlier))["id"]
        same = [one["id"] for one in earlier if all(one[of] == claim[of] for of in ("measure", "stance"))]
        if same and claim["stance"] == "asserts" and "replaces" not in claim and draw(st.integers(0, 3)) == 0:
            claim["restates"] = draw(st.sampled_from(same))
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
    event = replace(event, questions=(question._replace(claims=kept),))
    return compare(replace(made, events=(event,))).events[0].rows[0]


def stands(row):
    return row.verdict, row.gap, row.between


@given(stories(min_size=1, max_size=9))
def test_each_step_is_the_comparison_of_what_had_been_said_by_then(said):
    made = of(said)
    course = history(compare(made).events[0].rows[0])
    pairs = {}
    for step in course.steps:
        then = cut(made, step.end)
        assert stands(step) == stands(then)
        assert step.divided == {id for id, account in then.accounts.items() if account.divided}
        for one in step.statements:
            whole = then.accounts[one.party.id]
            said = {claim.number for claim in one.claims}
            wordings = [claim for position in whole.positions for claim in position.wordings]
            assert one.positions == tuple(claim for claim in wordings if claim.number in said)
            others = tuple(p.claim for p in whole.positions if said.isdisjoint(c.number for c in p.wordings))
            if one.others or not one.party.pooled or one.undone:
                assert one.others == others
            assert one.self_contradicting == whole.self_contradicting
        pairs |= {change.parties: change.after for change in step.shifts}
        disagreeing = {p.parties: p.outcome for p in then.pairs if p.verdict in DISAGREEMENTS}
        found = {pair: after for pair, after in pairs.items() if after and after.verdict in DISAGREEMENTS}
        assert found.keys() == disagreeing.keys()
        assert all((found[pair].verdict, found[pair].gap) == disagreeing[pair][:2] for pair in found)
        assert step.deciding == then.deciding


@given(stories(min_size=1, max_size=9))
def test_disagreements_of_the_last_step_are_those_of_the_comparison_to_the_claim(said):
    made = history(compare(of(said)).events[0].rows[0])
    if not made.undated:
        now = {one.parties: one.now for one in made.disagreements if one.now}
        of_row = {pair.parties: pair.outcome for pair in made.row.pairs}
        assert now == {parties: of_row[parties] for parties in now}


@given(stories(min_size=1, max_size=9))
def test_last_step_of_a_row_is_its_comparison_but_for_undated_claims(said):
    made = history(compare(of(said)).events[0].rows[0])
    if made.steps and not made.undated:
        assert stands(made.steps[-1]) == stands(made.row)
        assert not made.undated_matter
    assert sum(len(one.claims) for step in made.steps for one in step.statements) + len(made.undated) == len(said)


@given(stories(min_size=1, max_size=9))
def test_summary_of_a_lasting_disagreement_says_why_as_the_comparison_does(said):
    made = history(compare(of(said)).events[0].rows[0])
    if made.undated:
        return
    words = HistoryPhrasing(made, of(said).events[0], {})
    lasting = [one for one in made.disagreements if not one.phases[-1].ended]
    why = {
        pair.parties: RowPhrasing(made.row).why_pair(pair)
        for pair in made.row.pairs
        if pair.verdict in DISAGREEMENTS
    }
    assert {one.parties: words.why(one.parties, one.now, made.steps[-1]) for one in lasting} == why
    assert all(summary(words, one).endswith(why[one.parties]) for one in lasting)


@given(stories(days, min_size=1, max_size=9), days)
def test_a_step_is_what_compare_shows_as_of_its_day(said, day):
    made = of(said)
    course = history(compare(made).events[0].rows[0])
    then = compare(as_of(made, day)[0]).events[0].rows[0]
    end = then.question and max((c.span[1] for a in then.accounts.values() for c in a.claims), default=None)
    step = next((step for step in course.steps if step.end == end), None)
    assert stands(then) == (stands(step) if step else ("unanswered", None, None))


@given(stories(min_size=1, max_size=12))
def test_phases_follow_one_another(said):
    made = history(compare(of(said)).events[0].rows[0])
    for disagreement in made.disagreements:
        turns = [turn for phase in disagreement.phases for turn in phase.shifts]
        assert [turn.step for turn in turns] == sorted({turn.step for turn in turns})
        for phase in disagreement.phases:
            kinds = [shift.kind for shift in phase.shifts]
            assert kinds[0] == "began"
            assert "began" not in kinds[1:]
            assert "ended" not in kinds[:-1]
        assert all(phase.ended for phase in disagreement.phases[:-1])
    assert [step.end for step in made.steps] == sorted({step.end for step in made.steps})
    assert all(change.by for step in made.steps for change in step.shifts)


def test_rows_of_one_question_each_have_their_history():
    claims = [said("a", 1), said("a", 2, "2025-01-02"), said("b", 3, scope="north")]
    made = compare(dataset({"kind": "count", "claims": claims}))
    (event,) = made.events
    found = [words.history for words in histories(event, made.sources)]
    assert [len(one.steps) for one in found] == [2, 1]
    assert tuple(one.row for one in found) == event.rows


# Words

SOURCES = {
    "s": Source("s", "S", published="2020-06-16"),
    "t": Source("t", "T", published="2020-06-15T10:00Z"),
    "u": Source("u", "U"),
}


def phrased(*claims, sources=None, timezone="UTC", **more):
    """Return the words for the history of the only row that *claims* come to, and the history."""
    made = story(*claims, timezone=timezone, **more)
    event = dataset({"kind": "count", "claims": []}, timezone=timezone).events[0]
    return HistoryPhrasing(made, event, sources or SOURCES), made


def says(*claims, **more):
    """Return what each party says in each step."""
    words, made = phrased(*claims, **more)
    return [[words.says(one) for one in step.statements] for step in made.steps]


NEXT = "2025-01-02"


@each_row(
    ("claims", "expected"),
    [
        ([said("a", 3), said("a", 20, NEXT)], "20, earlier 3"),
        ([said("a", 20), said("a", 20, NEXT)], "20 again"),
        ([said("a", 20), said("a", 20, NEXT, hedge="believed")], "20 (believed), earlier 20"),
        ([said("a", 3), said("a", "at least 3", NEXT)], "at least 3, earlier 3"),
        ([said("a", 20, NEXT), said("a", 3, "2025")], "3; 20 stands too (contradicts itself)"),
        ([said("a", 20, NEXT), said("a", "at least 3", "2025")], "at least 3; 20 stands too"),
        ([said("a", 20), said("a", 3, NEXT, measure="wounded")], "3 (wounded)"),
        ([said("a", 20), said("a", None, NEXT, "declines")], "declined; 20 stands"),
        ([said("a", 20), said("a", None, NEXT, "cannot-say")], "cannot say; 20 stands"),
        ([said("a", None, stance="declines"), said("a", None, NEXT, "declines")], "declined"),
        ([said("a", 20), said("a", None, NEXT, "withdraws")], "withdraws 20"),
        ([said("a", None, stance="declines"), said("a", None, NEXT, "withdraws")], "withdraws"),
        ([said("a", 20), said("a", None, NEXT, "withdraws"), said("a", 5, NEXT)], "withdraws 20 / 5"),
        (
            [
                said("a", 3),
                said("a", 9, measure="wounded"),
                said("a", 20, NEXT),
                said("a", None, NEXT, "withdraws", measure="wounded"),
            ],
            "withdraws 9 (wounded); 20, earlier 3",
        ),
        ([said("a", None, NEXT, "withdraws"), said("a", 45, "2025")], "45 (withdrawn)"),
        ([said("a", 45, id="x"), said("a", None, NEXT, "declines", replaces="x")], "earlier 45; declined"),
        (
            [said("a", 45, id="x"), said("a", 3, NEXT), said("a", 4, NEXT)],
            "3 / 4, earlier 45 (contradicts itself)",
        ),
        ([said("a", 45), said("a", 45, NEXT, "denies")], "denies 45, earlier 45"),
        ([said("p", 45), said("p", 3, NEXT)], "3"),
        ([said("p", 45, id="x"), said("p", 3, NEXT, replaces="x")], "3, earlier 45"),
        ([said("p", 45, id="x"), said("p", None, NEXT, "withdraws", replaces="x")], "one voice withdraws 45"),
        ([said("p", 45), said("p", None, NEXT, "withdraws")], "one voice withdraws"),
    ],
)
def test_what_is_said_of_a_step(claims, expected):
    assert says(*claims, pooled="p")[-1] == [expected]


def test_earlier_names_are_set_apart_by_a_semicolon():
    claims = [said("a", ["X", "Y"]), said("a", ["Z"], NEXT)]
    assert says(*claims, kind="names")[-1] == ["Z; earlier X, Y"]


def made_of(*claims, step=-1, **more):
    """Return what stands below a step."""
    words, made = phrased(*claims, **more)
    return [f"{shift.verb} {shift.rest}" for shift in words.shifts(step % len(made.steps))]


@each_row(
    ("claims", "expected"),
    [
        ([said("a", 10), said("b", 20, NEXT)], ["conflict begins with A: 10 apart (2 times)"]),
        ([said("a", 10), said("b", "more than 10", NEXT)], ["conflict begins with A"]),
        ([said("a", 10), said("b", 20)], ["conflict begins between A and B: 10 apart (2 times)"]),
        (
            [said("a", 10), said("b", 20), said("b", 40, NEXT)],
            ["conflict widens with A: 30 apart (4 times), before 10 apart (2 times)"],
        ),
        (
            [said("a", 10), said("b", 20), said("b", 15, NEXT)],
            ["conflict narrows with A: 5 apart (1.5 times), before 10 apart (2 times)"],
        ),
        (
            [said("a", 10), said("b", 20), said("b", "at least 5", NEXT)],
            ["conflict becomes overlap with A: as stated 5 apart (2 times), before 10 apart (2 times)"],
        ),
        ([said("a", 10), said("b", 20), said("b", 10, NEXT)], ["conflict ends with A: they agree"]),
        (
            [said("a", 10), said("b", 5, NEXT, "denies"), said("b", None, "2025-01-03", "denies")],
            ["conflict begins with A"],
        ),
        (
            [said("a", 10), said("b", 20), said("b", None, NEXT, "withdraws")],
            ["conflict ends with A: B takes no position now"],
        ),
        (
            [said("a", 10), said("b", 20), *(said(p, None, NEXT, "withdraws") for p in "ab")],
            ["conflict ends between A and B: A and B take no position now"],
        ),
        (
            [said("a", 10), said("p", 20, id="x"), said("p", None, NEXT, "withdraws", replaces="x")],
            ["conflict ends with A: P take no position now"],
        ),
        ([said("a", "dozens"), said("b", 5), said("b", 6, NEXT)], ["conflict goes on with A"]),
        (
            [said("a", "dozens"), said("b", 5), said("a", 20, NEXT)],
            ["conflict changes with B: 15 apart (4 times), before no figure to measure"],
        ),
        ([said("a", 10), said("b", 10, NEXT)], ["the row: agree"]),
        ([said("a", 10), said("b", 10, NEXT, measure="wounded")], ["the row: unlike"]),
        ([said("a", 10), said("a", None, NEXT, "withdraws")], ["the row: unanswered"]),
        ([said("a", 10), said("b", 20), said("b", 20, NEXT)], []),
        (
            [said("a", 10), said("b", 10), said("c", 15, NEXT)],
            ["conflict begins with A and with B: 5 apart (1.5 times)"],
        ),
        (
            [said("a", 10), said("b", 11), said("c", 15), said("c", None, NEXT, "withdraws")],
            [
                "conflict ends with A and with B: C takes no position now",
                "the row: conflict, 1 apart (1.1 times) between A and B",
            ],
        ),
    ],
)
def test_what_is_said_of_a_shift(claims, expected):
    assert made_of(*claims, pooled="p") == expected


def test_a_first_moment_that_agrees_is_said_of_the_row():
    assert made_of(said("a", 10), said("b", 10), said("b", 11, NEXT), step=0) == ["the row: agree"]


def summaries(*claims, **more):
    return made_summaries(phrased(*claims, **more)[0])


@each_row(
    ("claims", "expected"),
    [
        (
            [said("a", 10), said("b", 20, NEXT)],
            "A and B have disagreed since 2025-01-02. A (1 January) says 10, B (2 January 2025) says 20: 10 apart (2 times), and at most one of them can be true.",
        ),
        (
            [said("a", 10), said("b", 20), said("b", 10, NEXT)],
            "A and B disagreed from 2025-01-01 to 2025-01-02, 10 apart (2 times).",
        ),
        (
            [said("a", 10), said("b", 20), said("b", 40, NEXT), said("b", 10, "2025-01-03")],
            "A and B disagreed from 2025-01-01 to 2025-01-03; at the widest 30 apart (4 times), 2025-01-02.",
        ),
        (
            [said("a", 10), said("b", 20), said("b", 10, NEXT), said("b", 15, "2025-02"), said("c", "dozens")],
            "A and B disagreed from 2025-01-01 to 2025-01-02, and have again since 2025-02; at the widest 10 apart"
            " (2 times), 2025-01-01. A (1 January) says 10, B (February 2025) says 15: 5 apart (1.5 times), and at most one of them can be true.",
        ),
        (
            [said("a", 10), said("b", "dozens"), said("b", 10, NEXT)],
            "A and B disagreed from 2025-01-01 to 2025-01-02.",
        ),
    ],
)
def test_what_is_said_of_a_pair(claims, expected):
    assert [one for one in summaries(*claims) if one.startswith("A and B")] == [expected]


def test_pairs_that_still_disagree_come_first_and_many_are_only_counted():
    claims = [*(said(party, 10 * number, NEXT) for number, party in enumerate("abcd")), said("e", 99)]
    found = summaries(*claims, said("e", 30, NEXT), parties="abcde")
    assert len(found) == 7
    assert found[0].startswith("A and D have disagreed")
    assert found[-1] == "3 more pairs disagreed; --format json has all."
    ended = summaries(said("a", 1), said("b", 99), said("c", 2), said("b", None, NEXT, "withdraws"))
    assert [one.split(". ")[0][:22] for one in ended] == [
        "A and C have disagreed",
        "A and B disagreed from",
        "B and C disagreed from",
    ]


def test_a_disagreement_is_dated_by_the_most_precise_time_of_what_changed_it():
    words, made = phrased(said("a", 10), said("b", 20, "2025-01"), said("b", 5, "2025-01-31", measure="wounded"))
    assert words.when_shifted(made.disagreements[0].phases[0].shifts[0]) == "2025-01-31"
    assert words.when_stated(made.steps[1].statements[0]) == "2025-01, 2025-01-31"


def test_a_time_of_its_own_dates_a_disagreement_before_that_of_a_source():
    claims = [{"party": "a", "value": 10}, said("b", 20, "2025-01-01")]
    made = history(row("count", *claims))
    words = HistoryPhrasing(
        made, dataset({"kind": "count", "claims": []}).events[0], {"s": Source("s", "S", published="2025-01-01")}
    )
    assert words.when_step(made.steps[0]) == "2025-01-01"
    assert words.when(made.steps[0].statements[0].claims[0]) == "2025-01-01 (published)"


@each_row(
    ("stated", "source", "expected"),
    [
        ("2020-06-16T16:30Z", "s", "2020-06-16 22:00"),
        ("2020-06-16T16:30:05.25+00:00", "s", "2020-06-16 22:00:05.25"),
        ("2020-06-16T22:00", "s", "2020-06-16 22:00"),
        ("2020-06", "s", "2020-06"),
        ("2020-06-15T20:00Z/2020-06-17", "s", "2020-06-16 01:30 to 2020-06-17"),
        (None, "s", "2020-06-16 (published)"),
        (None, ["s", "t"], "2020-06-15 15:30 (published)"),
        (None, "u", "undated"),
    ],
)
def test_when_something_was_said(stated, source, expected):
    claim = said("a", 1, stated) | {"source": source}
    if stated is None:
        del claim["stated"]
    data = {
        "borderclash": 1,
        "parties": {"a": {"name": "A"}},
        "sources": {
            id: {"title": id} | ({"published": s.published} if s.published else {}) for id, s in SOURCES.items()
        },
        "events": {
            "e": {
                "title": "E",
                "timezone": "Asia/Kolkata",
                "questions": {"q": {"label": "Q", "kind": "count", "claims": [claim]}},
            }
        },
    }
    made, findings = assemble([Document("file.yaml", 0, data, data)])
    assert findings == []
    table = compare(made).events[0]
    words = HistoryPhrasing(history(table.rows[0]), table.event, made.sources)
    assert words.when(made.events[0].questions[0].claims[0]) == expected


def test_undated_claims_are_shown_with_what_they_change():
    words, _ = phrased(said("a", 10), said("b", 20, None), said("a", None, None, "declines"))
    assert words.undated() == (
        "Without a date, and so in no moment: A declined; B 20. With that the row is conflict, 10 apart (2 times)."
    )
    words, _ = phrased(said("a", 10), said("a", None, None, "declines"))
    assert (
        words.undated() == "Without a date, and so in no moment: A declined. The row is the same with and without."
    )
    words, _ = phrased(said("a", 10), said("b", "dozens", None))
    assert words.undated().endswith("With that the row is conflict.")


def test_wording_that_comes_later_changes_what_its_party_says_and_undoes_nothing():
    claims = [
        {"party": "a", "value": 12, "stated": "2025-06-18", "id": "first"},
        {"party": "b", "value": 13, "stated": "2025-06-18"},
        {"party": "a", "value": "at least 10", "stated": "2025-06-20", "restates": "first"},
    ]
    (row,) = compare(dataset({"kind": "count", "claims": claims})).events[0].rows
    step = history(row).steps[-1]
    (statement,) = step.statements
    assert [claim.value for claim in statement.positions] == ["at least 10"]
    assert (statement.others, statement.undone) == ((), ())
    assert [(shift.kind, shift.by) for shift in step.shifts] == [("became-overlap", ("a",))]


def test_a_third_party_that_takes_back_what_a_denial_was_of_may_end_a_disagreement():
    claims = [
        {"party": "a", "value": 12, "stated": "2025-06-14"},
        {"party": "b", "stance": "denies", "stated": "2025-06-15"},
        {"party": "c", "value": 12, "stated": "2025-06-16"},
        {"party": "a", "stance": "withdraws", "stated": "2025-06"},
        {"party": "d", "value": 15, "stated": "2025-06-14"},
    ]
    compared = compare(dataset({"kind": "count", "claims": claims}))
    (words,) = histories(compared.events[0], compared.sources)
    shifts = words.history.steps[-1].shifts
    (ended,) = [shift for shift in shifts if shift.parties == ("b", "c")]
    assert (ended.kind, ended.by, words.when_shifted(ended)) == ("ended", (), "2025-06")
    told = [phrase.rest for phrase in words.shifts(len(words.history.steps) - 1)]
    assert any(rest.startswith("between B and C") for rest in told)


def test_claim_that_comes_after_another_wording_of_it_changes_what_a_denial_is_of():
    claims = [
        said("p", ["A", "B"], "2025-06-14", restates="original"),
        said("a", None, "2025-06-15", "denies"),
        said("c", ["A"], "2025-06-16"),
        said("p", ["A"], "2025-06-17", id="original"),
    ]
    (row,) = compare(dataset({"kind": "names", "claims": claims}, pooled="p", published=None)).events[0].rows
    step = history(row).steps[-1]
    assert (step.verdict, step.deciding) == (row.verdict, row.deciding)
    assert row.verdict == "conflict"
