"""What no output may take the place of: what it is made from, YAML, sheets and pages by hand, databases."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from borderclash.reading.sources import STDIN_NAME
from borderclash.spreadsheet.yaml_text import is_unedited

# In any case, as some file systems have them. Settings are in TOML, which no output is.
BY_HAND = {".yaml": "YAML", ".yml": "YAML", ".toml": "TOML"}
DATABASE = b"SQLite format 3\0"
WORKBOOKS = (".xlsx", ".xlsm", ".ods")
SHEETS = (".csv", ".tsv")
# What the CSV of a comparison and of a timeline, of a coverage, of a difference, and of claims begins with.
OWN_SHEETS = (
    *(b"event,event_title,question,label,kind,unit,", b"counted,event,", b"thing,change,"),
    b"\xef\xbb\xbfevent,event_title,event_date,event_place,",
)
PAGES = (".html", ".htm")
# What stands near the beginning of the page, and of what is embedded in another.
OWN_PAGES = (b'<meta name="generator" content="borderclash ', b'<div class="borderclash"')
START = 1_000
SHOWN = 3


def input_there(file: Path, read: Iterable[str]) -> str | None:
    """Return which of the files *read* is *file*, by whatever path, link or case; ``None`` if none is."""
    status = _status(file)
    return next((name for name in read if status and _is_same(status, name)), None)


def loss(file: Path) -> str | None:
    """Return the sentence that says what would be lost with *file*, ``None`` where nothing would.

    That is YAML and a workbook that borderclash did not write as they stand, CSV and HTML that it did not write,
    and a database with other tables. What is not there, and what is no file, such as a device, may be written.
    """
    status = _status(file)
    if not status or not status.st_size:
        return None
    # By its own name and by what a link leads to.
    suffixes = (Path(name).suffix.lower() for name in (file, os.path.realpath(file)))
    language = next((BY_HAND[suffix] for suffix in suffixes if suffix in BY_HAND), None)
    try:
        with open(file, "rb") as stream:
            start = stream.read(START)
            unedited = language == "YAML" and is_unedited(start + stream.read())
    except OSError:
        start, unedited = b"", False
    if language and not unedited:
        return f"`{file}` is a {language} file that borderclash did not write, or that was edited since"
    if start.startswith(b"PK") and file.suffix.lower() in WORKBOOKS and not _is_own_workbook(file):
        return f"`{file}` is a workbook that borderclash did not write, or that was edited since"
    if not start.startswith(DATABASE):
        by_hand = _by_hand(file.suffix.lower(), start)
        return f"`{file}` is {by_hand} that borderclash did not write" if by_hand else None
    from borderclash.rendering.database import foreign

    names = foreign(file)
    if names is None:
        return f"`{file}` is a database that cannot be read, and may hold what is not borderclash's"
    listed = ", ".join(f"`{name}`" for name in names[:SHOWN]) + (", ..." if len(names) > SHOWN else "")
    return f"`{file}` is a database that holds what is not borderclash's: {listed}" if names else None


def _by_hand(suffix: str, start: bytes) -> str:
    if suffix in SHEETS and not start.startswith(OWN_SHEETS):
        return "a spreadsheet"
    if suffix in PAGES and not any(own in start for own in OWN_PAGES):
        return "a page"
    return ""


def _is_own_workbook(file: Path) -> bool:
    """Say whether a workbook names borderclash as who wrote it, and no later time than the one it always gives."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(file) as archive, archive.open("docProps/core.xml") as stream:
            about = stream.read(10_000)
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, BadZipFile):
        return False
    return b"<dc:creator>borderclash<" in about and b">2000-01-01T00:00:00Z</dcterms:modified>" in about


def _status(file: Path) -> os.stat_result | None:
    try:
        status = os.stat(file)
    except (OSError, ValueError):
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def _is_same(status: os.stat_result, name: str) -> bool:
    try:
        other = os.fstat(sys.stdin.fileno()) if name == STDIN_NAME else os.stat(name)
    except (OSError, ValueError, AttributeError):
        return False  # it is gone, or of a git revision, or no file below standard input
    return os.path.samestat(status, other)
