"""Running totals and denials through time: what a growing toll does to a disagreement, and since when a denial stands."""

import pytest
from files import run
from test_timeline import changes, made_of, said, story, summaries

from borderclash.comparing import totals

CLAIMS = """borderclash: 1
parties:
  a: {name: Ministry}
  b: {name: Bureau}
sources:
  s: {title: S, published: 2025-02-01}
events:
  e:
    title: Event
    source: s
    questions:
      q:
        label: Deaths
        kind: count
        cumulative: true
        claims:
          - {party: a, value: 104, stated: 2025-01-03, cut-off: 2025-01-01}
          - {party: b, value: at least 100, stated: 2025-01-03}
"""


def day(number):
    return f"2025-01-{number:02}"


GROWING = [
    said("a", 100, day(1)),
    said("b", 110, day(2)),
    said("a", 120, day(3)),
    said("b", 130, day(4)),
    said("a", 140, day(5)),
]


def test_a_growing_toll_widens_no_disagreement():
    made = story(*GROWING, cumulative=True)
    assert changes(made) == [[], [], [], [], []]
    assert made.disagreements == ()
    assert [step.verdict for step in made.steps][1:] == ["overlap"] * 4
    assert [made_of(*GROWING, cumulative=True, step=number) for number in range(1, 5)] == [
        ["the row: overlap"],
        [],
        [],
        [],
    ]


def test_a_total_that_falls_is_not_looked_at_from_its_beginning_at_each_step(monkeypatch):
    looked_at = []
    last_of = totals.last_of
    monkeypatch.setattr(totals, "last_of", lambda *given: looked_at.append(given) or last_of(*given))
    falling = [said(party, 90 - number, day(number)) for number in range(1, 29) for party in "ab"]
    made = story(*falling, cumulative=True)
    # Those of the row, whose history this is.
    assert len(looked_at) == 2
    assert [len(position.series) for account in made.row.accounts.values() for position in account.positions] == [
        1,
        1,
    ]
    rising = [said("a", value, day(number)) for number, value in enumerate([10, 20, 30, 25, 40], 1)]
    assert {step.verdict for step in story(*rising, cumulative=True).steps} == {"one-party"}
    assert len(looked_at) == 3


def test_the_same_without_a_running_total_widens():
    assert changes(story(*GROWING))[1] == ["a-b began"]
    assert any(changes(story(*GROWING))[2:])


def test_totals_that_cannot_both_be_true_disagree_since_then():
    claims = [*GROWING, said("b", 135, day(6))]
    made = story(*claims, cumulative=True)
    assert changes(made) == [[], [], [], [], [], ["a-b began"]]
    assert made_of(*claims, cumulative=True) == [
        "conflict begins with A: 140 up to 5 January against 135 up to 6 January 2025"
    ]
    assert summaries(*claims, cumulative=True) == [
        "A and B have disagreed since 2025-01-06. A counts 140 up to 5 January, B 135 up to 6 January 2025: 5 fewer, "
        "one day later; since a toll does not fall, at most one of them can be true."
    ]


def test_totals_of_one_day_that_grow_apart_stay_one_disagreement():
    claims = [said("a", 100), said("b", 90), said("a", 200, day(2)), said("b", 120, day(2))]
    assert changes(story(*claims, cumulative=True)) == [["a-b began"], []]


def test_totals_that_agree_again():
    claims = [said("a", 100), said("b", 90), said("a", 120, day(2)), said("b", 120, day(2))]
    assert changes(story(*claims, cumulative=True)) == [["a-b began"], ["a-b ended"]]
    assert made_of(*claims, cumulative=True) == ["conflict ends between A and B: they agree"]


def test_totals_that_may_both_be_true_again():
    claims = [said("a", 100), said("b", 90), said("a", 120, day(2)), said("b", 125, day(3))]
    assert made_of(*claims, cumulative=True)[0].startswith("conflict ends with A: now both can be true")


def test_days_up_to_which_figures_count_stand_in_the_timeline():
    ran = run("timeline", "-", stdin=CLAIMS, columns=100)
    assert ran.out.startswith(
        "Event\nSource of all claims: S.\n\nDisagreements in one moment\n  ≈ Deaths: 2025-01-03: Ministry counts 104"
    )
    later = CLAIMS.replace("at least 100, stated: 2025-01-03", "at least 100, stated: 2025-01-04")
    out = run("timeline", "-", stdin=later, columns=100).out
    assert "2025-01-03  Ministry  104 up to 1 January 2025\n" in out


# Denials


def test_a_denial_stands_since_it_was_made_and_against_whom():
    claims = [
        said("a", 115),
        said("b", None, day(2), "denies"),
        said("c", 127, day(5)),
        said("c", 115, day(6)),
    ]
    told = summaries(*claims)
    assert [one for one in told if one.startswith("B has")] == [
        "B has denied what A says since 2025-01-02. A (1 January) says 115, B (2 January 2025) denies it: "
        "at most one of them can be true.",
        "B has denied what C says since 2025-01-06. B (2 January) denies it, C (6 January 2025) says 115: "
        "at most one of them can be true.",
    ]


@pytest.mark.parametrize("of", ["a", ["a"]])
def test_a_denial_of_one_stands_against_no_other(of):
    claims = [said("a", 115), said("c", 115), said("b", None, day(2), "denies", of=of)]
    (told,) = summaries(*claims)
    assert told.startswith("B has denied what A says since 2025-01-02. ")


def test_a_denial_that_was_taken_back():
    claims = [said("a", 115), said("b", None, day(2), "denies"), said("b", None, day(3), "withdraws")]
    assert summaries(*claims) == ["B denied what A says from 2025-01-02 to 2025-01-03."]


def test_a_denial_that_gave_way_to_a_figure_is_a_disagreement():
    claims = [said("a", 115), said("b", None, day(2), "denies"), said("b", 20, day(3))]
    (told,) = summaries(*claims)
    assert told.startswith("A and B have disagreed since 2025-01-02")


def test_a_denial_of_a_running_total_begins_a_conflict_and_has_no_day_up_to_which_it_counts(tmp_path):
    file = tmp_path / "claims.yaml"
    denies = "stance: denies, of: a, stated: 2025-01-04"
    file.write_text(CLAIMS.replace("value: at least 100, stated: 2025-01-03", denies))
    told = " ".join(run("timeline", file).out.split())
    assert "2025-01-04 Bureau denies what Ministry says ≠ conflict begins with Ministry Bureau has denied" in told
    assert "up to 4 January" not in told
