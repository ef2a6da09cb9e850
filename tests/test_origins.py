"""Which sources hang together, and how many voices give a position."""

from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.comparing.origins import Group, Lineage, origins, voices
from borderclash.model import Claim, Source


def lineage(**derived):
    return Lineage({id: Source(id, derived_from=tuple(parents.split())) for id, parents in derived.items()})


def claim(sources, via=None, speaker=None):
    return Claim(0, "a", sources=tuple(sources.split()), via=via, speaker=speaker)


def groups(*claims, **derived):
    return origins(claims, lineage(**derived)).groups


def number(*claims, **derived):
    return origins(claims, lineage(**derived)).number


def test_nothing_known_says_nothing():
    assert number(claim("x y z")) is None
    assert number(claim("x")) is None
    assert origins([claim("x")], lineage()).sources == ("x",)


def test_one_derived_from_the_other_through_any_number_of_steps():
    assert number(claim("x z"), x="", y="x", z="y") == 1
    assert number(claim("x y z"), z="x") == 2


def test_both_derived_from_a_third_that_no_claim_names():
    assert groups(claim("x y"), x="wire", y="wire") == (Group(("x", "y"), None, "wire"),)


def test_a_third_may_tie_two_that_have_nothing_else_in_common():
    assert number(claim("x y z"), z="x y") == 1


def test_claims_of_one_agency_in_any_case():
    found = groups(claim("x", via="AFP"), claim("y", via=" afp"), claim("z", via="AP"))
    assert found == (Group(("x", "y"), "AFP"), Group(("z",)))


def test_group_has_an_agency_only_where_all_of_it_come_from_there():
    assert groups(claim("x", via="AFP"), claim("y z", via="AFP"), w="x") == (Group(("x", "y", "z"), "AFP"),)
    found = groups(claim("x", via="AFP"), claim("y", via="AFP"), claim("w"), w="x")
    assert found == (Group(("x", "y", "w"), None, None),)


def test_group_is_named_by_the_first_of_the_chain():
    assert groups(claim("y z"), x="", y="x", z="y") == (Group(("y", "z"), None, "x"),)


def test_a_circle_ends():
    assert number(claim("x y"), x="y", y="x") == 1


IDS = "abcdef"
trees = st.fixed_dictionaries({id: st.sets(st.sampled_from(IDS), max_size=2).map(" ".join) for id in IDS})
said = st.lists(
    st.tuples(st.sets(st.sampled_from(IDS), min_size=1, max_size=3), st.sampled_from([None, "AP", "ap", "AFP"])),
    min_size=1,
    max_size=4,
)


@given(trees, said, st.randoms())
def test_groups_are_the_same_in_any_order_and_hold_each_source_once(derived, claims, random):
    made = [claim(" ".join(sources), via) for sources, via in claims]
    found = origins(made, lineage(**derived))
    random.shuffle(made)
    again = origins(made, lineage(**derived))
    assert {frozenset(g.sources) for g in again.groups} == {frozenset(g.sources) for g in found.groups}
    assert sorted(id for group in found.groups for id in group.sources) == sorted(found.sources)
    assert 1 <= len(found.groups) <= len(found.sources)


def heard(*claims, **derived):
    return voices([(each,) for each in claims], lineage(**derived))


@each_row(
    ("claims", "derived", "expected"),
    [
        ((claim("x"), claim("y"), claim("z")), {}, 3),
        ((claim("x"), claim("x")), {}, 1),
        ((claim("x"), claim("y")), {"y": "x"}, 1),
        ((claim("x"), claim("z")), {"y": "x", "z": "y"}, 1),
        ((claim("x", via="AFP"), claim("y", via="AFP")), {}, 1),
        ((claim("x", speaker="Kamel"), claim("y", speaker="kamel ")), {}, 1),
        ((claim("x", speaker="Kamel"), claim("x", speaker="Salha")), {}, 2),
        ((claim("x", speaker="Kamel"), claim("y", speaker="Salha")), {"y": "x"}, 2),
        ((claim("x"), claim("x", speaker="Kamel")), {}, 1),
        ((claim("y"), claim("x", speaker="Kamel")), {"y": "x"}, 1),
        ((claim("y"), claim("x", speaker="Kamel")), {}, 2),
        ((claim("x y"), claim("x", speaker="Kamel"), claim("y", speaker="Salha")), {}, 2),
        ((claim("x"), claim("y"), claim("x y", speaker="Kamel")), {}, 1),
        ((claim("x"), claim("y"), claim("x y")), {}, 1),
    ],
)
def test_speakers_are_voices_and_others_join_one_of_their_source(claims, derived, expected):
    assert heard(*claims, **derived) == heard(*reversed(claims), **derived) == expected


def test_wordings_of_one_statement_are_one_voice():
    statement = (claim("x"), claim("y"))
    assert voices([statement, (claim("z"),)], lineage()) == 2
    assert (
        voices([(claim("x", speaker="Kamel"), claim("y", speaker="K.")), (claim("z", speaker="k."),)], lineage())
        == 1
    )


def test_sources_that_share_one_of_several_that_theirs_was_derived_from():
    tree = {"x": "w", "w": "p q", "y": "q", "z": "v", "v": "r"}
    assert number(claim("x y z"), **tree) == 2
    assert groups(claim("x w"), **tree) == (Group(("x", "w"), None, "w"),)


def test_a_chain_of_ten_thousand_sources_is_followed_at_once():
    chain = {f"s{n}": f"s{n - 1}" if n else "" for n in range(10_000)}
    followed = lineage(**chain)
    found = origins([claim(" ".join(chain))], followed)
    assert (found.number, found.groups[0].source) == (1, "s0")
    assert [origins([claim(f"s{n} s9999")], followed).number for n in range(0, 9_999)] == [1] * 9_999
