"""Tables that are valid and not what one expects: their types, the names of their columns and files, their rows."""

import datetime
import decimal
import json
import os

import pyarrow as pa
import pytest
from test_tables import SMALL, run, table

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
