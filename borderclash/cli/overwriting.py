"""What no output may take the place of: the command's inputs, YAML by somebody's hand, other databases."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from borderclash.problems import UsageError
from borderclash.reading.sources import STDIN_NAME
from borderclash.spreadsheet.checksum import is_unedited

# In any case, as some file systems have them. Settings are in TOML, which no output is.
BY_HAND = {".yaml": "YAML", ".yml": "YAML", ".toml": "TOML"}
DATABASE = b"SQLite format 3\0"
SHOWN = 3


class Loss(UsageError):
    """A file with something in it that would be lost; `--overwrite` is its remedy."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "name another file for --output, or replace this one with --overwrite")


def refuse(file: Path, read: Iterable[str], *, overwrite: bool = False) -> None:
    """Raise `UsageError` where *file* must not be written over: not at all if it is one of the files *read*.

    Raises `Loss` where it is YAML that borderclash did not write as it stands, or a database with other tables,
    unless *overwrite* is given. A file that is not there, and what is no file, such as a device, may be written.
    """
    try:
        status = os.stat(file)
    except (OSError, ValueError):
        return
    if not stat.S_ISREG(status.st_mode):
        return
    for name in read:
        if _is_same(status, name):
            message = f"`{file}` is an input of this command"
            if name != str(file):
                message += f": it is the same file as {'standard input' if name == STDIN_NAME else f'`{name}`'}"
            raise UsageError(message, "name another file for --output; an input is never written over")
    if not overwrite and status.st_size:
        _refuse_loss(file)


def _is_same(status: os.stat_result, name: str) -> bool:
    """Say whether an input is the file with this *status*, by whatever path, link or case it is named."""
    try:
        other = os.fstat(sys.stdin.fileno()) if name == STDIN_NAME else os.stat(name)
    except (OSError, ValueError, AttributeError):
        return False  # it is gone, or of a git revision, or no file below standard input
    return os.path.samestat(status, other)


def _refuse_loss(file: Path) -> None:
    # By its own name and by what a link leads to.
    suffixes = (Path(name).suffix.lower() for name in (file, os.path.realpath(file)))
    language = next((BY_HAND[suffix] for suffix in suffixes if suffix in BY_HAND), None)
    try:
        with open(file, "rb") as stream:
            start = stream.read(len(DATABASE))
            unedited = language == "YAML" and is_unedited(start + stream.read())
    except OSError:
        start, unedited = b"", False
    if language and not unedited:
        raise Loss(f"`{file}` is a {language} file that borderclash did not write, or that was edited since")
    if start == DATABASE:
        from borderclash.rendering.database.foreign import foreign

        names = foreign(file)
        if names is None:
            raise Loss(f"`{file}` is a database that cannot be read, and may hold what is not borderclash's")
        if names:
            listed = ", ".join(f"`{name}`" for name in names[:SHOWN]) + (", ..." if len(names) > SHOWN else "")
            raise Loss(f"`{file}` is a database that holds what is not borderclash's: {listed}")
