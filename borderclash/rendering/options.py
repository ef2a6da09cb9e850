"""Where the output of a format goes."""

from __future__ import annotations

from typing import NamedTuple


class Options(NamedTuple):
    """Where blocks are rendered to in a terminal: ``width`` is in cells, ``ascii`` takes no other characters."""

    width: int = 80
    color: bool = False
    ascii: bool = False
