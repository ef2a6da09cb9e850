"""``borderclash diff`` from the outside: two files, its formats, and what it refuses."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import cmarkgfm
import golden
import jsonschema
import jsonschema_rs
import pytest
from files import EXAMPLE, GOOD, ROOT, run
from pages import page
from rows import each_row

from borderclash.rendering import formats
from borderclash.rendering.markdown_comment import MOST_BYTES

FOLDER = Path(__file__).parent / "diff"
SCHEMA = json.loads((ROOT / "schemas/diff.schema.json").read_text(encoding="utf-8"))


def diffed(*more, **setting):
    return run("diff", "old.yaml", "new.yaml", *more, cwd=FOLDER, **setting)


@pytest.fixture
def pair(tmp_path):
    """Return a folder with two equal files, the second of them to be changed."""
    for name in ("old.yaml", "new.yaml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    return tmp_path


def change(folder, *edits, format="terminal"):
    text = GOOD
    for a, b in edits:
        assert a in text
        text = text.replace(a, b)
    (folder / "new.yaml").write_text(text, encoding="utf-8")
    return run("diff", "old.yaml", "new.yaml", "-f", format, cwd=folder)


@pytest.mark.parametrize("width", [40, 80, 140])
def test_terminal_is_as_looked_at(width):
    ran = diffed(columns=width)
    assert (ran.code, ran.err) == (0, "")
    golden.check(f"diff-{width}.txt", ran.out)
    assert all(len(line) <= width for line in ran.out.splitlines())


def test_terminal_without_other_characters():
    ran = diffed(encoding="ascii")
    assert ran.out.isascii()
    golden.check("diff-ascii.txt", ran.out)


def test_markdown_is_as_looked_at():
    ran = diffed("-f", "markdown")
    assert (ran.code, ran.err) == (0, "")
    golden.check("diff.md", ran.out)


def test_csv_is_as_looked_at():
    ran = diffed("-f", "csv")
    assert (ran.code, ran.err) == (0, "")
    golden.check("diff.csv", ran.out)
    lines = list(csv.DictReader(io.StringIO(ran.out, newline="")))
    claims = [line["change"] for line in lines if line["thing"] == "claim" and not line["field"]]
    summary = json.loads(diffed("-f", "json").out)["summary"]["claims"]
    assert {change: claims.count(change) for change in summary} == summary


def test_csv_has_both_contents_of_fields_of_every_form(pair):
    ran = change(
        pair,
        ("{name: North}", "{name: North, pooled: true}"),
        ("sources:\n", "sources:\n  radio: {title: Radio}\n"),
        ("via: AFP", "via: =1+1, source: [wire, radio]"),
        format="csv",
    )
    lines = list(csv.DictReader(io.StringIO(ran.out, newline="")))
    fields = {(line["thing"], line["field"]): (line["old"], line["new"]) for line in lines}
    assert fields["party", "pooled"] == ("no", "yes")
    assert fields["claim", "source"] == ("wire", "wire / radio")
    assert fields["claim", "via"] == ("AFP", "'=1+1")
    assert fields["source", ""] == ("", "Radio")


def test_json_is_as_looked_at_and_fits_its_schema():
    ran = diffed("-f", "json")
    golden.check("diff.json", ran.out)
    data = json.loads(ran.out)
    jsonschema.Draft7Validator(SCHEMA).validate(data)
    assert jsonschema_rs.Draft7Validator(SCHEMA).is_valid(data)
    assert data["summary"]["claims"] == {
        "added": 4,
        "revised": 3,
        "withdrawn": 1,
        "changed": 2,
        "corrected": 1,
        "removed": 4,
    }


def test_json_the_other_way_round_and_of_the_bundled_data_fits_its_schema():
    for sides in (("new.yaml", "old.yaml"), ("old.yaml", EXAMPLE), (EXAMPLE, "old.yaml")):
        data = json.loads(run("diff", *sides, "-f", "json", cwd=FOLDER).out)
        jsonschema.Draft7Validator(SCHEMA).validate(data)


# `test_written_workbook.py` has the workbook.
@each_row("format", [name for name in formats.names(formats.OF_ANY_RESULT) if name != "xlsx"])
def test_file_against_itself_has_no_differences(format):
    ran = run("diff", EXAMPLE, EXAMPLE, "-f", format)
    assert (ran.code, ran.err) == (0, "")
    if format == "json":
        assert json.loads(ran.out)["changed"] is False
    elif format == "csv":
        assert len(ran.out.splitlines()) == 1
    else:
        assert "No differences." in ran.out


def test_suffix_of_the_output_picks_the_format(tmp_path):
    for name, begin in (
        ("x.md", "### What changed"),
        ("x.json", '{"borderclash": 1'),
        ("x.txt", "What changed: old.yaml"),
        ("x.csv", "thing,change"),
    ):
        assert diffed("-o", tmp_path / name) == (0, "", "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)
    assert "no format is known by the suffix" in diffed("-o", tmp_path / "x.html").err


def test_folders_are_held_against_each_other(tmp_path):
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        shutil.copy(FOLDER / f"{name}.yaml", tmp_path / name / "claims.yaml")
    assert run("diff", "old", "new", cwd=tmp_path).out.startswith(
        "What changed: old \N{RIGHTWARDS ARROW} new\n  Claims: 4 added"
    )


def test_files_need_no_git():
    assert diffed(PATH="").out == diffed().out


def test_standard_input_for_one_side(pair):
    ran = run("diff", "old.yaml", "-", cwd=pair, stdin=GOOD.replace("58", "59"))
    assert "changed in place: North, 58 \N{RIGHTWARDS ARROW} 59" in ran.out
    ran = run("diff", "-", "-", cwd=pair)
    assert (ran.code, "both versions cannot come from standard input" in ran.err) == (2, True)


def test_colour_only_where_asked_for():
    assert "\x1b[" not in diffed().out
    assert "\x1b[33mchanged in place" in diffed("--color", "always").out


def test_nobody_is_said_to_have_changed_a_figure_in_place(pair):
    note = "the file does not tell whether the party revised it or the record was wrong."
    for format in ("terminal", "markdown"):
        said = change(pair, ("value: 58", "value: 59"), format=format).out
        assert " ".join(said.split()).count(note) == 1
        assert "add a new one with its day" in " ".join(said.split())
        assert "curator" not in said
        assert "file does not tell" not in change(pair, ("via: AFP", "via: Reuters"), format=format).out


def test_errors_are_told_of_both_sides(pair):
    (pair / "old.yaml").write_text(GOOD.replace("58", "58 men"), encoding="utf-8")
    ran = change(pair, ("party: south, value", "party: west, value"))
    assert (ran.code, ran.out) == (1, "")
    lines = ran.err.splitlines()
    assert lines[0].startswith("old.yaml:19:")
    assert lines[1] == "1 file, 1 error, 0 warnings: not compared, for `old.yaml` has errors"
    assert lines[2].startswith("new.yaml:20:")
    assert lines[3] == "1 file, 1 error, 0 warnings: not compared, for `new.yaml` has errors"


def test_saved_texts_are_not_looked_at(pair):
    ran = change(pair, ("publisher: The Wire", "publisher: The Wire, snapshot: gone.txt"))
    assert ran.code == 0
    assert "snapshot: not given \N{RIGHTWARDS ARROW} gone.txt" in ran.out


@pytest.mark.parametrize(
    ("arguments", "message", "help"),
    [
        (["old.yaml"], "there is nothing to compare it with", "borderclash diff HEAD old.yaml"),
        (["old.yaml", "new.yaml", "old.yaml"], "more than two files or folders", "borderclash diff OLD NEW"),
        (["gone.yaml", "old.yaml"], "`gone.yaml` is no file or folder, and cannot run git", "install git"),
        (["old.yaml", "gone.yaml"], "`gone.yaml` is not there", "check the path"),
    ],
)
def test_what_cannot_be_meant_is_told_with_a_remedy(pair, arguments, message, help):
    ran = run("diff", *arguments, cwd=pair, PATH="")
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert help in ran.err


def test_fields_of_every_form_are_told_in_words(pair):
    choice = "  choice:\n        label: Who\n        kind: choice\n        options: {a: Ann}\n        claims: []\n"
    more = GOOD.replace("      soldiers-killed:", f"    {choice}      soldiers-killed:")
    (pair / "old.yaml").write_text(more, encoding="utf-8")
    sources = "sources:\n  radio: {title: Radio}\n"
    edits = (
        ("{name: North}", "{name: North, pooled: true}"),
        ("sources:\n", sources),
        ("{a: Ann}", "{a: Ann, b: Bo}"),
    )
    for a, b in (*edits, ("via: AFP", "via: AFP, subject: north, source: [wire, radio]")):
        more = more.replace(a, b)
    (pair / "new.yaml").write_text(more, encoding="utf-8")
    out = run("diff", "old.yaml", "new.yaml", cwd=pair, encoding="ascii").out
    for line in ("pooled: no -> yes", "options: a: Ann -> a: Ann; b: Bo", "source: wire -> wire, radio"):
        assert line in out
    assert "subject: South -> North" in out


# Text from a claim file is data

HOSTILE = "\x1b[31m@team #12 <img src=x> | `x` **y** \u202e [z](javascript:alert(1))"


def hostile(pair):
    quoted = json.dumps(HOSTILE)
    return change(
        pair,
        ("title: Two accounts", f"title: {quoted}"),
        ("name: North", f"name: {quoted}"),
        ("label: Soldiers killed", f"label: {quoted}"),
        ("title: Clash at the bridge", f"title: {quoted}"),
        ("title: Wire report", f"title: {quoted}"),
        ("speaker: A. Spokesman", f"speaker: {quoted}, scope: {quoted}, hedge: {quoted}, note: {quoted}"),
    )


def test_terminal_obeys_nothing(pair):
    ran = hostile(pair)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


def test_markdown_shows_text_and_nothing_else(pair):
    hostile(pair)
    made = run("diff", "old.yaml", "new.yaml", "-f", "markdown", cwd=pair).out
    rendered = page(made)
    assert not {"img", "script"} & set(rendered.tags)
    assert rendered.links == []
    assert "<details>" not in made


def test_names_of_files_are_inert_too(pair):
    name = "<b>*@x*\x1b.yaml"
    shutil.copy(pair / "new.yaml", pair / name)
    assert "\x1b" not in run("diff", "old.yaml", name, cwd=pair).out
    made = page(run("diff", "old.yaml", name, "-f", "markdown", cwd=pair).out)
    assert not {"b", "em"} & set(made.tags)


# Long differences


def many(folder, number):
    lines = [
        f"      q{n}:\n        label: Question number {n}\n        kind: count\n        claims:\n"
        f"          - {{party: north, value: {n}, quote: {'words ' * 60}{n}}}\n"
        f"          - {{party: south, value: 7777}}\n"
        for n in range(number)
    ]
    text = GOOD[: GOOD.index("      soldiers-killed:")] + "".join(lines)
    (folder / "old.yaml").write_text(text, encoding="utf-8")
    (folder / "new.yaml").write_text(text.replace("value: 7777", "value: at least 8888"), encoding="utf-8")
    return run("diff", "old.yaml", "new.yaml", "-f", "markdown", cwd=folder).out


def test_long_markdown_is_folded_and_its_table_is_cut(tmp_path):
    made = many(tmp_path, 50)
    assert made.count("<details>") == made.count("</details>") == 1
    assert "<summary>50 rows</summary>" in made
    assert "| **20 more** |  |  |" in made
    assert "left out" not in made


@pytest.mark.thorough
def test_markdown_stays_within_what_a_comment_may_hold(tmp_path):
    made = many(tmp_path, 700)
    assert MOST_BYTES - 2000 < len(made.encode()) < 65_536
    assert made.count("<details>") == made.count("</details>") == 1
    shown = made.count("changed in place**")
    # Each row has two verdicts and one claim; what finds no room is left out from the end of an item on.
    verdicts = made.count("\n- was ") + made.count("\n- now ")
    assert f"*{700 * 3 - verdicts - shown:,} more parts are left out here" in made
    assert "700 changed in place" in made
    assert cmarkgfm.github_flavored_markdown_to_html(made).count("<li>") > shown


def test_long_text_is_cut_where_it_is_seen(pair):
    change(pair, ("quote: killed 58", f"quote: killed 58, note: {'long ' * 200}"))
    made = run("diff", "old.yaml", "new.yaml", "-f", "markdown", cwd=pair).out
    assert "[\N{HORIZONTAL ELLIPSIS}\\]" in made
    assert len(made) < 1000


def test_the_page_names_every_column_of_the_csv():
    text = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
    table = text.partition("| column | holds |")[2].partition("\n\n")[0]
    named = [name for line in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", line.split("|")[1])]
    assert named == diffed("-f", "csv").out.partition("\r\n")[0].split(",")
