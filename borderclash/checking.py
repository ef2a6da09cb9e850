"""Files to a dataset and all that is wrong in them: what every command does first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from borderclash import rules
from borderclash.comparing import limits
from borderclash.model import Dataset
from borderclash.problems import Finding, Problem, Severity, UsageError
from borderclash.reading import ignores, snapshots, sources
from borderclash.reading.dataset import assemble
from borderclash.reading.documents import WITHHELD, Document, Loaded, decode, read
from borderclash.reading.locate import locate_first
from borderclash.reading.settings import ALL, DEFAULT, Settings
from borderclash.reading.sources import Input
from borderclash.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from borderclash.spreadsheet.checking import Sheets


@dataclass(frozen=True, slots=True)
class Validation:
    """The names of some files, and their problems in file order, with how many of each rule are left out.

    ``snapshots`` are the paths of the saved texts of sources that the files name. ``shows_withheld`` says that the
    problems have what is withheld.
    """

    names: tuple[str, ...]
    problems: list[Problem]
    left_out: Mapping[tuple[str, Severity], int]
    snapshots: tuple[str, ...]
    shows_withheld: bool = field(default=False, kw_only=True)

    @property
    def files(self) -> int:
        """How many files there were."""
        return len(self.names)

    def count(self, severity: str) -> int:
        """Return how many problems have a severity, those left out among them."""
        left_out = sum(number for (_, each), number in self.left_out.items() if each == severity)
        return left_out + sum(problem.severity == severity for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Checked(Validation):
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

    *stage* takes what is being done; *only* leaves out the rules of another severity, *most* all but the first
    problems of each rule. Raises `problems.UsageError` for a file that cannot be read.
    """
    return check_texts(Texts.of(read_files(files, stage)), Choice.of(settings, only, most), stage)


def check_inputs(inputs: Iterable[Input], settings: Settings = DEFAULT, most: int | None = None) -> Checked:
    """Check what was read from files or from elsewhere, as `check` does."""
    return check_texts(Texts.of(inputs), Choice.of(settings, most=most), lambda _: None)


def read_files(files: Iterable[str], stage: Callable[[str], None]) -> Iterator[Input]:
    """Yield what each file holds."""
    for file in files:
        stage(f"reading {file}")
        yield sources.read(file)


class Texts(NamedTuple):
    """The names of inputs, the texts of those that are texts, each with its name, and what was wrong in others.

    ``sheets`` are those inputs that are spreadsheets.
    """

    names: list[str]
    texts: list[tuple[str, str]]
    loaded: Loaded
    sheets: list[Input]

    @classmethod
    def of(cls, inputs: Iterable[Input]) -> Texts:
        """Return the texts of *inputs*, each of which is let go of before the next."""
        found = cls([], [], Loaded(), [])
        for source in inputs:
            found.names.append(source.name)
            if sources.is_sheet(source.name):
                found.sheets.append(source)
                continue
            text = decode(source, found.loaded)
            if text is not None:
                found.texts.append((source.name, text))
        return found

    @property
    def usual(self) -> bool:
        """Whether each input is a text and has a name of its own."""
        return len(self.texts) == len(self.names) == len(self.loaded.texts)


def check_texts(texts: Texts, choice: Choice, stage: Callable[[str], None]) -> Checked:
    """Parse and check texts."""
    for name, text in texts.texts:
        read(name, text, texts.loaded)
    sheets = None
    if texts.sheets:
        from borderclash.spreadsheet.checking import Sheets

        sheets = Sheets(texts.names)
        sheets.load(texts.sheets, texts.loaded)
    return check_documents(texts, choice, stage, sheets)


def check_documents(
    texts: Texts, choice: Choice, stage: Callable[[str], None], sheets: Sheets | None = None
) -> Checked:
    """Check texts whose documents are loaded, with those of the spreadsheets beside them."""
    stage("checking")
    loaded = texts.loaded
    tables = {name for name in texts.names if sources.is_table(name)}
    dataset, findings = check_loaded(loaded, choice.names, tables)
    problems, left_out = choice.problems(findings, loaded, sheets)
    withholding = any(WITHHELD in document.fields for document in loaded.documents)
    if withholding:
        from borderclash.comparing import withheld

        dataset = withheld.for_others(dataset, shown=choice.shows_withheld)
    found = tuple(texts.names), problems, left_out, saved_texts(loaded.documents), dataset
    return Checked(*found, shows_withheld=withholding and choice.shows_withheld)


def saved_texts(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the paths of the saved texts that documents name."""
    naming = [document for document in documents if "snapshot" in document.fields]
    return tuple(snapshots.named(naming)) if naming else ()


def check_loaded(
    loaded: Loaded, names: Iterable[str], tables: Collection[str] = ()
) -> tuple[Dataset, list[Finding]]:
    """Return the dataset of documents, whatever they were read from, and all that is wrong in it and in them.

    *names* are the rules to check, as `rule_names` chooses them; *tables* are the names of those that were tables.
    """
    dataset, findings = assemble(loaded.documents)
    dataset, too_large = limits.within(dataset, tables) if dataset.size > limits.FEW else (dataset, [])
    material = rules.Material(dataset, loaded.documents, loaded.complete, today())
    return dataset, [*loaded.findings, *findings, *too_large, *rules.check(material, names)]


def rule_names(settings: Settings, only: Severity | None = None) -> list[str]:
    """Return the names of the rules that *settings* choose; *only* leaves out those of another severity.

    Those without which data would be misread are always among them. Raises `UsageError` for a name that is no
    rule, and for a rule that cannot be ignored.
    """
    for name in (*settings.select, *settings.ignore):
        if name not in rules.RULES and (name != ALL or name in settings.ignore):
            help = did_you_mean(name, rules.RULES, "`borderclash rules` lists them")
            raise UsageError(f"there is no rule `{name}`", help)
    for name in settings.ignore:
        if name in rules.NEEDED:
            message = f"the rule `{name}` cannot be ignored"
            raise UsageError(message, "without it a claim could end up in the wrong place or in none")
    wanted = set(settings.select)
    if not wanted:
        wanted = {name for name, rule in rules.RULES.items() if rule.SEVERITY != "information"}
    elif ALL in wanted:
        wanted = set(rules.RULES)
    if not settings.public:
        wanted -= rules.OF_PUBLIC.difference(settings.select)
    wanted = wanted.difference(settings.ignore) | rules.NEEDED
    return [name for name, rule in rules.RULES.items() if name in wanted and only in (None, rule.SEVERITY)]


class Choice(NamedTuple):
    """The rules to check, those that there are and can be ignored, and how many problems of each are given.

    ``shows_withheld`` says that what is withheld was asked for.
    """

    names: list[str]
    ignorable: Set[str]
    most: int | None
    shows_withheld: bool = False

    @classmethod
    def of(cls, settings: Settings, only: Severity | None = None, most: int | None = None) -> Choice:
        """Return the choice of *settings*, *only* and *most*, as in `check`."""
        ignorable = rules.RULES.keys() - rules.NEEDED
        return cls(rule_names(settings, only), ignorable, most, settings.shows_withheld)

    def problems(
        self, findings: Iterable[Finding], loaded: Loaded, sheets: Sheets | None = None
    ) -> tuple[list[Problem], Mapping[tuple[str, Severity], int]]:
        """Return the problems of *findings*, without those ignored in the texts, and how many are left out.

        With them come those that were found on reading the *sheets*. None has what the documents withhold.
        """
        findings, texts = sheets.reworded(findings) if sheets else list(findings), loaded.texts
        if not sheets and not findings and not any(ignores.MARK in text for text in texts.values()):
            return [], {}
        hidden = None
        if not self.shows_withheld:
            from borderclash.reading.hidden import hidden_in

            hidden = hidden_in(loaded)
        findings = hidden.findings(findings) if hidden else findings
        ignored = ignores.named(texts.values()) if self.most is not None else ()
        elsewhere = sheets.location if sheets else None
        located, left_out = locate_first(findings, texts, self.most, ignored, elsewhere)
        problems: list[Problem] = []
        shown: Counter[str] = Counter()
        left = ignores.apply(located, texts, self.names, self.ignorable)
        for problem in sheets.with_own(left) if sheets else left:
            shown[problem.rule] += 1
            if self.most is None or shown[problem.rule] <= self.most:
                problems.append(problem)
            else:
                left_out[problem.rule, problem.severity] += 1
        return hidden.problems(problems) if hidden else problems, left_out


def today() -> date:
    """Return the day after which the future begins."""
    return date.today()
