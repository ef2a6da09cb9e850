"""Start-up: the smallest jobs of borderclash beside a bare Typer program that prints as large a table."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.bars import ADD, HELP, LINTED
from benchmarks.contenders import BARE, PROJECT, borderclash, python_script
from benchmarks.measure import Sample, in_turn

# Imports that a start which does no work has to do without.
HEAVY = ("rich.table", "yaml", "jsonschema", "jsonschema_rs")


CLAIM = (
    *("--event", "durand-line-2025-10-11", "--question", "soldiers-killed", "--party", "pakistan"),
    *("--value", "23", "--stated", "2025-10-12", "--quote", "23 soldiers were killed"),
)
BUNDLED_FILE = str(PROJECT / "data" / "claims.yaml")


def start_up(rounds: int, folder: Path) -> dict[str, Sample]:
    """Measure the programs that do next to nothing, in a folder without data of its own."""
    rows = folder / "rows.json"
    rows.write_text(json.dumps(bundled_rows(folder)), encoding="utf-8")
    copy = shutil.copy(BUNDLED_FILE, folder / "claims.yaml")
    ours, yamllint = borderclash(), python_script("yamllint")
    linted = {LINTED: (yamllint, "-d", "relaxed", BUNDLED_FILE)} if yamllint else {}
    return in_turn(
        {
            **linted,
            "python -c pass": (sys.executable, "-c", "pass"),
            "bare Typer, one Rich table": (sys.executable, BARE, str(rows)),
            "borderclash --version": (ours, "--version"),
            HELP: (ours, "--help"),
            "borderclash validate (bundled data)": (ours, "validate", "--example"),
            "borderclash compare (bundled data)": (ours, "compare", "--example"),
            ADD: (ours, "add", copy, *CLAIM),
        },
        rounds,
        folder,
    )


def bundled_rows(folder: Path) -> list[list[str]]:
    """Return the texts of the bundled comparison's table, its headings first."""
    command = (borderclash(), "compare", "--example", "--format", "json")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    comparison = json.loads(done.stdout)
    parties = comparison["parties"]
    rows = [["", *(party["name"] for party in parties.values()), "Gap", "Ratio", "Verdict"]]
    for event in comparison["events"]:
        for row in event["rows"]:
            label = ", ".join(filter(None, (row["label"], row["subject"], row["scope"])))
            accounts = (row["accounts"].get(party) or {} for party in parties)
            texts = [account.get("text") or "\N{EM DASH}" for account in accounts]
            rows.append([label, *texts, str(row["gap"] or ""), str(row["ratio"] or ""), row["verdict"]])
    return rows


def heavy_imports(argument: str, folder: Path) -> list[str]:
    """Return what `HEAVY` lists and ``borderclash ARGUMENT`` imports all the same."""
    command = (sys.executable, "-X", "importtime", "-m", "borderclash", argument)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    return [name for name in HEAVY if name in imported]
