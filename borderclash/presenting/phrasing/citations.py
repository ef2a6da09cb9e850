"""A claim as prose cites it: who said it, on which day, by which agency and in which outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from borderclash.language import comma, gettext, isolated, ngettext, semicolon
from borderclash.model import Claim, Source, Span
from borderclash.presenting.claim_entries import who
from borderclash.presenting.phrasing.days import in_words
from borderclash.presenting.phrasing.labels import outlet_names
from borderclash.values import times
from borderclash.values.time_points import days_of
from borderclash.values.times import stated_span

# Of more claims that say the same, the others are counted.
MOST = 8
# A time that is not all of the days that it is read as: about then, until then, some decade.
_LOOSE = re.compile(r"[~Xx]|\.\.")


class Citations:
    """Cites claims, with their days in the time zone of the event."""

    def __init__(self, sources: Mapping[str, Source], timezone: str) -> None:
        self.sources = sources
        self.timezone = timezone

    def of(self, claim: Claim) -> str:
        """Return speaker, agency, day and outlet: ``prosecutor general, 17 May 2005, per Al Jazeera``."""
        if claim.stated or claim.span is None:
            outlets = outlet_names(claim.sources, self.sources)
            per = gettext("per {outlets}", outlets=outlets) if outlets else ""
            found = [self._stated(claim), per]
        else:
            found = [semicolon().join(self._published(claim))]
        return comma().join(isolated(part) for part in (*who(claim), *found) if part)

    def _published(self, claim: Claim) -> Iterator[str]:
        """Yield the day on which each source of a claim was published; those of one day together."""
        by_day: dict[str, list[str]] = {}
        for id in claim.sources:
            if id in self.sources:
                by_day.setdefault(self.sources[id].published or "", []).append(id)
        for published, ids in by_day.items():
            outlets = outlet_names(ids, self.sources)
            if published:
                day = self._in_words(published, stated_span(published, self.timezone, "published"))
                yield gettext("published {day}, per {outlets}", day=day, outlets=outlets)
            else:
                yield gettext("per {outlets}", outlets=outlets)

    def of_all(self, claims: Iterable[Claim]) -> list[str]:
        """Return the citation of each claim, the same only once; of very many the rest is counted."""
        cited = list(dict.fromkeys(map(self.of, claims)))
        if len(cited) <= MOST:
            return cited
        return [*cited[:MOST], ngettext("{count} more", "{count} more", len(cited) - MOST)]

    def _stated(self, claim: Claim) -> str:
        if claim.stated and claim.span:
            return self._in_words(claim.stated, claim.span)
        return gettext("undated")

    def _in_words(self, written: str, span: Span) -> str:
        """Return the day of a time; one that is not all of the days that it covers stands as it is written."""
        return (
            times.in_words(written)
            if _LOOSE.search(written)
            else in_words([days_of(span, self.timezone)])[0].words
        )
