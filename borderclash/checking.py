"""Files to a dataset and all that is wrong in them: what every command does first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from borderclash import rules, sources
from borderclash.collector import collector_paused
from borderclash.dataset import assemble
from borderclash.documents import Loaded, load
from borderclash.locate import locate
from borderclash.model import Dataset
from borderclash.problems import Problem


@dataclass(frozen=True, slots=True)
class Checked:
    """The dataset of some files, how many there were, and their problems in file order."""

    dataset: Dataset
    files: int
    problems: list[Problem]

    def count(self, severity: str) -> int:
        """Return how many problems have a severity."""
        return sum(problem.severity == severity for problem in self.problems)


def check(files: Iterable[str], stage: Callable[[str], None] = lambda _: None) -> Checked:
    """Read and check files, as `sources.find` gives them; *stage* is told what is being done.

    Raises `errors.UsageProblem` for a file that cannot be read.
    """
    with collector_paused():
        loaded = Loaded()
        read = 0
        for file in files:
            stage(f"reading {file}")
            load(sources.read(file), loaded)
            read += 1
        stage("checking")
        dataset, findings = assemble(loaded.documents)
        findings = loaded.findings + findings
        findings += rules.check(rules.Material(dataset, loaded.documents, loaded.complete))
        return Checked(dataset, read, locate(findings, loaded.texts))
