"""What every report format takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How to write a report: ``width`` is in cells; ``ascii`` leaves out all other characters in rules."""

    width: int = 80
    color: bool = False
    ascii: bool = False
