"""What every output format takes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How to write a comparison.

    ``sources`` adds who said it, where and when, to the formats for people. ``width`` (in cells), ``color`` and
    ``ascii`` (no other characters in marks and rules) are for the terminal.
    """

    sources: bool = False
    width: int = 80
    color: bool = False
    ascii: bool = False
