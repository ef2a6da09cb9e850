from decimal import Decimal
from pathlib import Path

import pytest
from build import dataset

from borderclash.comparing.rows import compare
from borderclash.reading.yaml_events import parse

SPEC = Path(__file__).parent / "spec" / "verdicts.yaml"
CASES = parse(SPEC.read_text(encoding="utf-8")).documents[0]["cases"]


def row_of(case):
    question = {name: case[name] for name in ("kind", "unit", "options") if name in case}
    claims = [{"stated": "2025-01-01", **claim} for claim in case["claims"]]
    made = dataset(
        {"claims": claims, **question},
        pooled=case.get("pooled", ()),
        published=None if case.get("undated") else "2025-01-01",
    )
    (row,) = compare(made).events[0].rows
    return row


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case_of_the_specification(case):
    row = row_of(case)
    expect = dict(case["expect"])
    assert row.verdict == expect.pop("verdict")
    if "gap" in expect:
        gap = expect.pop("gap")
        found = row.gap and row.gap.exported
        assert found == (Decimal(str(gap)) if isinstance(gap, float) else gap)
    if "ratio" in expect:
        ratio = expect.pop("ratio")
        assert (row.gap and row.gap.ratio) == (None if ratio is None else Decimal(str(ratio)))
    if "between" in expect:
        assert row.between == tuple(expect.pop("between"))
    if "states" in expect:
        states = expect.pop("states")
        assert {id: row.accounts[id].state for id in states} == states
    if "self_contradicting" in expect:
        contradicting = [id for id, account in row.accounts.items() if account.self_contradicting]
        assert contradicting == expect.pop("self_contradicting")
    if "pairs" in expect:
        assert [[*pair.parties, pair.verdict] for pair in row.pairs] == expect.pop("pairs")
    assert expect == {}, "every expectation has been looked at"
