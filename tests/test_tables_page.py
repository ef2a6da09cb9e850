"""What docs/tables.md says of the tables, and its SQL, which says the same as the views of the database."""

import contextlib
import json
import re
import sqlite3

import duckdb
import pytest
from files import EXAMPLE, ROOT, run

from borderclash.rendering.tables.contract import schemas

pytestmark = pytest.mark.thorough

PAGE = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
# The columns that both have, by their names here and in the database.
SHARED = {
    "disagreements": "event_title row_title verdict party_a says_a party_b says_b gap gap_text ratio event",
    "widest_by_event": "event_title rows conflicts overlaps ratio event",
    "positions": "event_title row_title party_name stance text low high stated_low stated_high measure derived",
    "rows_of_one_origin": "event_title row_title verdict event",
    "coverage": "event_title party_name answered declined cannot_say withdrawn no_claim event party",
    "citations": "event_title row_title party_name text speaker via publisher source_title quote event",
    "sources_used": "title publisher published url claims parties events source",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    for name in ("comparison.parquet", "comparison.sqlite"):
        assert run("compare", EXAMPLE, "-o", name, cwd=folder).code == 0
    return folder


@pytest.fixture
def tables(folder, monkeypatch):
    monkeypatch.chdir(folder)
    with contextlib.closing(duckdb.connect()) as database:
        for block in BLOCKS:
            if block.startswith("CREATE VIEW"):
                database.execute(block)
        yield database


def same(rows):
    return sorted(
        (tuple(float(cell) if isinstance(cell, int | float) else cell for cell in row) for row in rows), key=repr
    )


@pytest.mark.parametrize("view", SHARED)
def test_view_says_what_that_of_the_database_does(view, tables, folder):
    columns = ", ".join(f'"{name}"' for name in SHARED[view].split())
    query = f"SELECT {columns} FROM {view}"
    with contextlib.closing(sqlite3.connect(folder / "comparison.sqlite")) as database:
        theirs = database.execute(query).fetchall()
    ours = tables.execute(query).fetchall()
    assert same(ours) == same(theirs)
    assert ours or view == "rows_of_one_origin"


def test_question_has_the_answer_that_the_page_shows(tables):
    (question,) = [block for block in BLOCKS if not block.startswith("CREATE VIEW")]
    found = tables.execute(question)
    header = [column[0] for column in found.description]
    shown = [header, ["---"] * len(header), *([str(cell) for cell in row] for row in found.fetchall())]
    assert "\n".join(f"| {' | '.join(row)} |" for row in shown) in PAGE


def test_page_names_each_table(folder):
    contract = json.loads((ROOT / "schemas/comparison-tables.json").read_text(encoding="utf-8"))
    assert (
        set(contract["tables"])
        == set(schemas())
        == {file.stem for file in (folder / "comparison.parquet").iterdir()}
    )
    for name in contract["tables"]:
        assert re.search(rf"^\| .*`{name}`", PAGE, re.MULTILINE), name
