"""The ends of a figure in each output that carries them: where it is open, and where an end is shut out."""

import csv
import io
import json
import sqlite3

import pytest
from files import run

# What is said, and of what it means: the low end, whether that is shut out, the high one, and the figures stated.
NUMBERS = [
    ("5.5", (5.5, False, 5.5, False, [5.5, 5.5])),
    ("at least 5.5", (5.5, False, None, False, [5.5, 5.5])),
    ("more than 5.5", (5.5, True, None, False, [5.5, 5.5])),
    ("at most 7", (None, False, 7, False, [7, 7])),
    ("less than 7", (None, False, 7, True, [7, 7])),
    ("5.5 to 7", (5.5, False, 7, False, [5.5, 7])),
    ("nearly 100", (90, False, 100, True, [100, 100])),
    ("nearly -100", (-100, True, -90, False, [-100, -100])),
]
# Of whole things the next one takes the place of an end that is shut out.
COUNTS = [
    ("more than 5", (6, False, None, False, [5, 5])),
    ("fewer than 7", (0, False, 6, False, [7, 7])),
    ("some", (1, False, None, False, None)),
]
CASES = [("number", *case) for case in NUMBERS] + [("count", *case) for case in COUNTS]


@pytest.fixture
def written(tmp_path):
    def written(kind, said, format):
        text = (
            "borderclash: 1\nparties: {a: {name: A}, b: {name: B}}\nsources: {s: {title: S}}\nevents:\n  e:\n"
            f"    title: E\n    source: s\n    questions:\n      q: {{label: Q, kind: {kind}, unit: km, claims: "
            f'[{{party: a, value: "{said}"}}, {{party: b, stance: declines}}]}}\n'
        )
        (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
        ran = run("compare", "x.yaml", "-f", format, "-o", "out", cwd=tmp_path)
        assert (ran.code, ran.out) == (0, "")
        return tmp_path / "out"

    return written


@pytest.mark.parametrize(("kind", "said", "means"), CASES)
def test_json(kind, said, means, written):
    read = json.loads(written(kind, said, "json").read_text(encoding="utf-8"))
    (position,) = read["events"][0]["rows"][0]["accounts"]["a"]["positions"]
    low, low_open, high, high_open, stated = means
    open_ends = {name: True for name, shut in (("low_open", low_open), ("high_open", high_open)) if shut}
    assert position["figure"] == {"low": low, "high": high, "stated": stated, **open_ends}


@pytest.mark.parametrize(("kind", "said", "means"), CASES)
def test_sqlite(kind, said, means, written):
    database = sqlite3.connect(written(kind, said, "sqlite"))
    columns = "low, low_open, high, high_open, stated_low, stated_high"
    found = database.execute(f"SELECT {columns} FROM claims ORDER BY id").fetchall()
    database.close()
    assert found == [(*means[:4], *(means[4] or (None, None))), (None,) * 6]


@pytest.mark.parametrize(("kind", "said", "means"), CASES)
def test_csv(kind, said, means, written):
    rows = list(csv.DictReader(io.StringIO(written(kind, said, "csv").read_text(encoding="utf-8-sig"))))
    low, _, high, _, stated = means
    ends = ["" if end is None else str(end) for end in (low, high, *(stated or (None, None)))]
    columns = ("low", "high", "stated_low", "stated_high")
    assert [[row[column] for column in columns] for row in rows] == [ends, [""] * 4]
