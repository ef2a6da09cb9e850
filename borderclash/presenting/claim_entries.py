"""The claim behind a cell, as readers are shown it: what it says, who said it and when; the quotes of sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from borderclash.comparing.accounts import Account
from borderclash.comparing.positions import POSITIONS
from borderclash.comparing.rows import Comparison
from borderclash.language import comma, gettext, gettext_noop, isolated, semicolon
from borderclash.model import Claim, Source
from borderclash.presenting.blocks import ClaimEntry
from borderclash.presenting.phrasing.labels import outlet_names
from borderclash.values.times import in_words

ATTRIBUTIONS = {"anonymous": gettext_noop("anonymous"), "unattributed": gettext_noop("unattributed")}


def claim_entry(
    number: int,
    says: str,
    account: Account,
    claim: Claim,
    sources: Mapping[str, Source],
    *,
    stands: bool,
    origins: str = "",
) -> ClaimEntry:
    """Return the entry *number* of a claim; *stands*: a position is of it; *origins*: what ties its sources."""
    status = gettext("withdrawn") if claim.number in account.taken_back else gettext("earlier")
    known = tuple(id for id in claim.sources if id in sources)
    languages = {sources[id].language for id in known}
    return ClaimEntry(
        number=number,
        party=account.party.name,
        says=says,
        status="" if stands or claim.stance not in POSITIONS else status,
        stands=stands,
        details=details(claim, sources),
        who=semicolon().join(map(isolated, who(claim))),
        when=_when(claim, sources) or gettext("undated"),
        locator=claim.locator or "",
        quote=claim.quote or "",
        language=languages.pop() if len(languages) == 1 else None,
        translation=claim.translation or "",
        note=claim.note or "",
        sources=known,
        origins=origins,
        withheld=bool(claim.left_out),
    )


def details(claim: Claim, sources: Mapping[str, Source]) -> str:
    """Return speaker, agency, outlets, date and place in the source, as far as they are known."""
    outlets = outlet_names(claim.sources, sources)
    parts = (*who(claim), outlets, _when(claim, sources) or gettext("undated"), claim.locator)
    return semicolon().join(isolated(part) for part in parts if part)


def who(claim: Claim) -> list[str]:
    """Return speaker, attribution and agency of a claim as far as they are known, and what of it is withheld."""
    attribution = ATTRIBUTIONS.get(claim.attribution or "")
    agency = gettext("via {agency}", agency=claim.via) if claim.via else None
    parts = (claim.speaker, gettext(attribution) if attribution else None, agency, _withheld(claim))
    return [part for part in parts if part]


def _withheld(claim: Claim) -> str:
    if not claim.withheld:
        return ""
    from borderclash.presenting.withheld import claim_mark

    return claim_mark(claim)


def _when(claim: Claim, sources: Mapping[str, Source]) -> str:
    """Return when a claim was stated, or its sources published; empty where neither is known."""
    if claim.stated:
        return gettext("stated {time}", time=in_words(claim.stated))
    known = (sources[id].published for id in claim.sources if id in sources)
    published = comma().join(dict.fromkeys(in_words(date) for date in known if date))
    return gettext("published {day}", day=published) if published else ""


class Quote(NamedTuple):
    """Words as captured, in their own language, and their translation where there is one."""

    words: str
    translation: str | None = None


def source_quotes(comparison: Comparison) -> Mapping[str, tuple[Quote, ...]]:
    """Return the quotes from each source, by its id; those of claims with several sources are left out."""
    found: dict[str, dict[Quote, None]] = defaultdict(dict)
    for event in comparison.events:
        for row in event.rows:
            for account in row.accounts.values():
                for claim in account.claims:
                    if claim.quote and len(claim.sources) == 1:
                        found[claim.sources[0]][Quote(claim.quote, claim.translation)] = None
    return {id: tuple(quotes) for id, quotes in found.items()}
