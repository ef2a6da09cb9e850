"""A workbook that borderclash writes: its sheets, that nothing in it is run, and limits."""

import time
import zipfile
from xml.etree.ElementTree import fromstring

import pytest
from files import EXAMPLE, run
from rendered import rendered
from test_sheet_tools import convert
from workbooks import written_sheets

from borderclash import compare, load, loads
from borderclash.problems import UsageError
from borderclash.rendering import workbook

HOSTILE = '\'=HYPERLINK("https://evil.example";"x")\''
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "  =1+1", "\N{FULLWIDTH EQUALS SIGN}1+1", "=cmd|' /C calc'!A0"]
DATA = """\
borderclash: 1
title: Two accounts
parties:
  north: {name: North}
  south: {name: South}
sources:
  wire: {title: Wire report, url: "https://example.org/wire", published: 2025-10-12}
events:
  clash:
    title: Clash at the bridge
    source: wire
    questions:
      killed:
        label: Killed
        kind: count
        claims:
          - {party: north, value: "1,300", speaker: A. Spokesman, quote: "1,300 killed"}
          - {party: south, value: at least 18}
      length:
        label: Length
        kind: number
        unit: km
        claims:
          - {party: north, value: 2.5}
          - {party: south, value: 4}
      posts:
        label: Posts
        kind: count
        claims:
          - {party: north, value: 3, speaker: "A_SPEAKER"}
  flood:
    title: Flood
    source: wire
    questions:
      houses:
        label: Houses
        kind: count
        claims:
          - {party: south, value: 5}
          - {party: north, value: 5}
"""


def sheets(folder, *arguments):
    ran = run(*arguments, "-o", "written.xlsx", cwd=folder)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return written_sheets((folder / "written.xlsx").read_bytes())


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "claims.yaml").write_text(DATA, encoding="utf-8")
    return tmp_path


def test_rows_stand_side_by_side_and_then_what_one_party_alone_says(folder):
    found = sheets(folder, "compare", "claims.yaml")
    assert list(found) == ["Table", "One party alone", "Notes", "Data", "Sources"]
    assert found["Table"][:2] == [
        ["Two accounts", *[""] * 7],
        ["Event", "Row", "North", "South", "Gap", "Ratio", "Verdict", "Why"],
    ]
    assert [row[:7] for row in found["Table"][2:]] == [
        ["Clash at the bridge", "Killed", "1,300", "at least 18", 1282.0, 72.0, "overlap"],
        ["Clash at the bridge", "Length (km)", "2.5", "4", 1.5, 1.6, "conflict"],
        ["Flood", "Houses", "5", "5", 0.0, "", "agree"],
    ]
    assert found["One party alone"] == [
        ["Event", "Party", "Row", "Says"],
        ["Clash at the bridge", "North", "Posts", "3"],
    ]
    assert found["Sources"][1][:6] == ["wire", "Wire report", "", "", "2025-10-12", "https://example.org/wire"]


def test_the_data_have_real_numbers_and_every_row(folder):
    (heads, *rows) = sheets(folder, "compare", "claims.yaml")["Data"]
    records = [dict(zip(heads, row, strict=True)) for row in rows]
    first = next(each for each in records if (each["question"], each["party"]) == ("killed", "south"))
    assert (first["low"], first["high"], first["stated_low"], first["gap"]) == (18.0, "", 18.0, 1282.0)
    assert {each["question"] for each in records} == {"killed", "length", "posts", "houses"}
    assert next(each for each in records if each["question"] == "length")["low"] == 2.5


def test_filters_and_date_are_named_above_the_table(folder):
    found = sheets(folder, "compare", "claims.yaml", "--event", "clash", "--as-of", "2025-10-12")
    assert [row[0] for row in found["Table"][:4]] == [
        "Two accounts",
        "As it stood at the end of 2025-10-12.",
        "Only event clash.",
        "Event",
    ]


@pytest.mark.parametrize("command", ["timeline", "coverage"])
def test_other_results_have_the_same_sheets(folder, command):
    found = sheets(folder, command, "claims.yaml")
    assert "Killed" in str([found[name] for name in found if name in ("Table", "Notes")])
    assert "event" in found["Data"][0][:2]


def test_what_has_no_differences_says_so(folder):
    found = sheets(folder, "diff", "claims.yaml", "claims.yaml")
    assert list(found)[:2] == ["Notes", "Data"]
    assert "No differences." in str(found["Notes"])


def test_columns_of_other_parties_stand_before_those_that_follow():
    data = DATA.replace("  south: {name: South}\n", "  south: {name: South}\n  east: {name: East}\n")
    data = data.replace("- {party: north, value: 5}", "- {party: east, value: 6}")
    table = written_sheets(rendered(compare(loads(data))._result, "xlsx"))["Table"]
    assert table[1] == ["Event", "Row", "North", "South", "East", "Gap", "Ratio", "Verdict", "Why"]


@pytest.mark.thorough
def test_given_to_import_it_is_told_what_it_is(tmp_path):
    file = tmp_path / "differences.xlsx"
    compare(loads(DATA)).write(file)
    ran = run("import", str(file))
    told = [line for line in ran.err.splitlines() if "error " in line]
    assert ran.code == 1
    assert len(told) == 1
    assert told[0].startswith(f"{file}:sheet Data, row 1: error comparison: this is a comparison, not a sheet")


def test_the_same_comparison_makes_the_same_bytes(folder, monkeypatch):
    first = run("compare", "claims.yaml", "-f", "xlsx", "-o", "a", cwd=folder)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    second = run("compare", "claims.yaml", "-f", "xlsx", "-o", "b", cwd=folder)
    assert (first.code, second.code) == (0, 0)
    assert (folder / "a").read_bytes() == (folder / "b").read_bytes()
    with zipfile.ZipFile(folder / "a") as archive:
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_heads_are_frozen_and_filtered_and_columns_have_widths(folder):
    sheets(folder, "compare", "claims.yaml")
    with zipfile.ZipFile(folder / "written.xlsx") as archive:
        sheet = fromstring(archive.read("xl/worksheets/sheet1.xml"))
    names = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    pane = sheet.find(".//m:pane", names)
    assert (pane.get("ySplit"), pane.get("xSplit"), pane.get("state")) == ("2", "2", "frozen")
    assert sheet.find("m:autoFilter", names).get("ref") == "A2:H5"
    widths = [float(column.get("width")) for column in sheet.findall(".//m:col", names)]
    assert widths
    assert all(workbook.NARROWEST <= width <= workbook.WIDEST + 1 for width in widths)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_or_a_link(folder, text):
    quoted = text.replace("'", "''")
    data = DATA.replace('"A_SPEAKER"', f"'{quoted}'").replace("label: Posts", f"label: '{quoted}'")
    (folder / "claims.yaml").write_text(data, encoding="utf-8")
    found = sheets(folder, "compare", "claims.yaml")
    assert text.strip() in str(found["Data"])
    with zipfile.ZipFile(folder / "written.xlsx") as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/")]
    assert not any(b"<f" + end in part for part in parts for end in (b">", b" "))
    assert not any(b"hyperlink" in part for part in parts)
    # A program that takes an edited cell for a formula is told not to.
    assert any(b'quotePrefix="1"' in part for part in parts)


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so():
    assert workbook._fitting("x" * 32_767) == "x" * 32_767
    cut = workbook._fitting("x" * 32_768)
    assert (len(cut), cut[-7:]) == (32_767, "x [cut]")
    astral = workbook._fitting("\N{GRINNING FACE}" * 20_000)
    assert (len(astral.encode("utf-16-le")) // 2 <= 32_767, astral.endswith(" [cut]")) == (True, True)


def test_a_sheet_that_is_full_goes_on_in_another(folder, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    found = sheets(folder, "compare", "claims.yaml")
    assert [name for name in found if name.startswith("Data")] == ["Data", "Data 2", "Data 3"]
    assert found["Data"][0] == found["Data 2"][0]
    assert sum(len(rows) - 1 for name, rows in found.items() if name.startswith("Data")) == 8


def test_more_columns_than_a_sheet_has_are_refused(folder, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_COLUMNS", 5)
    ran = run("compare", "claims.yaml", "-o", "written.xlsx", cwd=folder)
    assert (ran.code, "a workbook has 5 columns at most" in ran.err) == (2, True)
    assert not (folder / "written.xlsx").exists()
    with pytest.raises(UsageError):
        rendered(compare(loads(DATA))._result, "xlsx")


def test_great_numbers_keep_their_digits(folder):
    (folder / "claims.yaml").write_text(DATA.replace("value: 2.5", "value: 1234 trillion"), encoding="utf-8")
    assert "'1234000000000000'" in str(sheets(folder, "compare", "claims.yaml")["Data"])


def test_the_api_writes_one_by_its_suffix(tmp_path):
    compare(load(EXAMPLE)).write(tmp_path / "differences.xlsx")
    assert "Soldiers killed: Pakistan" in str(
        written_sheets((tmp_path / "differences.xlsx").read_bytes())["Table"]
    )


@pytest.mark.tools
def test_libreoffice_opens_it_and_runs_nothing(folder):
    data = DATA.replace('"A_SPEAKER"', HOSTILE).replace("label: Posts", "label: '=1+1'")
    (folder / "claims.yaml").write_text(data, encoding="utf-8")
    found = sheets(folder, "compare", "claims.yaml")
    # Every sheet into a file of its own.
    convert(
        folder, "written.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    )
    table = (folder / "written-Table.csv").read_text(encoding="utf-8").splitlines()
    assert table[1] == "Event,Row,North,South,Gap,Ratio,Verdict,Why"
    assert table[2].startswith('Clash at the bridge,Killed,"1,300",at least 18,1282,72,')
    assert "=1+1" in (folder / "written-One party alone.csv").read_text(encoding="utf-8")
    assert '=HYPERLINK(""https://evil.example""' in (folder / "written-Data.csv").read_text(encoding="utf-8")
    assert len(list(folder.glob("written-*.csv"))) == len(found)
    convert(folder, "written.xlsx", "pdf")
    assert (folder / "written.pdf").read_bytes().startswith(b"%PDF")
