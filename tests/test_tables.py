"""Claims from tables of columns, and comparisons into them."""

import csv
import json
import os
import shutil
import subprocess
import sys
import time

import files
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from files import EXAMPLE, ROOT, claims_table

import borderclash as bc
import borderclash.spreadsheet.relation
from borderclash.presenting.event_tables import VERSION
from borderclash.reading import sources
from borderclash.rendering.tables.contract import CONTRACT, schemas
from borderclash.tables.archive import FEW

SMALL = {
    "event": ["bridge", "bridge", "river"],
    "event_title": ["The bridge", None, "The river"],
    "question": ["killed", "killed", "killed"],
    "label": ["Killed", None, "Killed"],
    "kind": ["count", None, "count"],
    "party": ["north", "south", "north"],
    "party_name": ["North", "South", None],
    "value": ["58", "at least 18", "3"],
    "source": ["wire", "wire", "wire"],
    "source_title": ["The wire", None, None],
    "stated": ["2025-10-12", "2025-10-12", "2025-10-13"],
}


def run(*args, code=0):
    done = files.run(*map(str, args))
    assert done.code == code, done
    return done


def table(file, columns, **changes):
    pq.write_table(pa.table({**columns, **changes}), file)
    return file


def read(folder):
    return {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in schemas()}


def without_prints(tables):
    return {
        **tables,
        "events": [{**event, "fingerprint": None} for event in tables["events"]],
    }


def test_tables_hold_what_json_does(tmp_path):
    run("compare", EXAMPLE, "-o", tmp_path / "c.parquet")
    made = read(tmp_path / "c.parquet")
    whole = json.loads(run("compare", EXAMPLE, "-f", "json").out)
    rows = [row for event in whole["events"] for row in event["rows"]]
    assert [(row["verdict"], row["gap"]) for row in made["rows"] if row["gap_seconds"] is None] == [
        (row["verdict"], row["gap"]) for row in rows if not isinstance(row["gap"], str)
    ]
    assert len(made["claims"]) == whole["summary"]["claims"]
    assert len(made["mirrors"]) == whole["summary"]["mirrors"]
    assert [pair["verdict"] for pair in made["pairs"]] == [
        pair["verdict"] for row in rows for pair in row["pairs"]
    ]
    stated = [position["stated_low"] for position in made["positions"] if position["text"].startswith("58")]
    assert stated == [58.0]
    assert {row["key"]: row["value"] for row in made["meta"]}["title"] == whole["title"]
    assert made["meta"][1] == {"key": "schema", "value": str(VERSION)}


def test_an_account_counts_voices_as_its_cell_does(tmp_path):
    said = {"party": 3 * ["north"], "value": ["58", "58", "3"], "speaker": ["A", "B", "A"]}
    of_party = {"party_name": ["Residents", None, None], "party_pooled": ["yes", None, None]}
    data = table(tmp_path / "claims.parquet", SMALL, **said, **of_party)
    result = bc.compare(bc.load(data))
    result.write(tmp_path / "c.parquet")
    texts = [account.text for row in result.rows() for account in row.accounts.values()]
    assert [account["text"] for account in read(tmp_path / "c.parquet")["accounts"]] == texts
    assert texts == ["58 (2 voices)", "3"]


def test_contract_names_each_column_with_its_type():
    contract = json.loads((ROOT / CONTRACT).read_text(encoding="utf-8"))
    assert contract["version"] == VERSION
    for name, declared in contract["tables"].items():
        assert [column["name"] for column in declared["columns"]] == schemas()[name].names
        assert declared["about"].endswith(".")


@pytest.mark.parametrize("command", ["compare", "timeline", "coverage"])
@pytest.mark.thorough
def test_a_table_says_what_its_claim_file_says(tmp_path, command):
    file = claims_table(EXAMPLE, tmp_path / "claims.parquet")
    assert run(command, file).out == run(command, EXAMPLE).out


@pytest.mark.thorough
def test_events_compared_one_by_one_come_to_the_same(tmp_path):
    file = claims_table(EXAMPLE, tmp_path / "claims.parquet")
    said = run("compare", file, "-o", tmp_path / "a.parquet").err
    assert "taken over unchanged" in said
    run("compare", EXAMPLE, "-o", tmp_path / "b.parquet")
    assert without_prints(read(tmp_path / "a.parquet")) == without_prints(read(tmp_path / "b.parquet"))


@pytest.mark.thorough
def test_rows_of_an_event_need_not_stand_together(tmp_path):
    mixed = {name: [cells[number] for number in (0, 2, 1)] for name, cells in SMALL.items()}
    run("compare", table(tmp_path / "mixed.parquet", mixed), "-o", tmp_path / "a.parquet")
    run("compare", table(tmp_path / "sorted.parquet", SMALL), "-o", tmp_path / "b.parquet")
    assert without_prints(read(tmp_path / "a.parquet")) == without_prints(read(tmp_path / "b.parquet"))


@pytest.mark.thorough
def test_typed_columns_are_read_as_a_sheet_would_have_them(tmp_path):
    import datetime

    typed = {
        **{name: cells[:2] for name, cells in SMALL.items()},
        "value": pa.array([58, 18], pa.int64()),
        "stated": pa.array([datetime.date(2025, 10, 12)] * 2),
        "source": [["wire"], ["wire", "paper"]],
        "party_pooled": [True, False],
        "source_title": ["The wire", None],
    }
    parties = "borderclash: 1\nsources:\n  paper: {title: The paper}\n"
    (tmp_path / "sources.yaml").write_text(parties, encoding="utf-8")
    file = table(tmp_path / "typed.parquet", typed)
    made = json.loads(run("compare", file, tmp_path / "sources.yaml", "-f", "json").out)
    accounts = made["events"][0]["rows"][0]["accounts"]
    assert accounts["north"]["claims"][0]["value"] == 58
    assert accounts["south"]["claims"][0]["source"] == ["wire", "paper"]
    assert accounts["south"]["claims"][0]["stated"] == "2025-10-12"
    run("compare", file, tmp_path / "sources.yaml", "-o", tmp_path / "c.parquet")
    assert [claim["sources"] for claim in read(tmp_path / "c.parquet")["claims"]] == [["wire"], ["wire", "paper"]]


@pytest.mark.thorough
def test_a_folder_of_files_and_arrow_are_tables(tmp_path):
    folder = tmp_path / "claims.parquet"
    folder.mkdir()
    for number in range(3):
        one = {name: [cells[number]] for name, cells in SMALL.items()}
        pq.write_table(
            pa.table({name: pa.array(cells, pa.string()) for name, cells in one.items()}),
            folder / f"{number}.parquet",
        )
    with pa.OSFile(str(tmp_path / "claims.arrow"), "wb") as stream:
        whole = pa.table(SMALL)
        with pa.ipc.new_file(stream, whole.schema) as writer:
            writer.write_table(whole)
    for number, name in enumerate(["claims.parquet", "claims.arrow"]):
        run("compare", tmp_path / name, "-o", tmp_path / f"{number}.out.parquet")
    assert without_prints(read(tmp_path / "0.out.parquet")) == without_prints(read(tmp_path / "1.out.parquet"))


@pytest.mark.thorough
def test_what_has_not_changed_is_taken_over(tmp_path):
    out = tmp_path / "c.parquet"
    run("compare", table(tmp_path / "claims.parquet", SMALL), "-o", out)
    again = run("compare", tmp_path / "claims.parquet", "-o", out).err
    assert "2 events, 2 of them taken over unchanged" in again
    table(tmp_path / "claims.parquet", SMALL, value=["58", "at least 18", "4"])
    assert "2 events, 1 of them taken over" in run("compare", tmp_path / "claims.parquet", "-o", out).err
    changed = read(out)
    assert (
        "2 events, 0 of them taken over" in run("compare", tmp_path / "claims.parquet", "-o", out, "--fresh").err
    )
    assert read(out) == changed
    # A party's name stands in both events, a source's title too.
    table(tmp_path / "claims.parquet", SMALL, party_name=["The North", "South", None])
    assert "2 events, 0 of them taken over" in run("compare", tmp_path / "claims.parquet", "-o", out).err
    table(tmp_path / "claims.parquet", SMALL, source_title=["Another wire", None, None])
    assert "2 events, 0 of them taken over" in run("compare", tmp_path / "claims.parquet", "-o", out).err


@pytest.mark.thorough
def test_new_events_before_others_leave_these_as_they_were(tmp_path):
    out = tmp_path / "c.parquet"
    only = {name: cells[2:] for name, cells in SMALL.items()}
    whole = {"party_name": ["North"], "source_title": ["The wire"]}
    run("compare", table(tmp_path / "claims.parquet", {**only, **whole}), "-o", out)
    said = run("compare", table(tmp_path / "claims.parquet", SMALL), "-o", out).err
    assert "2 events, 1 of them taken over" in said
    taken_over = read(out)
    run("compare", tmp_path / "claims.parquet", "-o", out, "--fresh")
    assert read(out) == taken_over


@pytest.mark.thorough
def test_a_run_that_was_killed_leaves_what_was_there(tmp_path):
    out = tmp_path / "c.parquet"
    file = table(tmp_path / "claims.parquet", SMALL)
    run("compare", file, "-o", out)
    whole = read(out)
    # Ended before the tables were complete, and between the two steps that put them in place.
    left = tmp_path / ".c.parquet.new-999999999-x"
    left.mkdir()
    (left / "rows.parquet").write_bytes(b"half")
    out.rename(tmp_path / ".c.parquet.old")
    assert "2 of them taken over" in run("compare", file, "-o", out).err
    assert read(out) == whole
    assert sorted(os.listdir(tmp_path)) == ["c.parquet", "claims.parquet"]


@pytest.mark.thorough
def test_tables_that_are_no_longer_whole_are_made_anew(tmp_path):
    out = tmp_path / "c.parquet"
    file = table(tmp_path / "claims.parquet", SMALL)
    run("compare", file, "-o", out)
    whole = read(out)
    (out / "rows.parquet").write_bytes(b"PAR1 not")
    assert "0 of them taken over" in run("compare", file, "-o", out).err
    assert read(out) == whole


def test_bad_rows_are_told_by_row_and_column_and_nothing_is_written(tmp_path):
    bad = table(tmp_path / "claims.parquet", SMALL, value=["58", "a lot", "3"])
    said = run("compare", bad, "-o", tmp_path / "c.parquet", code=1).err
    assert f"{bad}:2 (value): error figure: " in said
    assert not (tmp_path / "c.parquet").exists()
    assert f"{bad}:2 (value): error figure: " in run("validate", bad, "-f", "concise", code=1).out
    kind = table(tmp_path / "claims.parquet", SMALL, party_kind=["goverment", None, None])
    said = run("compare", kind, "-o", tmp_path / "c.parquet", code=1).err
    assert ":1 (party_kind): error unknown-word: " in said
    lacking = table(
        tmp_path / "claims.parquet", SMALL, party=["north", None, "north"], party_name=["North", None, None]
    )
    assert ":2 (party)" in run("compare", lacking, "-o", tmp_path / "c.parquet", code=1).err
    twice = table(tmp_path / "claims.parquet", SMALL, party_name=["North", "South", "Norden"])
    said = run("compare", twice, "-o", tmp_path / "c.parquet", code=1).err
    assert ":3 (party_name): error differs: `party_name` of the party `north` is not what it is in row 1" in said
    named = {"party_name": ["North", None, None], "party_kind": [None, "other", None]}
    said = run(
        "compare", table(tmp_path / "claims.parquet", SMALL, **named), "-o", tmp_path / "c.parquet", code=1
    ).err
    assert ":2 (party_name): error missing-field: `party_name` is missing" in said
    gone = table(tmp_path / "claims.parquet", SMALL, restates=[None, "gone", None])
    said = run("compare", gone, "-o", tmp_path / "c.parquet", code=1).err
    assert ":2 (restates): error restates: no claim of this question has the id `gone`" in said


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({**SMALL, "valu": SMALL["value"]}, "unknown column `valu`"),
        ({name: SMALL[name][:1] for name in SMALL if name != "event"}, "bridge"),
    ],
)
@pytest.mark.thorough
def test_columns_that_are_not_known(tmp_path, columns, words):
    file = table(tmp_path / "claims.parquet", columns)
    if words == "bridge":
        # The title of the event stands for its id.
        assert "The bridge" in run("compare", file).out
    else:
        assert words in run("compare", file, "-o", tmp_path / "c.parquet", code=1).err


@pytest.mark.thorough
def test_what_is_no_table(tmp_path):
    (tmp_path / "x.parquet").write_text("no table", encoding="utf-8")
    said = run("compare", tmp_path / "x.parquet", code=2).err
    assert "cannot be read as a table" in said
    (tmp_path / "empty.parquet").mkdir()
    assert "no Parquet files in" in run("validate", tmp_path / "empty.parquet", code=2).err
    assert "is not there" in run("validate", tmp_path / "gone.parquet", code=2).err


@pytest.mark.thorough
def test_no_folder_of_others_is_written_over(tmp_path):
    file = table(tmp_path / "claims.parquet", SMALL)
    (tmp_path / "mine.parquet").mkdir()
    shutil.copy(file, tmp_path / "mine.parquet/claims.parquet")
    (tmp_path / "mine.parquet/notes.txt").write_text("mine", encoding="utf-8")
    for source in (file, EXAMPLE):
        said = run("compare", source, "-o", tmp_path / "mine.parquet", "--overwrite", code=2).err
        assert "holds what is not borderclash's" in said
    assert "is an input" in run("compare", file, "-o", file, code=2).err
    assert "is a file" in run("compare", EXAMPLE, "-o", file, code=2).err
    # One of the same name, but with somebody's claims in it.
    (tmp_path / "mine.parquet/notes.txt").unlink()
    assert (
        "holds what is not borderclash's" in run("compare", EXAMPLE, "-o", tmp_path / "mine.parquet", code=2).err
    )
    assert pq.read_table(tmp_path / "mine.parquet/claims.parquet").num_rows == 3
    assert "standard output cannot take" in run("compare", file, "-f", "parquet", code=2).err
    assert "--fresh has nothing" in run("compare", file, "--fresh", code=2).err


@pytest.mark.thorough
def test_without_the_extra_it_says_how_to_get_it(tmp_path, monkeypatch):
    file = table(tmp_path / "claims.parquet", SMALL)
    for name in ("reading.arrow", "spreadsheet.relation"):
        monkeypatch.delitem(sys.modules, f"borderclash.{name}")
    monkeypatch.delattr(borderclash.spreadsheet, "relation")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert "pip install 'borderclash[tables]'" in run("compare", file, code=2).err


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "json", "md", "html"])
@pytest.mark.thorough
def test_texts_of_events_compared_one_by_one_are_those_of_the_whole(tmp_path, suffix):
    file = claims_table(EXAMPLE, tmp_path / "claims.parquet")
    asked = ("--sources", "--made", "2025-10-12", "-o")
    said = run("compare", file, *asked, tmp_path / f"streamed.{suffix}").err
    assert said.splitlines()[-1] == f"wrote {tmp_path}/streamed.{suffix}: 8 events"
    run("compare", shutil.copy(EXAMPLE, tmp_path), *asked, tmp_path / f"whole.{suffix}")
    assert (tmp_path / f"streamed.{suffix}").read_text() == (tmp_path / f"whole.{suffix}").read_text()


@pytest.mark.thorough
def test_no_text_is_written_of_bad_rows(tmp_path):
    bad = table(tmp_path / "claims.parquet", SMALL, value=["58", "a lot", "3"])
    said = run("compare", bad, "-o", tmp_path / "c.csv", code=1).err
    assert "claims.parquet:2 (value): error figure: " in said
    assert sorted(os.listdir(tmp_path)) == ["claims.parquet"]


@pytest.mark.thorough
def test_json_lines_have_the_rows_of_the_json(tmp_path):
    whole = json.loads(run("compare", EXAMPLE, "-f", "json").out)
    lines = [json.loads(line) for line in run("compare", EXAMPLE, "-f", "json-lines").out.splitlines()]
    assert lines == [
        {"event": event["id"], "event_title": event["title"], **row}
        for event in whole["events"]
        for row in event["rows"]
    ]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Return a table of so many claims that several processes compare them, and the tables that they come to."""
    folder = tmp_path_factory.mktemp("many")
    run("compare", many_claims(folder / "claims.parquet"), "-o", folder / "whole.parquet")
    return folder / "claims.parquet", read(folder / "whole.parquet")


@pytest.mark.tools
@pytest.mark.parametrize("seconds", [1, 3])
def test_a_run_may_be_killed_at_any_point(tmp_path, many, seconds):
    """What the next run gives is what one that nobody ended does, and no process is left."""
    shutil.copy(many[0], tmp_path)
    command = [sys.executable, "-m", "borderclash", "compare", "claims.parquet", "-o", "c.parquet"]
    ended = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(seconds)
    ended.kill()
    ended.wait()
    for _ in range(100):
        if not any(f"{ended.pid}" == group for group in groups()):
            break
        time.sleep(0.1)
    else:
        pytest.fail("a process outlived the run")
    run("compare", tmp_path / "claims.parquet", "-o", tmp_path / "c.parquet")
    assert sorted(os.listdir(tmp_path)) == ["c.parquet", "claims.parquet"]
    assert read(tmp_path / "c.parquet") == many[1]


def many_claims(file):
    numbers = range(FEW + 2_000)
    columns = {
        "event": [f"event-{number // 200}" for number in numbers],
        "question": [f"killed-{number // 4}" for number in numbers],
        "party": [("north", "south", "east", "west")[number % 4] for number in numbers],
        "value": [f"at least {number % 97 + 1}" for number in numbers],
    }
    shared = {"event_title": "Clash", "label": "Killed", "kind": "count", "source": "wire", "source_title": "Wire"}
    columns |= {name: [text] * len(numbers) for name, text in shared.items()}
    columns["party_name"] = [party.title() for party in columns["party"]]
    return table(file, columns, stated=["2025-10-12"] * len(numbers))


@pytest.mark.tools
def test_pandas_is_imported_only_where_somebody_asks_for_it(tmp_path):
    code = (
        "import sys; from borderclash.reading.arrow import pa, without_pandas; without_pandas(); "
        "pa.array(['a']); assert 'pandas' not in sys.modules; assert len(pa.table({'a': [1]}).to_pandas()) == 1"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)


def groups():
    """Return the groups of all processes that are not ended."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
    return [group for group, state in map(str.split, listed.splitlines()) if not state.startswith("Z")]


@pytest.mark.thorough
def test_csv_that_is_too_large_for_a_sheet_is_a_table(tmp_path, monkeypatch):
    header, *rows = zip(*([name, *cells] for name, cells in SMALL.items()), strict=True)
    lines = [header, *rows, *([*row[:-1], "on the 13th"] for row in rows[2:])]
    with (tmp_path / "claims.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    as_sheet = run("validate", tmp_path / "claims.csv", "-f", "concise", code=1).out
    monkeypatch.setattr(sources, "MAX_BYTES", 100)
    as_table = run("validate", tmp_path / "claims.csv", "-f", "concise", code=1).out
    assert "claims.csv:5:K (stated): error time: " in as_sheet
    assert "claims.csv:5 (stated): error time: " in as_table
