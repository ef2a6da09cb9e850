"""The converters of `examples/` and their page, each command of which is run."""

import re
import runpy
import shlex
import shutil
import sys

import pyarrow.parquet as pq
import pytest
from files import ROOT, run

pytestmark = pytest.mark.thorough

COMMANDS = re.findall(r"^\$ (.*)\n((?:(?!\$ |```).*\n)*)", (ROOT / "examples/README.md").read_text("utf-8"), re.M)


def python(words):
    """Run a script, or what stands behind `-c`, in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", words)
        if words[0] == "-c":
            exec(words[1], {})
        else:
            runpy.run_path(words[0], run_name="__main__")
    return ""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_shows_what_its_commands_do(folder):
    assert len(COMMANDS) == 8
    for command, shown in COMMANDS:
        program, *words = shlex.split(command)
        if program == "python3":
            assert python(words) == shown
        else:
            done = run(*words)
            assert f"{done.out.rstrip()}\n{done.err}".strip("\n") == shown.strip("\n"), command


def test_of_a_compiler_no_claims_of_the_sides_are_made(folder):
    python(["examples/ucdp_ged.py", "examples/ucdp_ged.csv", "ucdp.parquet", "--published", "2025-06-01"])
    rows = pq.read_table("ucdp.parquet").to_pylist()
    assert {row["party"] for row in rows if row["value"]} == {"ucdp"}
    assert {row["party_name"] for row in rows if not row["value"]} == {"Government of Examplia", "Upland Front"}
    killed = [(row["value"], row["note"].partition(". ")[0]) for row in rows if row["question"] == "killed"]
    assert killed == [
        ("12 to 30", "Best estimate: 14"),
        ("23", "Best estimate: 23"),
        ("5 to 8", "Best estimate: 6"),
    ]
    assert [row["event_place"] for row in rows if row["question"] == "killed"][1] == "Upland province, Examplia"


@pytest.mark.parametrize(
    ("script", "table", "old", "new", "words"),
    [
        ("ucdp_ged", "ucdp_ged", ",14,30,12,", ",14,13,12,", "line 2: best is to lie between low and high"),
        ("ucdp_ged", "ucdp_ged", ",14,30,12,", ",,30,12,", "line 2: best is to be a whole number; got ''"),
        ("loss_table", "losses_told_by_north", "260", "260*", "line 3: personnel is to be a whole number; got '260*'"),
        ("loss_table", "losses_told_by_north", "2025-03-02", "2 March", "line 3: Invalid isoformat string: '2 March'"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_fit_is_told(folder, script, table, old, new, words):
    file = folder / f"examples/{table}.csv"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    options = ["--published", "2025-06-01"]
    if script == "loss_table":
        options = [f"--{name}=x" for name in ("event", "title", "party", "name", "of", "source", "url")]
    with pytest.raises(SystemExit, match=re.escape(words)):
        python([f"examples/{script}.py", str(file), "out.parquet", *options])
