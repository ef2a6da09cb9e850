"""Files to a dataset and all that is wrong in them: what every command does first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from borderclash import ignores, limits, rules, sources
from borderclash.collector import collector_paused
from borderclash.dataset import assemble
from borderclash.documents import Loaded, load
from borderclash.locate import locate
from borderclash.model import Dataset
from borderclash.problems import Problem, Severity
from borderclash.settings import DEFAULT, Settings, chosen
from borderclash.sources import Input


@dataclass(frozen=True, slots=True)
class Checked:
    """The dataset of some files, their names, and their problems in file order."""

    dataset: Dataset
    names: tuple[str, ...]
    problems: list[Problem]

    @property
    def files(self) -> int:
        """How many files there were."""
        return len(self.names)

    def count(self, severity: str) -> int:
        """Return how many problems have a severity."""
        return sum(problem.severity == severity for problem in self.problems)


def check(
    files: Iterable[str],
    stage: Callable[[str], None] = lambda _: None,
    settings: Settings = DEFAULT,
    only: Severity | None = None,
) -> Checked:
    """Read and check files, as `sources.find` gives them, by the rules that *settings* choose.

    *stage* is told what is being done; *only* leaves out the rules of another severity. Raises
    `errors.UsageProblem` for a file that cannot be read.
    """

    def read() -> Iterator[Input]:
        for file in files:
            stage(f"reading {file}")
            yield sources.read(file)

    return check_inputs(read(), stage, settings, only)


def check_inputs(
    inputs: Iterable[Input],
    stage: Callable[[str], None] = lambda _: None,
    settings: Settings = DEFAULT,
    only: Severity | None = None,
) -> Checked:
    """Check what was read from files or from elsewhere, as `check` does."""
    with collector_paused():
        loaded = Loaded()
        names = []
        for source in inputs:
            names.append(source.name)
            load(source, loaded)
        stage("checking")
        dataset, findings = assemble(loaded.documents)
        dataset, too_large = limits.within(dataset)
        findings = [*loaded.findings, *findings, *too_large]
        severities = {name: rule.SEVERITY for name, rule in rules.RULES.items()}
        checked = [name for name in chosen(settings, severities, rules.NEEDED) if only in (None, severities[name])]
        findings += rules.check(rules.Material(dataset, loaded.documents, loaded.complete, today()), checked)
        problems = locate(findings, loaded.texts)
        problems = ignores.apply(problems, loaded.texts, checked, severities.keys() - rules.NEEDED)
        return Checked(dataset, tuple(names), problems)


def today() -> date:
    """Return the day that "future" is held against."""
    return date.today()
