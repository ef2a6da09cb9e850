"""What a preview shows of claim files: their comparison, or the problems that stand in its way."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from borderclash.checking import Checked, check
from borderclash.comparing.rows import compare
from borderclash.language import ENGLISH, Language, using
from borderclash.model import Dataset
from borderclash.presenting.comparison_view import ComparisonView, Detail
from borderclash.problems import MOST_SHOWN, Location, UsageError
from borderclash.reading import settings, sources
from borderclash.rendering.page import writer
from borderclash.rendering.page.writer import render
from borderclash.rendering.reports.base import (
    SEVERITIES,
    Report,
    by_kind,
    left_out,
    where,
    worst_first,
    written_there,
)
from borderclash.text.escaping import terminal_text

HERE = Path(__file__).parent
# So much of a line is shown before, at and behind the place that a problem is at.
NEAR = 200
_NOTHING_ELSE = "default-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"


class Page(NamedTuple):
    """A page, and the policy that it is to be served with."""

    html: bytes
    policy: str


def frame() -> Page:
    """Return the page that holds the others: it shows the newest of them, and asks nobody but its own server."""
    style, script = _style("frame.css"), Markup(_text("frame.js"))
    html = _environment().get_template("frame.html.j2").render(style=style, script=script)
    policy = (
        f"{_NOTHING_ELSE}; style-src '{writer.source_hash(style)}'; script-src '{writer.source_hash(script)}'; "
        "connect-src 'self'; frame-src 'self'; frame-ancestors 'none'"
    )
    return Page(html.encode(), policy)


def problems_page(report: Report, counts: str, *, compared: bool) -> bytes:
    """Return the page of what is wrong; *compared* says that there is a comparison all the same."""
    return _problems_page(
        counts, kinds=by_kind(report.problems), left_out=list(left_out(report)), compared=compared
    )


def unusable_page(error: UsageError) -> bytes:
    """Return the page that says why no files could be read."""
    return _problems_page("1 error", kinds=[], left_out=[], compared=False, unusable=error)


def _problems_page(counts: str, unusable: UsageError | None = None, **what: object) -> bytes:
    style = _style("problems.css")
    policy = f"{_NOTHING_ELSE}; style-src '{writer.source_hash(style)}'"
    template = _environment().get_template("problems.html.j2")
    html = template.render(style=style, policy=policy, counts=counts, unusable=unusable, **what)
    return html.encode(errors="backslashreplace")


def pointed(location: Location) -> tuple[Markup, ...]:
    """Return the source line as HTML: what stands near before the place, at it, and behind it."""
    start = location.column - 1
    end = start + location.width
    before, meant, after = location.source[:start], location.source[start:end], location.source[end:]
    near = (
        before if len(before) <= NEAR else f"...{before[-NEAR:]}",
        meant if len(meant) <= NEAR else f"{meant[:NEAR]}...",
        after if len(after) <= NEAR else f"{after[:NEAR]}...",
    )
    return tuple(escape(terminal_text(piece)) for piece in near)


def _style(name: str) -> Markup:
    return Markup(_environment().get_template(name).render())


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([HERE, writer.HERE]),
        autoescape=True,
        finalize=writer.inert,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["pointed"] = pointed
    environment.filters["where"] = where
    environment.filters["written_there"] = written_there
    return environment


Stage = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of some files as they stand.

    ``page`` is their comparison or, with ``errors``, what is wrong in its place; ``beside`` is the page of the
    problems that leave the comparison as it is, empty without any. ``counts`` says how many problems there are.
    ``files`` are all that were read or looked for, and ``saved`` is when the newest of them was written.
    """

    errors: bool
    page: bytes
    beside: bytes
    counts: str
    files: frozenset[str]
    saved: float


def shown(paths: Sequence[str], stage: Stage, language: Language | None = None) -> Shown:
    """Return what is to be shown of the files that *paths* stand for; the comparison in *language*, if any.

    *stage* is called now and then, and may raise to end the work; nothing else is raised on account of the files.
    """
    files: set[str] = set()
    try:
        found = sources.find(paths)
        files.update(found, map(str, sources.settings_files(paths[0])))
        for file in found:
            refuse_special(file)
        checked = check(found, stage, settings.find(paths[0]), most=MOST_SHOWN)
    except UsageError as error:
        return Shown(True, unusable_page(error), b"", "1 error", frozenset(files), _newest(files))
    files.update(checked.snapshots)
    counts, problems = _counts(checked), _problems(checked)
    if checked.count("error"):
        return Shown(True, problems, b"", counts, frozenset(files), _newest(files))
    with using(language or checked.dataset.output_language or ENGLISH, isolates=True):
        page = b"".join(_comparison(checked.dataset, stage))
    return Shown(False, page, problems, counts, frozenset(files), _newest(files))


def refuse_special(file: str) -> None:
    """Raise `UsageError` for what is no plain file: a pipe or a device can be read once, or waits for a writer."""
    with contextlib.suppress(OSError):
        if file == sources.STDIN or not stat.S_ISREG(os.stat(file).st_mode):
            what = "standard input" if file == sources.STDIN else f"`{file}`"
            raise UsageError(f"{what} cannot be watched", "give the path of a file or folder")


def _counts(checked: Checked) -> str:
    numbers = {severity: checked.count(severity) for severity in SEVERITIES}
    nouns = {"error": "error", "warning": "warning", "information": "note"}
    return ", ".join(
        f"{number:,} {nouns[severity]}{'' if number == 1 else 's'}"
        for severity, number in numbers.items()
        if number
    )


def _problems(checked: Checked) -> bytes:
    if not checked.problems:
        return b""
    left_out = {rule: number for (rule, _), number in checked.left_out.items()}
    report = Report(sorted(checked.problems, key=worst_first), checked.names, left_out)
    return problems_page(report, _counts(checked), compared=not checked.count("error"))


def _comparison(dataset: Dataset, stage: Stage) -> Iterator[bytes]:
    """Yield the page that `borderclash compare -o page.html` writes."""
    stage("comparing")
    view = ComparisonView(compare(dataset), Detail())
    for piece in render(view.unfolded.blocks(), view.provenance):
        stage("writing")
        yield piece.encode(errors="backslashreplace")


def _newest(files: Iterable[str]) -> float:
    times: list[float] = []
    for file in files:
        with contextlib.suppress(OSError, ValueError):
            status = os.stat(file)
            times += [status.st_mtime] if stat.S_ISREG(status.st_mode) else []
    return max(times, default=0.0)
