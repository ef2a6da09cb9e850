"""Texts of blocks as HTML, and as the plain words that a reader sees of them; both are inert."""

from __future__ import annotations

from markupsafe import Markup, escape

from borderclash.language import is_right_to_left
from borderclash.presenting.blocks import Mark, MarkName, Role, Span, Text
from borderclash.rendering.marks import SIGNS
from borderclash.text.escaping import one_line

TAGS: dict[Role, str] = {"strong": "b", "warning": "em"}
ISOLATE = Markup("<bdi>{}</bdi>")
# Signs that are read as part of the words around them.
WITHIN: tuple[MarkName, ...] = ("times", "becomes", "no-claim")


def plain(text: Text) -> str:
    """Return the words of a text with its signs."""
    words = (run.text if isinstance(run, Span) else SIGNS[run.name] for run in text)
    return one_line("".join(words)).strip()


def words(text: Text) -> Markup:
    """Return the words of a text with its signs as HTML, spaces at its ends included."""
    return escape("".join(one_line(run.text) if isinstance(run, Span) else SIGNS[run.name] for run in text))


def markup(text: Text) -> Markup:
    """Return a text as HTML; where it is of several runs, each keeps its own direction."""
    isolates = len(text) > 1 and is_right_to_left()
    return Markup("").join(map(_isolated if isolates else _run, text))


def _isolated(run: Span | Mark) -> Markup:
    """Return a run by itself; the spaces at its ends are of the text that it stands in."""
    words = run.text.strip() if isinstance(run, Span) else ""
    if isinstance(run, Mark) or not words:
        return _run(run)
    before, _, after = run.text.partition(words)
    return Markup("{}{}{}").format(before, ISOLATE.format(_run(run._replace(text=words))), after)


def _run(run: Span | Mark) -> Markup:
    if isinstance(run, Mark):
        sign = SIGNS[run.name]
        return Markup(sign if run.name in WITHIN else f"<i>{sign}</i>")
    words = escape(one_line(run.text))
    tag = TAGS.get(run.role)
    return Markup(f"<{tag}>{words}</{tag}>") if tag else words
