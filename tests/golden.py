"""Golden files: whole outputs, kept in `tests/golden`. `UPDATE_GOLDEN=1 pytest` writes them anew."""

import difflib
import os
from pathlib import Path

import files

from borderclash.comparing.rows import compare
from borderclash.reading import documents, sources
from borderclash.reading.dataset import assemble

HERE = Path(__file__).parent
FOLDER = HERE / "golden"
BUNDLED = HERE.parent / "data"


def bundled():
    """Return the comparison of the bundled data."""
    return load(BUNDLED)


def load(path):
    """Return the comparison of a claim file or a folder of them."""
    loaded = documents.Loaded()
    for file in sources.find([str(path)]):
        files.load(sources.read(file), loaded)
    made, findings = assemble(loaded.documents)
    assert [finding for finding in findings if finding.severity == "error"] == []
    return compare(made)


def check(name, text):
    """Compare *text* with the golden file *name*, line ends included; fail with a diff."""
    path = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    kept = path.read_bytes().decode() if path.exists() else ""
    if text != kept:
        lines = difflib.unified_diff(
            kept.splitlines(keepends=True), text.splitlines(keepends=True), f"golden/{name}", "written now"
        )
        raise AssertionError("UPDATE_GOLDEN=1 takes these over:\n" + "".join(lines))
