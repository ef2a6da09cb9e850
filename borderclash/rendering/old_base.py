"""What every output format takes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How to write a comparison.

    ``sources`` adds who said it, where and when, to the formats for people. ``chart`` adds the range plots of the
    rows, ``width`` is in cells, ``ascii`` takes no other characters for marks and rules: these and ``color`` are
    for the terminal.
    """

    sources: bool = False
    chart: bool = False
    width: int = 80
    color: bool = False
    ascii: bool = False
