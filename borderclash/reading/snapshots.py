"""The saved texts of sources, each read once."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from borderclash.problems import Pointer, UsageError
from borderclash.reading.documents import Document

MAX_BYTES = 64 * 2**20


class Unusable(UsageError):
    """A snapshot that is not read."""


@dataclass
class Saved:
    """A saved text and the hash of its bytes."""

    text: str
    sha256: str

    @cached_property
    def folded(self) -> str:
        """The text without what a quote need not keep."""
        from borderclash.reading.quotes import folded

        return folded(self.text)


class Snapshot(NamedTuple):
    """A source's snapshot: where the source stands, what it says, and the saved text or why there is none."""

    id: str
    source: dict[str, Any]
    pointer: Pointer
    saved: Saved | Unusable

    @property
    def text(self) -> Saved | None:
        """The saved text, ``None`` for one that cannot be read or is not the one that was hashed."""
        if not isinstance(self.saved, Saved):
            return None
        return self.saved if self.source.get("sha256", self.saved.sha256) == self.saved.sha256 else None


def snapshots(documents: Sequence[Document]) -> Iterator[Snapshot]:
    """Yield the snapshot of each source that has one, in the order of the files."""
    read_before: dict[tuple[str, str], Saved | Unusable] = {}
    for document in documents:
        for id, source in document.data.get("sources", {}).items():
            if "snapshot" in source:
                at = os.path.dirname(document.file), source["snapshot"]
                if at not in read_before:
                    try:
                        read_before[at] = read(*at)
                    except Unusable as unusable:
                        read_before[at] = unusable
                place = Pointer(document.file, document.index, ("sources", id, "snapshot"))
                yield Snapshot(id, source, place, read_before[at])


def named(documents: Iterable[Document]) -> Iterator[str]:
    """Yield the path of each saved text that documents name, whether it is there or not."""
    for document in documents:
        sources = document.written.get("sources") if isinstance(document.written, dict) else None
        for source in sources.values() if isinstance(sources, dict) else ():
            path = source.get("snapshot") if isinstance(source, dict) else None
            if isinstance(path, str):
                yield os.path.join(os.path.dirname(document.file), path)


def read(folder: str, path: str) -> Saved:
    """Return the saved text at *path* below *folder*; raises `Unusable`."""
    try:
        base = os.path.realpath(folder or os.curdir)
        file = os.path.realpath(os.path.join(base, path))
        if os.path.commonpath((base, file)) != base:
            message = f"the snapshot `{path}` leads out of the folder of this file, by a link or by its path"
            raise Unusable(message, "keep the saved text in the folder of the claim file, or below it")
        # Opening a pipe would wait for its writer.
        if not stat.S_ISREG(os.stat(file).st_mode):
            raise Unusable(f"the snapshot `{path}` is not a file", "give the path of the saved text")
        with open(file, "rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        help = "save the text there, or correct the path: it is taken from the folder of this file"
        raise Unusable(f"the snapshot `{path}` is not there", help) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise Unusable(f"cannot read the snapshot `{path}`: {reason}", "check the path and the file") from None
    if len(content) > MAX_BYTES:
        message = f"the snapshot `{path}` is larger than {MAX_BYTES // 2**20} MiB"
        raise Unusable(message, "save the plain text of the document alone")
    try:
        from hashlib import sha256

        return Saved(content.decode(), sha256(content).hexdigest())
    except UnicodeDecodeError as error:
        byte = f"from byte {error.start} on (0x{content[error.start]:02X})"
        raise Unusable(f"the snapshot `{path}` is not UTF-8, {byte}", "save it as plain text in UTF-8") from None
