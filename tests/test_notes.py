"""A note is published, and every place that describes one says so; a comment comes out nowhere."""

import json
import re

import pytest
from files import ROOT, contents, run
from rows import each_row
from workbooks import written_sheets

from borderclash.rendering import formats

COMMENT = "Zq7comment"
NOTES = {"party": "Zq7party", "source": "Zq7source", "claim": "Zq7claim"}
CLAIMS = f"""\
borderclash: 1 # {COMMENT}
# {COMMENT}
title: Two accounts # {COMMENT}
parties: # {COMMENT}
  north: {{name: North, note: {NOTES["party"]} one}} # {COMMENT}
  south: # {COMMENT}
    name: South # {COMMENT}
sources: # {COMMENT}
  wire: {{title: Wire report, published: 2025-10-12, note: {NOTES["source"]} one}} # {COMMENT}
events: # {COMMENT}
  bridge: # {COMMENT}
    title: Clash at the bridge # {COMMENT}
    source: wire # {COMMENT}
    questions: # {COMMENT}
      killed: # {COMMENT}
        label: Soldiers killed # {COMMENT}
        kind: count # {COMMENT}
        claims: # {COMMENT}
          # {COMMENT}
          - {{party: north, value: 58, note: {NOTES["claim"]} one, quote: they are 58}} # {COMMENT}
          - party: south # {COMMENT}
            value: at least 18 # {COMMENT}
            quote: > # {COMMENT}
              at least 18 of ours
"""
# A warning, an error and a fault of YAML, each on a line with a comment.
FAULTS = {
    "warning": CLAIMS.replace("they are 58", "they are 85"),
    "error": CLAIMS.replace("value: at least 18", "value: 18 soldiers"),
    "yaml": CLAIMS.replace("title: Clash", "title: : Clash"),
}
FILES = {"claims.yaml": CLAIMS, "old.yaml": CLAIMS.replace("one", "two").replace("58", "57")}
TEXTS = [name for name in formats.names(formats.OF_ANY_RESULT) if name != "xlsx"]
COMMANDS = [
    *(
        ("compare", "claims.yaml", "-f", format)
        for format in formats.names(formats.OF_COMPARISON)
        if format not in ("sqlite", "parquet", "xlsx")
    ),
    *(("compare", "claims.yaml", "--sources", "-f", format) for format in ("terminal", "markdown")),
    ("compare", "claims.yaml", "--chart"),
    *(("timeline", "claims.yaml", "-f", format) for format in TEXTS),
    *(("coverage", "claims.yaml", "-f", format) for format in TEXTS),
    *(("diff", "old.yaml", "claims.yaml", "-f", format) for format in TEXTS),
    *(("validate", "claims.yaml", "-f", format) for format in formats.names(formats.OF_PROBLEMS)),
    ("validate", "claims.yaml", "--select", "all", "-f", "json"),
]


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_output_has_a_comment(folder, command):
    ran = run(*command, cwd=folder)
    assert ran.code == 0
    assert ran.out + ran.err
    assert COMMENT not in ran.out + ran.err


def test_no_database_and_no_figure_has_a_comment(folder):
    pytest.importorskip("vl_convert")
    outputs = ["compare", "claims.yaml", "-o", "a.sqlite"], ["chart", "claims.yaml", "-o", "a.svg"]
    for command in (*outputs, ["compare", "claims.yaml", "-o", "a.parquet"]):
        assert run(*command, cwd=folder).code == 0
    written = [path for path in folder.iterdir() if path.name not in FILES]
    assert len(written) >= 2
    for path in written:
        assert COMMENT.encode() not in contents(path), path.name
    assert run("compare", "claims.yaml", "-o", "a.xlsx", cwd=folder).code == 0
    assert COMMENT not in str(written_sheets(contents(folder / "a.xlsx")))


@pytest.mark.parametrize("format", [*formats.names(formats.OF_PROBLEMS)])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_report_has_a_comment_only_where_it_shows_the_line(folder, fault, format):
    (folder / "claims.yaml").write_text(FAULTS[fault], encoding="utf-8")
    ran = run("validate", "claims.yaml", "-f", format, cwd=folder)
    assert ran.code == (0 if fault == "warning" else 1)
    lines = [line for line in (ran.out + ran.err).splitlines() if COMMENT in line]
    if format == "full":
        assert lines
        assert all(re.match(r"\s*\d+ \| ", line) for line in lines)
    else:
        assert lines == []


def test_the_summary_of_a_workflow_has_no_comment(folder, monkeypatch):
    (folder / "claims.yaml").write_text(FAULTS["error"], encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    assert run("validate", "claims.yaml", "-f", "github", cwd=folder).code == 1
    summary = (folder / "summary.md").read_text(encoding="utf-8")
    assert summary
    assert COMMENT not in summary


PUBLISHED = {
    ("compare", "html"): {"claim", "source"},
    ("compare", "json"): {"claim", "source", "party"},
    ("compare", "claims-csv"): {"claim", "source", "party"},
    ("compare", "markdown"): {"source"},
    ("compare --sources", "terminal"): {"claim"},
    ("compare --sources", "markdown"): {"claim", "source"},
    ("timeline", "json"): {"claim", "source", "party"},
    ("timeline", "markdown"): {"source"},
    ("diff", "json"): {"claim", "source", "party"},
}


@pytest.mark.parametrize(("command", "format"), PUBLISHED)
def test_notes_come_out_where_the_documentation_says(folder, command, format):
    name, *options = command.split()
    files = ["old.yaml", "claims.yaml"] if name == "diff" else ["claims.yaml"]
    out = run(name, *files, *options, "-f", format, cwd=folder).out
    assert {thing for thing, note in NOTES.items() if note in out} == PUBLISHED[command, format]


def test_the_database_has_all_notes(folder):
    assert run("compare", "claims.yaml", "-o", "a.sqlite", cwd=folder).code == 0
    kept = (folder / "a.sqlite").read_bytes()
    assert all(note.encode() in kept for note in NOTES.values())


def notes_described():
    """Yield what each place says of a note, with the place."""
    for path in sorted((ROOT / "schemas").glob("*.json")):
        for fields in properties(json.loads(path.read_text(encoding="utf-8"))):
            told = fields.get("note", {}).get("description")
            # A field that `diff` found changed is described where the thing itself is.
            if told and told != "`note` before and now.":
                yield path.name, told
    for page in ("format.md", "spreadsheet.md"):
        for line in (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines():
            if re.match(r"\| `(\w+_)?note` \|", line):
                yield page, line


def properties(schema):
    """Yield the properties of every object that a schema describes."""
    if isinstance(schema, dict):
        if isinstance(fields := schema.get("properties"), dict):
            yield fields
        for value in schema.values():
            yield from properties(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from properties(value)


DESCRIBED = list(notes_described())


def test_every_place_that_describes_a_note_is_found():
    assert {place for place, _ in DESCRIBED} == {
        *("claims.schema.json", "comparison.schema.json", "timeline.schema.json", "diff.schema.json"),
        *("format.md", "spreadsheet.md"),
    }


@each_row(("place", "told"), DESCRIBED)
def test_every_place_that_describes_a_note_says_that_it_is_published(place, told):
    assert "published" in told
    if place == "claims.schema.json":
        assert "YAML comment" in told


def test_who_begins_is_told_that_notes_are_published(tmp_path):
    assert run("init", tmp_path / "new").code == 0
    begun = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "new").rglob("*.yaml"))
    assert "`note` is published" in begun
    for page in ("format.md", "spreadsheet.md", "page.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert re.search(r"`note`[^.]* published", text), page


def test_a_column_of_ones_own_is_refused_as_the_documentation_says(tmp_path):
    assert run("init", "--csv", tmp_path).code == 0
    sheet = tmp_path / "claims.csv"
    lines = sheet.read_text(encoding="utf-8").splitlines()
    sheet.write_text("\n".join([f"{lines[0]},for_myself", *(f"{line}," for line in lines[1:])]), encoding="utf-8")
    ran = run("import", sheet)
    assert (ran.code, ran.out) == (1, "")
    assert "unknown column `for_myself`" in ran.err
    told = (ROOT / "docs" / "spreadsheet.md").read_text(encoding="utf-8")
    assert "A column of your own is an error" in told
