"""Times that are not exact, and English dates, go through every command and format."""

from __future__ import annotations

import csv
import io
import json
import sqlite3

import jsonschema_rs
import pytest
from files import ROOT, run

SCHEMA = json.loads((ROOT / "schemas/comparison.schema.json").read_text(encoding="utf-8"))
TEXT = """\
borderclash: 1
title: When it began
parties:
  a: {name: North}
  b: {name: South}
sources:
  wire: {title: The Wire, published: 17 May 2005, retrieved: "May 18, 2005 at 09:00+02:00"}
events:
  square:
    title: Shooting in the square
    date: 13 May 2005
    timezone: Asia/Tashkent
    source: wire
    questions:
      start:
        label: Start
        kind: time
        claims:
          - {party: a, value: "about 2005-05-13T04:45", stated: 15 May 2005}
          - {party: b, value: "around 2005-05-13T04:30", stated: "May 16, 2005, 10:00"}
      founded:
        label: Party founded
        kind: time
        claims:
          - {party: a, value: 1980s}
          - {party: b, value: ../1985}
      arrested:
        label: Leaders arrested
        kind: time
        claims:
          - {party: a, value: "after 2005-05-13T12:00"}
          - {party: b, value: 11 May 2005 to 13 May 2005, stated: "14 May 2005/16 May 2005"}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "claims.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def compared(folder, *arguments):
    ran = run("compare", "claims.yaml", "-f", "json", *arguments, cwd=folder)
    assert ran.code == 0, ran.err
    data = json.loads(ran.out)
    assert [error.message for error in jsonschema_rs.Draft7Validator(SCHEMA).iter_errors(data)] == []
    return data


def test_times_in_json(folder):
    data = compared(folder)
    (event,) = data["events"]
    assert (event["date"], data["sources"]["wire"]["published"]) == ("2005-05-13", "2005-05-17")
    assert data["sources"]["wire"]["retrieved"] == "2005-05-18T09:00+02:00"
    rows = {row["question"]: row for row in event["rows"]}
    times = {
        (name, party): account["positions"][0]["time"]
        for name, row in rows.items()
        for party, account in row["accounts"].items()
    }
    assert times == {
        ("start", "a"): {
            "low": "2005-05-12T23:30:00Z",
            "high": "2005-05-13T00:00:00Z",
            "stated": ["2005-05-13T04:45", "2005-05-13T04:45"],
        },
        ("start", "b"): {
            "low": "2005-05-12T23:00:00Z",
            "high": "2005-05-13T00:00:00Z",
            "stated": ["2005-05-13T04:30", "2005-05-13T04:30"],
        },
        ("founded", "a"): {
            "low": "1979-12-31T18:00:00Z",
            "high": "1989-12-31T18:00:00Z",
            "stated": ["198X", "198X"],
            "high_open": True,
        },
        ("founded", "b"): {
            "low": None,
            "high": "1985-12-31T18:00:00Z",
            "stated": ["1985", "1985"],
            "high_open": True,
        },
        ("arrested", "a"): {
            "low": "2005-05-13T07:00:00Z",
            "high": None,
            "stated": ["2005-05-13T12:00", "2005-05-13T12:00"],
            "low_open": True,
        },
        ("arrested", "b"): {
            "low": "2005-05-10T19:00:00Z",
            "high": "2005-05-13T19:00:00Z",
            "stated": ["2005-05-11", "2005-05-13"],
            "high_open": True,
        },
    }
    assert [(row["verdict"], row["gap"]) for row in rows.values()] == [
        ("overlap", "PT15M"),
        ("overlap", "P0D"),
        ("overlap", "PT0S"),
    ]
    claim = rows["start"]["accounts"]["b"]["claims"][0]
    assert (claim["value"], claim["stated"]) == ("around 2005-05-13T04:30", "2005-05-16T10:00")


def test_as_of_takes_an_english_date(folder):
    data = compared(folder, "--as-of", "16 May 2005")
    assert data["as_of"] == "2005-05-16"
    assert [len(row["pairs"]) for row in data["events"][0]["rows"]] == [1, 0, 0]
    ran = run("compare", "claims.yaml", "--as-of", "16/05/2005", cwd=folder)
    assert (ran.code, ran.err) == (
        2,
        "error: `--as-of` has the year last: `16/05/2005`\nhelp: write `2005-05-16`\n",
    )


def test_times_in_the_database(folder):
    assert run("compare", "claims.yaml", "-o", "out.sqlite", cwd=folder).code == 0
    with sqlite3.connect(folder / "out.sqlite") as database:
        rows = database.execute(
            "SELECT value, time_low, time_low_open, time_high, time_high_open, time_stated_from, time_stated_to,"
            " low, stated FROM claims ORDER BY id"
        ).fetchall()
    assert rows[0] == (
        "about 2005-05-13T04:45",
        *("2005-05-12T23:30:00Z", 0, "2005-05-13T00:00:00Z", 0, "2005-05-13T04:45", "2005-05-13T04:45"),
        *(None, "2005-05-15"),
    )
    assert rows[3][:7] == ("../1985", None, 0, "1985-12-31T18:00:00Z", 1, "1985", "1985")
    assert rows[4][:5] == ("after 2005-05-13T12:00", "2005-05-13T07:00:00Z", 1, None, 0)


def test_times_in_csv_are_their_words(folder):
    out = run("compare", "claims.yaml", "-f", "csv", cwd=folder).out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["text"] for row in rows] == [
        "about 2005-05-13 04:45",
        "around 2005-05-13 04:30",
        "1980s",
        "until 1985",
        "after 2005-05-13 12:00",
        "11 May 2005 to 13 May 2005",
    ]
    assert {row["low"] + row["high"] for row in rows} == {""}


def test_a_sheet_keeps_them_and_takes_english_dates(folder):
    assert run("compare", "claims.yaml", "-f", "claims-csv", "-o", "claims.csv", cwd=folder).code == 0
    assert run("import", "claims.csv", "-o", "again.yaml", cwd=folder).code == 0
    assert run("diff", "claims.yaml", "again.yaml", cwd=folder).out.endswith("\nNo differences.\n")
    sheet = (folder / "claims.csv").read_text(encoding="utf-8-sig")
    for iso, english in (("2005-05-13,", "13 May 2005,"), ("2005-05-15,", '"May 15, 2005",')):
        assert iso in sheet
        sheet = sheet.replace(iso, english)
    (folder / "english.csv").write_text(sheet, encoding="utf-8")
    assert run("import", "english.csv", "-o", "english.yaml", cwd=folder).code == 0
    assert run("diff", "claims.yaml", "english.yaml", cwd=folder).out.endswith("\nNo differences.\n")


def test_the_spelling_of_a_date_is_no_difference_and_another_word_is(folder):
    text = TEXT.replace("stated: 15 May 2005", "stated: 2005-05-15").replace(
        "date: 13 May 2005", "date: 2005-05-13"
    )
    (folder / "new.yaml").write_text(text, encoding="utf-8")
    assert run("diff", "claims.yaml", "new.yaml", cwd=folder).out.endswith("\nNo differences.\n")
    (folder / "new.yaml").write_text(TEXT.replace("about 2005", "before 2005"), encoding="utf-8")
    ran = run("diff", "claims.yaml", "new.yaml", cwd=folder, columns=140)
    assert "changed in place: North, about 2005-05-13 04:45 → before 2005-05-13 04:45" in ran.out


def test_timeline_orders_english_dates(folder):
    out = run("timeline", "claims.yaml", cwd=folder, columns=140).out
    assert out.index("2005-05-15  ") < out.index("2005-05-16 10:00")


def test_every_other_output_takes_them(folder):
    for name in ("out.md", "out.html", "out.svg"):
        command = "chart" if name.endswith("svg") else "compare"
        assert run(command, "claims.yaml", "-o", name, cwd=folder).code == 0, name
    assert "about 2005-05-13 04:45" in run("compare", "claims.yaml", "--chart", cwd=folder, columns=140).out
    assert run("coverage", "claims.yaml", cwd=folder).code == 0
