"""What the commands that compare share: which data they take, and which part of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from borderclash.cli import completion, shared

if TYPE_CHECKING:
    from borderclash.checking import Checked
    from borderclash.comparing.rows import Comparison
    from borderclash.model import Dataset
    from borderclash.vocabulary import Verdict

Ids = "Only {0} whose id matches; may be repeated, or with commas; * and ? stand for any letters."
Event = Annotated[
    list[str] | None,
    typer.Option(
        "--event",
        metavar="ID",
        help=Ids.format("events"),
        callback=shared.several,
        autocompletion=completion.events,
    ),
]
Question = Annotated[
    list[str] | None,
    typer.Option(
        "--question",
        metavar="ID",
        help=Ids.format("questions"),
        callback=shared.several,
        autocompletion=completion.questions,
    ),
]
Party = Annotated[
    list[str] | None,
    typer.Option(
        "--party",
        metavar="ID",
        help=Ids.format("parties") + " Verdicts are then those among these parties.",
        callback=shared.several,
        autocompletion=completion.parties,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only what had been said by the end of DATE (2025-10-12)."),
]


class Sound(NamedTuple):
    """A dataset without errors, and the files that it was read from."""

    dataset: Dataset
    read: list[str]


def sound(paths: Sequence[str] | None, *, example: bool = False) -> Sound:
    """Return the dataset that *paths* hold, or the bundled example where it is asked for.

    Where it has errors, say which and leave with exit code 1. Raises `UsageError` where nothing is to be read.
    """
    from borderclash.reading.settings import find

    inputs = shared.inputs(paths, example=example)
    settings = find(inputs[0])
    checked = shared.checked(inputs, settings, only="error")
    refuse_errors(checked)
    return Sound(checked.dataset, shared.files_read(checked, settings))


def refuse_errors(checked: Checked) -> None:
    """Say which errors there are and leave; figures from data with errors are not to be quoted."""
    if report_errors(checked, "not compared; `borderclash validate` shows each in its place"):
        raise typer.Exit(1)


def report_errors(checked: Checked, consequence: str) -> bool:
    """Say on standard error which errors there are and what comes of that; return whether there are any."""
    errors = [problem for problem in checked.problems if problem.severity == "error"]
    if not errors:
        return False
    from borderclash.rendering.reports import concise
    from borderclash.rendering.reports.base import Report

    left_out = {rule: n for (rule, severity), n in checked.left_out.items() if severity == "error"}
    sys.stderr.writelines(concise.write(Report(errors, left_out=left_out)))
    shared.note(f"{shared.summary(checked)}: {consequence}")
    return True


def compared(
    dataset: Dataset,
    event: list[str] | None,
    question: list[str] | None,
    party: list[str] | None = None,
    verdict: Sequence[Verdict] = (),
    as_of: str | None = None,
) -> Comparison:
    """Return the comparison of what is asked for; raises `UsageError` for an id that matches nothing."""
    from borderclash.comparing import selection

    comparison, undated = selection.compared(
        dataset, events=event or (), questions=question or (), parties=party or (), verdicts=verdict, day=as_of
    )
    if undated:
        shared.note(f"{undated} undated claim{'' if undated == 1 else 's'} left out (--as-of)")
    return comparison
