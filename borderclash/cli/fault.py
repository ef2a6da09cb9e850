"""What is told where the program itself goes wrong: in a line, with the rest in a file for its developers."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from pathlib import Path

from borderclash.vocabulary import PROGRAM_VERSION

HELP = "your files may be right: report this line with the command that you gave"


def tell(fault: Exception) -> None:
    """Write to standard error what kind of *fault* it is and where in the program, and its traceback to a file.

    No word of the fault is in the line, for it may be one of a claim file.
    """
    package = Path(__file__).parent.parent
    place = ""
    for frame in traceback.extract_tb(fault.__traceback__):
        if package in (path := Path(frame.filename)).parents:
            place = f" in {path.relative_to(package.parent)}, line {frame.lineno}"
    sys.stderr.write(
        f"error: borderclash {PROGRAM_VERSION} has a fault of its own: {type(fault).__name__}{place}\n"
        f"help: {HELP}{_kept(fault)}\n"
    )


def _kept(fault: Exception) -> str:
    try:
        file, name = tempfile.mkstemp(prefix="borderclash-fault-", suffix=".txt")
        with os.fdopen(file, "w", encoding="utf-8", errors="backslashreplace") as kept:
            kept.writelines(traceback.format_exception(fault))
    except OSError:
        return ""
    return f", and with {name}, which may repeat words of your files"
