"""``borderclash init``: the files that a folder of claims, or a spreadsheet of them, begins with."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from borderclash.cli import shared
from borderclash.problems import UsageError, reason
from borderclash.vocabulary import PROGRAM_VERSION

# What is written, and from which file of the package. The templates have no leading dot, which some tools skip.
DATA = "data"
CLAIMS = f"{DATA}/claims.yaml"
EXAMPLE = "example.yaml"
FILES = {CLAIMS: "templates/claims.yaml", EXAMPLE: "templates/example.yaml"}
CI_FILES = {
    "schemas/claims.schema.json": "schemas/claims.schema.json",
    ".github/workflows/claims.yml": "templates/workflow.yml",
    ".pre-commit-config.yaml": "templates/pre-commit-config.yaml",
    ".vscode/settings.json": "templates/vscode-settings.json",
    ".editorconfig": "templates/editorconfig",
}
SHEET = {"claims.csv": "templates/claims.csv"}
ALL_COLUMNS = {"claims.csv": "templates/claims-all-columns.csv"}
VERSION_MARK = "BORDERCLASH_VERSION"
# With its schema beside it, a claim file names it for editors.
MODELINE = "# yaml-language-server: $schema=../schemas/claims.schema.json\n#\n"
Folder = Annotated[
    Path,
    typer.Argument(
        metavar="[FOLDER]", help="Where to write; made if it is not there. Without it: here.", show_default=False
    ),
]
Ci = Annotated[
    bool,
    typer.Option(
        "--ci",
        help="Also write the schema, a GitHub workflow, a pre-commit entry and editor settings. What is in data/ "
        "already stays as it is.",
    ),
]
Csv = Annotated[
    bool,
    typer.Option(
        "--csv",
        help="Write only claims.csv, a spreadsheet to fill in, which every command reads where it is named.",
    ),
]


AllColumns = Annotated[
    bool,
    typer.Option("--all-columns", help="With --csv: all columns, instead of the twelve that most claims need."),
]


def init(folder: Folder = Path(), ci: Ci = False, csv: Csv = False, all_columns: AllColumns = False) -> None:
    """Begin a folder of claims: data/claims.yaml, which `borderclash add` fills, and an example to look into.

    What it writes passes `borderclash validate` at once. No file that is there already is overwritten: then
    nothing is written at all.
    """
    if ci and csv:
        raise UsageError("--csv writes a spreadsheet alone, without what --ci adds", "leave out one of them")
    if all_columns and not csv:
        raise UsageError("--all-columns is about the spreadsheet of --csv", "add --csv, or leave it out")
    kept = ci and _has_data(folder)
    sheet = ALL_COLUMNS if all_columns else SHEET
    files = sheet if csv else {**({} if kept else FILES), **(CI_FILES if ci else {})}
    _refuse_overwriting(folder, files)
    _write(folder, files, MODELINE if ci else "")
    for name in files:
        shared.note(f"wrote {folder / name}")
    if kept:
        shared.note(f"left {folder / DATA}/ as it is")
    _say_next(folder, files)


def _has_data(folder: Path) -> bool:
    try:
        return any((folder / DATA).iterdir())
    except OSError:
        return False


def _say_next(folder: Path, files: Mapping[str, str]) -> None:
    """Say what can be done with the files, in commands for the current folder."""
    from borderclash.text.escaping import shell_word

    if "claims.csv" in files:
        sheet, claims = (shell_word(str(folder / f"claims.{suffix}")) for suffix in ("csv", "yaml"))
        shared.note(f"next: put your own claims into it, then: borderclash compare {sheet}")
        shared.note(f"or make a claim file of it: borderclash import {sheet} -o {claims}")
        return
    # Without paths, data/ is read.
    data = "" if folder == Path() else shell_word(str(folder / DATA))
    if CLAIMS in files:
        steps = {
            f"capture SOURCE PAGE{data and f' --file {data}'}": "keeps what an article says",
            f"add {data}": "asks for a claim, and writes it",
            f"preview {data}": "shows the page, renewed as you write",
        }
    else:
        steps = {f"compare {data}": "lays the accounts side by side", f"validate {data}": "checks them"}
    width = max(map(len, steps))
    for number, (command, what) in enumerate(steps.items()):
        shared.note(f"{'      ' if number else 'next: '}borderclash {command:{width}}    {what}")
    if EXAMPLE in files:
        shared.note(f"{folder / EXAMPLE} shows what a claim file can hold")


def _refuse_overwriting(folder: Path, files: Mapping[str, str]) -> None:
    # A link that leads nowhere is there too: writing to it would make a file elsewhere.
    there = [f"`{folder / name}`" for name in files if os.path.lexists(folder / name)]
    if there:
        verb = "is" if len(there) == 1 else "are"
        message = f"{', '.join(there)} {verb} already there; nothing was written"
        raise UsageError(message, "name another folder, or move them away first")


def _write(folder: Path, files: Mapping[str, str], modeline: str) -> None:
    """Write all files, the claim file below *modeline*, or take back those that came before one that failed."""
    written: list[Path] = []
    try:
        for name, template in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            # "x": a file that came to be there in the meantime is not overwritten either.
            with target.open("xb") as stream:
                written.append(target)
                head = modeline if name == CLAIMS else ""
                stream.write(head.encode() + _content(template))
    except OSError as error:
        for target in written:
            with contextlib.suppress(OSError):
                target.unlink()
        message = f"cannot write `{error.filename or folder}`: {reason(error)}; nothing was written"
        raise UsageError(message, "name a folder that can be written to") from None


def _content(template: str) -> bytes:
    from borderclash.reading import sources

    content = sources.bundled(template).read_bytes()
    return content.replace(VERSION_MARK.encode(), PROGRAM_VERSION.encode())
