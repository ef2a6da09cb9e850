"""Claims read from files or from a text, checked; and what is raised where they have errors."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from borderclash.model import Dataset, Event, Party, Source
from borderclash.problems import Problem, UsageError
from borderclash.text.escaping import one_line

if TYPE_CHECKING:
    from borderclash import checking

FilePath = str | os.PathLike[str]


class InvalidClaims(Exception):
    """The claims have errors: figures from them are not to be quoted. ``problems`` has all that is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """Return the first error with its place and its remedy, and how many more there are."""
        first, *others = [problem for problem in self.problems if problem.severity == "error"]
        more = f" (and {len(others)} more)" if others else ""
        return one_line(f"{first.location.where}: {first.message}; {first.help}{more}")


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims without errors, and the warnings and notes on them.

    ``dataset`` has what the files hold, ``files`` the names of what was read: nothing is written over these.
    """

    dataset: Dataset = field(repr=False)
    problems: tuple[Problem, ...] = field(repr=False)
    files: tuple[str, ...]

    @property
    def title(self) -> str | None:
        """The title of the whole."""
        return self.dataset.title

    @property
    def parties(self) -> Mapping[str, Party]:
        """The parties, by their ids."""
        return self.dataset.parties

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources, by their ids."""
        return self.dataset.sources

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, each with its questions and their claims."""
        return self.dataset.events


def load(paths: FilePath | Iterable[FilePath], *, with_withheld: bool = False) -> Claims:
    """Return the claims of files, spreadsheets among them, and of folders, read and checked.

    Of a folder all ``*.yaml`` and ``*.yml`` below it are read. *with_withheld* takes what is withheld, too; all
    that is made of it says so.

    Settings are those of the ``borderclash.toml`` or ``pyproject.toml`` nearest to the first path. Raises
    `InvalidClaims` for errors in the files, `UsageError` for what is not there or cannot be read.
    """
    from borderclash import checking
    from borderclash.reading import settings, sources

    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    # A name like any other here, where there is no standard input to be asked for.
    names = [f".{os.sep}-" if os.fspath(path) == sources.STDIN else os.fspath(path) for path in given]
    if not names:
        raise UsageError("no paths given", "give the path of a file or folder")
    chosen = replace(settings.find(names[0]), shows_withheld=with_withheld)
    return _claims(checking.check(sources.find(names), settings=chosen))


def loads(text: str, name: str = "<text>", *, with_withheld: bool = False) -> Claims:
    """Return the claims that *text*, the text of a claim file, holds; *name* stands for it in problems.

    *with_withheld* is that of `load`. Raises `InvalidClaims` for errors in it.
    """
    from borderclash import checking
    from borderclash.reading.settings import Settings
    from borderclash.reading.sources import Input

    read, chosen = Input(name, text.encode(errors="surrogatepass")), Settings(shows_withheld=with_withheld)
    return _claims(checking.check_inputs([read], settings=chosen))


def _claims(checked: checking.Checked) -> Claims:
    if checked.count("error"):
        raise InvalidClaims(checked.problems)
    return Claims(checked.dataset, tuple(checked.problems), checked.names)
