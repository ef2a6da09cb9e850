"""The command line. Each command is a file; what it needs is imported when it runs."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from borderclash.cli import outputs
from borderclash.cli.chart import chart
from borderclash.cli.compare import compare
from borderclash.cli.coverage import coverage
from borderclash.cli.diff import diff
from borderclash.cli.import_ import import_
from borderclash.cli.init import init
from borderclash.cli.rules import rules
from borderclash.cli.schema import schema
from borderclash.cli.timeline import timeline
from borderclash.cli.validate import validate
from borderclash.problems import UsageError
from borderclash.vocabulary import PROGRAM_VERSION


class Commands(TyperGroup):
    """The commands, without Typer's own answer to a closed pipe: exit code 1, as of problems in the data."""

    def make_context(self, *args: Any, **extra: Any) -> Any:
        """Read the command line, which may write the help or the version."""
        with outputs.closed_pipe_ends():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with outputs.closed_pipe_ends():
            return super().invoke(ctx)


app = typer.Typer(
    name="borderclash",
    cls=Commands,
    help="Compare opposing parties' claims about the same event, side by side. It never says who is right.",
    epilog="Exit codes: 0 fine, 1 problems in the data, 2 wrong usage or unreadable input, 141 a pipe was closed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Plain help needs no table, which every start would pay for.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(short_help="Lay the claims side by side and say where they differ.")(compare)
app.command(short_help="Show which party has answered which question.")(coverage)
app.command(short_help="Draw the figures of an event as a picture.")(chart)
app.command(short_help="Check claim files and say how to fix them.")(validate)
app.command(short_help="Say what changed between two versions of claim files.")(diff)
app.command(short_help="List the rules of validate, or explain one.")(rules)
app.command(short_help="Show who said what when, and when each disagreement began and ended.")(timeline)
app.command(short_help="Begin a folder of claims.")(init)
app.command("import", short_help="Make a claim file of a spreadsheet.")(import_)
app.command(short_help="Print the JSON Schema of a claim file.")(schema)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"borderclash {PROGRAM_VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; a mistake in using it is reported with its remedy, exit code 2."""
    # A stream that was closed before the start takes what is written and shows it to nobody.
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (it lives as long as the process)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    # Nothing that a command builds goes round in circles, and the collector would walk it again and again.
    collecting = gc.isenabled()
    gc.disable()
    try:
        with outputs.closed_pipe_ends():
            _run()
    finally:
        if collecting:
            gc.enable()


def _run() -> None:
    try:
        # Help and version are written by Typer, which says nothing of a full disk.
        with outputs.standard_output():
            # However it was started: completion and the usage line go by this name.
            app(prog_name="borderclash")
    except UsageError as problem:
        from borderclash.escaping import terminal_text

        sys.stderr.write(f"error: {terminal_text(problem.message)}\nhelp: {terminal_text(problem.help)}\n")
        sys.exit(2)
