"""Who said it, where and when: the claims behind a table's cells, numbered as they stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from borderclash.comparing.rows import EventComparison, Row
from borderclash.model import Claim, Party, Source
from borderclash.values.times import in_words


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim behind a cell, with its number below the table; numbers count from 1."""

    number: int
    row: Row
    party: Party
    claim: Claim


def citations(table: EventComparison) -> dict[tuple[int, str], list[Citation]]:
    """Return the citations of each cell, by the row's index in the table and the party's id."""
    cited: dict[tuple[int, str], list[Citation]] = {}
    number = 0
    for index, row in enumerate(table.rows):
        for party in table.parties:
            cell = cited[index, party.id] = []
            for claim in row.accounts[party.id].claims:
                number += 1
                cell.append(Citation(number, row, party, claim))
    return cited


def details(claim: Claim, sources: Mapping[str, Source]) -> str:
    """Return speaker, agency, outlets, date and place in the source, as far as they are known."""
    known = [sources[id] for id in claim.sources if id in sources]
    published = ", ".join(dict.fromkeys(source.published for source in known if source.published))
    when = (
        f"stated {in_words(claim.stated)}"
        if claim.stated
        else f"published {in_words(published)}"
        if published
        else ""
    )
    attribution = claim.attribution if claim.attribution != "on-record" else None
    parts = (
        claim.speaker,
        attribution,
        f"via {claim.via}" if claim.via else None,
        outlet_names(claim.sources, sources),
        when or "undated",
        claim.locator,
    )
    return "; ".join(part for part in parts if part)


def outlet_names(ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Return what readers know each source by: its publisher, else its title, address or id."""
    known = [sources[id] for id in ids if id in sources]
    names = (source.publisher or source.title or source.url or source.id for source in known)
    return ", ".join(dict.fromkeys(names))


def quoted(claim: Claim) -> str | None:
    """Return the words as captured in quotation marks, with their translation; ``None`` where there are none."""
    quote = f"\N{LEFT DOUBLE QUOTATION MARK}{claim.quote}\N{RIGHT DOUBLE QUOTATION MARK}" if claim.quote else None
    translation = f"(in translation: {claim.translation})" if claim.translation else None
    return " ".join(part for part in (quote, translation) if part) or None
