"""``borderclash compare`` from outside: what it reads, shows, writes and how it ends."""

import json
import os

import jsonschema
import pytest
from files import EXAMPLE, GOOD, ROOT, process, run
from golden import check
from rows import each_row

COMPARISON_SCHEMA = json.loads((ROOT / "schemas" / "comparison.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def compared(*arguments, **more):
    """Return the JSON of a comparison, checked against its schema."""
    ran = run("compare", "--format", "json", *arguments, **more)
    assert ran.code == 0, ran.err
    data = json.loads(ran.out)
    jsonschema.Draft7Validator(COMPARISON_SCHEMA).validate(data)
    return data


def questions(data):
    return [row["question"] for event in data["events"] for row in event["rows"]]


def test_table_shows_figures_gap_ratio_and_verdict(good):
    ran = run("compare", good, columns=100)
    line = next(line for line in ran.out.splitlines() if line.startswith("Soldiers killed: South"))
    cells = [cell.strip() for cell in line.split("  ") if cell.strip()]
    assert cells == ["Soldiers killed: South", "58", "at least 18", "40", "3.2×", "≈ overlap"]
    assert ran.code == 0


@each_row("columns", [140, 80, 60, 40])
def test_bundled_example_in_a_terminal_of(columns):
    ran = run("compare", EXAMPLE, columns=columns)
    assert ran.code == 0
    check(f"example-{columns}.txt", ran.out)
    assert all(len(line) <= columns for line in ran.out.splitlines())


def test_bundled_example_with_sources():
    check("example-sources.txt", run("compare", EXAMPLE, "--sources", columns=100).out)


def test_bundled_example_as_json():
    compared(EXAMPLE)
    check("example.json", run("compare", "--format", "json", EXAMPLE).out)


def test_bundled_example_in_colour_says_the_same_as_without():
    from rich.text import Text

    plain = run("compare", EXAMPLE, columns=120).out
    colored = run("compare", EXAMPLE, "--color", "always", columns=120).out
    assert "\x1b[" in colored
    lines = [line.rstrip() for line in Text.from_ansi(colored).plain.splitlines()]
    assert lines == plain.splitlines()


def test_narrow_terminal_gets_blocks_instead_of_columns_of_letters():
    out = run("compare", EXAMPLE, "--event", "durand*", columns=40).out
    assert "Soldiers killed: Pakistan\n  Afghanistan: 58 (also reported as at" in out
    assert "\n  ≈ overlap: Afghanistan says 58" in out


def test_without_arguments_reads_data_folder_and_says_so(tmp_path, good):
    (tmp_path / "data").mkdir()
    good.rename(tmp_path / "data" / "x.yml")
    ran = run("compare", cwd=tmp_path)
    assert "Clash at the bridge" in ran.out
    assert ran.err == "no paths given: reading data/\n"


def test_standard_input(good):
    assert "Clash at the bridge" in run("compare", "-", stdin=GOOD).out


def test_folder_and_a_file_in_it_are_read_once(tmp_path, good):
    data = compared(tmp_path, good)
    assert data["summary"]["claims"] == 2


def test_several_files_are_one_dataset(tmp_path):
    declarations, events = GOOD.split("events:")
    (tmp_path / "1.yaml").write_text(declarations, encoding="utf-8")
    (tmp_path / "2.yaml").write_text("borderclash: 1\nevents:" + events, encoding="utf-8")
    assert compared(tmp_path)["events"][0]["rows"][0]["verdict"] == "overlap"


@pytest.mark.parametrize(
    ("name", "begins"),
    [("x.md", "# Two accounts"), ("x.csv", "event,"), ("x.JSON", '{"borderclash"'), ("x.txt", "Two accounts")],
)
def test_suffix_of_the_output_picks_the_format(tmp_path, good, name, begins):
    ran = run("compare", good, "--output", name, cwd=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_unknown_suffix_is_refused_unless_the_format_is_named(tmp_path, good):
    ran = run("compare", good, "-o", "x.docx", cwd=tmp_path)
    assert ran.code == 2
    assert "use one of .md, .csv, .json, .xlsx, .html" in ran.err
    assert run("compare", good, "-o", "x.docx", "-f", "csv", cwd=tmp_path).code == 0


def test_output_keeps_the_permissions_of_the_file_it_replaces(tmp_path, good):
    target = tmp_path / "x.md"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    run("compare", good, "-o", target)
    assert target.stat().st_mode & 0o777 == 0o640
    assert "Two accounts" in target.read_text(encoding="utf-8")


def test_new_output_file_is_readable_as_any_other(tmp_path, good):
    mask = os.umask(0o022)
    try:
        run("compare", good, "-o", tmp_path / "x.md")
    finally:
        os.umask(mask)
    assert (tmp_path / "x.md").stat().st_mode & 0o777 == 0o644


def test_output_through_a_link_replaces_what_it_points_to(tmp_path, good):
    (tmp_path / "real.md").write_text("old", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("real.md")
    run("compare", good, "-o", tmp_path / "link.md")
    assert (tmp_path / "link.md").is_symlink()
    assert "Two accounts" in (tmp_path / "real.md").read_text(encoding="utf-8")


def test_output_that_cannot_be_written_is_told_and_leaves_nothing(tmp_path, good):
    ran = run("compare", good, "-o", tmp_path / "missing" / "x.md")
    assert ran.code == 2
    assert "cannot write" in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good.yaml"]


def test_output_that_breaks_off_leaves_the_old_file(tmp_path, good, monkeypatch):
    import borderclash.rendering.markdown as markdown

    def broken(blocks):
        yield "half"
        raise KeyboardInterrupt

    monkeypatch.setattr(markdown, "render", broken)
    target = tmp_path / "x.md"
    target.write_text("old", encoding="utf-8")
    assert run("compare", good, "-o", target).code == 130
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good.yaml", "x.md"]


def test_output_to_a_device_is_written_straight(good):
    assert run("compare", good, "-o", "/dev/null", "-f", "csv").code == 0


def test_event_and_question_filters_take_patterns():
    assert set(questions(compared(EXAMPLE, "--event", "durand-*", "--question", "soldiers-*"))) == {
        "soldiers-killed",
        "soldiers-wounded",
        "soldiers-captured",
    }


def test_question_filter_keeps_the_column_of_a_party_that_says_nothing_there():
    (event,) = compared(EXAMPLE, "--question", "soldiers-killed")["events"]
    assert list(event["rows"][0]["accounts"]) == ["afghanistan", "pakistan", "reports"]


def test_party_filter_compares_only_those_parties():
    data = compared(EXAMPLE, "--party", "afghanistan", "--question", "soldiers-killed")
    (row,) = data["events"][0]["rows"]
    assert list(row["accounts"]) == ["afghanistan"]
    assert row["verdict"] == "one-party"


@pytest.mark.parametrize("option", ["--event", "--question", "--party"])
def test_pattern_that_matches_nothing_is_told_with_a_near_miss(option):
    near = {"--event": "armed-group", "--question": "soldier-killed", "--party": "afganistan"}[option]
    ran = run("compare", EXAMPLE, option, near)
    assert ran.code == 2
    assert "help: did you mean `" in ran.err


def test_disagreements_are_conflicts_and_overlaps():
    rows = [row for event in compared(EXAMPLE, "--disagreements")["events"] for row in event["rows"]]
    assert {row["verdict"] for row in rows} == {"conflict", "overlap"}


def test_verdict_filter_leaves_out_mirrors_and_other_rows():
    data = compared(EXAMPLE, "--verdict", "unlike", "--verdict", "agree")
    assert {row["verdict"] for event in data["events"] for row in event["rows"]} == {"unlike", "agree"}
    assert all(event["mirrors"] == [] for event in data["events"])


def test_unknown_verdict_is_told():
    ran = run("compare", EXAMPLE, "--verdict", "conflit")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean `conflict`?" in ran.err


def test_filter_that_leaves_nothing_says_no_rows(good):
    ran = run("compare", good, "--verdict", "conflict")
    assert ran.code == 0
    assert "no rows" in ran.out


SORTED = """\
borderclash: 1
parties: {a: {name: A}, b: {name: B}}
sources: {s: {title: S, published: 2025-10-12}}
events:
  e:
    title: E
    source: s
    questions:
      near: {label: near, kind: count, claims: [{party: a, value: 100}, {party: b, value: 110}]}
      far: {label: far, kind: count, claims: [{party: a, value: 1000}, {party: b, value: 1500}]}
      times: {label: times, kind: count, claims: [{party: a, value: 1}, {party: b, value: at least 9}]}
      when: {label: when, kind: time, claims: [{party: a, value: 2025}, {party: b, value: 1925}]}
      said: {label: said, kind: text, claims: [{party: a, value: x}]}
"""


@each_row(
    ("key", "order"),
    [
        ("file", ["near", "far", "times", "when", "said"]),
        ("gap", ["far", "near", "times", "when", "said"]),
        ("ratio", ["times", "far", "near", "when", "said"]),
        ("verdict", ["near", "far", "times", "when", "said"]),
    ],
)
def test_sort(key, order):
    assert questions(compared("-", "--sort", key, stdin=SORTED)) == order


REVISED = GOOD.replace("value: 58,", "value: 58, stated: 2025-10-13,") + (
    "          - {party: north, value: 20, stated: 2025-10-11}\n"
)


def test_as_of_takes_what_had_been_said_by_the_end_of_the_day():
    def said(day):
        data = compared("-", "--as-of", day, stdin=REVISED)
        (row,) = data["events"][0]["rows"]
        return data["as_of"], {id: account["text"] for id, account in row["accounts"].items()}

    assert said("2025-10-11") == ("2025-10-11", {"north": "20"})
    assert said("2025-10-12") == ("2025-10-12", {"north": "20", "south": "at least 18"})
    assert said("2025-10-13") == ("2025-10-13", {"north": "58, earlier 20", "south": "at least 18"})


def test_as_of_long_after_changes_nothing_but_the_note_of_it():
    always = compared(EXAMPLE)
    later = compared(EXAMPLE, "--as-of", "2999-12-31")
    assert later.pop("as_of") == "2999-12-31"
    assert always.pop("as_of") is None
    assert later == always


def test_as_of_before_all_claims_keeps_the_rows_unanswered(good):
    (event,) = compared(good, "--as-of", "2001-01-01")["events"]
    assert [row["verdict"] for row in event["rows"]] == ["unanswered"]


def test_as_of_counts_the_undated_claims_that_it_leaves_out():
    undated = GOOD.replace(", published: 2025-10-12", "")
    ran = run("compare", "-", "--as-of", "2025-10-13", stdin=undated)
    assert ran.err == "2 undated claims left out (--as-of)\n"


@pytest.mark.parametrize("day", ["yesterday", "2025-02-30"])
def test_as_of_that_is_no_day_is_wrong_usage(good, day):
    ran = run("compare", good, "--as-of", day)
    assert ran.code == 2
    assert "--as-of" in ran.err


def test_fail_on_makes_a_verdict_a_failure(good):
    assert run("compare", good, "--fail-on", "conflict").code == 0
    ran = run("compare", good, "--fail-on", "overlap")
    assert ran.code == 1
    assert ran.err == "--fail-on: 1 overlap\n"
    assert "≈ overlap" in ran.out


def test_data_with_errors_is_not_compared(good):
    good.write_text(GOOD.replace("58", "58 soldiers"), encoding="utf-8")
    ran = run("compare", good)
    assert (ran.code, ran.out) == (1, "")
    assert f"{good}:19:35: error figure: `value` must be a figure" in ran.err
    assert "1 file, 1 error, 0 warnings: not compared" in ran.err


def test_warnings_do_not_stop_a_comparison():
    contradiction = GOOD + "          - {party: south, value: 9}\n"
    ran = run("compare", "-", stdin=contradiction)
    assert ran.code == 0
    assert "(contradicts itself)" in ran.out


def test_stream_without_unicode_gets_plain_marks():
    ran = run("compare", EXAMPLE, encoding="ascii", columns=120)
    assert ran.code == 0
    assert "!= conflict" in ran.out
    assert ran.out.isascii()


def test_no_color_and_force_color():
    assert "\x1b[" in run("compare", EXAMPLE, FORCE_COLOR="1").out
    assert "\x1b[" not in run("compare", EXAMPLE, FORCE_COLOR="1", NO_COLOR="1").out
    assert "\x1b[" not in run("compare", EXAMPLE, "--color", "never", FORCE_COLOR="1").out


def test_output_file_has_no_colour(tmp_path, good):
    run("compare", good, "-o", tmp_path / "x.txt", FORCE_COLOR="1")
    assert "\x1b" not in (tmp_path / "x.txt").read_text(encoding="utf-8")


@pytest.mark.tools
def test_process_of_its_own_writes_utf_8_under_the_c_locale(good):
    done = process("compare", good, cwd=ROOT, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert b"~ overlap" in done.stdout


@each_row(
    "options, note",
    [
        (
            ("-f", "prose", "--sources"),
            "--sources: prose has no claims below its rows; json and the page have them\n",
        ),
        (("-f", "csv", "--made", "2025-10-12"), "--made: csv does not say when it was made\n"),
        (("--made", "2025-10-12"), "--made: terminal does not say when it was made\n"),
        (("-f", "prose", "--made", "2025-10-12"), ""),
        (("-f", "json", "--sources"), ""),
    ],
)
def test_an_option_that_a_format_has_no_place_for_is_named(options, note):
    ran = run("compare", EXAMPLE, "--event", "durand-*", *options)
    assert (ran.code, ran.err) == (0, note)
