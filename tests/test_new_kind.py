"""A value kind that the tests make up, added as CONTRIBUTING says: every command and format takes data of it."""

import ast
import csv
import json
import sqlite3
import sys
from typing import get_args

import jsonschema
import pytest
from claims_schema import with_kinds
from files import ROOT, contents, run
from magnitude import Magnitudes
from workbooks import written_sheets

from borderclash.reading import sources
from borderclash.reading.settings import ALL
from borderclash.rendering import formats
from borderclash.values import KINDS
from borderclash.vocabulary import SortKey

FILE = """\
borderclash: 1
title: An earthquake
parties:
  north: {name: North}
  south: {name: South}
  office: {name: Office}
  reports: {name: Some reports, pooled: true}
sources:
  wire: {title: Wire report, published: 2025-10-14}
events:
  quake:
    title: Earthquake
    date: 2025-10-11
    source: wire
    questions:
      strength:
        label: Strength
        kind: magnitude
        claims:
          - {party: north, value: M 5.5, stated: 2025-10-12, quote: it was a 5.5}
          - {party: south, value: M 6.1, stated: 2025-10-12}
          - {party: south, value: M 6.4, stated: 2025-10-13, hedge: believed}
          - {party: office, stance: declines}
          - {party: reports, value: M 5.5}
          - {party: reports, stance: denies, value: M 7.0}
      strength-of-second:
        label: Strength of the second
        kind: magnitude
        subject: north
        claims:
          - {party: north, value: M 3.0}
          - {party: south, value: M 3.0, subject: south, scope: on land}
          - {party: office, stance: denies}
      people-killed:
        label: People killed
        kind: count
        claims:
          - {party: north, value: 3}
          - {party: south, value: at least 5}
"""
CHANGED = FILE.replace("M 5.5, stated", "M 5.6, stated").replace("M 3.0, subject", "M 3.1, subject")


def forget():
    """Empty all caches of the program: some hold what was made of the schema."""
    for name, module in list(sys.modules.items()):
        for made_once in vars(module).values() if name.startswith("borderclash.") else ():
            if hasattr(made_once, "cache_clear"):
                made_once.cache_clear()


@pytest.fixture(autouse=True, scope="module")
def kind(tmp_path_factory):
    """Add the kind where CONTRIBUTING says: to the registry, from which the schema is made."""
    schema = json.loads(sources.bundled(sources.CLAIMS_SCHEMA).read_text(encoding="utf-8"))
    made = with_kinds(schema, {**KINDS, "magnitude": Magnitudes()})
    file = tmp_path_factory.mktemp("schemas") / "claims.schema.json"
    file.write_text(json.dumps(made), encoding="utf-8")
    path = sources.bundled
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(KINDS, "magnitude", Magnitudes())
        patch.setattr(sources, "bundled", lambda name: file if name == sources.CLAIMS_SCHEMA else path(name))
        forget()
        yield
    forget()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "claims.yaml").write_text(FILE, encoding="utf-8")
    (tmp_path / "changed.yaml").write_text(CHANGED, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(FILE.replace("M 5.5, stated", "strong, stated"), encoding="utf-8")
    return tmp_path


def said(*arguments, cwd, code=0):
    ran = run(*arguments, cwd=cwd)
    assert (ran.code, "Traceback" in ran.err) == (code, False), ran.err
    return ran.out


def shown(*arguments, cwd):
    """Return what a command writes: as text, also where it is a workbook."""
    if "xlsx" not in arguments:
        return said(*arguments, cwd=cwd)
    said(*arguments, "-o", "written.xlsx", cwd=cwd)
    return str(written_sheets(contents(cwd / "written.xlsx")))


def fits(text, name):
    read = json.loads(text)
    jsonschema.validate(read, json.loads((ROOT / f"schemas/{name}.schema.json").read_text(encoding="utf-8")))
    return read


@pytest.mark.parametrize("format", formats.names(formats.OF_COMPARISON))
@pytest.mark.parametrize("options", [[], ["--sources", "--chart"], ["--as-of", "2025-10-12"]], ids=" ".join)
def test_a_comparison(format, options, folder):
    wanted = ["compare", "claims.yaml", "-f", format, "-o", "written", *options]
    if "--chart" in options and format != "terminal":
        wanted.remove("--chart")
    said(*wanted, cwd=folder)
    written = contents(folder / "written")
    written = str(written_sheets(written)).encode() if format == "xlsx" else written
    assert b"M 5.5" in written
    assert (b"M 6.4" in written) == ("--as-of" not in options)


@pytest.mark.parametrize("sort", get_args(SortKey))
def test_rows_in_an_order(sort, folder):
    assert "M 5.5" in said("compare", "claims.yaml", "--sort", sort, "--disagreements", cwd=folder)


def test_json_says_how_far_the_values_are_apart(folder):
    read = fits(said("compare", "claims.yaml", "-f", "json", cwd=folder), "comparison")
    row = read["events"][0]["rows"][0]
    assert (row["kind"], row["verdict"], row["gap"]) == ("magnitude", "conflict", 0.9)
    assert row["accounts"]["south"]["text"] == "M 6.4 (believed), earlier M 6.1"
    assert row["accounts"]["south"]["positions"][0]["figure"] == {"low": 6.4, "high": 6.4, "stated": [6.4, 6.4]}


def test_csv_and_database_have_its_figures(folder):
    lines = list(csv.DictReader(said("compare", "claims.yaml", "-f", "csv", cwd=folder).splitlines()))
    assert [lines[0][name] for name in ("low", "high", "stated_low", "stated_high")] == ["5.5"] * 4
    said("compare", "claims.yaml", "-o", "x.sqlite", cwd=folder)
    database = sqlite3.connect(folder / "x.sqlite")
    found = database.execute("SELECT low, high, stated_low FROM claims WHERE value = 'M 6.4'").fetchall()
    database.close()
    assert found == [(6.4, 6.4, 6.4)]


def test_the_database_has_the_kind_and_its_gap(folder):
    said("compare", "claims.yaml", "-o", "x.sqlite", cwd=folder)
    database = sqlite3.connect(folder / "x.sqlite")
    found = database.execute("SELECT row_title, says_a, says_b, gap FROM disagreements").fetchall()
    kinds = database.execute("SELECT slug, kind FROM questions").fetchall()
    database.close()
    assert ("Strength", "M 5.5", "M 6.4 (believed), earlier M 6.1", 0.9) in found
    assert ("strength", "magnitude") in kinds


def test_a_spreadsheet_of_it_reads_back(folder):
    said("compare", "claims.yaml", "-f", "claims-csv", "-o", "claims.csv", cwd=folder)
    said("import", "claims.csv", "-o", "again.yaml", cwd=folder)
    assert said("compare", "again.yaml", "-f", "json", cwd=folder) == said(
        "compare", "claims.yaml", "-f", "json", cwd=folder
    )


@pytest.mark.parametrize("format", formats.names(formats.OF_ANY_RESULT))
def test_a_timeline(format, folder):
    text = shown("timeline", "claims.yaml", "-f", format, cwd=folder)
    assert "M 6.4" in text
    assert format != "json" or fits(text, "timeline")


@pytest.mark.parametrize("format", formats.names(formats.OF_ANY_RESULT))
def test_a_coverage(format, folder):
    text = shown("coverage", "claims.yaml", "-f", format, cwd=folder)
    assert "Strength of the second" in text
    assert format != "json" or fits(text, "coverage")


@pytest.mark.parametrize("format", formats.names(formats.OF_ANY_RESULT))
def test_a_difference(format, folder):
    text = shown("diff", "claims.yaml", "changed.yaml", "-f", format, cwd=folder)
    assert "M 5.6" in text
    assert format != "json" or fits(text, "diff")


@pytest.mark.parametrize("format", formats.names(formats.OF_PROBLEMS))
def test_a_report(format, folder):
    said("validate", "claims.yaml", "--select", ALL, "-f", format, cwd=folder)
    assert "magnitude" in said("validate", "broken.yaml", "-f", format, cwd=folder, code=1)


def test_a_value_that_cannot_be_read_is_told_at_its_place(folder):
    told = said("validate", "broken.yaml", "-f", "concise", cwd=folder, code=1)
    assert told == (
        "broken.yaml:20:35: error magnitude: `value` must be a magnitude; got `strong` (write it as M 5.5)\n"
    )


@pytest.mark.thorough
def test_a_chart_draws_its_figures(folder):
    said("chart", "claims.yaml", "--question", "strength", "-o", "figure.svg", cwd=folder)
    assert "M 5.5" in (folder / "figure.alt.txt").read_text(encoding="utf-8")
    assert b"M 6.4" in (folder / "figure.svg").read_bytes()


def test_the_schema_has_it(folder):
    assert "magnitude" in said("schema", cwd=folder)


def kinds_asked_for(tree):
    """Yield each comparison of a kind with the names of some kinds, such as `question.kind == "count"`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            asks = any(getattr(side, "attr", getattr(side, "id", None)) == "kind" for side in sides)
            words = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
            if asks and not words.isdisjoint(KINDS):
                yield ast.unparse(node)


@pytest.mark.parametrize(
    ("code", "found"), [('question.kind in ("names", "text")', 1), ('change.kind == "ended"', 0)]
)
def test_a_question_for_one_kind_is_seen(code, found):
    assert len(list(kinds_asked_for(ast.parse(code)))) == found


def test_no_module_but_a_kinds_own_asks_for_one_kind():
    package = ROOT / "borderclash"
    others = [file for file in package.rglob("*.py") if file.parent != package / "values"]
    assert len(others) > 100
    texts = [text for file in others if "kind" in (text := file.read_text(encoding="utf-8"))]
    assert len(texts) > 30
    assert [asked for text in texts for asked in kinds_asked_for(ast.parse(text))] == []
