"""HTML: a comparison as one page that asks nothing of any server, to be read with or without scripts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from borderclash import language
from borderclash.presenting.blocks import Block, Provenance
from borderclash.presenting.phrasing.labels import provenance_lines, source_name
from borderclash.rendering.page.contents import Contents
from borderclash.rendering.page.links import quoted_words, web_address
from borderclash.rendering.page.plots import plot
from borderclash.rendering.page.steps import steps
from borderclash.rendering.page.texts import ISOLATE, markup, words
from borderclash.text.escaping import one_line
from borderclash.values.times import in_words
from borderclash.vocabulary import PROGRAM_VERSION

HERE = Path(__file__).parent
# The policy for a browser: run and use what stands in the page, and nothing else, from nowhere else.
POLICY = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; require-trusted-types-for 'script'; "
    "base-uri 'none'; form-action 'none'"
)


def render(blocks: Iterable[Block], provenance: Provenance) -> Iterator[str]:
    """Yield the page in pieces; *provenance* is where it comes from."""
    templates = environment()
    contents = Contents(blocks)
    right_to_left = language.is_right_to_left()
    style = Markup(templates.get_template("page.css.j2").render(sizes=contents.sizes, right_to_left=right_to_left))
    # Our own text, which needs no escaping.
    script = Markup((HERE / "page.js").read_text(encoding="utf-8"))
    yield from templates.get_template("page.html.j2").generate(
        page=contents,
        language=language.current(),
        right_to_left=right_to_left,
        provenance=provenance_lines(provenance),
        shows_withheld=provenance.withheld,
        style=style,
        script=script,
        policy=POLICY.format(style=source_hash(style), script=source_hash(script)),
        version=PROGRAM_VERSION,
    )


def fragment(blocks: Iterable[Block]) -> str:
    """Return the HTML of blocks without a page around it: what a notebook shows of a result."""
    return environment().get_template("fragment.html.j2").render(blocks=blocks)


@cache
def environment() -> Environment:
    """Return the templates, with what they call."""
    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        finalize=inert,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals |= {
        "gettext": _filled(language.gettext),
        "ngettext": _filled(language.ngettext),
        "comma": lambda: Markup(language.comma()),
        "quotation": lambda words: Markup(language.quotation(escape(inert(words)))),
    }
    made.filters |= {
        "in_words": in_words,
        "kind": lambda block: type(block).__name__,
        "markup": markup,
        "number": language.number,
        "own": _own,
        "plot": plot,
        "steps": steps,
        "quoted_words": quoted_words,
        "source_name": source_name,
        "web_address": web_address,
        "words": words,
    }
    return made


def _filled(look_up: Callable[..., str]) -> Callable[..., Markup]:
    """Return a function that looks a message up, whose text is our own, and makes what is put into it inert."""

    def message(*arguments: object, **places: object) -> Markup:
        made = {name: escape(inert(value)) if isinstance(value, str) else value for name, value in places.items()}
        return Markup(look_up(*arguments, **made))

    return message


def _own(text: object) -> Markup:
    """Return a text that stands among words of another origin as HTML: its direction is its own."""
    shown = escape(inert(text))
    return ISOLATE.format(shown) if language.is_right_to_left() else shown


def inert(value: object) -> object:
    """Return what a template shows: texts of claim files inert, what is HTML already as it is."""
    return one_line(value).strip() if isinstance(value, str) and not isinstance(value, Markup) else value


def source_hash(text: str) -> str:
    """Return what a Content-Security-Policy calls an inline style or script by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
