"""The command line. Each command is a file; what it needs is imported when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from borderclash.cli import outputs
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


class Once(TyperCommand):
    """A command that refuses an option given twice, where it takes one value: the first would be lost unseen."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options of the command."""
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        taken: set[str] = set()
        for option in given:
            name = option.opts[0]
            if name in taken and not (option.multiple or getattr(option, "is_flag", False)):
                raise UsageError(f"{name} is given twice", "leave one of them out")
            taken.add(name)
        return super().parse_args(ctx, args)


# What is written by these stands in a claim file.
WRITING = ("add", "capture", "import")
HELP = "Compare opposing parties' claims about the same event, side by side. It never says who is right."
EXIT_CODES = (
    "Exit codes: 0 fine, 1 problems in the data, 2 wrong usage or unreadable input, 141 a pipe was closed."
)
# What the help says of each command in one line. Its file, and the function in it, have its name.
COMMANDS = {
    "compare": "Lay the claims side by side and say where they differ.",
    "coverage": "Show which party has answered which question.",
    "chart": "Draw the figures of an event as a picture.",
    "preview": "Show the page live, renewed when a file is saved.",
    "validate": "Check claim files and say how to fix them.",
    "diff": "Say what changed between two versions of claim files.",
    "comment": "Say on a pull request what it changes, from a workflow.",
    "rules": "List the rules of validate, or explain one.",
    "timeline": "Show who said what when, and when each disagreement began and ended.",
    "init": "Begin a folder of claims.",
    "add": "Put a claim into a claim file.",
    "capture": "Keep what a source said beside the claim file, with its hash.",
    "import": "Make a claim file of a spreadsheet.",
    "schema": "Print the JSON Schema of a claim file.",
}


def program(arguments: Sequence[str] = ()) -> typer.Typer:
    """Return the command line with the command that *arguments* begin with, with all where they begin otherwise.

    To load a command takes its time, and all are needed only for help, completion and a name that is none.
    """
    app = typer.Typer(
        name="borderclash",
        cls=Commands,
        help=HELP,
        epilog=EXIT_CODES,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        # Plain help needs no table, which every start would pay for.
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name in arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS:
        function = f"{name}_" if iskeyword(name) else name
        command = getattr(import_module(f"borderclash.cli.{function}"), function)
        app.command(name, cls=Once if name in WRITING else None, short_help=COMMANDS[name])(command)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"borderclash {PROGRAM_VERSION}")
        raise typer.Exit


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
    with outputs.closed_pipe_ends():
        _run()


def _run() -> None:
    try:
        # Help and version are written by Typer, which says nothing of a full disk.
        with outputs.standard_output():
            # However it was started: completion and the usage line go by this name.
            program(sys.argv[1:])(prog_name="borderclash")
    except UsageError as problem:
        from borderclash.text.escaping import terminal_text

        sys.stderr.write(f"error: {terminal_text(problem.message)}\nhelp: {terminal_text(problem.help)}\n")
        sys.exit(2)
    except Exception as problem:
        from borderclash.cli.fault import tell

        tell(problem)
        sys.exit(2)
