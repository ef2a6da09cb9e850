"""``borderclash comment``: what a pull request changes, in one comment on it."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from borderclash.cli import diff, shared
from borderclash.language import ENGLISH, gettext, using
from borderclash.problems import UsageError

if TYPE_CHECKING:
    from borderclash.checking import Checked
    from borderclash.cli.github import PullRequest
    from borderclash.presenting.difference_view import DifferenceView

# GitHub takes 1 MiB from a step, and drops all of it where there is more.
MOST_OF_A_SUMMARY = 1_000_000
Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...",
        help="Claim files and folders. Without any: data/ in the current folder.",
        show_default=False,
    ),
]


def comment(paths: Paths = None) -> None:
    """Say on a pull request what it changes, in one comment that every run updates.

    For a step of a workflow of GitHub on pull_request, which gives it GITHUB_TOKEN and has the permission
    pull-requests: write. The comment has the Markdown of `borderclash diff`; what finds no room in it is in the
    summary of the run. Where nothing can be posted, as from a fork, a notice says why, and the step does not fail.
    """
    from borderclash.cli import github

    pull = github.pull_request(os.environ)
    if pull is None:
        _notice("no comment: this run is not for pull_request")
        return
    chosen = paths or [diff.DEFAULT_FOLDER]
    with _no_commands():
        before, now = _versions(pull, chosen)
        if shared.report_errors(now, "not compared"):
            raise typer.Exit(1)
    if isinstance(before, str):
        _notice(f"no comment: {before}")
        return
    from borderclash.comparing.differences.difference import difference
    from borderclash.presenting.difference_view import DifferenceView

    view = DifferenceView(difference(before.dataset, now.dataset), pull.base, pull.head)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    with using(now.dataset.output_language or ENGLISH, isolates=True):
        body, whole = _texts(view, pull, _room(summary))
    if summary:
        _append(Path(summary), whole)
    try:
        done = github.post(pull, _marker(chosen), body, os.environ, makes=bool(view.difference))
    except github.NotPosted as reason:
        _notice(f"no comment: {reason}")
    else:
        shared.note(f"pull request {pull.number}: {done}")


@contextmanager
def _no_commands() -> Iterator[None]:
    """Have GitHub take nothing that is written meanwhile for a command, such as a file's name: ``##[error]``."""
    word = secrets.token_hex(16)
    shared.note(f"::stop-commands::{word}")
    try:
        yield
    finally:
        shared.note(f"::{word}::")


def _versions(pull: PullRequest, paths: Sequence[str]) -> tuple[Checked | str, Checked]:
    """Return what *paths* hold in the base of a pull request, or why that cannot be compared with, and here."""
    from borderclash.reading import revisions

    now, _ = diff.checked(diff.Side(paths), None)
    try:
        repository = revisions.Repository()
        revision = revisions.find(pull.before)
        if revision is None:
            help = "give actions/checkout `fetch-depth: 2`, and no `ref`"
            raise UsageError("what the pull request is merged into was not fetched", help)
        before, _ = diff.checked(diff.Side(paths, revision), repository)
    except UsageError as problem:
        return f"{problem.message} ({problem.help})", now
    if errors := before.count("error"):
        return f"`{pull.base}` has {shared.counted(error=errors)}, and there is nothing to compare with", now
    return before, now


def _texts(view: DifferenceView, pull: PullRequest, room: int) -> tuple[str, str]:
    from borderclash.rendering.markdown import render
    from borderclash.rendering.markdown_comment import summary_of_a_run

    blocks = list(view.blocks())
    body = "".join(render(blocks))
    whole = "".join(render(blocks, summary_of_a_run(room)))
    run = os.environ.get("GITHUB_RUN_ID", "")
    if body != whole and run.isdecimal():
        server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
        address = f"{server}/{pull.repository}/actions/runs/{run}"
        more = gettext("The [summary of the run]({address}) has what finds no room here.", address=address)
        body = f"{body}\n{more}\n"
    return body, whole


def _room(summary: str | None) -> int:
    there = os.path.getsize(summary) if summary and os.path.exists(summary) else 0
    return max(0, MOST_OF_A_SUMMARY - there)


def _append(summary: Path, text: str) -> None:
    try:
        with summary.open("ab") as stream:
            stream.write(text.encode(errors="backslashreplace"))
    except OSError as error:
        _notice(f"the summary of the run cannot be written: {error.strerror}")


def _marker(paths: Sequence[str]) -> str:
    """Return what the comment begins with, unseen: on other paths there may be another."""
    digest = hashlib.sha256("\n".join(paths).encode(errors="surrogateescape")).hexdigest()
    return f"<!-- borderclash: {digest[:16]} -->"


def _notice(message: str) -> None:
    """Write a line to the log that GitHub shows beside the run."""
    from borderclash.rendering.reports.github import notice

    typer.echo(notice(message))
