"""What stands behind an answer, for readers: voices, sums of parts, sources that hang together, and the filter."""

import json

import pytest
from files import run
from phrased import cell, why
from rendered import of_events
from rows import each_row

from borderclash.comparing.accounts import Account
from borderclash.comparing.origins import Group, Origins
from borderclash.comparing.rows import compare
from borderclash.model import Source
from borderclash.presenting.blocks import Table
from borderclash.presenting.phrasing.rows import origins_words
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Document

PARTIES = {"a": {"name": "Army"}, "b": {"name": "Bureau"}, "r": {"name": "Eyewitnesses", "pooled": True}}
SOURCES = {
    "wire": {"title": "W", "publisher": "AFP wire", "published": "2020-06-15"},
    "x": {"title": "X", "publisher": "The Express", "published": "2020-06-16"},
    "y": {"title": "Y", "publisher": "The Yard", "published": "2020-06-16", "derived-from": "wire"},
    "z": {"title": "Z", "publisher": "The Zone", "published": "2020-06-16", "derived-from": ["wire"]},
}


def data(*claims, **question):
    question = {"label": "Q", "source": "x", "kind": "count", "claims": list(claims), **question}
    event = {"title": "E", "questions": {"q": question}}
    return {"borderclash": 1, "parties": PARTIES, "sources": SOURCES, "events": {"e": event}}


def rows(*claims, **question):
    made = data(*claims, **question)
    dataset, findings = assemble([Document("file.yaml", 0, made, made)])
    assert findings == []
    return compare(dataset).events[0].rows


def told(columns, *options, claims, **question):
    ran = run("compare", "-", *options, stdin=json.dumps(data(*claims, **question)), columns=columns)
    assert ran.code == 0, ran.err
    return ran.out


CAUSES = {"kind": "choice", "options": {"gunfire": "gunfire", "crush": "the crush"}}
VOICES = (
    {"party": "r", "value": "gunfire", "source": "x"},
    {"party": "r", "value": "crush", "source": "x"},
    {"party": "r", "value": "gunfire", "source": "y"},
    {"party": "r", "value": "gunfire", "speaker": "Kamel"},
    {"party": "a", "value": "gunfire"},
)


def test_voices_are_counted_in_the_cell():
    (row,) = rows(*VOICES, **CAUSES)
    assert cell(row, "r") == "gunfire (2 voices) / the crush"
    assert why(row) == (
        "Army and some eyewitnesses say “gunfire”, some eyewitnesses say “the crush”: at most one of them can be true."
    )


def test_one_voice_is_not_counted():
    (row,) = rows(*VOICES[:2], **CAUSES)
    assert cell(row, "r") == "gunfire / the crush"


def test_a_sum_of_parts_is_marked_in_cell_and_sentence():
    parts = [{"party": "b", "value": 11, "scope": "civilians"}, {"party": "b", "value": 14, "scope": "soldiers"}]
    made = rows({"party": "a", "value": 30}, *parts, parts=["civilians", "soldiers"])
    whole = next(row for row in made if row.scope is None)
    assert cell(whole, "b") == "25, its parts together"
    assert why(whole) == (
        "Army says 30, Bureau says 25 (its parts together): 5 apart (1.2 times), and at most one of them can be true."
    )


def test_a_sum_is_not_said_by_those_who_say_the_same():
    parts = [{"party": "b", "value": 11, "scope": "civilians"}, {"party": "b", "value": 14, "scope": "soldiers"}]
    made = rows({"party": "a", "value": 25}, *parts, parts=["civilians", "soldiers"])
    whole = next(row for row in made if row.scope is None)
    assert (
        why(whole) == "Army says 25, Bureau says 25 (its parts together): the same figure, and both can be true."
    )


def test_a_sum_is_marked_in_every_output(tmp_path):
    claims = [
        {"party": "a", "value": 30},
        {"party": "b", "value": 11, "scope": "civilians"},
        {"party": "b", "value": 14, "scope": "soldiers"},
    ]
    question = {"parts": ["civilians", "soldiers"], "claims": claims}
    for options in ((), ("-f", "markdown"), ("-f", "html"), ("-f", "json"), ("-f", "csv"), ("--chart",)):
        assert "25, its parts together" in " ".join(told(100, *options, **question).split())


@each_row(
    ("figures", "words"),
    [
        ([(58, 40, 18), (18, 9, 9)], "; of the 40 apart, 31 in Helmand, 9 in Khost."),
        ([(58, 40, 18), (49, 31, 18)], "; of the 9 apart, 9 in Helmand."),
        ([(58, 50, 8), (18, 9, 9)], ""),
        ([(58, 40, 17), (18, 9, 9)], ""),
    ],
)
def test_where_the_gap_lies(figures, words):
    scopes = (None, "Helmand", "Khost")
    claims = [
        {"party": party, "value": value, "scope": scope}
        for party, given in zip("ab", figures, strict=True)
        for scope, value in zip(scopes, given, strict=True)
    ]
    whole = next(row for row in rows(*claims, parts=["Helmand", "Khost"]) if row.scope is None)
    assert why(whole).endswith(f"at most one of them can be true{words or '.'}")


def test_where_the_gap_lies_names_three_parts_and_counts_the_rest():
    parts = ["p1", "p2", "p3", "p4", "p5"]
    claims = [{"party": "a", "value": 55}, {"party": "b", "value": 40}]
    claims += [{"party": "a", "value": value, "scope": part} for value, part in enumerate(parts, 9)]
    claims += [{"party": "b", "value": 8, "scope": part} for part in parts]
    whole = next(row for row in rows(*claims, parts=parts) if row.scope is None)
    assert why(whole).endswith("; of the 15 apart, 5 in p5, 4 in p4, 3 in p3, 3 in 2 others.")


@each_row(
    ("groups", "words"),
    [
        ([Group(("x",)), Group(("y",))], ""),
        ([Group(("x", "y", "z"), "AFP", None)], "3 sources, all from AFP"),
        ([Group(("y", "z"), None, "wire")], "2 sources, both from AFP wire"),
        ([Group(("x",)), Group(("y", "z"), None, "wire")], "3 sources, 2 of them from AFP wire"),
        ([Group(("x", "w"), "AP"), Group(("y", "z"), "AFP")], "4 sources, 2 of them from AP, 2 from AFP"),
        ([Group(("x", "y", "z"))], "3 sources, all of which hang together"),
        ([Group(("x",)), Group(("y", "z"))], "3 sources, 2 of them hanging together"),
    ],
)
def test_what_ties_sources_in_words(groups, words):
    sources = {"wire": Source("wire", publisher="AFP wire")}
    ids = tuple(id for group in groups for id in group.sources)
    assert origins_words(Origins(ids, tuple(groups)), sources) == words
    assert "independent" not in words


AGENCY = ({"party": "a", "value": 5, "source": ["x", "y", "z"], "via": "AFP"}, {"party": "b", "value": 6})


@each_row("options", [("--sources",), ("-f", "markdown"), ("-f", "html"), ("-f", "markdown", "--sources")])
def test_what_ties_the_sources_is_told_to_readers(options):
    assert "3 sources, all from AFP" in " ".join(told(100, *options, claims=AGENCY).split())


def test_footnotes_of_one_text_are_one():
    claims = (*AGENCY[:1], {**AGENCY[0], "party": "b", "value": 7})
    out = told(100, "-f", "markdown", claims=claims)
    assert out.count("[^origins.1]: 3 sources, all from AFP.") == 1
    assert out.count("[^origins.1]") == 3


def test_rows_of_one_origin():
    one = [{"party": "a", "value": 5, "source": ["y", "z"]}, {"party": "b", "value": 6, "source": "y"}]
    out = told(100, "--one-origin", claims=one)
    assert "Only rows whose answers each go back to one source or one agency.\n" in out
    assert "1 row: 1 conflict\n" in out
    assert "no rows" in told(100, "--one-origin", claims=AGENCY[1:])
    made = json.loads(told(100, "--one-origin", "-f", "json", claims=one))
    assert made["filters"] == {"one_origin": True}


@pytest.mark.parametrize("format", ["terminal", "markdown", "html"])
def test_every_output_for_readers_says_which_filters_made_it(format):
    out = told(100, "-f", format, "--party", "b,a", "--verdict", "conflict", claims=AGENCY)
    assert "Only party a, b; verdict conflict." in out.replace("\\", "")


def test_what_ties_the_sources_of_a_mirror_is_told():
    claims = [
        {"party": "a", "value": 5, "subject": "b", "source": ["y", "z"]},
        {"party": "b", "value": 6, "subject": "a"},
    ]
    assert "2 sources, both from AFP wire" in told(100, "--sources", claims=claims)


def test_voices_that_count_the_same_on_one_day_stand_once():
    claims = [
        {"party": "r", "value": 100, "stated": "2020-06-01"},
        {"party": "r", "value": 120, "stated": "2020-06-05"},
        {"party": "r", "value": 120, "stated": "2020-06-05", "speaker": "Kamel", "note": "N"},
        {"party": "r", "value": 120, "stated": "2020-06-05", "speaker": "Salha"},
        {"party": "a", "value": 90, "stated": "2020-06-05"},
    ]
    (row,) = rows(*claims, cumulative=True)
    assert cell(row, "r") == "100 up to 1 June / 120 up to 5 June 2020 (2 voices)"
    (row,) = rows(*claims[:-1], cumulative=True)
    assert why(row) == "Only eyewitnesses speak to this: 100 up to 1 June / 120 up to 5 June 2020."


def test_what_stands_of_many_voices_is_looked_at_once_for_all_their_claims(monkeypatch):
    asked = []
    standing = Account.standing
    monkeypatch.setattr(Account, "standing", property(lambda self: asked.append(self) or standing.fget(self)))
    made = data(
        {"party": "a", "value": 3}, *({"party": "r", "value": n, "stated": "2020-06-16"} for n in range(40))
    )
    dataset, _ = assemble([Document("file.yaml", 0, made, made)])
    (table,) = of_events(compare(dataset), Table, claims=True)
    (row,) = table.rows
    assert [sum(claim.stands for claim in cell.claims) for cell in row.cells[:2]] == [1, 40]
    assert len(asked) < 10
