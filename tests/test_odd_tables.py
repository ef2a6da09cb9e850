"""Tables that are valid and not what one expects: their types, the names of their columns and files, their rows."""

import datetime
import decimal
import json
import os

import pyarrow as pa
import pytest
from test_tables import SMALL, run, table

from borderclash.checking import Choice
from borderclash.reading.settings import DEFAULT
from borderclash.spreadsheet.relation import Relation
from borderclash.tables.batches import Events
from borderclash.tables.claims import Table

pytestmark = pytest.mark.thorough

SPELLED = {
    {"event": "Event", "event_title": "Event Title"}.get(name, name): cells for name, cells in SMALL.items()
}


def both(file):
    """Return what comparing event by event gives, which must be what comparing the whole does."""
    run("compare", file, "--sources", "-o", "streamed.json")
    with open("streamed.json", encoding="utf-8") as stream:
        streamed = json.load(stream)
    os.unlink("streamed.json")
    assert streamed == json.loads(run("compare", file, "--sources", "-f", "json").out)
    return streamed


def claims(found):
    rows = [row for event in found["events"] for row in event["rows"]]
    return [claim for row in rows for account in row["accounts"].values() for claim in account.get("claims", ())]


ODD = {
    "hedge": pa.nulls(3),
    "value": pa.array([decimal.Decimal("58.00"), decimal.Decimal("18.00"), decimal.Decimal("3.00")]),
    "measure": [float("nan")] * 3,
    "speaker": pa.array([datetime.time(1, 2)] * 3),
    "locator": pa.array([[1, 2]] * 3),
    "via": pa.array([[1, 2]] * 3, pa.list_(pa.int64(), 2)),
    "stated": pa.array([1_760_000_000_123_456_789] * 3, pa.timestamp("ns", "Asia/Tokyo")),
    "question": pa.array(SMALL["question"]).dictionary_encode(),
    "label": pa.array(SMALL["label"], pa.large_string()),
    "party": [" north", "south ", "north"],
    "note": ["\t", " \n", "x "],
}
READ = {
    "hedge": [None] * 3, "value": [58, 18, 3], "measure": [None] * 3, "speaker": ["01:02:00"] * 3,
    "locator": ["1; 2"] * 3, "via": ["1; 2"] * 3, "stated": ["2025-10-09T08:53:20"] * 3, "note": [None, None, "x "],
}  # fmt: skip


def test_cells_of_other_types_are_read_one_way(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = claims(both(table("claims.parquet", SMALL, **ODD)))
    assert {field: [claim.get(field) for claim in found] for field in READ} == READ


def test_what_a_sheet_marks_is_decoded_in_what_is_said_of_sources(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = both(table("claims.parquet", SMALL, source_title=["'=wire", None, None]))
    assert made["sources"]["wire"]["title"] == "=wire"


@pytest.mark.parametrize(
    ("cells", "type"),
    [
        ([[{"a": 1}]] * 3, "STRUCT(a BIGINT)[]"),
        ([[[1]]] * 3, "BIGINT[][]"),
        ([b"\xff"] * 3, "BLOB"),
    ],
)
def test_a_type_that_no_cell_has_is_refused(cells, type, tmp_path):
    said = run("compare", table(tmp_path / "c.parquet", SMALL, note=pa.array(cells)), code=2).err
    assert f"holds {type}, of which no cell is made\nhelp: give it text" in said


def test_the_name_of_a_file_is_no_pattern(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = "[1]*? a'b \"é漢 {a,b};.parquet"
    table("1 a'b \"é漢 a;.parquet", SMALL, value=["1", "1", "1"])
    assert [claim["value"] for claim in claims(both(table(name, SMALL)))] == [58, "at least 18", 3]


def test_columns_may_be_spelled_as_in_a_sheet(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert both(table("claims.parquet", SPELLED))["events"][0]["title"] == "The bridge"
    twice = table("twice.parquet", SMALL, **{"Event Title": ["Other", None, None]})
    assert "the column `event_title` is there twice" in run("compare", twice, "-o", "c.csv", code=1).err
    assert (
        ":2 (value)"
        in run("validate", table("bad.parquet", SPELLED, value=["1", "a lot", "1"]), "-f", "concise", code=1).out
    )


@pytest.mark.parametrize(
    "names",
    [
        {"event": ["The bridge", "The bridge", "THE RIVER"], "event_title": [None] * 3},
        {"party": ["North", "South", "NORTH"], "party_name": [None] * 3, "source": ["The wire"] * 3},
    ],
)
def test_names_stand_for_ids_in_all_rows_alike(names, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = both(table("claims.parquet", SMALL, **names))
    assert [event["id"] for event in made["events"]] in (["bridge", "river"], ["the-bridge", "the-river"])
    assert list(made["parties"]) == ["north", "south"]


FULL = {
    "event": ["bridge"] * 5,
    "event_title": ["The bridge", None, None, "The bridge", None],
    "event_date": [None, "2025", None, None, None],
    "event_timezone": ["Asia/Kabul"] * 5,
    "question": ["killed", "killed", "fired", "fired", "killed"],
    "label": ["Killed", None, "Who fired", None, "Killed"],
    "kind": ["count", "count", "choice", None, None],
    "unit": ["soldiers", None, None, None, None],
    "options": [None, None, "a=The army; b=The rebels", None, None],
    "question_subject": ["north", None, None, None, None],
    "cumulative": ["yes", None, None, None, None],
    "party": ["north", "south", "north", "south", "north"],
    "value": ["58", "at least 1,000", "a", None, "60.50"],
    "stance": [None, "denies", None, "cannot-say", None],
    "subject": ["null", "south", None, None, None],
    "scope": [None, "in the north", "null", None, None],
    "cut_off": ["null", "2025-10-11", None, None, None],
    "stated": ["2025-10-12", "2025", "2025-10-12", "2025-10-12", "2025-10-13"],
    "of": [None, "north; south", None, None, None],
    "source": ["wire", "wire; paper", "wire", "paper", "wire"],
    "quote": ["fifty-eight", None, None, "no 'comment'", None],
}


@pytest.mark.parametrize(
    ("changes", "taken"),
    [
        ({}, False),
        ({"value": ["58", "at least 1,000", "a", None, "60"]}, True),
        ({"value": ["58", "at least 1,000", "The army", None, "60"]}, False),
        ({"value": ["58", "18", "a", None, "60"], "quote": ["'58'", None, None, None, None]}, False),
        ({"value": ["58", "18", "a", None, "60"], "event_title": ["A", None, None, "B", None]}, False),
        ({"value": ["58", "18", "a", None, "60"], "label": ["Killed", "Dead", "Who fired", None, None]}, False),
        ({"value": ["58", "18", "a", None, "60"], "party": ["The north", *FULL["party"][1:]]}, False),
    ],
)
def test_rows_that_are_taken_in_at_once_are_what_a_sheet_makes_of_them(changes, taken, tmp_path):
    file = table(tmp_path / "claims.parquet", FULL, **changes)
    relation = Relation(str(file), str(tmp_path))
    (read,) = Events(relation).batches()
    known = Table.of("claims", [""], [], {"borderclash": 1}, Choice.of(DEFAULT))
    at_once = known.at_once(read.rows, {})
    assert bool(at_once) == taken
    if at_once:
        as_sheet, _ = known.as_sheet(read.rows, {})
        assert at_once.documents[-1].data["events"] == as_sheet.documents[-1].data["events"]
