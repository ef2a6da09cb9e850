"""Claims in a DataFrame of a real Spark with two workers: the same as a local run, row by row."""

import datetime
import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from files import EXAMPLE, claims_table
from files import run as run_program
from planted import leaks, table_of, written
from test_partition import of_local, told, without_order
from test_tables import SMALL, table

import borderclash as bc
from borderclash.tables import partition

# Spark asks for pandas, and is wary of its newest versions; nothing here goes through it.
pytestmark = [pytest.mark.tools, pytest.mark.filterwarnings("ignore:PySpark does not yet fully:FutureWarning")]
SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
LARGE = 100_000


@pytest.fixture(scope="module")
def session():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def compared(session, claims, declared=()):
    from borderclash import spark

    frame = session.read.parquet(str(claims)) if isinstance(claims, os.PathLike) else claims
    made = spark.compare(frame, declared).toArrow().to_pylist()
    return {name: [one[name] for one in made if one["table"] == name] for name in partition.tables()}


def skewed():
    """Return an event of many claims among small ones, whose rows are mixed, one of them bad."""
    events = [f"event-{number % 50}" if number % 4 else "siege" for number in range(4_000)]
    return {
        "event": events,
        "event_title": [f"What happened: {event}" for event in events],
        "question": [f"killed-{number % 3}" for number in range(4_000)],
        "label": [f"Killed {number % 3}" for number in range(4_000)],
        "kind": ["count"] * 4_000,
        "party": [("north", "south")[number // 7 % 2] for number in range(4_000)],
        "party_name": [("North", "South")[number // 7 % 2] for number in range(4_000)],
        "value": [f"at least {number % 5}" if number % 2 else str(number % 11) for number in range(4_000)],
        "source": ["wire"] * 4_000,
        "source_title": ["The wire", *[None] * 3_999],
        "stated": [f"2025-{1 + number % 12:02}-{1 + number % 28:02}" for number in range(4_000)],
    }


def large():
    """Return an event of two parties that revise what they say of each of four questions all the time."""
    numbers = range(LARGE)
    first = datetime.datetime(2020, 1, 1)
    return {
        "event": ["siege"] * LARGE,
        "event_title": ["The siege"] * LARGE,
        "question": [f"killed-{number % 4}" for number in numbers],
        "label": [f"Killed {number % 4}" for number in numbers],
        "kind": ["count"] * LARGE,
        "party": [("north", "south")[number // 4 % 2] for number in numbers],
        "party_name": [("North", "South")[number // 4 % 2] for number in numbers],
        "value": [100 + number // 8 for number in numbers],
        "source": ["wire"] * LARGE,
        "source_title": ["The wire"] * LARGE,
        "stated": [first + datetime.timedelta(hours=number // 8) for number in numbers],
    }


def test_skewed_events_of_several_files_are_those_of_a_local_run(session, tmp_path):
    from borderclash import spark

    folder = tmp_path / "claims.parquet"
    folder.mkdir()
    columns = skewed()
    claims_table(EXAMPLE, folder / "example.parquet")
    whole = pa.concat_tables(
        [pa.table(columns), pq.read_table(folder / "example.parquet")], promote_options="default"
    )
    for number, start in enumerate(range(0, whole.num_rows, 1_500)):
        pq.write_table(whole.slice(start, 1_500), folder / f"{number}.parquet")
    (folder / "example.parquet").unlink()
    made = compared(session, folder)
    assert made["problems"] == []
    assert without_order(made) == without_order(of_local(folder, tmp_path / "local.parquet"))
    # It reads the same tables from what Spark has written.
    spark.compare(session.read.parquet(str(folder))).write.parquet(str(tmp_path / "made.parquet"))
    rows = session.read.parquet(str(tmp_path / "made.parquet")).where("table = 'rows'").select("rows.*")
    assert rows.count() == len(made["rows"])


def test_bad_rows_are_rows_of_problems(session, tmp_path):
    value = ["58", "a lot", "3"]
    file = table(tmp_path / "a.parquet", SMALL, value=value, party_name=["North", "South", "Norden"])
    made = compared(session, file)
    assert made["events"] == []
    found = told(made["problems"])
    assert {where.rpartition("/")[2] for _, _, where, *_ in found if where != "claims"} == {"a.parquet"}
    assert [(event, row, column) for event, _, _, row, column, _ in sorted(found, key=str)] == [
        ("bridge", 1, "party"),
        ("river", 3, "party"),
        (None, 3, "party_name"),
    ]
    file = table(tmp_path / "a.parquet", SMALL, value=value)
    made = compared(session, file)
    assert [(one["event"], one["row"], one["column"]) for one in made["problems"]] == [("bridge", 2, "value")]
    assert [event["event"] for event in made["events"]] == ["river"]


def test_an_event_of_a_hundred_thousand_claims(session, tmp_path):
    file = table(tmp_path / "large.parquet", large())
    made = compared(session, file)
    assert made["problems"] == []
    assert len(made["claims"]) == LARGE
    assert {(row["question"], row["verdict"]) for row in made["rows"]} == {
        (f"killed-{number}", "agree") for number in range(4)
    }


def test_typed_columns_and_what_files_declare(session, tmp_path):
    (tmp_path / "sources.yaml").write_text(
        "borderclash: 1\nsources:\n  wire: {title: The wire}\n  paper: {title: The paper}\n", encoding="utf-8"
    )
    columns = {
        "event": ["bridge"] * 3,
        "Event Title": ["The bridge"] * 3,
        "question": ["killed", "killed", "said"],
        "label": ["Killed", "Killed", "Said so"],
        "kind": ["count", "count", "text"],
        "party": ["north", "south", "south"],
        "party_name": ["North", "South", "South"],
        "party_pooled": [True, False, False],
        "value": pa.array([58.0, 18.5e6, None]),
        "stance": ["asserts", "asserts", "declines"],
        "source": [["wire"], ["wire", "paper"], ["paper"]],
        "stated": pa.array([datetime.datetime(2025, 10, 12, 9, 30)] * 3, pa.timestamp("us", "UTC")),
        "cut_off": pa.array([None] * 3, pa.date32()),
    }
    file = tmp_path / "typed.parquet"
    pq.write_table(pa.table(columns), file)
    made = compared(session, file, tmp_path / "sources.yaml")
    assert made["problems"] == []
    assert [(one["party"], one["value"], one["stated"], one["sources"]) for one in made["claims"]][:2] == [
        ("north", "58", "2025-10-12T09:30:00Z", ["wire"]),
        ("south", "18,500,000", "2025-10-12T09:30:00Z", ["wire", "paper"]),
    ]
    # Without files there is nothing that numbers rows but Spark.
    frame = session.createDataFrame(pa.table({**SMALL, "value": ["58", "a lot", "3"]})).coalesce(1)
    assert [(one["file"], one["row"]) for one in compared(session, frame)["problems"]] == [("claims", 2)]


def test_columns_that_do_not_fit_are_refused_at_once(session, tmp_path):
    from borderclash import spark

    frame = session.createDataFrame(pa.table({**SMALL, "valu": ["1"] * 3}))
    with pytest.raises(bc.UsageError, match="unknown column `valu`"):
        spark.compare(frame)
    with pytest.raises(bc.UsageError, match="Spark needs the ids"):
        spark.compare(session.createDataFrame(pa.table({name: SMALL[name] for name in SMALL if name != "event"})))
    with pytest.raises(bc.UsageError, match="holds struct<a:"):
        spark.compare(
            frame.selectExpr("struct(value AS a) AS value", *(name for name in SMALL if name != "value"))
        )
    with pytest.raises(bc.UsageError, match="more than parties and sources"):
        spark.compare(session.createDataFrame(pa.table(SMALL)), EXAMPLE)


def test_tables_have_nothing_that_is_withheld(session, tmp_path):
    written(tmp_path / "data")
    sheet = run_program("compare", tmp_path / "data" / "claims.yaml", "-f", "claims-csv", "--with-withheld").out
    (tmp_path / "claims.csv").write_text(sheet, encoding="utf-8")
    made = compared(session, table_of(tmp_path / "claims.csv", tmp_path / "claims.parquet"))
    assert {source["source"] for source in made["sources"]} == {"open", "partly"}
    assert leaks(repr(made)) == []
