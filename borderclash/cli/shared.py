"""What the commands share: which files they read, what of it they compare, what they say on standard error."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, NoReturn, TypeVar

import typer

from borderclash.problems import UsageError
from borderclash.vocabulary import ColorChoice

if TYPE_CHECKING:
    from rich.status import Status
    from rich.text import Text

    from borderclash.checking import Checked, Validation
    from borderclash.comparing.rows import Comparison
    from borderclash.model import Dataset
    from borderclash.problems import Problem
    from borderclash.reading.settings import Settings
    from borderclash.reading.sources import Input
    from borderclash.vocabulary import Verdict

Result = TypeVar("Result")
PATHS_HELP = (
    "Claim files, spreadsheets (CSV, .xlsx, .ods), folders (all *.yaml and *.yml below them) or - for standard "
    "input. Without any: data/ in the current folder."
)
Paths = Annotated[list[str] | None, typer.Argument(metavar="[PATHS]...", help=PATHS_HELP, show_default=False)]
Example = Annotated[bool, typer.Option("--example", help="Read the example that comes with borderclash.")]
Color = Annotated[ColorChoice, typer.Option("--color", help="Whether to use colour.")]
AFTER_SECONDS = 1.0
# No line is written wider than so many cells, and no more digits of COLUMNS are looked at.
WIDEST, DIGITS = 10_000, 9
# Below so many bytes, a second process is not worth its start.
LARGE = 800_000
SHOWS_WITHHELD = "--with-withheld: the output has what is withheld, and is not for publication"
NO_PATHS = "no paths given, and there is no folder `data` here"


def several(values: list[str] | None) -> list[str] | None:
    """Return the values of an option that takes several: repeated, or with commas, which no id has."""
    if not values:
        return values
    return [part for value in values for part in _parts(value)]


def _parts(value: str) -> list[str]:
    # What is empty throughout stays, and is reported like any other name that is not known.
    return [part for part in map(str.strip, value.split(",")) if part] or [value]


def of_several(name: str, metavar: str, help: str, completes: Callable[..., list[str]] | None = None) -> Any:
    """Return an option that takes several words: it may be repeated, and each word may hold commas."""
    return typer.Option(name, metavar=metavar, help=help, callback=several, autocompletion=completes)


def note(message: str) -> None:
    """Write a line to standard error."""
    from borderclash.text.escaping import terminal_text

    sys.stderr.write(f"{terminal_text(message)}\n")


def inputs(paths: Sequence[str] | None, *, example: bool = False) -> Sequence[str]:
    """Return the paths to read: those given, the bundled example where it is asked for, else data/ here.

    Raises `UsageError` for paths beside the example, and where there is nothing to read.
    """
    from borderclash.reading import sources

    if example and paths:
        raise UsageError("--example cannot be used together with paths", "leave out the one or the other")
    if example:
        return [str(sources.bundled(sources.EXAMPLE))]
    if paths:
        return paths
    if not os.path.isdir(sources.DEFAULT_FOLDER):
        raise UsageError(NO_PATHS, f"{_name_paths()}, or take the bundled example: --example")
    note(f"no paths given: reading {sources.DEFAULT_FOLDER}/")
    return [sources.DEFAULT_FOLDER]


def shows_example(paths: Sequence[str] | None, format: str, output: Path | None) -> bool:
    """Say whether the bundled example is shown although nobody asked for it, and say how to show one's own data.

    Only a reader at the terminal is shown it, under a heading: what a program or a page makes of it would look
    like data of one's own.
    """
    from borderclash.reading import sources

    if paths or format != "terminal" or output is not None or os.path.isdir(sources.DEFAULT_FOLDER):
        return False
    note(f"{NO_PATHS}: {_name_paths()}")
    return True


def _name_paths() -> str:
    from borderclash.reading.sources import is_claim_file

    with contextlib.suppress(OSError):
        for name in sorted(os.listdir()):
            if is_claim_file(name) and not name.startswith("."):
                return f"name the claim files or their folder (`{name}` is here)"
    return "name the claim files or their folder, or begin one with `borderclash init`"


def settings(path: str, *, with_withheld: bool = False) -> Settings:
    """Return the settings nearest to *path*, as `reading.settings.find` does."""
    from borderclash.reading import settings, sources

    found = settings.find(path) if sources.settings_files(path) else settings.DEFAULT
    return replace(found, shows_withheld=with_withheld)


def settings_of_version(path: str, *, with_withheld: bool = False) -> Settings:
    """Return the same for one of several versions, of which saved texts are not at hand."""
    found = settings(path, with_withheld=with_withheld)
    return replace(found, ignore=(*found.ignore, "snapshot-missing", "snapshot-changed"))


def checked(paths: Sequence[str], settings: Settings) -> Checked:
    """Read the files that *paths* stand for and look for errors, with progress on a terminal that has to wait."""
    return _in_shares(paths, settings, None)[0]


def _in_shares(
    paths: Sequence[str], settings: Settings, work: Callable[[Dataset], Result] | None
) -> tuple[Checked, list[Result]]:
    """Do what `checked` does, and *work* with each share of large data, if given: `processes.in_shares`."""
    from borderclash.reading import sources

    with progress() as stage:
        files = sources.find(paths, note)
        if sources.size(files) < LARGE:
            from borderclash.checking import check
            from borderclash.problems import MOST_SHOWN

            return check(files, stage, settings, "error", MOST_SHOWN), []
        from borderclash import processes

        if work is None:
            return processes.check(files, stage, settings, "error"), []
        return processes.in_shares(files, stage, settings, work)


def checked_inputs(inputs: Sequence[Input], settings: Settings) -> Checked:
    """Look for errors in what was read from elsewhere than files, as `checked` does."""
    from borderclash import processes

    with progress() as stage:
        return processes.check_inputs(inputs, stage, settings, "error")


def validated(paths: Sequence[str], settings: Settings, most: int | None) -> Validation:
    """Do the same for the problems alone, *most* of each rule, which is faster for large data."""
    from borderclash.reading import sources

    with progress() as stage:
        files = sources.find(paths, note)
        if sources.size(files) < LARGE:
            from borderclash.checking import check

            return check(files, stage, settings, most=most)
        from borderclash import processes

        return processes.validate(files, stage, settings, most)


def files_read(checked: Validation, settings: Settings) -> list[str]:
    """Return the files that a command has read, or would have: none of them is to be written over."""
    return [*checked.names, *checked.snapshots, *([str(settings.file)] if settings.file else ())]


class Valid(NamedTuple):
    """A dataset without errors, the files that were read for it, and those among them that hold claims."""

    dataset: Dataset
    read: list[str]
    files: tuple[str, ...]


def valid(paths: Sequence[str] | None, *, example: bool = False, with_withheld: bool = False) -> Valid:
    """Return the dataset that *paths* hold, or the bundled example where it is asked for.

    Where it has errors, say which and leave with exit code 1. Raises `UsageError` where nothing is to be read.
    """
    return valid_shares(paths, None, example=example, with_withheld=with_withheld)[0]


def valid_shares(
    paths: Sequence[str] | None,
    work: Callable[[Dataset], Result] | None,
    *,
    example: bool = False,
    with_withheld: bool = False,
) -> tuple[Valid, list[Result]]:
    """Do what `valid` does, and *work* with each share of the events of large data; return the results, too.

    With results the dataset has no events, without them all.
    """
    files = inputs(paths, example=example)
    chosen = settings(files[0], with_withheld=with_withheld)
    found, results = _in_shares(files, chosen, work)
    # Figures from data with errors are not to be quoted.
    if report_errors(found, "not compared; `borderclash validate` shows each in its place"):
        raise typer.Exit(1)
    if found.dataset.shows_withheld:
        note(SHOWS_WITHHELD)
    return Valid(found.dataset, files_read(found, chosen), found.names), results


def report(problems: Sequence[Problem], **about: Any) -> None:
    """Write problems to standard error; *about* are further fields of the report."""
    from borderclash.rendering.reports import concise
    from borderclash.rendering.reports.base import Report

    sys.stderr.writelines(concise.write(Report(problems, **about)))


def refuse(problems: Sequence[Problem]) -> NoReturn:
    """Say what keeps claims or a text from being written, and leave with exit code 1."""
    report(problems)
    note(f"{counted(error=len(problems))}: nothing was written")
    raise typer.Exit(1)


def report_errors(checked: Validation, consequence: str) -> bool:
    """Say on standard error which errors there are and what comes of that; return whether there are any."""
    errors = [problem for problem in checked.problems if problem.severity == "error"]
    if not errors:
        return False
    left_out = {rule: n for (rule, severity), n in checked.left_out.items() if severity == "error"}
    report(errors, left_out=left_out, shows_withheld=checked.shows_withheld)
    note(f"{summary(checked)}: {consequence}")
    return True


def compared(
    dataset: Dataset,
    event: list[str] | None,
    question: list[str] | None,
    party: list[str] | None = None,
    verdict: Sequence[Verdict] = (),
    as_of: str | None = None,
    one_origin: bool = False,
) -> Comparison:
    """Return the comparison of what is asked for; raises `UsageError` for an id that matches nothing."""
    if not (event or question or party or verdict or as_of is not None or one_origin):
        from borderclash.comparing.rows import compare

        return compare(dataset)
    from borderclash.comparing import selection

    comparison, undated = selection.compared(
        dataset,
        events=event or (),
        questions=question or (),
        parties=party or (),
        verdicts=verdict,
        day=as_of,
        one_origin=one_origin,
    )
    if undated:
        note(f"{undated} undated claim{'' if undated == 1 else 's'} left out (--as-of)")
    return comparison


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give a function that says what is being done; a second after the first call it shows, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from threading import Lock, Timer

    doing = ["starting"]
    lock = Lock()
    displays: list[Status] = []

    def show() -> None:
        from rich.console import Console

        with lock:
            if doing:
                displays.append(Console(stderr=True, markup=False).status(_plain(doing[0])))
                displays[0].start()

    def say(words: str) -> None:
        with lock:
            if not timer.ident:
                timer.start()
            doing[0] = words
            for status in displays:
                status.update(_plain(words))

    timer = Timer(AFTER_SECONDS, show)
    timer.daemon = True
    try:
        yield say
    finally:
        timer.cancel()
        if timer.ident:
            # Beside a thread no other process is started, and there may be more data to read.
            timer.join()
        with lock:
            doing.clear()
            for status in displays:
                status.stop()


def _plain(words: str) -> Text:
    from rich.text import Text

    from borderclash.text.escaping import terminal_text

    return Text(terminal_text(words))


def width() -> int:
    """Return the width to write for, in cells: COLUMNS, else the terminal's, also behind a pipe, else 80."""
    wanted = os.environ.get("COLUMNS", "")[:DIGITS]
    if wanted.isdecimal() and int(wanted):
        return min(max(20, int(wanted)), WIDEST)
    for stream in filter(None, (sys.__stdout__, sys.__stderr__, sys.__stdin__)):
        with contextlib.suppress(OSError, ValueError):
            return max(20, os.get_terminal_size(stream.fileno()).columns)
    return 80


def summary(checked: Validation) -> str:
    """Return the counts of a check: ``3 files, 2 errors, 1 warning``."""
    return counted(file=checked.files, error=checked.count("error"), warning=checked.count("warning"))


def counted(**counts: int) -> str:
    """Return how many there are of each noun: ``3 files, 1 error``."""
    return ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for noun, number in counts.items())
