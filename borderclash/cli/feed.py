"""A feed of what changed in claim files, from the history that git has of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from itertools import islice
from typing import TYPE_CHECKING

import typer

from borderclash.cli import outputs, shared
from borderclash.language import ENGLISH, Language, using
from borderclash.problems import UsageError

if TYPE_CHECKING:
    from borderclash.checking import Checked
    from borderclash.presenting.difference_view import Moment
    from borderclash.presenting.feed import Entry
    from borderclash.reading.revisions import Commit, Repository, Revision
    from borderclash.reading.settings import Settings

# A reader shows the newest; older changes are for `borderclash diff`.
MOST_ENTRIES = 200
MOST_COMMITS = 100
TWO_VERSIONS = "or compare two versions: borderclash diff OLD NEW -o changes.atom"


def compare(
    paths: list[str] | None,
    target: outputs.Target,
    language: Language | None,
    events: Sequence[str],
    questions: Sequence[str],
    page: str | None,
) -> None:
    """Write what changed in the claim files that *paths* stand for, commit by commit, the newest first.

    *events* and *questions* are patterns of ids; none takes all. *page* is the address of the page of the whole
    comparison. Raises `UsageError` where there is no history.
    """
    files = shared.inputs(paths, example=False)
    history = _History(files)
    newest = history.newest()
    from borderclash.comparing.selection import matching
    from borderclash.presenting.feed import distinct, feed
    from borderclash.rendering.formats import FEED

    history.note_changed()
    dataset = newest.dataset
    matching("event", events, (event.id for event in dataset.events))
    matching("question", questions, (question.id for event in dataset.events for question in event.questions))
    wanted = language or dataset.output_language
    with using(wanted or ENGLISH, isolates=True):
        entries = tuple(islice(distinct(history.entries(newest, events, questions)), MOST_ENTRIES))
        if len(entries) < MOST_ENTRIES:
            history.refuse_part()
        updated = moment(history.commits[0]).updated
        made = feed(dataset, (*events, *questions), updated, entries, page)
    outputs.write(made, FEED, target, [*history.read, *history.here], language=wanted)


class _History:
    """The versions of some claim files, commit by commit."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Find the commits; raises `UsageError` where there are none."""
        from borderclash.reading.revisions import Repository, find
        from borderclash.reading.sources import STDIN, did_you_mean, is_table
        from borderclash.reading.sources import find as find_files

        self.paths = paths
        if STDIN in paths:
            raise UsageError("standard input has no history", f"name the claim files, {TWO_VERSIONS}")
        if tables := list(filter(is_table, paths)):
            message = f"`{tables[0]}` is a table, of which no history is read"
            raise UsageError(message, "name claim files, or sheets")
        try:
            self.repository: Repository = Repository()
        except UsageError as problem:
            message = f"a feed is made of the history of the claim files, and {problem.message}"
            raise UsageError(message, f"go to a folder of their repository, {TWO_VERSIONS}") from None
        self.head = head = find("HEAD")
        # One more than is shown: what it was that the oldest of them changed.
        self.commits = self.repository.commits(head, paths, MOST_COMMITS + 1) if head else []
        if not self.commits:
            named = ", ".join(f"`{path}`" for path in paths)
            meant = None if os.path.lexists(paths[0]) else did_you_mean(paths[0])
            message = f"no commit of `{self.repository.top}` has {named}"
            raise UsageError(message, meant or f"commit it, {TWO_VERSIONS}")
        self.settings: Settings = shared.settings_of_version(paths[0])
        self.read = [str(self.settings.file)] if self.settings.file else []
        self.here: list[str] = []
        # What was committed need not be here.
        with suppress(UsageError):
            self.here = find_files(paths)

    def newest(self) -> Checked:
        """Return the version as it is committed; leave with exit code 1 where it has errors."""
        assert self.head  # or there were no commits
        checked = self._checked(self.head, self.paths)
        if shared.report_errors(checked, "no feed, for the last commit has errors"):
            raise typer.Exit(1)
        return checked

    def note_changed(self) -> None:
        from borderclash.reading.committed import standing

        at = standing(self.here)
        if at and at.changed:
            shared.note("the claim files differ from the last commit: what is not committed is in no feed")

    def entries(self, newest: Checked, events: Sequence[str], questions: Sequence[str]) -> Iterator[Entry]:
        """Yield what each commit changed, the newest first; a version with errors is passed over."""
        from borderclash.comparing.differences.difference import difference
        from borderclash.presenting.feed import entries

        def wanted(event: str, question: str) -> bool:
            return _matches(event, events) and _matches(question, questions)

        newer, at = newest, self.commits[0]
        for commit in self.commits[1:]:
            older = self._older(commit.revision)
            if older is None:
                shared.note(
                    f"passed over `{commit.revision.name}`: the claims had errors in it, or were not there"
                )
                continue
            yield from entries(difference(older.dataset, newer.dataset), moment(at), wanted)
            newer, at = older, commit

    def refuse_part(self) -> None:
        """Raise `UsageError` where commits are missing that a feed would be made of."""
        if len(self.commits) <= MOST_COMMITS and self.repository.is_shallow():
            message = f"the history of `{self.repository.top}` was fetched in part (a shallow clone)"
            help = f"fetch the rest: git fetch --unshallow (in a workflow: fetch-depth: 0), {TWO_VERSIONS}"
            raise UsageError(message, help)

    def _older(self, revision: Revision) -> Checked | None:
        """Return an earlier version of what of the paths was there; ``None`` for nothing, and for errors."""
        there = [path for path in self.paths if self._has(revision, path)]
        checked = self._checked(revision, there) if there else None
        return None if checked is None or checked.count("error") else checked

    def _has(self, revision: Revision, path: str) -> bool:
        try:
            return bool(self.repository.files(revision, [path])[0])
        except UsageError:
            return False

    def _checked(self, revision: Revision, paths: Sequence[str]) -> Checked:
        entries, _ = self.repository.files(revision, paths)
        return shared.checked_inputs(self.repository.read(revision, entries), self.settings)


def today() -> Moment:
    """Return the moment of files that are no commit: the day of the run."""
    from borderclash.cli import provenance
    from borderclash.presenting.difference_view import Moment

    return Moment.of(provenance.day(None))


def moment(commit: Commit) -> Moment:
    """Return when a commit was made."""
    from borderclash.presenting.difference_view import Moment

    committed, authored = (datetime.fromtimestamp(at, UTC) for at in (commit.committed, commit.authored))
    return Moment(committed, authored)


def _matches(id: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatchcase(id, pattern) for pattern in patterns)
