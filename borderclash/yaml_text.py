"""The text of a claim file to plain data: dictionaries, lists, strings and numbers.

Most lines are plain (`plain_lines`); what holds any other is read by a YAML parser (`yaml_events`), which is
imported only then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from borderclash import plain_lines
from borderclash.problems import Path
from borderclash.yaml_refusals import Refusal


@dataclass(slots=True)
class Parsed:
    """The data of each document of a text, and what was refused in it.

    ``spellings`` has the text of each number that Python would write in another way (``51.20``, ``0x1F``), by
    its document's index and its path.
    """

    documents: list[Any] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    spellings: dict[tuple[int, Path], str] = field(default_factory=dict)


def parse(text: str) -> Parsed:
    """Return the plain data of each document in *text*, a text without byte order mark."""
    data = plain_lines.read(text)
    if data is not None:
        return Parsed([data])
    from borderclash import yaml_events

    return yaml_events.parse(text)
