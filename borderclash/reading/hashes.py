"""Writing the missing hashes of saved texts into claim files, which keep every other byte."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from borderclash.atomic_write import write_whole
from borderclash.problems import UsageError
from borderclash.reading.documents import Document
from borderclash.reading.snapshots import Unusable
from borderclash.reading.snapshots import read as read_snapshot
from borderclash.reading.sources import MAX_BYTES, STDIN, read
from borderclash.reading.withheld import unnamed_sources, withheld_in
from borderclash.reading.withheld_lines import MARK
from borderclash.reading.yaml_events import Parsed, parse, resolve
from borderclash.reading.yaml_places import Span, offsets

WITHHELD_TEXT = "a text that is withheld"
_LINE_END = re.compile("\r\n|\r|\n")


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
    done: list[Hashed] = []
    for file in files:
        if file != STDIN:
            done += _update(file)
    return done


def _update(file: str) -> list[Hashed]:
    content = read(file).content
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return []  # reported by the check
    if len(content) > MAX_BYTES:
        return []
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    parsed = parse(text)
    if parsed.refusals:
        return []
    done = []
    hashes: dict[tuple[int, str], str] = {}
    unnamed = unnamed_sources([Document(file, index, data, data) for index, data in enumerate(parsed.documents)])
    for index, id, source in _lacking(parsed):
        snapshot, withheld = source["snapshot"], id in unnamed or "snapshot" in withheld_in("source", source)
        told = MARK if id in unnamed else id, WITHHELD_TEXT if withheld else snapshot
        try:
            hash = read_snapshot(os.path.dirname(file), snapshot).sha256
        except Unusable as unusable:
            reason = f"{WITHHELD_TEXT} cannot be read" if withheld else unusable.message
            done.append(Hashed(file, *told, None, reason))
            continue
        hashes[index, id] = hash
        done.append(Hashed(file, *told, hash))
    if not hashes:
        return done
    written = _with_hashes(text, parsed, hashes)
    if written is None:
        reason = "the file is written in a way that leaves no room for it: write `sha256` by hand"
        return [entry._replace(reason=reason) if entry.sha256 else entry for entry in done]
    try:
        write_whole(Path(file), [(mark + written).encode()])
    except OSError as error:
        words = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot write `{file}`: {words}", "check the permissions of its folder") from None
    return done


def _lacking(parsed: Parsed) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield document index, id and fields of each source that has a snapshot and no hash."""
    for index, data in enumerate(parsed.documents):
        sources = data.get("sources") if isinstance(data, dict) else None
        for id, source in sources.items() if isinstance(sources, dict) else ():
            if isinstance(source, dict) and "sha256" not in source and isinstance(source.get("snapshot"), str):
                yield index, id, source


def _with_hashes(text: str, parsed: Parsed, hashes: dict[tuple[int, str], str]) -> str | None:
    """Return *text* with the hashes of some sources, ``None`` where that would change anything else."""
    wanted: list[Any] = deepcopy(parsed.documents)
    homes = {(index, ("sources", id)) for index, id in hashes}
    spans = offsets(text, homes | {(index, (*path, "snapshot")) for index, path in homes})
    additions = []
    for (index, id), hash in hashes.items():
        wanted[index]["sources"][id]["sha256"] = hash
        # Sixty-four digits without a letter would be a number.
        entry = f"sha256: {hash}" if isinstance(resolve(hash), str) else f'sha256: "{hash}"'
        path = ("sources", id)
        additions.append(_addition(text, spans[index, path], spans[index, (*path, "snapshot")], entry))
    # From the end on, so that the places before stay where they are.
    updated = text
    for at, line in sorted(additions, reverse=True):
        updated = updated[:at] + line + updated[at:]
    after = parse(updated)
    return updated if not after.refusals and after.documents == wanted else None


def _addition(text: str, home: Span, field: Span, entry: str) -> tuple[int, str]:
    """Return where to insert, and what: behind the value in braces, else as a line below it."""
    start, end = field.value
    if text.startswith("{", home.value[0]):
        return end, f", {entry}"
    # The end of a block of text is the start of what follows it.
    last = start + len(text[start:end].rstrip())
    following = _LINE_END.search(text, last)
    at = following.start() if following else len(text)
    any_end = following or _LINE_END.search(text)
    line_start = max(text.rfind("\n", 0, field.key[0]), text.rfind("\r", 0, field.key[0])) + 1
    before = text[line_start : field.key[0]]
    indent = before if before.isspace() or not before else " " * len(before)
    return at, f"{any_end[0] if any_end else chr(10)}{indent}{entry}"
