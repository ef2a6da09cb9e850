"""Writers of a comparison as tests and benchmarks still call them; `rendering/formats.py` is the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from borderclash.comparing.rows import Comparison
from borderclash.presenting.comparison_view import ComparisonView, Detail
from borderclash.rendering import formats, options
from borderclash.rendering.old_base import Options

Writer = Callable[[Comparison, Options], Iterator[str]]
ByteWriter = Callable[[Comparison, Options], Iterator[bytes]]
WRITERS = [each.name for each in formats.OF_COMPARISON if isinstance(each, formats.Format)]
BYTE_WRITERS = [each.name for each in formats.OF_COMPARISON if isinstance(each, formats.BinaryFormat)]


def writer(format: str) -> Writer:
    """Return the writer of a format of text."""
    chosen = formats.named(format, formats.OF_COMPARISON)
    assert isinstance(chosen, formats.Format)
    return lambda comparison, given: chosen.write(_view(comparison, given), _options(given))


def byte_writer(format: str) -> ByteWriter:
    """Return the writer of a binary format."""
    chosen = formats.named(format, formats.OF_COMPARISON)
    assert isinstance(chosen, formats.BinaryFormat)
    return lambda comparison, given: chosen.write(_view(comparison, given), _options(given))


def _view(comparison: Comparison, given: Options) -> ComparisonView:
    return ComparisonView(comparison, Detail(claims=given.sources, plots=given.chart))


def _options(given: Options) -> options.Options:
    return options.Options(given.width, given.color, given.ascii)
