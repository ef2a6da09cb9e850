"""Prose: a paragraph a row, whose every figure stands with who said it, where and when."""

import datetime
import re

import golden
from build import dataset
from examples import few
from files import ROOT, run
from html_page import demo
from hypothesis import given
from pages import comparison_of
from phrased import table
from rendered import rendered
from rows import each_row
from test_sentence_properties import rows

import borderclash as bc
from borderclash.comparing.rows import compare
from borderclash.comparing.selection import compared
from borderclash.language import using
from borderclash.presenting.blocks import Provenance
from borderclash.presenting.comparison_view import ComparisonView, Detail
from borderclash.presenting.phrasing import prose
from borderclash.presenting.phrasing.answers import QuestionPhrasing
from borderclash.rendering.formats import OF_COMPARISON, named
from borderclash.rendering.options import Options

DAY = datetime.date(2025, 10, 12)


def written(comparison):
    view = ComparisonView(comparison, Detail(), Provenance(DAY, "1a2b3c4d5e", changed=True, by=comparison.by))
    return "".join(named("prose", OF_COMPARISON).write(view, Options()))


def paragraphs(kind, *claims, **more):
    """Return the paragraphs of one question on which parties A to D make *claims*, without what is the same."""
    made = [c if isinstance(c, dict) else {"party": c[0], "value": c[1]} for c in claims]
    lines = rendered(compare(dataset({"kind": kind, "claims": made, **more.pop("question", {})}, **more)), "prose")
    told = [line for line in lines.splitlines() if line.startswith("Q")]
    return [line.replace("published 1 January 2025, per S", "S") for line in told]


def paragraph(kind, *claims, **more):
    (only,) = paragraphs(kind, *claims, **more)
    return only


def test_prose_of_the_example():
    golden.check("prose.txt", written(demo()))


def test_prose_of_the_bundled_data():
    golden.check("bundled-prose.txt", written(golden.bundled()))


def test_a_figure_stands_with_speaker_agency_day_and_outlet():
    said = {"speaker": "prosecutor general", "via": "AP", "stated": "2005-05-17"}
    assert paragraph("count", {"party": "a", "value": 169, **said}, ("b", "over 700")) == (
        "Q. A says 169 (prosecutor general, via AP, 17 May 2005, per S); B says over 700 (S). "
        "At most one of them can be true; 169 and over 700 are more than 531 apart (4.1 times)."
    )


@each_row(
    ("kind", "claims"),
    [
        ("yes-no", [("a", "yes"), ("b", "yes"), ("c", "no")]),
        ("yes-no", [("a", "yes"), ("b", "yes"), {"party": "c", "stance": "denies"}]),
        ("count", [("a", 7), ("a", 12), ("b", 7)]),
        ("count", [("a", 5), ("c", 5), {"party": "b", "stance": "denies", "value": 5}]),
        ("yes-no", [("a", "yes"), ("c", "no"), {"party": "b", "stance": "denies", "of": "a"}]),
    ],
)
def test_two_that_say_the_same_are_not_told_as_excluding_each_other(kind, claims):
    told = paragraph(kind, *claims)
    assert "Not all of them can be true" in told
    assert "At most one" not in told


def test_the_same_total_on_two_days_is_not_told_as_excluding_itself():
    said = [("a", 118, "2020-06-18"), ("c", 118, "2020-06-16"), ("b", 90, "2020-06-20")]
    claims = [{"party": party, "value": value, "stated": stated} for party, value, stated in said]
    told = paragraph("count", *claims, question={"cumulative": True})
    assert "not all of them can be true" in told


def test_each_part_of_a_running_total_has_the_day_up_to_which_it_counts():
    parts = [("civilians", 10, "2025-03-01"), ("soldiers", "at least 5", "2025-03-03")]
    said = {"party": "a", "stated": "2025-03-04"}
    claims = [{**said, "scope": part, "value": value, "cut-off": day} for part, value, day in parts]
    question = {"cumulative": True, "parts": ["civilians", "soldiers"]}
    told = paragraphs("count", *claims, {"party": "b", "value": 30}, question=question)[-1]
    told = told.replace("4 March 2025, per S", "S")
    assert "(civilians: 10 up to 1 March 2025 (S); soldiers: at least 5 up to 3 March 2025 (S))" in told


def test_the_day_of_publication_needs_no_case_in_ukrainian():
    made = compare(dataset({"kind": "count", "claims": [{"party": "a", "value": 5}]}, published="2025-03"))
    with using("uk"):
        told = "".join(named("prose", OF_COMPARISON).write(ComparisonView(made, Detail()), Options()))
    assert "опубліковано: березень 2025 року, джерело: S" in told


def test_of_parties_that_are_left_out_it_is_not_told_that_they_take_no_position():
    claims = [{"party": "a", "value": 5}, {"party": "b", "value": 6}]
    made, _ = compared(dataset({"kind": "count", "claims": claims}), parties=["a"])
    assert "Q. A says 5 (published 1 January 2025, per S).\n" in rendered(made, "prose")
    assert "Only A" not in rendered(made, "html")


@each_row(
    "claims, parties, sentence",
    [
        ([("a", 5), ("b", 6)], ["a"], "A: 5."),
        ([("a", 5)], ["a"], "Only A speaks to this: 5."),
        ([("a", 5), ("b", None), ("c", 6)], ["a", "b"], "A: 5; B declined."),
        ([("b", None), ("c", 6)], ["b"], "B declined."),
        ([("a", 5), ("c", None)], ["a", "c"], "Only A takes a position (5); C declined."),
    ],
)
def test_where_others_are_left_out_no_sentence_says_that_one_alone_speaks(claims, parties, sentence):
    said = [{"party": party, **({"value": value} if value else {"stance": "declines"})} for party, value in claims]
    made, _ = compared(dataset({"kind": "count", "claims": said}), parties=parties)
    for format in ("json", "csv", "html"):
        assert sentence in rendered(made, format, detail=Detail(full=True))


def test_where_no_row_is_left_prose_says_so():
    made, _ = compared(dataset({"kind": "count", "claims": [{"party": "a", "value": 5}]}), verdicts=["conflict"])
    assert "no rows" in rendered(made, "prose")


def test_a_figure_is_no_second_verb_behind_the_first_in_spanish():
    with using("es"):
        assert "A dice no del todo 100 (" in paragraph("count", ("a", "not quite 100"))


def test_two_that_are_apart_are_told_in_french_without_a_word_that_a_figure_begins_with():
    with using("fr"):
        told = paragraph("count", ("a", "between 6 and 7"), ("b", "at least 20"))
    apart = "entre 6 et 7 face à au moins 20, écart d’au moins 13 (rapport de 1 à 2,9)."
    assert apart in " ".join(told.split())


def test_a_denial_in_a_mirror_says_of_whom_it_is():
    said = [
        {"party": "a", "subject": "b", "value": "yes"},
        {"party": "b", "subject": "a", "value": "no"},
        {"party": "a", "subject": "b", "stance": "denies", "value": "yes", "measure": "at noon"},
    ]
    assert "; A also denies that it is so (at noon; of B; S); B says of A: no (S)" in paragraph("yes-no", *said)


def test_another_wording_keeps_its_hedge():
    said = [
        {"party": "a", "value": 10, "id": "k"},
        {"party": "a", "value": "about 12", "restates": "k", "hedge": "believed"},
    ]
    assert "A says 10 (S; also reported as about 12 (believed), S)" in paragraph("count", *said)


def test_a_denial_in_a_mirror_says_whose_figure_it_denies():
    said = [
        {"party": "a", "subject": "b", "value": "at least 10", "stated": "2020-06-16"},
        {"party": "a", "subject": "b", "stance": "denies", "value": 58, "stated": "2020-06-18"},
        {"party": "b", "subject": "a", "value": 15, "stated": "2020-06-17"},
    ]
    assert "; A also denies 58 of B's (18 June 2020, per S); B says 15 of A's (" in paragraph("count", *said)


@each_row(
    ("when", "told"),
    [
        ("2005-05-17", "17 May 2005"),
        ("2005-05", "May 2005"),
        ("2005", "2005"),
        ("2005-05-17T23:30Z", "17 May 2005"),
        ("2005-05-17/2005-05-19", "17 to 19 May 2005"),
        ("198X", "1980s"),
    ],
)
def test_the_day_is_as_exact_as_it_was_stated(when, told):
    assert f"A says 58 ({told}, per S)" in paragraph("count", {"party": "a", "value": 58, "stated": when})


def test_sources_that_were_published_on_other_days_have_their_own():
    question = {"kind": "count", "label": "Q", "claims": [{"party": "a", "value": 5, "source": ["s", "t", "u"]}]}
    made = compare(dataset(question, sources={"t": (), "u": ()}))
    event = made.events[0]
    sources = made.sources | {
        "t": made.sources["t"]._replace(title="T", published="2025-02-03"),
        "u": made.sources["u"]._replace(title="U", published=None),
    }
    told = prose.of_row(event.rows[0], made.parties, sources)
    assert "A says 5 (published 1 January 2025, per S; published 3 February 2025, per T; per U)." in told


def test_what_limits_a_figure_stands_with_it():
    claims = [
        {"party": "a", "value": "at least 18", "hedge": "reportedly", "note": "n", "measure": "posts seized"},
        {"party": "b", "value": "dozens", "attribution": "anonymous"},
    ]
    assert paragraph("count", *claims) == (
        "Q. A says at least 18 [note] (posts seized; reportedly; S); B says dozens (anonymous, S). "
        "They do not speak of the same thing."
    )


def test_what_came_before_stands_behind_the_verdict():
    claims = [
        {"party": "a", "value": 15, "stated": "2025-01-01"},
        {"party": "a", "value": 23, "stated": "2025-01-02"},
        {"party": "a", "stance": "declines", "stated": "2025-01-03"},
        {"party": "b", "value": 40, "stated": "2025-01-01"},
        {"party": "b", "stance": "withdraws", "stated": "2025-01-04"},
    ]
    assert paragraph("count", *claims) == (
        "Q. A says 23 (2 January 2025, per S); A: later declined (3 January 2025, per S); B took back what was said "
        "(4 January 2025, per S). Only A takes a position. Earlier: A says 15 (1 January 2025, per S); B says 40 "
        "(1 January 2025, per S)."
    )


def test_refusals_and_what_was_taken_back_are_told_among_what_came_before():
    claims = [
        {"party": "a", "stance": "declines", "stated": "2025-01-01"},
        {"party": "a", "value": 15, "stated": "2025-01-02"},
        {"party": "a", "stance": "withdraws", "stated": "2025-01-03"},
        {"party": "a", "value": 23, "stated": "2025-01-04"},
    ]
    assert paragraph("count", *claims) == (
        "Q. A says 23 (4 January 2025, per S). Only A takes a position. Earlier: A declined (1 January 2025, per S); "
        "A says 15 (2 January 2025, per S; withdrawn)."
    )


def test_what_a_party_only_repeats_is_nothing_earlier():
    said = [(5, 1), (7, 2), (7, 3), (7, 4)]
    claims = [{"party": "a", "value": value, "stated": f"2025-01-0{day}"} for value, day in said]
    told = paragraph("count", *claims, *({"party": p, "value": 7, "stated": "2025-01-05"} for p in "bc"))
    assert told.endswith(
        "The same figure, and all of them can be true. Earlier: A says 5 (1 January 2025, per S)."
    )
    assert told.startswith("Q. A says 7 (4 January 2025, per S; 2 January 2025, per S; 3 January 2025, per S); ")
    noted = [{"party": "a", "value": 7, "note": "n", "stated": "2025-01-01"}, ("a", 7)]
    assert paragraph("count", *noted).startswith("Q. A says 7 [note] (")


def test_denials_say_what_they_deny_and_stand_behind_it():
    claims = [{"party": "a", "stance": "denies"}, ("b", "yes"), {"party": "c", "stance": "denies", "value": "yes"}]
    told = paragraph("yes-no", *claims)
    assert told.startswith("Q. B says yes (S); C denies that it is so (S); A denies it (S). ")
    both = [{"party": "a", "stance": "denies"}, ("a", "no")]
    assert paragraph("yes-no", *both).startswith("Q. A says no (S); A also denies it (S). ")
    earlier = [
        {"party": "a", "stance": "denies", "id": "before"},
        {"party": "a", "value": 5, "replaces": "before"},
    ]
    told = paragraph("count", *earlier)
    assert told.endswith("Earlier: A denies what had been said by then (S).")


def test_a_name_keeps_its_letters_where_a_sentence_begins():
    for name, told in (("al-Shabaab", "al-Shabaab"), ("The ministry", "The ministry")):
        party = {"a": {"name": name}, "b": {"name": "B"}}
        event = {"questions": {"q": {"label": "Why?", "kind": "count", "claims": [{"party": "a", "value": 1}]}}}
        assert f"Why? {told} says 1 (" in written(comparison_of(event, parties=party))


def test_voices_of_a_pooled_party_are_some_of_it():
    claims = [
        {"party": "v", "value": value, "speaker": speaker} for value, speaker in ((1, "X"), (1, "Y"), (2, "Z"))
    ]
    told = paragraph("count", *claims, ("a", 1), parties="a", pooled="v")
    assert told.startswith("Q. A says 1 (S); some voices of V say 1 (X, S; Y, S); some voices of V say 2 (Z, S). ")
    many = [{"party": "v", "value": 1, "speaker": f"P{number}"} for number in range(12)]
    told = paragraph("count", *many, parties="a", pooled="v")
    assert told.startswith("Q. V say 1 (12 voices; P0, S; P1, S; ")
    assert "; P7, S; 4 more). Only V take a position." in told


def test_a_party_that_contradicts_itself_is_told_as_such():
    told = paragraph("count", ("a", 7), ("a", 12))
    assert told == "Q. A says 7 (S); A also says 12 (S); A contradicts itself. Only A takes a position."


def test_wordings_and_sums_have_their_own_citations():
    claims = [
        {"party": "a", "value": 58, "id": "first", "speaker": "X"},
        {"party": "a", "value": "at least 58", "restates": "first", "speaker": "Y"},
    ]
    assert "A says 58 (X, S; also reported as at least 58, Y, S)" in paragraph("count", *claims)
    parts = [
        {"party": "a", "value": 5, "scope": "civilians"},
        {"party": "a", "value": 7, "scope": "soldiers", "hedge": "believed", "note": "n"},
        {"party": "b", "value": 20},
    ]
    told = paragraphs("count", *parts, question={"parts": ["civilians", "soldiers"]})
    assert told[-1].startswith(
        "Q. A says 12, its parts together [note] (civilians: 5 (S); soldiers: 7 (believed; S)); B says 20 (S). "
    )


def test_running_totals_have_their_days_and_the_ends_of_their_course():
    grown = [{"party": "a", "value": 10 * day, "stated": f"2025-01-{day:02}"} for day in range(1, 8)]
    told = paragraph(
        "count", *grown, {"party": "b", "value": 90, "stated": "2025-01-02"}, question={"cumulative": True}
    )
    assert told.startswith(
        "Q. A counts 70 up to 7 January 2025 (7 January 2025, per S); B counts 90 up to 2 January 2025 ("
    )
    # The verdict comes from an earlier figure of A, which the sentence names.
    assert "A counts 20, B 90, both up to 2 January 2025: 70 apart (4.5 times), and at most one of them" in told
    assert told.endswith(
        "Earlier: A counts 10 up to 1 January 2025 (1 January 2025, per S); 4 more; A counts 60 up to 6 January 2025 "
        "(6 January 2025, per S)."
    )


@each_row("format", ["terminal", "markdown", "prose", "wikitext", "html"])
def test_an_article_in_the_name_of_whom_a_mirror_is_of_has_no_capital_in_the_sentence(format):
    claims = [{"party": "n", "subject": "f", "value": 25}, {"party": "f", "subject": "n", "value": 19}]
    parties = {"n": {"name": "North"}, "f": {"name": "The Front"}}
    event = {"questions": {"q": {"label": "Q", "kind": "count", "claims": claims}}}
    shown = rendered(comparison_of(event, parties=parties), format)
    assert "25 of the Front" in shown or "of the Front 25" in shown
    assert "of The Front" not in shown


def test_a_mirror_says_of_whom():
    claims = [
        {"party": "a", "value": 25, "subject": "b", "measure": "posts seized"},
        {"party": "b", "value": "at least 19", "subject": "a", "measure": "posts struck", "note": "n"},
    ]
    assert paragraph("count", *claims) == (
        "Q, each of the other. A says 25 of B's (posts seized; S); B says at least 19 of A's [note] (posts struck; S). "
        "25 (posts seized) and at least 19 (posts struck) are as stated 6 apart (1.32 times). Two parties speak of "
        "each other, which is no contradiction."
    )
    answers = [{"party": a, "value": "yes", "subject": b} for a, b in ("ab", "ba")]
    assert paragraph("yes-no", *answers).startswith(
        "Q, each of the other. A says of B: yes (S); B says of A: yes (S). "
    )


def test_withheld_fields_are_marked_in_the_citation(tmp_path):
    text = (ROOT / "tests" / "page.yaml").read_text(encoding="utf-8")
    assert "speaker: General A. Example" in text
    text = text.replace(
        "speaker: General A. Example", "speaker: General A. Example\n            withheld: [speaker, source]"
    )
    (tmp_path / "claims.yaml").write_text(text, encoding="utf-8")
    out = run("compare", tmp_path, "-f", "prose", "--made", "2025-10-12").out
    assert "General A. Example" not in out
    assert "North says 58 ([withheld: speaker, source], 2 March 2025, per [withheld])" in out


def parts(text):
    """Return what stands between full stops and semicolons outside of parentheses and quotation marks."""
    found, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign in "(“") - (sign in ")”")
        if depth == 0 and text[place : place + 2] in (". ", "; "):
            found.append(text[start:place])
            start = place + 2
    return [*found, text[start:]]


@few
@given(rows())
def test_each_standing_claim_is_told_of_its_party_with_all_that_limits_it(made):
    for row in made:
        told = prose.of_row(row, {}, {})
        words = QuestionPhrasing(row.question, {id: account.party for id, account in row.accounts.items()})
        for account in row.accounts.values():
            for claim in account.standing:
                (clause,) = [part for part in parts(told) if re.search(rf"\bvoice {claim.number}\b", part)]
                name = account.party.name
                assert re.match(rf"(some |some voices of )?{name}\b", clause, re.IGNORECASE), clause
                if claim.stance == "asserts":
                    figure = words.position(claim._replace(hedge=None, measure=None))
                    assert figure.strip("“”") in clause
                for limit in filter(None, (claim.hedge, claim.measure)):
                    assert limit in clause
        conflict = "t most one of them can be true" in told or "ot all of them can be true" in told
        assert conflict == (row.verdict == "conflict")
        assert "None" not in told


def test_python_has_the_paragraph_of_a_row():
    claims = bc.loads((ROOT / "tests" / "page.yaml").read_text(encoding="utf-8"))
    (row,) = [row for row in bc.compare(claims).rows() if row.question.id == "first-shot"]
    assert row.prose in written(demo())


def test_the_format_has_no_suffix_and_says_where_it_comes_from(tmp_path):
    (row,) = table({"party": "a", "value": 1})
    assert prose.of_row(row, {}, {}).startswith("Q. Afghanistan says 1 (undated). Only Afghanistan")
    ran = run("compare", "--example", "-f", "prose", "--made", "2025-10-12", "-o", tmp_path / "prose.txt")
    assert (ran.code, ran.out) == (0, "")
    lines = (tmp_path / "prose.txt").read_text(encoding="utf-8").splitlines()
    assert lines[2] == "Made on 12 October 2025."
    assert lines[-1] == "[note]: a claim has a note, which may limit the answer."
