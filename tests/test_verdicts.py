"""The cases of `spec/verdicts.yaml`, and more of the same form."""

from pathlib import Path

from rows import each_row
from spec_cases import CASES, problems

from borderclash.reading.yaml_events import parse

MORE = Path(__file__).with_name("more_verdicts.yaml").read_text(encoding="utf-8")
MORE_CASES = parse(MORE).documents[0]["cases"]


@each_row("case", CASES, ids=[case["name"] for case in CASES])
def test_case_of_the_specification(case):
    assert problems(case) == []


@each_row("case", MORE_CASES, ids=[case["name"] for case in MORE_CASES])
def test_case_beside_the_specification(case):
    assert problems(case) == []
