"""Claim files as they stood at a revision of a git repository, read by git itself.

Nothing is checked out: git lists the files and hands over their bytes. No shell is involved, and neither a file
nor a revision can be taken for an option.
"""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from borderclash.errors import UsageProblem
from borderclash.sources import MAX_BYTES, SUFFIXES, Input

REPOSITORY = b"160000"
NO_FILES = {b"120000": "a link", REPOSITORY: "a repository of its own"}
# Messages in English, no questions, and names of files taken as they are.
SETTING = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}


class Entry(NamedTuple):
    """A file in a tree: its kind and id as git has them, its bytes, its path from the top of the repository."""

    mode: bytes
    id: bytes
    size: int
    path: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, as it was asked for and by its id."""

    name: str
    commit: str


class Repository:
    """The git repository around the current folder.

    ``prefix`` is the current folder's path in it, ``top`` where the repository lies.
    """

    def __init__(self) -> None:
        """Find the repository; raises `UsageProblem` where there is none, or no git."""
        self.top = _of_here("--show-toplevel")
        self.prefix = _of_here("--show-prefix")

    def path(self, path: str) -> str:
        """Return the path in the repository of a path from the current folder; raises `UsageProblem` outside."""
        if os.path.isabs(path):
            folder, name = os.path.split(os.path.normpath(path))
            path = os.path.relpath(os.path.join(os.path.realpath(folder), name), self.top)
        else:
            path = posixpath.join(self.prefix, path)
        inside = posixpath.normpath(path)
        if inside == ".." or inside.startswith("../"):
            raise UsageProblem(
                f"`{path}` is outside of the repository `{self.top}`", "give paths of files and folders inside"
            )
        return inside

    def files(self, revision: Revision, paths: Sequence[str]) -> tuple[list[Entry], list[str]]:
        """Return the claim files that *paths* stood for at a revision, and what was passed over, in words.

        As in the working tree, folders are taken with all claim files below them but hidden ones. Raises
        `UsageProblem` for a path that was not there and for a folder without any claim file.
        """
        found: dict[str, Entry] = {}
        passed_over: dict[str, None] = {}
        for path in paths:
            for entry in self._below(revision, path):
                if entry.mode in NO_FILES:
                    passed_over[f"`{revision.name}:{entry.path}` is {NO_FILES[entry.mode]}: passed over"] = None
                else:
                    found.setdefault(entry.path, entry)
        return list(found.values()), list(passed_over)

    def _below(self, revision: Revision, path: str) -> list[Entry]:
        inside = self.path(path)
        entries = list(self._listed(revision, inside))
        if not entries:
            raise UsageProblem(
                f"`{path}` is not in `{revision.name}`",
                "name what both versions have: a folder above it, say, or an earlier name of it",
            )
        if [entry.path for entry in entries] == [inside]:
            if entries[0].mode in NO_FILES:
                raise UsageProblem(
                    f"`{revision.name}:{inside}` is {NO_FILES[entries[0].mode]}", "name what it leads to"
                )
            return entries
        files = [
            entry
            for entry in entries
            if _wanted(posixpath.relpath(entry.path, inside), any_name=entry.mode == REPOSITORY)
        ]
        if all(entry.mode in NO_FILES for entry in files):
            raise UsageProblem(
                f"no claim files in `{revision.name}:{inside}`",
                "claim files end in .yaml or .yml; hidden folders are passed over",
            )
        return sorted(files, key=lambda entry: entry.path)

    def _listed(self, revision: Revision, inside: str) -> Iterator[Entry]:
        pathspec = () if inside == "." else (inside,)
        done = _git("ls-tree", "-r", "-l", "-z", "--full-tree", revision.commit, "--", *pathspec)
        if done.returncode:
            raise UsageProblem(
                f"git cannot list `{revision.name}`: {_reason(done.stderr)}", "check the repository: git fsck"
            )
        for line in done.stdout.split(b"\0"):
            if line:
                head, _, path = line.partition(b"\t")
                mode, _, id, size = head.split()
                yield Entry(mode, id, int(size) if size.isdigit() else 0, os.fsdecode(path))

    def read(self, revision: Revision, entries: Sequence[Entry]) -> list[Input]:
        """Return the content of files, each by the name that git has for it: ``HEAD:data/claims.yaml``."""
        names = [f"{revision.name}:{entry.path}" for entry in entries]
        for name, entry in zip(names, entries, strict=True):
            if entry.size > MAX_BYTES:
                help = "split it: several files given together are one dataset"
                raise UsageProblem(f"`{name}` is larger than {MAX_BYTES // 2**20} MiB", help)
        done = _git("cat-file", "--batch", input=b"".join(entry.id + b"\n" for entry in entries))
        contents = []
        at = 0
        for name, entry in zip(names, entries, strict=True):
            # A line with id, kind and size, the content, and the end of a line.
            begin = done.stdout.find(b"\n", at) + 1
            at = begin + entry.size + 1
            if done.stdout[begin - 1 - len(str(entry.size)) : begin - 1] != str(entry.size).encode():
                raise UsageProblem(f"git cannot read `{name}`", "check the repository: git fsck")
            contents.append(Input(name, done.stdout[begin : at - 1]))
        return contents


def find(name: str) -> Revision | None:
    """Return the commit that *name* stands for here, ``None`` for none."""
    # No branch begins with a dash; older versions of git would take one for an option all the same.
    if not name or name.startswith("-"):
        return None
    done = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return None if done.returncode else Revision(name, done.stdout.decode().strip())


def _of_here(question: str) -> str:
    done = _git("rev-parse", question)
    if done.returncode:
        raise UsageProblem(
            f"git finds no repository here: {_reason(done.stderr)}",
            "go to a folder of the repository, or give two files or folders: borderclash diff OLD NEW",
        )
    return os.fsdecode(done.stdout.removesuffix(b"\n"))


def _wanted(path: str, *, any_name: bool) -> bool:
    """Say whether a file below a folder is a claim file, or a repository of its own; hidden ones are not."""
    return not any(part.startswith(".") for part in path.split("/")) and (any_name or path.endswith(SUFFIXES))


def _git(*arguments: str, input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # As bytes: a name that is no UTF-8 stays what it is.
    command = [os.fsencode(argument) for argument in ("git", "--no-pager", *arguments)]
    try:
        return subprocess.run(
            command, capture_output=True, input=input, env={**os.environ, **SETTING}, check=False
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help = "install git, or give two files or folders: borderclash diff OLD NEW"
        raise UsageProblem(f"cannot run git: {reason}", help) from None


def _reason(stderr: bytes) -> str:
    line = next(
        (line for line in stderr.decode(errors="replace").splitlines() if line.strip()), "it does not say why"
    )
    return line.removeprefix("fatal: ")
