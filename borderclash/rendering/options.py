"""Where the output of a format goes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Where blocks are rendered to in a terminal: ``width`` is in cells, ``ascii`` takes no other characters."""

    width: int = 80
    color: bool = False
    ascii: bool = False
