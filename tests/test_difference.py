"""ChangeKind changed: which claim is which, and whether its party or the curator changed it."""

import copy

import pytest
import yaml
from build import dataset
from files import load
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.comparing.differences.content import FIELDS
from borderclash.comparing.differences.difference import difference
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Document, Loaded
from borderclash.reading.sources import Input

SETTING = """\
borderclash: 1
parties: {a: {name: A}, b: {name: B}, r: {name: Reports, pooled: true}}
sources:
  s: {title: S, published: 2025-01-01}
  t: {title: T, published: 2025-01-09}
"""


def read(*texts):
    loaded = Loaded()
    for number, text in enumerate(texts):
        load(Input(f"{number}.yaml", text.encode()), loaded)
    made, findings = assemble(loaded.documents)
    assert loaded.findings + findings == []
    return made


def asked(*claims, kind="count", **more):
    """Return the dataset of some claims, a dictionary each, on one question."""
    return dataset({"kind": kind, "claims": list(claims), **more}, parties="ab", pooled="r")


def changes(old, new, kind="count", **more):
    """Return what became of the claims: kind of change, party, fields."""
    found = difference(asked(*old, kind=kind, **more), asked(*new, kind=kind, **more))
    return [
        (c.kind, c.there.party, *(field.field for field in c.fields)) for row in found.rows() for c in row.claims
    ]


def whole(found):
    """Return a difference as text that does not depend on the order of the files."""
    return sorted(
        repr((q.old and q.old.id, q.new and q.new.id, q.fields, sorted(told(q)))) for q in found.questions()
    )


def told(question):
    for row in question.rows:
        for c in row.claims:
            yield repr((c.kind, c.old and c.old[1:], c.new and c.new[1:], c.fields))


# Changes in place, and corrections by the curator

SAID = {
    "party": "a",
    "value": 58,
    "speaker": "the army's spokesman",
    "stated": "2025-01-03",
    "quote": "58 fell there",
}


RECORDED = (
    "speaker",
    "attribution",
    "via",
    "source",
    "locator",
    "translation",
    "note",
    "withheld",
    "id",
    "replaces",
    "restates",
)


# What takes an edit elsewhere, too, and what no claim file says.
NOT_EDITED = ("replaces", "source", "subject", "cut_off", "hidden")


def what(field):
    """Return what an edit of one field of a claim is: only what is said can have been revised by the party."""
    return "corrected" if field in RECORDED else "changed"


@each_row(
    ("field", "other"),
    [
        ("value", 59),
        ("value", "at least 58"),
        ("stance", "denies"),
        ("hedge", "believed"),
        ("subject", "b"),
        ("scope", "the northern bank"),
        ("measure", "killed or wounded"),
        ("stated", "2025-01-04"),
        ("speaker", "the army's spokesmen"),
        ("speaker", "somebody else"),
        ("attribution", "anonymous"),
        ("via", "AFP"),
        ("locator", "par. 4"),
        ("quote", "58 soldiers fell there"),
        ("translation", "58 fell"),
        ("note", "As printed."),
        ("id", "first"),
    ],
)
def test_one_field_with_another_content_is_one_change_of_it(field, other):
    edited = {**SAID, field: other}
    assert changes([SAID], [edited]) == [(what(field), "a", field)]
    assert changes([edited], [SAID]) == [(what(field), "a", field)]


def test_figure_that_was_typed_over_is_not_said_to_be_a_correction():
    # The record of it may be put right in the same edit.
    new = {**SAID, "value": 61, "speaker": "the army's spokeswoman", "note": "As printed."}
    assert changes([SAID], [new]) == [("changed", "a", "value", "speaker", "note")]
    assert changes([SAID], [SAID, {**SAID, "value": 61, "stated": "2025-01-05"}]) == [("revised", "a")]


def test_source_and_order_of_sources():
    many = SETTING + "events: {e: {title: E, questions: {q: {label: Q, kind: count, claims: [%s]}}}}\n"
    old = read(many % "{party: a, value: 1, source: [s, t]}")
    assert not difference(old, read(many % "{party: a, value: 1, source: [t, s]}"))
    (row,) = difference(old, read(many % "{party: a, value: 1, source: t}")).rows()
    assert [field[:] for field in row.claims[0].fields] == [("source", ("s", "t"), ("t",))]


@pytest.mark.parametrize(
    ("value", "same"),
    [(58, "58"), (1500, "1,500"), ("at least  18", "at least 18")],
)
def test_how_a_value_is_written_means_nothing_where_it_shows_alike(value, same):
    assert changes([{"party": "a", "value": value}], [{"party": "a", "value": same}]) == []


def test_wording_of_a_value_counts():
    assert changes([{"party": "a", "value": "18+"}], [{"party": "a", "value": "at least 18"}]) == [
        ("changed", "a", "value")
    ]


def test_spacing_unicode_form_and_what_is_meant_without_being_said_mean_nothing():
    old = {"party": "a", "value": 1, "speaker": "Jos\u00e9  P.", "quote": "one\ntwo"}
    new = {"party": "a", "value": 1, "speaker": "Jose\u0301 P.", "quote": "one two", "attribution": "on-record"}
    assert changes([old], [{**new, "stance": "asserts"}]) == []


def test_order_of_names_means_nothing():
    assert (
        changes([{"party": "a", "value": ["x", "y"]}], [{"party": "a", "value": ["y", "x"]}], kind="names") == []
    )


def test_two_claims_that_change_places_are_the_same():
    one, two = {"party": "r", "value": 1}, {"party": "r", "value": 2}
    assert changes([one, two], [two, one]) == []


def test_same_id_is_the_same_claim_whatever_it_says():
    old, new = {"id": "x", "party": "a", "value": 1}, {"id": "x", "party": "a", "value": 9, "stated": "2025-02"}
    assert changes([old], [new]) == [("changed", "a", "value", "stated")]


def test_same_id_of_another_party_is_another_claim():
    old, new = {"id": "x", "party": "a", "value": 1}, {"id": "x", "party": "b", "value": 1}
    assert sorted(changes([old], [new])) == [("added", "b"), ("removed", "a")]


def test_claim_of_another_party_is_never_the_same():
    assert sorted(changes([SAID], [{**SAID, "party": "b"}])) == [("added", "b"), ("removed", "a")]


def test_same_time_speaker_and_source_is_the_same_claim():
    new = {
        "party": "a",
        "value": 70,
        "speaker": SAID["speaker"],
        "stated": "2025-01-03",
        "note": "Seventy it was.",
    }
    assert changes([SAID], [new]) == [("changed", "a", "value", "quote", "note")]


def test_other_words_with_another_figure_where_nobody_is_named_are_another_voice():
    old, new = (
        {"party": "r", "value": 1, "quote": "one man died"},
        {"party": "r", "value": 9, "quote": "we saw nine"},
    )
    assert sorted(changes([old], [new])) == [("added", "r"), ("removed", "r")]


@pytest.mark.parametrize("field", ["quote", "speaker"])
def test_other_words_or_another_speaker_alone_are_another_voice_where_nothing_else_tells(field):
    old, new = ({"party": "r", "value": "dozens", field: text} for text in ("one man from the ford", "we saw it"))
    assert sorted(changes([old], [new])) == [("added", "r"), ("removed", "r")]
    assert changes([old], [{**new, field: "a man from the ford"}]) == [(what(field), "r", field)]
    assert changes([old], [{"party": "r", "value": "dozens"}]) == [(what(field), "r", field)]


def test_almost_the_same_words_are_the_same_claim():
    old = {"party": "a", "value": 9, "stated": "2025-01-03", "speaker": "A. Minster", "quote": "nine of them fell"}
    new = {
        "party": "a",
        "value": 90,
        "stated": "2025-01-03",
        "speaker": "A. Minister",
        "quote": "ninety of them fell",
    }
    assert changes([old], [new]) == [("changed", "a", "value", "speaker", "quote")]


def test_long_quote_with_a_word_changed_is_the_same():
    old = {**SAID, "quote": "word " * 200 + "end", "stated": "2025-01-02", "speaker": "X"}
    new = {**SAID, "quote": "word " * 199 + "ward end", "speaker": "Y"}
    assert changes([old], [new]) == [("changed", "a", "stated", "speaker", "quote")]
    other = {**new, "quote": "else " * 200}
    assert sorted(c[0] for c in changes([old], [other])) == ["added", "removed"]


def test_typing_error_in_the_speaker_together_with_a_date():
    old = {"party": "a", "value": 9, "speaker": "Zabihullah Mujahid"}
    new = {"party": "a", "value": 9, "speaker": "Zabihulla Mujahid", "stated": "2025-01-03"}
    assert changes([old], [new]) == [("changed", "a", "stated", "speaker")]


def test_what_could_as_well_be_matched_otherwise_is_not_matched():
    old = [{"party": "r", "value": n} for n in (1, 2)]
    new = [{"party": "r", "value": n} for n in (8, 9)]
    assert sorted(changes(old, new)) == [("added", "r")] * 2 + [("removed", "r")] * 2


def test_subject_turned_round_is_another_claim_unless_the_words_are_the_same():
    old, new = {"party": "a", "subject": "a", "value": 1}, {"party": "a", "subject": "b", "value": 1}
    assert sorted(changes([old], [new])) == [("added", "a"), ("removed", "a")]
    assert changes([{**old, "quote": "we lost one"}], [{**new, "quote": "we lost one"}]) == [
        ("changed", "a", "subject")
    ]


def test_where_very_many_claims_differ_likeness_is_not_tried():
    def many(number, hedge):
        return [
            {
                "party": "r",
                "value": n,
                "speaker": f"voice {n}",
                "stated": f"2025-01-{n + number:02}",
                "hedge": hedge,
            }
            for n in range(1, 28)
        ]

    few = changes(many(0, None)[:5], many(1, "believed")[:5])
    assert few == [("changed", "r", "hedge", "stated")] * 5
    twice = [{**claim, "scope": scope} for claim in many(0, None) for scope in ("x", "y")]
    moved = [{**claim, "scope": scope} for claim in many(1, "believed") for scope in ("x", "y")]
    assert {change[0] for change in changes(twice, moved)} == {"added", "removed"}


# ChangeKind parties do

FIRST = {"party": "a", "value": 58, "stated": "2025-01-03"}


def only(old, new, **more):
    (change,) = [c for row in difference(asked(*old, **more), asked(*new, **more)).rows() for c in row.claims]
    return change


def before(change):
    return [claim.value for _, claim in change.before]


def test_later_claim_is_a_revision_by_the_party():
    change = only([FIRST], [FIRST, {"party": "a", "value": 60, "stated": "2025-01-04"}])
    assert (change.kind, before(change), change.new.value) == ("revised", [58], 60)


def test_withdrawal_of_the_measure_of_the_question_by_name_takes_back_only_that():
    old = [FIRST, {"party": "a", "value": 5, "measure": "wounded", "stated": "2025-01-03"}]
    back = {"party": "a", "stance": "withdraws", "stated": "2025-01-05"}
    assert before(only(old, [*old, {**back, "measure": "killed"}], measure="killed")) == [58]
    assert sorted(before(only(old, [*old, back], measure="killed"))) == [5, 58]


def test_revision_of_an_old_claim_that_was_overwritten():
    later = {"party": "a", "value": 70, "stated": "2025-01-09", "speaker": "Z"}
    assert changes([{**FIRST, "speaker": "Y"}], [later]) == [("revised", "a"), ("removed", "a")]


def test_earlier_claim_of_the_history_is_only_added():
    assert only([FIRST], [FIRST, {"party": "a", "value": 20, "stated": "2025-01-02"}]).kind == "added"


def test_claim_of_no_certain_order_is_only_added():
    assert only([FIRST], [FIRST, {"party": "a", "value": 20, "stated": "2025-01"}]).kind == "added"


def test_saying_the_same_again_revises_nothing():
    assert only([FIRST], [FIRST, {**FIRST, "stated": "2025-01-09"}]).kind == "added"


@each_row(
    ("kind", "said", "again", "becomes"),
    [
        ("names", {"value": ["X", "Y"]}, {"value": ["Y", "X"]}, "added"),
        ("names", {"value": ["X", "Y"]}, {"value": ["Y"]}, "revised"),
        ("yes-no", {"stance": "denies"}, {"stance": "denies", "value": "yes"}, "added"),
        ("yes-no", {"stance": "denies"}, {"stance": "denies", "value": "no"}, "revised"),
        ("count", {"value": 58}, {"value": 58, "hedge": "believed"}, "revised"),
    ],
)
def test_saying_the_same_again_goes_by_what_is_said(kind, said, again, becomes):
    old = {"party": "a", "stated": "2025-01-03", **said}
    assert only([old], [old, {"party": "a", "stated": "2025-01-09", **again}], kind=kind).kind == becomes


def test_other_measure_other_scope_other_party_and_no_position_revise_nothing():
    for more in ({"measure": "wounded"}, {"scope": "x"}, {"party": "b"}, {"party": "r"}):
        assert only([FIRST], [FIRST, {"party": "a", "value": 60, "stated": "2025-01-04", **more}]).kind == "added"
    assert only([FIRST], [FIRST, {"party": "a", "stance": "declines", "stated": "2025-01-04"}]).kind == "added"


def test_replaces_says_it_where_the_times_do_not():
    old = {"party": "r", "value": 3, "id": "first"}
    change = only([old], [old, {"party": "r", "value": 20, "replaces": "first"}])
    assert (change.kind, before(change)) == ("revised", [3])


def test_several_revisions_follow_one_another():
    new = [FIRST, *({"party": "a", "value": n, "stated": f"2025-01-{n - 50:02}"} for n in (60, 70))]
    found = [c for row in difference(asked(FIRST), asked(*new)).rows() for c in row.claims]
    assert [(c.kind, c.new.value, before(c)) for c in found] == [("revised", 60, [58]), ("revised", 70, [60])]


def test_first_claims_of_a_party_are_added_however_many():
    new = [{"party": "b", "value": n, "stated": f"2025-01-{n:02}"} for n in (4, 5)]
    assert changes([FIRST], [FIRST, *new]) == [("added", "b")] * 2


def test_withdrawal_tells_what_it_takes_back():
    other = {"party": "a", "value": 5, "measure": "wounded", "stated": "2025-01-03"}
    back = {"party": "a", "stance": "withdraws", "stated": "2025-01-05"}
    change = only([FIRST, other], [FIRST, other, back])
    assert (change.kind, sorted(before(change))) == ("withdrawn", [5, 58])
    assert before(only([FIRST, other], [FIRST, other, {**back, "measure": "wounded"}])) == [5]
    assert before(only([FIRST], [FIRST, {**back, "stated": "2025-01-01"}])) == []


def test_voice_among_many_takes_back_only_what_it_names():
    old = [{"party": "r", "value": 1, "id": "x"}, {"party": "r", "value": 2}]
    back = {"party": "r", "stance": "withdraws", "stated": "2025-01-05"}
    assert before(only(old, [*old, back])) == []
    assert before(only(old, [*old, {**back, "replaces": "x"}])) == [1]


# Rows


def rows(old, new, **more):
    return [
        (row.old and row.old.verdict, row.new and row.new.verdict, row.changed)
        for row in difference(asked(*old, **more), asked(*new, **more)).rows()
    ]


B = {"party": "b", "value": 40}


def test_row_turns_with_its_verdict_its_gap_or_its_ratio():
    assert rows([FIRST], [FIRST, B]) == [("one-party", "conflict", True)]
    assert rows([FIRST, B], [FIRST, {**B, "value": 41}]) == [("conflict", "conflict", True)]
    assert rows([FIRST, B], [{**FIRST, "value": 68}, {**B, "value": 50}]) == [("conflict", "conflict", True)]
    assert rows([FIRST, B], [FIRST, {**B, "note": "n"}]) == [("conflict", "conflict", False)]


def test_row_whose_scope_is_put_another_way_is_the_same_row():
    old, new = ({"party": "a", "value": 1, "scope": scope} for scope in ("Helmand", "Helmand province"))
    assert rows([old, FIRST], [new, FIRST]) == [("one-party", "one-party", False)]
    assert rows([old], [FIRST]) == [(None, "one-party", False), ("one-party", None, False)]


def test_rows_that_are_split_or_go_together():
    claims = [{**SAID, "party": "r", "quote": f"{n} men", "value": n} for n in (1, 2)]
    north, south = ({**claim, "scope": scope} for claim, scope in zip(claims, ("n", "s"), strict=True))
    assert [row[:2] for row in rows(claims, [north, south])] == [
        (None, "one-party"),
        (None, "one-party"),
        ("one-party", None),
    ]
    assert [row[:2] for row in rows([north, south], claims)] == [
        (None, "one-party"),
        ("one-party", None),
        ("one-party", None),
    ]


def test_order_of_parties_and_claims_does_not_turn_a_row_of_equal_gaps():
    claims = [
        {"party": "a", "value": 10},
        {"party": "b", "value": 20},
        {"party": "r", "value": 30},
        {"party": "r", "value": 0},
    ]
    data = {"claims": claims, "kind": "count"}
    one, other = (
        dataset(data, parties="ab", pooled="r"),
        dataset({**data, "claims": claims[::-1]}, parties="ba", pooled="r"),
    )
    assert not difference(one, other)
    changed = copy.deepcopy(data)
    changed["claims"][0]["note"] = "n"
    (row,) = difference(other, dataset(changed, parties="ab", pooled="r")).rows()
    assert not row.changed


def test_pooling_a_party_turns_its_rows():
    claims = [{"party": "a", "value": n, "stated": f"2025-01-0{n}"} for n in (1, 2)] + [{"party": "b", "value": 1}]
    made = [dataset({"kind": "count", "claims": claims}, parties=p, pooled=q) for p, q in (("ab", ""), ("b", "a"))]
    found = difference(*made)
    assert [record.fields[0][:] for record in found.parties] == [("pooled", False, True)]
    assert list(found.rows()) == []
    far = [{**claim, "value": claim["value"] + (5 if claim["party"] == "b" else 0)} for claim in claims]
    made = [dataset({"kind": "count", "claims": far}, parties=p, pooled=q) for p, q in (("ab", ""), ("b", "a"))]
    assert [row.changed for row in difference(*made).rows()] == [True]


def test_date_of_a_source_turns_a_row_without_a_correction():
    claims = [
        {"party": "a", "value": 1, "stated": "2025-01-02"},
        {"party": "a", "value": 9},
        {"party": "b", "value": 9},
    ]
    made = [
        dataset({"kind": "count", "claims": claims}, parties="ab", published=day)
        for day in ("2025-01-01", "2025-01-03")
    ]
    found = difference(*made)
    assert [row.changed for row in found.rows()] == [True]
    assert [row.claims for row in found.rows()] == [()]
    assert [change.field for change in found.sources[0].fields] == ["published"]


# Files

EVENTS = """\
events:
  e:
    title: First event
    source: s
    questions:
      q:
        label: Question one
        kind: count
        subject: b
        scope: the north
        claims:
          - {party: a, value: 1, quote: one}
          - {party: b, value: 2, quote: two}
      p:
        label: Question two
        kind: yes-no
        stated: 2025-01-01
        claims: [{party: a, value: yes}]
  f:
    title: Second event
    questions:
      q: {label: Question three, kind: text, claims: [{party: r, value: That is so., source: t}]}
"""
SPLIT = """\
borderclash: 1
events:
    f:
        title: >-
            Second
            event
        source: t
        questions:
            q:
                label: "Question three"
                kind: text
                claims:
                    - {party: r, value: That  is so.}
"""
MOVED = """\
events:
  e:
    title: First event
    questions:
      p:
        label: Question two
        kind: yes-no
        source: s
        claims:
          - value: yes
            stated: 2025-01-01
            party: a
      q:
        label: Question one
        kind: count
        claims:
          - {quote: two, party: b, value: "2", source: [s], subject: b, scope: the north}
          - {party: a, value: 1, quote: 'one', source: s, subject: b, scope: the north}
"""


def test_reordered_split_indented_and_with_defaults_elsewhere_nothing_differs():
    old, new = read(SETTING + EVENTS), read(SPLIT, SETTING + MOVED)
    for a, b in ((old, new), (new, old)):
        found = difference(a, b)
        assert not found, found.events


def edited(*pairs):
    text = SETTING + EVENTS
    for a, b in pairs:
        assert a in text
        text = text.replace(a, b)
    return difference(read(SETTING + EVENTS), read(text))


def test_fields_of_event_question_party_source_and_dataset():
    found = edited(
        ("borderclash: 1\n", "borderclash: 1\ntitle: All\n"),
        ("title: First event", "title: First event\n    place: here\n    timezone: Asia/Kabul"),
        ("kind: count\n", "kind: count\n        unit: men\n"),
        ("{name: B}", "{name: B, kind: person}"),
        ("{title: T,", "{title: T, publisher: P,"),
    )
    assert [c[:] for c in found.fields] == [("title", None, "All")]
    assert [c[:] for c in found.events[0].fields] == [("place", None, "here"), ("timezone", "UTC", "Asia/Kabul")]
    assert [c[:] for q in found.questions() for c in q.fields] == [("unit", None, "men")]
    assert [c[:] for r in (*found.parties, *found.sources) for c in r.fields] == [
        ("kind", None, "person"),
        ("publisher", None, "P"),
    ]
    assert not any(found.claim_counts().values())


def test_subject_of_a_question_without_claims_is_told_with_it():
    made = [asked(subject=subject) for subject in (None, "b")]
    (question,) = difference(*made).questions()
    assert [c[:] for c in question.fields] == [("subject", None, "b")]
    assert [(row.old and row.old.subject, row.new and row.new.subject) for row in question.rows] == [
        (None, "b"),
        (None, None),
    ]


@each_row(
    ("edits", "renamed"),
    [
        ([("      p:\n", "      other:\n")], [("question", "p", "other")]),
        (
            [("      q:\n        l", "      o:\n        l"), ("Question one", "Quite different")],
            [("question", "q", "o")],
        ),
        ([("  e:\n", "  o:\n")], [("event", "e", "o")]),
        ([("  e:\n", "  o:\n"), ("First event", "Another name")], [("event", "e", "o")]),
        ([("  s: {", "  n: {"), ("source: s", "source: n")], [("source", "s", "n")]),
        ([("{a: {", "{n: {"), ("party: a", "party: n")], [("party", "a", "n")]),
        (
            [("b: {name", "n: {name"), ("party: b", "party: n"), ("subject: b", "subject: n")],
            [("party", "b", "n")],
        ),
    ],
)
def test_what_has_another_id_and_is_the_same_is_renamed(edits, renamed):
    found = edited(*edits)
    ids = [("party", *c[1:]) for r in found.parties for c in r.fields if c.field == "id"]
    ids += [("source", *c[1:]) for r in found.sources for c in r.fields if c.field == "id"]
    ids += [("event", *c[1:]) for e in found.events for c in e.fields if c.field == "id"]
    ids += [("question", *c[1:]) for q in found.questions() for c in q.fields if c.field == "id"]
    assert ids == renamed
    assert not any(found.claim_counts().values())
    assert not list(found.rows())


def test_other_question_with_one_equal_claim_is_not_the_same():
    found = edited(("      p:\n        label: Question two", "      o:\n        label: Quite different"))
    assert [(q.old and q.old.id, q.new and q.new.id) for q in found.questions()] == [(None, "o"), ("p", None)]
    assert [c.kind for row in found.rows() for c in row.claims] == ["added", "removed"]


def test_party_of_another_name_is_another_party():
    found = edited(("a: {name: A}", "n: {name: N}"), ("party: a", "party: n"))
    assert [(r.old and r.old.id, r.new and r.new.id) for r in found.parties] == [(None, "n"), ("a", None)]
    assert {c.kind for row in found.rows() for c in row.claims} == {"added", "removed"}


# Properties

texts = st.sampled_from([None, None, "x", "y", "a longer text", "a longer tent"])
days = st.sampled_from([None, "2025-01-01", "2025-01-02", "2025-01-02T10:00", "2025-01"])


@st.composite
def claims(draw):
    claim = {
        "party": draw(st.sampled_from("abr")),
        "value": draw(st.sampled_from([1, 2, "at least 2", "several"])),
    }
    stance = draw(st.sampled_from(["asserts"] * 5 + ["denies", "declines", "withdraws"]))
    if stance != "asserts":
        claim["stance"] = stance
    if stance in ("declines", "withdraws"):
        del claim["value"]
    for field in ("scope", "measure", "speaker", "quote", "locator"):
        if (text := draw(texts)) is not None:
            claim[field] = text
    if (day := draw(days)) is not None:
        claim["stated"] = day
    if (subject := draw(st.sampled_from([None, None, "a", "b"]))) is not None:
        claim["subject"] = subject
    return claim


questions = st.fixed_dictionaries(
    {
        "label": st.sampled_from(["One", "Two"]),
        "kind": st.just("count"),
        "claims": st.lists(claims(), max_size=5),
    }
)
events = st.dictionaries(
    st.sampled_from(["e", "f", "g"]),
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["E", "F"]),
            "source": st.just("s"),
            "questions": st.dictionaries(st.sampled_from(["p", "q", "o"]), questions, max_size=3),
        }
    ),
    max_size=3,
)


def made(written):
    data = {**yaml.safe_load(SETTING), "events": written}
    data["sources"]["s"]["published"] = data["sources"]["t"]["published"] = "2025-01-01"
    result, findings = assemble([Document("f.yaml", 0, data, data)])
    assert findings == []
    return result


@given(events)
def test_nothing_differs_from_itself(written):
    assert not difference(made(written), made(copy.deepcopy(written)))


@given(st.data(), events)
def test_order_means_nothing(data, written):
    def shuffled(mapping):
        return {key: mapping[key] for key in data.draw(st.permutations(list(mapping)))}

    other = {}
    for id, event in shuffled(written).items():
        asked = {}
        for name, question in shuffled(event["questions"]).items():
            asked[name] = {**question, "claims": data.draw(st.permutations(question["claims"]))}
        other[id] = {**event, "questions": asked}
    found = difference(made(written), made(other))
    assert not found, found.events


@given(events, events)
def test_the_other_way_round_it_is_the_mirror_image(one, other):
    there, back = difference(made(one), made(other)), difference(made(other), made(one))
    turn = {"added": "removed", "revised": "removed", "withdrawn": "removed"}
    one_way = sorted(
        repr((turn.get(c.kind, c.kind), (c.new if c.kind != "removed" else c.old)[1:]))
        for row in there.rows()
        for c in row.claims
        if c.kind in turn
    )
    other_way = sorted(repr((c.kind, c.old[1:])) for row in back.rows() for c in row.claims if c.kind == "removed")
    assert one_way == other_way
    corrected = [
        sorted(
            repr((c.old[1:], c.new[1:])[:: -1 if turned else 1])
            for row in found.rows()
            for c in row.claims
            if c.fields
        )
        for found, turned in ((there, False), (back, True))
    ]
    assert corrected[0] == corrected[1]
    assert sum(row.changed for row in there.rows()) == sum(row.changed for row in back.rows())


def test_claim_that_became_a_restatement_was_corrected():
    first, again = {**SAID, "value": 58}, {**SAID, "value": "at least 58", "quote": "at least 58 fell"}
    new = [{**first, "id": "first"}, {**again, "restates": "first"}]
    assert changes([first, again], new) == [("corrected", "a", "id"), ("corrected", "a", "restates")]


def test_up_to_which_day_and_whose_claims_are_changes_of_what_is_said():
    total = {"cumulative": True}
    assert changes([SAID], [{**SAID, "cut-off": "2025-01-02"}], **total) == [("changed", "a", "cut-off")]
    denial = {"party": "a", "stance": "denies", "stated": "2025-01-03"}
    assert changes([denial], [{**denial, "of": "b"}]) == [("changed", "a", "of")]
    assert changes([{**denial, "of": ["b", "r"]}], [{**denial, "of": ["r", "b"]}]) == []


def test_cut_off_that_the_question_gives_is_that_of_its_claims():
    found = difference(
        asked(SAID, cumulative=True),
        asked(SAID, {**SAID, "party": "b"}, cumulative=True, **{"cut-off": "2025-01-02"}),
    )
    (question,) = found.questions()
    assert question.fields == ()
    assert [(c.kind, c.there.party) for row in found.rows() for c in row.claims] == [
        ("changed", "a"),
        ("added", "b"),
    ]


def test_question_that_became_cumulative_and_got_parts():
    old, new = asked(SAID), asked(SAID, cumulative=True, parts=["north", "south"])
    (question,) = difference(old, new).questions()
    assert question.fields == (("cumulative", False, True), ("parts", None, ("north", "south")))
    assert not difference(new, asked(SAID, cumulative=True, parts=["south", "north"]))


def test_source_that_turned_out_to_be_derived_from_another():
    old, new = read(SETTING), read(SETTING.replace("2025-01-09", "2025-01-09, derived-from: s"))
    (source,) = difference(old, new).sources
    assert source.fields == (("derived-from", None, ("s",)),)
    renamed = read(SETTING.replace("2025-01-09", "2025-01-09, derived-from: w").replace("  s:", "  w:"))
    assert [change.fields for change in difference(new, renamed).sources] == [(("id", "s", "w"),)]


@given(events, events)
def test_every_claim_is_kept_removed_or_added_exactly_once(one, other):
    old, new = made(one), made(other)
    found = difference(old, new)
    counts = found.claim_counts()
    came = counts["added"] + counts["revised"] + counts["withdrawn"]
    kept = [
        sum(len(q.claims) for event in side.events for q in event.questions) - gone
        for side, gone in ((old, counts["removed"]), (new, came))
    ]
    assert kept[0] == kept[1] >= counts["changed"] + counts["corrected"]
    for row in found.rows():
        for change in row.claims:
            assert change.kind not in ("changed", "corrected") or change.old.party == change.new.party


@given(
    st.data(),
    st.sampled_from([field for field in FIELDS if field not in NOT_EDITED]),
)
def test_one_edit_of_one_claim_is_one_change_of_that_field(data, field):
    others = [
        {**SAID, "party": "ab"[n % 2], "value": n, "quote": f"{n} of ours", "locator": f"par. {n}"}
        for n in range(4)
    ]
    place = data.draw(st.integers(0, 3))
    edit = {"value": 99, "stance": "denies", "stated": "2025-01-07", "attribution": "anonymous"}.get(
        field, "new-words"
    )
    new = [{**claim, field: edit} if n == place else claim for n, claim in enumerate(others)]
    assert changes(others, new) == [(what(field), others[place]["party"], field)]
