"""A comparison in any of its formats."""

from borderclash.presenting.blocks import Section, Span
from borderclash.presenting.comparison_view import ComparisonView, Detail
from borderclash.rendering import formats
from borderclash.rendering.marks import SIGNS
from borderclash.rendering.options import Options

SHORT = Detail()


def rendered(comparison, format="terminal", *, detail=SHORT, **options):
    """Return what a format makes of a comparison: text, or bytes; *options* are those of a terminal."""
    chosen = formats.named(format, formats.OF_COMPARISON)
    pieces = list(chosen.write(ComparisonView(comparison, detail), Options(**options)))
    return (b"" if isinstance(chosen, formats.BinaryFormat) else "").join(pieces)


def plain(text):
    """Return a text of blocks without its roles."""
    return "".join(run.text if isinstance(run, Span) else SIGNS[run.name] for run in text)


def of_events(comparison, kind, **detail):
    """Return the blocks of one kind of all events."""
    sections = [
        block for block in ComparisonView(comparison, Detail(**detail)).blocks() if isinstance(block, Section)
    ]
    return [inner for section in sections for inner in section.blocks if isinstance(inner, kind)]
