"""The cases of `spec/verdicts.yaml`."""

import pytest
from spec_cases import CASES, problems


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case_of_the_specification(case):
    assert problems(case) == []
