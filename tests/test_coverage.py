"""Which party has answered which question: counted, told apart, and written in every format."""

import csv
import io
import json
import re

import golden
import jsonschema
import jsonschema_rs
import pytest
from build import dataset
from files import GOOD, ROOT, run
from hypothesis import example, given
from hypothesis import strategies as st
from pages import hostile_comparison, page, shown
from rich.cells import cell_len
from rows import each_row

from borderclash.comparing.coverage import STATES, coverage
from borderclash.comparing.rows import compare
from borderclash.presenting.coverage_view import CoverageView
from borderclash.rendering import formats
from borderclash.rendering.options import Options
from borderclash.text.escaping import one_line, terminal_text

SCHEMA = json.loads((ROOT / "schemas/coverage.schema.json").read_text(encoding="utf-8"))

ALL_STATES = """\
borderclash: 1
title: Who answers
parties:
  north: {name: North}
  south: {name: South, kind: government}
  east: {name: East}
  west: {name: West}
  bystander: {name: Bystander}
  far: {name: Far Away}
  reports: {name: Unattributed reports, pooled: true}
sources:
  wire: {title: Wire report, published: 2025-10-12}
events:
  bridge:
    title: Clash at the bridge
    date: 2025-10-11/2025-10-12
    place: The bridge
    source: wire
    questions:
      killed:
        label: Soldiers killed
        kind: count
        claims:
          - {party: north, value: 58}
          - {party: south, stance: denies}
          - {party: east, stance: declines}
          - {party: west, stance: cannot-say}
          - {party: reports, value: several}
      wounded:
        label: Soldiers wounded
        kind: count
        claims:
          - {party: north, value: 3, subject: south, stated: 2025-10-12}
          - {party: north, stance: withdraws, subject: south, stated: 2025-10-13}
          - {party: south, value: 4, subject: north, stated: 2025-10-12}
          - {party: south, stance: declines, subject: north, stated: 2025-10-13}
      captured:
        label: Soldiers captured
        kind: count
        subject: north
        claims: []
  talks:
    title: Talks
    source: wire
    questions:
      held:
        label: Talks were held
        kind: yes-no
        claims:
          - {party: far, value: yes, stated: 2025-11-01}
"""


def written(format, comparison, **options):
    chosen = formats.named(format, formats.OF_ANY_RESULT)
    return "".join(chosen.write(CoverageView(coverage(comparison)), Options(**options)))


def of(text, *arguments):
    ran = run("coverage", "-", "-f", "json", *arguments, stdin=text)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def states(data, event=0):
    return {
        (row["question"], row["subject"], row["scope"]): row["states"] for row in data["events"][event]["rows"]
    }


def test_the_terminal_shows_who_answers_and_who_does_not():
    ran = run("coverage", "-", stdin=GOOD.replace("      soldiers-killed:", OPEN_QUESTION))
    assert ran == (0, OPEN_SHOWN, "")


OPEN_QUESTION = """\
      posts-lost: {label: Posts lost, kind: count, claims: [{party: north, stance: declines}]}
      soldiers-killed:"""
OPEN_SHOWN = """\
Two accounts

Clash at the bridge
2025-10-11
                        North       South      Answered
───────────────────────────────────────────────────────
Posts lost              ○ declined  —            0 of 2
Soldiers killed: South  ● asserts   ● asserts    2 of 2

● asserts               1           1
○ declined              1           0
— no claim              0           1

Not answered, as far as the files tell
  North
    ○ declined (1): Posts lost
  South
    — no claim (1): Posts lost

2 rows in 1 event, 2 parties with a claim
● asserts   Says that something is so.
○ declined  Was asked, and neither confirms nor denies.
— no claim  No claim in the files, which may be incomplete: it is not called
            silence.
"""


def test_every_state_has_its_own_word():
    assert states(of(ALL_STATES))["killed", None, None] == {
        "north": "asserts",
        "south": "denies",
        "east": "declines",
        "west": "cannot-say",
        "reports": "asserts",
    }


def test_a_later_refusal_undoes_no_answer_and_a_withdrawal_does():
    of_wounded = {key: value for key, value in states(of(ALL_STATES)).items() if key[0] == "wounded"}
    none = dict.fromkeys(["east", "west", "reports"], "no-claim")
    assert of_wounded == {
        ("wounded", "south", None): {"north": "withdrawn", "south": "no-claim", **none},
        ("wounded", "north", None): {"north": "no-claim", "south": "asserts", **none},
    }


def test_a_question_without_claims_is_a_row_that_nobody_answers():
    row = of(ALL_STATES)["events"][0]["rows"][-1]
    assert (row["question"], row["subject"], row["answered"]) == ("captured", "north", 0)
    assert set(row["states"].values()) == {"no-claim"}


def test_totals_count_the_rows_of_the_events_in_which_a_party_has_a_claim():
    data = of(ALL_STATES)
    assert data["events"][0]["parties"] == ["north", "south", "east", "west", "reports"]
    assert data["events"][1]["parties"] == ["far"]
    north = data["totals"]["north"]
    assert (north["events"], north["rows"], north["answered"]) == (1, 4, 1)
    assert north["states"] == dict.fromkeys(STATES, 0) | {"asserts": 1, "withdrawn": 1, "no-claim": 2}
    assert data["totals"]["far"]["rows"] == 1
    assert data["without_claim"] == ["bystander"]
    assert data["summary"] == {"events": 2, "shown": 2, "rows": 5}


def test_chosen_parties_keep_the_questions_that_they_have_not_answered():
    data = of(ALL_STATES, "--party", "east", "--party", "by*")
    assert [event["id"] for event in data["events"]] == ["bridge"]
    assert [row["states"]["east"] for row in data["events"][0]["rows"]] == ["declines", *["no-claim"] * 3]
    assert list(data["totals"]) == ["east"]
    assert data["without_claim"] == ["bystander"]
    assert data["summary"] == {"events": 2, "shown": 1, "rows": 4}


def test_chosen_questions_keep_the_columns():
    data = of(ALL_STATES, "--question", "wounded")
    assert list(data["events"][0]["rows"][0]["states"]) == ["north", "south", "east", "west", "reports"]
    assert data["totals"]["east"]["states"]["no-claim"] == 2
    assert data["summary"] == {"events": 1, "shown": 1, "rows": 2}


def test_as_of_a_day_what_had_been_said_by_then_counts():
    data = of(ALL_STATES, "--as-of", "2025-10-12")
    assert states(data)["wounded", "south", None]["north"] == "asserts"
    assert data["as_of"] == "2025-10-12"
    # Nobody had spoken on the talks yet; their question is there all the same.
    assert data["events"][1]["parties"] == []
    assert data["events"][1]["rows"][0]["states"] == {}
    assert data["without_claim"] == ["bystander", "far"]


@pytest.mark.parametrize("noun", ["event", "question", "party"])
def test_what_matches_nothing_is_an_error(noun):
    ran = run("coverage", "-", f"--{noun}", "nowhere", stdin=GOOD)
    assert (ran.code, ran.out) == (2, "")
    assert f"no {noun} matches `nowhere`" in ran.err


def test_data_with_errors_is_refused():
    ran = run("coverage", "-", stdin=GOOD.replace("value: 58", "value: 58 soldiers"))
    assert (ran.code, ran.out) == (1, "")
    assert "borderclash validate" in ran.err


def test_the_lack_of_a_claim_is_not_told_of_pooled_voices():
    comparison = compare(
        dataset(
            {"kind": "count", "claims": [{"party": "a", "value": 1}, {"party": "p", "value": 2, "subject": "a"}]},
            pooled="p",
        )
    )
    (event,) = coverage(comparison).events
    a, p = event.parties
    assert list(event.unanswered(a)) == ["no-claim"]
    assert event.unanswered(p) == {}


SPLIT = """\
borderclash: 1
title: Parts
parties: {north: {name: North}, south: {name: South}, east: {name: East}}
sources:
  wire: {title: Wire report, published: 2025-10-12}
events:
  bridge:
    title: Clash at the bridge
    source: wire
    questions:
      killed:
        label: Soldiers killed
        kind: count
        claims:
          - {party: north, subject: south, value: 58}
          - {party: north, subject: south, value: 30, scope: upper ford}
          - {party: east, subject: south, value: 5, scope: Upper Ford}
          - {party: north, subject: south, value: 20, scope: lower ford}
          - {party: south, subject: north, value: 9}
      wounded:
        label: Soldiers wounded
        kind: count
        claims:
          - {party: north, value: 3, scope: upper ford}
          - {party: south, stance: declines, scope: lower ford}
          - {party: south, stance: cannot-say, scope: upper ford}
      lost:
        label: Boats lost
        kind: count
        scope: upper ford
        claims: [{party: north, value: 2}]
"""


def test_a_question_that_is_split_by_scope_counts_once():
    data = of(SPLIT)
    assert states(data) == {
        ("killed", "south", None): {"north": "asserts", "south": "no-claim", "east": "asserts"},
        ("killed", "north", None): {"north": "no-claim", "south": "asserts", "east": "no-claim"},
        ("wounded", None, None): {"north": "asserts", "south": "declines", "east": "no-claim"},
        ("lost", None, "upper ford"): {"north": "asserts", "south": "no-claim", "east": "no-claim"},
    }
    assert data["summary"]["rows"] == 4
    tallies = data["events"][0]["totals"]
    assert {id: tally["rows"] for id, tally in tallies.items()} == {"north": 4, "south": 4, "east": 4}
    assert [tallies[id]["answered"] for id in ("north", "south", "east")] == [3, 1, 1]
    assert [tallies[id]["states"]["no-claim"] for id in ("north", "south", "east")] == [1, 2, 3]


def test_parts_of_a_question_are_listed_with_who_speaks_of_each():
    killed, of_north, wounded, lost = of(SPLIT)["events"][0]["rows"]
    assert [(part["scope"], list(part["states"].values())) for part in killed["parts"]] == [
        (None, ["asserts", "no-claim", "no-claim"]),
        ("upper ford", ["asserts", "no-claim", "asserts"]),
        ("lower ford", ["asserts", "no-claim", "no-claim"]),
    ]
    assert [part["scope"] for part in wounded["parts"]] == ["upper ford", "lower ford"]
    assert of_north["parts"] == lost["parts"] == []


def test_parts_are_not_told_as_unanswered():
    told = run("coverage", "-", stdin=SPLIT, columns=100).out.partition("Not answered")[2]
    assert "North\n    — no claim (1): Soldiers killed: North\n" in told
    assert "○ declined (1): Soldiers wounded\n" in told
    assert "lower ford" not in told
    # A state that only a part has is explained all the same.
    assert "? cannot say  Does not know" in told


@pytest.mark.parametrize("suffix", ["txt", "md", "csv", "json"])
def test_parts_in_every_format(suffix, tmp_path):
    file = tmp_path / f"coverage.{suffix}"
    assert run("coverage", "-", "-o", file, stdin=SPLIT).code == 0
    golden.check(f"coverage-parts.{suffix}", file.read_bytes().decode())


def test_parts_where_the_width_takes_no_table():
    golden.check("coverage-parts-30.txt", run("coverage", "-", stdin=SPLIT, columns=30).out)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from([None, "x", "y"]),
            st.sampled_from([None, "a", "b"]),
            st.sampled_from(["asserts", "denies", "declines", "cannot-say", "withdraws"]),
        ),
        max_size=12,
    )
)
def test_who_answers_any_part_has_answered_and_nobody_else(made):
    claims = []
    for party, scope, subject, stance in made:
        claim = {"party": party, "stance": stance, "scope": scope, "subject": subject}
        claims.append(claim | ({"value": 1} if stance == "asserts" else {}))
    comparison = compare(dataset({"kind": "count", "claims": claims}))
    (event,) = coverage(comparison).events
    (table,) = comparison.events
    assert len(event.questions) == len({row.subject for row in table.rows})
    for line in event.questions:
        rows = [row for row in table.rows if row.subject == line.subject]
        assert len(line.parts) == (len(rows) if len(rows) > 1 else 0)
        for party in event.parties:
            found = {row.accounts[party.id].state for row in rows}
            assert line.states[party.id] in found
            answered = bool(found & {"asserts", "denies"})
            assert (line.states[party.id] in ("asserts", "denies")) is answered
            assert (line.states[party.id] == "no-claim") is (found == {"no-claim"})


def test_tallies_add_up():
    of_bundled = coverage(golden.bundled())
    for event in of_bundled.events:
        for party in event.parties:
            assert event.counts[party.id].questions == len(event.questions)
        answered = sum(tally.answered for tally in event.counts.values())
        assert answered == sum(line.answered for line in event.questions)
    for total in of_bundled.totals:
        events = [event for event in of_bundled.events if total.party in event.parties]
        assert (total.events, total.counts.questions) == (
            len(events),
            sum(len(event.questions) for event in events),
        )


@each_row("text", [GOOD, ALL_STATES, SPLIT, "borderclash: 1\n"])
@each_row("arguments", [[], ["--as-of", "2025-10-12"]])
def test_json_fits_its_schema(text, arguments):
    data = of(text, *arguments)
    jsonschema.Draft7Validator(SCHEMA).validate(data)
    assert jsonschema_rs.Draft7Validator(SCHEMA).is_valid(data)


def test_json_of_the_bundled_data_fits_its_schema():
    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(run("coverage", "data", "-f", "json", cwd=ROOT).out))


@pytest.mark.parametrize("width", [140, 80, 40])
def test_the_bundled_data_in_a_terminal(width):
    golden.check(f"coverage-{width}.txt", run("coverage", "data", cwd=ROOT, columns=width).out)


@pytest.mark.parametrize("suffix", ["md", "csv"])
def test_the_bundled_data_in_a_file(suffix, tmp_path):
    file = tmp_path / f"coverage.{suffix}"
    assert run("coverage", "data", "-o", file, cwd=ROOT) == (0, "", "")
    golden.check(f"coverage.{suffix}", file.read_bytes().decode())


@pytest.mark.parametrize("suffix", ["txt", "md", "csv", "json"])
def test_every_state_in_every_format(suffix, tmp_path):
    file = tmp_path / f"coverage.{suffix}"
    assert run("coverage", "-", "-o", file, "--as-of", "2025-10-13", stdin=ALL_STATES).code == 0
    golden.check(f"coverage-states.{suffix}", file.read_bytes().decode())


def test_a_terminal_without_the_marks_gets_others():
    ran = run("coverage", "-", stdin=ALL_STATES, encoding="ascii")
    assert ran.out.isascii()
    assert "x denies      Says that something is not so." in ran.out


def test_colour_adds_nothing_but_colour():
    plain, coloured = (run("coverage", "-", "--color", c, stdin=ALL_STATES).out for c in ("never", "always"))
    assert "\x1b[" in coloured
    stripped = re.sub("\x1b\\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()


@each_row(("parties", "width"), [(4, 80), (15, 80), (30, 140), (40, 80), (3, 24)])
def test_many_parties_are_all_shown_within_the_width(parties, width):
    ids = [f"p{number}" for number in range(parties)]
    claims = [{"party": id, "value": 1, "scope": f"part {number % 3}"} for number, id in enumerate(ids)]
    made = compare(dataset({"label": "Soldiers killed", "kind": "count", "claims": claims}, parties=ids))
    out = written("terminal", made, width=width)
    assert max(map(cell_len, out.splitlines())) <= width
    for id in ids:
        assert re.search(rf"\b{id.upper()}\b", out)


HOSTILE = ["\x1b[31mred\x1b[0m", "[bold]x[/bold]", "back\x08 \x9b31m", "over\u202eride", "line\nbreak\u2028"]


@each_row("width", [140, 80, 30])
@each_row("text", HOSTILE)
def test_hostile_text_is_inert_in_a_terminal(text, width):
    out = written("terminal", hostile_comparison([text]), width=width)
    assert all(char == "\n" or (char.isprintable() and char not in "\u202e\u2066") for char in out)
    if width == 140:
        assert terminal_text(text).strip() in " ".join(out.split("\n"))


PIECES = [
    *"*_`<>[]|~&#$\\!-+=@:\n\t\x1b\u202e ax1'\"",
    "<script>",
    "](",
    "<b>",
    "http://",
    "www.",
    "```",
    "=SUM(1)",
]
hostile = st.lists(st.sampled_from(PIECES), max_size=10).map("".join).filter(str.strip)


@given(st.lists(hostile, min_size=1, max_size=9))
@example(["1"])
def test_hostile_text_is_inert_in_markdown(texts):
    comparison = hostile_comparison(texts)
    (table,) = comparison.events
    made = page(written("markdown", comparison))
    calm = page(written("markdown", hostile_comparison(["calm"])))
    assert [tag for tag in made.tags if tag != "span"] == [tag for tag in calm.tags if tag != "span"]
    assert made.texts("h2") == [shown(table.event.title)]
    assert made.outside_links() == []


@given(st.lists(hostile, min_size=1, max_size=9))
def test_hostile_text_is_inert_in_csv(texts):
    comparison = hostile_comparison(texts)
    out = written("csv", comparison)
    lines = list(csv.DictReader(io.StringIO(out, newline="")))
    (table,) = comparison.events
    assert len(lines) == len(table.rows)
    for line, row in zip(lines, table.rows, strict=True):
        assert line["label"].replace("'", "") == one_line(row.question.label).replace("'", "")
        assert not re.match(r"\s*[=+@-]", line["label"])


def test_every_format_has_a_writer():
    for format in formats.names(formats.OF_ANY_RESULT):
        view = CoverageView(coverage(golden.bundled()))
        assert list(formats.named(format, formats.OF_ANY_RESULT).write(view, Options()))


UNITS = [*"a 東京é\u202e\x1b-/", "e\u0301", "👩\u200d👧", "headquarters", "2025-10-12/2025-10-13"]
WIDE = st.lists(st.sampled_from(UNITS), max_size=12).map("".join)


@given(st.lists(WIDE.filter(str.strip), min_size=1, max_size=5), st.integers(20, 140))
@example([" headquarters"], 58)
@example(["a", "aa", "aaa\u202e", "a "], 56)
def test_no_line_is_wider_than_the_terminal(texts, width):
    out = written("terminal", hostile_comparison(texts), width=width)
    assert max(map(cell_len, out.splitlines())) <= width


def test_long_names_of_parties_are_whole(tmp_path):
    names = ["Ministry of Defence and Armed Forces Logistics", "Joint Command of the Northern Frontier Districts"]
    text = GOOD.replace("{name: North}", f"{{name: {names[0]}}}").replace("{name: South}", f"{{name: {names[1]}}}")
    for width in (140, 80, 60, 30):
        out = run("coverage", "-", stdin=text, columns=width).out
        assert set(" ".join(names).split()) <= set(re.findall(r"\w+", out))
