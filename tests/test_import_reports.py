"""Reports of ``borderclash import``: the formats of ``validate``, with the cell and its place in the text."""

import csv
import io
import json
from functools import partial
from xml.etree import ElementTree

import jsonschema
import pytest
from files import ROOT, run
from test_import import CASES, CLAIM, GOOD, sheet

from borderclash import checking
from borderclash.problems import SheetCell
from borderclash.reading.settings import DEFAULT
from borderclash.reading.sources import Input
from borderclash.spreadsheet.checking import check
from borderclash.spreadsheet.importing import import_book
from borderclash.spreadsheet.reading import read

SCHEMA = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
LONG = {**CLAIM, "stance": "declines", "quote": "two\nlines", "note": 'a "quote", a comma'}
WRONG = {**CLAIM, "note": "one\r\ntwo", "value": "58 soldiers"}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "claims.csv").write_text(sheet([*GOOD, LONG, WRONG]), encoding="utf-8", newline="")
    return tmp_path


def reported(folder, format):
    """Return what a report of a sheet with an error is; no claim file comes of it."""
    ran = run("import", "claims.csv", "-o", "claims.yaml", "-f", format, cwd=folder)
    assert ran.code == 1
    assert ran.err == "8 rows, 1 error, 0 warnings: nothing was written\n"
    assert not (folder / "claims.yaml").exists()
    return ran.out


def problems(content):
    """Return the problems of a sheet."""
    checks = partial(checking.check_loaded, names=checking.rule_names(DEFAULT))
    return check(import_book(read(Input("claims.csv", content))), "claims.yaml", checks)[1]


def pointed(text, location):
    """Return what a location points at in the text of a sheet."""
    line = io.StringIO(text, newline="").readlines()[location.line - 1].rstrip("\r\n")
    return line[location.column - 1 : location.column - 1 + location.width]


def test_json_has_the_cell_and_its_place_in_the_text(folder):
    report = json.loads(reported(folder, "json"))
    jsonschema.Draft7Validator(SCHEMA).validate(report)
    (problem,) = report["problems"]
    lines = (folder / "claims.csv").read_text(encoding="utf-8").split("\n")
    line, column, width = (problem[name] for name in ("line", "column", "width"))
    assert (problem["rule"], problem["cell"]["row"], problem["cell"]["name"]) == ("figure", 9, "value")
    assert line == 10
    assert lines[line - 1][column - 1 : column - 1 + width] == "58 soldiers"


def test_sarif_points_into_the_text_and_names_the_cell(folder):
    (result,) = json.loads(reported(folder, "sarif"))["runs"][0]["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "claims.csv"
    assert location["physicalLocation"]["region"]["startLine"] == 10
    assert location["logicalLocations"] == [{"fullyQualifiedName": "9:T (value)"}]


def test_junit_has_a_case_for_the_error(folder):
    (case,) = ElementTree.fromstring(reported(folder, "junit")).iter("testcase")
    assert (case.get("classname"), case.get("name")) == ("claims.csv", "figure at 9:T (value)")


def test_github_annotates_the_line_and_adds_to_the_summary_of_the_job(folder):
    summary = folder / "summary.md"
    ran = run("import", "claims.csv", "-o", "x.yaml", "-f", "github", cwd=folder, GITHUB_STEP_SUMMARY=str(summary))
    assert ran.out.startswith("::error file=claims.csv,line=10,endLine=10,")
    assert "title=borderclash (figure at 9%3AT (value))" in ran.out
    assert summary.read_text(encoding="utf-8").startswith("## borderclash import\n")


def test_full_and_concise_name_the_cell(folder):
    assert "--> claims.csv:9:T (value)\n" in reported(folder, "full")
    assert reported(folder, "concise").startswith("claims.csv:9:T (value): error figure: ")


def test_a_sheet_without_problems_gives_an_empty_report_and_its_claim_file(folder):
    (folder / "claims.csv").write_text(sheet(GOOD), encoding="utf-8", newline="")
    ran = run("import", "claims.csv", "-o", "claims.yaml", "-f", "json", cwd=folder)
    assert (ran.code, json.loads(ran.out)["problems"]) == (0, [])
    assert ran.err.startswith("6 rows, 0 errors, 0 warnings\nwrote claims.yaml: ")
    assert (folder / "claims.yaml").exists()


@pytest.mark.parametrize("output", [[], ["-o", "-"]])
def test_report_and_claim_file_cannot_share_standard_output(output, folder):
    ran = run("import", "claims.csv", "-f", "json", *output, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert "--output claims.yaml" in ran.err


@pytest.mark.parametrize(
    ("ends", "quoting"), [("\r\n", csv.QUOTE_MINIMAL), ("\n", csv.QUOTE_MINIMAL), ("\r", csv.QUOTE_ALL)]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.thorough
def test_every_problem_points_at_its_cell(ends, quoting, delimiter):
    for row, name, *_ in CASES.values():
        text = sheet([*GOOD, LONG, row], delimiter=delimiter, lineterminator=ends, quoting=quoting)
        found = problems(text.encode())
        assert found
        for problem in found:
            cell = problem.location.cell
            assert cell is not None
            if cell.name == name and cell.row == 9 and row.get(name):
                assert pointed(text, problem.location).strip('"') == row[name]


def test_what_stands_in_the_place_of_the_names_is_pointed_at():
    (problem,) = problems(b"Claims\nevent^party^value\n")
    assert (pointed("Claims\nevent^party^value\n", problem.location), problem.location.cell) == (
        "event^party^value",
        SheetCell(2, "A"),
    )


@pytest.mark.parametrize(
    ("content", "row"), [(b"event\ncaf\x81\n", 2), (b"event\n\0", 2), (b'event,party\n"a"b\n', 2)]
)
def test_what_cannot_be_read_points_at_its_line(content, row):
    problem = problems(content)[0] if b"party" not in content else problems(content)[-1]
    assert (problem.location.line, problem.location.cell) == (row, SheetCell(row))
