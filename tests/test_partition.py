"""What Spark calls on its workers, without Spark: rows of events to records and problems."""

import importlib
import re
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from test_tables import SMALL, read, run, table

from borderclash.checking import Choice
from borderclash.problems import UsageError
from borderclash.reading.settings import DEFAULT
from borderclash.rendering.tables.contract import schemas
from borderclash.spreadsheet.relation import DUCKDB, PLACE, Relation, irregular, is_detail
from borderclash.tables import partition
from borderclash.tables.claims import Table
from borderclash.tables.declared import Declared

pytestmark = pytest.mark.thorough

FILE = "archive.parquet"


def compared(file, tmp_path):
    """Return all records by table, as an engine would get them of a partition with all events."""
    relation = Relation(str(file), str(tmp_path))
    declared = Declared.of(relation)
    header = Table.of("claims", [""], [], declared.data, Choice.of(DEFAULT, "error"))
    work = partition.Work(header, declared, irregular(relation.columns, DUCKDB))
    reasons = " ".join(f"WHEN {one.condition} THEN {number}" for number, one in enumerate(work.irregular))
    details = ", ".join(f'"{name}"' for name in relation.columns if is_detail(name))
    rows = relation.database.sql(
        f"SELECT * EXCLUDE ({details}) REPLACE (coalesce(event, '') AS event), '{FILE}' AS \"{partition.FILE_NAME}\", "
        f'CASE {reasons} END AS {partition.IRREGULAR} FROM claims ORDER BY event, "{PLACE}"'
    ).to_arrow_table()
    made = pa.Table.from_batches(
        [*partition.compare(work.packed(), rows.to_batches(max_chunksize=2)), *partition.beside(work)]
    ).to_pylist()
    assert all(set(filter(record.get, record)) <= {"table", record["table"]} for record in made)
    return {name: [one[name] for one in made if one["table"] == name] for name in partition.tables()}


def of_local(file, out):
    run("compare", file, "-o", out)
    return read(out)


def without_order(tables):
    events = [{**event, "sequence": None, "fingerprint": None} for event in tables["events"]]
    made = {**tables, "events": events}
    return {name: sorted(map(str, made[name])) for name in schemas()}


def told(problems):
    return [
        (one["event"], one["rule"], one["file"], one["row"], one["column"], one["message"]) for one in problems
    ]


def test_the_records_are_those_of_a_local_run(tmp_path):
    file = table(tmp_path / FILE, SMALL)
    made = compared(file, tmp_path)
    assert made["problems"] == []
    assert without_order(made) == without_order(of_local(file, tmp_path / "local.parquet"))
    assert [event["sequence"] for event in made["events"]] == [None, None]


def test_a_bad_row_costs_its_own_event_alone(tmp_path):
    file = table(tmp_path / FILE, SMALL, value=["58", "a lot", "3"])
    made = compared(file, tmp_path)
    message = made["problems"][0]["message"]
    assert told(made["problems"]) == [("bridge", "figure", FILE, 2, "value", message)]
    assert "a lot" in message
    assert "`hedge`" in made["problems"][0]["help"]
    assert [event["event"] for event in made["events"]] == ["river"]
    only = {name: cells[2:] for name, cells in SMALL.items()}
    good = table(tmp_path / "good.parquet", only, party_name=["North"], source_title=["The wire"])
    assert made["rows"] == of_local(good, tmp_path / "o.parquet")["rows"]


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("event", "a claim has no `event`"),
        ("question", "a claim has no `question`"),
        ("party", "a claim has no `party`"),
        ("source", "this row says more of its source than the id, which it lacks"),
    ],
)
def test_names_need_ids(tmp_path, column, message):
    whole = {**SMALL, "source_title": ["The wire", "The wire", None]}
    cells = [SMALL[column][0], None, SMALL[column][2]]
    made = compared(table(tmp_path / FILE, whole, **{column: cells}), tmp_path)
    event = None if column == "event" else "bridge"
    assert (event, "irregular", FILE, 2, column, message) in told(made["problems"])
    assert "one machine" in made["problems"][0]["help"]
    assert "river" in [event["event"] for event in made["events"]]


def test_what_is_said_in_two_ways_is_told_once_and_of_each_event_that_names_it(tmp_path):
    title = ["The wire", None, "Another wire"]
    file = table(tmp_path / FILE, SMALL, party_name=["North", "South", "Norden"], source_title=title)
    made = compared(file, tmp_path)
    named = "which is named here, is not known for certain"
    assert [(event, column, message) for event, _, _, _, column, message in told(made["problems"])] == [
        ("bridge", "party", f"the party `north`, {named}"),
        ("bridge", "source", f"the source `wire`, {named}"),
        ("river", "party", f"the party `north`, {named}"),
        ("river", "source", f"the source `wire`, {named}"),
        (None, "party_name", "`party_name` of the party `north` is not what it is in row 1"),
        (None, "source_title", "`source_title` of the source `wire` is not what it is in row 1"),
    ]
    assert made["events"] == []


def test_places_are_those_of_several_files(tmp_path):
    names = ["b.parquet", "a.parquet", "b.parquet"]
    rows = pa.table({partition.FILE_NAME: names, PLACE: pa.array([1, 7, 2], pa.int64()), "event": ["x"] * 3})
    placed, rows = partition._placed(Table("claims", [], [], None, None), rows)
    assert placed.sheets == ["a.parquet", "b.parquet"]
    assert [divmod(place, 1 << 40) for place in rows.column(PLACE).to_pylist()] == [(1, 1), (0, 7), (1, 2)]


def test_the_claims_of_the_benchmark_are_the_same_as_a_table_and_as_a_claim_file(tmp_path):
    from benchmarks import archives, generate

    file = tmp_path / "claims.parquet"
    pq.write_table(pa.Table.from_batches(archives.table(210)), file)
    (tmp_path / "claims.yaml").write_text("".join(generate.claim_file(210)), encoding="utf-8")
    made, expected = (
        of_local(tmp_path / name, tmp_path / f"{name}.out.parquet") for name in ("claims.parquet", "claims.yaml")
    )
    # Parties stand in the order in which rows name them.
    told = ("event", "question", "verdict", "gap", "ratio", "one_origin")
    assert [[row[name] for name in told] for row in made["rows"]] == [
        [row[name] for name in told] for row in expected["rows"]
    ]
    said = ("party", "text", "stated", "speaker", "quote", "sources")
    assert sorted([claim[name] for name in said] for claim in made["claims"]) == sorted(
        [claim[name] for name in said] for claim in expected["claims"]
    )
    assert made["sources"] == expected["sources"]


def test_without_the_extra_it_says_how_to_get_it(monkeypatch):
    monkeypatch.delitem(sys.modules, "borderclash.spark", raising=False)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(UsageError, match=re.escape("pip install 'borderclash[spark]'")):
        importlib.import_module("borderclash.spark")


def test_an_event_of_a_table_may_have_any_number_of_claims(tmp_path, monkeypatch):
    from borderclash.comparing import limits

    for name in ("MAX_CLAIMS", "MAX_CELLS", "FEW"):
        monkeypatch.setattr(limits, name, 2)
    many = {name: [*cells, *cells[:1]] for name, cells in SMALL.items()}
    for column in ("event", "event_title", "label", "kind"):
        many[column] = many[column][:1] * 4
    many["stated"] = ["2025-10-12", "2025-10-12", "2025-10-13", "2025-10-14"]
    many["value"] = ["58", "at least 18", "59", "60"]
    file = table(tmp_path / FILE, many)
    assert len(of_local(file, tmp_path / "out.parquet")["claims"]) == 4
    assert "60" in run("compare", file).out
    run("compare", file, "-f", "claims-csv", "-o", tmp_path / "claims.csv")
    assert "up to 2 are compared" in run("compare", tmp_path / "claims.csv", code=1).err
