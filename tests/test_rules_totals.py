"""Rules on running totals, parts of a whole and where sources have their story from."""

import pytest
from rows import each_row
from test_rules_dataset import HEAD, claims, found, the_one

from borderclash.rules import (
    duplicate_claim,
    looks_cumulative,
    part_exceeds_whole,
    parts_do_not_add_up,
    scope_as_cut_off,
    shared_quote,
    similar_scope,
    total_drops,
)

QUOTE = "our forces have killed 58 of their soldiers at the bridge"
AGAIN = "Our forces have killed  58 of their soldiers — at the bridge."


@each_row(
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


@each_row(
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


@each_row(
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


@each_row("values", [("at most 40", 8, 40), (58, "at least 20", 40), (58, "more than 18", 40), (5, 8, "dozens")])
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


GROWING = HEAD.replace("kind: count", "kind: count\n        cumulative: true")


def told(*values, party="a", more=""):
    """Return a file with a figure of each day from 12 October on; the first stands in line 20."""
    lines = [f"party: {party}, value: {value}, stated: 2025-10-{12 + n}{more}" for n, value in enumerate(values)]
    return claims(*lines, head=GROWING)


def falls(text):
    """Return the lines of the figures that fall, each with that of the earlier one."""
    return [(problem.at[0], problem.related[0][1]) for problem in found(total_drops, text)]


def test_total_that_falls_is_told_with_its_days():
    problem = the_one(total_drops, told(500, 471))
    assert problem.at == (21, 31)
    assert problem.message == (
        "a running total does not fall: A says `471` up to 2025-10-13, after `500` up to 2025-10-12"
    )
    assert [line for _, line, _ in problem.related] == [20]


@each_row(
    ("values", "expected"),
    [
        ((100, 200, 300), []),
        ((500, 471, 480), [(21, 20)]),
        ((500, 471, 460), [(21, 20), (22, 21)]),
        ((100, 500, 200), [(22, 21)]),
        ((500, "more than 400", 450), []),
        ((500, "at least 400"), []),
        (("at least 500", "at most 400"), [(21, 20)]),
        (("more than 400", 400), [(21, 20)]),
        (("at least 400", 400), []),
        ((30, "dozens", 20), [(22, 20)]),
        (("hundreds", 90), [(21, 20)]),
        (("hundreds", 150), []),
        ((95, "about 90"), []),
        ((300, 310, 305), [(22, 21)]),
        ((0, 0), []),
    ],
)
def test_only_what_shuts_an_earlier_figure_out_is_told(values, expected):
    assert falls(told(*values)) == expected


def test_cut_off_counts_and_not_when_it_was_said():
    late = "party: a, value: 400, stated: 2025-10-20, cut-off: 2025-10-11"
    assert falls(claims("party: a, value: 500, stated: 2025-10-13", late, head=GROWING)) == []


def test_overlapping_or_unknown_days_replaced_and_withdrawn_figures_are_not_told():
    assert (
        falls(
            claims(
                "party: a, value: 500, stated: 2025-10", "party: a, value: 400, stated: 2025-10-20", head=GROWING
            )
        )
        == []
    )
    replaced = (
        "party: a, value: 500, stated: 2025-10-12, id: x",
        "party: a, value: 400, stated: 2025-10-13, replaces: x",
    )
    assert falls(claims(*replaced, head=GROWING)) == []
    withdrawn = (
        "party: a, value: 500, stated: 2025-10-12",
        "party: a, stance: withdraws, stated: 2025-10-13",
        "party: a, value: 400, stated: 2025-10-14",
    )
    assert falls(claims(*withdrawn, head=GROWING)) == []
    one_day = ("party: a, value: 500, stated: 2025-10-12T09:00", "party: a, value: 400, stated: 2025-10-12T20:00")
    assert falls(claims(*one_day, head=GROWING)) == []


def test_each_measure_scope_and_party_has_its_series_and_voices_have_none():
    assert falls(told(500, 400, more=", measure: wounded")) == [(21, 20)]
    for more in ("measure: wounded", "scope: east"):
        lines = ("party: a, value: 500, stated: 2025-10-12", f"party: a, value: 400, stated: 2025-10-13, {more}")
        assert falls(claims(*lines, head=GROWING)) == []
    assert falls(told(500, 400, party="voices")) == []


def test_a_wording_that_leaves_room_is_enough():
    lines = (
        "party: a, value: 500, stated: 2025-10-12",
        "party: a, value: 400, stated: 2025-10-13, id: x",
        "party: a, value: more than 400, stated: 2025-10-14, restates: x",
    )
    assert falls(claims(*lines, head=GROWING)) == []


def test_two_thousand_days_are_looked_at_in_a_moment():
    days = [
        f"party: a, value: {10_000 + n % 2 * (1000 - n // 10)}, cut-off: {2000 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"
        for n in range(2_000)
    ]
    assert len(falls(claims(*days, head=GROWING))) == 999


def of_days(*said, head=HEAD):
    """Return a file in which each party says a figure on a day of October."""
    return claims(
        *(f"party: {party}, value: {value}, stated: 2025-10-{day}" for party, value, day in said), head=head
    )


def test_counts_of_different_days_that_may_be_one_total():
    problem = the_one(looks_cumulative, of_days(("a", 104, 12), ("b", 115, 14)))
    assert problem.at == (17, 15)
    assert problem.message.startswith(
        "this looks like a total that grows: A says `104` on 2025-10-12, B says `115` on 2025-10-14"
    )
    assert [line for _, line, _ in problem.related] == [19, 20]
    assert problem.help.endswith("give the question `cumulative: true`")


@each_row(
    "said",
    [
        (("a", 115, 12), ("b", 104, 14)),
        (("a", 104, 12), ("b", 115, 12)),
        (("a", 104, 12), ("b", "at least 100", 14)),
        (("a", 104, 12), ("a", 115, 14)),
        (("a", 104, 12), ("b", 104, 14)),
    ],
)
def test_what_would_conflict_all_the_same_or_does_not_now_is_not_told(said):
    assert found(looks_cumulative, of_days(*said)) == []


def test_totals_that_are_said_to_be_numbers_and_other_rows_are_not_told():
    said = (("a", 104, 12), ("b", 115, 14))
    assert found(looks_cumulative, of_days(*said, head=GROWING)) == []
    number = HEAD.replace("kind: count", "kind: number\n        unit: km")
    assert found(looks_cumulative, of_days(*said, head=number)) == []
    apart = ("party: a, value: 104, stated: 2025-10-12, scope: east", "party: b, value: 115, stated: 2025-10-14")
    assert found(looks_cumulative, claims(*apart)) == []


def test_a_denial_is_no_total():
    lines = (
        "party: a, value: 104, stated: 2025-10-12",
        "party: b, stance: denies, value: 104, stated: 2025-10-14",
    )
    assert found(looks_cumulative, claims(*lines)) == []


def test_part_of_a_running_total_may_have_outgrown_the_whole_of_an_earlier_day():
    def larger(part, whole):
        lines = (
            f"party: a, value: 70, scope: east, stated: 2025-10-{part}",
            f"party: a, value: 58, stated: 2025-10-{whole}",
        )
        return len(found(part_exceeds_whole, claims(*lines, head=GROWING)))

    assert [larger(12, 12), larger(12, 14), larger(14, 12)] == [1, 1, 0]


def test_figures_up_to_other_days_other_denials_and_wordings_are_not_the_same_claim_twice():
    apart = [
        ("value: 58, cut-off: 2025-10-11", "value: 58, cut-off: 2025-10-12"),
        ("stance: denies, of: b", "stance: denies, of: voices"),
        ("value: 58, id: x", "value: 58, restates: x, source: t"),
    ]
    for pair in apart:
        assert found(duplicate_claim, claims(*(f"party: a, {each}" for each in pair), head=GROWING)) == []
    same = ("stance: denies, of: [b, voices]", "stance: denies, of: [voices, b]")
    assert len(found(duplicate_claim, claims(*(f"party: a, {each}" for each in same), head=GROWING))) == 1


def test_scope_that_is_almost_a_part_is_told():
    head = HEAD.replace("kind: count", "kind: count\n        parts: [civilians, soldiers]")
    problem = the_one(similar_scope, claims("party: a, value: 11, scope: civilian", head=head))
    assert "`civilian` is written almost like `civilians`" in problem.message
    assert (problem.at, problem.related) == ((20, 42), [("the other is here", 18, 17)])
    exact = claims("party: a, value: 11, scope: Civilians", "party: a, value: 3, scope: medics", head=head)
    assert found(similar_scope, exact) == []


def test_words_that_no_space_sets_apart_are_counted_by_their_characters():
    def told(quote):
        lines = (f"party: a, value: 58, quote: {quote}", f"party: b, value: 58, source: t, quote: {quote}")
        return len(found(shared_quote, claims(*lines)))

    assert told("我军昨夜在大桥附近击毙敌军士兵五十八人并缴获武器弹药若干") == 1
    assert told("我军击毙敌军五十八人") == 0
