"""``borderclash init``: the files that a folder of claims, or a spreadsheet of them, begins with."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from borderclash import __version__
from borderclash.cli import shared
from borderclash.errors import UsageProblem

# What is written, and from which file of the package. The templates have no leading dot, which some tools skip.
FILES = {
    "data/claims.yaml": "templates/claims.yaml",
    "schemas/claims.schema.json": "schemas/claims.schema.json",
    ".github/workflows/claims.yml": "templates/workflow.yml",
    ".pre-commit-config.yaml": "templates/pre-commit-config.yaml",
    ".vscode/settings.json": "templates/vscode-settings.json",
    ".editorconfig": "templates/editorconfig",
}
SHEET = {"claims.csv": "templates/claims.csv"}
VERSION_MARK = "BORDERCLASH_VERSION"
Folder = Annotated[
    Path,
    typer.Argument(
        metavar="[FOLDER]", help="Where to write; made if it is not there. Without it: here.", show_default=False
    ),
]
Csv = Annotated[
    bool,
    typer.Option(
        "--csv", help="Write only claims.csv, a spreadsheet to fill in, which `borderclash import` reads."
    ),
]


def init(folder: Folder = Path(), csv: Csv = False) -> None:
    """Begin a folder of claims: a small claim file, its schema, a workflow, pre-commit and editor settings.

    What it writes passes `borderclash validate` at once. No file that is there already is overwritten: then
    nothing is written at all.
    """
    files = SHEET if csv else FILES
    _refuse_overwriting(folder, files)
    _write(folder, files)
    for name in files:
        shared.note(f"wrote {folder / name}")
    if csv:
        shared.note(f"next, put your own claims into it, then `borderclash import {folder / 'claims.csv'}`")
        return
    where = "" if folder == Path() else f"in {folder}: "
    shared.note(f"next, {where}`borderclash compare`, then put your own claims into data/claims.yaml")


def _refuse_overwriting(folder: Path, files: Mapping[str, str]) -> None:
    # A link that leads nowhere is there too: writing to it would make a file elsewhere.
    there = [f"`{folder / name}`" for name in files if os.path.lexists(folder / name)]
    if there:
        verb = "is" if len(there) == 1 else "are"
        message = f"{', '.join(there)} {verb} already there; nothing was written"
        raise UsageProblem(message, "name another folder, or move them away first")


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write all files, or take back those that were written before one could not be."""
    written: list[Path] = []
    try:
        for name, template in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            # "x": a file that came to be there in the meantime is not overwritten either.
            with target.open("xb") as stream:
                written.append(target)
                stream.write(_content(template))
    except OSError as error:
        for target in written:
            with contextlib.suppress(OSError):
                target.unlink()
        reason = (error.strerror or str(error)).lower()
        message = f"cannot write `{error.filename or folder}`: {reason}; nothing was written"
        raise UsageProblem(message, "name a folder that can be written to") from None


def _content(template: str) -> bytes:
    from borderclash import resources

    content = resources.path(template).read_bytes()
    return content.replace(VERSION_MARK.encode(), __version__.encode())
