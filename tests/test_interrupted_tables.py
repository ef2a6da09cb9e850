"""Ctrl-C while a large table is compared or checked: nothing is left, and nothing but the end is told."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

pytestmark = pytest.mark.tools
ROWS = 60_000


@pytest.fixture(scope="module")
def claims(tmp_path_factory):
    file = tmp_path_factory.mktemp("claims") / "claims.parquet"
    columns = (
        "'event-' || i // 10 AS event, 'An event' AS event_title, 'killed' AS question, 'Killed' AS label, "
        "'count' AS kind, 'party-' || i % 10 AS party, 'Party ' || i % 10 AS party_name, i % 90 AS value, "
        "'wire' AS source, 'The wire' AS source_title, DATE '2025-01-01' AS stated"
    )
    duckdb.sql(f"SELECT {columns} FROM range({ROWS}) AS rows(i)").write_parquet(str(file))
    return file


def live(group):
    """Return the processes of a group that have not ended."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = (line.split(None, 2) for line in listed.splitlines())
    return [row for row in rows if int(row[0]) == group and not row[1].startswith("Z")]


def is_python(process):
    """Say whether a process has come so far that Python takes its interrupts."""
    status = Path(f"/proc/{process}/status").read_text()
    return bool(int(re.search(r"^SigCgt:\s*(\w+)", status, re.MULTILINE)[1], 16) >> (signal.SIGINT - 1) & 1)


@pytest.mark.parametrize("seconds", [1.0, 1.5, 3.0])
@pytest.mark.parametrize("arguments", [["compare", "-o", "c.parquet"], ["compare", "-o", "c.json"], ["validate"]])
def test_nothing_is_left_and_no_traceback_is_shown(arguments, seconds, claims, tmp_path):
    work, temporary = tmp_path / "work", tmp_path / "temporary"
    work.mkdir()
    temporary.mkdir()
    command = [sys.executable, "-m", "borderclash", arguments[0], str(claims), *arguments[1:]]
    with subprocess.Popen(
        command,
        cwd=work,
        env=os.environ | {"TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        while not is_python(process.pid):
            time.sleep(0.01)
        time.sleep(seconds)
        # As a terminal does: all processes of the group are told.
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=30)[1]
    until = time.monotonic() + 5
    while live(process.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert live(process.pid) == []
    assert os.listdir(temporary) == []
    # Where it was evaluating a text, as named tuples do, Python ends by the signal; shells tell 130 of both.
    if process.returncode in (130, -signal.SIGINT):
        assert said == ""
        assert os.listdir(work) == []
    else:
        # It was faster.
        assert process.returncode == 0
