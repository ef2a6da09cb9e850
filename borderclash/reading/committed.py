"""Which revision of a git repository some files stand at: two calls of git, which may fail without a word."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from borderclash.reading.revisions import SETTING, TOP

# So many letters of a commit's id tell it from all others.
SHORT = 10
# Git is given so many paths at most; of more files it lists the folder that has them all.
MOST_PATHS = 200
SECONDS = 10
BLOB = b"blob"


class Standing(NamedTuple):
    """The revision of some files, by the short id of its commit; ``changed`` where one is not as it was in it."""

    revision: str
    changed: bool


def standing(files: Sequence[str]) -> Standing | None:
    """Return the revision of the repository that all *files* lie in, ``None`` where that is not known.

    It is not where one of them is no file, or lies outside of the repository, where none of them is in the
    revision, and where there is no git.
    """
    if not files:
        return None
    try:
        paths = list(map(os.path.realpath, files))
        here = os.path.dirname(paths[0])
        top, commit = _git(here, "rev-parse", "--show-toplevel", "HEAD^{commit}").decode().split("\n")[:2]
        inside = [os.path.relpath(path, os.path.realpath(top)).replace(os.sep, "/") for path in paths]
        if any(path.startswith("../") for path in inside):
            return None
        known = _blobs(here, commit, inside)
        same = [inside[n] in known and _is(path, known[inside[n]]) for n, path in enumerate(paths)]
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return Standing(commit[:SHORT], not all(same)) if known.keys() & set(inside) else None


def _blobs(here: str, commit: str, paths: Sequence[str]) -> Mapping[str, str]:
    """Return the id of the content of each of *paths* in a commit; of many, also those of other files."""
    wanted = list(paths) if len(paths) <= MOST_PATHS else [os.path.commonpath(map(os.path.dirname, paths)) or TOP]
    pathspec = () if wanted == [TOP] else ("--", *wanted)
    listed = _git(here, "ls-tree", "-r", "-z", "--full-tree", commit, *pathspec)
    blobs = {}
    for line in filter(None, listed.split(b"\0")):
        head, _, path = line.partition(b"\t")
        _, kind, id = head.split()
        if kind == BLOB:
            blobs[os.fsdecode(path)] = id.decode()
    return blobs


def _is(file: str, id: str) -> bool:
    """Say whether a file has the content of that id, lines ended in one way or the other."""
    with open(file, "rb") as stream:
        content = stream.read()
    return id in (_id(content, len(id)), _id(content.replace(b"\r\n", b"\n"), len(id)))


def _id(content: bytes, length: int) -> str:
    made = hashlib.new("sha256" if length > 40 else "sha1", usedforsecurity=False)
    made.update(b"%b %d\0" % (BLOB, len(content)))
    made.update(content)
    return made.hexdigest()


def _git(folder: str, *arguments: str) -> bytes:
    command = ["git", "--no-pager", "-C", folder, *arguments]
    done = subprocess.run(
        command, capture_output=True, env={**os.environ, **SETTING}, check=True, timeout=SECONDS, input=b""
    )
    return done.stdout
