"""Paths to texts: which files a command reads, what stands in them, and the files that come with the package.

Of these the schema of a claim file accepts a good document by ``jsonschema-rs`` in no time; ``jsonschema`` is
imported only to say what is wrong with another (`schema_errors`, in the words of `schema_words`).
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from borderclash.problems import UsageError, reason
from borderclash.text.suggestions import nearest

SUFFIXES = (".yaml", ".yml")
SHEETS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
# Read by column; a folder may be one.
TABLES = (".parquet", ".arrow", ".feather")
# What an editor that hides suffixes makes of one.
MISNAMED = tuple(f"{suffix}.txt" for suffix in SUFFIXES)
NO_CLAIM_FILES = "claim files end in .yaml or .yml; hidden files and folders are passed over, and links to folders"
DEFAULT_FOLDER = "data"
STDIN = "-"
STDIN_NAME = "<stdin>"
MAX_BYTES = 64 * 2**20
# Where settings stand.
SETTINGS = "borderclash.toml"
PROJECT = "pyproject.toml"
# Files that come with the package.
EXAMPLE = "data/claims.yaml"
CLAIMS_SCHEMA = "schemas/claims.schema.json"
RULE_PAGES = "docs/rules"


class Input(NamedTuple):
    """A file as it was found: the name to show, and its bytes (at most one more than is accepted)."""

    name: str
    content: bytes


def is_claim_file(name: str) -> bool:
    """Say whether a file of this name is read where its folder is given."""
    return name.lower().endswith(SUFFIXES)


def is_sheet(name: str) -> bool:
    """Say whether a file of this name is read as a spreadsheet, where it is named itself."""
    return name.lower().endswith(SHEETS) or is_table(name)


def is_table(name: str) -> bool:
    """Say whether a file or a folder of this name is read as a table of columns, where it is named itself."""
    return name.rstrip("/" + os.sep).lower().endswith(TABLES) or _is_large_csv(name)


def _is_large_csv(name: str) -> bool:
    """Say whether a file is CSV of more than is read as a sheet."""
    try:
        return name.lower().endswith(".csv") and os.path.getsize(name) > MAX_BYTES
    except (OSError, ValueError):
        return False


class PassedOver:
    """What is not read in a folder, and may have been meant to be."""

    def __init__(self) -> None:
        self.links: list[str] = []
        self.sheets: list[str] = []
        self.misnamed: list[str] = []
        # Only a git revision has these.
        self.outside: list[str] = []
        self.repositories: list[str] = []

    def look_at(self, file: str) -> None:
        """Keep a file that is no claim file, by its path, where it is a sheet or a claim file by another name."""
        if is_sheet(file):
            self.sheets.append(file)
        elif file.lower().endswith(MISNAMED):
            self.misnamed.append(file)

    def words(self, folder: str) -> Iterator[str]:
        """Yield a line for each kind of what was passed over in *folder*."""
        help = "to read one, give its path"
        yield from _counted(self.links, "link to a folder", "links to folders", folder, help)
        yield from _counted(self.sheets, "spreadsheet", "spreadsheets", folder, help)
        help = "a revision holds only what is in the repository"
        yield from _counted(self.outside, "link", "links", folder, help)
        yield from _counted(self.repositories, "repository of its own", "repositories of their own", folder, help)
        yield from _counted(self.misnamed, "text file", "text files", folder, "claim files end in .yaml or .yml")


def _counted(files: Sequence[str], noun: str, nouns: str, folder: str, help: str) -> Iterator[str]:
    if len(files) == 1:
        yield f"passed over a {noun}, `{files[0]}`: {help}"
    elif files:
        yield f"passed over {len(files)} {nouns} in `{folder}`, first `{min(files)}`: {help}"


def find(paths: Sequence[str], note: Callable[[str], None] | None = None) -> list[str]:
    """Return the files that *paths* stand for: files as they are, folders by the claim files below them.

    A file named twice is read once. *note* takes what was passed over in a folder, in words. Raises `UsageError`
    for a path that is not there, and for a folder without any claim file.
    """
    found: dict[tuple[int, int] | str, str] = {}
    for path in paths:
        for file in _files(path, note):
            found.setdefault(STDIN if file == STDIN else _identity(file), file)
    return list(found.values())


def _files(path: str, note: Callable[[str], None] | None) -> list[str]:
    if path == STDIN or is_table(path) or not os.path.isdir(path):
        return [path]
    passed_over = PassedOver()
    files = sorted(_below(path, passed_over))
    if note:
        for words in passed_over.words(path):
            note(words)
    if not files:
        raise UsageError(f"no claim files in `{path}`", NO_CLAIM_FILES)
    return files


def _below(folder: str, passed_over: PassedOver) -> Iterator[str]:
    for root, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        # Links to folders are not followed, so that a loop of them ends.
        links = (os.path.join(root, name) for name in folders)
        passed_over.links += (link for link in links if os.path.islink(link))
        for name in files:
            file = os.path.join(root, name)
            if name.startswith("."):
                continue
            if not is_claim_file(name):
                passed_over.look_at(file)
                continue
            # Given by its name, a pipe is waited for; in a folder, nobody may ever write to it.
            if os.path.exists(file) and not os.path.isfile(file):
                raise UsageError(f"`{file}` is no file", "take it out of the folder, or give its path")
            yield file


def _identity(file: str) -> tuple[int, int]:
    try:
        status = os.stat(file)
    except OSError as error:
        raise _unreadable(file, error) from None
    except ValueError:
        raise UsageError(f"`{file!r}` is no path", "give the path of a file or folder") from None
    if is_table(file) and stat.S_ISDIR(status.st_mode):
        return status.st_dev, status.st_ino
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode) or stat.S_ISCHR(status.st_mode)):
        raise UsageError(f"`{file}` is neither a file nor a folder", "give a file, a folder or -")
    return status.st_dev, status.st_ino


def size(files: Sequence[str]) -> int:
    """Return how many bytes files have together; 0 where one is no plain file, and may take its time."""
    try:
        found = [os.stat(file) for file in files if file != STDIN]
    except OSError:
        return 0  # reported when it is read
    if len(found) < len(files) or not all(stat.S_ISREG(each.st_mode) for each in found):
        return 0
    return sum(each.st_size for each in found)


def read(file: str) -> Input:
    """Return the input of a path that `find` gave; raises `UsageError` where it cannot be read."""
    try:
        if file == STDIN and sys.stdin is None:
            raise UsageError("standard input is closed", "give the path of a file, or open it")
        if file == STDIN:
            return Input(STDIN_NAME, sys.stdin.buffer.read(MAX_BYTES + 1))
        if is_table(file):
            return Input(file, b"")
        with Path(file).open("rb") as stream:
            return Input(file, stream.read(MAX_BYTES + 1))
    except OSError as error:
        raise _unreadable(file, error) from None


def _refuse(error: OSError) -> None:
    raise _unreadable(str(error.filename), error)


def _unreadable(file: str, error: OSError) -> UsageError:
    if isinstance(error, FileNotFoundError):
        if os.path.islink(file):
            target = os.readlink(file)
            return UsageError(f"`{file}` is a link to `{target}`, which is not there", "fix or remove the link")
        help = "check the path; it is taken from the current folder"
        return UsageError(f"`{file}` is not there", did_you_mean(file) or help)
    return UsageError(f"cannot read `{file}`: {reason(error)}", "check the file and its permissions")


def did_you_mean(path: str) -> str | None:
    """Return "did you mean ...?" for a path that is not there, ``None`` where nothing like it is."""
    folder, name = os.path.split(path)
    try:
        # A folder above or below the one that was meant, then a slip of the keyboard.
        for other in (os.path.join(DEFAULT_FOLDER, path), name):
            if name and other != path and os.path.exists(other):
                return f"did you mean `{other}`?"
        # Without suffixes, which make all names alike.
        here = {os.path.splitext(other)[0]: other for other in sorted(os.listdir(folder or "."))}
        match = nearest(os.path.splitext(name)[0], here)
    except (OSError, ValueError):
        return None
    return f"did you mean `{os.path.join(folder, here[match])}`?" if match else None


def settings_files(path: str) -> list[Path]:
    """Return the files that may hold settings for *path*: in its folder and in those above, the nearest first."""
    try:
        start = Path(os.path.abspath(path))
    except OSError:
        # The current folder is gone; that nothing can be found from there is said by whoever looks for it.
        return []
    places = (folder / name for folder in (start, *start.parents) for name in (SETTINGS, PROJECT))
    return [place for place in places if os.path.isfile(place)]


def bundled(name: str) -> Path:
    """Return where a file that comes with the package lies, installed or in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / name
    return installed if installed.exists() else package.parent / name


@cache
def claims_schema() -> dict[str, Any]:
    """Return the schema of a claim file."""
    schema: dict[str, Any] = json.loads(bundled(CLAIMS_SCHEMA).read_text(encoding="utf-8"))
    return schema


@cache
def _validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft7Validator(claims_schema())


def accepts(data: Any) -> bool:
    """Say whether *data*, one document, has the form of a claim file."""
    return bool(_validator().is_valid(data))
