"""How claims, days and sources hang together: `restates`, `of`, `cut-off`, `parts`, `derived-from`, and their errors."""

import json

from files import run
from rows import each_row

from borderclash import loads

BASE = """\
borderclash: 1
parties: {a: {name: A}, b: {name: B}}
sources: {s: {title: S, published: 2025-01-10}}
events:
  e:
    title: E
    source: s
    questions:
      q:
        label: Q
"""
COUNT = BASE + "        kind: count\n"
TOTAL = COUNT + "        cumulative: true\n"


X = "party: a, value: 5, id: x"


def text(head, *claims):
    return head + "        claims:\n" + "".join(f"          - {{{claim}}}\n" for claim in claims)


def problems(text):
    """Return the rule, line, column and text of each error, with the remedy behind it."""
    ran = run("validate", "-", "--format", "json", stdin=text)
    return [
        (p["rule"], p["line"], p["column"], f"{p['message']}; {p['help']}")
        for p in json.loads(ran.out)["problems"]
        if p["severity"] == "error"
    ]


def claims(text):
    (event,) = loads(text).events
    return event.questions[0].claims


@each_row(
    ("written", "rule", "words"),
    [
        (text(COUNT, "party: a, value: 5, ^cut-off: 2025-01-09"), "unexpected-field", "cumulative: true"),
        (text(TOTAL, "party: a, value: 5, cut-off: ^2025-01-11"), "cut-off", "later than the claim"),
        (text(TOTAL, "party: a, value: 5, cut-off: ^2025-02"), "cut-off", "later than the claim"),
        (text(TOTAL, "party: a, value: 5, cut-off: ^2025-02-30"), "impossible-date", "01 to 28"),
        (text(COUNT + "        ^cut-off: 2025-01-09\n", "party: a, value: 5"), "unexpected-field", "running total"),
        (text(BASE + "        kind: yes-no\n        ^cumulative: true\n", "party: a, value: yes"),
         "unexpected-field", "kind: count"),
        (text(BASE + "        kind: names\n        ^parts: [x]\n", "party: a, value: [x]"),
         "unexpected-field", "kind: number"),
        (text(COUNT + "        cumulative: ^yes\n", "party: a, value: 5, cut-off: 2025-01-09"),
         "wrong-type", "`true` or `false`"),
        (text(COUNT + "        parts: [North, south, ^north]\n", "party: a, value: 5"), "repeated", "twice"),
        (text(COUNT, "party: a, value: 5, ^parts: [x, y]"), "unknown-field", "it belongs on a question"),
        (text(COUNT, "party: a, value: 5, ^of: b"), "unexpected-field", "denies nothing"),
        (text(COUNT, "party: a, stance: declines, ^of: b"), "unexpected-field", "stance: denies"),
        (text(COUNT, "party: a, stance: denies, of: ^c"), "unknown-party", "declare it"),
        (text(COUNT, "party: a, stance: denies, of: [b, ^c]"), "unknown-party", "unknown party `c`"),
        (text(COUNT, "party: a, stance: denies, of: ^a"), "own-denial", "stance: withdraws"),
        (text(COUNT, "party: a, stance: denies, of: [b, ^a]"), "own-denial", "the party that denies"),
        (text(COUNT, X, "party: a, value: 6, restates: ^y"), "restates", "has the id"),
        (text(COUNT, X, "party: b, value: 6, restates: ^x"), "restates", "another party"),
        (text(COUNT, X, "party: a, value: 6, restates: ^x, scope: z"), "restates", "same row"),
        (text(COUNT, X, "party: a, value: 6, restates: ^x, measure: z"), "restates", "another measure"),
        (text(COUNT, X, "party: a, stance: denies, value: 6, restates: ^x"), "restates", "another stance"),
        (text(COUNT, "party: a, value: 5, id: x, restates: ^x"), "restates", "in a circle"),
        (text(COUNT, X, "party: a, value: 6, restates: x, replaces: ^x"), "replaces", "in a circle"),
        (text(COUNT, X, "party: a, value: 6, restates: x, id: y", "party: a, value: 6, restates: x, replaces: ^y"),
         "replaces", "in a circle"),
        (text(COUNT, "party: a, value: 5").replace("2025-01-10}", "2025-01-10, derived-from: ^t}"),
         "unknown-source", "unknown source `t`"),
        (text(COUNT, "party: a, value: 5").replace("2025-01-10}", "2025-01-10, derived-from: ^s}"),
         "derived-from", "derived from itself"),
        (text(COUNT, "party: a, value: 5").replace("title: E", "title: E\n    cut-off: ^2025-02-30"),
         "impossible-date", "01 to 28"),
    ],
)  # fmt: skip
def test_error_is_told_at_its_place_with_the_remedy(written, rule, words):
    before = written.split("^")[0].split("\n")
    ((found, line, column, message),) = problems(written.replace("^", ""))
    assert (found, line, column) == (rule, len(before), len(before[-1]) + 1)
    assert words in message


def test_two_statements_whose_wordings_replace_one_another_are_a_circle():
    circle = text(
        COUNT,
        "party: a, value: 1, id: x1, replaces: y2",
        "party: a, value: 2, id: x2, restates: x1",
        "party: a, value: 3, id: y1, replaces: x2",
        "party: a, value: 4, id: y2, restates: y1",
    )
    assert [found[:2] for found in problems(circle)] == [("replaces", 13), ("replaces", 15)]


def test_only_what_is_in_a_circle_of_sources_is_told():
    sources = (
        "{x: {title: X, derived-from: y}, y: {title: Y, derived-from: [z, x]}, z: {title: Z, derived-from: w}, "
    )
    sources += "w: {title: W}, v: {title: V, derived-from: x}, s: {title: S, published: 2025-01-10}}"
    found = problems(text(COUNT, "party: a, value: 5").replace("{s: {title: S, published: 2025-01-10}}", sources))
    assert [(rule, message.split("`")[1]) for rule, _, _, message in found] == [
        ("derived-from", "x"),
        ("derived-from", "y"),
    ]


def test_what_is_meant_is_accepted():
    sources = "{s: {title: S, published: 2025-01-10}, t: {title: T, derived-from: [s, u]}, u: {title: U}}"
    written = text(
        TOTAL,
        "party: a, value: 5, id: x, cut-off: 2025-01-09",
        "party: a, value: at least 5, restates: x, source: t",
        "party: a, value: 5 or more, restates: x, cut-off: 2025-01",
        "party: b, stance: denies, of: [a]",
    ).replace("{s: {title: S, published: 2025-01-10}}", sources)
    ran = run("validate", "-", stdin=written)
    assert (ran.code, ran.out) == (0, "")
    made = claims(written)
    assert [claim.restates for claim in made] == [None, "x", "x", None]
    assert made[3].of == ("a",)
    assert loads(written).sources["t"].derived_from == ("s", "u")


# Cut-offs that claims inherit


def cut_offs(event, question, *given):
    head = TOTAL.replace("title: E", f"title: E\n{event}" if event else "title: E")
    return [claim.cut_off for claim in claims(text(head + question, *given))]


def test_event_gives_its_cut_off_to_running_totals_stated_no_earlier():
    said = "party: a, value: 1", "party: b, value: 1, stated: 2025-01-08", "party: b, value: 2, stated: 2025-01"
    assert cut_offs("    cut-off: 2025-01-09", "", *said) == ["2025-01-09", None, "2025-01-09"]


def test_question_goes_before_its_event_and_the_claim_before_both():
    said = "party: a, value: 1", "party: b, value: 1, cut-off: 2025-01-05", "party: b, value: 1, cut-off: null"
    event, question = "    cut-off: 2025-01-09", "        cut-off: 2025-01-07\n"
    assert cut_offs(event, question, *said) == ["2025-01-07", "2025-01-05", None]
    assert cut_offs(event, "        cut-off: null\n", said[0]) == [None]


def test_no_other_question_takes_the_cut_off_of_its_event():
    (made,) = claims(text(COUNT.replace("title: E", "title: E\n    cut-off: 2025-01-09"), "party: a, value: 1"))
    assert (made.cut_off, made.cut_off_span) == (None, None)
    assert made.day == made.span


def test_day_of_a_figure_is_its_cut_off_else_when_it_was_stated():
    with_one, without = claims(text(TOTAL, "party: a, value: 1, cut-off: 2025-01-09", "party: b, value: 1"))
    assert with_one.day == with_one.cut_off_span
    assert with_one.day[1] == without.day[0] == without.span[0]
