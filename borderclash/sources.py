"""Paths to texts: which files a command reads, and what stands in them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from borderclash.errors import UsageProblem

SUFFIXES = (".yaml", ".yml")
STDIN = "-"
STDIN_NAME = "<stdin>"
MAX_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Input:
    """A file as it was found: the name to show, and its bytes (at most one more than is accepted)."""

    name: str
    content: bytes


def find(paths: Sequence[str]) -> list[str]:
    """Return the files that *paths* stand for: files as they are, folders by the claim files below them.

    A file named twice is read once. Raises `UsageProblem` for a path that is not there, and for a folder
    without any claim file.
    """
    found: dict[tuple[int, int] | str, str] = {}
    for path in paths:
        for file in _files(path):
            found.setdefault(STDIN if file == STDIN else _identity(file), file)
    return list(found.values())


def _files(path: str) -> list[str]:
    if path == STDIN or not os.path.isdir(path):
        return [path]
    files = sorted(_below(path))
    if not files:
        raise UsageProblem(
            f"no claim files in `{path}`", "claim files end in .yaml or .yml; hidden folders are passed over"
        )
    return files


def _below(folder: str) -> Iterator[str]:
    # Links to folders are not followed, so that a loop of them ends.
    for root, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.endswith(SUFFIXES) and not name.startswith("."):
                file = os.path.join(root, name)
                # Given by its name, a pipe is waited for; in a folder, nobody may ever write to it.
                if os.path.exists(file) and not os.path.isfile(file):
                    raise UsageProblem(f"`{file}` is no file", "take it out of the folder, or give its path")
                yield file


def _identity(file: str) -> tuple[int, int]:
    try:
        status = os.stat(file)
    except OSError as error:
        raise _unreadable(file, error) from None
    except ValueError:
        raise UsageProblem(f"`{file!r}` is no path", "give the path of a file or folder") from None
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode) or stat.S_ISCHR(status.st_mode)):
        raise UsageProblem(f"`{file}` is neither a file nor a folder", "give a file, a folder or -")
    return status.st_dev, status.st_ino


def size(files: Sequence[str]) -> int:
    """Return how many bytes files have together; 0 where one is no plain file, and may take its time."""
    try:
        found = [os.stat(file) for file in files if file != STDIN]
    except OSError:
        return 0  # told when it is read
    if len(found) < len(files) or not all(stat.S_ISREG(each.st_mode) for each in found):
        return 0
    return sum(each.st_size for each in found)


def read(file: str) -> Input:
    """Return the input of a path that `find` gave; raises `UsageProblem` where it cannot be read."""
    try:
        if file == STDIN and sys.stdin is None:
            raise UsageProblem("standard input is closed", "give the path of a file, or open it")
        if file == STDIN:
            return Input(STDIN_NAME, sys.stdin.buffer.read(MAX_BYTES + 1))
        with Path(file).open("rb") as stream:
            return Input(file, stream.read(MAX_BYTES + 1))
    except OSError as error:
        raise _unreadable(file, error) from None


def _refuse(error: OSError) -> None:
    raise _unreadable(str(error.filename), error)


def _unreadable(file: str, error: OSError) -> UsageProblem:
    if isinstance(error, FileNotFoundError):
        return UsageProblem(f"`{file}` is not there", "check the path; it is taken from the current folder")
    reason = (error.strerror or str(error)).lower()
    return UsageProblem(f"cannot read `{file}`: {reason}", "check the file and its permissions")
