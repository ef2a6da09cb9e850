"""The tree of a revision, with its links followed as the file system follows them in the working tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from borderclash.problems import UsageError

FOLDER, LINK, REPOSITORY = b"040000", b"120000", b"160000"
TOP = "."
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
