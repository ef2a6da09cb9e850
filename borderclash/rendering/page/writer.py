"""HTML: the comparison as one page that asks nothing of any server, to be read with or without scripts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from borderclash.comparing.rows import Comparison
from borderclash.rendering.old_base import Options
from borderclash.rendering.old_marks import VERDICT_MARKS
from borderclash.rendering.page.view import view
from borderclash.vocabulary import PROGRAM_VERSION

HERE = Path(__file__).parent
# What a browser is told to do with the page: run and use what stands in it, and nothing else, from nowhere else.
POLICY = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; require-trusted-types-for 'script'; "
    "base-uri 'none'; form-action 'none'"
)


def write(comparison: Comparison, options: Options) -> Iterator[str]:
    """Yield the page in pieces."""
    environment = _environment()
    shown = view(comparison)
    style = Markup(environment.get_template("page.css.j2").render(sizes=shown.sizes))
    # Our own text, which needs no escaping.
    script = Markup((HERE / "page.js").read_text(encoding="utf-8"))
    yield from environment.get_template("page.html.j2").generate(
        page=shown,
        marks=VERDICT_MARKS,
        style=style,
        script=script,
        policy=POLICY.format(style=source_hash(style), script=source_hash(script)),
        version=PROGRAM_VERSION,
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def source_hash(text: str) -> str:
    """Return what a Content-Security-Policy calls an inline style or script by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
