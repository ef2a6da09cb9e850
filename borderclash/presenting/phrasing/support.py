"""What stands behind an answer in words: how many sources, and which of them have it from one."""

from __future__ import annotations

from collections.abc import Mapping

from borderclash.comparing.origins import Group, Origins
from borderclash.comparing.rows import Row
from borderclash.model import Source
from borderclash.presenting.phrasing.labels import source_name

Sources = Mapping[str, Source]


def origins_words(origins: Origins, sources: Sources) -> str:
    """Return how many sources there are and what ties them: ``3 sources, all from AFP``; empty for nothing."""
    if origins.number is None:
        return ""
    number = len(origins.sources)
    tied = [group for group in origins.groups if len(group.sources) > 1]
    if origins.number == 1:
        every = "both" if number == 2 else "all"
        name = _name(tied[0], sources)
        return f"{number} sources, {f'{every} from {name}' if name else f'{every} of which hang together'}"
    parts = [
        f"{len(group.sources)}{'' if place else ' of them'} {f'from {name}' if name else 'hanging together'}"
        for place, group in enumerate(tied)
        for name in [_name(group, sources)]
    ]
    return f"{number} sources, {', '.join(parts)}"


def _name(group: Group, sources: Sources) -> str:
    if group.via:
        return group.via
    return source_name(sources[group.source]) if group.source and group.source in sources else ""


def behind(row: Row, party: str, sources: Sources) -> dict[int, str]:
    """Return what ties the sources of each answer of a party, by the number of its first claim."""
    words = {
        answer.position.number: origins_words(answer.origins, sources)
        for answer in row.answers(party)
        if len(answer.origins.sources) > 1
    }
    return {number: text for number, text in words.items() if text}
