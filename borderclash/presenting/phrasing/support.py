"""What stands behind an answer in words: how many sources, and which of them have it from one."""

from __future__ import annotations

from collections.abc import Mapping

from borderclash.comparing.origins import Group, Origins
from borderclash.comparing.rows import Row
from borderclash.language import comma, gettext, ngettext
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
        return _all_from(number, _name(tied[0], sources))
    groups = [_tied(len(group.sources), _name(group, sources), first=group is tied[0]) for group in tied]
    return ngettext("{count} source, {groups}", "{count} sources, {groups}", number, groups=comma().join(groups))


def _all_from(number: int, name: str) -> str:
    """Return that some sources all have it from *name*, or, where that is not known, hang together."""
    if number == 2:
        if name:
            return gettext("{count} sources, both from {name}", count=number, name=name)
        return gettext("{count} sources, both of which hang together", count=number)
    if name:
        return ngettext("{count} source, all from {name}", "{count} sources, all from {name}", number, name=name)
    return ngettext(
        "{count} source, all of which hang together", "{count} sources, all of which hang together", number
    )


def _tied(number: int, name: str, *, first: bool) -> str:
    if name:
        if first:
            return ngettext("{count} of them from {name}", "{count} of them from {name}", number, name=name)
        return ngettext("{count} from {name}", "{count} from {name}", number, name=name)
    if first:
        return ngettext("{count} of them hanging together", "{count} of them hanging together", number)
    return ngettext("{count} hanging together", "{count} hanging together", number)


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
