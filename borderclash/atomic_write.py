"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable
from pathlib import Path


def write_whole(file: Path, pieces: Iterable[bytes]) -> None:
    """Write beside *file*, through a link to it, and put the whole in its place at once.

    The file keeps its permissions, and one that is read-only stays as it is. What is no regular file, such as a
    device, is written straight. Raises `OSError`.
    """
    # As it is named: what stands behind a name such as /dev/stderr may have none of its own.
    if file.exists() and not file.is_file():
        with file.open("wb") as stream:
            stream.writelines(pieces)
        return
    target = followed(file)
    # To put another file in its place asks for no leave to write to it.
    if target.exists() and not (_mode(target) & 0o222 and os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with open(handle, "wb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def followed(file: Path) -> Path:
    """Return where *file* lies, through every link; raises `OSError` where links go round in a circle."""
    target = Path(os.path.realpath(file))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file))
    return target


def _mode(target: Path) -> int:
    """Return the permissions for a file: those it has, else those a new one gets."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
