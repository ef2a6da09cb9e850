"""References: in Markdown and in wikitext each source stands behind the answers that it gives."""

import re

from pages import comparison_of, page
from rendered import rendered
from rows import each_row
from wikipage import WikiPage

from borderclash.comparing.rows import compare
from borderclash.language import using
from borderclash.presenting.comparison_view import Detail
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import Document

SOURCES = {id: {"title": id.upper()} for id in "stuvwx"}
PARTIES = {"a": {"name": "A"}, "b": {"name": "B"}, "p": {"name": "Voices", "pooled": True}}
OTHER = {"party": "b", "value": 999, "source": "x"}


def said(source, value=None, on=None, **more):
    day = {"stated": f"2025-01-{on:02}"} if on else {}
    return {"party": "a", "source": source, **day, **({} if value is None else {"value": value}), **more}


def cell(format, *claims, column=1, **more):
    """Return a cell of the row, its references as the ids of the sources in braces."""
    question = {"label": "Q", "kind": "count", "claims": [*claims], **more}
    data = {
        "parties": PARTIES,
        "sources": SOURCES,
        "events": {"e": {"title": "E", "questions": {"q": question}}},
    }
    made, findings = assemble([Document("file.yaml", 0, data, data)])
    assert findings == []
    text = rendered(compare(made), format)
    if format == "markdown":
        (line,) = [line for line in text.splitlines() if line.startswith("| Q ")]
        return re.sub(r"\s?\[\^(\S+?)\]", r"{\1}", line.split(" | ")[column])
    (cells,) = re.findall('! scope="row" \\| Q.*\n((?:\\|.*\n)+?)\\|-', text.replace("|}", "|-"))
    line = cells.splitlines()[column - 1].removeprefix("| ")
    return re.sub(r'<ref name="(\S+?)"(?: />|>.*?</ref>)', r"{\1}", line)


FORMATS = ("markdown", "wikitext")
CASES = {
    "2{t}, earlier 1{s}{u}": [said(["s", "u"], 1, 1), said("t", 2, 2)],
    "2{t} / 7{s}": [said("t", 2, 1), said("s", 7, 1)],
    "withdrawn{t}, earlier 1{s}": [said("s", 1, 1), said("t", on=2, stance="withdraws")],
    "1{s}; later declined{t}": [said("s", 1, 1), said("t", on=2, stance="declines")],
    "3{u}, earlier 1{s}, then 2{t}": [said("s", 1, 1), said("t", 2, 2), said("u", 3, 3)],
    "2{t}{s}": [said("s", 2, 1), said("t", 2, 2)],
    "2{u}{t}, earlier 1{s}": [said("s", 1, 1), said("t", 2, 2), said("u", 2, 3)],
    "58 (also reported as at least 58){s}{t}": [said("s", 58, id="one"), said("t", "at least 58", restates="one")],
}


@each_row("format", FORMATS)
def test_each_reference_stands_behind_the_answer_that_it_is_of(format):
    for text, claims in CASES.items():
        contradicts = " / " in text
        made = cell(format, *claims, OTHER)
        assert made.replace("*", "").replace("''", "") == text + " (contradicts itself)" * contradicts


@each_row("format", FORMATS)
def test_references_behind_voices_sums_totals_and_what_a_total_leaves_out(format):
    voices = [
        {"party": "p", "value": 1, "source": "s", "speaker": "one"},
        {"party": "p", "value": 2, "source": "t", "speaker": "two"},
        {"party": "p", "value": 2, "source": "u", "speaker": "three"},
    ]
    assert cell(format, *voices, OTHER, column=2) == "1{s} / 2 (2 voices){t}{u}"
    parts = [said("s", 5, scope="east"), said("t", 6, scope="west"), {**OTHER, "scope": None}]
    assert cell(format, *parts, parts=["east", "west"]) == "11, its parts together{s}{t}"
    totals = [said(source, 10 + day, day) for day, source in enumerate("stuvwx", 1)]
    assert cell(format, *totals, OTHER, cumulative=True).startswith("16 up to 6 January{x}, earlier 11")
    assert "{s}, then 3 more{t}{u}{v}, then 15" in cell(format, *totals, OTHER, cumulative=True)


def test_from_right_to_left_each_answer_is_isolated_with_its_reference_behind_it():
    with using("ar"):
        made = cell("markdown", said("s", 1, 1), said("t", "at least 2", 2), OTHER)
    assert re.fullmatch("\u2068[^\u2068]*2[^\u2068]*\u2069\\{t\\}[^{]*1\\{s\\}", made)


@each_row("format", FORMATS)
def test_in_a_mirror_too(format):
    claims = [said("s", 3, subject="b", measure="m"), said("t", 4, subject="b"), {**OTHER, "subject": "a"}]
    assert "3 of B's (m){s} / 4 of B's{t}" in cell(format, *claims, label="Q each")


@each_row(
    "value", ["''", "'", "!!", ";d", "=x=", "[[c", "{{d}}", "|e", "~~~~", "__F__", "*g", "- h", "1. i", "&amp;"]
)
def test_texts_in_pieces_are_inert(value):
    claims = [said("s", value), said("t", f"{value} {value}")]
    event = {"questions": {"q": {"label": "Q", "kind": "text", "claims": claims}}}
    made = comparison_of(event)
    both = f"{value} / {value} {value}"
    (table,) = WikiPage(rendered(made, "wikitext", detail=Detail(full=True))).tables
    assert table[1][1] == both
    assert page(rendered(made, "markdown", detail=Detail(full=True))).texts("td")[1] == both
