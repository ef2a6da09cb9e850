"""Rules on running totals, parts of a whole and where sources have their story from."""

import pytest
from test_rules_dataset import HEAD, claims, found, the_one

from borderclash.rules import parts_do_not_add_up, scope_as_cut_off, shared_quote

QUOTE = "our forces have killed 58 of their soldiers at the bridge"
AGAIN = "Our forces have killed  58 of their soldiers — at the bridge."


@pytest.mark.parametrize(
    "scope",
    [
        *("until 16 June 2020", "up to 2020-06-16", "to 31 December 2023", "as of 1 October", "through June"),
        *("by Friday, 4 December", "to date", "Gaza, up to 1 October", "Gaza (as of 2020-06-16)", "until 2020"),
        *("by the end of June 2020", "Up to June 16, 2020", "until 16 June 2020, 18:00", "before 7 October"),
    ],
)
def test_scope_that_only_ends_is_a_cut_off(scope):
    problem = the_one(scope_as_cut_off, claims(f"party: a, value: 58, scope: {scope!r}"))
    assert problem.at == (19, 42)
    assert scope in problem.message
    assert "cumulative: true" in problem.help


@pytest.mark.parametrize(
    "scope",
    [
        *("since 2 March 2026", "from 7 October to 31 December 2023", "7 October to 31 December 2023"),
        *("Helmand province", "2020-06", "16 June 2020", "road to May Bridge", "by drone", "in June"),
        *("June to August", "2020-06-10/2020-06-20", "civilians", "houses up to 2020 m"),
    ],
)
def test_scope_that_is_a_place_a_group_or_a_period_is_one(scope):
    assert found(scope_as_cut_off, claims(f"party: a, value: 58, scope: {scope!r}")) == []


def test_scope_of_the_question_is_told_once_and_a_running_total_needs_no_more():
    head = HEAD.replace("kind: count", "kind: count\n        cumulative: true\n        scope: up to 2025-10-12")
    text = claims("party: a, value: 58", "party: b, value: 40", head=head)
    problem = the_one(scope_as_cut_off, text)
    assert problem.at == (19, 16)
    assert "cumulative" not in problem.help


def test_scope_of_a_number_that_does_not_grow_may_well_be_a_day():
    head = HEAD.replace("kind: count", "kind: number\n        unit: km")
    assert found(scope_as_cut_off, claims("party: a, value: 58, scope: by 2030", head=head)) == []


def test_same_words_in_two_sources():
    problem = the_one(
        shared_quote,
        claims(f"party: a, value: 58, quote: {QUOTE!r}", f"party: b, value: 58, source: t, quote: {AGAIN!r}"),
    )
    assert problem.at == (20, 53)
    assert problem.related == [("the same words are here", 19, 42)]
    assert problem.message.startswith("`t` has the same quote as `s`")


@pytest.mark.parametrize(
    "more",
    [
        "  t: {title: T, published: 2025-10-14, derived-from: s}",
        "  t: {title: T, published: 2025-10-14, derived-from: u}\n  u: {title: U, derived-from: s}",
    ],
)
def test_sources_known_to_hang_together_are_not_told(more):
    head = HEAD.replace("  t: {title: T, published: 2025-10-14}", more)
    lines = (f"party: a, value: 58, quote: {QUOTE!r}", f"party: b, value: 58, source: t, quote: {AGAIN!r}")
    assert found(shared_quote, claims(*lines, head=head)) == []


def test_one_agency_one_source_and_few_words_are_not_told():
    via = (
        f"party: a, value: 58, via: AFP, quote: {QUOTE!r}",
        f"party: b, value: 58, via: afp, source: t, quote: {AGAIN!r}",
    )
    assert found(shared_quote, claims(*via)) == []
    assert found(shared_quote, claims(*(f"party: {id}, value: 58, quote: {QUOTE!r}" for id in "ab"))) == []
    nine = "forces have killed 58 of their soldiers there today"
    few = (f"party: a, value: 58, quote: {nine}", f"party: b, value: 58, source: t, quote: {nine}")
    assert found(shared_quote, claims(*few)) == []


def test_third_source_of_the_same_words_is_told_once():
    lines = [f"party: a, value: 58, source: {id}, quote: {QUOTE!r}" for id in "stt"]
    assert [problem.at[0] for problem in found(shared_quote, claims(*lines))] == [20]


PARTS = HEAD.replace("kind: count", "kind: count\n        parts: [east, west]")
TOTAL = PARTS.replace("kind: count", "kind: count\n        cumulative: true")


def parted(whole, east, west, *more, head=PARTS):
    lines = (
        f"party: a, value: {whole}",
        f"party: a, value: {east}, scope: east",
        f"party: a, value: {west}, scope: west",
    )
    return claims(*lines, *more, head=head)


def test_parts_that_cannot_make_up_the_whole():
    problem = the_one(parts_do_not_add_up, parted(58, 8, 40))
    assert problem.at == (20, 31)
    assert "A says `8` for `east`, `40` for `west`, together 48, and `58` for the whole" in problem.message
    assert [line for _, line, _ in problem.related] == [21, 22]


@pytest.mark.parametrize(
    "values",
    [
        *(
            (58, 8, 50),
            ("at least 40", 8, 40),
            (58, "at least 8", 40),
            (58, "at most 20", 40),
            ("about 60", 18, 40),
        ),
        *(("dozens", 8, 40), (58, "several", 40)),
    ],
)
def test_bounds_and_words_leave_room(values):
    assert found(parts_do_not_add_up, parted(*values)) == []


@pytest.mark.parametrize(
    "values", [("at most 40", 8, 40), (58, "at least 20", 40), (58, "more than 18", 40), (5, 8, "dozens")]
)
def test_bounds_that_shut_the_whole_out(values):
    assert len(found(parts_do_not_add_up, parted(*values))) == 1


def test_parts_of_another_party_measure_or_subject_and_of_voices_are_not_added():
    others = [
        ("party: b, value: 40, scope: west",),
        ("party: a, value: 40, scope: west, measure: wounded",),
        ("party: a, value: 40, scope: west, subject: b",),
    ]
    for (west,) in others:
        text = claims("party: a, value: 58", "party: a, value: 8, scope: east", west, head=PARTS)
        assert found(parts_do_not_add_up, text) == []
    voices = parted(58, 8, 40, head=PARTS).replace("party: a", "party: voices")
    assert found(parts_do_not_add_up, voices) == []


def test_any_figure_and_any_wording_that_fits_is_enough():
    assert found(parts_do_not_add_up, parted(58, 8, 40, "party: a, value: 50, scope: west")) == []
    wording = "party: a, value: at least 48, restates: first"
    assert (
        found(parts_do_not_add_up, parted(58, 8, 40, wording).replace("value: 58", "value: 58, id: first")) == []
    )


def test_parts_of_a_running_total_are_those_of_the_day_of_the_whole():
    later = "party: a, value: 90, scope: east, stated: 2025-10-20"
    assert found(parts_do_not_add_up, parted(58, 8, 50, later, head=TOTAL)) == []
    problem = the_one(parts_do_not_add_up, parted(58, 8, 40, later, head=TOTAL))
    assert problem.at == (21, 31)
