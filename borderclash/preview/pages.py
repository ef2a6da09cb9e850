"""The pages of a preview beside the comparison: the frame around all of them, and what is wrong with the data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from borderclash.problems import Location, UsageError
from borderclash.rendering.page import writer
from borderclash.rendering.reports.base import Report, by_kind, left_out, where, written_there
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
    """Return the templates; they share the colours and letters of the comparison's page."""
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
