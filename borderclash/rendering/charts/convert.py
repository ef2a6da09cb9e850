"""Figures to files, by vl-convert: it draws without a browser and fetches nothing."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from borderclash.language import ENGLISH, current
from borderclash.problems import UsageError
from borderclash.text.escaping import one_line

# Pixels of the file for each pixel of the figure: sharp on fine screens, and 12 cm wide at 300 dots an inch.
PNG_SCALE = 2


def svg(figure: dict[str, Any], id: str, title: str, alt: str) -> bytes:
    """Return the SVG of a figure, its *title* and *alt* told apart by *id*; raises `UsageError`."""
    drawn: str = _convert("svg", figure)
    language = "" if current() == ENGLISH else f' lang="{current()}"'
    words = (
        f'{language} role="img" aria-labelledby="{id}-title {id}-desc">'
        f'<title id="{id}-title">{escape(one_line(title))}</title><desc id="{id}-desc">{escape(alt)}</desc>'
    )
    return drawn.replace(">", words, 1).encode()


def png(figure: dict[str, Any]) -> bytes:
    """Return the PNG of a Vega-Lite figure; raises `UsageError`."""
    drawn: bytes = _convert("png", figure, scale=PNG_SCALE)
    return drawn


def _convert(format: str, figure: dict[str, Any], **options: Any) -> Any:
    try:
        import vl_convert
    except ImportError:
        message = "a figure is drawn by vl-convert-python, which is not installed"
        raise UsageError(message, "install it: python3 -m pip install 'borderclash[chart]'") from None
    try:
        return getattr(vl_convert, f"vegalite_to_{format}")(figure, **options)
    except ValueError as error:
        reason = str(error).strip().splitlines()[0]
        raise UsageError(f"the figure could not be drawn: {reason}", "choose fewer rows with --question") from None
