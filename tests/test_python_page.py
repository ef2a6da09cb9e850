"""The examples of ``docs/python.md``: they run, their types hold, and a notebook shows a result as a table."""

import contextlib
import io
import json
import subprocess
import sys

import pytest
from files import GOOD, ROOT
from test_docs import blocks

EXAMPLES = blocks((ROOT / "docs" / "python.md").read_text(encoding="utf-8"), "python")


@pytest.fixture
def folder(tmp_path):
    for name, text in (("claims", GOOD), ("last-week", GOOD.replace("58", "57"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_examples_run_one_after_the_other(folder, monkeypatch):
    monkeypatch.chdir(folder)
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec("".join(EXAMPLES), {})
    lines = shown.getvalue().splitlines()
    assert lines[0] == "Two accounts 1"
    assert "2 unknown-field did you mean `date`?" in lines
    assert any(line.startswith("clash Soldiers killed: South overlap 40 North says 58") for line in lines)
    assert any(line.startswith("south at least 18 [Figure(") for line in lines)
    written = {file.name for file in folder.iterdir()} - {"claims", "last-week"}
    assert written == {"differences.md", "differences.json", "timeline.md", "changes.md"}


@pytest.mark.tools
def test_types_of_the_examples_hold(tmp_path):
    program = tmp_path / "examples.py"
    program.write_text("".join(EXAMPLES) + "reveal_type(row.gap)\nreveal_type(result)\n", encoding="utf-8")
    options = ["--strict", "--cache-dir", str(tmp_path), "--config-file", "", str(program)]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"int | decimal.Decimal | datetime.timedelta | None"' in done.stdout.replace("builtins.", "")
    assert 'Revealed type is "borderclash.api.results.Comparison"' in done.stdout
    program.write_text("import borderclash\nborderclash.nonsense\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "mypy", *options], capture_output=True, text=True, check=False)
    assert 'Module has no attribute "nonsense"' in done.stdout


@pytest.mark.tools
def test_a_notebook_shows_a_result_as_a_table(folder):
    source = "import borderclash as bc\nclaims = bc.load('claims/')\nbc.compare(claims)"
    cells = [
        {"cell_type": "code", "id": str(n), "metadata": {}, "source": code, "outputs": [], "execution_count": None}
        for n, code in enumerate([source, "bc.timeline(claims)", "bc.coverage(claims)"])
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "claims.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    command = ["nbconvert", "--to", "html", "--execute", "claims.ipynb"]
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, cwd=folder, check=False
    )
    assert done.returncode == 0, done.stderr
    page = (folder / "claims.html").read_text(encoding="utf-8")
    assert page.count("<table>") >= 2
    assert "Soldiers killed: South" in page
    assert "<td>at least 18</td>" in page
