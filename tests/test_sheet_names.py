"""Names in place of ids in a spreadsheet, columns in the user's own words, and bounds in columns of their own."""

import csv
import io

import pytest
import yaml
from files import GOOD as CLAIM_FILE
from files import ROOT, run
from rows import each_row
from test_import import CLAIM, GOOD, sheet

import borderclash
from borderclash.spreadsheet import cells
from borderclash.spreadsheet.columns import BY_NAME, letter
from borderclash.text.slugs import id_of, is_id

COLUMNS = tuple(BY_NAME)
FLAT = {"event": "The clash", "question": "Soldiers killed", "kind": "count", "source": "The Herald", "stated": "2025-03-02"}  # fmt: skip


def imported(rows, *options):
    ran = run("import", "-", *options, stdin=sheet(rows, COLUMNS))
    assert ran.code == 0, ran.err
    return yaml.load(ran.out, yaml.BaseLoader)


def claims(*rows):
    (event,) = imported([{**FLAT, **row} for row in rows])["events"].values()
    return [claim for question in event["questions"].values() for claim in question["claims"]]


def refused(*rows):
    ran = run("import", "-", stdin=sheet(rows, COLUMNS))
    assert (ran.code, ran.out) == (1, ""), ran.err
    return [line.removeprefix("<stdin>:") for line in ran.err.splitlines() if " error " in line]


IDS = {
    "Army of the North": "army-of-the-north",
    "Nördliche Straße": "nordliche-strasse",
    "B. Spokesman's": "b-spokesmans",
    "Łódź & Ærø": "lodz-aero",
    "2025": "2025",
    "Северная армия": "party-cb7171",
    "АФП 2025": "2025-c4371d",
    "!!": "party-233d26",
    "a" * 61: "a" * 60 + "-",
    "word " * 20: "word-word-word-word-word-word-word-word-word-word-word-word-",
}


@each_row(("name", "id"), IDS.items(), ids=list(IDS))
def test_an_id_is_made_of_a_name(name, id):
    made = id_of(name, "party")
    assert made.startswith(id)
    assert is_id(made)
    assert made == id_of(f"  {name} ", "party")


def test_names_alone_make_parties_sources_events_and_questions():
    data = imported(
        [
            {**FLAT, "party": "North Army", "value": "58"},
            {**FLAT, "party": "South", "value": "at least 18", "source": "The Herald; Wire report"},
            {**FLAT, "party": " north  army", "value": "60", "stated": "2025-03-03", "source": "https://www.example.org/a?b"},
        ]
    )  # fmt: skip
    assert data["parties"] == {"north-army": {"name": "North Army"}, "south": {"name": "South"}}
    assert data["sources"] == {
        "the-herald": {"title": "The Herald"},
        "wire-report": {"title": "Wire report"},
        "example-org-a-b": {"url": "https://www.example.org/a?b"},
    }
    event = data["events"]["the-clash"]
    assert event["title"] == "The clash"
    question = event["questions"]["soldiers-killed"]
    assert question["label"] == "Soldiers killed"
    assert [claim["party"] for claim in question["claims"]] == ["north-army", "south", "north-army"]
    assert question["claims"][1]["source"] == ["the-herald", "wire-report"]


def test_names_in_the_columns_of_names_need_no_ids():
    row = {"event_title": "The clash", "label": "Soldiers killed", "kind": "count", "party_name": "North", "value": "58", "source_title": "Herald"}  # fmt: skip
    ids = imported(
        [{**row, "event": "the-clash", "question": "soldiers-killed", "party": "north", "source": "herald"}]
    )
    assert imported([row]) == ids
    names = [name for name in row if not name.startswith("source")]
    stream = io.StringIO(newline="")
    lines = csv.DictWriter(stream, [*names, "source_title"])
    lines.writeheader()
    lines.writerow(row)
    assert yaml.load(run("import", "-", stdin=stream.getvalue()).out, yaml.BaseLoader) == ids


def test_a_name_that_a_row_declares_stands_for_its_id_everywhere():
    rows = [
        {"party": "n", "party_name": "North Army"},
        {"party": "s", "party_name": "South"},
        {"source": "h", "source_title": "Herald", "source_url": "https://example.org/h"},
        {"source": "w", "source_title": "Wire", "source_derived_from": "herald"},
        {"event": "e", "event_title": "The clash"},
        {"event": "The Clash", "question": "q", "label": "Killed", "kind": "count", "question_subject": "south"},
        {"event": "e", "question": "killed", "party": "NORTH ARMY", "value": "58", "source": "https://example.org/h"},
        {"event": "the clash", "question": "Killed", "party": "s", "stance": "denies", "of": "North Army", "source": "Wire", "subject": "South"},
        {"event_title": "The clash", "label": "Killed", "party_name": "South", "value": "3", "source_title": "Herald"},
    ]  # fmt: skip
    data = imported(rows)
    assert list(data["parties"]) == ["n", "s"]
    assert list(data["sources"]) == ["h", "w"]
    assert data["sources"]["w"]["derived-from"] == "h"
    question = data["events"]["e"]["questions"]["q"]
    assert question["subject"] == "s"
    assert question["claims"] == [
        {"party": "n", "value": "58", "source": "h"},
        {"party": "s", "stance": "denies", "of": "n", "source": "w"},
        {"party": "s", "value": "3", "source": "h"},
    ]


def test_an_id_stands_for_itself_also_where_it_is_the_name_of_another():
    rows = [{"party": "a", "party_name": "b"}, {"party": "b", "party_name": "a"}, *GOOD[2:4]]
    made = imported([*rows, {**CLAIM, "party": "a", "value": "1"}, {**CLAIM, "party": "b", "value": "2"}])
    assert [claim["party"] for claim in made["events"]["clash"]["questions"]["killed"]["claims"]] == ["a", "b"]


TWINS = [{"party": "a", "party_name": "Army"}, {"party": "b", "party_name": "ARMY"}]
TOLD = {
    "two parties of one name": (
        [*TWINS, {**FLAT, "party": "Army", "value": "1"}],
        "4:{party} (party): error same-party: `Army` is the name of 2: `a` and `b` (write the id of the one that is "
        "meant); `a`: <stdin>:2:{party_name} (party_name); `b`: <stdin>:3:{party_name} (party_name)",
    ),
    "as a subject": (
        [*TWINS, {**FLAT, "party": "a", "value": "1", "subject": "army"}],
        "4:{subject} (subject): error same-party: `army` is the name of 2: `a` and `b`",
    ),
    "two names of one id": (
        [{**FLAT, "party": "The Army", "value": "1"}, {**FLAT, "party": "The army!", "value": "2"}],
        "3:{party} (party): error same-id: `The army!` would get the id `the-army`, which is that of `The Army` (give "
        "one of the two an id of its own in the column `party`); `The Army`: <stdin>:2:{party} (party)",
    ),
    "a name and an id": (
        [{"party": "army", "party_name": "North"}, {**FLAT, "party": "Army", "value": "1"}],
        "3:{party} (party): error same-id: `Army` would get the id `army`, which is that of `North` (",
    ),
    "unknown subject": (
        [{**FLAT, "party": "North", "value": "1", "subject": "Nort"}],
        "2:{subject} (subject): error unknown-party: unknown party `Nort` (did you mean `North`?)",
    ),
    "two options of one label": (
        [{**FLAT, "kind": "choice", "options": "a=Gun; b=gun", "party": "North", "value": "Gun"}],
        "2:{value} (value): error options: `Gun` is the label of two options: `a` and `b` (write the id",
    ),
}  # fmt: skip


@each_row(("rows", "words"), TOLD.values(), ids=TOLD)
def test_names_that_cannot_be_told_apart_are_an_error_that_names_both(rows, words):
    places = {name: letter(number) for number, name in enumerate(COLUMNS)}
    assert [line for line in refused(*rows) if line.startswith(words.format(**places))], refused(*rows)


def test_a_party_that_is_hardly_another_is_told():
    rows = [{**FLAT, "party": name, "value": "1"} for name in ("Afghanistan", "Afganistan", "Iran", "Iraq", "Party A", "Party B")]  # fmt: skip
    ran = run("import", "-", stdin=sheet(rows, COLUMNS))
    assert ran.code == 0
    (line,) = [line for line in ran.err.splitlines() if "similar-name" in line]
    assert "warning similar-name: `Afganistan` is a party of its own here, beside `Afghanistan` (if they" in line


@pytest.mark.thorough
def test_a_remark_below_the_table_that_makes_an_event_is_told():
    rows = [{**FLAT, "party": "North", "value": "1"}, {"event": "Figures are preliminary."}]
    ran = run("import", "-", stdin=sheet(rows, COLUMNS))
    assert ran.code == 0
    assert [line for line in ran.err.splitlines() if "warning " in line] == [
        "<stdin>:3:A (event): warning lone-event: `Figures are preliminary.` is an event of its own here, without a "
        "question (if it is a remark or a sum, take it out of the sheet; else give the event its questions)"
    ]
    declared = {"event": "flood", "event_title": "The flood"}
    assert "lone-event" not in run("import", "-", stdin=sheet([*rows[:1], declared], COLUMNS)).err


def test_an_option_is_named_by_its_label_too():
    row = {**FLAT, "kind": "choice", "options": "north=The North; south=The South", "party": "North"}
    values = [claim["value"] for claim in claims({**row, "value": "the south"}, {**row, "party": "South", "value": "north"})]  # fmt: skip
    assert values == ["south", "north"]


# Low and high

RANGES = {
    "both": ({"low": "18", "high": "58"}, "18 to 58"),
    "low": ({"low": "18"}, "at least 18"),
    "high": ({"high": "58"}, "at most 58"),
    "the same": ({"low": "58", "high": "58"}, "58"),
    "thousands": ({"low": "30", "high": "40,000"}, "at least 30 and at most 40,000"),
    "large": ({"low": "1,300", "high": "40,000"}, "1,300 to 40,000"),
    "times": ({"kind": "time", "low": "2025-03-01", "high": "2025-03-02"}, "2025-03-01 to 2025-03-02"),
    "time from": ({"kind": "time", "low": "2025-03-01"}, "from 2025-03-01"),
    "time by": ({"kind": "time", "high": "2025-03-02"}, "by 2025-03-02"),
    "one time": ({"kind": "time", "low": "2025-03-02", "high": "2025-03-02"}, "2025-03-02"),
    "negative": ({"kind": "number", "unit": "m", "low": "-5", "high": "-3"}, "-5 to -3"),
}  # fmt: skip


@each_row(("row", "value"), RANGES.values(), ids=RANGES)
def test_low_and_high_make_a_value(row, value):
    assert claims({**row, "party": "North"})[0]["value"] == value


NO_RANGE = {
    "with a value": ({"value": "3", "low": "1"}, "low", "row: `value` and `low` are both filled in (leave one of them empty"),
    "a word": ({"low": "about 20", "high": "30"}, "low", "figure: `low` must be a plain figure; got `about 20` (write digits alone"),
    "reversed": ({"low": "58", "high": "18"}, "low", "reversed-range: "),
    "of a text": ({"kind": "text", "low": "1"}, "low", "figure: `low` is no part of a text ("),
    "a point": ({"high": "1.300"}, "high", "figure: "),
}  # fmt: skip


@each_row(("row", "column", "words"), NO_RANGE.values(), ids=NO_RANGE)
def test_bounds_that_do_not_fit_are_told_at_their_cell(row, column, words):
    place = f"2:{letter(COLUMNS.index(column))} ({column}): error {words}"
    assert [line for line in refused({**FLAT, "party": "North", **row}) if line.startswith(place)]


# Columns in the user's own words

OWN = """\
Log of the desk;;;;;;
Incident;Question;Type;Side;Killed  (min);Killed (max);Reported by;Remarks
Clash;Soldiers killed;count;North;50;58;Herald;typed
Clash;Soldiers killed;count;South;18;;Herald;
"""
MAPPING = ["Incident=event", "Question=label", "Type=kind", "side=party", "Killed (min)=low", "Killed (max)=high", "Reported by=source", "Remarks="]  # fmt: skip


def test_columns_in_the_users_own_words_are_read_by_what_is_said_of_them():
    ran = run("import", "-", *(word for each in MAPPING for word in ("--column", each)), stdin=OWN)
    assert ran.code == 0, ran.err
    data = yaml.load(ran.out, yaml.BaseLoader)
    question = data["events"]["clash"]["questions"]["soldiers-killed"]
    assert question["claims"] == [
        {"party": "north", "value": "50 to 58"},
        {"party": "south", "value": "at least 18"},
    ]
    wrong = OWN.replace("18;;", "18;many;")
    ran = run("import", "-", *(word for each in MAPPING for word in ("--column", each)), stdin=wrong)
    assert ran.err.splitlines()[1].startswith(
        "<stdin>:4:F (Killed (max)): error figure: `high` must be a plain figure"
    )


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("Sie=party", "error: there is no column `Sie` in `<stdin>`\nhelp: there are `Incident`, `Question`, `Type`, "),
        ("Side=part", "error: there is no column `part`\nhelp: did you mean `party`?\n"),
        ("Side", "error: `--column Side` does not say what a column holds\nhelp: write it as --column "),
        ("=party", "error: `--column =party` does not say what a column holds\n"),
    ],
)  # fmt: skip
def test_a_wrong_name_of_a_column_is_wrong_usage(option, words):
    ran = run("import", "-", "--column", option, stdin=OWN)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(words)


def test_sheet_of_a_workbook_is_not_asked_of_csv():
    ran = run("import", "-", "--sheet", "1", stdin=OWN)
    assert (ran.code, ran.err) == (2, "error: `<stdin>` is no workbook, and has one sheet alone\nhelp: leave out --sheet\n")  # fmt: skip


def test_a_title_of_one_word_is_not_taken_for_a_column():
    ran = run("import", "-", stdin="Title;;\nIncident;Side;Dead\nClash;North;58\n")
    assert "<stdin>:2:A (Incident): error unknown-column: unknown column `Incident`" in ran.err


def test_windows_1252_is_read_and_told():
    text = sheet([*GOOD, {**CLAIM, "value": "60", "quote": "Nördlich – “so”"}])
    ran = run("import", "-", stdin=text.encode("cp1252"))
    assert ran.code == 0
    assert ran.out == run("import", "-", stdin=text).out
    assert ran.err.startswith(
        "<stdin>:8: warning encoding: this is not UTF-8, and was read as Windows-1252, such as in `Nördlich` (if letters "
        "are wrong, save the sheet as CSV UTF-8)\n"
    )


# Where it is named


def test_a_sheet_is_no_place_for_hashes_to_be_written_and_a_claim_file_is_no_sheet(tmp_path):
    (tmp_path / "x.csv").write_text(sheet(GOOD), encoding="utf-8")
    ran = run("validate", "--update-hashes", "x.csv", cwd=tmp_path)
    assert ran.err == (
        "x.csv: left alone: in a spreadsheet, fill in `source_sha256` by hand\n1 file, 0 errors, 0 warnings\n"
    )
    ran = run("import", "x.yaml", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: `x.yaml` is a claim file already, by its name\n")


def test_a_header_without_end_is_soon_told():
    ran = run("import", "-", stdin=",".join(f"colum{n}" for n in range(1000)) + "\n")
    assert (ran.code, ran.out) == (1, "")
    assert "and 900 more of unknown-column" in ran.err


SHEET = sheet(
    [{**FLAT, "event": "Other clash", "party": "North", "value": "58", "source": "Wire report"}], COLUMNS
)


def test_a_sheet_is_read_by_every_command_that_is_given_its_name(tmp_path):
    (tmp_path / "x.csv").write_text(sheet(GOOD), encoding="utf-8")
    (tmp_path / "x.TSV").write_text(sheet(GOOD, delimiter="\t"), encoding="utf-8")
    assert run("import", "x.csv", "-o", "x.yaml", cwd=tmp_path).code == 0
    for command, name in {
        "validate": "x.TSV",
        "compare": "x.csv",
        "timeline": "x.TSV",
        "coverage": "x.csv",
    }.items():
        expected = run(command, "x.yaml", cwd=tmp_path)
        assert expected.code == 0
        assert run(command, name, cwd=tmp_path) == expected
    assert run("diff", "x.csv", "x.yaml", cwd=tmp_path).code == 0
    assert "passed over 2 spreadsheets in `.`, first `./x.TSV`: to read one, give its path\n" in run("validate", ".", cwd=tmp_path).err  # fmt: skip


def test_python_loads_a_sheet_that_is_named(tmp_path):
    (tmp_path / "x.csv").write_text(SHEET, encoding="utf-8")
    loaded = borderclash.load(tmp_path / "x.csv")
    assert [party.name for party in loaded.parties.values()] == ["North"]


def test_a_sheet_beside_a_claim_file_names_what_that_declares(tmp_path):
    (tmp_path / "a.yaml").write_text(CLAIM_FILE, encoding="utf-8")
    (tmp_path / "b.csv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "c.csv").write_text(SHEET.replace("Other", "Third").replace("North", "East"), encoding="utf-8")
    for names in (("a.yaml", "b.csv"), ("b.csv", "a.yaml"), ("a.yaml", "b.csv", "c.csv")):
        ran = run("validate", *names, cwd=tmp_path)
        assert ran == (0, "", f"{len(names)} files, 0 errors, 0 warnings\n")
    # Beside no id a name is a reference, and declares nothing anew.
    row = {**FLAT, "event": "Other clash", "party_name": "north", "value": "58", "source": "", "source_title": "Wire report"}  # fmt: skip
    (tmp_path / "b.csv").write_text(sheet([row], COLUMNS), encoding="utf-8")
    shown = run("compare", "a.yaml", "b.csv", "-f", "json", cwd=tmp_path).out
    assert '"wire"' in shown
    assert "wire-report" not in shown


def test_problems_of_several_files_point_at_line_and_cell_in_the_order_of_the_files(tmp_path):
    (tmp_path / "a.yaml").write_text(CLAIM_FILE.replace("value: 58", "value: x"), encoding="utf-8")
    (tmp_path / "b.csv").write_text(SHEET.replace("58", "y") + SHEET.splitlines()[1] + "\r\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("event^party^kind\n", encoding="utf-8")
    (tmp_path / "d.csv").write_text(sheet([{"party": "north", "party_name": "The North", "party_note": "x"}]), encoding="utf-8")  # fmt: skip
    ran = run("validate", "d.csv", "a.yaml", "c.csv", "b.csv", "-f", "concise", cwd=tmp_path)
    assert ran.code == 1
    places = [line.partition(" error ")[0] for line in ran.out.splitlines() if " error " in line]
    value = letter(COLUMNS.index("value"))
    assert places == ["a.yaml:4:3:", "a.yaml:19:35:", "c.csv:1:A:", f"b.csv:2:{value} (value):"]
    assert "; first here: d.csv:2:N (party)" in ran.out
    assert run("compare", "b.csv", cwd=tmp_path).err.startswith(f"b.csv:2:{value} (value): error figure: ")


def test_problems_of_a_sheet_are_counted_off_too(tmp_path, monkeypatch):
    monkeypatch.setattr("borderclash.problems.MOST_SHOWN", 3)
    rows = [{**CLAIM, "value": "x", "stated": f"2025-03-0{day}"} for day in range(1, 6)]
    (tmp_path / "x.csv").write_text(sheet([*GOOD, *rows]), encoding="utf-8")
    ran = run("validate", "x.csv", "-f", "concise", cwd=tmp_path)
    lines = ran.out.splitlines()
    assert [line.partition(" ")[0] for line in lines[:-1]] == ["x.csv:8:T", "x.csv:9:T", "x.csv:10:T"]
    assert lines[-1] == "and 2 more of figure (`borderclash validate --all` shows them)"
    assert ran.err == "1 file, 5 errors, 0 warnings\n"


def test_bundled_claims_by_names_are_the_same_claims_as_by_ids():
    text = (ROOT / "tests" / "golden" / "bundled-claims.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    columns = {"event": "event_title", "party": "party_name", "source": "source_title", "subject": "", "of": ""}
    names = {column: {} for column in columns}
    for row in rows:
        for column, title in columns.items():
            if row.get(title) and row[column]:
                names[column][row[column]] = cells.item_cell(row[title])
    names["subject"] = names["of"] = names["party"]
    by_name = [dict(row) for row in rows]
    for row in by_name:
        if row["value"] or row["stance"]:
            for column in columns:
                unique = {
                    id: name for id, name in names[column].items() if list(names[column].values()).count(name) == 1
                }
                row[column] = "; ".join(unique.get(id, id) for id in cells.list_items(row[column]))
    assert by_name != rows
    assert run("import", "-", stdin=sheet(by_name)).out == run("import", "-", stdin=text).out
