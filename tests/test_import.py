"""``borderclash import``: what a spreadsheet comes to, and what is told of one that does not fit."""

import csv
import io
import re
import subprocess

import pytest
import yaml
from files import run
from hypothesis import given
from hypothesis import strategies as st
from rows import each_row

from borderclash.spreadsheet.columns import NAMES, USUAL, letter

GOOD = [
    {"party": "north", "party_name": "North"},
    {"party": "south", "party_name": "South"},
    {"source": "wire", "source_title": "Wire report", "source_published": "2025-10-12"},
    {"event": "clash", "event_title": "Clash", "question": "killed", "label": "Killed", "kind": "count"},
    {"event": "clash", "question": "killed", "party": "north", "value": "58", "source": "wire"},
    {"event": "clash", "question": "killed", "party": "south", "value": "at least 18", "source": "wire"},
]
CLAIM = {"event": "clash", "question": "killed", "party": "north", "source": "wire"}


def sheet(rows, names=NAMES, delimiter=",", **how):
    """Return rows as CSV, as a spreadsheet program writes them."""
    stream = io.StringIO(newline="")
    lines = csv.DictWriter(stream, names, restval="", delimiter=delimiter, **how)
    lines.writeheader()
    lines.writerows(rows)
    return stream.getvalue()


def told(*rows, **how):
    """Return what is told of the good rows with *rows* behind them, whose first is row 8, without the last line."""
    ran = run("import", "-", stdin=sheet([*GOOD, *rows], **how))
    assert ran.code == 1, ran.err
    assert ran.out == ""
    lines = [line.removeprefix("<stdin>:") for line in ran.err.splitlines()]
    assert lines[-1].endswith("nothing was written")
    return lines[:-1]


def imported(content):
    """Return the data of the claim file that *content* comes to; no text in it reads as something else."""
    ran = run("import", "-", stdin=content)
    assert ran.code == 0, ran.err
    assert run("validate", "-", stdin=ran.out).code == 0
    return yaml.load(ran.out, yaml.BaseLoader)


def test_rows_become_a_claim_file():
    assert run("import", "-", stdin=sheet(GOOD)) == (
        0,
        """\
# yaml-language-server: $schema=../schemas/claims.schema.json
# Written by borderclash import; SHA-256 of the other lines: bea62752f57e205dde4f3f74506c1cc97f2fb9082933e2b133379ea202f7b34f
borderclash: 1

parties:
  north:
    name: North
  south:
    name: South

sources:
  wire:
    title: Wire report
    published: 2025-10-12

events:
  clash:
    title: Clash
    source: wire
    questions:
      killed:
        label: Killed
        kind: count
        claims:
          - party: north
            value: 58
          - party: south
            value: at least 18
""",
        "6 rows, 0 errors, 0 warnings\n"
        "wrote a claim file to standard output: 1 event, 2 claims\n"
        "next: keep it with `-o claims.yaml`, or pass it on to `borderclash compare -`\n",
    )


@pytest.mark.parametrize(
    "name",
    ["claims.yaml", "der Zug.yaml", "-o.yaml", "it's.yaml", "$HOME.yaml", "a;b.yaml", "new\nline.yaml", "\x1b[1m.yaml", "\u202e'\\.yaml"],
)  # fmt: skip
def test_it_ends_with_what_it_wrote_and_a_command_that_goes_on_with_it(name, tmp_path):
    rows = [*GOOD, {"event": "a", "event_title": "A"}]
    (tmp_path / "claims.csv").write_text(sheet(rows), encoding="utf-8")
    ran = run("import", "claims.csv", f"--output={name}", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "")
    rows, wrote, then = ran.err.splitlines()
    assert rows == "7 rows, 0 errors, 0 warnings"
    assert wrote.endswith(".yaml: 2 events, 2 claims")
    assert not re.search("[\x00-\x1f\u202e]", wrote + then)
    command = then.removeprefix("next: borderclash ")
    words = (
        subprocess.run(["bash", "-c", f"printf '%s\\0' {command}"], capture_output=True, check=True)
        .stdout.decode()
        .split("\0")
    )
    assert run(*words[:-1], cwd=tmp_path).out.startswith("Clash\n")


def test_details_may_stand_in_the_rows_of_the_claims():
    flat = {**GOOD[3], "source": "wire", "source_title": "Wire report", "source_published": "2025-10-12"}
    rows = [
        {**flat, "party": "north", "party_name": "North", "value": "58"},
        {**flat, "party": "south", "party_name": "South", "value": "at least 18"},
    ]
    assert run("import", "-", stdin=sheet(rows)).out == run("import", "-", stdin=sheet(GOOD)).out


def test_columns_may_stand_in_any_order_and_those_not_needed_may_be_missing():
    names = sorted({name for row in GOOD for name in row}, reverse=True)
    assert run("import", "-", stdin=sheet(GOOD, names)).out == run("import", "-", stdin=sheet(GOOD)).out


TEXT = {**CLAIM, "value": "about 200", "quote": "Sie sagten: „ungefähr 200“;\nپښتو", "note": 'a "quote", a comma'}
ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "utf-16 of Excel": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16 the other way": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
}


@each_row("encoding", ENCODINGS)
@each_row("delimiter", [",", ";", "\t"])
@each_row(
    ("ends", "quoting"),
    [("\r\n", csv.QUOTE_MINIMAL), ("\n", csv.QUOTE_MINIMAL), ("\r\n", csv.QUOTE_ALL), ("\r", csv.QUOTE_ALL)],
)
def test_every_way_a_program_saves_a_sheet_is_read_alike(encoding, delimiter, ends, quoting):
    how = {"delimiter": delimiter, "lineterminator": ends, "quoting": quoting}
    data = imported(ENCODINGS[encoding](sheet([*GOOD, TEXT], **how)))
    claim = data["events"]["clash"]["questions"]["killed"]["claims"][-1]
    assert claim == {name: TEXT[name] for name in ("party", "value", "quote", "note")}


def test_empty_rows_and_columns_at_the_end_are_passed_over():
    lines = sheet(GOOD).splitlines()
    text = "\r\n".join([*(f"{line},,," for line in lines[:-1]), lines[-1].rstrip(","), "", ",,,", " ,  ,"])
    assert run("import", "-", stdin=text)[:2] == run("import", "-", stdin=sheet(GOOD))[:2]


CASES = {
    "date turned": ({**CLAIM, "value": "1", "stated": "12/10/2025"}, "stated", "error time: ", "write `2025-10-12` or `2025-12-10`; if a spreadsheet program changed it, set the column's format to text"),
    "month turned": ({**CLAIM, "value": "1", "stated": "Oct-25"}, "stated", "error time: ", "set the column's format to text"),
    "day of Gnumeric": ({**CLAIM, "value": "1", "stated": "2025/10/12"}, "stated", "error time: ", "set the column's format to text"),
    "number of a day": ({**CLAIM, "value": "1", "stated": "45942"}, "stated", "error time: ", "write `2025-10-12`, if a spreadsheet program"),
    "range turned": ({**CLAIM, "value": "12-Oct"}, "value", "error figure: ", "set the column's format to text"),
    "source's date": ({"source": "x", "source_title": "X", "source_published": "12.10.25"}, "source_published", "error time: `published`", "write `2025-10-12` or `2025-12-10` if the year is 2025"),
    "point for thousands": ({**CLAIM, "value": "1.300"}, "value", "error figure: ", "if the point sets off thousands"),
    "space between digits": ({**CLAIM, "value": "1 30"}, "value", "error figure: ", "every three of them"),
    "scientific": ({**CLAIM, "value": "1.5E+06"}, "value", "error figure: ", "write `1,500,000`"),
    "no value": ({**CLAIM, "note": "x"}, "value", "error missing-field: ", "a `stance` that has no value"),
    "not even a note": (CLAIM, "value", "error missing-field: ", "write what was said"),
    "no party": ({**CLAIM, "value": "1", "party": ""}, "party", "error missing-field: this claim has no `party`", "every row"),
    "no question": ({**CLAIM, "value": "1", "question": ""}, "question", "error missing-field: this claim has no `question`", "every row"),
    "no source": ({**CLAIM, "value": "1", "source": ""}, "source", "error no-source: ", "fill in `source`"),
    "stance": ({**CLAIM, "value": "1", "stance": "assert"}, "stance", "error unknown-word: ", "did you mean `asserts`?"),
    "stance and value": ({**CLAIM, "value": "1", "stance": "declines"}, "value", "error unexpected-field: ", "remove it, or the stance"),
    "unknown party": ({**CLAIM, "value": "1", "party": "east"}, "party", "error unknown-party: ", "give its `party_name`"),
    "near party": ({**CLAIM, "value": "1", "party": "nort"}, "party", "error unknown-party: ", "did you mean `north`?"),
    "unknown subject": ({**CLAIM, "value": "1", "subject": "xyz"}, "subject", "error unknown-subject: ", "give its `party_name`"),
    "unknown source": ({**CLAIM, "value": "1", "source": "wire; xyz"}, "source", "error unknown-source: ", "`source_title` or `source_url`"),
    "source twice": ({**CLAIM, "value": "1", "source": "wire; wire"}, "source", "error repeated: ", "write each once"),
    "replaces": ({**CLAIM, "value": "1", "replaces": "xyz"}, "replaces", "error replaces: ", "`id`"),
    "no name": ({"party": "east"}, "party_name", "error missing-field: `party_name` is missing", "fill it in"),
    "no title of a source": ({"source": "east"}, "source_title", "error missing-field: a source needs", "fill it in"),
    "no title of an event": ({"event": "east"}, "event_title", "error missing-field: `event_title` is missing", "fill it in"),
    "no label": ({"event": "clash", "question": "x", "kind": "text"}, "label", "error missing-field: `label` is missing", "fill it in"),
    "no unit": ({"event": "clash", "question": "x", "label": "X", "kind": "number"}, "unit", "error missing-field: `unit`", "kind number"),
    "kind": ({"event": "clash", "question": "x", "label": "X", "kind": "counts"}, "kind", "error unknown-word: ", "did you mean `count`?"),
    "option without label": ({"event": "clash", "question": "x", "label": "X", "kind": "choice", "options": "a=A; b"}, "options", "error options: `options` must be a list of id=label; got `b`", "north=The North"),
    "option twice": ({"event": "clash", "question": "x", "label": "X", "kind": "choice", "options": "a=A; a=B"}, "options", "error options: the option `a` is there twice", "id of its own"),
    "pooled": ({"party": "x", "party_name": "X", "party_pooled": "ja"}, "party_pooled", "error unknown-word: ", "write one, or nothing"),
    "details of several sources": ({**CLAIM, "value": "1", "source": "wire; x", "source_title": "X"}, "source_title", "error row: `source_title` is given, and `source` names several", "in a row whose `source`"),
    "label alone": ({"event": "clash", "label": "X"}, "kind", "error missing-field: `kind` is missing", "say what kind"),
    "question without event": ({"question": "x", "label": "X", "kind": "text"}, "label", "error row: `label` is given, but no `event`", "in the same row"),
    "no claim but two things": ({"party": "north", "source": "wire"}, "source", "error row: this row is no claim", "a row of its own"),
    "no claim but two sources": ({"source": "wire; x"}, "source", "error row: this row is no claim, and names several sources", "name one a row"),
    "differs": ({"event": "clash", "event_title": "The clash"}, "event_title", "error differs: `event_title` of the event `clash` is not what it is in row 5", "leave one of them empty"),
    "answer": ({**CLAIM, "question": "y", "label": "Y", "kind": "yes-no", "value": "Yes"}, "value", "error unknown-option: ", "did you mean `yes`?"),
    "time of day": ({**CLAIM, "question": "t", "label": "T", "kind": "time", "value": "2025-10-12 18:00"}, "value", "error time: ", "write `2025-10-12T18:00`"),
    "zone": ({"event": "clash", "event_timezone": "Kabul"}, "event_timezone", "error unknown-timezone: ", ""),
}  # fmt: skip


@each_row("case", CASES)
def test_what_does_not_fit_is_told_at_its_cell_with_its_remedy(case):
    row, name, words, remedy = CASES[case]
    lines = [line for line in told(row) if " error " in line]
    place = f"8:{letter(NAMES.index(name))} ({name}): "
    assert [line for line in lines if line.startswith(place + words) and remedy in line], lines
    assert len(lines) == 1 or case == "details of several sources", lines


def test_all_that_is_wrong_is_told_in_one_run_in_the_order_of_the_rows():
    rows = [row for row, *_ in CASES.values() if row.get("event", "clash") == "clash"]
    lines = told(*({**row, "question": f"{row['question']}{n}"} if "label" in row and "question" in row else row for n, row in enumerate(rows)))  # fmt: skip
    numbers = [int(line.partition(":")[0]) for line in lines]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > len(rows) - 5


def test_place_that_was_first_is_named():
    (line,) = told({"event": "clash", "event_title": "The clash"})
    assert line.endswith("; first here: <stdin>:5:B (event_title)")


def test_same_value_as_in_an_earlier_row_is_no_fault():
    assert run("import", "-", stdin=sheet([*GOOD, GOOD[3], GOOD[0], GOOD[2]])).out == run("import", "-", stdin=sheet(GOOD)).out  # fmt: skip


@each_row(
    ("header", "words"),
    [
        ("value", "1: error missing-column: there are no columns `event` (or `event_title`), `question` (or `label`), `kind`, `party`"),
        ("party,party_nam", "1:B (party_nam): error unknown-column: unknown column `party_nam` (did you mean `party_name`? if not, rename it, or say what it holds: `import --column \"party_nam=NAME\"`; \"party_nam=\" leaves it out)"),
        ("party,remarks", "1:B (remarks): error unknown-column: unknown column `remarks` (rename it, or say what it holds: `import --column \"remarks=NAME\"`; \"remarks=\" leaves it out)"),
        ("party,value,party", "1:C (party): error duplicate-column: the column `party` is there twice"),
        ("party,Party ,value", "1:B (Party): error duplicate-column: the column `party` is there twice"),
        ("event,verdict", "1: error comparison: this is a comparison, not a sheet of claims (`borderclash compare --format claims-csv`"),
        ("", "1: error missing-column: "),
    ],
)  # fmt: skip
def test_first_row_that_does_not_fit_is_told_and_nothing_else_with_it(header, words):
    ran = run("import", "-", stdin=f"{header}\nx,y,z\n" if header else "")
    assert (ran.code, ran.out) == (1, "")
    lines = [line.removeprefix("<stdin>:") for line in ran.err.splitlines()]
    assert [line for line in lines if line.startswith(words)]
    assert not [
        line for line in lines if line.startswith("2") and " row, " not in line and "no-column" not in line
    ]


COLUMNS = "event,event_title,question,label,kind,party,party_name,value,stated,source,source_title"
JOINED = {
    "carets": (COLUMNS.replace(",", "^"), "1:A: error header: the columns' names are set apart by `^` (save the sheet as CSV"),
    "two colons": (COLUMNS.replace(",", "::"), "1:A: error header: the columns' names are set apart by `::` ("),
    "spaces": (COLUMNS.replace(",", "   "), "1:A: error header: the columns' names are set apart by spaces ("),
    "a whole row in quotes": ('"' + COLUMNS + '"', "1:A: error header: the columns' names stand together in one cell, as if the whole row were in quotes (take"),
    "below a title": ("Claims\n" + COLUMNS.replace(",", "^"), "2:A: error header: the columns' names are set apart by `^` ("),
}  # fmt: skip


@each_row(("header", "words"), JOINED.values(), ids=JOINED)
@each_row("mark", ["", "\ufeff"], ids=["", "with a mark"])
def test_one_error_says_what_stands_where_the_columns_should_be_named(header, words, mark):
    ran = run("import", "-", stdin=f"{mark}{header}\nbridge,x,y,z\nbridge,x,y,z\n")
    assert (ran.code, ran.out) == (1, "")
    first, last = ran.err.splitlines()
    assert first.startswith(f"<stdin>:{words}")
    assert last.endswith("nothing was written")


ROWS = ["bridge,Clash at the bridge,killed,Soldiers killed,count,north,North,58,2025-03-02,herald,Two banks"]
ROWS += ["bridge,,killed,,,south,South,at least 18,2025-03-02,herald,"]
PASSED_OVER = "passed over what stands above the columns' names, from row {} on: `{}`\n"
HEADERS = {
    "bars": ("{bars}", ""),
    "bars and spaces": ("{spaced}", ""),
    "semicolons": ("{semicolons}", ""),
    "sep=;": ("sep=;\n{semicolons}", ""),
    "sep=, in quotes": ('"SEP=,"\r\n{commas}', ""),
    "sep= and a tab": ("sep=\t\n{tabs}", ""),
    "sep= of the wrong one": ("sep=;\n{commas}", None),
    "title": ("Claims as of March,,,\n{commas}", PASSED_OVER.format(1, "Claims as of March")),
    "title of two lines": ('"Claims\nas of March",,\n{commas}', PASSED_OVER.format(1, "Claims as of March")),
    "title with another delimiter": ("Claims; as of March\n{commas}", PASSED_OVER.format(1, "Claims; as of March")),
    "several titles": ("Claims\n,as of March\n\n{commas}", PASSED_OVER.format(1, "Claims")),
    "title in the second row": ("\n,Claims\n{commas}", PASSED_OVER.format(2, "Claims")),
    "title below sep=": ("sep=;\nClaims\n{semicolons}", PASSED_OVER.format(2, "Claims")),
    "empty rows": (",,,\n\n{commas}", ""),
    "capital letters": ("{capitals}", ""),
    "spaces and hyphens": ("{words}", ""),
}  # fmt: skip


@each_row(("form", "note"), HEADERS.values(), ids=HEADERS)
@each_row("mark", ["", "\ufeff"], ids=["", "with a mark"])
def test_a_sheet_is_read_as_it_comes(form, note, mark):
    lines = [COLUMNS, *ROWS]
    commas = "\n".join(lines)
    text = form.format(
        commas=commas,
        bars=commas.replace(",", "|"),
        spaced=commas.replace(",", " | "),
        semicolons=commas.replace(",", ";"),
        tabs=commas.replace(",", "\t"),
        capitals="\n".join([COLUMNS.upper(), *ROWS]),
        words="\n".join(
            [COLUMNS.replace("event_title", " Event Title").replace("party_name", "party-name"), *ROWS]
        ),
    )
    ran = run("import", "-", stdin=mark + text)
    if note is None:
        assert (ran.code, ran.out) == (1, "")
        return
    assert ran.code == 0, ran.err
    assert ran.out == run("import", "-", stdin=commas).out
    assert ran.err.partition("2 rows,")[0] == note


def test_a_sentence_below_is_not_taken_for_names():
    text = "event,remark\nbridge,the source of the question who the party was and what the value is\n"
    assert "error header" not in run("import", "-", stdin=text).err


def test_misspelt_column_is_not_told_as_missing_too():
    text = sheet(GOOD).replace("party_name", "party_nam", 1).replace("kind", "kin", 1)
    ran = run("import", "-", stdin=text)
    assert [line.split(": ")[1] for line in ran.err.splitlines()[:-1]] == ["error unknown-column"] * 2


def test_cell_under_no_column_is_told():
    text = sheet(GOOD) + "," * (len(NAMES) + 1) + "58\r\n" + "," * 60 + "\r\n"
    ran = run("import", "-", stdin=text)
    assert f"<stdin>:8:{letter(len(NAMES) + 1)}: error no-column: `58` stands under no column" in ran.err


@each_row(
    ("content", "words"),
    [
        (sheet(GOOD).encode() + "é".encode() + b"caf\xe9,x\r\n", "<stdin>:8: error encoding: this is not UTF-8, from byte "),
        (sheet(GOOD).encode() + b"caf\x81,x\r\n", "<stdin>:8: error encoding: this is not UTF-8, from byte "),
        (b"\xff\xfe" + sheet(GOOD).encode("utf-16-le") + b"\x00\xd8", "<stdin>:8: error encoding: this is not UTF-16"),
        (sheet(GOOD).encode("utf-16-le"), "<stdin>:1: error encoding: line 1 of the file holds a NUL character"),
        (sheet(GOOD).encode() + b"a\0b,x\r\n", "<stdin>:8: error encoding: line 8 of the file holds a NUL character"),
        (sheet(GOOD).encode() + b'clash,"open\r\n', "<stdin>:8: error csv: what stands from row 8 on cannot be read"),
        (sheet(GOOD).encode() + b'"a"b,x\r\n', "<stdin>:8: error csv: what stands from row 8 on cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_row(content, words):
    ran = run("import", "-", stdin=content)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(words)


def test_file_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("borderclash.spreadsheet.delimited.MAX_BYTES", 2**20)
    ran = run("import", "-", stdin=b"x" * (2**20 + 1))
    assert (ran.code, ran.err.splitlines()[0]) == (
        1,
        "<stdin>:1: error too-large: the file is larger than 1 MiB (split it, and import each part)",
    )


def test_claim_file_that_would_be_too_large_to_be_read_is_refused(monkeypatch):
    monkeypatch.setattr("borderclash.spreadsheet.checking.MAX_BYTES", 0)
    ran = run("import", "-", stdin=sheet(GOOD))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(
        "<stdin>:1: error too-large: the claim file would be larger than 0 MiB (split the sheet"
    )


def test_a_sheet_goes_through_the_limits_of_a_claim_file(monkeypatch):
    monkeypatch.setattr("borderclash.comparing.limits.MAX_CLAIMS", 350)
    rows = [*GOOD[:4], *({**GOOD[4], "value": str(n), "stated": "2025-10-12"} for n in range(400))]
    ran = run("import", "-", stdin=sheet(rows))
    assert (ran.code, ran.out) == (1, "")
    words = "error too-large: this question has 400 claims; up to 350 are compared"
    assert f"<stdin>:5:{letter(NAMES.index('question'))} (question): {words}" in ran.err


def test_column_with_an_endless_name_is_told_in_short():
    ran = run("import", "-", stdin="x" * 100_000 + "\n")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err) < 1000


def test_cell_that_no_spreadsheet_has_is_refused_with_its_row():
    ran = run("import", "-", stdin=sheet([*GOOD, {**CLAIM, "value": "60", "note": "x" * (2**20 + 1)}]))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("<stdin>:8: error csv: what stands from row 8 on cannot be read: field larger than")


def test_cell_longer_than_the_limit_of_the_csv_module_is_read():
    limit = csv.field_size_limit()
    data = imported(sheet([*GOOD, {**CLAIM, "value": "60", "note": "x" * 200_000}]))
    assert len(data["events"]["clash"]["questions"]["killed"]["claims"][-1]["note"]) == 200_000
    assert csv.field_size_limit() == limit


def test_fault_of_a_hostile_cell_is_inert_on_the_terminal():
    (line, *_) = told({**CLAIM, "value": "\x1b]0;x\x07\u202e58"})
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert "<U+001B>" in line


def test_warnings_are_told_at_their_cells_and_the_file_is_written_all_the_same(tmp_path):
    rows = [*GOOD, GOOD[-1], {"party": "east", "party_name": "East"}]
    ran = run("import", "-", "-o", tmp_path / "claims.yaml", stdin=sheet(rows))
    assert ran.code == 0
    assert "<stdin>:8: warning duplicate-claim: " in ran.err
    assert "<stdin>:9:N (party): warning unused-party: " in ran.err
    assert (tmp_path / "claims.yaml").read_text(encoding="utf-8").startswith("# yaml-language-server: ")


def test_errors_leave_an_earlier_file_as_it_is(tmp_path):
    (tmp_path / "claims.yaml").write_text("mine", encoding="utf-8")
    ran = run("import", "-", "-o", tmp_path / "claims.yaml", stdin=sheet([*GOOD, {**CLAIM, "value": "x"}]))
    assert (ran.code, ran.out) == (1, "")
    assert (tmp_path / "claims.yaml").read_text(encoding="utf-8") == "mine"


def test_rules_that_the_settings_leave_out_are_not_told(tmp_path):
    (tmp_path / "borderclash.toml").write_text('ignore = ["unused-party"]', encoding="utf-8")
    (tmp_path / "claims.csv").write_text(sheet([*GOOD, {"party": "east", "party_name": "East"}]), encoding="utf-8")
    assert run("import", "claims.csv", cwd=tmp_path).err.startswith("7 rows, 0 errors, 0 warnings\nwrote ")


def test_snapshot_is_looked_for_from_the_folder_of_the_claim_file(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "wire.txt").write_text("The saved text.", encoding="utf-8")
    (tmp_path / "claims.csv").write_text(
        sheet([*GOOD, {"source": "wire", "source_snapshot": "wire.txt"}]), encoding="utf-8"
    )
    assert (
        "claims.csv:8:AQ (source_snapshot): error snapshot-missing: "
        in run("import", "claims.csv", cwd=tmp_path).err
    )
    assert run("import", "claims.csv", "-o", "data/claims.yaml", cwd=tmp_path).code == 0
    assert run("validate", cwd=tmp_path).code == 0


def test_file_that_is_not_there_is_wrong_usage():
    ran = run("import", "nowhere.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "`nowhere.csv` is not there" in ran.err


# What is inherited and what is lifted


def claim_of(*rows):
    data = imported(sheet([*GOOD[:3], *rows]))
    return data["events"]["clash"]["questions"]["killed"]


QUESTION = {**GOOD[3], "question_subject": "south", "question_scope": "Upper Ford", "question_measure": "killed"}


def test_empty_cell_takes_what_the_question_says_and_null_lifts_it():
    lifted = {**CLAIM, "party": "south", "value": "2", "subject": "null", "scope": "null", "measure": "'null"}
    question = claim_of(QUESTION, {**CLAIM, "value": "1"}, lifted)
    assert question["claims"] == [
        {"party": "north", "value": "1"},
        {"party": "south", "value": "2", "subject": "null", "scope": "null", "measure": "null"},
    ]
    made = run("import", "-", stdin=sheet([*GOOD[:3], QUESTION, {**CLAIM, "value": "1"}, lifted])).out
    assert re.findall("(?:scope|measure): .*", made) == ["scope: Upper Ford", "measure: killed", "scope: null", 'measure: "null"']  # fmt: skip


def test_what_the_question_says_is_not_repeated_in_its_claims():
    same = {**CLAIM, "value": "1", "subject": "south", "scope": "Upper Ford"}
    assert claim_of(QUESTION, same)["claims"] == [{"party": "north", "value": "1"}]


def test_source_and_time_that_all_claims_share_are_written_once():
    other = {"source": "radio", "source_title": "Radio"}
    rows = [{**CLAIM, "value": str(n), "stated": "2025-10-12", "source": "radio"} for n in (1, 2)]
    question = claim_of(
        GOOD[3], other, *rows, {**GOOD[3], "question": "x"}, {**CLAIM, "question": "x", "value": "1"}
    )
    assert question["source"] == "radio"
    assert question["stated"] == "2025-10-12"
    assert question["claims"] == [{"party": "north", "value": "1"}, {"party": "north", "value": "2"}]


def test_yes_and_digits_in_text_stay_text():
    ran = run("import", "-", stdin=sheet([*GOOD, {**CLAIM, "value": "60", "locator": "12", "note": "no", "hedge": "null"}]))  # fmt: skip
    assert re.findall("(?:locator|note|hedge|value): .*", ran.out)[2:] == ["value: 60", 'hedge: "null"', 'locator: "12"', "note: no"]  # fmt: skip


# Whatever stands in it

ids = st.sampled_from(["north", "south", "", "No id", "no", "2025"])
words = st.sampled_from(
    "count,names,choice,time,denies,58,at least 18,yes,2025-10-12,12/10/2025,a=A; b=B,a; b,null,media,=1,\x1b[1m,"
    "a\nb,\u202e, ,UTC".split(",")
)
anything = st.fixed_dictionaries({}, optional={name: ids | words | st.text(max_size=3) for name in NAMES})
TEXTS = ["hedge", "scope", "measure", "speaker", "via", "locator", "quote", "translation", "note"]
harmless = st.fixed_dictionaries({}, optional={name: words | st.text(max_size=3) for name in TEXTS})


@given(st.lists(anything, max_size=3) | st.lists(harmless.map(lambda row: {**row, **CLAIM, "value": "60"})))
@pytest.mark.thorough
def test_any_sheet_is_imported_or_refused_and_what_is_written_is_good(rows):
    ran = run("import", "-", stdin=sheet([*GOOD, *rows]).encode(errors="replace"))
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", ran.err)
    if ran.code == 0:
        assert run("validate", "-", stdin=ran.out).code == 0
    else:
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.endswith(" nothing was written\n")


pieces = [
    b"event,",
    b"party",
    b"\n",
    b'"',
    b"\r",
    b";",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"x",
    b"\0",
    b",",
    b"value,",
]


@given(st.binary(max_size=40) | st.lists(st.sampled_from(pieces)).map(b"".join))
def test_any_bytes_are_refused_with_a_reason(content):
    ran = run("import", "-", stdin=content)
    assert (ran.code, ran.out) == (1, "")
    assert ": error " in ran.err


# The template


def template(folder, *options):
    """Return the columns of the template, which is written."""
    ran = run("init", "--csv", *options, cwd=folder)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("wrote claims.csv\n")
    with (folder / "claims.csv").open(encoding="utf-8-sig", newline="") as stream:
        return tuple(next(csv.reader(stream)))


def test_template_has_the_twelve_columns_that_most_claims_need(tmp_path):
    assert template(tmp_path) == USUAL
    assert len(USUAL) == 12
    assert run("import", "claims.csv", "-o", "claims.yaml", cwd=tmp_path).err == (
        "6 rows, 0 errors, 0 warnings\n"
        "wrote claims.yaml: 1 event, 6 claims\n"
        "next: borderclash compare claims.yaml\n"
    )
    assert run("validate", "claims.csv", cwd=tmp_path) == (0, "", "1 file, 0 errors, 0 warnings\n")
    assert "3 rows: 1 conflict, 2 overlap" in run("compare", "claims.csv", cwd=tmp_path).out


def test_all_columns_are_asked_for_with_the_sheet_alone(tmp_path):
    ran = run("init", "--all-columns", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert not list(tmp_path.iterdir())


def test_template_of_all_columns_imports_at_once_and_names_every_column(tmp_path):
    assert template(tmp_path, "--all-columns") == NAMES
    assert run("import", "claims.csv", "-o", "claims.yaml", cwd=tmp_path).err == (
        "15 rows, 0 errors, 0 warnings\n"
        "wrote claims.yaml: 1 event, 7 claims\n"
        "next: borderclash compare claims.yaml\n"
    )
    assert run("validate", "claims.yaml", cwd=tmp_path) == (0, "", "1 file, 0 errors, 0 warnings\n")
    shown = run("compare", "claims.yaml", cwd=tmp_path).out
    assert "3 rows: 2 conflict, 1 overlap" in shown
    assert run("compare", "claims.yaml", "-f", "claims-csv", "-o", "again.csv", cwd=tmp_path).code == 0
    again = run("import", "again.csv", cwd=tmp_path).out
    assert again == (tmp_path / "claims.yaml").read_text(encoding="utf-8")


def test_template_overwrites_nothing(tmp_path):
    (tmp_path / "claims.csv").write_text("mine", encoding="utf-8")
    ran = run("init", "--csv", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "nothing was written" in ran.err
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8") == "mine"


# The filters of compare


def test_filters_apply_to_the_claims_that_are_written():
    def parties(*options):
        text = run(
            "compare", "-f", "claims-csv", *options, "-", stdin=run("import", "-", stdin=sheet(GOOD)).out
        ).out
        return [row["party"] for row in csv.DictReader(io.StringIO(text.lstrip("\ufeff"))) if row["value"]]

    assert parties() == ["north", "south"]
    assert parties("--party", "south") == ["south"]
    assert parties("--verdict", "overlap") == ["north", "south"]
    assert parties("--as-of", "2025-10-11") == []


def test_event_without_questions_is_written_and_makes_no_table():
    rows = [{"event": "a", "event_title": "A"}, *GOOD, {"event": "z", "event_title": "Z"}]
    file = run("import", "-", stdin=sheet(rows)).out
    written = run("compare", "-f", "claims-csv", "-", stdin=file).out
    assert [row["event_title"] for row in csv.DictReader(io.StringIO(written)) if row["event_title"]] == ["A", "Clash", "Z"]  # fmt: skip
    assert (
        run("compare", "-", stdin=file).out
        == run("compare", "-", stdin=run("import", "-", stdin=sheet(GOOD)).out).out
    )
    found = run("compare", "-f", "claims-csv", "--question", "killed", "-", stdin=file).out
    assert '"A"' not in found
    assert "\na," not in found
