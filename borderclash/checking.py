"""Files to a dataset and all that is wrong in them: what every command does first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from borderclash import ignores, limits, rules, shares, snapshots, sources
from borderclash.dataset import assemble
from borderclash.documents import Loaded, decode, read
from borderclash.locate import locate_first
from borderclash.model import Dataset
from borderclash.problems import Finding, Problem, Severity
from borderclash.settings import DEFAULT, Settings, chosen
from borderclash.sources import Input


@dataclass(frozen=True, slots=True)
class Told:
    """The names of some files, and their problems in file order, with how many of each rule are left out.

    ``snapshots`` are the paths of the saved texts of sources that the files name.
    """

    names: tuple[str, ...]
    problems: list[Problem]
    left_out: Mapping[tuple[str, Severity], int]
    snapshots: tuple[str, ...]

    @property
    def files(self) -> int:
        """How many files there were."""
        return len(self.names)

    def count(self, severity: str) -> int:
        """Return how many problems have a severity, those left out among them."""
        left_out = sum(number for (_, each), number in self.left_out.items() if each == severity)
        return left_out + sum(problem.severity == severity for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Checked(Told):
    """The same with the dataset of the files."""

    dataset: Dataset


def check(
    files: Sequence[str],
    stage: Callable[[str], None] = lambda _: None,
    settings: Settings = DEFAULT,
    only: Severity | None = None,
    most: int | None = None,
) -> Checked:
    """Read and check files, as `sources.find` gives them, by the rules that *settings* choose.

    *stage* is told what is being done; *only* leaves out the rules of another severity, *most* all but the first
    problems of each rule. Raises `errors.UsageProblem` for a file that cannot be read.
    """
    # Nothing is told before processes have parted: a thread shows it.
    inputs = _read(files, (lambda _: None) if shares.worth(sources.size(files)) else stage)
    return check_inputs(inputs, stage, settings, only, most)


def check_inputs(
    inputs: Iterable[Input],
    stage: Callable[[str], None] = lambda _: None,
    settings: Settings = DEFAULT,
    only: Severity | None = None,
    most: int | None = None,
) -> Checked:
    """Check what was read from files or from elsewhere, as `check` does."""
    return _check(_decoded(inputs), stage, _Rules.of(settings, only, most))


def validate(
    files: Sequence[str],
    stage: Callable[[str], None] = lambda _: None,
    settings: Settings = DEFAULT,
    most: int | None = None,
) -> Told:
    """Do the same as `check` without the dataset: several processes share large data then."""
    chosen_rules = _Rules.of(settings, most=most)
    if not shares.worth(sources.size(files)):
        return _check(_decoded(_read(files, stage)), stage, chosen_rules)
    decoded = _decoded(_read(files, lambda _: None))
    texts = decoded.loaded.texts
    found = shares.find(texts, chosen_rules.names, today(), stage) if decoded.good else None
    if found is not None:
        problems = chosen_rules.problems(found.findings, texts)
        return Told(tuple(texts), *problems, tuple(snapshots.named(found.heads)))
    return _check(decoded, stage, chosen_rules, apart=False)


def _read(files: Iterable[str], stage: Callable[[str], None]) -> Iterator[Input]:
    for file in files:
        stage(f"reading {file}")
        yield sources.read(file)


class _Decoded(NamedTuple):
    """The names of inputs, the texts of those that are texts, each with its name, and what was wrong in others."""

    names: list[str]
    texts: list[tuple[str, str]]
    loaded: Loaded

    @property
    def good(self) -> bool:
        """Whether each input is a text and has a name of its own."""
        return len(self.texts) == len(self.names) == len(self.loaded.texts)


def _decoded(inputs: Iterable[Input]) -> _Decoded:
    """Return the texts of *inputs*, each of which is let go of before the next."""
    decoded = _Decoded([], [], Loaded())
    for source in inputs:
        decoded.names.append(source.name)
        text = decode(source, decoded.loaded)
        if text is not None:
            decoded.texts.append((source.name, text))
    return decoded


def _loaded(decoded: _Decoded, *, apart: bool) -> Loaded:
    """Return the documents of the texts; *apart* has several processes read what is large."""
    loaded = decoded.loaded
    if apart and decoded.good and shares.worth(sum(len(text) for _, text in decoded.texts)):
        documents = shares.documents(loaded.texts)
        if documents is not None:
            loaded.documents = documents
            return loaded
    for name, text in decoded.texts:
        read(name, text, loaded)
    return loaded


def _check(
    decoded: _Decoded, stage: Callable[[str], None], chosen_rules: _Rules, *, apart: bool = True
) -> Checked:
    loaded = _loaded(decoded, apart=apart)
    stage("checking")
    dataset, findings = check_loaded(loaded, chosen_rules.names)
    problems = chosen_rules.problems(findings, loaded.texts)
    return Checked(tuple(decoded.names), *problems, tuple(snapshots.named(loaded.documents)), dataset)


def check_loaded(loaded: Loaded, names: Iterable[str]) -> tuple[Dataset, list[Finding]]:
    """Return the dataset of documents, whatever they were read from, and all that is wrong in it and in them.

    *names* are the rules to check, as `rule_names` chooses them.
    """
    dataset, findings = assemble(loaded.documents)
    dataset, too_large = limits.within(dataset)
    material = rules.Material(dataset, loaded.documents, loaded.complete, today())
    return dataset, [*loaded.findings, *findings, *too_large, *rules.check(material, names)]


def rule_names(settings: Settings, only: Severity | None = None) -> list[str]:
    """Return the names of the rules that *settings* choose; *only* leaves out those of another severity."""
    severities = {name: rule.SEVERITY for name, rule in rules.RULES.items()}
    names = chosen(settings, severities, rules.NEEDED)
    return [name for name in names if only in (None, severities[name])]


class _Rules(NamedTuple):
    """The rules to check, those that there are and can be ignored, and how many problems of each are given."""

    names: list[str]
    ignorable: Set[str]
    most: int | None

    @classmethod
    def of(cls, settings: Settings, only: Severity | None = None, most: int | None = None) -> _Rules:
        return cls(rule_names(settings, only), rules.RULES.keys() - rules.NEEDED, most)

    def problems(
        self, findings: Iterable[Finding], texts: Mapping[str, str]
    ) -> tuple[list[Problem], Mapping[tuple[str, Severity], int]]:
        """Return what findings come to in the texts, without those ignored there, and how many are left out."""
        ignored = ignores.named(texts.values()) if self.most is not None else ()
        located, left_out = locate_first(findings, texts, self.most, ignored)
        problems: list[Problem] = []
        shown: Counter[str] = Counter()
        for problem in ignores.apply(located, texts, self.names, self.ignorable):
            shown[problem.rule] += 1
            if self.most is None or shown[problem.rule] <= self.most:
                problems.append(problem)
            else:
                left_out[problem.rule, problem.severity] += 1
        return problems, left_out


def today() -> date:
    """Return the day that "future" is held against."""
    return date.today()
