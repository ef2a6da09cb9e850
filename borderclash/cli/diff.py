"""``borderclash diff``: what changed between two versions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from borderclash.cli import outputs, selecting, shared
from borderclash.problems import UsageError
from borderclash.rendering.formats import OF_DIFFERENCE

if TYPE_CHECKING:
    from borderclash.checking import Checked
    from borderclash.presenting.difference_view import Moment
    from borderclash.reading.revisions import Repository, Revision

STDIN = "-"
DEFAULT_FOLDER = "data"
FORMS = "borderclash diff OLD NEW, or borderclash diff REV [PATHS]..., or borderclash diff REV1..REV2 [PATHS]..."

Versions = Annotated[
    list[str],
    typer.Argument(
        metavar="VERSIONS...",
        help="As above. PATHS are files and folders, without any data/ in the current folder. What is here as a "
        "file or folder is taken for one.",
        show_default=False,
    ),
]
Format = Annotated[
    str | None, outputs.format_option(OF_DIFFERENCE, "markdown fits into a comment on a pull request.")
]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions: files here, or files at a revision."""

    paths: Sequence[str]
    revision: Revision | None = None

    @property
    def name(self) -> str:
        """What a reader knows it by."""
        return self.revision.name if self.revision else ", ".join(self.paths)


def diff(
    versions: Versions,
    format: Format = None,
    output: outputs.Output = None,
    overwrite: outputs.Overwrite = False,
    with_withheld: selecting.WithWithheld = False,
    language: outputs.InLanguage = None,
    color: shared.Color = "auto",
) -> None:
    """Say what changed between two versions, by meaning and not by lines.

    Claims added, revised or withdrawn by their party, changed in place, corrected by the curator, removed; rows
    whose verdict or gap is another now; what is new in events, questions, parties and sources. The order in the
    files means nothing. Changes are data and no failure.

    \b
    borderclash diff OLD NEW                  two files or folders
    borderclash diff REV [PATHS]...           a git revision, and the files here
    borderclash diff REV1..REV2 [PATHS]...    two git revisions
    """
    target = outputs.target(output, overwrite)
    chosen = outputs.choose(format, target, OF_DIFFERENCE)
    old, new, repository = _sides(versions)
    (before, read_before), (now, read_now) = (checked(side, repository, with_withheld) for side in (old, new))
    refused = [
        shared.report_errors(found, f"not compared, for `{side.name}` has errors")
        for found, side in ((before, old), (now, new))
    ]
    if any(refused):
        raise typer.Exit(1)
    if before.dataset.shows_withheld or now.dataset.shows_withheld:
        shared.note(shared.SHOWS_WITHHELD)
    from borderclash.comparing.differences.difference import difference
    from borderclash.presenting.difference_view import DifferenceView

    made = _moment(new, repository) if chosen.name == "atom" else None
    view = DifferenceView(difference(before.dataset, now.dataset), *_names(old, new), made)
    wanted = language or now.dataset.output_language
    outputs.write(view, chosen, target, [*read_before, *read_now], language=wanted, color=color)


def _sides(arguments: Sequence[str]) -> tuple[Side, Side, Repository | None]:
    first, *rest = arguments
    if first == STDIN or os.path.lexists(first):
        return (*_two_paths(first, rest), None)
    repository = _repository(first)
    one, dots, other = first.partition("..")
    if not dots:
        revision = _revision(repository, first)
        paths = rest or _default(required=True)
        return Side(paths, revision), Side(paths), repository
    if other.startswith("."):
        parted = f"$(git merge-base {one or 'HEAD'} {other[1:] or 'HEAD'})..{other[1:] or 'HEAD'}"
        help = f"two dots compare one with the other; from where they parted: borderclash diff {parted}"
        raise UsageError(f"`{first}` has three dots", help)
    revisions = [_revision(repository, name or "HEAD") for name in (one, other)]
    paths = rest or _default(required=False)
    return Side(paths, revisions[0]), Side(paths, revisions[1]), repository


def _two_paths(first: str, rest: Sequence[str]) -> tuple[Side, Side]:
    if _is_revision_too(first):
        message = f"`{first}` is a file or folder here, and a revision as well"
        help = f"write ./{first} for what is here; for the revision refs/heads/{first}, or refs/tags/{first}"
        raise UsageError(message, help)
    if not rest:
        help = f"give a second one, or a revision before it: borderclash diff HEAD {first}"
        raise UsageError(f"`{first}` is a file or folder, and there is nothing to compare it with", help)
    if len(rest) > 1:
        raise UsageError("more than two files or folders to compare", f"write {FORMS}")
    if first == rest[0] == STDIN:
        raise UsageError("both versions cannot come from standard input", "give a file for one of them")
    return Side([first]), Side(rest)


def _is_revision_too(path: str) -> bool:
    from borderclash.reading import revisions

    # No name of a revision begins so.
    if path.startswith(("-", "/", ".")):
        return False
    try:
        return revisions.find(path) is not None
    except UsageError:
        # Without git there are no revisions, and files need none.
        return False


def _repository(first: str) -> Repository:
    from borderclash.reading.revisions import Repository

    try:
        return Repository()
    except UsageError as problem:
        raise UsageError(f"`{first}` is no file or folder, and {problem.message}", problem.help) from None


def _revision(repository: Repository, name: str) -> Revision:
    from borderclash.reading import revisions

    found = revisions.find(name)
    if found is None:
        message = f"`{name}` is neither a file or folder here nor a revision of `{repository.top}`"
        help = "check the name; a revision that was not fetched is not known (in a workflow: fetch-depth: 0)"
        raise UsageError(message, help)
    return found


def _default(*, required: bool) -> Sequence[str]:
    """Return the paths where none are given; files of two revisions need not be here."""
    if required and not os.path.isdir(DEFAULT_FOLDER):
        help = "name the claim files or their folder: borderclash diff HEAD claims"
        raise UsageError(f"no paths given, and no {DEFAULT_FOLDER}/ here", help)
    shared.note(f"no paths given: reading {DEFAULT_FOLDER}/")
    return [DEFAULT_FOLDER]


def checked(side: Side, repository: Repository | None, with_withheld: bool = False) -> tuple[Checked, list[str]]:
    """Return one of the versions, and the files here that it was read from."""
    settings = shared.settings_of_version(side.paths[0], with_withheld=with_withheld)
    if side.revision is None or repository is None:
        found = shared.checked(side.paths, settings)
        return found, shared.files_read(found, settings)
    entries, passed_over = repository.files(side.revision, side.paths)
    for words in passed_over:
        shared.note(words)
    found = shared.checked_inputs(repository.read(side.revision, entries), settings)
    return found, [str(settings.file)] if settings.file else []


def _moment(new: Side, repository: Repository | None) -> Moment:
    """Return when the newer version was made: that of its commit, of files here the day of today."""
    from borderclash.cli import feed

    if new.revision is None or repository is None:
        return feed.today()
    (commit,) = repository.commits(new.revision, (), 1)
    return feed.moment(commit)


def _names(old: Side, new: Side) -> tuple[str, str]:
    """Return what a reader knows the versions by; beside a revision, files here are the working tree."""
    from borderclash.presenting.difference_view import WORKING_TREE

    names = old.name, WORKING_TREE if old.revision and new.revision is None else new.name
    before, now = (os.fsencode(name).decode(errors="backslashreplace") for name in names)
    return before, now
