"""Mirrors: what two parties assert of each other."""

from decimal import Decimal

import pytest
from build import dataset

from borderclash.comparing.rows import compare, summary
from borderclash.presenting.phrasing.rows import mirror_texts
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Document


def mirrors(*claims, kind="count", **more):
    setting = {name: more.pop(name) for name in ("parties", "pooled") if name in more}
    claims = [
        c if isinstance(c, dict) else dict(zip(("party", "subject", "value"), c, strict=True)) for c in claims
    ]
    (table,) = compare(dataset({"kind": kind, "claims": claims, **more}, **setting)).events
    return table.mirrors


def test_claims_of_two_parties_about_each_other_are_a_mirror():
    (mirror,) = mirrors(("a", "b", 25), ("b", "a", 19))
    assert (mirror.parties, mirror_texts(mirror)) == (("a", "b"), ("25", "19"))
    assert (mirror.gap.size, mirror.gap.ratio) == (6, Decimal("1.316"))


def test_mirror_is_told_in_the_order_of_the_parties():
    (mirror,) = mirrors(("b", "a", 19), ("a", "b", 25))
    assert (mirror.parties, mirror_texts(mirror)) == (("a", "b"), ("25", "19"))


def test_mirror_is_no_contradiction():
    made = compare(dataset({"kind": "count", "claims": [
        {"party": "a", "subject": "b", "value": 25},
        {"party": "b", "subject": "a", "value": 19},
    ]}))  # fmt: skip
    assert [row.verdict for row in made.events[0].rows] == ["one-party", "one-party"]
    assert summary(made.events).verdicts["conflict"] == 0


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param([("a", "b", 25), ("b", "b", 19)], id="both about the same subject"),
        pytest.param([("a", "a", 25), ("b", "b", 19)], id="each about itself"),
        pytest.param([("a", "b", 25), ("c", "a", 19)], id="a third party"),
        pytest.param([("a", "b", 25), ("b", "c", 19)], id="a third subject"),
        pytest.param([("a", None, 25), ("b", "a", 19)], id="one without a subject"),
        pytest.param([("a", "a", 25)], id="a party about itself alone"),
        pytest.param(
            [("a", "b", 25), {"party": "b", "subject": "a", "value": 19, "scope": "Helmand"}], id="another scope"
        ),
        pytest.param([("a", "b", 25), {"party": "b", "subject": "a", "stance": "declines"}], id="one declines"),
        pytest.param([("a", "b", 25), {"party": "b", "subject": "a", "stance": "denies"}], id="one denies"),
    ],
)
def test_is_no_mirror(claims):
    assert mirrors(*claims) == ()


def test_withdrawn_claim_is_no_part_of_a_mirror():
    back = {"party": "b", "subject": "a", "stance": "withdraws", "stated": "2025-02-01"}
    assert mirrors(("a", "b", 25), ("b", "a", 19), back) == ()


def test_claims_on_two_questions_are_no_mirror():
    questions = {
        id: {"label": "Q", "kind": "count", "claims": [{"party": party, "subject": subject, "value": 25}]}
        for id, party, subject in (("one", "a", "b"), ("two", "b", "a"))
    }
    data = {
        "parties": {"a": {"name": "A"}, "b": {"name": "B"}},
        "events": {"e": {"title": "E", "questions": questions}},
    }
    made, _ = assemble([Document("file.yaml", 0, data, data)])
    assert compare(made).events[0].mirrors == ()


def test_mirror_needs_the_same_scope_whatever_its_case_and_spacing():
    claims = [
        {"party": "a", "subject": "b", "value": 25, "scope": "Helmand province"},
        {"party": "b", "subject": "a", "value": 19, "scope": " HELMAND  province"},
    ]
    (mirror,) = mirrors(*claims)
    assert mirror.scope == "Helmand province"


def test_there_is_one_mirror_for_each_scope():
    claims = [
        {"party": party, "subject": subject, "value": 5, "scope": scope}
        for party, subject in ("ab", "ba")
        for scope in ("Helmand", "Khost", None)
    ]
    assert [mirror.scope for mirror in mirrors(*claims)] == ["Helmand", "Khost", None]


def test_there_is_one_mirror_for_each_two_parties():
    claims = [(a, b, 5) for a in "abc" for b in "abc" if a != b]
    assert sorted(mirror.parties for mirror in mirrors(*claims)) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_gap_is_of_the_widest_pair_of_positions_whatever_their_measures():
    claims = [
        {"party": "a", "subject": "b", "value": 25, "measure": "posts seized"},
        {"party": "a", "subject": "b", "value": 3, "measure": "posts burnt"},
        {"party": "b", "subject": "a", "value": 19, "measure": "posts struck"},
    ]
    (mirror,) = mirrors(*claims)
    assert (mirror.gap.size, mirror.gap.ratio) == (16, Decimal("6.333"))
    assert mirror_texts(mirror) == ("25 (posts seized) / 3 (posts burnt)", "19 (posts struck)")


def test_earlier_figure_widens_no_mirror():
    claims = [{"party": "a", "subject": "b", "value": 900, "stated": "2020"}, ("a", "b", 25), ("b", "a", 19)]
    (mirror,) = mirrors(*claims)
    assert (mirror.gap.size, mirror_texts(mirror)) == (6, ("25, earlier 900", "19"))


def test_own_figure_of_a_party_is_no_part_of_a_mirror():
    claims = [("a", "b", 25), ("b", "a", 19), ("a", "a", 2), ("b", "b", 900)]
    (mirror,) = mirrors(*claims)
    assert mirror.gap.size == 6


def test_mirror_of_vague_words_has_no_gap():
    (mirror,) = mirrors(("a", "b", "dozens"), ("b", "a", 19))
    assert mirror.gap is None


def test_mirror_of_texts_has_no_gap():
    (mirror,) = mirrors(("a", "b", "They fired."), ("b", "a", "They fired."), kind="text")
    assert (mirror_texts(mirror), mirror.gap) == (("They fired.", "They fired."), None)


def test_mirror_of_times_has_a_duration():
    (mirror,) = mirrors(("a", "b", "2025-10-11"), ("b", "a", "2025-10-12"), kind="time")
    assert mirror.gap.duration == "P1D"


def test_party_that_denies_besides_still_asserts():
    claims = [("a", "b", 25), {"party": "a", "subject": "b", "stance": "denies", "value": 90}, ("b", "a", 19)]
    (mirror,) = mirrors(*claims)
    assert (mirror_texts(mirror), mirror.gap.size) == (("25 / denies 90", "19"), 6)
