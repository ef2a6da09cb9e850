"""What `borderclash timeline` writes, in each of its formats."""

import csv
import io
import itertools
import json
import re
from dataclasses import replace

import golden
import jsonschema
import pytest
from build import dataset
from files import EXAMPLE, GOOD, ROOT, run
from hypothesis import given
from hypothesis import strategies as st
from pages import BLOCKS, comparison_of, page, shown
from rich.cells import cell_len
from rows import each_row
from test_csv import starts_a_formula
from test_markdown_inert import LATER, hostile
from test_terminal import HOSTILE

from borderclash.comparing.history import history
from borderclash.comparing.rows import compare
from borderclash.presenting.moments import moments
from borderclash.presenting.phrasing.sentences import Sentences
from borderclash.presenting.timeline_records import COLUMNS
from borderclash.presenting.timeline_view import TimelineView
from borderclash.rendering import formats
from borderclash.rendering.options import Options
from borderclash.text.escaping import terminal_text
from borderclash.text.folding import fold

STORY = ROOT / "tests" / "stories" / "bridge.yaml"
SCHEMA = json.loads((ROOT / "schemas" / "timeline.schema.json").read_text(encoding="utf-8"))

TURNS = re.compile("[\u2066-\u2069\u202a-\u202e]")


@pytest.mark.parametrize("columns", [40, 80, 140])
def test_terminal(columns):
    ran = run("timeline", STORY, columns=columns)
    assert (ran.code, ran.err) == (0, "")
    golden.check(f"timeline-{columns}.txt", ran.out)
    assert max(map(cell_len, ran.out.splitlines())) <= columns


def test_terminal_of_the_bundled_data():
    golden.check("timeline-bundled.txt", run("timeline", EXAMPLE, columns=100).out)


@pytest.mark.parametrize(("name", "file"), [("timeline", STORY), ("timeline-bundled", EXAMPLE)])
def test_markdown(name, file):
    golden.check(f"{name}.md", run("timeline", file, "-f", "markdown").out)


def test_json():
    golden.check("timeline.json", run("timeline", STORY, "--format", "json").out)


def test_csv():
    golden.check("timeline.csv", run("timeline", STORY, "--format", "csv").out)


def test_csv_has_each_claim_once_and_what_is_of_a_step_in_each_of_its_lines():
    lines = list(csv.DictReader(io.StringIO(run("timeline", STORY, "-f", "csv").out, newline="")))
    document = json.loads(run("timeline", STORY, "-f", "json").out)
    rows = [row for event in document["events"] for row in event["rows"]]
    heard = [
        (row, number, step, one)
        for row in rows
        for number, step in enumerate(row["steps"])
        for one in step["heard"]
    ]
    said = [
        (row["question"], str(number), one["says"], step["verdict"])
        for row, number, step, one in heard
        for _ in one["claims"]
    ]
    assert [
        tuple(line[name] for name in ("question", "step", "says", "verdict")) for line in lines if line["step"]
    ] == said
    undated = [(row["question"], claim["party"]) for row in rows for claim in row["undated"]]
    left = [line for line in lines if not line["step"]]
    assert [(line["question"], line["party"]) for line in left] == undated
    assert {line[name] for line in left for name in ("when", "says", "verdict", "gap", "changes")} == {""}


def test_csv_has_the_figure_of_each_claim_that_asserts_one():
    lines = csv.DictReader(io.StringIO(run("timeline", STORY, "-f", "csv").out, newline=""))
    ends = ("low", "high", "stated_low", "stated_high")
    bounds = {line["claim"]: tuple(line[name] for name in ends) for line in lines}
    assert bounds["at least 10"] == ("10", "", "10", "10")
    assert bounds["dozens (a first count)"] == ("12", "", "", "")
    assert bounds["5 to 9"] == ("5", "9", "5", "9")
    assert bounds["withdraws"] == bounds["declined"] == bounds["yes"] == ("", "", "", "")


@pytest.mark.parametrize("file", [STORY, EXAMPLE])
def test_json_is_as_the_schema_has_it(file):
    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(run("timeline", file, "-f", "json").out))


def test_an_ascii_terminal_gets_ascii_marks():
    out = run("timeline", STORY, encoding="ascii").out
    assert "!= conflict begins between" in out
    assert out.isascii()


def test_colour_is_written_where_it_is_asked_for():
    assert "\x1b[" in run("timeline", STORY, "--color", "always").out
    assert "\x1b[" not in run("timeline", STORY).out


@pytest.mark.parametrize(
    ("suffix", "begin"), [("md", "# Clash"), ("csv", "event,"), ("json", '{"borderclash": 1'), ("txt", "Clash")]
)
def test_the_suffix_of_the_output_picks_the_format(tmp_path, suffix, begin):
    file = tmp_path / f"story.{suffix}"
    assert run("timeline", STORY, "-o", file) == (0, "", "")
    assert file.read_text(encoding="utf-8").startswith(begin)


def test_an_unknown_suffix_is_told_with_those_that_are_known(tmp_path):
    ran = run("timeline", STORY, "-o", tmp_path / "story.html")
    assert ran.code == 2
    assert ".md, .csv, .json, .xlsx, .txt" in ran.err


def test_filters():
    out = run("timeline", STORY, "--question", "truck*", "--party", "north").out
    assert "Trucks burnt" in out
    assert "7 again" in out
    assert "South" not in out
    assert run("timeline", STORY, "--event", "nowhere").code == 2
    assert run("timeline", STORY, "--question", "nothing").code == 2


def test_data_with_errors_is_refused():
    ran = run("timeline", "-", stdin=GOOD.replace("value: 58", "value: 58 men"))
    assert (ran.code, ran.out) == (1, "")
    assert "error figure:" in ran.err


def test_an_event_is_worked_out_only_once_it_is_shown(monkeypatch):
    asked = []
    monkeypatch.setattr(
        "borderclash.presenting.phrasing.histories.history", lambda row: asked.append(row) or history(row)
    )
    comparison = hostile_timeline(["calm"])
    twice = replace(comparison, events=comparison.events * 2)
    rows = len(comparison.events[0].rows)
    shown = TimelineView(twice).blocks()
    assert [type(next(shown)).__name__ for _ in range(3)] == ["Heading", "Sources", "Section"]
    assert len(asked) == rows
    lines = iter(TimelineView(twice).lines().rows)
    next(lines)
    assert len(asked) == rows + 1


def test_how_two_stand_in_the_end_is_put_into_words_once_for_the_last_step_and_the_summary(monkeypatch):
    asked = []
    of_pair = Sentences.of_pair
    monkeypatch.setattr(Sentences, "of_pair", lambda *given: asked.append(given) or of_pair(*given))
    claims = [
        {"party": party, "value": value, "stated": "2025-01-0" + day}
        for party, value, day in ("a31", "b42", "b53")
    ]
    made = compare(dataset({"kind": "count", "claims": claims}))
    assert "since" in "".join(formats.named("json", formats.OF_ANY_RESULT).write(TimelineView(made), Options()))
    # Once for each step that brought something, and for the row itself.
    assert len(asked) == 3


def test_a_row_in_several_moments_has_them_on_the_page_and_is_worked_out_once(monkeypatch):
    asked = []
    monkeypatch.setattr("borderclash.presenting.moments.history", lambda row: asked.append(row) or history(row))
    a, b, c = "2025-01-01", "2025-01-02T10:00", "2025-01-03"
    claims = [
        {"party": "a", "value": 3, "stated": a},
        {"party": "a", "value": 20, "stated": b},
        {"party": "b", "value": 4, "stated": c, "note": "of one unit"},
    ]
    claims.append({"party": "b", "value": 1, "stated": c, "scope": "north"})
    made = compare(dataset({"kind": "count", "claims": claims}, timezone="Asia/Kabul")).events[0]
    several, single = (moments([row], made.event, {}) for row in made.rows)
    assert single is None
    assert plain(several.title) == "Through time, in Asia/Kabul"
    assert [(plain(item.lead), plain(item.text)) for item in several.items] == [
        ("2025-01-01 ", "A 3"),
        ("2025-01-02 10:00 ", "A 20, earlier 3"),
        ("2025-01-03 ", "B 4 [note]"),
    ]
    below = [plain(below.text) for item in several.items for below in item.below]
    assert below == ["conflict begins with A: 16 apart (5 times)"]
    assert asked == [made.rows[0]]


def plain(runs):
    return "".join(run.text for run in runs)


# Inert


def writes(format, comparison, **options):
    return "".join(
        formats.named(format, formats.OF_ANY_RESULT).write(TimelineView(comparison), Options(**options))
    )


@each_row("width", [30, 80, 200])
@each_row("text", HOSTILE)
def test_text_of_a_claim_file_is_shown_and_never_obeyed_in_a_terminal(text, width):
    out = writes("terminal", hostile_timeline([text]), width=width)
    assert all(char == "\n" or (char.isprintable() and char not in "\u202e\u2066") for char in out)
    assert max(map(cell_len, out.splitlines())) <= width
    if width == 200:
        assert terminal_text(text).strip() in " ".join(out.split("\n"))


@given(st.lists(hostile.filter(shown), min_size=1, max_size=9, unique_by=fold))
def test_text_of_a_claim_file_is_shown_and_never_obeyed_in_markdown(texts):
    """The tables, headings, lists and links are those of harmless texts, and each text is there as written."""
    harmless = [f"calm{number}" for number in range(len(texts))]
    made, calm = (page(writes("markdown", hostile_timeline(given))) for given in (texts, harmless))
    assert [tag for tag in made.tags if tag not in ("span", "a")] == [tag for tag in calm.tags if tag != "a"]
    assert made.outside_links() == []
    assert [node for node in made.nodes for later in LATER if re.search(later, node)] == []
    # Marks that turn the direction are closed at the end of what they stand in, not of the text itself.
    everything = TURNS.sub("", " ".join(made.texts(*BLOCKS)))
    assert all(TURNS.sub("", shown(text)) in everything for text in texts)


@given(st.lists(hostile.filter(str.strip), min_size=1, max_size=9))
def test_no_cell_of_the_csv_is_a_formula(texts):
    read = list(csv.reader(io.StringIO(writes("csv", hostile_timeline(texts)), newline="")))
    assert {len(line) for line in read} == {len(COLUMNS)}
    assert not [cell for line in read for cell in line if starts_a_formula(cell)]


@given(st.lists(hostile.filter(str.strip), min_size=1, max_size=9))
def test_json_of_any_texts_is_as_the_schema_has_it(texts):
    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(writes("json", hostile_timeline(texts))))


def hostile_timeline(texts):
    """Return a comparison of rows with several moments whose every free text is one of *texts*, in turn."""
    text = itertools.cycle(texts).__next__
    days = [f"2025-01-0{day}" for day in range(1, 5)]
    claims = [
        {"party": party, "value": 1 + number, "stated": day, "hedge": text(), "measure": "m", "note": text()}
        for number, (party, day) in enumerate(zip("abba", days, strict=True))
    ]
    spoken = [{"party": party, "value": text(), "stated": day} for party, day in zip("aabb", days, strict=True)]
    named = [
        {"party": party, "value": [text(), "x"], "stated": day} for party, day in zip("abab", days, strict=True)
    ]
    questions = {
        "q": {"label": text(), "kind": "count", "unit": text(), "claims": claims},
        "t": {"label": text(), "kind": "text", "claims": spoken},
        "n": {
            "label": text(),
            "kind": "names",
            "scope": text(),
            "claims": [*named, {"party": "a", "value": [text()]}],
        },
        "o": {"label": text(), "kind": "text", "claims": spoken[:1]},
    }
    event = {"title": text(), "place": text(), "questions": questions}
    parties = {"a": {"name": text()}, "b": {"name": text()}}
    return comparison_of(event, parties=parties, title=text())


def test_a_row_that_sums_of_parts_are_left_out_of_says_so(tmp_path):
    claims = "[{party: a, value: 60}, {party: b, value: 10, scope: X}, {party: b, value: 20, scope: Y}]"
    question = f"q: {{label: Women killed, kind: count, parts: [X, Y], claims: {claims}}}"
    file = tmp_path / "claims.yaml"
    file.write_text(
        "borderclash: 1\nparties: {a: {name: A}, b: {name: B}}\nsources: {s: {title: T, published: 2025-10-12}}\n"
        f"events: {{e: {{title: Fire, source: s, questions: {{{question}}}}}}}\n"
    )
    shown = " ".join(run("timeline", str(file)).out.split())
    assert "Women killed (without sums of parts); Women killed: X; Women killed: Y" in shown
