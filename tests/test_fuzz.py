"""What fuzzing kept, and made-up files of the same kind: each comes to a report or a comparison."""

import random

import pytest
from files import ROOT

from fuzz import mutations, pipeline

KEPT = sorted((ROOT / "fuzz" / "corpus" / "any_bytes").iterdir())


class Random:
    """Choices as the mutations want them, from a seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def number(self, below):
        return self.random.randrange(below) if below > 1 else 0

    def text(self):
        letters = [
            chr(self.random.choice([self.random.randrange(0x80), self.random.randrange(0x3000)])) for _ in "x" * 9
        ]
        return "".join(letters[: self.number(9)])


def test_the_corpus_is_there():
    assert len(KEPT) > 50


def test_what_fuzzing_kept_comes_to_a_report():
    for file in KEPT:
        pipeline.run(file.read_bytes())


@pytest.mark.tools
@pytest.mark.parametrize("first", range(0, 100, 20))
def test_files_that_are_nearly_good_come_to_a_report_or_a_comparison(first):
    errors = [
        any(problem.severity == "error" for problem in pipeline.run(*mutations.files(Random(seed))))
        for seed in range(first, first + 20)
    ]
    assert set(errors) == {True, False}


def test_the_good_file_that_all_are_made_of_is_good():
    problems = pipeline.run(mutations.SEED.read_bytes())
    assert [problem for problem in problems if problem.severity == "error"] == []
