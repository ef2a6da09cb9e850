"""What a reader must be able to tell, in every output: two lists of names, some voices of many, a note."""

import csv
import io
import json
import sqlite3

import pytest
from files import run

NAMES = """\
borderclash: 1
parties: {n: {name: North}, s: {name: South}}
sources: {h: {title: T, published: 2024-01-01}}
events:
  e:
    title: E
    source: h
    questions:
      p:
        label: Places
        kind: names
        claims:
          - {party: n, value: [Tripoli, Lebanon]}
          - {party: s, value: ["Tripoli, Lebanon"]}
"""
VOICES = """\
borderclash: 1
parties: {n: {name: North}, w: {name: Eyewitnesses, pooled: true}}
sources: {h: {title: T, published: 2024-01-01}}
events:
  e:
    title: E
    questions:
      cause:
        label: Cause
        kind: choice
        options: {crush: crush and trucks, fire: North's gunfire, air: warning shots}
        source: h
        claims:
          - {party: n, value: air, stated: 2024-01-01}
          - {party: w, value: crush, stated: 2024-01-01}
          - {party: w, value: fire, stated: 2024-01-02}
      toll:
        label: Killed
        kind: count
        source: h
        claims:
          - {party: n, value: 20, stated: 2024-01-01}
          - {party: w, value: 100, stated: 2024-01-01}
          - {party: w, value: more than 110, stated: 2024-01-02}
"""
NOTED = """\
borderclash: 1
parties: {n: {name: North}, s: {name: South}}
sources: {h: {title: T, published: 2024-01-01}}
events:
  e:
    title: E
    source: h
    questions:
      shot:
        label: Shot at
        kind: yes-no
        claims:
          - {party: n, value: yes, stated: 2024-01-01}
          - {party: s, value: yes, stated: 2024-01-02, note: At several individuals.}
          - {party: s, value: yes, stated: 2024-01-03, note: At several individuals only.}
"""
READERS = [
    ("compare",),
    ("compare", "--sources"),
    ("compare", "--chart"),
    ("compare", "-f", "markdown"),
    ("compare", "-f", "html"),
    ("timeline",),
    ("timeline", "-f", "markdown"),
]
PROGRAMS = [("compare", "-f", "json"), ("compare", "-f", "csv"), ("timeline", "-f", "json")]


@pytest.fixture
def folder(tmp_path):
    for name, text in (("names", NAMES), ("voices", VOICES), ("noted", NOTED)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def out(folder, name, command, *options, **more):
    ran = run(command, f"{name}.yaml", *options, cwd=folder, **{"columns": 400} | more)
    assert ran.code == 0, ran.err
    return ran.out


@pytest.mark.parametrize("command", [*READERS, *PROGRAMS], ids=" ".join)
def test_two_lists_of_names_are_told_apart(folder, command):
    text = out(folder, "names", *command)
    assert text.count("“Tripoli, Lebanon”") >= 1
    assert text.replace("“Tripoli, Lebanon”", "").count("Tripoli, Lebanon") >= 1


def test_two_lists_of_names_are_told_apart_without_other_characters(folder):
    text = out(folder, "names", "compare", encoding="ascii", columns=40)
    north, south = (line for line in text.splitlines() if "North: " in line or "South: " in line)
    assert north.partition(": ")[2] != south.partition(": ")[2]


def test_two_lists_of_names_are_told_apart_in_csv_and_sqlite(folder):
    lines = list(csv.DictReader(io.StringIO(out(folder, "names", "compare", "-f", "csv"), newline="")))
    told = [line["text"] for line in lines]
    assert told == ["Tripoli, Lebanon", "“Tripoli, Lebanon”"]
    out(folder, "names", "compare", "-o", "made.sqlite")
    with sqlite3.connect(folder / "made.sqlite") as database:
        assert [text for (text,) in database.execute("SELECT text FROM accounts ORDER BY party")] == told
        assert [text for (text,) in database.execute("SELECT text FROM claims ORDER BY id")] == told
    database.close()


def test_two_lists_of_names_are_told_apart_in_a_difference(folder):
    old = NAMES.replace("value: [Tripoli, Lebanon]", 'value: ["Tripoli, Lebanon"], id: x')
    new = NAMES.replace("value: [Tripoli, Lebanon]", "value: [Tripoli, Lebanon], id: x")
    (folder / "names.yaml").write_text(old, encoding="utf-8")
    (folder / "new.yaml").write_text(new, encoding="utf-8")
    for options in ((), ("-f", "markdown")):
        text = out(folder, "names", "diff", "new.yaml", *options)
        assert "North, “Tripoli, Lebanon” → Tripoli, Lebanon" in text


# A history as JSON also has the sentences of the days on which one voice had spoken.
@pytest.mark.parametrize("command", [*READERS, *PROGRAMS[:2]], ids=" ".join)
def test_voices_that_differ_never_speak_for_all(folder, command):
    text = " ".join(out(folder, "voices", *command, columns=40).split())
    assert "some eyewitnesses" in text
    assert " eyewitnesses say" not in text.replace("some eyewitnesses say", "")
    assert "Eyewitnesses say" not in text.replace("Some eyewitnesses say", "")


def test_voices_that_differ_never_speak_for_all_in_a_difference_or_a_figure(folder):
    old = VOICES.replace("value: 20, ", "value: 200, ")
    (folder / "old.yaml").write_text(old, encoding="utf-8")
    text = out(folder, "old", "diff", "voices.yaml")
    assert "some eyewitnesses" in text
    assert " eyewitnesses say" not in text.replace("some eyewitnesses say", "")
    pytest.importorskip("vl_convert")
    run("chart", "voices.yaml", "-o", "figure.svg", cwd=folder)
    (alternative,) = (path for path in folder.iterdir() if path.suffix == ".txt")
    assert "some eyewitnesses" in alternative.read_text(encoding="utf-8")


def test_timeline_speaks_of_some_only_once_the_voices_differ(folder):
    text = out(folder, "voices", "timeline", "--question", "toll")
    assert "conflict begins between North and eyewitnesses: 80 apart (5 times)" in text
    assert "conflict widens with North: more than 90 apart (5.5 times)" in text
    assert "North and some eyewitnesses have disagreed since 2024-01-01" in text


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_a_note_is_marked_where_the_answer_stands_and_the_mark_is_explained(folder, command):
    text = out(folder, "noted", *command).replace("\\[", "[").replace("\\]", "]")
    assert "yes [note]" in text
    assert (
        "A claim has a note, which may limit the answer" in text or "a claim has a note, which may limit" in text
    )
    unnoted = NOTED.replace(", note: At several individuals.}", "}").replace(
        ", note: At several individuals only.}", "}"
    )
    (folder / "noted.yaml").write_text(unnoted, encoding="utf-8")
    assert "[note]" not in out(folder, "noted", *command).replace("\\[", "[").replace("\\]", "]")


@pytest.mark.parametrize("command", PROGRAMS, ids=" ".join)
def test_programs_have_the_note_and_no_mark(folder, command):
    text = out(folder, "noted", *command)
    assert "[note]" not in text
    assert "At several individuals only." in text


def test_programs_have_a_text_without_the_mark(folder):
    made = json.loads(out(folder, "noted", "compare", "-f", "json"))
    (row,) = made["events"][0]["rows"]
    assert row["accounts"]["s"]["text"] == "yes"
    assert row["why"] == "North (1 January) and South (3 January 2024) both say yes."
    (line,) = [
        line
        for line in csv.DictReader(io.StringIO(out(folder, "noted", "compare", "-f", "csv"), newline=""))
        if line["party"] == "s"
    ]
    assert (line["text"], line["note"]) == ("yes", "At several individuals only.")
    out(folder, "noted", "compare", "-o", "made.sqlite")
    with sqlite3.connect(folder / "made.sqlite") as database:
        assert database.execute("SELECT text FROM accounts WHERE party = 's'").fetchall() == [("yes",)]
    database.close()


def test_a_difference_has_the_note_below_its_claim(folder):
    old = NOTED[: NOTED.index("          - {party: s")]
    (folder / "old.yaml").write_text(old, encoding="utf-8")
    text = out(folder, "old", "diff", "noted.yaml")
    assert "added: South, yes\n    T; stated 2024-01-02\n    note: At several individuals.\n" in text
    later = NOTED.replace("individuals only", "people only")
    (folder / "later.yaml").write_text(later, encoding="utf-8")
    text = out(folder, "noted", "diff", "later.yaml")
    assert "note: At several individuals only. → At several people only." in text
    assert text.count("note: ") == 1
