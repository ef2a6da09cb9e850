"""The claim files of a session, which may be open in an editor: read again where one was saved in the meantime."""

from __future__ import annotations

from collections.abc import Callable

from borderclash.entering.entry import Entry
from borderclash.entering.writing import Prepared, Workspace
from borderclash.problems import Location, Problem, Refused, UsageError
from borderclash.reading import sources
from borderclash.reading.documents import Loaded


def is_empty(loaded: Loaded) -> bool:
    """Say whether a file holds no data, at most comments: it is begun with what is added to it."""
    return all(document.written is None for document in loaded.documents)


class Files:
    """The files as they were read last; ``known`` is what they declare, or declared before one was broken."""

    def __init__(self, reopen: Callable[[], Workspace]) -> None:
        self.reopen = reopen
        self.workspace = reopen()
        self.known = self.workspace.known

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with them, empty ones left out."""
        empty = [name for name, file in self.workspace.loaded.items() if is_empty(file)]
        problems = self.workspace.prepare([]).problems
        return [problem for problem in problems if problem.location.file not in empty]

    def home(self, event: str) -> str:
        """Return the file that a claim on an event goes to."""
        there = self.known.events.get(event)
        return there.file if there else self.workspace.target or next(iter(self.workspace.files))

    def read(self, target: str | None = None) -> None:
        """Read them again; a new event goes to *target*, where one was chosen."""
        self.workspace = self.reopen()
        self.workspace.target = self.workspace.target or target
        if all(loaded.complete for loaded in self.workspace.loaded.values()):
            self.known = self.workspace.known

    def prepare(self, entry: Entry) -> Prepared:
        """Return a claim as it will stand in the files as they are by now, or what is wrong with these."""
        try:
            files = self.workspace.files.items()
            if any(sources.read(name).content != file.content for name, file in files):
                self.read(self.workspace.target)
            return self.workspace.prepare([entry])
        except Refused as refused:
            problems = refused.problems
        except UsageError as error:
            problems = [Problem("file", "error", error.message, Location("", 0, 0), error.help)]
        return Prepared((), (), None, problems)
