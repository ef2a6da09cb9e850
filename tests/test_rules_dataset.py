"""Rules on claims, scopes, dates and declarations: each finding at its place, and near misses that are quiet."""

from datetime import date
from types import SimpleNamespace

import pytest
from files import load
from rows import each_row

from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Loaded
from borderclash.reading.locate import locate
from borderclash.reading.sources import Input
from borderclash.rules import (
    anonymous_without_note,
    check,
    claim_before_event,
    claim_in_the_future,
    duplicate_claim,
    one_voice,
    part_exceeds_whole,
    self_contradiction,
    similar_scope,
    source_before_claim,
    unarchived_source,
    undated_claim,
    unused_party,
    unused_source,
)
from borderclash.rules.base import Material

# Claims begin at line 18.
HEAD = """\
borderclash: 1
parties:
  a: {name: A}
  b: {name: B}
  voices: {name: Voices, pooled: true}
sources:
  s: {title: S, published: 2025-10-12}
  t: {title: T, published: 2025-10-14}
events:
  e:
    title: E
    date: 2025-10-11
    source: s
    questions:
      q:
        label: Q
        kind: count
        claims:
"""
TOTAL = HEAD.replace("kind: count\n", "kind: count\n        cumulative: true\n")
TODAY = date(2025, 11, 1)


def found(rule, *texts, today=TODAY):
    """Return what a rule alone finds in some files: place, message and related places of each."""
    loaded = Loaded()
    for number, text in enumerate(texts):
        load(Input(f"{number}.yaml", text.encode()), loaded)
    dataset, _ = assemble(loaded.documents)
    material = Material(dataset, loaded.documents, loaded.complete, today=today)
    problems = locate(check(material, [rule.NAME]), loaded.texts)
    assert {(p.rule, p.severity) for p in problems} <= {(rule.NAME, rule.SEVERITY)}
    assert all(problem.help for problem in problems)
    return [
        SimpleNamespace(
            at=(p.location.line, p.location.column),
            message=p.message,
            help=p.help,
            related=[(words, at.line, at.column) for words, at in p.related],
        )
        for p in problems
    ]


def claims(*lines, head=HEAD):
    """Return a file with a claim in each line, the first at line 19, its braces at column 13."""
    return head + "".join(f"          - {{{line}}}\n" for line in lines)


def the_one(rule, text, **options):
    (problem,) = found(rule, text, **options)
    return problem


# duplicate-claim


@each_row(
    ("first", "second"),
    [
        ("party: a, value: 58", "party: a, value: 58"),
        ("party: a, value: '1,300'", "party: a, value: 1300"),
        ("party: a, value: At Least 18", "party: a, value: at least  18"),
        ("party: a, value: 58, speaker: X", "party: a, value: 58, speaker: Y"),
        ("party: a, value: 58, scope: North Bank", "party: a, value: 58, scope: north  bank"),
        ("party: a, value: 58, stated: 2025-10-12", "party: a, value: 58"),
        ("party: a, stance: declines", "party: a, stance: declines"),
        ("party: voices, value: 58, speaker: X", "party: voices, value: 58, speaker: X"),
    ],
)
def test_duplicate_claim(first, second):
    problem = the_one(duplicate_claim, claims(first, "party: b, value: 58", second))
    assert problem.at == (21, 13)
    assert problem.message == "the same claim stands here a second time"
    assert problem.related == [("the first is here", 19, 13)]


@each_row(
    "second",
    [
        "party: b, value: 58",
        "party: a, value: 59",
        "party: a, value: at least 58",
        "party: a, value: 58, subject: b",
        "party: a, value: 58, scope: east",
        "party: a, value: 58, measure: dead",
        "party: a, value: 58, stated: 2025-10-13",
        "party: a, value: 58, stance: denies",
    ],
)
def test_claim_that_differs_in_one_thing_is_no_duplicate(second):
    assert found(duplicate_claim, claims("party: a, value: 58", second)) == []


def test_figures_of_different_days_and_denials_of_different_parties_are_no_duplicates():
    totals = claims(*(f"party: a, value: 58, cut-off: 2025-10-{day}" for day in (10, 11)), head=TOTAL)
    assert found(duplicate_claim, totals) == []
    assert len(found(duplicate_claim, claims(*["party: a, value: 58, cut-off: 2025-10-11"] * 2, head=TOTAL))) == 1
    denials = claims("party: a, stance: denies, of: b", "party: a, stance: denies, of: voices")
    assert found(duplicate_claim, denials) == []
    assert len(found(duplicate_claim, claims(*["party: a, stance: denies, of: b"] * 2))) == 1


@pytest.mark.parametrize("other", ["speaker: Y", "via: AFP", "source: t"])
def test_voices_of_a_pooled_party_may_say_the_same(other):
    text = claims(
        "party: voices, value: 5, stated: 2025-10-12", f"party: voices, value: 5, stated: 2025-10-12, {other}"
    )
    assert found(duplicate_claim, text) == []


def test_names_in_another_order_are_a_duplicate():
    text = claims("party: a, value: [X, Y]", "party: a, value: [y, x]").replace("kind: count", "kind: names")
    assert the_one(duplicate_claim, text).at == (20, 13)


def test_third_time_points_at_the_first():
    problems = found(duplicate_claim, claims(*["party: a, value: 58"] * 3))
    assert [(p.at, p.related[0][1]) for p in problems] == [((20, 13), 19), ((21, 13), 19)]


def test_same_claim_in_another_question_is_no_duplicate():
    text = claims("party: a, value: 5") + claims("party: a, value: 5").split("questions:\n")[1].replace("q:", "r:")
    assert found(duplicate_claim, text) == []


# similar-scope


def scopes(first, second, field="scope"):
    return claims(f'party: a, value: 5, {field}: "{first}"', f'party: b, value: 5, {field}: "{second}"')


@each_row(
    ("first", "second"),
    [
        ("Helmand province", "Helmand provnce"),
        ("Helmand province", "Hilmand province"),
        ("Helmand province", "helmand porvince"),
        ("Helmand province", "Helmand provinces"),
        ("Helmand province", "Helmand pravince"),
        ("Nangarhar", "Nangrhaar"),
        ("Khyber Pakhtunkhwa", "KhyberPakhtunkhwa"),
        ("Spin-Boldak", "spin boldak"),
        ("killed or wounded", "killed, or wounded"),
        ("killed/wounded", "killed wounded"),
        ("Kunar", "Kunarr"),
        ("Khost", "Khots"),
        ("northeast", "northeest"),
        ("Cañada", "Canada"),
        ("to 31 December 2023", "to 31 Decmber 2023"),
        ("posts captured", "posts capturd"),
    ],
)
@each_row("field", ["scope", "measure"])
def test_similar_scope(first, second, field):
    problem = the_one(similar_scope, scopes(first, second, field))
    assert problem.at == (20, 13 + len(f"{{party: b, value: 5, {field}: "))
    assert problem.message == f"the {field} `{second}` is written almost like `{first}`, and counts as another one"
    assert problem.related == [("the other is here", 19, 13 + len(f"{{party: a, value: 5, {field}: "))]


@each_row(
    ("first", "second"),
    [
        ("north", "south"),
        ("east", "west"),
        ("north bank", "south bank"),
        ("northern front", "southern front"),
        ("northeast", "northwest"),
        ("northeastern command", "northwestern command"),
        ("2023", "2024"),
        ("to 31 December 2023", "to 31 December 2024"),
        ("1 to 2 May", "12 May"),
        ("10.5 km zone", "105 km zone"),
        ("< 5", "> 5"),
        ("Khost", "Kunar"),
        ("Kunar", "Kunduz"),
        ("Paktia", "Paktika"),
        ("Niger", "Nigeria"),
        ("Mali", "Malta"),
        ("Iran", "Iraq"),
        ("Gambia", "Zambia"),
        ("men", "women"),
        ("male", "female"),
        ("armed", "unarmed"),
        ("including police", "excluding police"),
        ("confirmed dead", "unconfirmed dead"),
        ("killed", "wounded"),
        ("killed", "killed or wounded"),
        ("brigade A", "brigade B"),
        ("Corps XVIII", "Corps XVII"),
        ("11th division", "12th division"),
        ("Helmand", "Helmand province"),
        ("Helmand Province", "helmand  province"),
        ("शव", "शिव"),
        ("...", "---"),
        ("a" * 101, "a" * 102),
    ],
)
@each_row("field", ["scope", "measure"])
def test_scopes_that_differ_on_purpose(first, second, field):
    assert found(similar_scope, scopes(first, second, field)) == []


def test_scope_of_the_question_is_compared_where_it_stands():
    head = HEAD.replace("kind: count\n", "kind: count\n        scope: Helmand province\n")
    problem = the_one(
        similar_scope, claims("party: a, value: 5", "party: b, value: 5, scope: Helmnd province", head=head)
    )
    assert problem.at == (21, 41)
    assert problem.related == [("the other is here", 18, 16)]


def test_scopes_of_two_questions_are_not_compared():
    text = claims("party: a, value: 5, scope: Helmand")
    text += text.split("questions:\n")[1].replace("q:", "r:").replace("Helmand", "Hilmand")
    assert found(similar_scope, text) == []


def test_a_scope_used_many_times_is_told_once():
    lines = ["party: a, value: 5, scope: Helmand", *["party: b, value: 5, scope: Hilmand"] * 3]
    assert [problem.at for problem in found(similar_scope, claims(*lines))] == [(20, 41)]


# claim-in-the-future


def test_claim_in_the_future():
    problem = the_one(claim_in_the_future, claims("party: a, value: 5, stated: 2025-11-02"))
    assert problem.at == (19, 42)
    assert problem.message == "`stated` lies in the future: `2025-11-02`"
    assert "2025-11-01" in problem.help


@each_row("stated", ["2025-11-01", "2025-11", "2025", "2025-11-01/2026", "2025-11-01T23:59"])
def test_claim_of_a_time_that_has_begun_is_not_in_the_future(stated):
    assert found(claim_in_the_future, claims(f"party: a, value: 5, stated: {stated}")) == []


def test_today_is_that_of_the_event():
    text = claims("party: a, value: 5, stated: 2025-11-01T21:00Z")
    assert found(claim_in_the_future, text) == []
    text = text.replace("date: 2025-10-11", "date: 2025-10-11\n    timezone: Asia/Kabul")
    assert the_one(claim_in_the_future, text).at == (20, 42)


@pytest.mark.parametrize("field", ["published", "retrieved"])
def test_source_in_the_future_is_told_where_it_is_declared_and_only_there(field):
    text = claims("party: a, value: 5").replace(
        "title: S, published: 2025-10-12", f"title: S, {field}: 2026-10-12"
    )
    problem = the_one(claim_in_the_future, text)
    assert problem.at == (7, 19 + len(field))
    assert problem.message == f"`{field}` lies in the future: `2026-10-12`"


def test_source_with_an_impossible_date_is_not_told_again():
    text = claims("party: a, value: 5").replace("published: 2025-10-12", "published: 2926-02-30")
    assert found(claim_in_the_future, text) == []


@pytest.mark.parametrize(
    ("above", "at"),
    [("label: Q", (17, 17)), ("title: E", (12, 13))],
)
def test_time_that_claims_inherit_is_told_once_where_it_stands(above, at):
    indent = " " * (at[1] - 9)
    head = HEAD.replace(above, f"{above}\n{indent}stated: 2026-01")
    text = claims("party: a, value: 5", "party: b, value: 5", head=head)
    assert the_one(claim_in_the_future, text).at == at


def test_place_is_right_behind_a_claim_that_was_left_out():
    lines = ["party: a, value: 5, nope: 1", "party: a, value: x", "party: a, value: 5, stated: 2025-11-02"]
    assert the_one(claim_in_the_future, claims(*lines)).at == (21, 42)


# claim-before-event


def test_claim_before_event():
    problem = the_one(claim_before_event, claims("party: a, value: 5, stated: 2025-10-10"))
    assert problem.at == (19, 42)
    assert problem.message == "`stated` lies before the event: `2025-10-10`"
    assert problem.related == [("the event is of `2025-10-11`", 12, 11)]


@each_row("stated", ["2025-10-11", "2025-10", "2025-10-10/2025-10-11", "2025-10-11T00:00"])
def test_claim_that_is_not_over_when_the_event_begins(stated):
    assert found(claim_before_event, claims(f"party: a, value: 5, stated: {stated}")) == []


@pytest.mark.parametrize("instead", ["", "    date: 2025-02-30\n"])
def test_event_without_a_date_has_nothing_before_it(instead):
    text = claims("party: a, value: 5, stated: 2020", head=HEAD.replace("    date: 2025-10-11\n", instead))
    assert found(claim_before_event, text) == []


def test_time_before_the_event_that_claims_inherit_is_told_once():
    head = HEAD.replace("label: Q", "label: Q\n        stated: 2025-10-10")
    assert the_one(claim_before_event, claims("party: a, value: 5", "party: b, value: 5", head=head)).at == (
        17,
        17,
    )


def test_publication_before_the_event_is_no_statement_before_it():
    assert found(claim_before_event, claims("party: a, value: 5").replace("2025-10-12", "2025-10-01")) == []


# source-before-claim


def test_source_before_claim():
    problem = the_one(source_before_claim, claims("party: a, value: 5, stated: 2025-10-13"))
    assert problem.at == (19, 42)
    assert problem.message == "`stated` lies after the publication of every source of the claim: `2025-10-13`"
    assert problem.related == [("published `2025-10-12`", 7, 28)]


def test_related_place_is_the_last_of_several_sources():
    problem = the_one(source_before_claim, claims("party: a, value: 5, stated: 2025-10-15, source: [t, s]"))
    assert problem.related == [("published `2025-10-14`", 8, 28)]


@each_row(
    "claim",
    [
        "party: a, value: 5, stated: 2025-10-12",
        "party: a, value: 5, stated: 2025-10",
        "party: a, value: 5, stated: 2025-10-13, source: [s, t]",
        "party: a, value: 5, stated: 2025-10-13, source: [s, unknown]",
        "party: a, value: 5",
        # told as a claim in the future
        "party: a, value: 5, stated: 2026-10-12",
    ],
)
def test_claim_that_one_of_its_sources_may_report(claim):
    assert found(source_before_claim, claims(claim)) == []


@pytest.mark.parametrize("published", ["", ", published: 2025-02-30"])
def test_source_without_a_date_may_be_later(published):
    text = claims("party: a, value: 5, stated: 2025-10-15").replace("S, published: 2025-10-12", "S" + published)
    assert found(source_before_claim, text) == []


def test_claim_without_a_source_has_none_before_it():
    text = claims("party: a, value: 5, stated: 2025-10-15").replace("    source: s\n", "")
    assert found(source_before_claim, text) == []


def test_inherited_time_is_told_once_for_each_last_source():
    head = HEAD.replace("label: Q", "label: Q\n        stated: 2025-10-20")
    text = claims("party: a, value: 5", "party: b, value: 5", "party: b, value: 6, source: t", head=head)
    assert [(p.at, p.related[0][1]) for p in found(source_before_claim, text)] == [((17, 17), 7), ((17, 17), 8)]


# part-exceeds-whole


def test_part_exceeds_whole():
    text = claims("party: a, value: 58", "party: a, value: at least 60, scope: East Bank")
    problem = the_one(part_exceeds_whole, text)
    assert problem.at == (20, 31)
    assert problem.message == (
        "a part is larger than the whole: A says `at least 60` for `East Bank`, and `58` without a scope"
    )
    assert problem.related == [("the whole is here", 19, 31)]


@each_row(
    ("whole", "part"),
    [
        ("value: 58", "value: 58"),
        ("value: 58", "value: 50 to 70"),
        ("value: 58", "value: up to 70"),
        ("value: at least 58", "value: 70"),
        ("value: dozens", "value: 70"),
        ("value: 58", "value: 70, subject: b"),
        ("value: 58", "value: 70, measure: killed or wounded"),
        ("value: 58, stance: denies", "value: 70"),
        ("value: 58", "value: 70, stance: denies"),
        ("value: 58, scope: west", "value: 70"),
        ("stance: declines", "value: 70"),
    ],
)
def test_part_that_may_fit_in_the_whole(whole, part):
    assert found(part_exceeds_whole, claims(f"party: a, {whole}", f"party: a, {part}, scope: east")) == []


@each_row(
    ("whole", "part", "told"),
    [
        ("2025-10-11", "2025-10-12", False),
        ("2025-10-11", "2025-10", False),
        ("2025-10-11", "2025-10-11", True),
        ("2025-10-12", "2025-10-11", True),
    ],
)
def test_part_of_a_later_day_may_have_grown_beyond_the_whole(whole, part, told):
    lines = f"party: a, value: 58, cut-off: {whole}", f"party: a, value: 70, scope: east, cut-off: {part}"
    assert bool(found(part_exceeds_whole, claims(*lines, head=TOTAL))) == told


def test_whole_is_of_the_same_party():
    assert found(part_exceeds_whole, claims("party: b, value: 58", "party: a, value: 70, scope: east")) == []


def test_voices_of_a_pooled_party_answer_for_themselves():
    assert (
        found(part_exceeds_whole, claims("party: voices, value: 58", "party: voices, value: 70, scope: east"))
        == []
    )


def test_party_that_is_not_declared_is_told_elsewhere():
    assert found(part_exceeds_whole, claims("party: x, value: 58", "party: x, value: 70, scope: east")) == []


@pytest.mark.parametrize(
    "later",
    ["party: a, value: 80, stated: 2025-10-13", "party: a, value: 20, scope: east, stated: 2025-10-13"],
)
def test_earlier_figures_do_not_count(later):
    early = "stated: 2025-10-12"
    lines = [f"party: a, value: 58, {early}", f"party: a, value: 70, scope: east, {early}"]
    assert len(found(part_exceeds_whole, claims(*lines))) == 1
    assert found(part_exceeds_whole, claims(*lines, later)) == []


def test_largest_of_several_wholes_counts():
    lines = ["party: a, value: 58", "party: a, value: 80", "party: a, value: 70, scope: east"]
    assert found(part_exceeds_whole, claims(*lines)) == []


def test_number_may_be_a_rate():
    text = claims("party: a, value: 58", "party: a, value: 70, scope: east")
    assert found(part_exceeds_whole, text.replace("kind: count", 'kind: number\n        unit: "%"')) == []


# one-voice


def test_one_voice():
    problem = the_one(one_voice, claims("party: a, value: 58", "party: a, value: 60"))
    assert problem.at == (15, 7)
    assert problem.message == "only `a` has a claim on this question"


@pytest.mark.parametrize("other", ["party: b, stance: declines", "party: b, value: x", "party: b, nope: 1"])
def test_second_party_is_a_second_voice_even_where_its_claim_is_faulty(other):
    assert found(one_voice, claims("party: a, value: 58", other)) == []


def test_question_without_claims_has_no_voice():
    assert found(one_voice, HEAD.replace("claims:", "claims: []")) == []


# unused-party, unused-source


def test_unused_party():
    problem = the_one(unused_party, claims("party: a, value: 58, subject: voices"))
    assert problem.at == (4, 3)
    assert problem.message == "no claim is by or about the party `b`"


def test_party_that_is_only_a_subject_is_used():
    head = HEAD.replace("label: Q", "label: Q\n        subject: b")
    assert found(unused_party, claims("party: a, value: 58", "party: voices, value: 5", head=head)) == []


def test_unused_source():
    problem = the_one(unused_source, claims("party: a, value: 58"))
    assert problem.at == (8, 3)
    assert problem.message == "nothing is taken from the source `t`"


@pytest.mark.parametrize("source", ["t", "[s, t]"])
def test_source_of_one_claim_is_used(source):
    assert found(unused_source, claims("party: a, value: 58", f"party: b, value: 5, source: {source}")) == []


@each_row("rule", [unused_party, unused_source])
@each_row(
    "lines",
    [
        ["party: a, value: 58, subject: bb, source: tt"],
        ["party: a, valu: 58"],
    ],
)
def test_nothing_is_called_unused_where_a_reference_may_have_meant_it(rule, lines):
    assert found(rule, claims(*lines)) == []


def test_no_source_is_called_unused_where_a_claim_lacks_its_own():
    text = claims("party: a, value: 5", "party: b, value: 5, source: s").replace("    source: s\n", "")
    assert found(unused_source, text) == []


@pytest.mark.parametrize("rule", [unused_party, unused_source])
def test_claim_whose_value_cannot_be_read_uses_what_it_names(rule):
    assert found(rule, claims("party: a, value: 5, subject: voices", "party: b, value: x, source: t")) == []


@pytest.mark.parametrize("rule", [unused_party, unused_source])
def test_declarations_serve_all_files(rule):
    declarations, events = claims("party: a, value: 5", "party: b, value: 5, source: t").split("events:")
    declarations = declarations.replace("  voices: {name: Voices, pooled: true}\n", "")
    assert found(rule, declarations, "borderclash: 1\nevents:" + events) == []
    assert found(rule, declarations, declarations, "borderclash: 1\nevents:" + events) == []
    # Such a file by itself has nothing that could use them.
    assert found(rule, declarations) == []
    # In a file that cannot be read anything may be used.
    assert found(rule, claims("party: a, value: 5"), "borderclash: [") == []


# undated-claim


def test_undated_claim():
    text = claims("party: a, value: 5").replace("S, published: 2025-10-12", "S")
    problem = the_one(undated_claim, text)
    assert problem.at == (19, 13)
    assert problem.message == "nothing tells when this was said"


@pytest.mark.parametrize(
    "claim",
    [
        "party: a, value: 5, stated: 2025",
        "party: a, value: 5, source: [s, t]",
        "party: a, value: 5, source: unknown",
    ],
)
def test_claim_that_has_a_date_or_no_known_source(claim):
    assert found(undated_claim, claims(claim).replace("S, published: 2025-10-12", "S")) == []


def test_claim_without_a_source_is_told_elsewhere():
    assert found(undated_claim, claims("party: a, value: 5").replace("    source: s\n", "")) == []


def test_claim_whose_source_has_an_impossible_date():
    assert found(undated_claim, claims("party: a, value: 5").replace("2025-10-12", "2025-02-30")) == []


# unarchived-source


def test_unarchived_source():
    text = claims("party: a, value: 5").replace("{title: S,", "{title: S, url: https://example.org/s,")
    problem = the_one(unarchived_source, text)
    assert problem.at == (7, 22)
    assert problem.message == "no copy of this page is kept"


@pytest.mark.parametrize(
    "fields",
    [
        "",
        "url: https://example.org/s, archived: https://example.org/a,",
        "url: https://example.org/s, snapshot: s.txt,",
    ],
)
def test_source_without_an_address_or_with_a_copy(fields):
    assert found(unarchived_source, claims("party: a, value: 5").replace("title: S,", f"title: S, {fields}")) == []


# anonymous-without-note


def test_anonymous_without_note():
    problem = the_one(anonymous_without_note, claims("party: a, value: 5, attribution: anonymous"))
    assert problem.at == (19, 47)
    assert problem.message == "nothing is said of this anonymous speaker"


@pytest.mark.parametrize(
    "fields",
    [
        "attribution: anonymous, speaker: an officer",
        "attribution: anonymous, note: N",
        "attribution: unattributed",
    ],
)
def test_anonymous_speaker_of_whom_something_is_said(fields):
    assert found(anonymous_without_note, claims(f"party: a, value: 5, {fields}")) == []


# self-contradiction


def test_claims_whose_order_hangs_on_a_replaces_that_leads_nowhere_are_no_second_problem():
    assert found(self_contradiction, claims("party: a, value: 5, id: x", "party: a, value: 9, replaces: y")) == []
    assert the_one(self_contradiction, claims("party: a, value: 5", "party: a, value: 9")).at == (20, 31)


def test_places_are_right_in_a_second_document():
    declarations, events = claims("party: a, value: 5, stated: 2025-10-10").split("events:")
    text = declarations + "---\nborderclash: 1\nevents:" + events
    assert the_one(claim_before_event, text).at == (21, 42)
    assert [p.at for p in found(unused_party, text)] == [(4, 3), (5, 3)]
