"""``borderclash compare``: the side-by-side tables."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from borderclash.cli import completion, shared
from borderclash.errors import UsageProblem
from borderclash.vocabulary import DISAGREEMENTS, VERDICTS, SortKey, TableFormat, Verdict

if TYPE_CHECKING:
    from borderclash.checking import Checked
    from borderclash.compare import Comparison
    from borderclash.model import Dataset

SUFFIXES: dict[str, TableFormat] = {".md": "markdown", ".csv": "csv", ".json": "json", ".txt": "terminal"}

Format = Annotated[
    TableFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="Default: by the suffix of --output (.md, .csv, .json, .txt), else terminal.",
        show_default=False,
    ),
]
Ids = "Only {0} whose id matches; may be repeated, * and ? stand for any letters."
Event = Annotated[
    list[str] | None,
    typer.Option("--event", metavar="ID", help=Ids.format("events"), autocompletion=completion.events),
]
Question = Annotated[
    list[str] | None,
    typer.Option("--question", metavar="ID", help=Ids.format("questions"), autocompletion=completion.questions),
]
Party = Annotated[
    list[str] | None,
    typer.Option(
        "--party",
        metavar="ID",
        help=Ids.format("parties") + " Verdicts are then those among these parties.",
        autocompletion=completion.parties,
    ),
]
Verdicts = Annotated[
    list[str] | None,
    typer.Option(
        "--verdict",
        metavar="VERDICT",
        help=f"Only rows with this verdict ({', '.join(VERDICTS)}); may be repeated.",
    ),
]
Disagreements = Annotated[
    bool, typer.Option("--disagreements", help="Only rows that disagree: conflict and overlap.")
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only what had been said by the end of DATE (2025-10-12)."),
]
Sort = Annotated[SortKey, typer.Option("--sort", help="The order of the rows of each table.")]
Sources = Annotated[
    bool, typer.Option("--sources", help="Add speaker, agency, outlet, date and quote under each table.")
]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on", metavar="VERDICT", help="Exit with code 1 if a row shown has this verdict; may be repeated."
    ),
]


def compare(
    paths: shared.Paths = None,
    format: Format = None,
    output: shared.Output = None,
    event: Event = None,
    question: Question = None,
    party: Party = None,
    verdict: Verdicts = None,
    disagreements: Disagreements = False,
    as_of: AsOf = None,
    sort: Sort = "file",
    sources: Sources = False,
    fail_on: FailOn = None,
    color: shared.Color = "auto",
) -> None:
    """Lay the parties' claims side by side and say where, and by how much, their accounts disagree.

    A table an event: a row a question, a column a party, the gap and the ratio between the figures, and the
    verdict. Disagreements are data and no failure.
    """
    from borderclash.settings import find as find_settings

    chosen = format or shared.format_of(output, SUFFIXES) or "terminal"
    wanted = [*_verdicts(verdict), *(DISAGREEMENTS if disagreements else ())]
    failing = _verdicts(fail_on)
    inputs = shared.inputs(paths)
    checked = shared.checked(inputs, find_settings(inputs[0]), only="error")
    _refuse_errors(checked)
    dataset = _selected(checked.dataset, event, party, as_of)
    from borderclash import selection
    from borderclash.compare import compare as compare_dataset
    from borderclash.writers import Options, writer

    comparison = compare_dataset(dataset, as_of)
    if question:
        comparison = selection.keep_questions(comparison, question)
    if wanted:
        comparison = selection.keep_rows(comparison, wanted)
    comparison = selection.sort_rows(comparison, sort)
    options = Options(
        sources=sources,
        width=shared.width(),
        color=shared.use_color(color, output, sys.stdout),
        ascii=shared.only_ascii(output, sys.stdout),
    )
    shared.emit(writer(chosen)(comparison, options), output)
    _fail_on(comparison, failing)


def _verdicts(words: list[str] | None) -> list[Verdict]:
    from borderclash.nearest import did_you_mean

    for word in words or ():
        if word not in VERDICTS:
            help = did_you_mean(word, VERDICTS, f"use one of {', '.join(VERDICTS)}")
            raise UsageProblem(f"there is no verdict `{word}`", help)
    return [verdict for verdict in VERDICTS if verdict in (words or ())]


def _refuse_errors(checked: Checked) -> None:
    """Say which errors there are and leave; figures from data with errors are not to be quoted."""
    errors = [problem for problem in checked.problems if problem.severity == "error"]
    if not errors:
        return
    from borderclash.reporters import Options, reporter

    sys.stderr.writelines(reporter("concise")(errors, Options()))
    shared.note(f"{shared.summary(checked)}: not compared; `borderclash validate` shows each in its place")
    raise typer.Exit(1)


def _selected(
    dataset: Dataset,
    event: list[str] | None,
    party: list[str] | None,
    as_of: str | None,
) -> Dataset:
    from borderclash import selection

    dataset = selection.select(dataset, event or (), party or ())
    if as_of is not None:
        dataset, undated = selection.as_of(dataset, as_of)
        if undated:
            shared.note(f"{undated} undated claim{'' if undated == 1 else 's'} left out (--as-of)")
    return dataset


def _fail_on(comparison: Comparison, verdicts: list[Verdict]) -> None:
    counts = comparison.verdicts()
    found = [f"{counts[verdict]} {verdict}" for verdict in verdicts if counts[verdict]]
    if found:
        shared.note(f"--fail-on: {', '.join(found)}")
        raise typer.Exit(1)
