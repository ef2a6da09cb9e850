"""What the commands share: which files they read, and what they say on standard error."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from borderclash.cli import progress
from borderclash.problems import UsageError
from borderclash.vocabulary import ColorChoice

if TYPE_CHECKING:
    from borderclash.checking import Checked, Validation
    from borderclash.problems import Severity
    from borderclash.reading.settings import Settings
    from borderclash.reading.sources import Input
    from borderclash.rendering.options import Options

PATHS_HELP = (
    "Claim files, folders (all *.yaml and *.yml below them) or - for standard input. Without any: data/ in the "
    "current folder."
)
Paths = Annotated[list[str] | None, typer.Argument(metavar="[PATHS]...", help=PATHS_HELP, show_default=False)]
Example = Annotated[bool, typer.Option("--example", help="Read the example that comes with borderclash.")]
Color = Annotated[ColorChoice, typer.Option("--color", help="Whether to use colour.")]
NO_PATHS = "no paths given, and there is no folder `data` here"


def several(values: list[str] | None) -> list[str] | None:
    """Return the values of an option that takes several: repeated, or with commas, which no id has."""
    if not values:
        return values
    return [part for value in values for part in _parts(value)]


def _parts(value: str) -> list[str]:
    # What is empty throughout stays, and is reported like any other name that is not known.
    return [part for part in map(str.strip, value.split(",")) if part] or [value]


def note(message: str) -> None:
    """Tell something on standard error."""
    from borderclash.escaping import terminal_text

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


def under_example_heading(pieces: Iterable[str], options: Options) -> Iterator[str]:
    """Yield *pieces*, written for a terminal, below a heading that says that they are an example."""
    from borderclash.presenting.blocks import Note, Span
    from borderclash.rendering.terminal import render

    heading = Span("Example", "strong"), Span(": data that comes with borderclash, none of yours")
    yield from render([Note(heading)], options)
    yield "\n"
    yield from pieces


def checked(paths: Sequence[str], settings: Settings, only: Severity | None = None) -> Checked:
    """Read and check the files that *paths* stand for, with progress on a terminal that has to wait."""
    from borderclash import processes
    from borderclash.reading import sources

    with progress.shown() as stage:
        files = sources.find(paths, note)
        return processes.check(files, stage, settings, only)


def checked_inputs(inputs: Sequence[Input], settings: Settings, only: Severity | None = None) -> Checked:
    """Check what was read from elsewhere than files, as `checked` does."""
    from borderclash import processes

    with progress.shown() as stage:
        return processes.check_inputs(inputs, stage, settings, only)


def validated(paths: Sequence[str], settings: Settings, most: int | None) -> Validation:
    """Do the same for the problems alone, *most* of each rule, which is faster for large data."""
    from borderclash import processes
    from borderclash.reading import sources

    with progress.shown() as stage:
        return processes.validate(sources.find(paths, note), stage, settings, most)


def files_read(checked: Validation, settings: Settings) -> list[str]:
    """Return the files that a command has read, or would have: none of them is to be written over."""
    return [*checked.names, *checked.snapshots, *([str(settings.file)] if settings.file else ())]


def width() -> int:
    """Return the width to write for, in cells: COLUMNS, else the terminal's, also behind a pipe, else 80."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdecimal() and int(wanted):
        return max(20, int(wanted))
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
