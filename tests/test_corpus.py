"""Broken files, each with one known fault: `RULE@LINE-what.yaml` is told by that rule, at that line, and no other."""

from pathlib import Path

import pytest

from borderclash.checking import check

FILES = sorted((Path(__file__).parent / "corpus").glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_fault_is_told_once_at_its_line(file):
    rule, _, rest = file.stem.partition("@")
    problems = [problem for problem in check([str(file)]).problems if problem.severity != "information"]
    assert [(problem.rule, problem.location.line) for problem in problems] == [(rule, int(rest.split("-")[0]))]


def test_corpus_is_whole():
    assert len(FILES) >= 60
