"""Claim files as they stood at a revision of a git repository, read by git itself.

Nothing is checked out: git lists the files and hands over their bytes. No shell is involved, and neither a file
nor a revision can be taken for an option.
"""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from borderclash.problems import UsageError, reason
from borderclash.reading.sources import MAX_BYTES, NO_CLAIM_FILES, Input, PassedOver, did_you_mean, is_claim_file

# A path has no more bytes; what is longer leads nowhere.
LONGEST_LINK = 4096
# Messages in English, no questions, and names of files taken as they are.
SETTING = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}
FOLDER, LINK, REPOSITORY = b"040000", b"120000", b"160000"
TOP = "."
# Of the year 9999, behind which there is no calendar.
LAST_SECOND = 253_402_300_799
# As many as Linux follows before it takes them for a circle.
MOST_LINKS = 40
FIX = "fix the link, or give paths without it"
INSIDE = "a revision holds only what is in the repository: link to a file in it, by a relative path"


class Entry(NamedTuple):
    """A file in a tree: its kind and id as git has them, its bytes, its path from the top of the repository."""

    mode: bytes
    id: bytes
    size: int
    path: str


class Outside(UsageError):
    """A link leads out of the repository."""


class Tree:
    """All entries of a revision by their paths, and where each link leads, as it is written."""

    def __init__(self, revision: str, entries: Mapping[str, Entry], targets: Mapping[str, str]) -> None:
        self.revision = revision
        self.entries = entries
        self.targets = targets

    def follow(self, path: str) -> Entry | None:
        """Return the entry that *path* leads to, ``None`` where nothing is there.

        Raises `UsageError` where a link leads in a circle or to nothing, and `Outside` where one leaves the
        repository.
        """
        ahead = path.split("/")[::-1]
        here: list[str] = []
        link: str | None = None
        followed = 0
        while ahead:
            part = ahead.pop()
            if part in ("", "."):
                continue
            if part == "..":
                if not here:
                    raise self._outside(link or path)
                here.pop()
                continue
            entry = self.entries.get("/".join([*here, part]))
            if entry is None:
                if link is None:
                    return None
                message = f"`{self.revision}:{link}` is a link to `{self.targets[link]}`, which is not there"
                raise UsageError(message, f"{FIX}; what is not committed is not in a revision")
            if entry.mode != LINK:
                here.append(part)
                continue
            link = entry.path
            followed += 1
            if followed > MOST_LINKS:
                raise UsageError(f"`{self.revision}:{path}` is a link that leads in a circle", FIX)
            target = self.targets.get(link)
            if not target:
                raise UsageError(f"`{self.revision}:{link}` is a link that is empty or too long", FIX)
            if target.startswith("/"):
                raise self._outside(link)
            ahead += target.split("/")[::-1]
        return self.entries["/".join(here)] if here else Entry(FOLDER, b"", 0, TOP)

    def _outside(self, link: str) -> Outside:
        target = self.targets.get(link, link)
        return Outside(f"`{self.revision}:{link}` is a link out of the repository, to `{target}`", INSIDE)


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, as it was asked for and by its id."""

    name: str
    commit: str


class Commit(NamedTuple):
    """A commit and the seconds since 1970 at which it was authored and, perhaps later, committed."""

    revision: Revision
    authored: int
    committed: int


class Repository:
    """The git repository around the current folder.

    ``prefix`` is the current folder's path in it, ``top`` where the repository lies.
    """

    def __init__(self) -> None:
        """Find the repository; raises `UsageError` where there is none, or no git."""
        self.top = _of_here("--show-toplevel")
        self.prefix = _of_here("--show-prefix")
        self._trees: dict[str, Tree] = {}

    def path(self, path: str) -> str:
        """Return the path in the repository of a path from the current folder; raises `UsageError` outside."""
        if os.path.isabs(path):
            folder, name = os.path.split(os.path.normpath(path))
            path = os.path.relpath(os.path.join(os.path.realpath(folder), name), self.top)
        else:
            path = posixpath.join(self.prefix, path)
        inside = posixpath.normpath(path)
        if inside == ".." or inside.startswith("../"):
            raise UsageError(
                f"`{path}` is outside of the repository `{self.top}`", "give paths of files and folders inside"
            )
        return inside

    def commits(self, revision: Revision, paths: Sequence[str], most: int) -> list[Commit]:
        """Return at most so many of the newest commits up to a revision that changed what *paths* stand for.

        Of a merge only what it changed in the branch that it was made on counts. Raises `UsageError` for a path
        outside of the repository.
        """
        inside = [place for path in paths for place in self._places(revision, path)]
        options = ("--first-parent", "--format=%h %at %ct", f"--max-count={most}")
        done = _git("-C", self.top, "rev-list", *options, revision.commit, "--", *inside)
        if done.returncode:
            help = "check the repository: git fsck"
            raise UsageError(f"git cannot list the commits of `{revision.name}`: {_reason(done.stderr)}", help)
        lines = done.stdout.decode().splitlines()
        commits = []
        # The id of a commit stands in a line before what was asked for.
        for head, line in zip(lines[::2], lines[1::2], strict=True):
            short, authored, committed = line.split(" ")
            revision = Revision(short, head.removeprefix("commit "))
            commits.append(Commit(revision, _seconds(authored), _seconds(committed)))
        return commits

    def _places(self, revision: Revision, path: str) -> list[str]:
        """Return where what *path* stands for is in the repository: the path itself and, of a link, its target."""
        inside = self.path(path)
        entries = self._listed(revision, inside)
        if entries and (entries[0].mode != LINK or entries[0].path != inside):
            return [inside]
        target = self._tree(revision).follow(inside)
        return [inside, target.path] if target else [inside]

    def is_shallow(self) -> bool:
        """Say whether the history was fetched in part."""
        return _git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def files(self, revision: Revision, paths: Sequence[str]) -> tuple[list[Entry], list[str]]:
        """Return the claim files that *paths* stood for at a revision, and what was passed over, in words.

        As in the working tree, folders are taken with all claim files below them but hidden ones, and links to
        files are followed. Raises `UsageError` for a path that was not there, for a folder without any claim
        file and for a link that leads to no file of the revision.
        """
        found: dict[str, Entry] = {}
        notes: dict[str, None] = {}
        for path in paths:
            passed_over = PassedOver()
            for file, entry in self._below(revision, path, passed_over):
                # By the path that it was found under; a file that two paths lead to is read once.
                found.setdefault(entry.path, entry._replace(path=file))
            notes |= dict.fromkeys(passed_over.words(f"{revision.name}:{self.path(path)}"))
        return list(found.values()), list(notes)

    def _below(self, revision: Revision, path: str, passed_over: PassedOver) -> list[tuple[str, Entry]]:
        """Return each claim file that *path* stands for: where it was found, and what is there."""
        given = inside = self.path(path)
        entries = self._listed(revision, inside)
        if not entries or (entries[0].mode == LINK and entries[0].path == inside):
            target = self._tree(revision).follow(inside)
            if target is None:
                help = "name what both versions have: a folder above it, say, or an earlier name of it"
                meant = None if os.path.lexists(path) else did_you_mean(path)
                raise UsageError(f"`{path}` is not in `{revision.name}`", meant or help)
            inside = target.path
            entries = self._listed(revision, inside) if target.mode == FOLDER else [target]
        if [entry.path for entry in entries] == [inside]:
            if entries[0].mode == REPOSITORY:
                message = f"`{revision.name}:{given}` is a repository of its own"
                raise UsageError(message, "go to its folder, and name its revisions there")
            return [(given, entries[0])]
        files = []
        for entry in entries:
            below = posixpath.relpath(entry.path, inside)
            if any(part.startswith(".") for part in below.split("/")):
                continue
            file = posixpath.normpath(posixpath.join(given, below))
            if wanted := self._wanted(revision, file, entry, passed_over):
                files.append((file, wanted))
        if not files:
            raise UsageError(f"no claim files in `{revision.name}:{given}`", NO_CLAIM_FILES)
        return sorted(files)

    def _wanted(self, revision: Revision, file: str, entry: Entry, passed_over: PassedOver) -> Entry | None:
        """Return what is read of an entry below a folder, ``None`` for what is passed over."""
        name = f"{revision.name}:{file}"
        if entry.mode == REPOSITORY:
            passed_over.repositories.append(name)
            return None
        if entry.mode == LINK:
            try:
                target = self._tree(revision).follow(entry.path)
            except UsageError as problem:
                if is_claim_file(file):
                    raise
                # Whether it is a folder cannot be known. A file beside the claims has a suffix.
                if isinstance(problem, Outside) and not posixpath.splitext(file)[1]:
                    passed_over.outside.append(name)
                return None
            if target is None or target.mode in (FOLDER, REPOSITORY):
                passed_over.links.append(name)
                return None
            entry = target
        if is_claim_file(file):
            return entry
        passed_over.look_at(name)
        return None

    def _tree(self, revision: Revision) -> Tree:
        """Return the whole tree of a revision, which only links need."""
        if revision.commit not in self._trees:
            entries = {entry.path: entry for entry in self._listed(revision, ".", "-t")}
            links = [entry for entry in entries.values() if entry.mode == LINK and entry.size <= LONGEST_LINK]
            read = self.read(revision, links)
            targets = {link.path: os.fsdecode(input.content) for link, input in zip(links, read, strict=True)}
            self._trees[revision.commit] = Tree(revision.name, entries, targets)
        return self._trees[revision.commit]

    def _listed(self, revision: Revision, inside: str, *options: str) -> list[Entry]:
        pathspec = () if inside == "." else (inside,)
        done = _git("ls-tree", "-r", "-l", "-z", *options, "--full-tree", revision.commit, "--", *pathspec)
        if done.returncode:
            raise UsageError(
                f"git cannot list `{revision.name}`: {_reason(done.stderr)}", "check the repository: git fsck"
            )
        entries = []
        for line in filter(None, done.stdout.split(b"\0")):
            head, _, path = line.partition(b"\t")
            mode, _, id, size = head.split()
            entries.append(Entry(mode, id, int(size) if size.isdigit() else 0, os.fsdecode(path)))
        return entries

    def read(self, revision: Revision, entries: Sequence[Entry]) -> list[Input]:
        """Return the content of files, each by the name that git has for it: ``HEAD:data/claims.yaml``."""
        names = [f"{revision.name}:{entry.path}" for entry in entries]
        for name, entry in zip(names, entries, strict=True):
            if entry.size > MAX_BYTES:
                help = "split it: several files given together are one dataset"
                raise UsageError(f"`{name}` is larger than {MAX_BYTES // 2**20} MiB", help)
        done = _git("cat-file", "--batch", input=b"".join(entry.id + b"\n" for entry in entries))
        contents = []
        at = 0
        for name, entry in zip(names, entries, strict=True):
            # A line with id, kind and size, the content, and the end of a line.
            begin = done.stdout.find(b"\n", at) + 1
            at = begin + entry.size + 1
            if done.stdout[begin - 1 - len(str(entry.size)) : begin - 1] != str(entry.size).encode():
                raise UsageError(f"git cannot read `{name}`", "check the repository: git fsck")
            contents.append(Input(name, done.stdout[begin : at - 1]))
        return contents


def find(name: str) -> Revision | None:
    """Return the commit that *name* stands for here, ``None`` for none."""
    # No branch begins with a dash; older versions of git would take one for an option all the same.
    if not name or name.startswith("-"):
        return None
    done = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return None if done.returncode else Revision(name, done.stdout.decode().strip())


def _seconds(written: str) -> int:
    """Return a time of git, which is empty where a commit has none that can be read, within the calendar."""
    return min(max(0, int(written or 0)), LAST_SECOND)


def _of_here(question: str) -> str:
    done = _git("rev-parse", question)
    if done.returncode:
        raise UsageError(
            f"git finds no repository here: {_reason(done.stderr)}",
            "go to a folder of the repository, or give two files or folders: borderclash diff OLD NEW",
        )
    return os.fsdecode(done.stdout.removesuffix(b"\n"))


def _git(*arguments: str, input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # As bytes: a name that is no UTF-8 stays what it is.
    command = [os.fsencode(argument) for argument in ("git", "--no-pager", *arguments)]
    try:
        return subprocess.run(
            command, capture_output=True, input=input, env={**os.environ, **SETTING}, check=False
        )
    except OSError as error:
        help = "install git, or give two files or folders: borderclash diff OLD NEW"
        raise UsageError(f"cannot run git: {reason(error)}", help) from None


def _reason(stderr: bytes) -> str:
    line = next(
        (line for line in stderr.decode(errors="replace").splitlines() if line.strip()), "it does not say why"
    )
    return line.removeprefix("fatal: ")
