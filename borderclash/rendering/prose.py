"""Prose: plain text whose every paragraph is one line, to be pasted into another text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from borderclash.presenting.blocks import Block, Foot, Heading, Note, Section, Span
from borderclash.text.escaping import one_line


def render(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield headings and paragraphs, an empty line between any two."""
    for number, line in enumerate(_lines(blocks)):
        yield f"\n{line}\n" if number else f"{line}\n"


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _lines((block.heading, *block.blocks))
        elif isinstance(block, Foot):
            yield from _lines(block.blocks)
        elif isinstance(block, Heading | Note):
            yield one_line("".join(run.text for run in block.text if isinstance(run, Span)))
