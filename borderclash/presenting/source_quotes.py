"""What the claims of a comparison quote from each source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from borderclash.comparing.rows import Comparison


class Quote(NamedTuple):
    """Words as captured, in their own language, and their translation where there is one."""

    words: str
    translation: str | None = None


def source_quotes(comparison: Comparison) -> Mapping[str, tuple[Quote, ...]]:
    """Return the quotes from each source, by its id, each once and in the order of the claims.

    The words of a claim with several sources are not known to be those of any one of them, and are left out.
    """
    found: dict[str, dict[Quote, None]] = defaultdict(dict)
    for event in comparison.events:
        for row in event.rows:
            for account in row.accounts.values():
                for claim in account.claims:
                    if claim.quote and len(claim.sources) == 1:
                        found[claim.sources[0]][Quote(claim.quote, claim.translation)] = None
    return {id: tuple(quotes) for id, quotes in found.items()}
