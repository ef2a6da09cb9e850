"""Sources as readers know them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from borderclash.comparing.rows import EventComparison
from borderclash.model import Source
from borderclash.presenting.blocks import SourceEntry
from borderclash.values.times import in_words


def shared_sources(table: EventComparison) -> tuple[str, ...]:
    """Return the sources of an event's claims where more than one claim has them and all have the same."""
    claims = [claim.sources for row in table.rows for account in row.accounts.values() for claim in account.claims]
    return claims[0] if len(claims) > 1 and len(set(claims)) == 1 else ()


def sources_line(ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Return the sentence that names the sources of all claims of an event."""
    return f"Source of all claims: {outlet_names(ids, sources)}."


def outlet_names(ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Return what readers know each source by: its publisher, else its title, address or id."""
    return ", ".join(dict.fromkeys(_name(sources[id]) for id in ids if id in sources))


def source_entries(sources: Mapping[str, Source]) -> Iterator[SourceEntry]:
    """Yield what is shown of each source."""
    for source in sources.values():
        yield SourceEntry(
            id=source.id,
            name=_name(source),
            title=source.title or "",
            author=source.author or "",
            publisher=source.publisher or "",
            published=in_words(source.published) if source.published else "",
            retrieved=in_words(source.retrieved) if source.retrieved else "",
            url=source.url,
            archived=source.archived,
            language=source.language,
            note=source.note or "",
        )


def _name(source: Source) -> str:
    return source.publisher or source.title or source.url or source.id
