"""``import`` and the other commands on .xlsx and .ods workbooks: cells, sheets, what does not fit, what is refused."""

import io
import json
import random
import re
import zipfile
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

import jsonschema
import pytest
import workbooks
import yaml
from files import ROOT, run
from rows import each_row

import borderclash
from borderclash.reading.sources import Input
from borderclash.spreadsheet import inspection, workbook
from borderclash.spreadsheet.importing import import_book
from borderclash.spreadsheet.reading import read

NAMES = ["event", "question", "kind", "party", "value", "stated", "source"]
FIRST = ["Clash", "Killed", "count", "North", 58, date(2025, 3, 2), "Herald"]
SECOND = ["Clash", "Killed", "count", "South", "at least 18", date(2025, 3, 3), "Herald"]
MAKERS = {"xlsx": workbooks.xlsx, "ods": workbooks.ods}
SCHEMA = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))


def imported(content, *options):
    ran = run("import", "-", *options, stdin=content)
    assert ran.code == 0, ran.err
    assert run("validate", "-", stdin=ran.out).code == 0
    return yaml.load(ran.out, yaml.BaseLoader)


def claims(content, *options):
    (event,) = imported(content, *options)["events"].values()
    return [claim for question in event["questions"].values() for claim in question["claims"]]


def told(content, *options):
    ran = run("import", "-", *options, stdin=content)
    assert (ran.code, ran.out) == (1, ""), ran.err
    return [line.removeprefix("<stdin>:") for line in ran.err.splitlines() if ": error " in line]


@each_row("make", MAKERS)
def test_dates_and_numbers_are_those_of_the_cells(make):
    assert claims(MAKERS[make](("Claims", [NAMES, FIRST, SECOND]))) == [
        {"party": "north", "value": "58", "stated": "2025-03-02"},
        {"party": "south", "value": "at least 18", "stated": "2025-03-03"},
    ]


CELLS = {
    "whole": (58.0, "58"),
    "float": (58.5, "58.5"),
    "sum": (0.1 + 0.2, "0.3"),
    "large": (123456789012.0, "123456789012"),
    "tiny": (1e-7, "0.0000001"),
    "huge": (1.5e20, "150000000000000000000"),
    "yes": (True, "yes"),
    "no": (False, "no"),
    "day": (date(2025, 3, 2), "2025-03-02"),
    "midnight": (datetime(2025, 3, 2), "2025-03-02"),
    "minute": (datetime(2025, 3, 2, 14, 30), "2025-03-02T14:30"),
    "second": (datetime(2025, 3, 2, 14, 30, 5), "2025-03-02T14:30:05"),
    "almost": (datetime(2025, 3, 2, 14, 29, 59, 999_999), "2025-03-02T14:30"),
    "clock": (time(14, 30), "14:30"),
    "long time": (timedelta(hours=26, minutes=30), "1 day, 2:30:00"),
    "text": ("58 ", "58 "),
}  # fmt: skip


@each_row(("cell", "text"), CELLS.values(), ids=CELLS)
def test_a_cell_is_the_text_that_a_person_would_have_typed(cell, text):
    assert workbook.text_of(cell) == text


def test_a_percentage_is_read_as_it_is_shown():
    names, row = [*NAMES, "unit"], ["Clash", "Share", "number", "North", 0.07, None, "Herald", "percent"]

    def as_shown(book, sheet):
        sheet.write_number(1, 4, 0.07, book.add_format({"num_format": "0.0%"}))

    (claim,) = claims(workbooks.xlsx(("A", [names, row]), edit=as_shown))
    assert claim["value"] == "7%"
    assert claims(workbooks.xlsx(("A", [names, row])))[0]["value"] == "0.07"
    share = '<table:table-cell office:value-type="percentage" office:value="0.455"><text:p>45.5%</text:p></table:table-cell>'
    cells = "".join(workbooks.cell_xml(cell) if cell != 0.07 else share for cell in row)
    made = workbooks.ods(("A", [names, f"<table:table-row>{cells}</table:table-row>"]))
    assert claims(made)[0]["value"] == "45.5%"


def test_a_formula_is_what_it_came_to_and_merged_cells_are_all_filled():
    def merge(book, sheet):
        sheet.write_formula("E2", "=50+8", None, 58)
        for column, words in enumerate(("Clash", "Killed", "count")):
            sheet.merge_range(1, column, 2, column, words)

    rows = [NAMES, [None] * 3 + FIRST[3:4] + [None] + FIRST[5:], [None] * 3 + SECOND[3:]]
    assert claims(workbooks.xlsx(("A", rows), edit=merge)) == claims(workbooks.xlsx(("A", [NAMES, FIRST, SECOND])))
    spanned = "".join(workbooks.cell_xml(cell, 'table:number-rows-spanned="2"') for cell in FIRST[:3])
    first = f"<table:table-row>{spanned}{''.join(map(workbooks.cell_xml, FIRST[3:]))}</table:table-row>"
    made = workbooks.ods(("A", [NAMES, first, [None] * 3 + SECOND[3:]]))
    assert claims(made) == claims(workbooks.ods(("A", [NAMES, FIRST, SECOND])))


ERROR = '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'  # fmt: skip


@each_row("make", MAKERS)
def test_a_cell_that_holds_an_error_is_told_with_its_sheet_row_and_column(make):
    if make == "xlsx":
        made = workbooks.xlsx(
            ("Deaths", [["Title"], NAMES, FIRST]),
            edit=lambda _, sheet: sheet.write_formula("F3", "=NA()", None, "#N/A"),
        )
    else:
        cells = "".join(map(workbooks.cell_xml, FIRST[:5])) + ERROR + workbooks.cell_xml("Herald")
        made = workbooks.ods(("Deaths", [["Title"], NAMES, f"<table:table-row>{cells}</table:table-row>"]))
    assert told(made) == [
        "sheet Deaths, row 3, column stated (F3): error cell-error: this cell holds the error `#N/A` (mend the "
        "formula, or leave the cell empty)"
    ]


@each_row("make", MAKERS)
def test_what_does_not_fit_is_told_with_its_sheet_row_and_column(make):
    rows = [["Title"], [None], [*NAMES[:4], "Dead", *NAMES[5:]], [*FIRST[:4], "58 soldiers", *FIRST[5:]], SECOND]
    made = MAKERS[make](("It's a sheet", rows))
    (line,) = told(made, "--column", "Dead=value")
    assert line.startswith("sheet It's a sheet, row 4, column Dead (E4): error figure: ")
    second = [*SECOND[:3], "North", 3, *SECOND[5:]]
    differs = [*NAMES, "party_kind"], [*FIRST, "media"], [*second, "other"]
    lines = told(MAKERS[make](("A", differs[:2]), ("B", [differs[0], differs[2]])))
    assert lines[0].startswith(
        "sheet B, row 2, column party_kind (H2): error differs: `party_kind` of the party `north` is not what it is in "
        "row 2 of sheet A ("
    )
    assert lines[0].endswith("; first here: <stdin>:sheet A, row 2, column party_kind (H2)")


def test_every_report_names_the_sheet(tmp_path):
    wrong = [*FIRST[:4], "58 soldiers", *FIRST[5:]]
    (tmp_path / "x.xlsx").write_bytes(workbooks.xlsx(("Dead", [NAMES, wrong])))

    def report(format):
        ran = run("import", "x.xlsx", "-o", "x.yaml", "-f", format, cwd=tmp_path)
        assert ran.code == 1
        return ran.out

    found = json.loads(report("json"))
    jsonschema.Draft7Validator(SCHEMA).validate(found)
    assert found["problems"][0]["cell"] == {"row": 2, "column": "E", "name": "value", "sheet": "Dead"}
    (result,) = json.loads(report("sarif"))["runs"][0]["results"]
    assert result["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "x.xlsx"}},
            "logicalLocations": [{"fullyQualifiedName": "sheet Dead, row 2, column value (E2)"}],
        }
    ]
    (case,) = ElementTree.fromstring(report("junit")).iter("testcase")
    assert case.get("name") == "figure at sheet Dead, row 2, column value (E2)"
    assert report("github").startswith("::error file=x.xlsx,title=borderclash (figure at sheet Dead%2C row 2%2C")
    assert " --> x.xlsx:sheet Dead, row 2, column value (E2)\n" in report("full")


SHEETS = (("Notes", [["Read me"], ["first"]]), ("North", [NAMES, FIRST]), ("South", [["Title"], NAMES, SECOND]), ("Old", [NAMES, FIRST]))  # fmt: skip


@each_row("make", MAKERS)
def test_sheets_that_name_columns_of_claims_are_read_together(make):
    made = MAKERS[make](*SHEETS[:3])
    ran = run("import", "-", stdin=made)
    assert ran.out == run("import", "-", stdin=MAKERS[make](("A", [NAMES, FIRST, SECOND]))).out
    assert ran.err.startswith(
        "passed over the sheet `Notes`\npassed over what stands above the columns' names, from row 1 on: `Title`\n2 rows"
    )


def test_sheets_are_chosen_by_name_and_number_and_hidden_ones_only_so():
    made = workbooks.xlsx(*SHEETS, hidden=["Old"])
    assert [claim["party"] for claim in claims(made)] == ["north", "south"]
    assert [claim["party"] for claim in claims(made, "--sheet", "South")] == ["south"]
    assert [claim["party"] for claim in claims(made, "--sheet", "3", "--sheet", "North")] == ["north", "south"]
    assert [claim["party"] for claim in claims(made, "--sheet", "Old")] == ["north"]
    ran = run("import", "-", "--sheet", "Nort", stdin=made)
    assert (ran.code, ran.err) == (2, "error: there is no sheet `Nort`\nhelp: did you mean `North`?\n")
    assert "there are `Notes`, `North`" in run("import", "-", "--sheet", "9", stdin=made).err


def test_parties_may_stand_in_a_sheet_of_their_own():
    parties = [["party", "party_name", "party_kind"], ["n", "North", "government"], ["s", "South", None]]
    data = imported(workbooks.xlsx(("Parties", parties), ("Claims", [NAMES, FIRST, SECOND])))
    assert data["parties"] == {"n": {"name": "North", "kind": "government"}, "s": {"name": "South"}}


def test_empty_rows_and_columns_are_passed_over():
    rows = [[None, *NAMES], [None], [None, *FIRST], [None, None], [None, *SECOND, None]]
    assert claims(workbooks.xlsx(("A", rows))) == claims(workbooks.xlsx(("A", [NAMES, FIRST, SECOND])))


NO_CLAIMS = {
    "no claims": ([("A", [["x", "y"]]), ("B", [["z", "z"]])], "error header: none of the sheets `A`, `B` names columns of claims (choose one"),
    "nothing": ([("A", [])], "error header: no sheet holds anything ("),
    "one sheet": ([("A", [["x", "y"]])], "sheet A, row 1, column x (A1): error unknown-column: unknown column `x` ("),
}  # fmt: skip


@each_row(("sheets", "words"), NO_CLAIMS.values(), ids=NO_CLAIMS)
def test_a_workbook_without_claims_is_told_as_such(sheets, words):
    assert [line for line in told(workbooks.xlsx(*sheets)) if words in line]


def test_python_is_told_the_place_in_a_workbook_or_the_workbook_alone(tmp_path):
    wrong = [*FIRST[:4], "58 soldiers", *FIRST[5:]]
    for content, place in {GOOD_XLSX[:99]: ": ", workbooks.xlsx(("A", [NAMES, wrong])): ":sheet A, row 2, column value (E2): "}.items():  # fmt: skip
        (tmp_path / "x.xlsx").write_bytes(content)
        with pytest.raises(borderclash.InvalidClaims, match=re.escape(f"x.xlsx{place}")):
            borderclash.load(tmp_path / "x.xlsx")


def test_other_commands_read_a_workbook_that_is_named(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(workbooks.xlsx(("A", [NAMES, FIRST, SECOND])))
    (tmp_path / "x.ods").write_bytes(workbooks.ods(("A", [NAMES, FIRST, SECOND])))
    assert run("validate", "x.xlsx", cwd=tmp_path) == (0, "", "1 file, 0 errors, 0 warnings\n")
    made = run("import", "x.xlsx", "-o", "x.yaml", cwd=tmp_path)
    assert made.code == 0
    for name in ("x.xlsx", "x.ods"):
        assert run("compare", name, cwd=tmp_path).out == run("compare", "x.yaml", cwd=tmp_path).out


# What is refused


WIDE = "<table:table-row>" + workbooks.cell_xml(1, 'table:number-columns-repeated="1500"') + "</table:table-row>"
REPEATED = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" '
    'office:value="1" table:number-columns-repeated="16000"/></table:table-row>'
)
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
SHEET1 = "xl/worksheets/sheet1.xml"
GOOD_XLSX = workbooks.xlsx(("A", [NAMES, FIRST]))
FAR = workbooks.edited(GOOD_XLSX, SHEET1, lambda part: part.replace(b'"G2"', b'"XFD1048576"'))
LONG = 'table:number-columns-repeated="1000"'
REFUSED = {
    "two cells far apart": (lambda: FAR, "error too-large: a sheet reaches to row 1,048,576 and column 16,384, more than 5,000,000 cells (delete what stands far"),
    "many sheets": (lambda: workbooks.ods(*((f"A{n}", ["<table:table-row/>" * 999, WIDE]) for n in range(4))), "error too-large: the sheets reach over more than 5,000,000 cells (delete"),
    "cells repeated": (lambda: workbooks.ods(("A", [NAMES, REPEATED])), "error too-large: a sheet reaches to row 1,000,001 and column 16,000"),
    "archive of little": (lambda: workbooks.archive(xl__workbook_xml=b"<x>" + b" " * 2**21), "error too-large: this workbook comes to more than 1 MiB (split it"),
    "a long text in many cells": (lambda: workbooks.xlsx(("A", [["x" * 30_000] * 10] * 10)), "error too-large: the cells of this workbook hold more than 1 million characters (split it"),
    "a long text repeated": (lambda: workbooks.ods(("A", [f"<table:table-row>{workbooks.cell_xml('x' * 2000, LONG)}</table:table-row>"])), "error too-large: the cells of this workbook hold more than 1 million"),
    "a part in other letters": (lambda: workbooks.edited(FAR, SHEET1, bytes, SHEET1.upper()), "error too-large: a sheet reaches to row 1,048,576"),
    "entities": (lambda: workbooks.archive(content_xml=DOCTYPE), "error workbook: this workbook has a document type"),
    "password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "error password: this workbook has a password, or is of Excel 97 (.xls) (save it without a password"),
    "password of .ods": (lambda: workbooks.ods(("A", []), **{"META-INF__manifest_xml": "<x><encryption-data/></x>"}), "error password: this workbook has a password"),
    "another archive": (lambda: workbooks.archive(x_txt="x"), "error workbook: this is neither an .xlsx nor an .ods workbook (save the sheet"),
    "cut short": (lambda: GOOD_XLSX[:2000], "error workbook: this workbook is damaged: "),
    "no sheet": (lambda: workbooks.edited(GOOD_XLSX, SHEET1, lambda _: None), "error workbook: this workbook cannot be read: "),
    "an encoding that is none": (lambda: workbooks.archive(content_xml='<?xml version="1.0" encoding="x"?><x/>'), "error workbook: this workbook is damaged: unknown encoding: x ("),
    "no XML": (lambda: workbooks.archive(content_xml="x"), "error workbook: this workbook is damaged: "),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_or_would_be_too_much_is_refused(case, monkeypatch):
    make, words = REFUSED[case]
    if " 1 M" in words or " 1 million" in words:
        monkeypatch.setattr(inspection, "MAX_UNPACKED", 2**20)
    ran = run("import", "-", "--column", "Dead=value", stdin=make())
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"<stdin>: {words}"), ran.err


def test_a_size_that_the_archive_does_not_tell_is_counted(monkeypatch):
    monkeypatch.setattr(inspection, "MAX_UNPACKED", 2**20)
    content = workbooks.archive(content_xml=b"<x>" + b" " * 2**21)
    lied = content.replace((2**21 + 3).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lied != content
    assert "error too-large" in run("import", "-", stdin=lied).err


def test_a_fault_within_calamine_is_told_of_the_workbook(monkeypatch):
    class PanicException(BaseException):
        pass

    def fail(stream):
        raise PanicException("index out of bounds")

    monkeypatch.setattr("python_calamine.load_workbook", fail)
    ran = run("import", "-", stdin=GOOD_XLSX)
    assert ran.err.startswith(
        "<stdin>: error workbook: this workbook cannot be read: index out of bounds (open it"
    )


def test_hostile_cells_are_inert():
    hostile = [*FIRST[:6], "=cmd|' /C calc'!A0\x1b]0;x\x07\u202e"]
    ran = run("import", "-", stdin=workbooks.ods(("A\u202e\x9b", [NAMES, [str(cell) for cell in hostile]])))
    assert "\x1b" not in ran.out + ran.err
    assert "\u202e" not in ran.err


def test_bytes_changed_anywhere_are_read_or_refused():
    for at in range(30, len(GOOD_XLSX), 97):
        content = GOOD_XLSX[:at] + bytes([GOOD_XLSX[at] ^ 0x55]) + GOOD_XLSX[at + 1 :]
        book = read(Input("x.xlsx", content))
        assert book.complete or book.problems


def mutated(content, choose):
    """Return bytes of which a few are others, gone, or there a second time."""
    changed = bytearray(content)
    for _ in range(choose.randint(1, 6)):
        at, way = choose.randrange(len(changed)), choose.randrange(4)
        if way == 0:
            changed[at] = choose.randrange(256)
        elif way == 1 and len(changed) > 40:
            del changed[at : at + choose.randint(1, 20)]
        elif way == 2:
            changed[at:at] = choose.randbytes(choose.randint(1, 8))
        else:
            other = choose.randrange(len(changed))
            changed[at:at] = changed[other : other + choose.randint(1, 40)]
    return bytes(changed)


@pytest.mark.tools
@pytest.mark.parametrize("make", MAKERS)
def test_workbooks_that_are_nearly_good_are_read_or_refused(make):
    choose = random.Random(make)
    good = MAKERS[make](("A", [NAMES, FIRST, SECOND]), ("B", [["Title"], NAMES, FIRST]))
    with zipfile.ZipFile(io.BytesIO(good)) as opened:
        parts = opened.namelist()
    for number in range(500):
        if number % 4:
            content = workbooks.edited(good, choose.choice(parts), lambda part: mutated(part, choose))
        else:
            content = mutated(good, choose)
        imported = import_book(read(Input("x.xlsx", content)))
        assert imported.data or imported.problems
