"""Writing the missing hashes of saved texts into claim files, which keep every other byte."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from borderclash.atomic_write import write_whole
from borderclash.entering.claim_file import ClaimFile
from borderclash.problems import Refused, UsageError, reason
from borderclash.reading.documents import Document
from borderclash.reading.snapshots import Unusable
from borderclash.reading.snapshots import read as read_snapshot
from borderclash.reading.sources import STDIN
from borderclash.reading.withheld import unnamed_sources, withheld_in
from borderclash.reading.withheld_lines import MARK

WITHHELD_TEXT = "a text that is withheld"
NO_ROOM = "the file is written in a way that leaves no room for it: write `sha256` by hand"


class Hashed(NamedTuple):
    """A source whose hash was missing: its ``sha256``, and in ``reason`` why it was not written.

    ``snapshot`` is what its text is known by, not the path where that is withheld.
    """

    file: str
    source: str
    snapshot: str
    sha256: str | None
    reason: str | None = None


def update_hashes(files: Iterable[str]) -> list[Hashed]:
    """Write the missing hashes into *files*, as `sources.find` gives them; return what was done.

    A file with syntax errors is left alone, and so is standard input. Raises `UsageError` for a file that
    cannot be read or written.
    """
    return [done for file in files if file != STDIN for done in _update(file)]


def _update(name: str) -> list[Hashed]:
    try:
        file = ClaimFile.read(name)
    except Refused:
        return []  # reported by the check
    if file.parsed.refusals:
        return []
    done = []
    hashes: dict[int, dict[str, dict[str, str]]] = defaultdict(dict)
    found = file.parsed.documents
    unnamed = unnamed_sources([Document(name, index, data, data) for index, data in enumerate(found)])
    for index, id, source in _lacking(found):
        snapshot, withheld = source["snapshot"], id in unnamed or "snapshot" in withheld_in("source", source)
        told = MARK if id in unnamed else id, WITHHELD_TEXT if withheld else snapshot
        try:
            hash = read_snapshot(os.path.dirname(name), snapshot).sha256
        except Unusable as unusable:
            why = f"{WITHHELD_TEXT} cannot be read" if withheld else unusable.message
            done.append(Hashed(name, *told, None, why))
            continue
        hashes[index][id] = {"sha256": hash}
        done.append(Hashed(name, *told, hash))
    try:
        for index, sources in hashes.items():
            file = file.add({"sources": sources}, index)
        if file.changed:
            write_whole(Path(name), [file.encoded()])
    except Refused:
        return [entry._replace(reason=NO_ROOM) if entry.sha256 else entry for entry in done]
    except OSError as error:
        message = f"cannot write `{name}`: {reason(error)}"
        raise UsageError(message, "check the permissions of its folder") from None
    return done


def _lacking(documents: Sequence[Any]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield document index, id and fields of each source that has a snapshot and no hash."""
    for index, data in enumerate(documents):
        sources = data.get("sources") if isinstance(data, dict) else None
        for id, source in sources.items() if isinstance(sources, dict) else ():
            if isinstance(source, dict) and "sha256" not in source and isinstance(source.get("snapshot"), str):
                yield index, id, source
